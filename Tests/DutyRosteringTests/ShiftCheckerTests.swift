import Diagnostics
import DutyRostering
import Testing

/// A roster of one person over a fortnight from Monday, and what its checker says.
private struct OnePerson {
  var draft = ShiftDraft(
    days: 14,
    duties: [
      DutyDraft(id: "D", name: "day", start: 480, minutes: 480, site: "north"),
      DutyDraft(id: "N", name: "night", start: 1260, minutes: 600, site: "south"),
    ],
    contracts: [ContractDraft(id: "c")],
    staff: [StaffDraft(staffNumber: "007", name: "", contract: "c")])

  init(_ rules: [CellRuleDraft] = [], history: [HistoryCellDraft] = []) {
    draft.staff[0].rules = rules
    draft.staff[0].history = history
  }

  /// Findings of a row such as `DD--NN--------`.
  func findings(_ row: String) throws -> [ShiftFinding] {
    let problem = try ShiftRosteringProblem(validating: draft)
    let tasks: [Int?] = row.map { $0 == "D" ? 0 : $0 == "N" ? 1 : nil }
    return problem.findings(in: ShiftRoster(tasks: [tasks]))
  }

  /// Subject and cost of each finding of a row.
  func costs(_ row: String) throws -> [ShiftFinding.Subject: [Int?]] {
    Dictionary(grouping: try findings(row), by: \.subject).mapValues { $0.map(\.cost) }
  }
}

private let free = String(repeating: "-", count: 14)

@Suite struct ShiftChecker {
  @Test func `a count below and above its limits costs by the distance`() throws {
    let person = OnePerson([
      .count(
        CountRuleDraft(
          name: "nights", cells: .oneOf(["N"]), already: 1,
          minimum: LimitDraft(3, penalty: 5), maximum: LimitDraft(4)))
    ])
    #expect(try person.costs(free) == [.count(person: 0, rule: 0, side: .below): [10]])
    #expect(try person.costs("NNNNN---------") == [.count(person: 0, rule: 0, side: .above): [nil]])
    #expect(try person.findings("NNN-----------").isEmpty)
  }

  @Test func `a squared count costs one, four, nine times its penalty`() throws {
    let person = OnePerson([
      .count(
        CountRuleDraft(
          name: "fair", cells: .work, maximum: LimitDraft(2, penalty: 3, isSquared: true)))
    ])
    #expect(try person.findings("DDDDD---------").map(\.cost) == [27])
    #expect(try person.findings("DDDDD---------").map(\.amount) == [3])
  }

  @Test func `minutes count only the duties meant, on the days meant`() throws {
    let person = OnePerson([
      .count(
        CountRuleDraft(
          name: "minutes", cells: .oneOf(["N"]), unit: .minutes, days: 1...7, weekdays: [1, 2],
          maximum: LimitDraft(600, penalty: 1)))
    ])
    #expect(try person.findings("NDNNNNNNN-----").isEmpty)
    #expect(try person.findings("NN------------").map(\.cost) == [600])
  }

  @Test func `weekends are those of the contract, cut by the horizon`() throws {
    var person = OnePerson([
      .count(
        CountRuleDraft(name: "w", cells: .work, unit: .weekends, maximum: LimitDraft(1, penalty: 1))
      )
    ])
    #expect(try person.findings("-----D-------D").map(\.cost) == [1])
    #expect(try person.findings("-----DD-------").isEmpty)
    // Sunday with the Monday after it: the first Monday and the last Sunday stand alone.
    person.draft.contracts[0].weekend = [7, 1]
    #expect(try person.findings("D-----DD-----D").map(\.cost) == [2])
  }

