import Diagnostics
import DutyRostering
import Testing

/// A week of one duty and one person, without any rule.
private let sound = ShiftDraft(
  days: 7, duties: [DutyDraft(id: "D", name: "", minutes: 480, site: "north")],
  contracts: [ContractDraft(id: "c")],
  staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])

private typealias Change = @Sendable (inout ShiftDraft) -> Void

/// A change that gives the contract one rule.
private func rule(_ rule: CellRuleDraft) -> Change { { $0.contracts[0].rules = [rule] } }

private func count(
  _ cells: CellMatchDraft = .work, unit: CountRuleDraft.Unit = .cells,
  days: ClosedRange<Int>? = nil, weekdays: [Int] = [], already: Int = 0,
  minimum: LimitDraft? = nil, maximum: LimitDraft? = nil
) -> Change {
  rule(
    .count(
      CountRuleDraft(
        name: "", cells: cells, unit: unit, days: days, weekdays: weekdays, already: already,
        minimum: minimum, maximum: maximum)))
}

private func run(
  _ cells: CellMatchDraft = .work, minimum: LimitDraft? = nil, maximum: LimitDraft? = nil
) -> Change {
  rule(.run(RunRuleDraft(name: "", cells: cells, minimum: minimum, maximum: maximum)))
}

private func pattern(
  _ steps: [CellMatchDraft], weekday: Int? = nil, penalty: Int? = nil
) -> Change {
  rule(.pattern(PatternRuleDraft(name: "", steps: steps, weekday: weekday, penalty: penalty)))
}

private func weekend(_ demand: WeekendRuleDraft.Demand, penalty: Int? = nil) -> Change {
  rule(.weekend(WeekendRuleDraft(name: "", demand: demand, penalty: penalty)))
}

private func cover(_ entry: CoverDraft) -> Change { { $0.cover = [entry] } }

private func wish(
  _ person: String = "1", day: Int = 1, cells: CellMatchDraft = .work, weight: Int = 1
) -> Change {
  {
    $0.wishes = [WishDraft(person: person, day: day, cells: cells, weight: weight, isFor: true)]
  }
}

private func forbidden(
  _ person: String = "1", _ first: Int, _ last: Int, _ cells: CellMatchDraft = .work
) -> Change {
  {
    $0.forbidden = [
      ForbiddenCellDraft(person: person, first: first, last: last, cells: cells)
    ]
  }
}

private func published(
  _ cells: [PublishedCellDraft], cellWeight: Int = 0, personWeight: Int = 0
) -> Change {
  {
    $0.published = PublishedDraft(
      cells: cells, cellWeight: cellWeight, personWeight: personWeight)
  }
}

private let one = LimitDraft(1)
private let ruleAt = "contracts[0].rules[0]"

