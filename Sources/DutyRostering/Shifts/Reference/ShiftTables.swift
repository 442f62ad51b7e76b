/// The sets and parameters of `Models/rostering/shifts.mod` for a problem, with dense indices: what its
/// data file holds, and what the compact reference formulation is written over.
package struct ShiftTables {
  package typealias Problem = ShiftRosteringProblem

  /// Days of a person on which the cell is one of some.
  package struct Match {
    package let person: Int
    package let set: Problem.CellSet
    /// The cells meant: 0 free, 1 + task.
    package let cells: [Int]
    /// Known days before the first that match, negative.
    package let before: [Int]
  }

  package struct Run {
    package let match: Int
    package let rule: Problem.RunRule
  }

  package struct Pattern {
    package let matches: [Int]
    package let penalty: Int?
    /// Days on which the pattern may end.
    package let lastDays: [Int]
  }

  package struct Whole {
    package let match: Int
    package let penalty: Int?
  }

  package struct Alike {
    package let person: Int
    /// The match of each kind: 0 free, 1 + duty.
    package let matches: [Int]
    package let penalty: Int?
  }

  package struct Use {
    package let match: Int
    /// Counted days with their weekends.
    package let days: [(weekend: Int, day: Int)]
  }

  package struct WeekendRun {
    package let use: Int
    package let minimum: Problem.Limit?
    package let maximum: Problem.Limit?
  }

  package struct Count {
    package let person: Int
    package let rule: Problem.CountRule
    /// Counted cells that the person may have; empty for weekends.
    package let terms: [(day: Int, cell: Int, amount: Int)]
    /// The use that counts weekends; `nil` for cells and minutes.
    package let use: Int?
    /// Largest distances whose square is paid; 0 where costs grow evenly.
    package let squaredBelow: Int
    package let squaredAbove: Int
  }

  package let problem: Problem
  package private(set) var matches: [Match] = []
  package private(set) var runs: [Run] = []
  package private(set) var patterns: [Pattern] = []
  package private(set) var whole: [Whole] = []
  package private(set) var alike: [Alike] = []
  package private(set) var uses: [Use] = []
  package private(set) var weekendRuns: [WeekendRun] = []
  package private(set) var counts: [Count] = []
  /// The weekends of each person.
  package let weekends: [[[Int]]]

  package init(_ problem: Problem) {
    self.problem = problem
    weekends = problem.people.indices.map { problem.weekends(of: $0) }
    for (p, person) in problem.people.enumerated() {
      for rule in person.rules { add(rule, of: p) }
    }
  }

  /// Cells that a person may have on a day: 0 free, 1 + task.
  package func allowed(_ p: Int, _ day: Int) -> [Int] {
    let width = problem.tasks.count + 1
    return (0..<width).filter { problem.people[p].isAllowed[day * width + $0] }
  }

  /// Cells of the needs that people may have.
  package func cells(ofNeed r: Int) -> [(person: Int, day: Int, cell: Int)] {
    let need = problem.cover[r]
    return need.people.flatMap { p in
      need.days.flatMap { day in
        let allowed = allowed(p, day)
        return need.tasks.map { $0 + 1 }.filter(allowed.contains).map { (p, day, $0) }
      }
    }
  }

  private mutating func match(_ set: Problem.CellSet, of p: Int) -> Int {
    let history = problem.people[p].history
    let before = history.indices.filter { k in
      switch history[k] {
      case .off: set.includesOff
      case .work: set.includesUnknownWork
      case .duty(let duty): set.includesDuty[duty]
      }
    }
    var cells = set.includesOff ? [0] : []
    cells += problem.tasks.indices.filter { set.includesDuty[problem.tasks[$0].duty] }.map {
      $0 + 1
    }
    matches.append(
      Match(person: p, set: set, cells: cells, before: before.map { $0 - history.count }))
    return matches.count - 1
  }

  private func set(off: Bool, duties: (Int) -> Bool) -> Problem.CellSet {
    .init(
      includesOff: off, includesUnknownWork: !off, includesDuty: problem.duties.indices.map(duties))
  }

  private mutating func use(_ set: Problem.CellSet, of p: Int, isCounted: (Int) -> Bool) -> Int {
    let days = weekends[p].enumerated().flatMap { w, days in
      days.filter(isCounted).map { (weekend: w, day: $0) }
    }
    let use = Use(match: match(set, of: p), days: days)
    uses.append(use)
    return uses.count - 1
  }

  private mutating func add(_ rule: Problem.CellRule, of p: Int) {
    switch rule {
    case .run(let rule): runs.append(Run(match: match(rule.cells, of: p), rule: rule))
    case .pattern(let rule):
      let past = problem.people[p].history.count
      let lastDays = (0..<problem.days).filter { last in
        let first = last - rule.steps.count + 1
        let weekday = ((problem.weekday[0] + first) % 7 + 7) % 7
        return first >= -past && (rule.weekday ?? weekday) == weekday
      }
      let matches = rule.steps.map { match($0, of: p) }
      patterns.append(Pattern(matches: matches, penalty: rule.penalty, lastDays: lastDays))
    case .weekend(let rule):
      let work = set(off: false) { _ in true }
      switch rule.demand {
      case .complete: whole.append(Whole(match: match(work, of: p), penalty: rule.penalty))
      case .identical:
        var kinds = [match(set(off: true) { _ in false }, of: p)]
        for duty in problem.duties.indices {
          kinds.append(match(set(off: false) { $0 == duty }, of: p))
        }
        alike.append(Alike(person: p, matches: kinds, penalty: rule.penalty))
      case .run(let minimum, let maximum):
        let use = use(work, of: p) { _ in true }
        weekendRuns.append(WeekendRun(use: use, minimum: minimum, maximum: maximum))
      }
    case .count(let rule): add(rule, of: p)
    }
  }

  private mutating func add(_ rule: Problem.CountRule, of p: Int) {
    var terms: [(day: Int, cell: Int, amount: Int)] = []
    var use: Int?
    var reach = weekends[p].count
    if rule.unit == .weekends {
      use = self.use(rule.cells, of: p) { rule.isCounted[$0] }
    } else {
      reach = 0
      for day in 0..<problem.days where rule.isCounted[day] {
        var most = 0
        for cell in allowed(p, day) {
          let duty = cell == 0 ? nil : problem.tasks[cell - 1].duty
          guard duty.map({ rule.cells.includesDuty[$0] }) ?? rule.cells.includesOff else {
            continue
          }
          let minutes = duty.map { problem.duties[$0].minutes } ?? 0
          let amount = rule.unit == .minutes ? minutes : 1
          guard amount > 0 else { continue }
          terms.append((day, cell, amount))
          most = max(most, amount)
        }
        reach += most
      }
    }
    func squared(_ limit: Problem.Limit?, _ distance: Int) -> Int {
      guard let limit, limit.isSquared, limit.penalty != nil else { return 0 }
      return max(0, distance)
    }
    counts.append(
      Count(
        person: p, rule: rule, terms: terms, use: use,
        squaredBelow: squared(rule.minimum, (rule.minimum?.limit ?? 0) - rule.already),
        squaredAbove: squared(rule.maximum, rule.already + reach - (rule.maximum?.limit ?? 0))))
  }
}
