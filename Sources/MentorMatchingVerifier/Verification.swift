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
    guard broken.isEmpty else { return broken.map { $0.text(in: self) } }
    var proofs = Proofs(self, answer)
    let goals = goals(of: answer.rule)
    let proven = zip(goals, values(of: goals, for: answer.matching)).map {
      proofs.bound($0, value: $1)
    }
    guard proofs.isWalkSound, answer.reductions.isEmpty || proofs.root != nil else {
      return [Bilingual(zh: "有删减步骤或轮换不成立", en: "a reduction or a rotation does not hold")]
    }
    return lotteryDefects(of: answer) + claimDefects(of: answer, terms: terms, proven: proven)
  }
}

/// The proofs of an answer, goal after goal.
private struct Proofs {
  private let (problem, answer): (PairingProblem, PairingAnswer)
  /// Lists, where stability is asked for and nobody is tied.
  private let lists: StrictLists?
  let isWalkSound: Bool
  /// What the answer's reductions leave; `nil` if they do not hold.
  private(set) lazy var root = try? answer.reductions
    .filter { _ in answer.rule.demandsStability }
    .reduce(into: Case(problem.contracts)) { try $0.take($1) }
  private var rotations: Rotations?
  private var earlier: [(goal: PairingGoal, value: Int)] = []

  init(_ problem: PairingProblem, _ answer: PairingAnswer) {
    (self.problem, self.answer) = (problem, answer)
    let lists = answer.rule.demandsStability ? StrictLists(problem) : nil
    self.lists = lists
    rotations = answer.walk.flatMap { walk in lists.flatMap { try? Rotations($0, walk) } }
    isWalkSound = answer.walk == nil || lists == nil || rotations != nil
  }

  /// The bound that a goal's proof shows; `nil` if it shows none. Later goals are bounded beside `value`.
  mutating func bound(_ goal: PairingGoal, value: Int) -> Int? {
    defer {
      earlier.append((goal, value))
      if goal == .regret, rotations?.limitRanks(to: value) == false { rotations = nil }
    }
    guard let proof = answer.certificates.first(where: { $0.goal == goal })?.proof else {
      return nil
    }
    let least: Int?
    switch proof {
    case .sameInEveryStableMatching: return lists != nil && goal == .size ? value : nil
    case .bestForTalents: return goal == .talentRanks && isBest(byTalents: true) ? value : nil
    case .bestForMentors: return goal == .mentorRanks && isBest(byTalents: false) ? value : nil
    case .rotations(let prices): least = try? rotations?.bound(goal, prices, value: value)
    case .rows(let proof):
      let isStable = answer.rule.demandsStability
      let asked = (isStable, !isStable && problem.usesContracts(answer.rule))
      least = try? root.map { root throws in
        try proof.bound(over: Program(root, for: goal, asked, earlier: earlier, rows: proof.rows))
      }
    }
    return least.map { goal.isMinimized ? $0 : -$0 }
  }

  /// Whether the answer is what deferred acceptance gives.
  private func isBest(byTalents: Bool) -> Bool {
    guard let lists else { return false }
    return lists.proposals(byTalents: byTalents).enumerated().allSatisfy { t, e in
      problem.keptMentor[t] != nil
        || answer.matching.mentorOfTalent[t] == (e < 0 ? nil : lists.mentor(e))
    }
  }
}
