internal import DutyRostering

/// One rule about a person's row, read day by day.
///
/// A state is a small number; a step says what the cell of a day costs under the rule, what it adds to
/// the rule's counter, and which state it leaves. The states of all rules of a person together, day by
/// day, are the nodes of a ``PatternGraph``.
protocol RowAutomaton: Sendable {
  /// The state before the first day of the history.
  var initialState: Int { get }
  /// Reads the cell of a day; `nil` if the rule forbids it. Days before the horizon are negative.
  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep?
  /// Cost of ending the horizon in `state`; `nil` if the rule forbids it.
  func end(_ state: Int) -> Int?
}

/// What a rule sees of a cell.
enum RowCell: Hashable, Sendable {
  case off
  case unknownWork
  case duty(Int)

  var isWork: Bool { self != .off }
}

/// What a rule sees of a day.
struct RowDay: Hashable, Sendable {
  /// Day from 0; negative in the history.
  let index: Int
  /// 0 = Monday.
  let weekday: Int
  /// Whether the weekday belongs to the person's weekend, begins and ends it.
  let isWeekend: Bool
  let beginsWeekend: Bool
  let endsWeekend: Bool
}

/// What a step does.
struct RowStep: Hashable, Sendable {
  var state: Int
  var cost = 0
  var count = 0
}

extension ShiftRosteringProblem.CellSet {
  /// Whether a cell is one of the set.
  func contains(_ cell: RowCell) -> Bool {
    switch cell {
    case .off: includesOff
    case .unknownWork: includesUnknownWork
    case .duty(let duty): includesDuty[duty]
    }
  }
}

/// State: 0 outside a run; ℓ in a run of ℓ days, ℓ capped; ℓ + `cap` if its minimum is waived.
struct RunAutomaton: RowAutomaton {
  let rule: ShiftRosteringProblem.RunRule
  let hasHistory: Bool
  /// Beyond this length nothing changes any more.
  let cap: Int

  init(_ rule: ShiftRosteringProblem.RunRule, hasHistory: Bool) {
    self.rule = rule
    self.hasHistory = hasHistory
    cap = max(1, max(rule.minimum?.limit ?? 0, rule.maximum?.limit ?? 0))
  }

  var initialState: Int { 0 }

  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep? {
    let inHorizon = day.index >= 0
    let isWaived = state > cap
    let length = isWaived ? state - cap : state
    guard rule.cells.contains(cell) else {
      guard inHorizon, length > 0, !isWaived, let minimum = rule.minimum else {
        return RowStep(state: 0)
      }
      return minimum.cost(beyond: minimum.limit - length).map { RowStep(state: 0, cost: $0) }
    }
    let waives =
      isWaived || (day.index == 0 && !hasHistory && rule.isWaivedAtStart && rule.minimum != nil)
    let next = RowStep(state: min(length + 1, cap) + (waives ? cap : 0))
    guard inHorizon, let maximum = rule.maximum, length + 1 > maximum.limit else { return next }
    return maximum.penalty.map { RowStep(state: next.state, cost: $0) }
  }

  func end(_ state: Int) -> Int? {
    guard !rule.isWaivedAtEnd, state > 0, state <= cap, let minimum = rule.minimum else { return 0 }
    return minimum.cost(beyond: minimum.limit - state)
  }
}

/// State: bit *k* − 1 is set if the last *k* days match the first *k* steps.
struct PatternAutomaton: RowAutomaton {
  let rule: ShiftRosteringProblem.PatternRule

  var initialState: Int { 0 }

  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep? {
    let mayBegin = rule.weekday.map { $0 == day.weekday } ?? true
    let begun = state << 1 | (mayBegin ? 1 : 0)
    var matched = 0
    for (k, step) in rule.steps.enumerated() where begun >> k & 1 == 1 && step.contains(cell) {
      matched |= 1 << k
    }
    let last = 1 << (rule.steps.count - 1)
    guard matched & last != 0 else { return RowStep(state: matched) }
    guard day.index >= 0 else { return RowStep(state: matched & ~last) }
    return rule.penalty.map { RowStep(state: matched & ~last, cost: $0) }
  }

  func end(_ state: Int) -> Int? { 0 }
}

/// Whole weekends. State: 0 nothing seen of this weekend, 1 all worked, 2 all free, 3 broken and paid.
struct CompleteWeekendAutomaton: RowAutomaton {
  let penalty: Int?

