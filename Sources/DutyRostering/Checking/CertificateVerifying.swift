public import Diagnostics
public import Solving

extension RosteringProblem {
  /// What is wrong with an answer and the terms that are claimed for it; empty if everything holds.
  ///
  /// Checks the roster against the rules, counts every goal again, and adds up the proof of every
  /// claimed bound in integers, against inequalities written from the rules. Needs no linear program.
  ///
  /// - Complexity: O(size of the proofs × units × terms²).
  public func certificateDefects(
    of answer: RosteringAnswer, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    var defects = violations(of: answer.roster).map(\.text)
    guard defects.isEmpty else { return defects }
    let values = values(of: answer.roster)
    guard terms.map(\.name) == goals.map(\.rawValue) else {
      return [
        Bilingual(
          zh: "目标的名称或顺序不符", en: "the goals are not the goals of a rotation, in their order")
      ]
    }
    for (goal, term) in zip(goals, terms) {
      if term.value != values[goal] || term.isMinimized != goal.isMinimized {
        defects.append(
          Bilingual(
            zh: "\(goal.title.zh)应为 \(values[goal])，结果写作 \(term.value)",
            en: "\(goal.title.en): counted \(values[goal]), claimed \(term.value)"))
      }
      guard let bound = term.bound else { continue }
      let proof = answer.proofs.first { $0.goal == goal }
      if let text = defect(of: proof, bound: bound, goal: goal, values: values) {
        defects.append(text)
      }
    }
    return defects
  }

  private func defect(
    of proof: RosteringAnswer.Proof?, bound: Int, goal: RosteringGoal, values: GoalValues
  ) -> Bilingual? {
    func missing(_ zh: String, _ en: String) -> Bilingual {
      Bilingual(
        zh: "\(goal.title.zh)的界限 \(bound) \(zh)", en: "\(goal.title.en): bound \(bound) \(en)")
    }
    guard let proof else { return missing("没有证明", "has no proof") }
    do {
      if !goal.isThreshold {
        guard let (system, constant) = integerSystem(at: RotationStage(goal, after: values)),
          let certificate = proof.certificate
        else { return missing("没有证明", "has no proof") }
        guard let verified = try certificate.verifiedBound(for: system) else {
          return missing("的证明否定了轮值表本身", "rests on a proof that denies the roster itself")
        }
        return verified + constant >= bound
          ? nil
          : missing(
            "的证明只到 \(verified + constant)", "is proven only to \(verified + constant)")
      } else {
        let isGap = !goal.isMinimized
        // A deviation is not negative, and a gap is counted up to the number of terms.
        if isGap ? bound >= self.terms.count : bound <= 0 { return nil }
        let better = isGap ? bound + 1 : bound - 1
        let stage = RotationStage(goal, after: values, threshold: better)
        guard let (system, _) = integerSystem(at: stage) else { return nil }
        guard let certificate = proof.certificate else {
          return missing("没有证明", "has no proof")
        }
        return try certificate.verifiedBound(for: system) == nil
          ? nil : missing("的证明不成立", "is not proven: a better value is not ruled out")
      }
    } catch {
      return missing("的证明有缺陷：\(error)", "rests on a defective proof: \(error)")
    }
  }
}
