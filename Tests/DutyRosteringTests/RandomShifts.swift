import DutyRostering

/// Tiny shift rosters with every kind of rule, at random.
enum RandomShifts {
  /// A roster of some people; `nil` if the draft has a fault by chance.
  static func problem(
    people: Int, days: Int, using random: inout some RandomNumberGenerator
  ) -> ShiftRosteringProblem? {
    func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
    func penalty(_ hard: Double) -> Int? {
      chance(hard) ? nil : Int.random(in: 1...9, using: &random)
    }
    func match() -> CellMatchDraft {
      switch Int.random(in: 0..<6, using: &random) {
      case 0: .off
      case 1: .work
      case 2: .oneOf(["A"])
      case 3: .oneOf(["B"])
      case 4: .noneOf(["A"])
      default: .workExcept(["B"])
      }
    }
    func limit(_ range: ClosedRange<Int>, hard: Double = 0.3, squares: Bool = false) -> LimitDraft?
    {
      guard chance(0.6) else { return nil }
      let cost = penalty(hard)
      return LimitDraft(
        Int.random(in: range, using: &random), penalty: cost,
        isSquared: squares && cost != nil && chance(0.3))
    }
    func ordered(_ low: LimitDraft?, _ high: LimitDraft?) -> (LimitDraft?, LimitDraft?) {
      guard var low, let high, low.limit > high.limit else { return (low, high) }
      low.limit = high.limit
      return (low, high)
    }
    func rule() -> CellRuleDraft? {
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1:
        let unit = CountRuleDraft.Unit.allCases.randomElement(using: &random) ?? .cells
        let top = unit == .minutes ? 2400 : unit == .weekends ? 2 : days
        var (low, high) = ordered(
          limit(0...top / 2, hard: 0.2, squares: unit != .minutes),
          limit(top / 4...top, squares: unit != .minutes))
        if low == nil, high == nil { high = LimitDraft(top / 2, penalty: 3) }
        return .count(
          CountRuleDraft(
            name: "count", cells: unit == .minutes ? .work : match(), unit: unit,
            days: chance(0.3) ? 2...(days - 1) : nil, weekdays: chance(0.2) ? [1, 3, 6] : [],
            already: unit == .minutes || chance(0.7) ? 0 : 1, minimum: low, maximum: high))
      case 2, 3:
        var (low, high) = ordered(limit(2...3), limit(2...4))
        if low == nil, high == nil { high = LimitDraft(3, penalty: 4) }
        return .run(
          RunRuleDraft(
            name: "run", cells: match(), minimum: low, maximum: high,
            isWaivedAtStart: chance(0.5), isWaivedAtEnd: chance(0.5)))
      case 4, 5:
        return .pattern(
          PatternRuleDraft(
            name: "pattern",
            steps: (0..<Int.random(in: 2...3, using: &random)).map { _ in match() },
            weekday: chance(0.3) ? Int.random(in: 1...7, using: &random) : nil,
            penalty: penalty(0.2)))
      case 6:
        return .weekend(
          WeekendRuleDraft(
            name: "weekend", demand: chance(0.5) ? .complete : .identical, penalty: penalty(0.2)))
      default:
        var (low, high) = ordered(limit(1...2, hard: 0.1), limit(1...2))
        if low == nil, high == nil { high = LimitDraft(1, penalty: 2) }
        return .weekend(
          WeekendRuleDraft(name: "weekends", demand: .run(minimum: low, maximum: high)))
      }
    }
    let ids = (0..<people).map { "p\($0)" }
    let weekend = [[6, 7], [5, 6, 7], [7, 1], [3]].randomElement(using: &random) ?? [6, 7]
    var draft = ShiftDraft(
      days: days, firstWeekday: Int.random(in: 1...7, using: &random),
      duties: [
        DutyDraft(
          id: "A", name: "A", start: 480, minutes: 480, skills: chance(0.5) ? ["s", "t"] : []),
        DutyDraft(id: "B", name: "B", start: 1200, minutes: 720),
      ], skills: ["s", "t"],
      contracts: [
        ContractDraft(id: "c", weekend: weekend, rules: (0..<3).compactMap { _ in rule() })
      ])
    for id in ids {
      draft.staff.append(
        StaffDraft(
          staffNumber: id, name: id, contract: "c", skills: chance(0.5) ? ["s"] : ["s", "t"],
          rules: (0..<2).compactMap { _ in rule() },
          history: (0..<Int.random(in: 0...3, using: &random)).map { _ in
            [.off, .work, .duty("A"), .duty("B")].randomElement(using: &random) ?? .off
          }))
      draft.wishes.append(
        WishDraft(
          person: id, day: Int.random(in: 1...days, using: &random), cells: match(),
          weight: Int.random(in: 1...5, using: &random), isFor: chance(0.5)))
      if chance(0.3) {
        draft.forbidden.append(ForbiddenCellDraft(person: id, first: 2, last: 2, cells: match()))
      }
    }
    if chance(0.3) {
      draft.published = PublishedDraft(
        cells: ids.map { PublishedCellDraft(person: $0, day: 1, duty: "B") },
        cellWeight: Int.random(in: 0...2, using: &random),
        personWeight: Int.random(in: 0...3, using: &random))
    }
    for day in 1...days {
      for duty in ["A", "B"] where chance(0.7) {
        let low = Int.random(in: 0...people, using: &random)
        draft.cover.append(
          CoverDraft(
            days: [day], duties: [duty],
            minimum: LimitDraft(low, penalty: Int.random(in: 1...20, using: &random)),
            maximum: chance(0.5) ? LimitDraft(low, penalty: 1) : nil))
      }
    }
    draft.cover.append(
      CoverDraft(
        days: [1, 2], duties: ["A"], people: [ids[0]],
        preferred: LimitDraft(1, penalty: Int.random(in: 1...6, using: &random))))
    return try? ShiftRosteringProblem(validating: draft)
  }

  /// All rows of a person with their costs.
  static func rows(
    _ problem: ShiftRosteringProblem, person: Int
  ) -> [(row: [Int], cost: Int)] {
    let oracle = ShiftRowOracle(problem, person: person)
    var rows: [[Int]] = [[]]
    for _ in 0..<problem.days {
      rows = rows.flatMap { row in (0...problem.tasks.count).map { row + [$0] } }
    }
    return rows.compactMap { row in oracle.cost(row).map { (row, $0) } }
  }
}
