internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// One run of the solver on a round of projects: the best stable matching held and its proofs.
///
/// The contracts are thinned out, deferred acceptance and trades give a matching, and goal after goal
/// the program with its combs and rounded sums bounds it; points of the program order the ties of
/// further matchings. What gap is left is branched on.
struct ProjectSearch {
  let problem: PairingProblem
  let goals: [PairingGoal]
  let run: Run
  let market: ProjectMarket
  var best: [Int] = []
  var bestValues: [Int] = []
  var bounds: [Int?]
  var certificates: [GoalCertificate?]
  var random: SeededRandom

  /// Dives from a point at least.
  static let dives = 8
  /// Trades before a program, for each talent.
  private static let tradesPerTalent = 100
  /// Contracts given up in one dive at most.
  static let refusals = 40
  /// Combs added for each mentor in one round.
  static let combsPerMentor = 3
  /// Rounded sums join in once there are fewer violated combs than classes divided by this.
  private static let classesPerLateComb = 50
  /// Rounds of rounded sums between two matchings from the point.
  private static let roundsBetweenMatchings = 4
  /// Rounds of rounded sums that neither move the bound nor make fewer columns fractional.
  private static let roundsStanding = 10
  /// Contracts left up to which the program is branched on.
  private static let largestBranchedProgram = 40_000

  init(_ problem: PairingProblem, _ contracts: PairingContracts, goals: [PairingGoal], run: Run) {
    self.problem = problem
    self.goals = goals
    self.run = run
    market = ProjectMarket(contracts)
    bounds = [Int?](repeating: nil, count: goals.count)
    certificates = [GoalCertificate?](repeating: nil, count: goals.count)
    random = SeededRandom(seed: run.seed)
    run.charge(steps: 16 * contracts.contracts.count)
  }

  /// For each contract whether it is made.
  var made: [Bool] {
    var made = [Bool](repeating: false, count: market.talent.count)
    for e in best where e >= 0 { made[e] = true }
    return made
  }

  mutating func solve() throws {
    let talents = market.contracts.ofTalent.count
    round(
      market.talent.indices.map { -Double($0) }, trades: Self.tradesPerTalent * talents, goal: 0)
    var kept: [ContractRow] = []
    for k in goals.indices where goals[k].isSum {
      let before = bestValues
      if k > 0, run.mustStop == nil { tradeOn(goal: k) }
      if run.mustStop == nil { try bound(k, &kept) }
      if bounds[k] != bestValues[k], run.mustStop == nil,
        market.remains.count(where: { $0 }) <= Self.largestBranchedProgram
      {
        try branch(k, kept)
      }
      // A better value of an earlier goal takes away the ground of this one's bound.
      if bestValues[..<k] != before[..<k] { forget(from: k) }
      if bounds[k] != bestValues[k] { break }
    }
  }

  private mutating func forget(from k: Int) {
    for later in k..<goals.count {
      bounds[later] = nil
      certificates[later] = nil
    }
  }

  // MARK: Matchings

  mutating func offer(_ held: [Int]) {
    let values = values(of: held)
    if !best.isEmpty {
      guard let k = values.indices.first(where: { values[$0] != bestValues[$0] }),
        goals[k].isMinimized ? values[k] < bestValues[k] : values[k] > bestValues[k]
      else { return }
    }
    guard market.isStable(held) else { return }
    best = held
    bestValues = values
    run.report(best: bestValues.first, bound: bounds.first ?? nil)
  }

  private func values(of held: [Int]) -> [Int] {
    goals.map { goal in
      held.reduce(0) { $1 < 0 ? $0 : $0 + market.contracts.contracts[$1].amount(of: goal) }
    }
  }

  /// Deferred acceptance with ties decided by `preference`, then trades.
  mutating func round(_ preference: [Double], trades: Int, goal k: Int) {
    var search = ProjectTrades(
      market, preferring: preference, goals: goals, random: SeededRandom(seed: random.next()))
    run.charge(steps: 16 * market.talent.count)
    search.propose()
    offer(search.held)
    let talents = market.contracts.ofTalent.count
    offer(search.trade(count: max(trades, 2 * talents), depth: k + 1, run: run))
  }

  /// Trades that keep what the goals before `k` have.
  mutating func tradeOn(goal k: Int) {
    var search = ProjectTrades(
      market, preferring: [Double](repeating: 0, count: market.talent.count), goals: goals,
      random: SeededRandom(seed: random.next()))
    search.hold(best)
    offer(
      search.trade(
        count: Self.tradesPerTalent * market.contracts.ofTalent.count, depth: k + 1, run: run))
  }

  // MARK: Bounds

  func earlier(_ k: Int) -> [(goal: PairingGoal, value: Int)] {
    zip(goals, bestValues).prefix(k).map { (goal: $0, value: $1) }
  }

