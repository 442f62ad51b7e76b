public import Solving

extension ShiftRosteringProblem {
  /// A roster that somebody changed by hand as an outcome: its goals counted again, and the proof that came
  /// with the answer before, as far as it reaches.
  ///
  /// The proof bounds the weighted value of every roster of this problem, so it holds for the edited one too.
  /// A goal's bound is what the proof leaves for it with all other goals at the edited roster's values; it is
  /// what ``certificateDefects(of:terms:)`` grants.
  ///
  /// - Parameters:
  ///   - answer: The answer before.
  ///   - roster: The edited roster, which breaks no hard rule.
  ///   - seed: Seed of the run that found the answer.
  /// - Returns: The outcome; its termination is `Termination.edited`.
  public func outcome(
    editing answer: ShiftAnswer, to roster: ShiftRoster, seed: UInt64
  ) -> Outcome<ShiftAnswer> {
    let values = values(of: roster)
    let terms = ShiftGoal.allCases.compactMap { goal -> ObjectiveTerm? in
      let value = values[goal]
      if goal != .penalty, value == 0, answer.certificate.map({ $0.weights[goal] == 0 }) ?? true {
        return nil
      }
      return ObjectiveTerm(
        name: goal.rawValue, value: value,
        bound: answer.certificate.flatMap { bound(of: goal, values, provenBy: $0) } ?? 0,
        isMinimized: true)
    }
    return Outcome(
      termination: .edited,
      solution: ShiftAnswer(roster: roster, certificate: answer.certificate), terms: terms, work: 0,
      seed: seed)
  }

  /// The largest bound of a goal that a proof grants with the other goals at their values, at least 0; `nil`
  /// if sums do not fit or the proof says nothing of the goal.
  private func bound(
    of goal: ShiftGoal, _ values: ShiftValues, provenBy certificate: ShiftBoundCertificate
  ) -> Int? {
    let weight = certificate.weights[goal]
    guard weight > 0 else { return nil }
    var rest = certificate.bound
    for other in ShiftGoal.allCases where other != goal {
      let (product, first) = certificate.weights[other].multipliedReportingOverflow(
        by: values[other])
      let (left, second) = rest.subtractingReportingOverflow(product)
      if first || second { return nil }
      rest = left
    }
    guard rest > 0 else { return 0 }
    return min(values[goal], (rest - 1) / weight + 1)
  }
}

extension ShiftBoundCertificate.Weights {
  /// The weight of a goal.
  subscript(goal: ShiftGoal) -> Int {
    switch goal {
    case .open: open
    case .change: change
    case .penalty: penalty
    }
  }
}
