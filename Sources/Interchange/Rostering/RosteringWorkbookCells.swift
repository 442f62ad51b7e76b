internal import Alliance
internal import Diagnostics
internal import DutyRostering

/// The sheets of a rotation that name single places: 不可用, 固定 and 禁排.
extension RosteringWorkbook {
  static func readLeave(
    _ reader: inout TableReader, _ draft: inout RosteringDraft, _ units: NameIndex,
    _ people: NameIndex
  ) {
    var leave: [LeaveDraft] = []
    let terms = termList(draft.terms.map(\.label))
    var home: [String: String] = [:]
    for person in draft.people { home[person.staffNumber] = person.unit }
    reader.readSheet(
      "不可用", "leave", at: Place("leave"), isRequired: false,
      headings: [
        Heading("unit", "单位编号", "单位", isRequired: false),
        Heading("person", "工号", "姓名", isRequired: false), Heading("term", "期次", "月份"),
      ]
    ) { row in
      row.place = Place("leave").appending("@\(row.row)")
      let unit = row.named("unit", in: units, isRequired: false)
      let person = member(&row, people)
      // A unit beside one of its people only says which one of the name is meant.
      let isOwn = person.map { home[$0] == unit } ?? false
      for term in row.required("term", terms) ?? [] {
        row.stand(for: Place("leave"), entry: leave.count)
        leave.append(LeaveDraft(unit: isOwn ? nil : unit, person: person, term: term))
      }
    }
    draft.leave = leave
  }

  /// The person that a cell names, by the unit beside it if the name is not the only one.
  private static func member(_ row: inout TableRow, _ people: NameIndex) -> String? {
    let unit = row.text("unit")
    return row.optional(
      "person", CellFormat { text throws(CellFault) in try people.id(for: text, unit: unit) })
  }

  /// Terms by their labels: one, several, or the first and the last of several that follow each other.
  private static func termList(_ labels: [String]) -> CellFormat<[String]> {
    CellFormat { text throws(CellFault) in
      let key = NormalizedText.key(text)
      let single = try CellFormat<String>.termLabel.read(text)
      if labels.contains(single) { return [single] }
      var found: [String] = []
      for part in key.split(whereSeparator: ListMark.matches).map(String.init) {
        if let span = span(part, in: labels) {
          found += labels[span]
        } else {
          found.append(try CellFormat<String>.termLabel.read(part))
        }
      }
      return found
    }
  }

  /// The terms from one to another, such as 2026-02至2026-04; `nil` if the text names no two of them in order.
  private static func span(_ text: String, in labels: [String]) -> ClosedRange<Int>? {
    func term(_ part: String) -> Int? {
      (try? CellFormat<String>.termLabel.read(part)).flatMap { labels.firstIndex(of: $0) }
    }
    for (left, right) in DayNotation.splits(text) {
      if let first = term(left), let last = term(right), first <= last { return first...last }
    }
    return nil
  }

  static func readCells(
    _ reader: inout TableReader, _ draft: inout RosteringDraft, _ units: NameIndex,
    _ people: NameIndex
  ) {
    let headings = [
      Heading("term", "期次", "月份", isRequired: false), Heading("body", "机构", isRequired: false),
      Heading("unit", "单位编号", "单位", isRequired: false),
      Heading("person", "工号", "姓名", isRequired: false),
    ]
    func cell(_ row: inout TableRow) -> CellDraft {
      CellDraft(
        term: row.optional("term", .termLabel), body: row.optional("body", .body),
        unit: row.named("unit", in: units, isRequired: false), person: member(&row, people))
    }
    var (pinned, forbidden): ([CellDraft], [CellDraft]) = ([], [])
    reader.readSheet(
      "固定", "pinned", at: Place("rotation.pinned"), isRequired: false, headings: headings
    ) { pinned.append(cell(&$0)) }
    reader.readSheet(
      "禁排", "forbidden", at: Place("rotation.forbidden"), isRequired: false, headings: headings
    ) { forbidden.append(cell(&$0)) }
    draft.rotation.pinned = pinned
    draft.rotation.forbidden = forbidden
  }
}
