import Alliance
import Diagnostics
import DutyRostering
import Foundation
import GRDB
import Interchange
import Ledger
import Testing

/// Two hospitals over two quarters of a year; the first one's person leaves in the second quarter.
private func rotation(_ year: Int, person: String, successor: String? = nil) throws
  -> RosteringProblem
{
  var draft = RosteringDraft(title: "轮值")
  draft.terms = [
    TermDraft(label: "\(year)-Q1", start: "\(year)-01-01", end: "\(year)-03-31"),
    TermDraft(label: "\(year)-Q2", start: "\(year)-04-01", end: "\(year)-06-30"),
  ]
  let role = draft.rotation.settings.requiredRole
  for (unit, number) in [("H01", person), ("H02", "010011")] {
    draft.units.append(UnitDraft(id: unit, name: unit, tier: .hospital))
    draft.people.append(PersonDraft(staffNumber: number, name: "", unit: unit, role: role))
  }
  draft.rotation.settings.fewestPlaces = 0
  for term in draft.terms {
    draft.rotation.demand += Seat.all.map { DemandDraft(term: term.label, seat: $0, places: 0) }
  }
  if let successor {
    draft.people[0].successors = [
      SuccessorDraft(term: "\(year)-Q2", staffNumber: successor, name: "")
    ]
  }
  return try RosteringProblem(validating: draft)
}

private func rows(_ ledger: LedgerFile) throws -> [String] {
  try ledger.reading { try $0.heldPosts() }.map {
    "\($0.unit ?? "") \($0.person.number ?? "") \($0.first ?? "") \($0.last ?? "")"
  }
}

@Test func `a post has dates: the leaver's ends where the successor's begins, and years run on`()
  throws
{
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  let first = try rotation(2026, person: "010001", successor: "010003")
  try ledger.append(
    LedgerDraft(publishing: Roster(duties: []), of: first), at: "2026-01-01T00:00:00Z")
  #expect(
    try rows(ledger) == [
      "H01 010001 2026-01-01 2026-03-31", "H01 010003 2026-04-01 2026-06-30",
      "H02 010011 2026-01-01 2026-06-30",
    ])
  // A departure in the middle ends the post that day.
  try ledger.append(
    LedgerDraft(
      .departure,
      facts: [
        Fact(
          .departure,
          ["person": .person(LedgerPerson(number: "010011")), "last": .text("2026-05-15")])
      ]), at: "2026-05-01T00:00:00Z")
  #expect(try rows(ledger).last == "H02 010011 2026-01-01 2026-05-15")
  // Whoever left is still on the next list; nobody else is.
  let next = try rotation(2027, person: "010003").draft
  let numbers = next.people.map(\.staffNumber)
  let lastDays = try ledger.reading {
    try $0.lastDays(of: numbers, before: next.terms[0].start)
  }
  #expect(lastDays == numbers.map { $0 == "010011" ? "2026-05-15" : nil })
  func faults(_ change: (inout RosteringDraft) -> Void) throws -> [String] {
    var draft = next
    change(&draft)
    return try ledger.reading { [draft] in try $0.departures(in: draft) }.list.map {
      "\($0.rule.code) \($0.place.path) \($0.value ?? "")"
    }
  }
  let p = try #require(numbers.firstIndex(of: "010011"))
  #expect(try faults { _ in } == ["R128 people[\(p)].staffNumber 010011 2026-05-15"])
  // Nobody can be given a seat who is away in every term, whose unit is, or whose place is taken over.
  let labels = next.terms.map(\.label)
  #expect(try faults { $0.leave += labels.map { .init(person: "010011", term: $0) } } == [])
  #expect(try faults { $0.leave += labels.map { .init(unit: "H02", term: $0) } } == [])
  #expect(try faults { $0.leave += labels.dropLast().map { .init(unit: "H02", term: $0) } } != [])
  #expect(
    try faults {
      $0.people[p].successors = [.init(term: labels[0], staffNumber: "010012", name: "丁")]
    } == [])
  // Days without a roster between two make two posts.
  let later = try rotation(2027, person: "010003")
  try ledger.append(
    LedgerDraft(publishing: Roster(duties: []), of: later), at: "2027-01-01T00:00:00Z")
  #expect(try rows(ledger).contains("H01 010003 2026-04-01 2026-06-30"))
  #expect(try rows(ledger).contains("H01 010003 2027-01-01 2027-06-30"))
  #expect(ledger.defects() == [])
}

@Test func `a number in a ledger that no office writes is damage, and no trap`() throws {
  let scratch = try Scratch()
  let path = scratch.path("台账.db")
  _ = try Sample.ledger(path)
  let columns = [
    ("post", "served"), ("share", "servedBefore"), ("share", "served"), ("charge", "minutes"),
    ("charge", "fen"), ("payment", "fen"),
  ]
  for (table, column) in columns {
    for value in [Int.max, Int.min] {
      let altered = scratch.path("\(table)-\(column)-\(value).db")
      try FileManager.default.copyItem(atPath: path, toPath: altered)
      try DatabaseQueue(path: altered).write { db in
        try db.execute(
          sql: "INSERT INTO \(table) (entry, position, \(column)) VALUES (1, 99, ?)",
          arguments: [value])
      }
      let ledger = try LedgerFile(altered)
      #expect(ledger.defects() != [])
      let reason = LedgerError.Reason.damaged("\(table).\(column) = \(value)")
      #expect(throws: LedgerError(altered, reason)) {
        _ = try ledger.reading { try $0.facts(of: 1) }
      }
    }
  }
}
