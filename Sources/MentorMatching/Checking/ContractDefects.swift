internal import Diagnostics
internal import Solving

extension PairingProblem {
  /// Bounds that the proofs of an answer over contracts and classes do not support.
  ///
  /// - Precondition: The values of `terms` were counted from the answer.
  func contractDefects(of answer: PairingAnswer, terms: [ObjectiveTerm]) -> [Bilingual] {
    let contracts = contracts
    // The rows of the whole round are many; proofs over what reductions leave do without.
    let usesWhole = answer.certificates.contains {
      if case .contracts = $0.proof { true } else { false }
    }
    var rows = usesWhole ? ContractSystem(self, rule: answer.rule) : nil
    var defects: [Bilingual] = []
    var earlier: [(goal: PairingGoal, value: Int)] = []
    for (goal, term) in zip(goals(of: answer.rule), terms) {
      rows?.minimize(goal)
      if let claimed = term.bound, !(goal.isMinimized && claimed <= 0 && goal != .weight) {
        let certificate = answer.certificates.first { $0.goal == goal }
        let proven =
          provenBound(certificate, over: rows?.system).map { goal.isMinimized ? $0 : -$0 }
          ?? (answer.rule.demandsStability
            ? certificate?.stableContractBound(over: contracts, earlier: earlier) : nil)
        let holds = proven.map { goal.isMinimized ? claimed <= $0 : claimed >= $0 } ?? false
        if !holds {
          defects.append(
            Bilingual(
              zh: "目标“\(goal.title.zh)”的界 \(claimed) 未被证明",
              en: "the bound \(claimed) on goal \(term.name) is not proven"))
        }
      }
      rows?.pin(goal, at: term.value)
      earlier.append((goal, term.value))
    }
    return defects
  }

  private func provenBound(_ certificate: GoalCertificate?, over system: IntegerSystem?) -> Int? {
    guard let system, case .contracts(let proof) = certificate?.proof else { return nil }
    do throws(BoundCertificate.Defect) {
      return try proof.verifiedBound(for: system)
    } catch {
      return nil
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
  package func stableContractBound(
    over contracts: PairingContracts, earlier: [(goal: PairingGoal, value: Int)]
  ) -> Int? {
    guard case .stableContracts(let steps, let rows, let proof) = proof, goal.isSum,
      contracts.isByProject
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
