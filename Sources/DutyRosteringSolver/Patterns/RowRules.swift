internal import DutyRostering

/// The rules of one person, sorted into memory (automata) and sums (counters).
struct RowRules {
  /// Rules with memory; then the automata of the counters, in the same order as ``counters``.
  let automata: [any RowAutomaton]
  /// The sums.
  let counters: [RowCounter]
  /// Index into ``automata`` of the first counter's.
  var firstCounter: Int { automata.count - counters.count }
  /// Kind of each duty: two duties of one kind are the same to every rule.
  let kindOfDuty: [Int]
  /// A duty of each kind.
  let dutyOfKind: [Int]

  /// The rules of a person, a unit of cost weighing `weight` in the value.
  init(
    _ person: ShiftRosteringProblem.Person, of problem: ShiftRosteringProblem,
    weight: Int
  ) {
    var memory: [any RowAutomaton] = []
    var counts: [ShiftRosteringProblem.CountRule] = []
    var views: [ShiftRosteringProblem.CellSet] = []
    var tellsDutiesApart = false
    for rule in person.rules where weight > 0 || rule.mayForbid {
      switch rule {
      case .run(let run):
        memory.append(RunAutomaton(run, hasHistory: !person.history.isEmpty))
        views.append(run.cells)
      case .pattern(let pattern):
        memory.append(PatternAutomaton(rule: pattern))
        views += pattern.steps
      case .weekend(let weekend):
        switch weekend.demand {
        case .complete: memory.append(CompleteWeekendAutomaton(penalty: weekend.penalty))
        case .identical:
          memory.append(IdenticalWeekendAutomaton(penalty: weekend.penalty))
          tellsDutiesApart = true
        case .run(let minimum, let maximum):
          memory.append(WeekendRunAutomaton(minimum: minimum, maximum: maximum))
        }
      case .count(let count): counts.append(count)
      }
    }
    let usable = Self.usableDuties(of: person, in: problem)
    let ceiling = Self.ceilingByMinutes(counts, person: person, problem: problem)
    var counters: [RowCounter] = []
    var isMerged = [Bool](repeating: false, count: counts.count)
    var amounts: [[Int]] = []
    for (i, rule) in counts.enumerated() where !isMerged[i] {
      var (same, limits) = ([rule], [i])
      for j in counts.indices.dropFirst(i + 1) where counts[j].countsTheSame(as: rule) {
        same.append(counts[j])
        limits.append(j)
        isMerged[j] = true
      }
      let scale = RowScale(rule, problem: problem, person: person, usable: usable)
      let reach = min(scale.reach, rule.unit == .cells ? ceiling(rule) : .max)
      if reach < scale.reach {
        limits += counts.indices.filter { counts[$0].unit == .minutes && counts[$0].maximum != nil }
      }
      let counter = RowCounter(
        same, limits: limits, automaton: scale.automaton, unit: scale.unit, weight: weight,
        reach: reach)
      guard !counter.isIdle else { continue }
      counters.append(counter)
      if rule.unit == .minutes { amounts.append(scale.amount) }
      views.append(rule.cells)
    }
    automata = memory + counters.map(\.automaton)
    self.counters = counters.map { $0.beside(counters) }

    var kinds: [[Int]: Int] = [:]
    var kindOfDuty: [Int] = []
    var dutyOfKind: [Int] = []
    for duty in problem.duties.indices {
      var look = views.map { $0.includesDuty[duty] ? 1 : 0 } + amounts.map { $0[duty] }
      if tellsDutiesApart { look.append(duty) }
      if kinds[look] == nil {
        kinds[look] = dutyOfKind.count
        dutyOfKind.append(duty)
      }
      kindOfDuty.append(kinds[look, default: 0])
    }
    self.kindOfDuty = kindOfDuty
    self.dutyOfKind = dutyOfKind
  }

