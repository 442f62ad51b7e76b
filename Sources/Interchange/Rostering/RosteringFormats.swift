internal import Alliance
public import Diagnostics
internal import DutyRostering

extension CellFormat where Value == Body {
  /// 秘书处 or 办公室.
  static let body = CellFormat.choice(
    .bodyUnknown,
    [
      (.secretariat, ["秘书处", "secretariat"]), (.office, ["办公室", "office"]),
    ])
}

extension CellFormat where Value == String {
  /// A term: `2026-01`, `2026年1月` and the like in their stable form, any other label as it stands.
  static let termLabel = CellFormat { text throws(CellFault) in
    DayNotation.term(text)?.description ?? NormalizedText.key(text)
  }
}

extension CellFormat where Value == ExactFraction {
  /// `7/5`, `1.4` or `3`.
  static let fraction = CellFormat(.notFraction) { ExactFraction(NormalizedText.key($0)) }
}

extension CellFormat where Value == [Seat] {
  /// 全部, or a list such as 秘书处医院、办公室社区.
  static let seats = CellFormat { text throws(CellFault) in
    let key = Heading.normalized(text)
    if ["全部", "all"].contains(key) { return Seat.all }
    return try CellFormat<[Seat]>.list(of: .seat).read(text)
  }
}

extension CellFormat where Value == Seat {
  static let seat = CellFormat.choice(
    .seatUnknown, Seat.all.map { (value: $0, names: [$0.cellText, "\($0.body) \($0.tier)"]) })
}

extension Seat {
  /// How a cell names the seat: 秘书处医院, 办公室社区.
  var cellText: String { body.title.zh + (tier == .hospital ? "医院" : "社区") }
}

extension FaultRule {
  /// A cell names no body.
  public static let bodyUnknown = FaultRule(
    "R201", text: Bilingual(zh: "机构只能是秘书处或办公室", en: "the body must be secretariat or office"),
    hint: Bilingual(zh: "填“秘书处”或“办公室”。", en: "Write secretariat or office."))
  /// A cell names no seat.
  public static let seatUnknown = FaultRule(
    "R202", text: Bilingual(zh: "不是有效席位", en: "this is not a seat"),
    hint: Bilingual(
      zh: "填“全部”，或秘书处医院、秘书处社区、办公室医院、办公室社区。",
      en: "Write all, or a list of: secretariat hospital, secretariat community, office hospital, "
        + "office community."))
  /// A cell is no exact number.
  public static let notFraction = FaultRule(
    "R203", text: Bilingual(zh: "不是次数", en: "this is not a number of duties"),
    hint: Bilingual(zh: "写成 7/5、1.4 或 3。", en: "Write 7/5, 1.4 or 3."))
  /// A setting that nobody knows.
  public static let settingUnknown = FaultRule(
    "R204", text: Bilingual(zh: "没有这一项设置", en: "there is no such setting"),
    hint: Bilingual(
      zh: "可用的设置：标题、挂靠单位参与、所需角色、最小间隔、席位人数下限、席位人数上限、允许空缺。",
      en: "Known: title, host takes part, required role, least gap, fewest places, most places, "
        + "may leave open."))
}
