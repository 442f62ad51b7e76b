public import Diagnostics

extension FaultRule {
  /// The file follows another version.
  public static let drawSchema = FaultRule(
    "D101", text: Bilingual(zh: "抽选文件的版本不认识", en: "The version of this draw is unknown"),
    hint: Bilingual(zh: "用生成它的版本打开。", en: "Use the version that wrote it."))
  /// Nothing to draw from.
  public static let drawListShort = FaultRule(
    "D102", text: Bilingual(zh: "名单不足两项", en: "The list has fewer than two entries"),
    hint: Bilingual(zh: "补全名单。", en: "Complete the list."))
  /// A text that could pass for another line, or is missing.
  public static let drawText = FaultRule(
    "D103",
    text: Bilingual(
      zh: "文字缺失、重复，或含有换行、控制字符、等号", en: "The text is missing, repeated, or not one plain line"),
    hint: Bilingual(
      zh: "写成一行普通文字；来源和当事方的名称不含等号、不重复。",
      en: "Write one line; names of sources and parties have no = and differ."))
  /// An entry stands twice in the list.
  public static let drawEntryTwice = FaultRule(
    "D104", text: Bilingual(zh: "名单中编号重复", en: "An identifier stands twice in the list"),
    hint: Bilingual(zh: "删去一项。", en: "Delete one of them."))
  /// The list is not in its order.
  public static let drawListOrder = FaultRule(
    "D105", text: Bilingual(zh: "名单未按编号排序", en: "The list is not in the order of its identifiers"),
    hint: Bilingual(zh: "名单被改动过；用公布的原件。", en: "It was changed; use the published one."))
  /// More places than entries, or none.
  public static let drawPlaces = FaultRule(
    "D106",
    text: Bilingual(
      zh: "抽取数应为1至名单人数", en: "The number to draw must be 1 to the length of the list"),
    hint: Bilingual(zh: "改正抽取数。", en: "Correct it."))
  /// No public number decides.
  public static let drawSourceMissing = FaultRule(
    "D107", text: Bilingual(zh: "没有指定公共随机来源", en: "No public source is named"),
    hint: Bilingual(zh: "指定将来公布的数，如“双色球第2027002期红球”。", en: "Name numbers that are published later.")
  )
  /// Too many parties.
  public static let drawPartyCount = FaultRule(
    "D108", text: Bilingual(zh: "提供密数的当事方最多两个", en: "At most two parties put in a secret"),
    hint: Bilingual(zh: "保留两个。", en: "Keep two."))
  /// A hash has not its form.
  public static let drawNonceHash = FaultRule(
    "D109", text: Bilingual(zh: "摘要应为64位小写十六进制", en: "A hash is 64 lower-case hexadecimal digits"),
    hint: Bilingual(
      zh: "用 printf '密数' | sha256sum 计算。", en: "Compute it with printf 'nonce' | sha256sum."))
  /// A public number is missing.
  public static let drawValueMissing = FaultRule(
    "D110", text: Bilingual(zh: "公共随机来源的值缺失", en: "The value of a public source is missing"),
    hint: Bilingual(zh: "按公布的名称逐一给出。", en: "Give one for each source that was named."))
  /// A nonce does not fit its hash.
  public static let drawNonce = FaultRule(
    "D111",
    text: Bilingual(zh: "密数缺失，或与事先公布的摘要不符", en: "A nonce is missing or does not fit its hash"),
    hint: Bilingual(zh: "核对密数的每个字符。", en: "Check every character of it."))
  /// Somebody is passed over who is not in the list.
  public static let drawSkipUnknown = FaultRule(
    "D112", text: Bilingual(zh: "跳过的编号不在名单中", en: "One who is passed over is not in the list"),
    hint: Bilingual(zh: "改正编号。", en: "Correct the identifier."))
}
