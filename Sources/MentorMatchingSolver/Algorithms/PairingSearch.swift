internal import MentorMatching
internal import Solving

/// One run of the pairing solver: the best matching held and what is proven about it.
struct PairingSearch {
  let problem: PairingProblem
  let rule: PairingRule
  let goals: [PairingGoal]
  let run: Run
  /// Pair of each talent in the best matching, −1 for none.
  var best: [Int32] = []
  var bestValues: [Int] = []
  /// Proven bound of each goal.
  var bounds: [Int?]
  /// Proof of each bound.
  var certificates: [GoalCertificate?]
  var reductions: [ListReduction] = []
  var remains: [Bool]
  var lists: ShortenedLists
  var random: SeededRandom
  /// Whether a draw decides among equally good matchings, and the draw.
  let draws: Bool
  var lottery: PairingLottery?
  /// Mentors who are medians of each talent's stable partners, where fewest changes among them are proven.
  var medians: [[Int]]?

  /// Pairs beyond which rules that need no program for their answer do without its bound.
  static let largestBoundingProgram = 20_000
  /// Times that a point of the program is rounded, the first time as it stands.
  static let perturbedRoundings = 40

  /// Whether the rule names one matching, which a better bound does not change.
  var keepsFirst: Bool { rule == .talent || rule == .mentor || rule.namesMiddle }

  var market: PairingMarket { problem.market }

  init(_ problem: PairingProblem, rule: PairingRule, draws: Bool = false, run: Run) {
    self.problem = problem
    self.rule = rule
    self.draws = draws
    self.run = run
    goals = problem.goals(of: rule)
    bounds = [Int?](repeating: nil, count: goals.count)
    certificates = [GoalCertificate?](repeating: nil, count: goals.count)
    remains = [Bool](repeating: true, count: problem.market.pairCount)
    lists = ShortenedLists(problem.market)
    random = SeededRandom(seed: run.seed)
  }

  /// The proofs in the language of the verifier, with the reductions if some proof builds on them.
  func published() -> (reductions: [ProofStep], proofs: [ProvenGoal]) {
    let found = certificates.compactMap { $0 }
    if found.isEmpty { return ([], []) }
    let builds = found.contains { certificate in
      switch certificate.proof {
      case .sum, .empty, .cases, .emptyCases: true
      default: false
      }
    }
    guard builds else { return ([], found.compactMap(\.withoutRows)) }
    let publishing = Publishing(problem.contracts)
    return (
      reductions.compactMap(publishing.step),
      found.map { publishing.proof($0, remains: remains) }
    )
  }

  mutating func solve() throws {
    if [.maximum, PairingRule.maximum.changingLeast].contains(rule), solveByFlow() { return }
    let orders = StrictOrders(asWrittenIn: market)
    run.charge(steps: 4 * market.pairCount)
    let first =
      rule == .mentor
      ? mentorsPropose(market, orders: orders) : talentsPropose(market, orders: orders)
    keep(first)
    if problem.isStrict && rule.demandsStability {
      try solveStrict(orders)
      try draw()
    } else {
      if rule.demandsStability { try reduce() }
      if rule.namesMiddle { keep(nearest(StableMiddle(try problem.brokenAsWritten().market))) }
      if keepsFirst { try draw() }
      if rule.demandsStability && !keepsFirst {
        // Branching improves the matching from its first relaxation, which often needs no more.
        searchTies(orders, tradesPerTalent: beginsByBranching ? 4 : 60)
      }
      try bound()
      try branch()
      try balance()
      if !keepsFirst { try draw() }
    }
  }

  // MARK: Strict lists

  private mutating func solveStrict(_ orders: StrictOrders) throws {
    switch rule {
    case .talent, .largest:
      prove(.talentRanks, .bestForTalents)
    case _ where rule.namesMiddle:
      try solveMiddle()
    case _ where isAnsweredByRotations:
      solveByRotations()
    default:
      offer(mentorsPropose(market, orders: orders))
      searchLattice()
      try reduce()
      prove(.size, .sameInEveryStableMatching)
      try bound()
      try balance()
    }
    prove(.size, .sameInEveryStableMatching)
  }

  mutating func prove(_ goal: PairingGoal, _ proof: GoalProof) {
    guard let k = goals.firstIndex(of: goal) else { return }
    bounds[k] = bestValues[k]
    certificates[k] = GoalCertificate(goal: goal, proof: proof)
  }

  mutating func reduce() throws {
    let reducer = ListReducer(market)
    run.charge(steps: 4 * market.pairCount)
    reductions = reducer.steps
    remains = reducer.remains
    lists = ShortenedLists(market)
    for step in reducer.steps { _ = lists.apply(step) }
  }

  // MARK: The matching held

  mutating func keep(_ pairs: [Int32]) {
    best = pairs
    bestValues = values(of: pairs)
    run.report(best: bestValues.first, bound: bounds.first ?? nil)
  }

  /// Keeps a candidate if it is better than the best and, where the rule asks for it, stable.
  mutating func offer(_ pairs: [Int32]) {
    let values = values(of: pairs)
    for (k, goal) in goals.enumerated() where values[k] != bestValues[k] {
      let isBetter = goal.isMinimized ? values[k] < bestValues[k] : values[k] > bestValues[k]
      if isBetter, !rule.demandsStability || problem.isStable(pairs) { keep(pairs) }
      return
    }
  }

  func values(of pairs: [Int32]) -> [Int] {
    goals.map { goal in
      switch goal {
      case .regret: problem.worstRank(of: pairs)
      case .imbalance: problem.imbalance(of: pairs)
      default: pairs.reduce(0) { $1 < 0 ? $0 : $0 + market.amount(of: goal, pair: Int($1)) }
      }
    }
  }
}