/// One change with the one fault that it makes, or none.
private let changes: [(Change, String?)] = [
  ({ $0.days = 0 }, "R303 days"),
  ({ $0.days = 367 }, "R304 days"),
  ({ $0.days = 366 }, nil),
  ({ $0.firstWeekday = 0 }, "R308 firstWeekday"),
  ({ $0.firstWeekday = 8 }, "R308 firstWeekday"),
  ({ $0.firstDay = "2027-03-01" }, nil),
  ({ $0.firstDay = "2027-03-02" }, "R306 firstDay"),
  ({ $0.labels = ["Monday"] }, "R307 labels"),
  ({ $0.duties = [] }, "R303 duties"),
  ({ $0.duties = (0..<60).map { DutyDraft(id: "D\($0)", name: "", minutes: 1) } }, nil),
  ({ $0.duties = (0..<61).map { DutyDraft(id: "D\($0)", name: "", minutes: 1) } }, "R304 duties"),
  (
    {
      $0.skills = (0..<67).map { "s\($0)" }
      let skills = $0.skills
      $0.duties = (0..<3).map { DutyDraft(id: "D\($0)", name: "", minutes: 1, skills: skills) }
    }, "R304 duties"
  ),
  (
    { $0.groups = (0..<201).map { DutyGroupDraft(id: "g\($0)", duties: ["D"]) } }, "R304 groups"
  ),
  ({ $0.skills = (0..<201).map { "s\($0)" } }, "R304 skills"),
  ({ $0.skills = ["s", "s"] }, "R301 skills[1]"),
  ({ $0.duties.append($0.duties[0]) }, "R301 duties[1].id"),
  ({ $0.groups = [DutyGroupDraft(id: "D", duties: ["D"])] }, "R301 groups[0].id"),
  ({ $0.duties[0].start = 1439 }, nil),
  ({ $0.duties[0].start = 1440 }, "R309 duties[0].start"),
  ({ $0.duties[0].start = -1 }, "R309 duties[0].start"),
  ({ $0.duties[0].minutes = 2880 }, nil),
  ({ $0.duties[0].minutes = 2881 }, "R309 duties[0].minutes"),
  ({ $0.duties[0].minutes = -1 }, "R309 duties[0].minutes"),
  ({ $0.duties[0].skills = ["?"] }, "R302 duties[0].skills[0]"),
  ({ ($0.skills, $0.duties[0].skills) = (["s"], ["s", "s"]) }, "R301 duties[0].skills[1]"),
  ({ $0.groups = [DutyGroupDraft(id: "g", duties: [])] }, "R316 groups[0].duties"),
  ({ $0.groups = [DutyGroupDraft(id: "g", duties: ["?"])] }, "R302 groups[0].duties[0]"),
  ({ $0.contracts += (0..<500).map { ContractDraft(id: "c\($0)") } }, "R304 contracts"),
  ({ $0.contracts.append(ContractDraft(id: "c")) }, "R301 contracts[1].id"),
  ({ $0.contracts[0].weekend = [] }, "R308 contracts[0].weekend"),
  ({ $0.contracts[0].weekend = [0, 1] }, "R308 contracts[0].weekend"),
  ({ $0.contracts[0].weekend = [5, 7] }, "R308 contracts[0].weekend"),
  ({ $0.contracts[0].weekend = [1, 2, 3, 4, 5, 6, 7, 1] }, "R308 contracts[0].weekend"),
  ({ $0.contracts[0].weekend = [7, 1, 2, 3, 4, 5, 6] }, nil),
  ({ $0.staff = [] }, "R303 staff"),
  (
    {
      $0.staff += (0..<500).map { StaffDraft(staffNumber: "p\($0)", name: "", contract: "c") }
    }, "R304 staff"
  ),
  ({ $0.staff.append($0.staff[0]) }, "R301 staff[1].staffNumber"),
  ({ $0.staff[0].contract = "?" }, "R302 staff[0].contract"),
  ({ $0.staff[0].skills = ["?"] }, "R302 staff[0].skills[0]"),
  ({ $0.staff[0].sites = ["north", "?"] }, "R302 staff[0].sites[1]"),
  (
    { $0.staff[0].rules = [.run(RunRuleDraft(name: "", cells: .work))] },
    "R314 staff[0].rules[0]"
  ),
  ({ $0.staff[0].rules = Array(repeating: .travel(penalty: nil), count: 400) }, nil),
  (
    {
      $0.contracts[0].rules = [.travel(penalty: nil)]
      $0.staff[0].rules = Array(repeating: .travel(penalty: nil), count: 400)
    }, "R304 staff[0].rules"
  ),
  ({ $0.staff[0].history = Array(repeating: .off, count: 400) }, nil),
  ({ $0.staff[0].history = Array(repeating: .off, count: 401) }, "R322 staff[0].history"),
  ({ $0.staff[0].history = [.duty("?")] }, "R302 staff[0].history[0]"),
  // Counts.
  (count(), "R314 \(ruleAt)"),
  (count(.oneOf(["?"]), minimum: one), "R302 \(ruleAt).cells[0]"),
  (count(.oneOf([]), minimum: one), "R316 \(ruleAt).cells"),
  (count(days: 1...7, minimum: one), nil),
  (count(days: 0...7, minimum: one), "R305 \(ruleAt).days"),
  (count(days: 1...8, minimum: one), "R305 \(ruleAt).days"),
  (count(weekdays: [1, 7], minimum: one), nil),
  (count(weekdays: [0], minimum: one), "R308 \(ruleAt).weekdays[0]"),
  (count(weekdays: [8], minimum: one), "R308 \(ruleAt).weekdays[0]"),
  (count(already: 1_000_000, minimum: one), nil),
  (count(already: -1, minimum: one), "R310 \(ruleAt).already"),
  (count(already: 1_000_001, minimum: one), "R310 \(ruleAt).already"),
  (count(minimum: one, maximum: one), nil),
  (count(minimum: LimitDraft(2), maximum: one), "R313 \(ruleAt).minimum"),
  (count(minimum: LimitDraft(-1)), "R310 \(ruleAt).minimum"),
  (count(maximum: LimitDraft(1_000_001)), "R310 \(ruleAt).maximum"),
  (count(maximum: LimitDraft(1_000_000, penalty: 1_000_000)), nil),
  (count(maximum: LimitDraft(1, penalty: -1)), "R311 \(ruleAt).maximum"),
  (count(maximum: LimitDraft(1, penalty: 1_000_001)), "R311 \(ruleAt).maximum"),
  (count(maximum: LimitDraft(1, penalty: 1_000_000, isSquared: true)), nil),
  (
    count(unit: .minutes, maximum: LimitDraft(1, penalty: 1_000_000, isSquared: true)),
    "R311 \(ruleAt).maximum"
  ),
  (count(minimum: LimitDraft(1_000_000, penalty: 1, isSquared: true)), "R311 \(ruleAt).minimum"),
  // Runs, patterns, weekends, rest and travel.
  (run(), "R314 \(ruleAt)"),
  (run(.oneOf(["?"]), minimum: one), "R302 \(ruleAt).cells[0]"),
  (run(minimum: LimitDraft(2), maximum: one), "R313 \(ruleAt).minimum"),
  (run(maximum: LimitDraft(1, penalty: 1, isSquared: true)), "R312 \(ruleAt).maximum"),
  (pattern([.off]), "R315 \(ruleAt).steps"),
  (pattern([.off], weekday: 7), nil),
  (pattern([], weekday: 7), "R315 \(ruleAt).steps"),
  (pattern(Array(repeating: .off, count: 10)), nil),
  (pattern(Array(repeating: .off, count: 11)), "R315 \(ruleAt).steps"),
  (pattern([.off, .noneOf(["?"])]), "R302 \(ruleAt).steps[1][0]"),
  (pattern([.off, .workExcept([])]), "R316 \(ruleAt).steps[1]"),
  (pattern([.off, .off], weekday: 0), "R308 \(ruleAt).weekday"),
  (pattern([.off, .off], weekday: 8), "R308 \(ruleAt).weekday"),
  (pattern([.off, .off], penalty: -1), "R311 \(ruleAt).penalty"),
  (weekend(.complete, penalty: -1), "R311 \(ruleAt).penalty"),
  (weekend(.run(minimum: nil, maximum: nil)), "R314 \(ruleAt)"),
  (weekend(.run(minimum: LimitDraft(2), maximum: one)), "R313 \(ruleAt).minimum"),
  (rule(.rest(minutes: -1, penalty: nil)), "R310 \(ruleAt).minutes"),
  (rule(.rest(minutes: 1, penalty: -1)), "R311 \(ruleAt).penalty"),
  (rule(.travel(penalty: -1)), "R311 \(ruleAt).penalty"),
  // Needs.
  (
    { $0.cover = Array(repeating: CoverDraft(days: [1], minimum: one), count: 200_001) },
    "R304 cover"
  ),
  (cover(CoverDraft(days: [1])), "R314 cover[0]"),
  (cover(CoverDraft(days: [], minimum: one)), "R317 cover[0].days"),
  (cover(CoverDraft(days: [0], minimum: one)), "R305 cover[0].days[0]"),
  (cover(CoverDraft(days: [2, 2], minimum: one)), "R305 cover[0].days[1]"),
  (cover(CoverDraft(days: [8], minimum: one)), "R305 cover[0].days[0]"),
  (cover(CoverDraft(days: [1], duties: ["?"], minimum: one)), "R302 cover[0].duties[0]"),
  (cover(CoverDraft(days: [1], skills: ["?"], minimum: one)), "R302 cover[0].skills[0]"),
  (cover(CoverDraft(days: [1], people: ["?"], minimum: one)), "R302 cover[0].people[0]"),
  (
    {
      $0.skills = ["s"]
      $0.cover = [CoverDraft(days: [1], skills: ["s"], minimum: one)]
    }, "R317 cover[0].duties"
  ),
  (
    cover(CoverDraft(days: [1], minimum: LimitDraft(2), maximum: one)), "R313 cover[0].minimum"
  ),
  (cover(CoverDraft(days: [1], preferred: one)), "R318 cover[0].preferred"),
  (
    cover(CoverDraft(days: [1], preferred: LimitDraft(-1, penalty: 1))), "R310 cover[0].preferred"
  ),
  (
    cover(CoverDraft(days: [1], minimum: LimitDraft(2), preferred: LimitDraft(1, penalty: 1))),
    "R313 cover[0].minimum"
  ),
  (
    cover(CoverDraft(days: [1], preferred: LimitDraft(2, penalty: 1), maximum: one)),
    "R313 cover[0].preferred"
  ),
  // Cells.
  (wish("?"), "R302 wishes[0].person"),
  (wish(day: 7), nil),
  (wish(day: 0), "R305 wishes[0].day"),
  ({ $0.duties[0].id = "" }, "A101 duties[0].id"),
  ({ $0.staff[0].staffNumber = "1.23E+17" }, "A103 staff[0].staffNumber"),
  (wish(day: 8), "R305 wishes[0].day"),
  (wish(cells: .oneOf(["?"])), "R302 wishes[0].cells[0]"),
  (wish(weight: -1), "R311 wishes[0].weight"),
  (
    { $0.pinned = [PinnedCellDraft(person: "?", day: 1, cells: .off)] }, "R302 pinned[0].person"
  ),
  ({ $0.pinned = [PinnedCellDraft(person: "1", day: 8, cells: .off)] }, "R305 pinned[0].day"),
  (
    { $0.pinned = [PinnedCellDraft(person: "1", day: 1, cells: .oneOf(["?"]))] },
    "R302 pinned[0].cells[0]"
  ),
  (forbidden("?", 1, 1), "R302 forbidden[0].person"),
  (forbidden("1", 1, 7), nil),
  (forbidden("1", 0, 1), "R305 forbidden[0].first"),
  (forbidden("1", 3, 2), "R305 forbidden[0].last"),
  (forbidden("1", 1, 8), "R305 forbidden[0].last"),
  (forbidden("1", 1, 1, .oneOf(["?"])), "R302 forbidden[0].cells[0]"),
  (published([], cellWeight: -1), "R311 published.cellWeight"),
  (published([], personWeight: -1), "R311 published.personWeight"),
  (
    published([PublishedCellDraft(person: "?", day: 1, duty: "D")]),
    "R302 published.cells[0].person"
  ),
  (
    published([PublishedCellDraft(person: "1", day: 8, duty: "D")]), "R305 published.cells[0].day"
  ),
  (
    published([PublishedCellDraft(person: "1", day: 1, duty: "?")]),
    "R302 published.cells[0].duty"
  ),
  (
    published(Array(repeating: PublishedCellDraft(person: "1", day: 1, duty: "D"), count: 2)),
    "R319 published.cells[1]"
  ),
  (
    {
      ($0.skills, $0.duties[0].skills) = (["s", "t"], ["s", "t"])
      published([PublishedCellDraft(person: "1", day: 1, duty: "D")])(&$0)
    }, "R320 published.cells[0].skill"
  ),
  (
    {
      ($0.skills, $0.duties[0].skills) = (["s", "t"], ["s"])
      published([PublishedCellDraft(person: "1", day: 1, duty: "D", skill: "t")])(&$0)
    }, "R320 published.cells[0].skill"
  ),
]

@Suite struct ShiftFaults {
  @Test(arguments: changes.indices)
  func `each mistake is one fault at its place, and what just fits is none`(i: Int) {
    var draft = sound
    #expect(ShiftRosteringProblem.faults(in: draft).isEmpty)
    changes[i].0(&draft)
    let found = ShiftRosteringProblem.faults(in: draft).list.map { fault in
      "\(fault.rule.code) \(fault.place.path)"
    }
    #expect(found == (changes[i].1.map { [$0] } ?? []))
  }
}