  /// Duties with an allowed cell on some day.
  private static func usableDuties(
    of person: ShiftRosteringProblem.Person, in problem: ShiftRosteringProblem
  ) -> [Bool] {
    let width = problem.tasks.count + 1
    return problem.duties.map { duty in
      (0..<problem.days).contains { day in
        duty.tasks.contains { person.isAllowed[day * width + 1 + $0] }
      }
    }
  }

  /// How many cells a hard limit on all minutes leaves for a set of duties.
  private static func ceilingByMinutes(
    _ counts: [ShiftRosteringProblem.CountRule], person: ShiftRosteringProblem.Person,
    problem: ShiftRosteringProblem
  ) -> (ShiftRosteringProblem.CountRule) -> Int {
    let limits = counts.filter {
      $0.unit == .minutes && $0.maximum != nil && $0.maximum?.penalty == nil
    }
    return { rule in
      guard !rule.cells.includesOff else { return .max }
      var ceiling = Int.max
      for limit in limits {
        var shortest = Int.max
        for duty in problem.duties.indices where rule.cells.includesDuty[duty] {
          shortest = min(
            shortest, limit.cells.includesDuty[duty] ? problem.duties[duty].minutes : 0)
        }
        let covers = zip(limit.isCounted, rule.isCounted).allSatisfy { $0 || !$1 }
        guard covers, shortest > 0, shortest < .max else { continue }
        ceiling = min(ceiling, max(0, (limit.maximum?.limit ?? 0) - limit.already) / shortest)
      }
      return ceiling
    }
  }
}

extension ShiftRosteringProblem.CellRule {
  /// Whether breaking it may be forbidden, and not only cost.
  fileprivate var mayForbid: Bool {
    func isHard(_ limits: ShiftRosteringProblem.Limit?...) -> Bool {
      limits.contains { $0 != nil && $0?.penalty == nil }
    }
    switch self {
    // Limits on counts are numbered, and idle counters left out, below.
    case .count: return true
    case .run(let rule): return isHard(rule.minimum, rule.maximum)
    case .pattern(let rule): return rule.penalty == nil
    case .weekend(let rule):
      guard case .run(let minimum, let maximum) = rule.demand else { return rule.penalty == nil }
      return isHard(minimum, maximum)
    }
  }
}

/// How a count rule is counted: amounts in a common unit, and the greatest sum.
private struct RowScale {
  let automaton: any RowAutomaton
  let amount: [Int]
  let unit: Int
  let reach: Int

  init(
    _ rule: ShiftRosteringProblem.CountRule, problem: ShiftRosteringProblem,
    person: ShiftRosteringProblem.Person, usable: [Bool]
  ) {
    let counted = rule.isCounted.count { $0 }
    switch rule.unit {
    case .cells:
      amount = problem.duties.map { _ in 1 }
      unit = 1
      reach = counted
      automaton = CellCountAutomaton(rule: rule, amount: amount, offAmount: 1)
    case .weekends:
      amount = []
      unit = 1
      reach = problem.days / 7 + 2
      automaton = WeekendCountAutomaton(rule: rule)
    case .minutes:
      var divisor = 0
      var longest = 0
      for (duty, isUsable) in zip(problem.duties.indices, usable)
      where isUsable && rule.cells.includesDuty[duty] {
        var (a, b) = (divisor, problem.duties[duty].minutes)
        while b != 0 { (a, b) = (b, a % b) }
        divisor = a
        longest = max(longest, problem.duties[duty].minutes)
      }
      let scale = max(1, divisor)
      unit = scale
      amount = problem.duties.map { $0.minutes / scale }
      reach = counted * (longest / scale)
      automaton = CellCountAutomaton(rule: rule, amount: amount, offAmount: 0)
    }
  }
}

extension ShiftRosteringProblem.CountRule {
  /// Whether two rules count the same cells of the same days in the same unit.
  fileprivate func countsTheSame(as other: Self) -> Bool {
    unit == other.unit && cells == other.cells && isCounted == other.isCounted
  }
}
