public import Diagnostics
public import Solving

extension PairingProblem {
  /// What is wrong with the proof of an answer; nothing if it holds.
  ///
  /// Counts every goal again, replays the list reductions, derives every row that a proof uses from
  /// the rules, and adds the proof up in integers. Needs no linear program.
  ///
  /// - Parameters:
  ///   - answer: The answer with its certificates.
  ///   - terms: The goals with values and bounds as they were published.
  /// - Returns: One sentence for each defect.
  public func certificateDefects(
    of answer: PairingAnswer, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    let broken = violations(of: answer)
    guard broken.isEmpty else { return broken.map { $0.text(in: self) } }
    let goals = goals(of: answer.rule)
    guard terms.map(\.name) == goals.map(\.rawValue) else {
      return [
        Bilingual(zh: "目标与规则不符", en: "the goals are not those of the rule")
      ]
    }

    var defects = lotteryDefects(of: answer)
    let counted = values(of: goals, for: answer.matching)
    for (k, term) in terms.enumerated() {
      if term.value != counted[k] {
        defects.append(
          Bilingual(
            zh: "目标“\(goals[k].title.zh)”应为 \(counted[k])，写作 \(term.value)",
            en: "goal \(term.name) is \(counted[k]), not \(term.value)"))
      }
      if term.isMinimized != goals[k].isMinimized {
        defects.append(
          Bilingual(
            zh: "目标“\(goals[k].title.zh)”的方向有误", en: "goal \(term.name) has the wrong sense"))
      }
    }

    if usesContracts(answer.rule) { return defects + contractDefects(of: answer, terms: terms) }
    var lists = ShortenedLists(market)
    let reductions = answer.rule.demandsStability ? answer.reductions : []
    if let bad = reductions.firstIndex(where: { !lists.apply($0) }) {
      return defects + [
        Bilingual(zh: "第 \(bad + 1) 步删减不成立", en: "list reduction \(bad + 1) does not hold")
      ]
    }
    let byRotations = boundsByRotations(answer, goals: goals, values: counted)
    for (k, term) in terms.enumerated() {
      // Ranks are positive: no sum of them, and no worst rank, is below zero.
      guard let claimed = term.bound, !(goals[k].isMinimized && claimed <= 0) else { continue }
      let earlier = zip(goals, counted).prefix(k).map { (goal: $0, value: $1) }
      let proven: Int?
      if let certificate = answer.certificates.first(where: { $0.goal == goals[k] }) {
        proven =
          byRotations[k]
          ?? provenBound(
            certificate, rule: answer.rule, matching: answer.matching, value: counted[k],
            earlier: earlier, lists: lists)
      } else {
        proven = nil
      }
      let holds = proven.map { goals[k].isMinimized ? claimed <= $0 : claimed >= $0 } ?? false
      if !holds {
        defects.append(
          Bilingual(
            zh: "目标“\(goals[k].title.zh)”的界 \(claimed) 未被证明"
              + (proven.map { "（只证明了 \($0)）" } ?? ""),
            en: "the bound \(claimed) on goal \(term.name) is not proven"
              + (proven.map { " (only \($0) is)" } ?? "")))
      }
    }
    return defects
  }

  /// The bound that a certificate proves, or `nil` if it proves none.
  ///
  /// - Parameters:
  ///   - certificate: A goal with its proof.
  ///   - rule: The rule of the answer.
  ///   - matching: A matching that keeps the rule.
  ///   - value: The goal's value of `matching`.
  ///   - earlier: The goals before this one, with their values.
  ///   - lists: The lists after the answer's reductions.
  /// - Returns: A number that no matching, equal in the earlier goals, betters.
  package func provenBound(
    _ certificate: GoalCertificate, rule: PairingRule, matching: Matching, value: Int,
    earlier: [(goal: PairingGoal, value: Int)], lists: ShortenedLists
  ) -> Int? {
    let goal = certificate.goal
    let mayUseTheorems = isStrict && rule.demandsStability
    switch certificate.proof {
    case .contracts, .stableContracts, .rotations: return nil
    case .sameInEveryStableMatching:
      return mayUseTheorems && goal == .size ? value : nil
    case .bestForTalents:
      let holds = mayUseTheorems && goal == .talentRanks && !allowsExchangeForTalents(matching)
      return holds ? value : nil
    case .bestForMentors:
      let holds = mayUseTheorems && goal == .mentorRanks && !allowsExchangeForMentors(matching)
      return holds ? value : nil
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
    var program = StableSystem(self, lists: lists, rule: rule, worstRank: worstRank)
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
