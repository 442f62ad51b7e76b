internal import DutyRostering

/// The automata of all rules of a person, run together; every step is worked out once.
struct RuleProduct {
  struct Step {
    let state: Int
    let cost: Int
    /// Index into ``RuleProduct/steps``.
    let step: Int
  }

  /// The state before day 0.
  private(set) var start = 0
  /// Distinct vectors of what is added to the counters.
  private(set) var steps: [[Int]] = []

  private let rules: RowRules
  private let weights: ShiftBoundCertificate.Weights
  private let personWeight: Int
  private let days: [RowDay]
  /// Days with the same kind are the same to every rule.
  let kindOfDay: [Int]
  /// The automata's states, then 1 if a cell has been changed.
  private var tuples: [[Int]] = []
  private var indexOfTuple: [[Int]: Int] = [:]
  private var indexOfStep: [[Int]: Int] = [:]
  /// By kind of day, then state × actions; absent entries are not worked out yet.
  private var known: [[Int: Step?]]
  private let actionCount: Int

  init(
    _ rules: RowRules, person: ShiftRosteringProblem.Person, problem: ShiftRosteringProblem,
    weights: ShiftBoundCertificate.Weights
  ) {
    self.rules = rules
    self.weights = weights
    personWeight = problem.personWeight
    actionCount = 2 * (rules.dutyOfKind.count + 1)
    let history = person.history
    func day(_ index: Int) -> RowDay {
      let weekday =
        index >= 0 ? problem.weekday[index] : ((problem.weekday[0] + index) % 7 + 7) % 7
      return RowDay(
        index: index, weekday: weekday, isWeekend: person.weekend.contains(weekday),
        beginsWeekend: person.weekend.first == weekday, endsWeekend: person.weekend.last == weekday)
    }
    days = (0..<problem.days).map(day)
    var kinds: [[Int]: Int] = [:]
    var kindOfDay: [Int] = []
    let counts = person.rules.compactMap { if case .count(let count) = $0 { count } else { nil } }
    for index in 0..<problem.days {
      let look =
        [problem.weekday[index], index == 0 ? 1 : 0] + counts.map { $0.isCounted[index] ? 1 : 0 }
      if kinds[look] == nil { kinds[look] = kinds.count }
      kindOfDay.append(kinds[look, default: 0])
    }
    self.kindOfDay = kindOfDay
    known = [[Int: Step?]](repeating: [:], count: kinds.count)

    var tuple = rules.automata.map(\.initialState)
    for (back, held) in history.enumerated() {
      let cell: RowCell =
        switch held {
        case .off: .off
        case .work: .unknownWork
        case .duty(let duty): .duty(duty)
        }
      let past = day(back - history.count)
      for (i, automaton) in rules.automata.enumerated() {
        // The past is neither paid for nor forbidden.
        tuple[i] = automaton.step(tuple[i], cell, on: past)?.state ?? tuple[i]
      }
    }
    start = intern(tuple + [0])
  }

  /// What an action on a day does; `nil` if a rule forbids it.
  mutating func step(_ state: Int, _ action: DayActions.Action, on day: Int) -> Step? {
    let key = state * actionCount + 2 * (action.kind + 1) + (action.isChange ? 1 : 0)
    if let step = known[kindOfDay[day]][key] { return step }
    let step = work(state, action, on: day)
    known[kindOfDay[day]][key] = .some(step)
    return step
  }

  private mutating func work(_ state: Int, _ action: DayActions.Action, on day: Int) -> Step? {
    let cell: RowCell = action.kind < 0 ? .off : .duty(rules.dutyOfKind[action.kind])
    var tuple = tuples[state]
    var amounts: [Int] = []
    var cost = 0
    for (i, automaton) in rules.automata.enumerated() {
      guard let step = automaton.step(tuple[i], cell, on: days[day]) else { return nil }
      tuple[i] = step.state
      cost += weights.penalty * step.cost
      if i >= rules.firstCounter { amounts.append(step.count) }
    }
    if action.isChange, tuple[tuple.count - 1] == 0 {
      tuple[tuple.count - 1] = 1
      cost += weights.change * personWeight
    }
    if indexOfStep[amounts] == nil {
      indexOfStep[amounts] = steps.count
      steps.append(amounts)
    }
    return Step(state: intern(tuple), cost: cost, step: indexOfStep[amounts, default: 0])
  }

  /// Cost of ending in a state; `nil` if a rule forbids it.
  func end(_ state: Int) -> Int? {
    var sum = 0
    for (automaton, own) in zip(rules.automata, tuples[state]) {
      guard let cost = automaton.end(own) else { return nil }
      sum += weights.penalty * cost
    }
    return sum
  }

  private mutating func intern(_ tuple: [Int]) -> Int {
    if let index = indexOfTuple[tuple] { return index }
    indexOfTuple[tuple] = tuples.count
    tuples.append(tuple)
    return tuples.count - 1
  }
}
