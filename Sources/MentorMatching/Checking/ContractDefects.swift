internal import Diagnostics
internal import Solving

extension PairingProblem {
  /// Bounds that the proofs of an answer over contracts and classes do not support.
  ///
  /// - Precondition: The values of `terms` were counted from the answer.
  func contractDefects(of answer: PairingAnswer, terms: [ObjectiveTerm]) -> [Bilingual] {
    var rows = ContractSystem(self, rule: answer.rule)
    var defects: [Bilingual] = []
    for (goal, term) in zip(goals(of: answer.rule), terms) {
      rows.minimize(goal)
      if let claimed = term.bound, !(goal.isMinimized && claimed <= 0 && goal != .weight) {
        let proven = provenBound(
          answer.certificates.first { $0.goal == goal }, over: rows.system
        ).map { goal.isMinimized ? $0 : -$0 }
        let holds = proven.map { goal.isMinimized ? claimed <= $0 : claimed >= $0 } ?? false
        if !holds {
          defects.append(
            Bilingual(
              zh: "目标“\(goal.title.zh)”的界 \(claimed) 未被证明",
              en: "the bound \(claimed) on goal \(term.name) is not proven"))
        }
      }
      rows.pin(goal, at: term.value)
    }
    return defects
  }

  private func provenBound(_ certificate: GoalCertificate?, over system: IntegerSystem) -> Int? {
    guard case .contracts(let proof) = certificate?.proof else { return nil }
    do throws(BoundCertificate.Defect) {
      return try proof.verifiedBound(for: system)
    } catch {
      return nil
    }
  }
}
