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
    let reducer = ListReducer(market)
    run.charge(steps: 8 * market.pairCount)
    remains = reducer.remains
    // Who has a mentor at all has one wherever the lists are as short as that.
    reductions = reducer.steps
    for p in rotations.mentorOptimal where p >= 0 {
      reductions.append(
        .offer(mentor: market.mentor(of: Int(p)), talent: market.talent(of: Int(p))))
    }
    var rows = RotationRows(rotations, market, isOpen: remains)
    var proofs: [(goal: Int, proof: GoalProof?)] = []
    for k in goals.indices where goals[k] != .size {
      if run.mustStop != nil { break }
      run.charge(steps: market.pairCount)
      if goals[k] == .regret {
        let reached = problem.worstRank(of: rotations.matching(after: closure.carriedOut))
        let shown = closure.shown
        let found = closure.minimizeWorstRank(from: reached)
        run.charge(steps: rotations.predecessor.count)
        proofs.append((k, rows.proof(ofWorstRank: found.rank, found.clash, shown: shown)))
      } else {
        let shown = closure.shown
        let found = closure.minimize(goals[k])
        run.charge(steps: found.steps)
        let sign = goals[k].isMinimized ? 1 : -1
        let value = rotations.matching(after: closure.carriedOut).reduce(0) {
          $1 < 0 ? $0 : $0 + sign * market.amount(of: goals[k], pair: Int($1))
        }
        let proof = rows.proof(
          of: goals[k], value: value, found.prices, shown: shown, chooses: found.chooses)
        proofs.append((k, proof))
      }
    }
    keep(rotations.matching(after: closure.carriedOut))
    for (k, proof) in proofs {
      certificates[k] = proof.map { GoalCertificate(goal: goals[k], proof: $0) }
      // Where nobody is paired, the worst rank is zero, which needs no proof.
      if proof != nil || goals[k] == .regret && bestValues[k] == 0 { bounds[k] = bestValues[k] }
    }
    // A limit that came first leaves simple bounds.
    if proofs.count < goals.count(where: { $0 != .size }) {
      for step in reductions { _ = lists.apply(step) }
      boundWithoutProgram()
    }
  }
}
