import Alliance
import Diagnostics
import DutyRostering
import DutyRosteringSolver
import EquipmentBooking
import EquipmentSettlement
import Foundation
import Interchange
import Ledger
import MentorMatching
import Solving
import Testing

private let datasets = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Datasets/changning")

private func rotation() throws -> RosteringDraft {
  RosteringWorkbook.read(
    try WorkbookFolder.read(datasets.appendingPathComponent("轮值").path)
  ).value
}

/// The draft a year later: the same terms with the next year's labels and dates.
private func later(_ draft: RosteringDraft) -> RosteringDraft {
  func next(_ text: String) -> String { text.replacingOccurrences(of: "2026-", with: "2027-") }
  var draft = draft
  for t in draft.terms.indices {
    draft.terms[t].label = next(draft.terms[t].label)
    draft.terms[t].start = draft.terms[t].start.map(next)
    draft.terms[t].end = draft.terms[t].end.map(next)
  }
  for d in draft.rotation.demand.indices {
    draft.rotation.demand[d].term = next(draft.rotation.demand[d].term)
  }
  draft.leave = []
  return draft
}

@Test func `next year's rotation starts from what this year's publishes`() throws {
  let draft = try rotation()
  let problem = try RosteringProblem(validating: draft)
  let outcome = try problem.solve(run: Run(within: SolveLimits(work: 3000), seed: 1))
  let roster = try #require(outcome.solution).roster
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  try ledger.append(LedgerDraft(publishing: roster, of: problem), at: "2026-01-01T00:00:00Z")
  let (continued, notes) = try ledger.reading { reader in
    try reader.rosterHistory(before: later(draft)).continued(by: later(draft))
  }
  #expect(notes.count == 1)
  _ = try RosteringProblem(validating: continued)

  // Counted here from the roster and the workbook, by floating point.
  for unit in draft.units where unit.takesPart {
    let before = draft.rotation.history.first { $0.unit == unit.id }
    let after = try #require(continued.rotation.history.first { $0.unit == unit.id })
    let u = try #require(draft.units.firstIndex(of: unit))
    let duties = roster.duties.filter { $0.unit == u }
    #expect(after.served == (before?.served ?? 0) + duties.count)
    let peers = draft.units.filter { $0.takesPart && $0.tier == unit.tier }
    let places = draft.rotation.demand.reduce(0) {
      $0 + ($1.seat.tier == unit.tier ? $1.places : 0)
    }
    let share =
      Double(places * unit.weight) / Double(peers.reduce(0) { $0 + $1.weight })
    let old = before.map { Double($0.entitlement.numerator) / Double($0.entitlement.denominator) }
    let new = Double(after.entitlement.numerator) / Double(after.entitlement.denominator)
    #expect(abs(new - (old ?? 0) - share) < 1e-9)
    let last = try #require(duties.map(\.term).max())
    #expect(after.termsSince == draft.terms.count - last)
    #expect(after.lastBody == duties.first { $0.term == last }?.seat.body)
  }
  for (p, person) in draft.people.enumerated() {
    let duties = roster.duties.count { $0.person == p }
    #expect(continued.people[p].served == person.served + duties)
  }
  // The same terms again have no history of their own.
  let same = try ledger.reading { try $0.rosterHistory(before: draft) }
  #expect(same.units.isEmpty)
}

@Test func `a new version takes the place of the old one, and duties not served are owed`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  let entries = try ledger.entries()
  #expect(entries.map(\.supersededBy) == [2, nil, nil, nil])
  let debts = try ledger.reading { try $0.facts(of: 2, .debt) }
  #expect(
    debts.map { "\($0.text("unit") ?? "") \($0.text("status") ?? "")" } == [
      "H02 owed", "H03 stoodIn",
    ])
  #expect(try ledger.reading { try $0.dutiesOwed() } == ["H02": 1])
  // Once the unit has its duty back nothing is owed.
  _ = try ledger.append(at: "2020-06-01T00:00:00Z") {
    try $0.completed(Sample.roster(units: ["2020-01": "H01", "2020-02": "H02"]))
  }
  #expect(try ledger.reading { try $0.dutiesOwed() } == [:])
  // Another year's roster stands beside it.
  _ = try ledger.append(at: "2020-07-01T00:00:00Z") {
    try $0.completed(Sample.roster(units: ["2021-01": "H01"], year: 2021))
  }
  #expect(try ledger.reading { try $0.standing(.roster) }.map(\.number) == [5, 6])
}

