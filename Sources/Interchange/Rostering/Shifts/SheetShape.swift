internal import Diagnostics

/// A sheet in both languages: what it is called and which columns it has. Reader and writer share it, so
/// that what is written can be read back.
struct SheetShape: Sendable {
  /// Chinese name, English name, then others that people use.
  let names: [String]
  /// The columns; each has its Chinese name first and its English name second.
  let headings: [Heading]

  init(_ names: String..., headings: [Heading]) {
    self.names = names
    self.headings = headings
  }

  /// The sheet's name in a language.
  func title(_ language: Language) -> String { names[language == .zh ? 0 : 1] }

  /// A sheet of this shape with its heading row above `rows`.
  func sheet(in file: String, _ language: Language, _ rows: [[String]]) -> Sheet {
    let row = headings.map { $0.names[language == .zh ? 0 : 1] }
    return Sheet(file: file, name: title(language), rows: [row] + rows)
  }
}

/// The sheets of a shift roster's workbook.
enum ShiftSheets {
  static let guide = SheetShape(
    "说明", "Guide",
    headings: [Heading("sheet", "工作表", "Sheet"), Heading("content", "填写内容", "What to enter")])
  static let settings = SheetShape(
    "设置", "Settings",
    headings: [
      Heading("item", "项目", "Item", "设置项"), Heading("value", "值", "Value", "内容", "取值"),
    ])
  static let labels = SheetShape(
    "期次", "Periods", headings: [Heading("label", "期次", "Period", "周次", "半天")])
  static let duties = SheetShape(
    "班次", "Duties", "Shifts",
    headings: [
      Heading("id", "编号", "Code", "班次编号", "代码"),
      Heading("name", "名称", "Name", "班次名称", isRequired: false),
      Heading("start", "开始", "Start", "上班", isRequired: false),
      Heading("end", "结束", "End", "下班", isRequired: false),
      Heading("minutes", "时长", "Length", "工时", isRequired: false),
      Heading("site", "地点", "Site", "院区", isRequired: false),
      Heading("skills", "技能", "Skills", "所需技能", isRequired: false),
    ])
  static let groups = SheetShape(
    "班组", "Groups", "班次组",
    headings: [Heading("id", "编号", "Code", "班组编号"), Heading("duties", "班次", "Duties")])
  static let skills = SheetShape("技能", "Skills", headings: [Heading("skill", "技能", "Skill")])
  static let contracts = SheetShape(
    "合同", "Contracts",
    headings: [
      Heading("id", "编号", "Code", "合同编号"),
      Heading("weekend", "周末", "Weekend", isRequired: false),
    ])
  static let rules = SheetShape(
    "规则", "Rules",
    headings: [
      Heading("contract", "合同", "Contract", isRequired: false),
      Heading("person", "工号", "Staff number", isRequired: false),
      Heading("rule", "规则", "Rule", "规则类型"),
      Heading("name", "名称", "Name", "规则名称", isRequired: false),
      Heading("cells", "对象", "Cells", isRequired: false),
      Heading("days", "日期", "Days", isRequired: false),
      Heading("weekdays", "星期", "Weekdays", isRequired: false),
      Heading("already", "已计", "Already", "此前已计", isRequired: false),
      Heading("minimum", "最少", "At least", isRequired: false),
      Heading("minimumPenalty", "少则罚分", "Too few costs", isRequired: false),
      Heading("maximum", "最多", "At most", isRequired: false),
      Heading("maximumPenalty", "多则罚分", "Too many costs", isRequired: false),
      Heading("squared", "平方", "Squared", isRequired: false),
      Heading("penalty", "罚分", "Costs", isRequired: false),
      Heading("waivedAtStart", "开头不限", "Waived at start", isRequired: false),
      Heading("waivedAtEnd", "结尾不限", "Waived at end", isRequired: false),
    ])
  static let people = SheetShape(
    "人员", "People", "Staff",
    headings: [
      Heading("staffNumber", "工号", "Staff number", "员工号", "职工号"),
      Heading("name", "姓名", "Name"), Heading("unit", "单位", "Unit", "科室", isRequired: false),
      Heading("contract", "合同", "Contract"),
      Heading("skills", "技能", "Skills", isRequired: false),
      Heading("sites", "地点", "Sites", "院区", isRequired: false),
    ])
  static let cover = SheetShape(
    "需求", "Cover", "Demand",
    headings: [
      Heading("days", "日期", "Days", isRequired: false),
      Heading("weekdays", "星期", "Weekdays", isRequired: false),
      Heading("counting", "计法", "Counting", isRequired: false),
      Heading("duties", "班次", "Duties", isRequired: false),
      Heading("skills", "技能", "Skills", isRequired: false),
      Heading("people", "工号", "Staff numbers", isRequired: false),
      Heading("minimum", "最少", "At least", isRequired: false),
      Heading("minimumPenalty", "少则罚分", "Too few costs", isRequired: false),
      Heading("preferred", "期望", "Preferred", isRequired: false),
      Heading("preferredPenalty", "未达期望罚分", "Below preferred costs", isRequired: false),
      Heading("maximum", "最多", "At most", isRequired: false),
      Heading("maximumPenalty", "多则罚分", "Too many costs", isRequired: false),
    ])
  static let leave = SheetShape(
    "休假", "Leave", "不可用",
    headings: [
      Heading("person", "工号", "Staff number"), Heading("first", "起", "From", "开始"),
      Heading("last", "止", "To", "结束", isRequired: false),
      Heading("cells", "不排", "Not allowed", isRequired: false),
    ])
  static let wishes = SheetShape(
    "愿望", "Wishes",
    headings: [
      Heading("person", "工号", "Staff number"), Heading("day", "日期", "Days"),
      Heading("isFor", "意愿", "Wish"), Heading("cells", "内容", "Cells"),
      Heading("weight", "权重", "Weight", "罚分"),
    ])
  static let pinned = SheetShape(
    "固定", "Pinned",
    headings: [
      Heading("person", "工号", "Staff number"), Heading("day", "日期", "Days"),
      Heading("cells", "内容", "Cells"),
    ])
  static let history = SheetShape(
    "历史", "History",
    headings: [
      Heading("person", "工号", "Staff number"),
      Heading("history", "此前各日", "Days before", "历史"),
    ])
  static let published = SheetShape(
    "已发布", "Published",
    headings: [
      Heading("person", "工号", "Staff number"), Heading("name", "姓名", "Name", isRequired: false),
    ])
  /// The roster itself, as it is exported, edited by hand and read back.
  static let roster = SheetShape(
    "排班表", "Roster", headings: published.headings)
}
