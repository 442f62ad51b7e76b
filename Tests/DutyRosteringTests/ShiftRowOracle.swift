import DutyRostering

/// What a row costs, read off the definitions of the rules one after the other. For tests only; it shares
/// nothing with graphs of rows.
struct ShiftRowOracle {
  let problem: ShiftRosteringProblem
  let person: ShiftRosteringProblem.Person
  private let past: [ShiftRosteringProblem.HistoryCell]

  init(_ problem: ShiftRosteringProblem, person: Int) {
    self.problem = problem
    self.person = problem.people[person]
    past = self.person.history
  }

  /// Cost of a row of cells (0 free, 1 + task); `nil` if it breaks a hard rule.
  func cost(_ row: [Int]) -> Int? {
    var sum = 0
    for (day, cell) in row.enumerated() {
      let place = day * (problem.tasks.count + 1) + cell
      guard person.isAllowed[place] else { return nil }
      sum += person.cost[place]
    }
    if !person.published.isEmpty {
      let changed = row.indices.count { person.published[$0] != (row[$0] == 0 ? nil : row[$0] - 1) }
      sum += changed * problem.cellWeight + (changed > 0 ? problem.personWeight : 0)
    }
    let cells = past + row.map { $0 == 0 ? .off : .duty(problem.tasks[$0 - 1].duty) }
    for rule in person.rules {
      let own: Int? =
        switch rule {
        case .count(let rule): count(rule, cells)
        case .run(let rule): run(rule, cells)
        case .pattern(let rule): pattern(rule, cells)
        case .weekend(let rule): weekend(rule, cells)
        }
      guard let own else { return nil }
      sum += own
    }
    return sum
  }

  private func matches(
    _ set: ShiftRosteringProblem.CellSet, _ cell: ShiftRosteringProblem.HistoryCell
  ) -> Bool {
    switch cell {
    case .off: set.includesOff
    case .work: set.includesUnknownWork
    case .duty(let duty): set.includesDuty[duty]
    }
  }

  private func weekday(_ day: Int) -> Int { ((problem.weekday[0] + day) % 7 + 7) % 7 }

  /// Weekends of the horizon, each with its days.
  private var weekends: [[Int]] {
    var found: [[Int]] = []
    for day in 0..<problem.days where person.weekend.contains(weekday(day)) {
      if found.isEmpty || found[found.count - 1].last != day - 1
        || weekday(day) == person.weekend.first
      {
        found.append([day])
      } else {
        found[found.count - 1].append(day)
      }
    }
    return found
  }

  private func limits(
    _ value: Int, _ minimum: ShiftRosteringProblem.Limit?, _ maximum: ShiftRosteringProblem.Limit?
  ) -> Int? {
    var sum = 0
    if let minimum {
      guard let cost = minimum.cost(beyond: minimum.limit - value) else { return nil }
      sum += cost
    }
    if let maximum {
      guard let cost = maximum.cost(beyond: value - maximum.limit) else { return nil }
      sum += cost
    }
    return sum
  }

  private func count(
    _ rule: ShiftRosteringProblem.CountRule, _ cells: [ShiftRosteringProblem.HistoryCell]
  ) -> Int? {
    let days = (0..<problem.days).filter {
      rule.isCounted[$0] && matches(rule.cells, cells[past.count + $0])
    }
    var value = rule.already
    switch rule.unit {
    case .cells: value += days.count
    case .minutes:
      for day in days {
        if case .duty(let duty) = cells[past.count + day] { value += problem.duties[duty].minutes }
      }
    case .weekends: value += weekends.count { !Set($0).isDisjoint(with: days) }
    }
    return limits(value, rule.minimum, rule.maximum)
  }

  private func run(
    _ rule: ShiftRosteringProblem.RunRule, _ cells: [ShiftRosteringProblem.HistoryCell]
  ) -> Int? {
    var sum = 0
    var first = 0
    while first < cells.count {
      guard matches(rule.cells, cells[first]) else {
        first += 1
        continue
      }
      var end = first
      while end < cells.count, matches(rule.cells, cells[end]) { end += 1 }
      if let maximum = rule.maximum {
        for place in max(first, past.count)..<max(end, past.count)
        where place - first + 1 > maximum.limit {
          guard let penalty = maximum.penalty else { return nil }
          sum += penalty
        }
      }
      let isWaived =
        (first == 0 && past.isEmpty && rule.isWaivedAtStart)
        || (end == cells.count && rule.isWaivedAtEnd)
      if let minimum = rule.minimum, !isWaived, end >= past.count {
        guard let cost = minimum.cost(beyond: minimum.limit - (end - first)) else { return nil }
        sum += cost
      }
      first = end
    }
    return sum
  }

  private func pattern(
    _ rule: ShiftRosteringProblem.PatternRule, _ cells: [ShiftRosteringProblem.HistoryCell]
  ) -> Int? {
    var sum = 0
    let length = rule.steps.count
    for end in past.count..<cells.count where end - length + 1 >= 0 {
      let start = end - length + 1
      if let day = rule.weekday, day != weekday(start - past.count) { continue }
      guard (0..<length).allSatisfy({ matches(rule.steps[$0], cells[start + $0]) }) else {
        continue
      }
      guard let penalty = rule.penalty else { return nil }
      sum += penalty
    }
    return sum
  }

  private func weekend(
    _ rule: ShiftRosteringProblem.WeekendRule, _ cells: [ShiftRosteringProblem.HistoryCell]
  ) -> Int? {
    let held = weekends.map { $0.map { cells[past.count + $0] } }
    let isWorked = held.map { $0.contains { $0 != .off } }
    switch rule.demand {
    case .complete:
      let broken = zip(held, isWorked).count { $1 && $0.contains(.off) }
      return broken == 0 ? 0 : rule.penalty.map { $0 * broken }
    case .identical:
      let broken = held.count { Set($0).count > 1 }
      return broken == 0 ? 0 : rule.penalty.map { $0 * broken }
    case .run(let minimum, let maximum):
      var sum = 0
      for run in isWorked.split(separator: false) {
        if let minimum {
          guard let cost = minimum.cost(beyond: minimum.limit - run.count) else { return nil }
          sum += cost
        }
        if let maximum, run.count > maximum.limit {
          guard let penalty = maximum.penalty else { return nil }
          sum += penalty * (run.count - maximum.limit)
        }
      }
      return sum
    }
  }
}

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