@Test func `a unit that owes makes up for it with what it serves beyond its share`() throws {
  func year(_ number: Int, _ served: Int, _ entitled: String) -> LedgerDraft {
    var draft = Sample.roster(
      units: ["\(number)-01": "H02", "\(number)-02": "H02"], year: number)
    draft.facts.append(
      Fact(
        .share,
        ["unit": .text("H02"), "served": .number(served), "entitled": .text(entitled)]))
    return draft
  }
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  func publish(_ draft: LedgerDraft) throws -> [String: Int] {
    _ = try ledger.append(at: "2020-06-01T00:00:00Z") { try $0.completed(draft) }
    return try ledger.reading { try $0.dutiesOwed() }
  }
  // Two of two, and two of one and a third, are no whole duty more; two of one are.
  #expect(try publish(year(2021, 2, "2")) == ["H02": 1])
  #expect(try publish(year(2022, 2, "4/3")) == ["H02": 1])
  #expect(try publish(year(2023, 2, "1")) == [:])
  // Nothing is repaid that is not owed.
  #expect(try publish(year(2024, 2, "1")) == [:])
  #expect(try ledger.reading { try $0.facts(of: 8, .debt) } == [])
}

@Test func `a pairing round stands beside the last one unless it is named or made from it`() throws
{
  func standing(_ second: String, replaces: Bool, isNamed: Bool) throws -> [Int] {
    let scratch = try Scratch()
    let ledger = try LedgerFile(scratch.path("台账.db"))
    for (title, replaces, isNamed) in [("一", false, true), (second, replaces, isNamed)] {
      _ = try ledger.append(at: "2026-01-01T00:00:00Z") {
        try $0.completed(
          Sample.round([("T1", "M1")], title: title), replaces: replaces, isNamed: isNamed)
      }
    }
    return try ledger.reading { try $0.standing(.pair) }.map(\.number)
  }
  #expect(try standing("一", replaces: false, isNamed: false) == [1, 2])
  #expect(try standing("二", replaces: false, isNamed: true) == [1, 2])
  #expect(try standing("一", replaces: false, isNamed: true) == [2])
  #expect(try standing("二", replaces: true, isNamed: false) == [2])
}

@Test func `the same result is not published twice`() throws {
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  var draft = Sample.timetable
  draft.result = String(repeating: "a", count: 64)
  let sealed = draft
  _ = try ledger.append(at: "2020-01-01T00:00:00Z") { try $0.completed(sealed) }
  #expect(throws: AlreadyPublished(entry: 1)) {
    _ = try ledger.append(at: "2020-01-02T00:00:00Z") { try $0.completed(sealed) }
  }
}

@Test func `pairs run on until somebody leaves, and those without a mentor wait`() throws {
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  let rounds = [
    Sample.round([("T1", "M1"), ("T2", "M1"), ("T3", nil)], title: "一"),
    Sample.round([("T1", "M1"), ("T3", "M2"), ("T4", nil)], title: "二"),
  ]
  for round in rounds { try ledger.append(round, at: "2026-01-01T00:00:00Z") }
  func running() throws -> [String] {
    try ledger.reading { try $0.runningPairs() }.map { "\($0.talent) \($0.mentor)" }
  }
  #expect(try running() == ["T2 M1", "T1 M1", "T3 M2"])
  #expect(try ledger.reading { try $0.waitingTalents() } == ["T4"])
  try ledger.append(
    LedgerDraft(
      .departure, facts: [Fact(.departure, ["person": .person(LedgerPerson(number: "M1"))])]),
    at: "2026-02-01T00:00:00Z")
  #expect(try running() == ["T3 M2"])

  let draft = PairingDraft(
    mentors: [.init(id: "M2", capacity: 2, wishes: [])],
    talents: ["T3", "T4", "T5"].map { .init(id: $0, wishes: []) })
  let continued = try ledger.reading { try $0.continued(by: draft).draft }
  #expect(continued.kept == [.init(mentor: "M2", talent: "T3")])
  #expect(continued.talents.map(\.waited) == [false, true, false])
}

@Test func `a refused request raises one request of its applicant, else of its institution`() throws
{
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  var draft = BookingDraft(name: "设备", firstDay: "2020-03-15", dayCount: 7)
  func request(_ id: String, _ institution: String, _ applicant: String) -> BookingDraft.Request {
    .init(
      id: id, institution: institution, applicant: applicant, minutes: 60, windows: [], choices: [])
  }
  draft.requests = [
    request("N1", "H02", "别人"), request("N2", "H02", "申请人二"), request("N3", "H01", "申请人一"),
  ]
  let continued = try ledger.reading { try $0.continued(by: draft).draft }
  // 20 points a slot in class 3, two slots and two more for the booking, and half as much again.
  #expect(continued.requests.map(\.weight) == [nil, 120, nil])
  draft.requests.remove(at: 1)
  let others = try ledger.reading { try $0.continued(by: draft).draft }
  #expect(others.requests.map(\.weight) == [120, nil])
  // A round of the same days is the same round.
  draft.firstDay = "2020-03-10"
  let same = try ledger.reading { try $0.continued(by: draft) }
  #expect(same.draft == draft && same.notes.isEmpty)
}

