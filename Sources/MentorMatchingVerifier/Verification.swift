public import Diagnostics
public import MentorMatching
public import Solving

extension PairingProblem {
  /// What is wrong with the proof of an answer; nothing if it holds.
  ///
  /// Counts every goal again, replays the reductions, derives every row that a proof uses from the rules,
  /// and adds the proof up in integers. Needs no linear program and shares no code with the solver: this
  /// module imports the model alone.
  ///
  /// - Parameters:
  ///   - answer: The answer with its certificates.
  ///   - terms: The goals with values and bounds as they were published.
  /// - Returns: One sentence for each defect.
  /// - Complexity: O(size of the lists + size of the proofs · unknowns).
  public func certificateDefects(of answer: PairingAnswer, terms: [ObjectiveTerm]) -> [Bilingual] {
    let broken = violations(of: answer)
    guard broken.isEmpty else { return broken.map(\.text) }
    lazy var best = answer.rule.demandsStability ? bestOfStrictLists : nil
    // What the reductions, and the proofs of the goals so far, leave.
    lazy var known = try? answer.reductions.reduce(into: Case(self, answer.rule)) {
      try $0.take($1)
    }
    var (earlier, proven): ([(goal: PairingGoal, value: Int)], [Int?]) = ([], [])
    let goals = goals(of: answer.rule)
    for (goal, value) in zip(goals, values(of: goals, for: answer.matching)) {
      let sign = goal.isMinimized ? 1 : -1
      var least: Int?
      switch answer.certificates.first(where: { $0.goal == goal })?.proof {
      case .sameInEveryStableMatching? where best != nil && goal == .size: least = sign * value
      case .bestForTalents? where best == answer.matching.mentorOfTalent && goal == .talentRanks:
        least = value
      case .rows(let proof)?:
        guard var left = known else { break }
        // The bound is one among the medians.
        if goal == .stays, let medians = answer.medians { try? left.keep(to: medians) }
        least = try? proof.bound(
          over: Program(left, for: goal, earlier: earlier, rows: proof.rows),
          from: &left, value: sign * value)
        if least != nil { known = left }
      default: break
      }
      proven.append(least.map { sign * $0 })
      earlier.append((goal, value))
    }
    guard answer.reductions.isEmpty || known != nil else {
      return [Bilingual(zh: "有删减步骤不成立", en: "a reduction does not hold")]
    }
    return lotteryDefects(of: answer) + claimDefects(of: answer, terms: terms, proven: proven)
  }

  /// What is wrong with a proof that no matching is one that a rule allows; nothing if it holds: its cases
  /// take in every matching, and each contradicts itself.
  ///
  /// - Complexity: O(size of the lists + size of the proof · unknowns).
  public func emptinessDefects(of proof: PairingAnswer.EmptinessProof) -> [Bilingual] {
    var known = Case(self, proof.rule)
    let rows = try? Program(known, for: .size, earlier: [], rows: proof.cases.rows)
    let isEmpty = try? rows.map { try proof.cases.bound(over: $0, from: &known, value: 0) == nil }
    if isEmpty == true { return [] }
    return [Bilingual(zh: "无解的证明不成立", en: "the proof that there is no answer does not hold")]
  }
}
