public import Diagnostics
public import Solving

extension ShiftRosteringProblem {
  /// What is wrong with an answer and the terms that are claimed for it; empty if everything holds.
  ///
  /// Checks the roster against the rules, counts every goal again, and recomputes the bound of the proof
  /// in integers. A goal's bound is granted if it is at most zero, or if the bound that a proof shows on its
  /// weighted value leaves that much for it once all other goals stand at their values: the last goal's bound
  /// holds among rosters equal in the earlier ones; an earlier goal's holds among all where the proof leaves
  /// later goals out, and else says that no roster is better by the weights of the proof.
  ///
  /// - Parameters:
  ///   - answer: The roster with its proofs.
  ///   - terms: What is claimed.
  ///   - threads: Threads that may be used at once; what comes out does not depend on them.
  /// - Returns: The defects.
  /// - Complexity: O(priced leaves × people × days × memories × combinations of counts).
  public func certificateDefects(
    of answer: ShiftAnswer, terms: [ObjectiveTerm], threads: Int = 1
  ) -> [Bilingual] {
    let broken = violations(of: answer.roster)
    guard broken.isEmpty else { return broken.map { text(of: $0) } }
    let values = values(of: answer.roster)
    var defects: [Bilingual] = []
    var needsProof: [(goal: ShiftGoal, bound: Int)] = []
    for term in terms {
      guard let goal = ShiftGoal(rawValue: term.name), term.isMinimized else {
        defects.append(
          Bilingual(zh: "未知目标 \(term.name)", en: "\(term.name) is no goal of a shift roster"))
        continue
      }
      if term.value != values[goal] {
        defects.append(
          Bilingual(
            zh: "\(goal.title.zh)应为 \(values[goal])，结果写作 \(term.value)",
            en: "\(goal.title.en): counted \(values[goal]), claimed \(term.value)"))
      }
      if let bound = term.bound, bound > 0 { needsProof.append((goal, bound)) }
    }
    for goal in ShiftGoal.allCases
    where values[goal] != 0 && !terms.contains(where: { $0.name == goal.rawValue }) {
      defects.append(
        Bilingual(
          zh: "\(goal.title.zh)为 \(values[goal])，结果未列出",
          en: "\(goal.title.en) is \(values[goal]) and not listed"))
    }
    guard defects.isEmpty else { return defects }
    // Costs are never negative: a bound that is not above zero needs no proof.
    let proofs = answer.proofs.filter { !needsProof.isEmpty || $0.bound > 0 }
    var granted: [(weights: ShiftBoundCertificate.Weights, bound: Int)] = []
    for certificate in proofs {
      let bound: Int
      do {
        guard let proven = try verifiedBound(of: certificate, threads: threads) else {
          return [Bilingual(zh: "证明否定了排班表本身", en: "the proof denies the roster itself")]
        }
        bound = proven
      } catch {
        return [Bilingual(zh: "证明有缺陷：\(error)", en: "the proof is defective: \(error)")]
      }
      if bound < certificate.bound {
        defects.append(
          Bilingual(
            zh: "界限 \(certificate.bound) 只证明到 \(bound)",
            en: "the bound \(certificate.bound) is proven only to \(bound)"))
      }
      granted.append((certificate.weights, bound))
    }
    for (goal, bound) in needsProof
    where !granted.contains(where: {
      values.isGranted(bound, of: goal, weights: $0.weights, proven: $0.bound)
    }) {
      defects.append(
        proofs.isEmpty
          ? Bilingual(
            zh: "\(goal.title.zh)的界限 \(bound) 没有证明",
            en: "\(goal.title.en): bound \(bound) has no proof")
          : Bilingual(
            zh: "\(goal.title.zh)的界限 \(bound) 不成立",
            en: "\(goal.title.en): bound \(bound) is not proven"))
    }
    return defects
  }
}

extension ShiftValues {
  /// Whether a proven bound on a weighted value leaves a goal that much with the other goals at these values.
  fileprivate func isGranted(
    _ bound: Int, of goal: ShiftGoal, weights: ShiftBoundCertificate.Weights, proven: Int
  ) -> Bool {
    // Weights and bounds come from a file: a sum that does not fit proves nothing.
    var (sum, isTooLarge) = weights[goal].multipliedReportingOverflow(by: bound - 1)
    for other in ShiftGoal.allCases where other != goal {
      let (product, first) = weights[other].multipliedReportingOverflow(by: self[other])
      let (next, second) = sum.addingReportingOverflow(product)
      sum = next
      isTooLarge = isTooLarge || first || second
    }
    return weights[goal] > 0 && !isTooLarge && sum < proven
  }
}
