package import Solving

extension ShiftAnswer {
  /// Every proof that comes with the answer: that of the whole value, then those of earlier goals alone.
  var proofs: [ShiftBoundCertificate] { (certificate.map { [$0] } ?? []) + (earlier ?? []) }
}

extension ShiftValues {
  /// The goals that play a part, with what proofs say of them.
  ///
  /// A goal's bound is the largest that a proof grants with the other goals that it weighs at these values, at
  /// least 0, since costs are never negative. The last goal's holds among rosters equal in the earlier ones; an
  /// earlier goal's holds among all rosters where a proof leaves later goals out, and else says that no roster
  /// is better by the weights of the proof.
  ///
  /// - Parameters:
  ///   - proofs: Proofs of the problem that the values are counted in.
  ///   - weights: Goals that weigh something are listed even at 0; `nil` if that is not known.
  /// - Returns: A term for each goal listed, in order.
  package func terms(
    provenBy proofs: [ShiftBoundCertificate], weights: ShiftBoundCertificate.Weights?
  ) -> [ObjectiveTerm] {
    ShiftGoal.allCases.compactMap { goal in
      guard goal == .penalty || self[goal] != 0 || weights.map({ $0[goal] > 0 }) ?? false else {
        return nil
      }
      let bounds = proofs.map { bound(of: goal, weights: $0.weights, proven: $0.bound) ?? 0 }
      return ObjectiveTerm(
        name: goal.rawValue, value: self[goal], bound: max(0, bounds.max() ?? 0), isMinimized: true)
    }
  }

  /// The largest bound of a goal that a proven bound on a weighted value leaves with the other goals at these
  /// values, at least 0; `nil` if sums do not fit or the value does not weigh the goal.
  package func bound(
    of goal: ShiftGoal, weights: ShiftBoundCertificate.Weights, proven: Int
  ) -> Int? {
    let weight = weights[goal]
    guard weight > 0 else { return nil }
    var rest = proven
    for other in ShiftGoal.allCases where other != goal {
      let (product, first) = weights[other].multipliedReportingOverflow(by: self[other])
      let (left, second) = rest.subtractingReportingOverflow(product)
      if first || second { return nil }
      rest = left
    }
    guard rest > 0 else { return 0 }
    return min(self[goal], (rest - 1) / weight + 1)
  }
}

extension ShiftBoundCertificate.Weights {
  /// The weight of a goal.
  package subscript(goal: ShiftGoal) -> Int {
    switch goal {
    case .open: open
    case .change: change
    case .penalty: penalty
    }
  }
}
