internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// One run of the pairing solver: the best matching held and what is proven about it.
struct PairingSearch {
  let problem: PairingProblem
  let rule: PairingRule
  let goals: [PairingGoal]
  let run: Run
  /// Pair of each talent in the best matching, −1 for none.
  private(set) var best: [Int32] = []
  private var bestValues: [Int] = []
  /// Proven bound of each goal.
  private(set) var bounds: [Int?]
  /// Proof of each bound.
  private(set) var certificates: [GoalCertificate?]
  private var reductions: [ListReduction] = []
  private var remains: [Bool]
  private var lists: ShortenedLists
  private var random: SeededRandom

  /// Pairs beyond which rules that need no program for their answer do without its bound.
  private static let largestBoundingProgram = 20_000

  private var market: PairingMarket { problem.market }

  init(_ problem: PairingProblem, rule: PairingRule, run: Run) {
    self.problem = problem
    self.rule = rule
    self.run = run
    goals = rule.goals
    bounds = [Int?](repeating: nil, count: rule.goals.count)
    certificates = [GoalCertificate?](repeating: nil, count: rule.goals.count)
    remains = [Bool](repeating: true, count: problem.market.pairCount)
    lists = ShortenedLists(problem.market)
    random = SeededRandom(seed: run.seed)
  }

  /// The reductions, if some proof builds on them.
  var usedReductions: [ListReduction] {
    let builds = certificates.contains { certificate in
      switch certificate?.proof {
      case .sum, .empty: true
      default: false
      }
    }
    return builds ? reductions : []
  }

  mutating func solve() throws {
    let orders = StrictOrders(asWrittenIn: market)
    run.charge(steps: 4 * market.pairCount)
    let first =
      rule == .mentor
      ? mentorsPropose(market, orders: orders) : talentsPropose(market, orders: orders)
    keep(first)
    if problem.isStrict && rule.demandsStability {
      try solveStrict(talentOptimal: first, orders)
    } else {
      if rule.demandsStability { try reduce() }
      if rule.demandsStability && rule != .talent && rule != .mentor { searchTies(orders) }
      try bound()
    }
  }

  // MARK: Strict lists

  private mutating func solveStrict(talentOptimal: [Int32], _ orders: StrictOrders) throws {
    switch rule {
    case .talent, .largest:
      prove(.talentRanks, .bestForTalents)
    case .mentor:
      prove(.mentorRanks, .bestForMentors)
    case .egalitarian, .regret, .weighted, .maximum:
      offer(mentorsPropose(market, orders: orders))
      if rule == .regret { offer(problem.leastRegret(talentOptimal: talentOptimal).pairs) }
      try reduce()
      prove(.size, .sameInEveryStableMatching)
      try bound()
    }
    prove(.size, .sameInEveryStableMatching)
  }

  private mutating func prove(_ goal: PairingGoal, _ proof: GoalProof) {
    guard let k = goals.firstIndex(of: goal) else { return }
    bounds[k] = bestValues[k]
    certificates[k] = GoalCertificate(goal: goal, proof: proof)
  }

  private mutating func reduce() throws {
    let reducer = ListReducer(market)
    run.charge(steps: 4 * market.pairCount)
    reductions = reducer.steps
    remains = reducer.remains
    lists = ShortenedLists(market)
    for step in reducer.steps { _ = lists.apply(step) }
  }

  // MARK: The matching held

  private mutating func keep(_ pairs: [Int32]) {
    best = pairs
    bestValues = values(of: pairs)
    run.report(best: bestValues.first, bound: bounds.first ?? nil)
  }

  /// Keeps a candidate if it is better than the best and, where the rule asks for it, stable.
  private mutating func offer(_ pairs: [Int32]) {
    let values = values(of: pairs)
    for (k, goal) in goals.enumerated() where values[k] != bestValues[k] {
      let isBetter = goal.isMinimized ? values[k] < bestValues[k] : values[k] > bestValues[k]
      if isBetter, !rule.demandsStability || problem.isStable(pairs) { keep(pairs) }
      return
    }
  }

