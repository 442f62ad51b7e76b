public import Diagnostics

/// The catalogue of what can be wrong with a pairing round.
extension FaultRule {
  /// An identifier is empty.
  public static let pairingIdentifierMissing = FaultRule(
    "P101", text: Bilingual(zh: "编号为空", en: "an identifier is empty"),
    hint: Bilingual(zh: "填写工号或编号", en: "give a staff number or a key"))
  /// Two entries of one list share an identifier.
  public static let pairingIdentifierTwice = FaultRule(
    "P102", text: Bilingual(zh: "编号重复", en: "an identifier occurs twice"),
    hint: Bilingual(
      zh: "删去重复的一行，或改正工号", en: "delete one of the two entries, or correct the number"))
  /// An institution is not in the list of institutions.
  public static let pairingInstitutionUnknown = FaultRule(
    "P103", text: Bilingual(zh: "单位不在单位表中", en: "the institution is not in the list"),
    hint: Bilingual(zh: "在单位表中添加该单位，或改正编号", en: "add the institution, or correct its key"))
  /// A capacity is negative or absurdly large.
  public static let pairingCapacityOutOfRange = FaultRule(
    "P104",
    text: Bilingual(
      zh: "可带人数须在 0 至 1000000 之间", en: "a capacity must lie within 0 ... 1,000,000"),
    hint: Bilingual(
      zh: "本轮不带人请填 0", en: "give 0 for a mentor who takes nobody this round"))
  /// The lower capacity exceeds the upper.
  public static let pairingCapacityReversed = FaultRule(
    "P105", text: Bilingual(zh: "人数下限大于上限", en: "the lower capacity exceeds the upper"),
    hint: Bilingual(zh: "对调或改正两个数", en: "swap or correct the two numbers"))
  /// A wish names somebody who is not in the other list.
  public static let pairingWishUnknown = FaultRule(
    "P106", text: Bilingual(zh: "志愿中的工号不存在", en: "a wish names a number that does not exist"),
    hint: Bilingual(
      zh: "核对工号（前导零不可省略），或删去该志愿",
      en: "check the number (leading zeros count), or delete the wish"))
  /// A list names somebody twice.
  public static let pairingWishTwice = FaultRule(
    "P107", text: Bilingual(zh: "同一人在志愿中出现两次", en: "a list names the same person twice"),
    hint: Bilingual(zh: "只保留较靠前的一次", en: "keep the earlier wish only"))
  /// A person names himself.
  public static let pairingWishSelf = FaultRule(
    "P108", text: Bilingual(zh: "志愿中填写了本人", en: "a list names the person who wrote it"),
    hint: Bilingual(zh: "删去该志愿", en: "delete the wish"))
  /// A recusal, kept pair, project or score names somebody unknown.
  public static let pairingPersonUnknown = FaultRule(
    "P109", text: Bilingual(zh: "工号不在名单中", en: "a staff number is not in the lists"),
    hint: Bilingual(
      zh: "核对工号（前导零不可省略）", en: "check the number (leading zeros count)"))
  /// A talent is kept twice.
  public static let pairingTalentKeptTwice = FaultRule(
    "P110", text: Bilingual(zh: "同一人才有两条在带记录", en: "a talent is in two kept pairs"),
    hint: Bilingual(zh: "每名人才只能有一位导师", en: "a talent has one mentor; keep one of the pairs"))
  /// Kept pairs need more places than the mentor has.
  public static let pairingKeptBeyondCapacity = FaultRule(
    "P111",
    text: Bilingual(zh: "在带人数超过可带人数上限", en: "the kept pairs exceed the mentor's capacity"),
    hint: Bilingual(zh: "提高上限，或减少在带人数", en: "raise the capacity, or keep fewer pairs"))
  /// A mentor with places, or a talent, left before the round begins.
  public static let pairingPersonLeft = FaultRule(
    "P122",
    text: Bilingual(
      zh: "此人在本轮开始前已离任，仍列在名单中（工号与最后一天）",
      en: "this person left before the round begins and is still listed (number and last day)"),
    hint: Bilingual(
      zh: "导师的可带人数上限填 0，人才则删去该行；若已返回，改正人员表的截止日，"
        + "或用 allot ledger leave --force 记下新的最后一天，并在设置中写明本轮的起始日",
      en:
        "give a mentor 0 places, and delete a talent's row; for somebody who is back, correct the last "
        + "day in the sheet of people, or note a new one by allot ledger leave --force, and give the "
        + "round's first day in the settings"
    ))
  /// The first day of the round is no day.
  public static let pairingFirstDayWrong = FaultRule(
    "P123", text: Bilingual(zh: "起始日不是日期", en: "the first day is no date"),
    hint: Bilingual(zh: "写成 2027-01-01", en: "write 2027-01-01"))
  /// A kept pair is on a project that its mentor does not lead.
  public static let pairingKeptProject = FaultRule(
    "P119",
    text: Bilingual(zh: "在带的项目不是该导师的项目", en: "a kept pair's project is not one of its mentor's"),
    hint: Bilingual(zh: "填该导师负责的项目编号，或留空", en: "name a project that the mentor leads, or none"))
  /// More kept pairs than a project has places.
  public static let pairingKeptBeyondPlaces = FaultRule(
    "P120",
    text: Bilingual(zh: "在带人数超过项目名额", en: "the kept pairs exceed the project's places"),
    hint: Bilingual(zh: "提高项目名额，或减少在带人数", en: "raise the places, or keep fewer pairs"))
  /// A kept pair is recused.
  public static let pairingKeptRecused = FaultRule(
    "P112", text: Bilingual(zh: "在带的一对互相回避", en: "a kept pair is recused"),
    hint: Bilingual(zh: "删去回避，或结束该在带关系", en: "delete the recusal, or end the pair"))
  /// A recusal concerns no possible pair.
  public static let pairingRecusalVoid = FaultRule(
    "P113",
    text: Bilingual(
      zh: "回避的两人不是一名导师和一名人才", en: "a recusal does not join a mentor and a talent"),
    hint: Bilingual(zh: "核对两个工号", en: "check the two numbers"))
  /// A pair is scored twice.
  public static let pairingScoreTwice = FaultRule(
    "P114", text: Bilingual(zh: "同一对有两个评分", en: "a pair is scored twice"),
    hint: Bilingual(zh: "只保留一个评分", en: "keep one of the scores"))
  /// A score is out of range.
  public static let pairingScoreOutOfRange = FaultRule(
    "P115",
    text: Bilingual(
      zh: "评分须在 −1000000 至 1000000 之间", en: "a score must lie within ±1,000,000"),
    hint: Bilingual(zh: "改用较小的单位", en: "use a coarser unit"))
  /// A number of project places is negative.
  public static let pairingPlacesNegative = FaultRule(
    "P116", text: Bilingual(zh: "项目名额为负", en: "a project's places are negative"),
    hint: Bilingual(zh: "填 0 或正整数", en: "give 0 or more"))
}