  var initialState: Int { 0 }

  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep? {
    guard day.isWeekend, day.index >= 0 else { return RowStep(state: 0) }
    let seen = day.beginsWeekend ? 0 : state
    let own = cell.isWork ? 1 : 2
    let isBroken = seen == 3 || (seen != 0 && seen != own)
    let next = day.endsWeekend ? 0 : isBroken ? 3 : own
    guard isBroken, seen != 3 else { return RowStep(state: next) }
    return penalty.map { RowStep(state: next, cost: $0) }
  }

  func end(_ state: Int) -> Int? { 0 }
}

/// Weekends of one kind. State: 0 nothing seen, 1 free, 2 + duty, −1 broken and paid.
struct IdenticalWeekendAutomaton: RowAutomaton {
  let penalty: Int?

  var initialState: Int { 0 }

  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep? {
    guard day.isWeekend, day.index >= 0 else { return RowStep(state: 0) }
    let seen = day.beginsWeekend ? 0 : state
    let own = if case .duty(let duty) = cell { 2 + duty } else { 1 }
    let isBroken = seen == -1 || (seen != 0 && seen != own)
    let next = day.endsWeekend ? 0 : isBroken ? -1 : own
    guard isBroken, seen != -1 else { return RowStep(state: next) }
    return penalty.map { RowStep(state: next, cost: $0) }
  }

  func end(_ state: Int) -> Int? { 0 }
}

/// Weekends in a row with work. State: 2ℓ for ℓ worked weekends up to the last, capped, + 1 if the
/// present weekend is one of them.
struct WeekendRunAutomaton: RowAutomaton {
  let minimum: ShiftRosteringProblem.Limit?
  let maximum: ShiftRosteringProblem.Limit?
  let cap: Int

  init(minimum: ShiftRosteringProblem.Limit?, maximum: ShiftRosteringProblem.Limit?) {
    self.minimum = minimum
    self.maximum = maximum
    cap = max(1, max(minimum?.limit ?? 0, maximum?.limit ?? 0))
  }

  var initialState: Int { 0 }

  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep? {
    guard day.isWeekend, day.index >= 0 else { return RowStep(state: state & ~1) }
    var (length, isWorked) = (state >> 1, day.beginsWeekend ? false : state & 1 == 1)
    var cost = 0
    if cell.isWork, !isWorked {
      isWorked = true
      if let maximum, length + 1 > maximum.limit {
        guard let penalty = maximum.penalty else { return nil }
        cost += penalty
      }
      length = min(length + 1, cap)
    }
    guard day.endsWeekend else {
      return RowStep(state: 2 * length + (isWorked ? 1 : 0), cost: cost)
    }
    if !isWorked {
      guard let short = shortage(length) else { return nil }
      return RowStep(state: 0, cost: cost + short)
    }
    return RowStep(state: 2 * length, cost: cost)
  }

  func end(_ state: Int) -> Int? { shortage(state >> 1) }

  private func shortage(_ length: Int) -> Int? {
    guard length > 0, let minimum else { return 0 }
    return minimum.cost(beyond: minimum.limit - length)
  }
}

/// Counts weekends with a matching cell. State: 1 if the present weekend has been counted.
struct WeekendCountAutomaton: RowAutomaton {
  let rule: ShiftRosteringProblem.CountRule

  var initialState: Int { 0 }

  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep? {
    guard day.isWeekend, day.index >= 0 else { return RowStep(state: 0) }
    let isCounted = !day.beginsWeekend && state == 1
    let counts = !isCounted && rule.isCounted[day.index] && rule.cells.contains(cell)
    return RowStep(
      state: !day.endsWeekend && (isCounted || counts) ? 1 : 0, count: counts ? 1 : 0)
  }

  func end(_ state: Int) -> Int? { 0 }
}

/// Counts cells, or units of minutes; without memory.
struct CellCountAutomaton: RowAutomaton {
  let rule: ShiftRosteringProblem.CountRule
  /// What each duty adds; a free day adds `offAmount`.
  let amount: [Int]
  let offAmount: Int

  var initialState: Int { 0 }

  func step(_ state: Int, _ cell: RowCell, on day: RowDay) -> RowStep? {
    guard day.index >= 0, rule.isCounted[day.index], rule.cells.contains(cell) else {
      return RowStep(state: 0)
    }
    switch cell {
    case .off: return RowStep(state: 0, count: offAmount)
    case .unknownWork: return RowStep(state: 0)
    case .duty(let duty): return RowStep(state: 0, count: amount[duty])
    }
  }

  func end(_ state: Int) -> Int? { 0 }
}
