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
