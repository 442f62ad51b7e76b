/// What a proof watches of a person's rules: those that a row's past must be remembered for, and the counts
/// that are kept apart.
struct RowRules {
  /// Most combinations of counts that are kept apart where nobody says which.
  static let mostCombinations = 262_144

  let problem: ShiftRosteringProblem
  let person: Int
  /// The counts that are kept apart, the widest last.
  let counts: [RowCount]
  let memory: RowMemory
  let days: [RowMemory.DayKind]
  /// First day that is like each day to the rules.
  let likeDay: [Int]
  /// For each duty, the first duty that the rules cannot tell from it.
  let kindOfDuty: [Int]
  /// Memory before the first day.
  let start: [Int]
  /// For each count of weekends in ``memory`` its place among the counts with tolls; `nil` for one that is kept.
  let weekendTolls: [Int?]
  /// `counted` are the person's limits on counts to keep apart, numbered among those limits in the order of
  /// the rules; `nil` for as many as fit. Those of `tolled`, which counts with tolls belong to, are not kept.
  init(
    _ problem: ShiftRosteringProblem, person: Int, counting counted: [Int]? = nil,
    tolled: [[Int]] = []
  ) {
    self.problem = problem
    self.person = person
    let own = problem.people[person]
    let (rules, counts, weekendTolls) = Self.kept(
      of: problem, person: person, counting: counted, tolled: tolled)
    self.weekendTolls = weekendTolls
    // The largest digit is contiguous, so that the inner loop is long.
    self.counts = counts.sorted { $0.top < $1.top }
    let memory = RowMemory(rules: rules, hasHistory: !own.history.isEmpty)
    self.memory = memory
    let days = Self.days(problem, person: person, memory: memory)
    self.days = days
    var firstLike: [RowMemory.DayKind: Int] = [:]
    for (d, day) in days.enumerated() where firstLike[day] == nil { firstLike[day] = d }
    likeDay = days.map { firstLike[$0] ?? 0 }

    var kinds: [Int] = []
    for duty in problem.duties.indices {
      let same = (0..<duty).first { Self.areAlike($0, duty, rules, problem) }
      kinds.append(same ?? duty)
    }
    kindOfDuty = kinds

    var start = memory.start
    for (k, cell) in own.history.enumerated() {
      let day = k - own.history.count
      let seen: RowMemory.Cell =
        switch cell {
        case .off: .off
        case .work: .work
        case .duty(let duty): .duty(duty)
        }
      let kind = RowMemory.DayKind(
        isFirst: false, isLast: false,
        weekday: ((problem.weekday[0] + day) % 7 + 7) % 7, isWeekend: false, beginsWeekend: false,
        endsWeekend: false, isLastWeekend: false, counts: [])
      start = memory.step(start, seen, on: kind).memory
    }
    self.start = start
  }

  /// Steps of each kept count that a cell makes.
  func digits(of cell: RowMemory.Cell, weekends: [Int], on day: Int) -> [Int] {
    counts.map { count in
      switch count.rule.unit {
      case .weekends:
        return memory.weekendCounts.firstIndex(of: count.rule).map { weekends[$0] } ?? 0
      case .cells:
        return count.rule.isCounted[day] && memory.includes(count.rule.cells, cell) ? 1 : 0
      case .minutes:
        guard case .duty(let duty) = cell, count.rule.isCounted[day],
          count.rule.cells.includesDuty[duty]
        else { return 0 }
        return problem.duties[duty].minutes / count.unit
      }
    }
  }

  /// The rules to look at, and the counts among them; a count that is left out is no rule.
  private static func kept(
    of problem: ShiftRosteringProblem, person: Int, counting counted: [Int]?, tolled: [[Int]]
  ) -> (rules: [ShiftRosteringProblem.CellRule], counts: [RowCount], weekendTolls: [Int?]) {
    var rules: [ShiftRosteringProblem.CellRule] = []
    var counts: [RowCount] = []
    var weekendTolls: [Int?] = []
    var (number, combinations) = (0, 1)
    for rule in problem.people[person].rules {
      guard case .count(let count) = rule else {
        rules.append(rule)
        continue
      }
      number += 1
      if let toll = tolled.firstIndex(where: { $0.contains(number - 1) }) {
        if count.unit == .weekends, tolled[toll][0] == number - 1 {
          rules.append(rule)
          weekendTolls.append(toll)
        }
        continue
      }
      if let counted, !counted.contains(number - 1) { continue }
      let (unit, reach) = scale(of: count, in: problem, person: person)
      guard let own = RowCount(count, unit: unit, reach: reach) else { continue }
      if counted == nil {
        let (product, overflow) = combinations.multipliedReportingOverflow(by: max(1, own.top + 1))
        guard !overflow, product <= mostCombinations else { continue }
        combinations = product
      }
      counts.append(own)
      rules.append(rule)
      if count.unit == .weekends { weekendTolls.append(nil) }
    }
    return (rules, counts, weekendTolls)
  }

  /// Whether no rule can tell two duties apart.
  private static func areAlike(
    _ a: Int, _ b: Int, _ rules: [ShiftRosteringProblem.CellRule],
    _ problem: ShiftRosteringProblem
  ) -> Bool {
    func same(_ cells: ShiftRosteringProblem.CellSet) -> Bool {
      cells.includesDuty[a] == cells.includesDuty[b]
    }
    return rules.allSatisfy { rule in
      switch rule {
      case .count(let rule):
        same(rule.cells)
          && (rule.unit != .minutes || problem.duties[a].minutes == problem.duties[b].minutes)
      case .run(let rule): same(rule.cells)
      case .pattern(let rule): rule.steps.allSatisfy(same)
      case .weekend(let rule): rule.demand != .identical
      }
    }
  }

  /// Minutes that every count is a multiple of, and the most steps of a row.
  private static func scale(
    of rule: ShiftRosteringProblem.CountRule, in problem: ShiftRosteringProblem, person: Int
  ) -> (unit: Int, reach: Int) {
    let counted = rule.isCounted.count { $0 }
    switch rule.unit {
    case .cells: return (1, counted)
    case .weekends: return (1, problem.weekends(of: person).count)
    case .minutes:
      var unit = 0
      var longest = 0
      for (k, duty) in problem.duties.enumerated() where rule.cells.includesDuty[k] {
        var (a, b) = (unit, duty.minutes)
        while b != 0 { (a, b) = (b, a % b) }
        unit = a
        longest = max(longest, duty.minutes)
      }
      unit = max(unit, 1)
      return (unit, counted * (longest / unit))
    }
  }

  private static func days(
    _ problem: ShiftRosteringProblem, person: Int, memory: RowMemory
  ) -> [RowMemory.DayKind] {
    let weekends = problem.weekends(of: person)
    return (0..<problem.days).map { day in
      let w = weekends.firstIndex { $0.contains(day) }
      return RowMemory.DayKind(
        isFirst: day == 0, isLast: day == problem.days - 1,
        weekday: problem.weekday[day], isWeekend: w != nil,
        beginsWeekend: w.map { weekends[$0].first == day } ?? false,
        endsWeekend: w.map { weekends[$0].last == day } ?? false,
        isLastWeekend: w == weekends.count - 1,
        counts: memory.weekendCounts.map { $0.isCounted[day] })
    }
  }
}