  /// Solves the program over all combs and rounded sums, bounds goal `k`, and looks for better
  /// matchings around its point.
  ///
  /// - Parameters:
  ///   - k: Position of the goal.
  ///   - kept: Rows to begin with; afterwards those that the bound uses.
  /// - Throws: An error of the engine.
  private mutating func bound(_ k: Int, _ kept: inout [ContractRow]) throws {
    var program = ProjectProgram(market, goal: goals[k], earlier: earlier(k), kept: kept)
    let workBefore = run.work
    try withSession(program.program, run: run) { session in
      // The matching held is a vertex near the optimum.
      try session.enterBasis(
        best.indices.compactMap { t in
          best[t] < 0
            ? nil : (Column(program.columnOfContract[best[t]]), Row(program.rowOfTalent[t]))
        })
      var weights: [Double]?
      let point = try tighten(k, &program, &session) { weights = $0 }
      guard let weights else { return }
      record(certificate(k, program, weights), of: k)
      let isUsed = program.rows.indices.map { $0 < weights.count && weights[$0] != 0 }
      kept = program.rows(where: isUsed, keepingBase: true).rows
      guard let point else { return }
      try improve(from: point, goal: k, work: run.work - workBefore, &program, &session)
    }
  }

  /// Solves a program, adding combs, and where only a few are violated rounded sums too, until none
  /// is violated or the matching held is as good as the bound.
  ///
  /// - Returns: The last point; `nil` if there is none or a limit came first.
  private mutating func tighten(
    _ k: Int, _ program: inout ProjectProgram, _ session: inout Session,
    duals: ([Double]) -> Void
  ) throws -> [Double]? {
    var method = Session.Method.primal
    var (objective, fractions, still, rounds) = (-Double.infinity, Int.max, 0, 0)
    while case .optimal = try session.solve(method) {
      method = .dual
      let point = session.values()
      duals(session.duals())
      run.charge(steps: 8 * point.count)
      var new = program.violatedCombs(at: point, tolerance: 1e-6, limit: Self.combsPerMentor)
      if new.count > market.places.count / Self.classesPerLateComb {
        // A limit may come before the combs are complete.
        round(program.wanted(at: point), trades: 0, goal: k)
      } else {
        if rounds.isMultiple(of: Self.roundsBetweenMatchings) {
          let talents = market.contracts.ofTalent.count
          round(program.wanted(at: point), trades: rounds == 0 ? 0 : 20 * talents, goal: k)
        }
        rounds += 1
        // What rounding the weights takes must not cost the last unit.
        if session.objective > cost(ofBest: k) - 1 + 1e-3 { return point }
        let fractional = point.count { $0 > 1e-6 && $0 < 1 - 1e-6 }
        still = session.objective > objective + 1e-4 || fractional < fractions ? 0 : still + 1
        (objective, fractions) = (max(objective, session.objective), min(fractions, fractional))
        if still < Self.roundsStanding {
          new += program.violatedSums(at: point, using: &random, run: run)
        }
      }
      if new.isEmpty { return point }
      try session.addRows(program.note(new))
    }
    return nil
  }

  /// Solves a changed program again, adding combs until none is violated.
  ///
  /// - Returns: The point; `nil` if there is none or a limit came first.
  func relax(
    _ program: inout ProjectProgram, _ session: inout Session
  ) throws -> [Double]? {
    while case .optimal = try session.solve(.dual) {
      let point = session.values()
      run.charge(steps: 8 * point.count)
      let new = program.violatedCombs(at: point, tolerance: 1e-6, limit: Self.combsPerMentor)
      if new.isEmpty { return point }
      try session.addRows(program.note(new))
    }
    return nil
  }

  /// The goal's value held, as the program counts it.
  func cost(ofBest k: Int) -> Double {
    Double(goals[k].isMinimized ? bestValues[k] : -bestValues[k])
  }

  /// The weights of the simplex method as a proof in whole numbers.
  private func certificate(
    _ k: Int, _ program: ProjectProgram, _ weights: [Double]
  ) -> GoalCertificate {
    let denominator = 1 << 20
    var rounded = [Int](repeating: 0, count: program.rows.count)
    for (i, (row, weight)) in zip(program.rows, weights).enumerated() {
      let scaled = (weight * Double(denominator)).rounded()
      guard abs(scaled) < 0x1p50 else { continue }
      // A row with one side takes weights of one sign; the other is rounding noise.
      rounded[i] =
        switch row {
        case .talent, .room, .exchange, .rounded: min(0, Int(scaled))
        case .comb, .projectComb: max(0, Int(scaled))
        case .pinned(let goal): goal.isMinimized ? min(0, Int(scaled)) : max(0, Int(scaled))
        }
    }
    let used = program.rows(where: rounded.map { $0 != 0 }, keepingBase: false)
    let multipliers = zip(used.position, rounded).compactMap { position, weight in
      position.flatMap {
        weight == 0 ? nil : BoundCertificate.Multiplier(row: $0, weight: weight)
      }
    }
    return GoalCertificate(
      goal: goals[k],
      proof: .stableContracts(
        steps: market.steps, rows: used.rows,
        bound: BoundCertificate(
          denominator: denominator, nodes: [.bounded(multipliers: multipliers)])))
  }

  /// Keeps a proof if it is worth more than the one held; the verifier says what it is worth.
  mutating func record(_ certificate: GoalCertificate, of k: Int) {
    guard
      let bound = certificate.stableContractBound(over: market.contracts, earlier: earlier(k))
    else { return }
    if let held = bounds[k], goals[k].isMinimized ? bound <= held : bound >= held { return }
    bounds[k] = bound
    certificates[k] = certificate
    run.report(best: bestValues.first, bound: bounds.first ?? nil)
  }
}
