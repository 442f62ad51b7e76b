internal import MentorMatching
internal import Solving

/// Strict lists: every goal that adds up pair by pair, and the worst rank, without a linear program.
extension PairingSearch {
  /// Whether ``solveByRotations()`` answers the rule.
  var isAnsweredByRotations: Bool {
    problem.isStrict && rule.demandsStability && goals.allSatisfy { $0.isSum || $0 == .regret }
  }

  /// Finds the rotations and minimises goal after goal over them.
  mutating func solveByRotations() {
    let rotations = RotationPoset(market)
    var closure = RotationClosure(rotations, market)
    run.charge(steps: 4 * market.pairCount)
    var proofs: [(goal: Int, prices: [RotationPrice])] = []
    for k in goals.indices where goals[k] != .size {
      if run.mustStop != nil { break }
      if goals[k] == .regret {
        let reached = problem.worstRank(of: rotations.matching(after: closure.carriedOut))
        let found = closure.minimizeWorstRank(from: reached)
        run.charge(steps: rotations.predecessor.count)
        proofs.append((k, found.prices))
      } else {
        let found = closure.minimize(goals[k])
        run.charge(steps: found.steps)
        proofs.append((k, found.prices))
      }
    }
    keep(rotations.matching(after: closure.carriedOut))
    for (k, prices) in proofs {
      bounds[k] = bestValues[k]
      certificates[k] = GoalCertificate(goal: goals[k], proof: .rotations(prices))
    }
    walk = rotations.walk(in: market)
    // A limit that came first leaves simple bounds.
    if proofs.count < goals.count(where: { $0 != .size }) { boundWithoutProgram() }
  }
}

extension RotationPoset {
  /// The rotations by people.
  func walk(in market: PairingMarket) -> RotationWalk {
    RotationWalk(
      start: talentOptimal.map { $0 < 0 ? nil : market.mentor(of: Int($0)) },
      rotations: (0..<count).map { rotation in
        moves(of: rotation).map {
          RotationWalk.Move(
            talent: talentOfMove[$0], mentor: market.mentor(of: Int(toPair[$0])))
        }
      })
  }
}
