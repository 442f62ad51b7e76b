public import DutyRostering

/// What changing a few cells of a shift roster would do, counted from the rules without solving again.
///
/// Needs are kept as counts, so that a trial costs one look at each row that changes and at the needs of
/// its days.
public struct ShiftWhatIf: Sendable {
  /// A cell that is given another task, or none.
  public struct Move: Hashable, Sendable {
    /// Index of the person.
    public let person: Int
    /// Day from 0.
    public let day: Int
    /// The new task; `nil` for a free day.
    public let task: Int?

    /// A cell with its new content.
    public init(person: Int, day: Int, task: Int?) {
      self.person = person
      self.day = day
      self.task = task
    }
  }

  /// The difference that moves make.
  public struct Effect: Hashable, Sendable {
    /// By how much each goal grows; negative where it gets better.
    public let values: ShiftValues
    /// Rules without a penalty that break, and cells that are not allowed.
    public let broken: Int

    /// Whether no hard rule breaks.
    public var isPossible: Bool { broken == 0 }
  }

  /// The problem.
  public let problem: ShiftRosteringProblem
  /// The roster before any move.
  public let roster: ShiftRoster
  private let counts: [Int]
  private let needsOfDay: [[Int]]
  private let isCounted: [[Bool]]
  private let isMeant: [[Bool]]
  private let rows: [RowValue]

  private struct RowValue: Hashable, Sendable {
    var penalty = 0
    var change = 0
    var broken = 0
  }

  /// Counts everything once.
  ///
  /// - Precondition: The roster has a known cell for each person and day.
  public init(_ problem: ShiftRosteringProblem, _ roster: ShiftRoster) {
    self.problem = problem
    self.roster = roster
    var needsOfDay = [[Int]](repeating: [], count: problem.days)
    var isCounted: [[Bool]] = []
    var isMeant: [[Bool]] = []
    var counts: [Int] = []
    for (r, need) in problem.cover.enumerated() {
      var tasks = [Bool](repeating: false, count: problem.tasks.count)
      for task in need.tasks { tasks[task] = true }
      var people = [Bool](repeating: false, count: problem.people.count)
      for person in need.people { people[person] = true }
      for day in need.days { needsOfDay[day].append(r) }
      counts.append(
        need.people.reduce(0) { sum, p in
          sum + need.days.count { day in roster.tasks[p][day].map { tasks[$0] } ?? false }
        })
      isCounted.append(tasks)
      isMeant.append(people)
    }
    self.counts = counts
    self.needsOfDay = needsOfDay
    self.isCounted = isCounted
    self.isMeant = isMeant
    rows = roster.tasks.enumerated().map { Self.value($1, of: $0, in: problem) }
  }

  /// The roster with moves made.
  public func roster(after moves: [Move]) -> ShiftRoster {
    var tasks = roster.tasks
    for move in moves { tasks[move.person][move.day] = move.task }
    return ShiftRoster(tasks: tasks)
  }

  /// What moves would do.
  ///
  /// - Complexity: O(people moved × days × rules + needs of the days moved).
  public func effect(of moves: [Move]) -> Effect {
    var change = RowValue()
    var steps: [Int: Int] = [:]
    var people: [Int] = []
    for move in moves where !people.contains(move.person) { people.append(move.person) }
    for p in people {
      var row = roster.tasks[p]
      for move in moves where move.person == p { row[move.day] = move.task }
      let new = Self.value(row, of: p, in: problem)
      change.penalty += new.penalty - rows[p].penalty
      change.change += new.change - rows[p].change
      change.broken += max(0, new.broken - rows[p].broken)
      for move in moves where move.person == p {
        for r in needsOfDay[move.day] where isMeant[r][p] {
          let before = roster.tasks[p][move.day].map { isCounted[r][$0] } ?? false
          let after = move.task.map { isCounted[r][$0] } ?? false
          if before != after { steps[r, default: 0] += after ? 1 : -1 }
        }
      }
    }
    var open = 0
    // Sums do not depend on the order in which the needs are looked at.
    for (r, step) in steps where step != 0 {
      let (old, new) = (cost(r, counts[r]), cost(r, counts[r] + step))
      open += new.open - old.open
      change.penalty += new.penalty - old.penalty
      change.broken += max(0, new.broken - old.broken)
    }
    return Effect(
      values: ShiftValues(open: open, change: change.change, penalty: change.penalty),
      broken: change.broken)
  }

  private func cost(_ r: Int, _ count: Int) -> (open: Int, penalty: Int, broken: Int) {
    let need = problem.cover[r]
    var (open, penalty, broken) = (0, 0, 0)
    if let minimum = need.minimum, count < minimum.limit {
      if let cost = minimum.cost(beyond: minimum.limit - count) {
        penalty += cost
      } else {
        open = minimum.limit - count
      }
    }
    if let preferred = need.preferred {
      penalty += preferred.cost(beyond: preferred.limit - count) ?? 0
    }
    if let maximum = need.maximum, count > maximum.limit {
      if let cost = maximum.cost(beyond: count - maximum.limit) {
        penalty += cost
      } else {
        broken = 1
      }
    }
    return (open, penalty, broken)
  }

  private static func value(
    _ row: [Int?], of p: Int, in problem: ShiftRosteringProblem
  ) -> RowValue {
    var value = RowValue()
    for finding in problem.ruleFindings(inRow: row, of: p) {
      if let cost = finding.cost { value.penalty += cost } else { value.broken += 1 }
    }
    let person = problem.people[p]
    let width = problem.tasks.count + 1
    var changed = 0
    for (day, task) in row.enumerated() {
      let cell = day * width + (task.map { $0 + 1 } ?? 0)
      if !person.isAllowed[cell] { value.broken += 1 }
      value.penalty += person.cost[cell]
      if !person.published.isEmpty, person.published[day] != task { changed += 1 }
    }
    value.change = changed * problem.cellWeight + (changed > 0 ? problem.personWeight : 0)
    return value
  }
}

extension ShiftWhatIf.Effect: Comparable {
  /// Whether `a` is the better: possible before impossible, then by the order of the goals.
  public static func < (a: ShiftWhatIf.Effect, b: ShiftWhatIf.Effect) -> Bool {
    if a.isPossible != b.isPossible { return a.isPossible }
    return a.values == b.values ? a.broken < b.broken : a.values < b.values
  }
}
