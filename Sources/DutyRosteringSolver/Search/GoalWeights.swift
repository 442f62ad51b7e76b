internal import DutyRostering

extension ShiftBoundCertificate.Weights {
  /// Weights with which the goals' order holds in practice: a cell of an earlier goal outweighs what one
  /// cell of a row, with every rule and need around it, can cost in the later ones.
  ///
  /// Goals that play no part weigh nothing, so that a roster of one goal is solved in its own unit.
  init(of problem: ShiftRosteringProblem) {
    var unit = 1
    func see(_ limit: ShiftRosteringProblem.Limit?) { unit = max(unit, limit?.penalty ?? 0) }
    func see(_ penalty: Int?) { unit = max(unit, penalty ?? 0) }
    for person in problem.people {
      unit = max(unit, person.cost.max() ?? 0)
      for rule in person.rules {
        switch rule {
        case .count(let rule):
          see(rule.minimum)
          see(rule.maximum)
        case .run(let rule):
          see(rule.minimum)
          see(rule.maximum)
        case .pattern(let rule): see(rule.penalty)
        case .weekend(let rule):
          see(rule.penalty)
          if case .run(let minimum, let maximum) = rule.demand {
            see(minimum)
            see(maximum)
          }
        }
      }
    }
    for cover in problem.cover {
      see(cover.minimum)
      see(cover.preferred)
      see(cover.maximum)
    }
    let comparesChanges = problem.cellWeight + problem.personWeight > 0
    let hasRequired = problem.cover.contains { $0.minimum != nil && $0.minimum?.penalty == nil }
    // A row stays within 2²⁴ however its days are priced.
    let most = max(1, (1 << 22) / max(1, problem.days))
    let change = comparesChanges ? min(most / 8, 20 * unit) : 0
    let weighed = max(unit, change * (problem.cellWeight + problem.personWeight))
    self.init(
      open: hasRequired ? max(1, min(most, 20 * weighed)) : 0,
      change: max(comparesChanges ? 1 : 0, change),
      penalty: 1)
  }
}

extension ShiftBoundCertificate.Weights {
  /// The goals of a roster, counted from its cells.
  func goals(of roster: HeldRoster, in model: RosterModel) -> ShiftValues {
    let problem = model.problem
    var (missing, changes) = (0, 0)
    for (cover, count) in zip(problem.cover, roster.counts) {
      if let minimum = cover.minimum, minimum.penalty == nil {
        missing += max(0, minimum.limit - count)
      }
    }
    for (person, row) in zip(problem.people, roster.rows) where !person.published.isEmpty {
      let differing = zip(person.published, row).count { ($0 ?? -1) + 1 != Int($1) }
      changes += differing * problem.cellWeight + (differing > 0 ? problem.personWeight : 0)
    }
    return ShiftValues(
      open: missing, change: changes, penalty: roster.value - open * missing - change * changes)
  }
}
