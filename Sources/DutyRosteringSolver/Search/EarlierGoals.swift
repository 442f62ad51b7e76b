internal import DutyRostering
internal import Solving

extension RosterSearch {
  /// Proves the goals before the last by themselves, later ones left out of the value.
  ///
  /// The proof of the weighted value says of an earlier goal only that a better value of it costs more than its
  /// weight in later ones. This says that there is none. Each goal is tried once, when the weighted bound
  /// says that it costs anything at all, with an eighth of what the limits leave.
  ///
  /// - Throws: An error of the engine.
  mutating func proveEarlierGoals() throws {
    let weights = model.weights
    guard weights.penalty > 0, let best else { return }
    let values = weights.goals(of: best, in: model)
    for goal in [ShiftGoal.open, .change] {
      guard run.mustStop == nil, values[goal] > 0, !tried.contains(goal),
        (values.bound(of: goal, weights: weights, proven: boundValue) ?? 0) > 0,
        let own = weights.upTo(goal)
      else { continue }
      tried.append(goal)
      let part = run.part(8)
      defer { run.charge(steps: part.work * Run.stepsPerWorkUnit) }
      let alone = RosterModel(model.problem, weights: own, threads: run.threads)
      guard var search = RosterSearch(alone, run: part),
        let held = HeldRoster(best.roster, in: alone)
      else { continue }
      _ = search.take(held)
      try search.search()
      if run.hasHalted, !search.isProven {
        // Ended on the way by another search: there may be another time.
        tried.removeLast()
        return
      }
      guard let proof = search.certificate else { continue }
      earlier.append(proof)
      keepTime(forAnother: search.ending)
    }
  }
}

extension ShiftBoundCertificate.Weights {
  /// The weights of the goals up to one, later ones left out; the first goal by itself in its own unit.
  fileprivate func upTo(_ goal: ShiftGoal) -> Self? {
    switch goal {
    case .open: open > 0 ? Self(open: 1, change: 0, penalty: 0) : nil
    case .change: change > 0 ? Self(open: open, change: change, penalty: 0) : nil
    case .penalty: nil
    }
  }
}