  private func values(of pairs: [Int32]) -> [Int] {
    goals.map { goal in
      goal == .regret
        ? problem.worstRank(of: pairs)
        : pairs.reduce(0) { $1 < 0 ? $0 : $0 + market.amount(of: goal, pair: Int($1)) }
    }
  }

  // MARK: Ties

  /// Deferred acceptance from both sides, promotion of those left over, and trades inside ties.
  private mutating func searchTies(_ orders: StrictOrders, among allowed: [Bool]? = nil) {
    let among = allowed ?? remains
    for start in [
      talentsPropose(market, among: among, orders: orders),
      mentorsPropose(market, among: among, orders: orders),
    ] {
      offer(start)
      var search = TieSearch(
        market, among: among, from: start, goals: goals, random: SeededRandom(seed: random.next()))
      search.promoteLeftOvers()
      offer(search.pairOfTalent)
      let trades = 2_000 + 20 * market.talentCount
      offer(search.trade(count: trades, depth: 1, run: run))
      offer(search.trade(count: trades, depth: goals.count, run: run))
      if run.mustStop != nil { return }
    }
  }

  // MARK: The program

  /// Bounds every goal that is not proven yet, and improves the matching from the program's points.
  private mutating func bound() throws {
    let isExact = problem.isStrict || !rule.demandsStability
    let deferred = !isExact && (rule == .talent || rule == .mentor || rule == .largest)
    let pairsLeft = remains.reduce(0) { $0 + ($1 ? 1 : 0) }
    if pairsLeft > 0, !(deferred && pairsLeft > Self.largestBoundingProgram) {
      // A better value of an earlier goal takes away the ground of the later bounds.
      var rounds = 3
      while try !boundOnce(searches: !isExact && rounds > 0 && rule != .talent && rule != .mentor),
        rounds > 0
      {
        rounds -= 1
      }
    }
    boundWithoutProgram()
  }

  /// - Returns: Whether every bound speaks of the values now held.
  private mutating func boundOnce(searches: Bool) throws -> Bool {
    let formulation = StableFormulation(
      market, remains: remains, demandsStability: rule.demandsStability)
    var state = self
    var holds = true
    try withSession(formulation.program, run: run) { session in
      var program = StableProgram(formulation)
      var method = Session.Method.dual
      for k in state.goals.indices {
        let goal = state.goals[k]
        if state.bounds[k] != nil, state.bounds[k] == state.bestValues[k] {
          // Proven before by a theorem that holds for every matching of the program.
          if case .sameInEveryStableMatching = state.certificates[k]?.proof { continue }
        }
        if state.run.mustStop != nil { return }
        let pinned = Array(state.bestValues[..<k])
        if goal == .regret {
          try state.boundRegret(k, &program, &session, searches: searches)
          try program.limitRanks(to: state.bestValues[k], in: &session)
          method = .dual
        } else {
          try program.setGoal(goal, in: &session)
          try state.boundSum(k, &program, &session, method, searches: searches)
          method = .primal
          if k + 1 < state.goals.count {
            try program.pin(goal, at: state.bestValues[k], in: &session)
            method = .dual
          }
        }
        if Array(state.bestValues[..<k]) != pinned {
          holds = false
          return
        }
      }
    }
    self = state
    if !holds {
      // The later bounds were proven beside other values of the earlier goals.
      for k in goals.indices.dropFirst() {
        if case .sameInEveryStableMatching = certificates[k]?.proof { continue }
        bounds[k] = nil
        certificates[k] = nil
      }
    }
    return holds
  }

  private mutating func boundSum(
    _ k: Int, _ program: inout StableProgram, _ session: inout Session,
    _ method: Session.Method, searches: Bool
  ) throws {
    let weights: [Double]
    switch try program.solve(method, in: &session) {
    case .solved(let point, let duals):
      weights = duals
      improve(from: point, program.formulation, searches: searches)
    case .stopped(let duals?): weights = duals
    case .stopped(nil), .infeasible: return
    }
    record(
      proofs().sum(
        goals[k], value: bestValues[k], earlier: earlier(k), rows: program.rows, weights: weights),
      of: k)
  }

