import DutyRostering

/// Every row and every roster of a tiny problem, tried one by one.
struct ShiftEnumeration {
  /// A row with what it costs its person, and how many of its cells count for each need.
  struct Row {
    let tasks: [Int?]
    let change: Int
    let penalty: Int
    let counts: [Int]
  }

  let problem: ShiftRosteringProblem
  /// The rows that break no rule, by person.
  let rows: [[Row]]

  init(_ problem: ShiftRosteringProblem) {
    self.problem = problem
    let width = problem.tasks.count + 1
    rows = problem.people.indices.map { p in
      let person = problem.people[p]
      var partial: [[Int?]] = [[]]
      for day in 0..<problem.days {
        var longer: [[Int?]] = []
        for row in partial {
          for cell in 0..<width where person.isAllowed[day * width + cell] {
            let task: Int? = cell == 0 ? nil : cell - 1
            longer.append(row + [task])
          }
        }
        partial = longer
      }
      return partial.compactMap { row in
        let findings = problem.ruleFindings(inRow: row, of: p)
        guard !findings.contains(where: { $0.cost == nil }) else { return nil }
        var penalty = findings.reduce(0) { $0 + ($1.cost ?? 0) }
        var changed = 0
        for (day, task) in row.enumerated() {
          penalty += person.cost[day * width + (task.map { $0 + 1 } ?? 0)]
          if !person.published.isEmpty, person.published[day] != task { changed += 1 }
        }
        let change =
          changed * problem.cellWeight + (changed > 0 ? problem.personWeight : 0)
        let counts = problem.cover.map { need in
          need.people.contains(p)
            ? need.days.count { row[$0].map(need.tasks.contains) ?? false } : 0
        }
        return Row(tasks: row, change: change, penalty: penalty, counts: counts)
      }
    }
  }

  /// The best roster's goals; `nil` if no roster breaks no rule.
  ///
  /// Of rows with the same counts only the best matter, goal by goal.
  func best() -> ShiftValues? {
    best { ($0.open, $0.change, $0.penalty) < ($1.open, $1.change, $1.penalty) }
  }

  /// The least weighted sum of the goals.
  func least(_ weights: ShiftBoundCertificate.Weights) -> Int? {
    func value(_ values: ShiftValues) -> Int {
      weights.open * values.open + weights.change * values.change
        + weights.penalty * values.penalty
    }
    return best { value($0) < value($1) }.map(value)
  }

  private func best(_ isBetter: (ShiftValues, ShiftValues) -> Bool) -> ShiftValues? {
    var sums: [[Int]: ShiftValues] = [problem.cover.map { _ in 0 }: ShiftValues()]
    for rows in rows {
      var own: [[Int]: ShiftValues] = [:]
      for row in rows {
        let values = ShiftValues(change: row.change, penalty: row.penalty)
        if own[row.counts].map({ isBetter(values, $0) }) ?? true { own[row.counts] = values }
      }
      var next: [[Int]: ShiftValues] = [:]
      for (counts, held) in sums {
        for (more, values) in own {
          let key = zip(counts, more).map(+)
          let sum = ShiftValues(
            change: held.change + values.change, penalty: held.penalty + values.penalty)
          if next[key].map({ isBetter(sum, $0) }) ?? true { next[key] = sum }
        }
      }
      sums = next
    }
    var best: ShiftValues?
    for (counts, held) in sums {
      var values = held
      var isAllowed = true
      for (need, number) in zip(problem.cover, counts) {
        if let minimum = need.minimum, number < minimum.limit {
          let missing = minimum.limit - number
          if let penalty = minimum.penalty {
            values.penalty += penalty * missing
          } else {
            values.open += missing
          }
        }
        if let preferred = need.preferred, number < preferred.limit {
          values.penalty += (preferred.penalty ?? 0) * (preferred.limit - number)
        }
        if let maximum = need.maximum, number > maximum.limit {
          if let penalty = maximum.penalty {
            values.penalty += penalty * (number - maximum.limit)
          } else {
            isAllowed = false
          }
        }
      }
      if isAllowed, best.map({ isBetter(values, $0) }) ?? true { best = values }
    }
    return best
  }
}
