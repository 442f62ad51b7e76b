/// The least cost of any row of one person, by dynamic programming over the days.
///
/// A layer holds, for each memory of the rules (``RowMemory``) and each combination of counts
/// (``RowCount``) in the memory's box, the least cost of a row so far. Costs are integers and nothing is
/// rounded. Counts that are not kept apart are left out: the least cost can only sink, so a bound built on it
/// stays a bound.
struct LeastRow {
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
  /// Price of each weekend counted, in the order of the memory's counts of weekends.
  let weekendPrices: [Int]

  /// `counted` are the person's limits on counts to keep apart, numbered among those limits in the order of
  /// the rules; `nil` for as many as fit. Counts with tolls are not kept; tolls of weekends are paid here,
  /// those of cells must be part of the cells' prices.
  init(
    _ problem: ShiftRosteringProblem, person: Int, counting counted: [Int]? = nil,
    tolls: [CountToll] = []
  ) {
    self.problem = problem
    self.person = person
    let own = problem.people[person]
    let (rules, counts) = Self.kept(
      of: problem, person: person, counting: counted, tolls: tolls)
    // The largest digit is contiguous, so that the inner loop is long.
    self.counts = counts.sorted { $0.top < $1.top }
    let memory = RowMemory(rules: rules, hasHistory: !own.history.isEmpty)
    self.memory = memory
    let ofWeekends = tolls.filter { $0.rule.unit == .weekends }
    weekendPrices = memory.weekendCounts.map { count in
      ofWeekends.first { $0.rule == count }?.price ?? 0
    }
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
        isInRoster: false, isFirst: false, isLast: false,
        weekday: ((problem.weekday[0] + day) % 7 + 7) % 7, isWeekend: false, beginsWeekend: false,
        endsWeekend: false, isLastWeekend: false, counts: [])
      start = memory.step(start, seen, on: kind).memory
    }
    self.start = start
  }

  /// The rules to look at, and the counts among them; a count that is left out is no rule.
  private static func kept(
    of problem: ShiftRosteringProblem, person: Int, counting counted: [Int]?, tolls: [CountToll]
  ) -> (rules: [ShiftRosteringProblem.CellRule], counts: [RowCount]) {
    var rules: [ShiftRosteringProblem.CellRule] = []
    var counts: [RowCount] = []
    var (number, combinations) = (0, 1)
    for rule in problem.people[person].rules {
      guard case .count(let count) = rule else {
        rules.append(rule)
        continue
      }
      number += 1
      if let toll = tolls.first(where: { $0.limits.contains(number - 1) }) {
        if count.unit == .weekends, toll.limits[0] == number - 1 { rules.append(rule) }
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
    }
    return (rules, counts)
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
        isInRoster: true, isFirst: day == 0, isLast: day == problem.days - 1,
        weekday: problem.weekday[day], isWeekend: w != nil,
        beginsWeekend: w.map { weekends[$0].first == day } ?? false,
        endsWeekend: w.map { weekends[$0].last == day } ?? false,
        isLastWeekend: w == weekends.count - 1,
        counts: memory.weekendCounts.map { $0.isCounted[day] })
    }
  }
}
