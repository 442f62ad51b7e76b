import Solving

/// What of a row's past its rules still need to know after a day, and what the next day does to it.
///
/// Written from the rules for verifying proofs: each rule keeps one small whole number, and a day turns
/// the numbers of all rules into new ones and a cost. Counts over the whole row are not memory; they are
/// ``RowCount``s.
struct RowMemory {
  typealias Problem = ShiftRosteringProblem

  /// A day as the rules see it. Days of the history are neither first nor last nor of a weekend; what they cost is
  /// nobody's concern.
  struct DayKind: Hashable {
    let isFirst: Bool
    let isLast: Bool
    let weekday: Int
    /// Whether the day belongs to a weekend of the roster, begins it and ends it.
    let isWeekend: Bool
    let beginsWeekend: Bool
    let endsWeekend: Bool
    let isLastWeekend: Bool
    /// For each count of weekends, whether the day counts.
    let counts: [Bool]
  }

  /// A cell as the rules see it.
  enum Cell: Hashable {
    case off
    case work
    case duty(Int)
  }

  /// What a cell does.
  struct Step {
    /// The numbers of the rules after the day.
    var memory: [Int]
    /// Cost of penalties; `nil` if a rule without a penalty is broken.
    var cost: Int?
    /// Weekends counted now, for each count of weekends.
    var weekends: [Int]
  }

  let rules: [Problem.CellRule]
  let hasHistory: Bool
  /// Count rules of weekends, in order.
  let weekendCounts: [Problem.CountRule]

  init(rules: [Problem.CellRule], hasHistory: Bool) {
    self.rules = rules
    self.hasHistory = hasHistory
    weekendCounts = rules.compactMap { rule in
      if case .count(let count) = rule, count.unit == .weekends { count } else { nil }
    }
  }

  /// Nothing is known yet.
  var start: [Int] { [Int](repeating: 0, count: rules.count) }

  func includes(_ cells: Problem.CellSet, _ cell: Cell) -> Bool {
    switch cell {
    case .off: cells.includesOff
    case .work: cells.includesUnknownWork
    case .duty(let duty): cells.includesDuty[duty]
    }
  }

  func step(_ memory: [Int], _ cell: Cell, on day: DayKind) -> Step {
    var step = Step(memory: memory, cost: 0, weekends: [])
    var weekendCount = 0
    for (i, rule) in rules.enumerated() {
      switch rule {
      case .run(let rule): run(rule, i, cell, day, &step)
      case .pattern(let rule): pattern(rule, i, cell, day, &step)
      case .weekend(let rule): weekend(rule, i, cell, day, &step)
      case .count(let rule):
        guard rule.unit == .weekends else { continue }
        // 1 while the present weekend has been counted.
        let isCounted = day.isWeekend && memory[i] == 1
        let counts = day.isWeekend && day.counts[weekendCount] && includes(rule.cells, cell)
        step.weekends.append(counts && !isCounted ? 1 : 0)
        step.memory[i] = day.isWeekend && !day.endsWeekend && (isCounted || counts) ? 1 : 0
        weekendCount += 1
      }
    }
    return step
  }

  private func pay(_ cost: Int?, _ step: inout Step) {
    guard let paid = step.cost, let cost else {
      step.cost = nil
      return
    }
    step.cost = paid + cost
  }

  /// Twice the length of the run so far, capped, plus one if its minimum is waived.
  private func run(
    _ rule: Problem.RunRule, _ i: Int, _ cell: Cell, _ day: DayKind, _ step: inout Step
  ) {
    let (length, isWaived) = (step.memory[i] / 2, step.memory[i] % 2 == 1)
    let longest = max(rule.minimum?.limit ?? 0, rule.maximum?.limit ?? 0) + 1
    guard includes(rule.cells, cell) else {
      if length > 0, !isWaived, let minimum = rule.minimum {
        pay(minimum.cost(beyond: minimum.limit - length), &step)
      }
      step.memory[i] = 0
      return
    }
    let next = min(length + 1, longest)
    let waives = isWaived || (length == 0 && day.isFirst && !hasHistory && rule.isWaivedAtStart)
    if let maximum = rule.maximum, next > maximum.limit {
      pay(maximum.cost(beyond: 1), &step)
    }
    if day.isLast, !waives, !rule.isWaivedAtEnd, let minimum = rule.minimum {
      pay(minimum.cost(beyond: minimum.limit - next), &step)
    }
    step.memory[i] = 2 * next + (waives ? 1 : 0)
  }

