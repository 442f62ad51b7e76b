internal import Solving

extension TreeSearch {
  /// The present box in whole numbers.
  private var box: [ClosedRange<Int>] {
    bounds.map { Int($0.lower)...Int($0.upper) }
  }

  /// The session's duals, rounded for the proof; empty if none is kept.
  func rounded(_ session: borrowing Session) -> [BoundCertificate.Multiplier] {
    proof?.multipliers(proofWeights(session.duals())) ?? []
  }

  mutating func chooseDenominator(_ session: inout Session, _ cost: Double) {
    guard proof != nil else { return }
    let duals = proofWeights(session.duals())
    proof?.chooseDenominator(duals: duals, objective: cost)
  }

  /// Weights of the session's rows as weights of the proof's rows, for a minimisation.
  private func proofWeights(_ weights: [Double], sign: Double? = nil) -> [Double] {
    var scattered = [Double](repeating: 0, count: proof?.rowCount ?? 0)
    for (i, weight) in weights.enumerated() {
      scattered[proofRows[i]] = (sign ?? self.sign) * weight
    }
    return scattered
  }

  /// Closes `node` if nothing better than the best answer is in it, proven in whole numbers where
  /// a proof is kept.
  mutating func close(
    _ node: OpenNode, _ multipliers: [BoundCertificate.Multiplier], cost: Double
  ) -> Bool {
    guard let proof else {
      closedBound = min(closedBound, reach)
      return true
    }
    guard reach.isFinite, let bound = proof.bound(multipliers, box: box), Double(bound) >= reach
    else { return false }
    self.proof?.close(node.proofNode, boundedBy: multipliers)
    closedBound = min(closedBound, Double(bound))
    return true
  }

  /// Closes `node` because its relaxation has no point, proven in whole numbers where a proof is
  /// kept.
  mutating func closeEmpty(_ node: OpenNode, _ session: inout Session) throws -> Bool {
    guard let proof else { return true }
    var weights = session.farkasMultipliers()
    if weights == nil {
      // The primal method leaves no proof behind; the dual one from the slack basis does.
      try session.resetBasis()
      guard try session.solve(.dual) == .infeasible else { return false }
      weights = session.farkasMultipliers()
    }
    let present = box
    let found =
      weights.flatMap { proof.emptiness(proofWeights($0, sign: 1), box: present) }
      ?? proof.singleRowContradiction(in: present)
    guard let found else { return false }
    self.proof?.close(node.proofNode, emptyBy: found)
    return true
  }

  /// Splits a node that could not be closed in whole numbers although the relaxation says so; at a
  /// single point gives it up, which leaves the bound open there.
  mutating func splitBlindly(_ node: OpenNode, _ session: inout Session) throws -> Verdict {
    let multipliers = rounded(session)
    guard let j = integerColumns.first(where: { bounds[$0].lower < bounds[$0].upper }) else {
      if let bound = proof?.bound(multipliers, box: box) {
        proof?.close(node.proofNode, boundedBy: multipliers)
        closedBound = min(closedBound, Double(bound))
      }
      return .closed
    }
    let branch = Branch(Column(j), at: Int(bounds[j].lower), upFirst: false)
    return .split(
      at: branch,
      of: children(
        of: node, at: branch, point: session.values(), cost: node.bound,
        multipliers: node.multipliers, basis: try session.basis()))
  }

  /// Closes the proof of the nodes that are still open by their parents' duals.
  mutating func closeOpenNodes() {
    guard proof != nil else { return }
    for node in open.all { proof?.close(node.proofNode, boundedBy: node.multipliers) }
  }
}

extension ProofTree {
  /// A row that no point of `box` satisfies, as a proof that it is empty.
  func singleRowContradiction(
    in box: [ClosedRange<Int>]
  ) -> [BoundCertificate.Multiplier]? {
    for i in system.rows.indices {
      for weight in [1, -1] {
        let multipliers = [BoundCertificate.Multiplier(row: i, weight: weight)]
        if let bound = try? system.leafBound(
          multipliers, denominator: 1, box: box, usesCosts: false), bound > 0
        {
          return multipliers
        }
      }
    }
    return nil
  }
}