@Test func `a use that was charged is named, and published times fill the log`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  let charge = Fact(
    .charge,
    [
      "use": .text("S9"), "device": .text("D1"), "first": .text("2020-03-05 09:00"),
      "creditor": .text("H01"), "debtor": .text("H02"), "status": .text("charged"),
    ])
  // What waits for a signature was in no total and may be charged now.
  let open = Fact(
    .charge,
    [
      "use": .text("S10"), "device": .text("D1"), "first": .text("2020-03-05 09:00"),
      "creditor": .text("H01"), "debtor": .text("H03"), "status": .text("toBeConfirmed"),
    ])
  try ledger.append(
    LedgerDraft(
      .published, job: .settle, title: "结算", first: "2020-02-20", last: "2020-03-05",
      facts: [charge, open]), at: "2020-03-06T00:00:00Z")
  var draft = SettlementDraft(
    name: "结算", firstDay: "2020-03-06", lastDay: "2020-03-20", ruleVersion: "1")
  draft.uses = [
    .init(id: "A", device: "D1", user: "H02", actual: .init(from: -900, to: -840)),
    .init(id: "B", device: "D1", user: "H03", actual: .init(from: -900, to: -840)),
    .init(id: "C", booking: "R1", device: "D1", user: "H01", event: .noShow),
  ]
  let (continued, notes, charged) = try ledger.reading { try $0.continued(by: draft) }
  #expect(charged == ["A"])
  #expect(notes.count == 1)
  // 2 March 08:30 is 3 days, 15 hours and 30 minutes before 6 March.
  #expect(continued.uses[2].plan == .init(from: -5250, to: -5190))
  // The settlement of the same days is replaced, so its lines do not count.
  draft.firstDay = "2020-02-20"
  let again = try ledger.reading { try $0.continued(by: draft).charged }
  #expect(again == [])
}

@Test func `imported holidays make a year final`() throws {
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  let file = InputFile(
    path: "2027.json",
    bytes: Array(
      #"{"year":2027,"papers":["通知"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}"#
        .utf8))
  try ledger.append(LedgerDraft(entering: CalendarFile.read(file)), at: "2026-11-05T00:00:00Z")
  let calendar = try ledger.reading { try $0.calendar() }
  #expect(calendar.years.map(\.isProvisional) == [false, false])
  #expect(calendar.years.last?.exceptions.map(\.day.description) == ["2027-01-01"])
}

@Test func `a running pair keeps its project's place, and who asked for nobody does not wait`()
  throws
{
  var draft = PairingDraft(
    mentors: [.init(id: "M", capacity: 3, wishes: [["A"], ["B"]])],
    talents: [
      .init(id: "A", wishes: [["P"]]), .init(id: "B", wishes: [["P"]]),
      .init(id: "C", wishes: []),
    ],
    projects: [.init(id: "P", title: "", mentor: "M", places: 1)])
  let problem = try PairingProblem(validating: draft)
  let scratch = try Scratch()
  let ledger = try LedgerFile(scratch.path("台账.db"))
  let matching = Matching(mentorOfTalent: [0, nil, nil], projectOfTalent: [0, nil, nil])
  #expect(problem.violations(of: matching) == [])
  try ledger.append(
    LedgerDraft(publishing: matching, of: problem), at: "2026-01-01T00:00:00Z")
  #expect(try ledger.reading { try $0.waitingTalents() } == ["B"])
  let next = try ledger.reading { try $0.continued(by: draft).draft }
  #expect(next.kept == [.init(mentor: "M", talent: "A", project: "P")])
  let second = Matching(mentorOfTalent: [0, 0, nil], projectOfTalent: [0, 0, nil])
  let full = try PairingProblem(validating: next).violations(of: second)
  #expect(full.map(\.rule) == ["room"])
  // A project that is no longer led by the mentor has no places to take.
  draft.projects = []
  for t in draft.talents.indices { draft.talents[t].wishes = [] }
  let other = try ledger.reading { try $0.continued(by: draft).draft }
  #expect(other.kept == [.init(mentor: "M", talent: "A")])
}