  @Test func `a run beyond its limit costs once a day, also from the history`() throws {
    let rule = CellRuleDraft.run(
      RunRuleDraft(name: "run", cells: .work, maximum: LimitDraft(3, penalty: 2)))
    #expect(try OnePerson([rule]).findings("DDDDD---------").map(\.cost) == [2, 2])
    let tired = OnePerson([rule], history: [.work, .duty("D"), .work, .work, .work])
    let found = try tired.findings("DD------------")
    #expect(
      found.map(\.subject) == [
        .run(person: 0, rule: 0, day: 0, side: .above),
        .run(person: 0, rule: 0, day: 1, side: .above),
      ])
    #expect(try tired.findings(free).isEmpty)
  }

  @Test func `a run below its limit costs when it ends, and is waived at the edges`() throws {
    func rule(_ start: Bool, _ end: Bool) -> CellRuleDraft {
      .run(
        RunRuleDraft(
          name: "run", cells: .work, minimum: LimitDraft(3, penalty: 2), isWaivedAtStart: start,
          isWaivedAtEnd: end))
    }
    let row = "D---DD-------D"
    let middle = ShiftFinding.Subject.run(person: 0, rule: 0, day: 5, side: .below)
    let first = ShiftFinding.Subject.run(person: 0, rule: 0, day: 0, side: .below)
    let last = ShiftFinding.Subject.run(person: 0, rule: 0, day: 13, side: .below)
    #expect(try OnePerson([rule(true, true)]).costs(row) == [middle: [2]])
    #expect(try OnePerson([rule(false, true)]).costs(row) == [middle: [2], first: [4]])
    #expect(try OnePerson([rule(true, false)]).costs(row) == [middle: [2], last: [4]])
    // With a known day before, the first run is a run like any other.
    let known = OnePerson([rule(true, true)], history: [.off])
    #expect(try known.costs(row) == [middle: [2], first: [4]])
    let carried = OnePerson([rule(true, true)], history: [.work])
    #expect(try carried.costs(row) == [middle: [2], first: [2]])
    let over = OnePerson([rule(true, true)], history: [.off, .work])
    #expect(
      try over.costs(free) == [.run(person: 0, rule: 0, day: -1, side: .below): [4]])
    let longOver = OnePerson([rule(true, true)], history: [.work, .off])
    #expect(try longOver.findings(free).isEmpty)
  }

  @Test func `unknown work of the history is work, but no duty`() throws {
    let nights = CellRuleDraft.run(
      RunRuleDraft(
        name: "run", cells: .oneOf(["N"]), minimum: LimitDraft(2, penalty: 1)))
    #expect(try OnePerson([nights], history: [.work]).findings(free).isEmpty)
    #expect(try OnePerson([nights], history: [.duty("N")]).findings(free).map(\.cost) == [1])
  }

  @Test func `a pattern costs where it ends, from the history and on its weekday`() throws {
    let free3 = CellRuleDraft.pattern(
      PatternRuleDraft(name: "p", steps: [.oneOf(["N"]), .off, .workExcept(["N"])], penalty: 4))
    #expect(
      try OnePerson([free3]).costs("N-D-N-N-------") == [
        .pattern(person: 0, rule: 0, day: 2): [4]
      ])
    let carried = OnePerson([free3], history: [.duty("N"), .off])
    #expect(try carried.costs("D-------------") == [.pattern(person: 0, rule: 0, day: 0): [4]])
    let sunday = CellRuleDraft.pattern(
      PatternRuleDraft(name: "p", steps: [.work, .noneOf(["D"])], weekday: 7))
    #expect(
      try OnePerson([sunday]).costs("DD----D-----D-") == [
        .pattern(person: 0, rule: 0, day: 7): [nil]
      ])
    let before = OnePerson([sunday], history: [.work])
    #expect(try before.costs("N-------------") == [.pattern(person: 0, rule: 0, day: 0): [nil]])
  }

  @Test func `weekends are whole, of one kind, and not too many in a row`() throws {
    func rule(_ demand: WeekendRuleDraft.Demand) -> CellRuleDraft {
      .weekend(WeekendRuleDraft(name: "w", demand: demand, penalty: 6))
    }
    let row = "-----DN-----D-"
    #expect(
      try OnePerson([rule(.complete)]).costs(row) == [.weekend(person: 0, rule: 0, day: 12): [6]])
    #expect(
      try OnePerson([rule(.identical)]).costs(row) == [
        .weekend(person: 0, rule: 0, day: 5): [6], .weekend(person: 0, rule: 0, day: 12): [6],
      ])
    let run = rule(.run(minimum: LimitDraft(2, penalty: 3), maximum: LimitDraft(1, penalty: 8)))
    var person = OnePerson([run])
    person.draft.staff[0].rules = [
      rule(.run(minimum: nil, maximum: LimitDraft(1, penalty: 8))),
      rule(.run(minimum: LimitDraft(2, penalty: 3), maximum: nil)),
    ]
    #expect(
      try person.costs(row) == [.weekendRun(person: 0, rule: 0, day: 12, side: .above): [8]])
    #expect(
      try person.costs("-----D--------") == [
        .weekendRun(person: 0, rule: 1, day: 5, side: .below): [3]
      ])
  }

  @Test func `rest and travel follow from clock times and sites`() throws {
    // A night ends at 07:00, one hour before the next day duty; two days leave 16 hours.
    #expect(
      try OnePerson([.rest(minutes: 61, penalty: nil)]).costs("ND-DN---------") == [
        .pattern(person: 0, rule: 0, day: 1): [nil]
      ])
    #expect(try OnePerson([.rest(minutes: 60, penalty: nil)]).findings("ND------------").isEmpty)
    #expect(
      try OnePerson([.travel(penalty: 2)]).findings("ND-DDN--------").map(\.cost) == [2, 2])
  }

  @Test func `cells outside skill, site, pins and leave are named`() throws {
    var person = OnePerson()
    person.draft.skills = ["s", "t"]
    person.draft.duties[1].skills = ["s", "t"]
    person.draft.staff[0].skills = ["s"]
    person.draft.staff[0].sites = ["south"]
    person.draft.pinned = [PinnedCellDraft(person: "007", day: 3, cells: .off)]
    person.draft.forbidden = [ForbiddenCellDraft(person: "007", first: 5, last: 6)]
    let problem = try ShiftRosteringProblem(validating: person.draft)
    var row = [Int?](repeating: nil, count: 14)
    row[0] = 0
    row[1] = 2
    row[2] = 1
    row[4] = 1
    #expect(
      problem.findings(in: ShiftRoster(tasks: [row])).map(\.subject) == [
        .site(person: 0, day: 0), .skill(person: 0, day: 1), .forbidden(person: 0, day: 4),
        .pinned(person: 0, day: 2),
      ])
  }

  @Test func `a roster of the wrong shape is refused before it is counted`() throws {
    let problem = try ShiftRosteringProblem(validating: OnePerson().draft)
    func subjects(_ tasks: [[Int?]]) -> [ShiftFinding.Subject] {
      problem.violations(of: ShiftRoster(tasks: tasks)).map(\.subject)
    }
    #expect(subjects([]) == [.people])
    #expect(subjects([[nil]]) == [.days(person: 0)])
    #expect(
      subjects([[9] + [Int?](repeating: nil, count: 13)]) == [.task(person: 0, day: 0)])
  }

  @Test func `wishes, needs and changes are counted in their goals`() throws {
    var person = OnePerson()
    person.draft.wishes = [
      WishDraft(person: "007", day: 1, cells: .oneOf(["D"]), weight: 3, isFor: true),
      WishDraft(person: "007", day: 2, cells: .work, weight: 5, isFor: false),
    ]
    person.draft.cover = [
      CoverDraft(days: [1, 2], duties: ["N"], minimum: LimitDraft(3)),
      CoverDraft(
        days: [2], minimum: LimitDraft(0, penalty: 1), preferred: LimitDraft(4, penalty: 7)),
      CoverDraft(days: [2], duties: ["N"], maximum: LimitDraft(0, penalty: 2)),
      CoverDraft(days: [9], duties: ["D"], maximum: LimitDraft(0)),
    ]
    person.draft.published = PublishedDraft(
      cells: [PublishedCellDraft(person: "007", day: 2, duty: "D")], cellWeight: 10,
      personWeight: 100)
    let problem = try ShiftRosteringProblem(validating: person.draft)
    var row = [Int?](repeating: nil, count: 14)
    row[1] = 1
    let roster = ShiftRoster(tasks: [row])
    #expect(problem.violations(of: roster).isEmpty)
    #expect(
      problem.values(of: roster) == ShiftValues(open: 2, change: 110, penalty: 3 + 5 + 21 + 2))
    row[8] = 0
    #expect(
      problem.violations(of: ShiftRoster(tasks: [row])).map(\.subject) == [.excess(cover: 3)])
  }

  @Test(arguments: 0..<UInt64(200))
  func `the costs of cells are those of the wishes`(seed: UInt64) throws {
    let problem = TinyShifts.problem(seed: seed)
    let width = problem.tasks.count + 1
    for (p, person) in problem.people.enumerated() {
      for day in 0..<problem.days {
        for cell in 0..<width {
          var row = [Int?](repeating: nil, count: problem.days)
          row[day] = cell == 0 ? nil : cell - 1
          var tasks = [[Int?]](
            repeating: [Int?](repeating: nil, count: problem.days), count: problem.people.count)
          tasks[p] = row
          let findings = problem.findings(in: ShiftRoster(tasks: tasks))
          let wishes = findings.reduce(0) { sum, finding in
            guard case .wish(let i) = finding.subject,
              problem.draft.wishes[i].person == person.staffNumber
            else { return sum }
            return sum + (finding.cost ?? 0)
          }
          let elsewhere = (0..<problem.days).filter { $0 != day }.reduce(0) {
            $0 + person.cost[$1 * width]
          }
          #expect(wishes == elsewhere + person.cost[day * width + cell])
          let isBarred = findings.contains { finding in
            switch finding.subject {
            case .skill(p, day), .site(p, day), .forbidden(p, day), .pinned(p, day): true
            default: false
            }
          }
          #expect(isBarred == !person.isAllowed[day * width + cell])
        }
      }
    }
  }
}
