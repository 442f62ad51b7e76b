internal import MentorMatching
internal import Solving

extension PairingProblem {
  /// The bound that a certificate by rows proves, or `nil` if it proves none.
  ///
  /// - Parameters:
  ///   - certificate: A goal with its proof.
  ///   - rule: The rule of the answer.
  ///   - earlier: The goals before this one, with their values.
  ///   - lists: The lists after the answer's reductions.
  /// - Returns: A number that no matching, equal in the earlier goals, betters.
  func provenBound(
    _ certificate: GoalCertificate, rule: PairingRule, earlier: [(goal: PairingGoal, value: Int)],
    lists: ShortenedLists
  ) -> Int? {
    let goal = certificate.goal
    switch certificate.proof {
    case .contracts, .stableContracts, .sameInEveryStableMatching, .bestForTalents: return nil
    case .sum(let rows, let bound):
      let limit = earlier.first { $0.goal == .regret }?.value
      guard goal != .regret, !rows.contains(where: \.dependsOnCase),
        let system = system(
          rows, for: goal, rule: rule, earlier: earlier, lists: lists, worstRank: limit)?.system,
        case .atLeast(let proven) = bound.verdict(for: system)
      else { return nil }
      return goal.isMinimized ? proven : -proven
    case .empty(let rows, let bound, let proof):
      guard goal == .regret, bound >= 1, !rows.contains(where: \.dependsOnCase),
        let system = system(
          rows, for: goal, rule: rule, earlier: earlier, lists: lists, worstRank: bound - 1)?
          .system,
        case .noAnswer = proof.verdict(for: system)
      else { return nil }
      return bound
    case .cases(let rows, let proof):
      let limit = earlier.first { $0.goal == .regret }?.value
      guard goal != .regret, rule.demandsStability,
        let program = system(
          rows, for: goal, rule: rule, earlier: earlier, lists: lists, worstRank: limit)
      else { return nil }
      let cases = CutoffCases(market, program: program, rows: rows, lists: lists)
      guard case .atLeast(let proven) = cases.verdict(on: proof) else { return nil }
      return goal.isMinimized ? proven : -proven
    case .emptyCases(let rows, let bound, let proof):
      guard goal == .regret, bound >= 1, rule.demandsStability,
        let program = system(
          rows, for: goal, rule: rule, earlier: earlier, lists: lists, worstRank: bound - 1),
        case .noAnswer = CutoffCases(market, program: program, rows: rows, lists: lists)
          .verdict(on: proof)
      else { return nil }
      return bound
    }
  }

  private func system(
    _ rows: [StableRow], for goal: PairingGoal, rule: PairingRule,
    earlier: [(goal: PairingGoal, value: Int)], lists: ShortenedLists, worstRank: Int?
  ) -> StableSystem? {
    let balances = goal == .imbalance || earlier.contains { $0.goal == .imbalance }
    var program = StableSystem(
      self, lists: lists, rule: rule, worstRank: worstRank, balances: balances)
    program.minimize(goal)
    for row in rows {
      do throws(StableSystem.Refusal) {
        try program.add(row, values: earlier)
      } catch {
        return nil
      }
    }
    return program
  }
}

/// What a certificate proves about a system.
enum Verdict: Hashable {
  /// No answer costs less.
  case atLeast(Int)
  /// There is no answer.
  case noAnswer
  /// It proves nothing.
  case defective
}

extension BoundCertificate {
  fileprivate func verdict(for system: IntegerSystem) -> Verdict {
    do throws(Defect) {
      return try verifiedBound(for: system).map { .atLeast($0) } ?? .noAnswer
    } catch {
      return .defective
    }
  }
}

extension GoalCertificate {
  /// The bound that a proof over the contracts left by reductions shows, or `nil` if it shows none.
  ///
  /// - Parameters:
  ///   - contracts: The contracts of a round of projects.
  ///   - earlier: The goals before this one, with their values.
  /// - Returns: A number that no stable matching, equal in the earlier goals, betters.
  func stableContractBound(
    over contracts: PairingContracts, earlier: [(goal: PairingGoal, value: Int)]
  ) -> Int? {
    guard case .stableContracts(let steps, let rows, let proof) = proof, goal.isSum,
      contracts.isNested
    else { return nil }
    var lists = ContractLists(contracts)
    guard steps.allSatisfy({ lists.apply($0) }) else { return nil }
    var program = StableContracts(lists)
    program.minimize(goal)
    do {
      for row in rows { try program.add(row, values: earlier) }
      return try proof.verifiedBound(for: program.system).map { goal.isMinimized ? $0 : -$0 }
    } catch {
      return nil
    }
  }
}
