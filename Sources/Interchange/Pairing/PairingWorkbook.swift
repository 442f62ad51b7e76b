public import Diagnostics
public import MentorMatching

/// A pairing round as a workbook: 设置, 单位, 人员, 导师, 人才, 项目, 导师志愿, 人才志愿, 回避, 在带, 配额, 评分.
///
/// Names and institutions stand in 人员 or beside the staff numbers in 导师 and 人才. Wishes are the
/// columns 第1志愿, 第2志愿, … of 导师志愿 and 人才志愿 (or of 导师 and 人才 themselves); several staff
/// numbers in one cell are tied, and a blank cell is a gap. Reasons of recusals are not read.
public enum PairingWorkbook {
  /// Reads a round.
  ///
  /// - Returns: The draft with the cell behind each place and every fault of the sheets.
  public static func read(_ workbook: Reading<Workbook>) -> Reading<PairingDraft> {
    var sheets = PairingSheets(reader: TableReader(workbook), title: workbook.value.title)
    return sheets.read()
  }
}

extension FaultRule {
  /// Two rows of one sheet hold the wishes of the same person.
  public static let pairingWishRowTwice = FaultRule(
    "P117",
    text: Bilingual(zh: "同一人填写了两行志愿", en: "two rows hold the wishes of one person"),
    hint: Bilingual(zh: "只保留最后确认的一行。", en: "keep the row that was confirmed last."))
  /// A sheet of wishes is that of the other side.
  public static let pairingWishesOfOthers = FaultRule(
    "P124",
    text: Bilingual(
      zh: "填写志愿的都不是这张表应有的人，看起来是这张表的内容",
      en: "nobody who wishes here belongs to this sheet; it looks like the sheet"),
    hint: Bilingual(
      zh: "导师志愿表每行是一位导师，人才志愿表每行是一位人才；两张表互换了就换回来。",
      en:
        "a row of mentor wishes is a mentor's, one of talent wishes a talent's; swap back two that were swapped."
    ))
  /// A setting that nobody knows.
  public static let pairingSettingUnknown = FaultRule(
    "P121", text: Bilingual(zh: "没有这一设置项", en: "there is no such setting"),
    hint: Bilingual(zh: "可用的设置：标题、按评分排志愿。", en: "known: title, rank by scores."))
  /// A kept pair has an unknown kind.
  public static let pairingKeptKind = FaultRule(
    "P118", text: Bilingual(zh: "在带类型无法识别", en: "the kind of a kept pair is unknown"),
    hint: Bilingual(zh: "填“在带”或“指定”。", en: "write running or forced."))
}