  /// Bit k: the last k + 1 days match the first k + 1 steps.
  private func pattern(
    _ rule: Problem.PatternRule, _ i: Int, _ cell: Cell, _ day: DayKind, _ step: inout Step
  ) {
    let begun = step.memory[i]
    var matched = 0
    for (k, cells) in rule.steps.enumerated() where includes(cells, cell) {
      let mayGoOn =
        k == 0
        ? rule.weekday == nil || rule.weekday == day.weekday : begun & (1 << (k - 1)) != 0
      if mayGoOn { matched |= 1 << k }
    }
    let whole = 1 << (rule.steps.count - 1)
    if matched & whole != 0 {
      // Nobody asks for a pattern that is complete: without the bit there are fewer memories.
      matched -= whole
      pay(rule.penalty, &step)
    }
    step.memory[i] = matched
  }

  private func weekend(
    _ rule: Problem.WeekendRule, _ i: Int, _ cell: Cell, _ day: DayKind, _ step: inout Step
  ) {
    guard day.isWeekend else { return }
    let held = step.memory[i]
    switch rule.demand {
    case .complete, .identical:
      // The first cell of the weekend, 1 for off, and −1 once another one has come.
      let own: Int =
        switch cell {
        case .off: 1
        case .work: 2
        case .duty(let duty): rule.demand == .complete ? 2 : 2 + duty
        }
      let seen = day.beginsWeekend ? own : held == own ? own : -1
      if day.endsWeekend, seen == -1 { pay(rule.penalty, &step) }
      step.memory[i] = day.endsWeekend ? 0 : seen
    case .run(let minimum, let maximum):
      // Twice the number of weekends worked in a row up to the last one, plus one once the present
      // one is worked.
      let longest = max(minimum?.limit ?? 0, maximum?.limit ?? 0) + 1
      let length = held / 2
      let isWorked = cell != .off || held % 2 == 1
      guard day.endsWeekend else {
        step.memory[i] = 2 * length + (isWorked ? 1 : 0)
        return
      }
      let next = isWorked ? min(length + 1, longest) : 0
      if isWorked, let maximum, next > maximum.limit { pay(maximum.cost(beyond: 1), &step) }
      if let minimum {
        if !isWorked, length > 0 { pay(minimum.cost(beyond: minimum.limit - length), &step) }
        if isWorked, day.isLastWeekend {
          pay(minimum.cost(beyond: minimum.limit - next), &step)
        }
      }
      step.memory[i] = 2 * next
    }
  }
}

/// A count over a row, in steps of ``unit``: one digit of the index that a row's past leads to.
struct RowCount {
  let rule: ShiftRosteringProblem.CountRule
  /// Minutes of a step, 1 for cells and weekends.
  let unit: Int
  /// Largest digit.
  let top: Int
  /// Whether counts beyond the largest digit are allowed and cost the same as it.
  let isOpenEnded: Bool

  /// `nil` if the count can break no limit.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - unit: Minutes of a step, 1 for cells and weekends.
  ///   - reach: The most steps that a row can make.
  init?(_ rule: ShiftRosteringProblem.CountRule, unit: Int, reach: Int) {
    self.rule = rule
    self.unit = unit
    var top = reach
    var isOpenEnded = false
    if let maximum = rule.maximum, rule.already + reach * unit > maximum.limit {
      if maximum.penalty == nil {
        // A count that starts above a hard maximum has no digit at all, and no row.
        top = min(
          top,
          max(-1, (maximum.limit - rule.already) < 0 ? -1 : (maximum.limit - rule.already) / unit))
      }
    } else {
      // Beyond the minimum nothing changes.
      let missing = (rule.minimum?.limit ?? 0) - rule.already
      guard missing > 0 else { return nil }
      let enough = missing.dividedRoundingUp(by: unit)
      isOpenEnded = enough < reach
      top = min(top, enough)
    }
    self.top = top
    self.isOpenEnded = isOpenEnded
  }

  /// Cost of ending with a digit; `nil` if that is not allowed.
  func cost(of digit: Int) -> Int? {
    let number = rule.already + digit * unit
    guard let below = rule.minimum.map({ $0.cost(beyond: $0.limit - number) }) ?? 0,
      let above = rule.maximum.map({ $0.cost(beyond: number - $0.limit) }) ?? 0
    else { return nil }
    return below + above
  }
}
