import Alliance
import DutyRostering
import Ledger
import Testing

/// Two people over some days with an early and a night duty.
private func draft(_ first: String, days: Int) -> ShiftDraft {
  ShiftDraft(
    title: "一病区", days: days, firstDay: first,
    firstWeekday: Day(iso: first)?.weekday.rawValue ?? 0,
    duties: [.init(id: "E", name: "早", minutes: 480), .init(id: "N", name: "夜", minutes: 480)],
    contracts: [.init(id: "全")],
    staff: [
      .init(staffNumber: "001", name: "甲", contract: "全"),
      .init(staffNumber: "002", name: "乙", contract: "全"),
    ])
}

@Test func `a shift roster goes on from the days just before it`() throws {
  let problem = try ShiftRosteringProblem(validating: draft("2026-03-02", days: 3))
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  // 甲: early, free, night; 乙: free throughout.
  try ledger.append(
    LedgerDraft(
      publishing: ShiftRoster(tasks: [[0, nil, 1], [nil, nil, nil]]), of: problem),
    at: "2026-03-01T00:00:00Z")
  let next = draft("2026-03-05", days: 7)
  let (continued, notes) = try ledger.reading { try $0.continued(by: next) }
  #expect(continued.staff[0].history == [.duty("E"), .off, .duty("N")])
  #expect(continued.staff[1].history == [.off, .off, .off])
  #expect(notes.count == 1)
  _ = try ShiftRosteringProblem(validating: continued)

  // A gap of a day, a history of one's own, and another ward are left alone.
  let apart = try ledger.reading { try $0.continued(by: draft("2026-03-06", days: 7)) }
  #expect(apart.notes == [])
  var own = next
  own.staff[0].history = [.work]
  let kept = try ledger.reading { try $0.continued(by: own) }.draft
  #expect(kept.staff.map(\.history) == [[.work], [.off, .off, .off]])
  var other = next
  other.title = "二病区"
  #expect(try ledger.reading { try $0.continued(by: other) }.draft == other)
}

@Test func `a duty that is gone counts as work, and a difference names days and people`() throws {
  let problem = try ShiftRosteringProblem(validating: draft("2026-03-02", days: 2))
  let published = LedgerDraft(
    publishing: ShiftRoster(tasks: [[nil, 1], [0, nil]]), of: problem)
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  try ledger.append(published, at: "2026-03-01T00:00:00Z")
  var next = draft("2026-03-04", days: 2)
  next.duties.removeLast()
  let continued = try ledger.reading { try $0.continued(by: next).draft }
  #expect(continued.staff.map(\.history) == [[.off, .work], [.duty("E"), .off]])

  let swapped = LedgerDraft(
    publishing: ShiftRoster(tasks: [[nil, 1], [nil, 1]]), of: problem)
  let difference = VersionDifference(from: published.facts, to: swapped.facts)
  #expect(difference.changes.map(\.cell) == [["2026-03-02", "002"], ["2026-03-03", "002"]])
  #expect(difference.people.map(\.number) == ["002"])
}
