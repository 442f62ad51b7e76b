internal import Alliance
internal import Diagnostics
internal import DutyRostering

// Who leaves, by the column 截止日 of the sheet 人员, is away from then on.

extension Heading {
  /// The last day of a person.
  static let lastDay = Heading(
    "lastDay", "截止日", "离任日", "最后一天", "last day", isRequired: false)
}

extension RosteringWorkbook {
  /// Adds leave in every term that begins after a person's last day, with the cell of that day behind it.
  static func addLeave(
    after lastDays: [Day?], _ reader: inout TableReader, _ draft: inout RosteringDraft
  ) {
    var leaving: [String] = []
    for (p, person) in draft.people.enumerated() {
      guard let last = lastDays[p] else { continue }
      let terms = draft.terms.filter { ($0.days?.lowerBound).map { $0 > last } ?? false }
      if !terms.isEmpty { leaving.append(person.staffNumber) }
      for term in terms {
        let leave = LeaveDraft(person: person.staffNumber, term: term.label)
        guard !draft.leave.contains(leave) else { continue }
        reader.record(
          from: Place("people")[p].appending("lastDay"), for: Place("leave")[draft.leave.count])
        draft.leave.append(leave)
      }
    }
    reader.note(leaving: leaving)
  }
}

extension ShiftWorkbook {
  /// Adds leave on every day after a person's last day, with the cell of that day behind it.
  static func addLeave(
    after lastDays: [Day?], _ reader: inout TableReader, _ draft: inout ShiftDraft
  ) {
    guard let first = draft.firstDay.flatMap(Day.init(iso:)) else {
      if lastDays.contains(where: { $0 != nil }) {
        reader.note(
          Bilingual(
            zh: "排班没有日期，“人员”表的截止日未用；请在“休假”中填写。",
            en:
              "The roster has no dates, so the last days in the sheet of people are not used; enter leave."
          ))
      }
      return
    }
    var leaving: [String] = []
    for (p, person) in draft.staff.enumerated() {
      guard let last = lastDays[p], last - first < draft.days - 1 else { continue }
      leaving.append(person.staffNumber)
      reader.record(
        from: Place("staff")[p].appending("lastDay"), for: Place("forbidden")[draft.forbidden.count]
      )
      draft.forbidden.append(
        ForbiddenCellDraft(
          person: person.staffNumber, first: max(1, last - first + 2), last: draft.days))
    }
    reader.note(leaving: leaving)
  }
}

extension TableReader {
  fileprivate mutating func record(from place: Place, for other: Place) {
    if let cell = provenance.cell(for: place) { provenance.record(cell, for: other) }
  }

  fileprivate mutating func note(leaving people: [String]) {
    guard !people.isEmpty else { return }
    let most = 5
    let shown = people.prefix(most) + (people.count > most ? ["…"] : [])
    note(
      Bilingual(
        zh: "按“人员”表的截止日，其后不再排班：\(shown.joined(separator: "、"))。",
        en: "By the last day in the sheet of people, given no duty after it: "
          + "\(shown.joined(separator: ", "))."))
  }
}
