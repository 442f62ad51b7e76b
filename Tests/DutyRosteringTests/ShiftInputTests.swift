import Diagnostics
import DutyRostering
import Interchange
import SampleData
import Solving
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The folder of published instances, which the project does not carry.
let publishedRosters = ProcessInfo.processInfo.environment["ALLOT_INSTANCES"].map {
  URL(filePath: $0).appending(path: "rostering")
}

@Suite struct ShiftInput {
  @Test func `every planted fault is found at once, with its place`() throws {
    var draft = ShiftDraft(
      days: 7, firstDay: "2027-03-02", firstWeekday: 1, labels: ["Mon"],
      duties: [
        DutyDraft(id: "D", name: "", start: 1440, minutes: 480, skills: ["s", "s", "x"]),
        DutyDraft(id: "D", name: "", minutes: -1),
        DutyDraft(id: "E", name: "", minutes: 480),
      ], skills: ["s", "s", "unserved"], groups: [DutyGroupDraft(id: "D", duties: [])],
      contracts: [
        ContractDraft(id: "c", weekend: [6, 1]),
        ContractDraft(
          id: "d", weekend: [6],
          rules: [
            .count(CountRuleDraft(name: "", cells: .oneOf(["?"]), days: 0...9, weekdays: [8])),
            .run(
              RunRuleDraft(
                name: "", cells: .oneOf([]), minimum: LimitDraft(3),
                maximum: LimitDraft(2, penalty: 1, isSquared: true))),
            .pattern(PatternRuleDraft(name: "", steps: [.off], weekday: nil, penalty: -1)),
            .weekend(WeekendRuleDraft(name: "", demand: .run(minimum: nil, maximum: nil))),
            .rest(minutes: -1, penalty: 1_000_001),
            .count(
              CountRuleDraft(
                name: "", cells: .work, unit: .minutes, already: 1,
                maximum: LimitDraft(1_000_000, penalty: 1_000_000, isSquared: true))),
          ]),
      ],
      staff: [
        StaffDraft(
          staffNumber: "1", name: "", contract: "?", skills: ["?"], sites: ["?"],
          history: [.duty("?")])
      ],
      cover: [
        CoverDraft(days: [], minimum: LimitDraft(1)),
        CoverDraft(days: [2, 2], duties: ["?"], people: ["?"], preferred: LimitDraft(2)),
        CoverDraft(
          days: [1], duties: ["E"], skills: ["unserved"], minimum: LimitDraft(3),
          preferred: LimitDraft(2, penalty: 1), maximum: LimitDraft(1)),
        CoverDraft(days: [8]),
      ],
      wishes: [WishDraft(person: "?", day: 8, cells: .off, weight: -1, isFor: true)],
      pinned: [PinnedCellDraft(person: "?", day: 0, cells: .work)],
      forbidden: [ForbiddenCellDraft(person: "?", first: 3, last: 2)],
      published: PublishedDraft(
        cells: [
          PublishedCellDraft(person: "1", day: 1, duty: "D"),
          PublishedCellDraft(person: "1", day: 1, duty: "E"),
          PublishedCellDraft(person: "?", day: 0, duty: "?"),
        ], cellWeight: -1, personWeight: 0))
    let found = ShiftRosteringProblem.faults(in: draft).list.map { fault in
      "\(fault.rule.code) \(fault.place.path)"
    }
    #expect(
      found.sorted() == [
        "R301 duties[0].skills[1]", "R301 duties[1].id", "R301 groups[0].id", "R301 skills[1]",
        "R302 contracts[1].rules[0].cells[0]", "R302 cover[1].duties[0]",
        "R302 cover[1].people[0]", "R302 duties[0].skills[2]", "R302 forbidden[0].person",
        "R302 pinned[0].person", "R302 published.cells[2].duty", "R302 published.cells[2].person",
        "R302 staff[0].contract", "R302 staff[0].history[0]", "R302 staff[0].sites[0]",
        "R302 staff[0].skills[0]", "R302 wishes[0].person", "R305 contracts[1].rules[0].days",
        "R305 contracts[1].rules[0].days", "R305 cover[1].days[1]", "R305 cover[3].days[0]",
        "R305 forbidden[0].last", "R305 pinned[0].day", "R305 published.cells[2].day",
        "R305 wishes[0].day", "R306 firstDay", "R307 labels", "R308 contracts[0].weekend",
        "R308 contracts[1].rules[0].weekdays[0]", "R309 duties[0].start", "R309 duties[1].minutes",
        "R310 contracts[1].rules[4].minutes", "R311 contracts[1].rules[2].penalty",
        "R311 contracts[1].rules[4].penalty", "R311 contracts[1].rules[5].maximum",
        "R311 published.cellWeight", "R311 wishes[0].weight", "R312 contracts[1].rules[1].maximum",
        "R313 contracts[1].rules[1].minimum", "R313 cover[2].minimum", "R313 cover[2].minimum",
        "R313 cover[2].preferred", "R314 contracts[1].rules[0]", "R314 contracts[1].rules[3]",
        "R314 cover[3]", "R315 contracts[1].rules[2].steps", "R316 contracts[1].rules[1].cells",
        "R316 groups[0].duties", "R317 cover[0].days", "R317 cover[2].duties",
        "R318 cover[1].preferred", "R319 published.cells[1]", "R320 published.cells[0].skill",
      ])
    draft = ShiftDraft()
    #expect(
      ShiftRosteringProblem.faults(in: draft).list.map(\.place.path) == ["days", "duties", "staff"])
  }

  @Test func `a person with nothing left on a day is named`() throws {
    var draft = ShiftDraft(
      days: 3, duties: [DutyDraft(id: "D", name: "", minutes: 1)],
      contracts: [ContractDraft(id: "c")],
      staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")],
      pinned: [PinnedCellDraft(person: "1", day: 2, cells: .work)],
      forbidden: [
        ForbiddenCellDraft(person: "1", first: 2, last: 3),
        ForbiddenCellDraft(person: "1", first: 3, last: 3, cells: .off),
      ])
    let found = ShiftRosteringProblem.faults(in: draft).list
    #expect(found.map(\.rule.code) == ["R321", "R321"])
    #expect(found.map(\.place.path) == ["pinned[0]", "staff[0]"])
    draft.forbidden = []
    #expect(ShiftRosteringProblem.faults(in: draft).isEmpty)
  }

  @Test func `numbers at the edge of the machine are faults, not traps`() throws {
    var draft = ShiftDraft(
      days: .max, duties: [DutyDraft(id: "D", name: "", start: .min, minutes: .max)],
      contracts: [
        ContractDraft(
          id: "c",
          rules: [
            .count(
              CountRuleDraft(
                name: "", cells: .work, unit: .minutes, already: .max,
                maximum: LimitDraft(.min, penalty: .max, isSquared: true)))
          ])
      ], staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])
    draft.published = PublishedDraft(
      cells: [PublishedCellDraft(person: "1", day: .min, duty: "D")], cellWeight: .max,
      personWeight: .max)
    #expect(ShiftRosteringProblem.faults(in: draft).list.count == 10)
  }

  @Test func `a fault of a Curtois file is printed with its line`() throws {
    let text = """
      SECTION_HORIZON
      14
      SECTION_SHIFTS
      D,480,
      SECTION_STAFF
      A,D=14,4320,3360,5,2,2
      SECTION_COVER
      0,E,5,100,1
      """
    let read = CurtoisFile.read(Array(text.utf8), name: "a.txt")
    let error = #expect(throws: RejectedInput.self) {
      try read.validated(ShiftRosteringProblem.init(validating:))
    }
    let report = try #require(error).report(in: .en)
    #expect(report.contains("a.txt!6: R281"))
    #expect(report.contains("a.txt!8: R302"))
  }

  @Test func `a Curtois file means what its authors say`() throws {
    let text = """
      # comment
      SECTION_HORIZON
      7
      SECTION_SHIFTS
      E,480,
      L,450,E|N
      N,600,E
      SECTION_STAFF
      A,E=2|L=7,2000,100,3,2,2,0
      SECTION_DAYS_OFF
      A,6
      SECTION_SHIFT_ON_REQUESTS
      A,2,E,3
      SECTION_SHIFT_OFF_REQUESTS
      A,3,L,4
      SECTION_COVER
      0,E,2,100,7
      3,L,0,100,7
      """
    let problem = try CurtoisFile.read(Array(text.utf8), name: "a")
      .validated(ShiftRosteringProblem.init(validating:))
    func findings(_ row: [String?]) -> [ShiftFinding] {
      let tasks = row.map { id in problem.duties.firstIndex { $0.id == id } }
      return problem.findings(in: ShiftRoster(tasks: [tasks]))
    }
    // One E short of two at 100, the wish for E missed at 3, the one against L at 4, one L too many.
    #expect(
      findings(["E", "E", "L", "L", nil, nil, nil]).map(\.cost) == [nil, 3, 4, 100, 7])
    let broken = Set(
      findings(["E", nil, "L", "E", "E", "E", "N"]).filter { $0.cost == nil }.map(\.subject))
    let count = problem.people[0].rules.firstIndex {
      $0.name.hasPrefix("E 次数")
    }
    #expect(broken.contains(.forbidden(person: 0, day: 6)))
    #expect(broken.contains(.count(person: 0, rule: try #require(count), side: .above)))
    #expect(broken.contains { if case .pattern(_, _, 3) = $0 { true } else { false } })
    #expect(broken.count { if case .run = $0 { true } else { false } } == 3)
    #expect(broken.contains { if case .count(_, _, .above) = $0 { true } else { false } })
  }

  @Test func `published Curtois instances are read, and their rosters written and read back`()
    throws
  {
    guard let folder = publishedRosters?.appending(path: "curtois24") else {
      print("ALLOT_INSTANCES is not set: the published Curtois instances are left out")
      return
    }
    for number in [1, 7, 24] {
      let bytes = [UInt8](
        try Data(contentsOf: folder.appending(path: "Instance\(number).txt")))
      let problem = try CurtoisFile.read(bytes, name: "Instance\(number)")
        .validated(ShiftRosteringProblem.init(validating:))
      var random = SeededRandom(seed: 1)
      let tasks: [[Int?]] = problem.people.map { _ in
        (0..<problem.days).map { _ in
          Bool.random(using: &random) ? nil : problem.tasks.indices.randomElement(using: &random)
        }
      }
      let roster = ShiftRoster(tasks: tasks)
      let text = CurtoisFile.rosterText(of: roster, in: problem)
      let back = CurtoisFile.roster(Array(text.utf8), name: "r", for: problem)
      #expect(back.faults.isEmpty && back.value == roster)
    }
  }
}