  /// Raises the bound on the worst rank until the program finds a point, then looks for a matching.
  private mutating func boundRegret(
    _ k: Int, _ program: inout StableProgram, _ session: inout Session, searches: Bool
  ) throws {
    // The smallest limit that may still have a matching lies in `low ... high`.
    var (low, high) = (1, bestValues[k])
    if problem.isStrict, high > 1 { low = high - 1 }
    while low < high {
      let limit = problem.isStrict ? low : (low + high) / 2
      try program.limitRanks(to: limit, in: &session)
      switch try program.solve(.dual, in: &session) {
      case .infeasible(let weights):
        low = limit + 1
        let certificate = weights.flatMap {
          proofs().empty(
            bound: low, value: bestValues[k], earlier: earlier(k), rows: program.rows, weights: $0)
        }
        guard let certificate else { return }
        record((low, certificate), of: k)
      case .solved(let point, _):
        high = limit
        if searches {
          let allowed = remains.indices.map {
            remains[$0] && Int(max(market.talentRank[$0], market.mentorRank[$0])) <= limit
          }
          improve(from: point, program.formulation, searches: false, among: allowed)
          searchTies(
            StrictOrders(market, preferring: preference(point, program.formulation)),
            among: allowed)
          high = min(high, bestValues[k])
        }
      case .stopped:
        return
      }
    }
    if low == 1 {
      // No rank is below 1, and the matching is not empty.
      record(
        proofs().empty(
          bound: 1, value: bestValues[k], earlier: earlier(k), rows: program.rows,
          weights: program.rows.map { _ in 1 }
        ).map { (1, $0) }, of: k)
    }
  }

  private mutating func record(_ found: (bound: Int, certificate: GoalCertificate)?, of k: Int) {
    guard let found else { return }
    bounds[k] = found.bound
    certificates[k] = found.certificate
    run.report(best: bestValues.first, bound: bounds.first ?? nil)
  }

  private func earlier(_ k: Int) -> [(goal: PairingGoal, value: Int)] {
    zip(goals, bestValues).prefix(k).map { (goal: $0, value: $1) }
  }

  private func proofs() -> RoundedProof {
    RoundedProof(
      problem: problem, rule: rule, matching: problem.matching(fromPairs: best), lists: lists)
  }

  private func preference(_ point: [Double], _ formulation: StableFormulation) -> [Double] {
    formulation.columnOfPair.map { $0 < 0 ? -1 : point[$0] }
  }

  /// Rounds a point of the program to matchings.
  ///
  /// With strict lists (and without stability) a vertex is a matching. Should a point lie inside a
  /// face after all, each talent takes the mentor at the middle of what he has: with strict lists that
  /// is stable and no worse than the point (Teo & Sethuraman 1998, doi:10.1287/moor.23.4.874).
  private mutating func improve(
    from point: [Double], _ formulation: StableFormulation, searches: Bool,
    among allowed: [Bool]? = nil
  ) {
    if problem.isStrict || !rule.demandsStability {
      offer(middle(of: point, formulation))
      return
    }
    guard rule != .talent && rule != .mentor else { return }
    let orders = StrictOrders(market, preferring: preference(point, formulation))
    let among = allowed ?? remains
    offer(talentsPropose(market, among: among, orders: orders))
    offer(mentorsPropose(market, among: among, orders: orders))
    if searches { searchTies(orders) }
  }

  private func middle(of point: [Double], _ formulation: StableFormulation) -> [Int32] {
    (0..<market.talentCount).map { t in
      var sum = 0.0
      for p in market.pairs(ofTalent: t) where formulation.columnOfPair[p] >= 0 {
        sum += point[formulation.columnOfPair[p]]
        if sum > 0.5 { return Int32(p) }
      }
      return -1
    }
  }

  /// Simple bounds for the goals that have none, for instance because a limit came first.
  private mutating func boundWithoutProgram() {
    for k in goals.indices where bounds[k] == nil {
      record(
        proofs().withoutProgram(goals[k], value: bestValues[k], earlier: earlier(k)), of: k)
      if bounds[k] == nil, goals[k].isMinimized { bounds[k] = 0 }
    }
  }
}
