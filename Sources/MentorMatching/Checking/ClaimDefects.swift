public import Diagnostics
public import Solving

extension PairingProblem {
  /// What is wrong with the published values and bounds of an answer, beside what its proofs show.
  ///
  /// - Parameters:
  ///   - answer: An answer that breaks no rule.
  ///   - terms: The goals with values and bounds as they were published.
  ///   - proven: For each goal of the rule the bound that its proof shows; `nil` for none.
  /// - Returns: One sentence for each defect.
  /// - Complexity: O(size of the lists).
  public func claimDefects(
    of answer: PairingAnswer, terms: [ObjectiveTerm], proven: [Int?]
  ) -> [Bilingual] {
    let goals = goals(of: answer.rule)
    guard terms.map(\.name) == goals.map(\.rawValue), proven.count == goals.count else {
      return [Bilingual(zh: "目标与规则不符", en: "the goals are not those of the rule")]
    }
    var defects: [Bilingual] = []
    if !hasMedians(answer) {
      defects.append(
        Bilingual(zh: "有人的导师不在所列中位之内", en: "somebody has none of the medians named"))
    }
    let counted = values(of: goals, for: answer.matching)
    for (k, term) in terms.enumerated() {
      let title = goals[k].title.zh
      if term.value != counted[k] {
        defects.append(
          Bilingual(
            zh: "目标“\(title)”应为 \(counted[k])，写作 \(term.value)",
            en: "goal \(term.name) is \(counted[k]), not \(term.value)"))
      }
      if term.isMinimized != goals[k].isMinimized {
        defects.append(
          Bilingual(zh: "目标“\(title)”的方向有误", en: "goal \(term.name) has the wrong sense"))
      }
      // Ranks are positive: no sum of them, and no worst rank, is below zero.
      guard let claimed = term.bound, !(goals[k].isMinimized && claimed <= 0) else { continue }
      let holds = proven[k].map { goals[k].isMinimized ? claimed <= $0 : claimed >= $0 } ?? false
      if !holds {
        defects.append(
          Bilingual(
            zh: "目标“\(title)”的界 \(claimed) 未被证明" + (proven[k].map { "（只证明了 \($0)）" } ?? ""),
            en: "the bound \(claimed) on goal \(term.name) is not proven"
              + (proven[k].map { " (only \($0) is)" } ?? "")))
      }
    }
    return defects
  }

  /// Whether everybody has one of the mentors that an answer names as his medians, if it names any.
  private func hasMedians(_ answer: PairingAnswer) -> Bool {
    guard let medians = answer.medians else { return true }
    return answer.rule.namesMiddle && isStrict && !hasClasses && medians.count == talentCount
      && medians.indices.allSatisfy { t in
        let own = keptMentor[t] == nil ? answer.matching.mentorOfTalent[t] : nil
        return own.map(medians[t].contains) ?? medians[t].isEmpty
      }
  }
}
