internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// One run of the solver on a round of projects: the best stable matching held and its proofs.
///
/// The contracts are thinned out, deferred acceptance and trades give a matching, and goal after goal
/// the program with its combs bounds it; points of the program order the ties of further matchings.
/// What gap is left is branched on.
struct ProjectSearch {
  let problem: PairingProblem
  let goals: [PairingGoal]
  let run: Run
  let market: ProjectMarket
  private(set) var best: [Int] = []
  private(set) var bestValues: [Int] = []
  private(set) var bounds: [Int?]
  private(set) var certificates: [GoalCertificate?]
  private var random: SeededRandom

  /// Combs added for each mentor in one round.
  private static let combsPerMentor = 3
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
    round(market.talent.indices.map { -Double($0) }, trades: 4 * best.count, goal: 0)
    var combs: [ContractRow] = []
    for k in goals.indices where goals[k].isSum {
      let before = bestValues
      if run.mustStop == nil { try bound(k, &combs) }
      if bounds[k] != bestValues[k], run.mustStop == nil,
        market.remains.count(where: { $0 }) <= Self.largestBranchedProgram
      {
        try branch(k, combs)
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

  private mutating func offer(_ held: [Int]) {
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
  private mutating func round(_ preference: [Double], trades: Int, goal k: Int) {
    var search = ProjectTrades(
      market, preferring: preference, goals: goals, random: SeededRandom(seed: random.next()))
    run.charge(steps: 16 * market.talent.count)
    search.propose()
    offer(search.held)
    let talents = market.contracts.ofTalent.count
    offer(search.trade(count: max(trades, 2 * talents), depth: k + 1, run: run))
  }

  // MARK: Bounds

  private func earlier(_ k: Int) -> [(goal: PairingGoal, value: Int)] {
    zip(goals, bestValues).prefix(k).map { (goal: $0, value: $1) }
  }

  /// Solves the program over all combs, bounds goal `k`, and looks for better matchings around its
  /// point.
  ///
  /// - Parameters:
  ///   - k: Position of the goal.
  ///   - combs: Combs to begin with; afterwards those that the bound uses.
  /// - Throws: An error of the engine.
  private mutating func bound(_ k: Int, _ combs: inout [ContractRow]) throws {
    var program = ProjectProgram(market, goal: goals[k], earlier: earlier(k), combs: combs)
    let workBefore = run.work
    try withSession(program.program, run: run) { session in
      // The matching held is a vertex near the optimum.
      try session.enterBasis(
        best.indices.compactMap { t in
          best[t] < 0
            ? nil : (Column(program.columnOfContract[best[t]]), Row(program.rowOfTalent[t]))
        })
      var weights: [Double]?
      let point = try relax(&program, &session, .primal) { weights = $0 }
      guard let weights else { return }
      record(certificate(k, program.rows, weights), of: k)
      combs = zip(program.rows, weights).compactMap { row, weight in
        switch row {
        case .comb, .projectComb: weight == 0 ? nil : row
        default: nil
        }
      }
      guard let point else { return }
      try improve(from: point, goal: k, work: run.work - workBefore, &program, &session)
    }
  }

  /// Solves a program, adding combs until none is violated.
  ///
  /// - Returns: The point; `nil` if there is none or a limit came first.
  private func relax(
    _ program: inout ProjectProgram, _ session: inout Session, _ method: Session.Method,
    duals: (([Double]) -> Void)? = nil
  ) throws -> [Double]? {
    var method = method
    while case .optimal = try session.solve(method) {
      method = .dual
      let point = session.values()
      duals?(session.duals())
      run.charge(steps: 8 * point.count)
      let new = program.violatedCombs(at: point, tolerance: 1e-6, limit: Self.combsPerMentor)
      if new.isEmpty { return point }
      try session.addRows(new.map { program.row($0) })
      program.note(new)
    }
    return nil
  }

  /// Rounds a point, then dives from it, for as long as solving it took.
  private mutating func improve(
    from point: [Double], goal k: Int, work: Int, _ program: inout ProjectProgram,
    _ session: inout Session
  ) throws {
    let before = run.work
    let talents = market.contracts.ofTalent.count
    let wanted = program.columnOfContract.map { $0 < 0 ? -1 : point[$0] }
    round(wanted, trades: 60 * talents, goal: k)
    var attempt = 0
    while bestValues[k] != bounds[k], run.work - before < work, run.mustStop == nil {
      try dive(from: point, attempt, goal: k, &program, &session)
      attempt += 1
      let noise = (Double(attempt) * 0.618034).truncatingRemainder(dividingBy: 1)
      let shaken = wanted.map { $0 < 0 ? $0 : $0 + noise * .random(in: 0..<1, using: &random) }
      round(shaken, trades: 10 * talents, goal: k)
    }
  }

  /// Makes contracts one after the other that the point nearly makes, solving again each time; points
  /// on the way order the ties of further matchings.
  private mutating func dive(
    from start: [Double], _ attempt: Int, goal k: Int, _ program: inout ProjectProgram,
    _ session: inout Session
  ) throws {
    var point = start
    var fixed: [Int] = []
    while bestValues[k] != bounds[k], run.mustStop == nil {
      // The first dive follows the point, later ones a shaken one.
      let order = point.indices.filter { point[$0] > 1e-6 && point[$0] < 1 - 1e-6 }
        .map { j in
          let shake = attempt == 0 ? 0 : Double.random(in: -0.3..<0.3, using: &random)
          return (value: point[j] + shake, column: j)
        }.sorted { ($0.value, $1.column) > ($1.value, $0.column) }
      guard let first = order.first else {
        offer(held(at: point, program))
        break
      }
      let sure = order.prefix { $0.value > 0.75 }.prefix(max(1, order.count / 8))
      for choice in sure.isEmpty ? [first] : Array(sure) {
        try session.setBounds(.fixed(1), of: Column(choice.column))
        fixed.append(choice.column)
      }
      guard let next = try relax(&program, &session, .dual),
        session.objective < cost(ofBest: k) - 0.5
      else { break }
      point = next
      round(
        program.columnOfContract.map { $0 < 0 ? -1 : point[$0] },
        trades: 2 * market.contracts.ofTalent.count, goal: k)
    }
    for j in fixed { try session.setBounds(.unit, of: Column(j)) }
  }

  /// The goal's value held, as the program counts it.
  private func cost(ofBest k: Int) -> Double {
    Double(goals[k].isMinimized ? bestValues[k] : -bestValues[k])
  }

  private mutating func branch(_ k: Int, _ combs: [ContractRow]) throws {
    let base = ProjectProgram(market, goal: goals[k], earlier: earlier(k), combs: combs)
    var asked: [ContractRow] = []
    var found: [[Int]] = []
    let (snapshot, seed) = (self, run.seed)
    let hooks = BranchingHooks(
      cuts: { point in
        base.violatedCombs(at: point, tolerance: 1e-5, limit: Self.combsPerMentor).map { comb in
          var row = base.row(comb)
          // The search does not add every comb that it asks for; those it adds are known by names.
          row.name = String(asked.count)
          asked.append(comb)
          return row
        }
      },
      heuristic: { point in
        var search = ProjectTrades(
          snapshot.market, preferring: base.columnOfContract.map { $0 < 0 ? -1 : point[$0] },
          goals: snapshot.goals, random: SeededRandom(seed: seed))
        search.propose()
        let held = search.trade(count: 4 * snapshot.best.count, depth: k + 1, run: snapshot.run)
        found.append(held)
        return base.point(of: held)
      })
    let outcome = try base.program.solve(
      run: run, options: BranchingOptions(certifies: true, start: base.point(of: best)),
      hooks: hooks)
    for held in found { offer(held) }
    if let values = outcome.values { offer(held(at: values, base)) }
    guard let tree = outcome.certificate else { return }
    let rows = base.rows + outcome.addedRows.compactMap { Int($0.name).map { asked[$0] } }
    let certificate = GoalCertificate(
      goal: goals[k],
      proof: .stableContracts(steps: market.steps, rows: rows, bound: tree))
    record(certificate, of: k)
  }

  private func held(at point: [Double], _ program: ProjectProgram) -> [Int] {
    var held = [Int](repeating: -1, count: market.contracts.ofTalent.count)
    for (j, e) in program.contractOfColumn.enumerated() where point[j] > 0.5 {
      held[market.talent[e]] = e
    }
    return held
  }

  /// The weights of the simplex method as a proof in whole numbers.
  private func certificate(
    _ k: Int, _ rows: [ContractRow], _ weights: [Double]
  ) -> GoalCertificate {
    let denominator = 1 << 20
    var used: [ContractRow] = []
    var multipliers: [BoundCertificate.Multiplier] = []
    for (row, weight) in zip(rows, weights) {
      let scaled = (weight * Double(denominator)).rounded()
      guard abs(scaled) < 0x1p50 else { continue }
      // A row with one side takes weights of one sign; the other is rounding noise.
      let rounded =
        switch row {
        case .talent, .room, .exchange: min(0, Int(scaled))
        case .comb, .projectComb: max(0, Int(scaled))
        case .pinned(let goal): goal.isMinimized ? min(0, Int(scaled)) : max(0, Int(scaled))
        }
      if rounded == 0 { continue }
      multipliers.append(BoundCertificate.Multiplier(row: used.count, weight: rounded))
      used.append(row)
    }
    return GoalCertificate(
      goal: goals[k],
      proof: .stableContracts(
        steps: market.steps, rows: used,
        bound: BoundCertificate(
          denominator: denominator, nodes: [.bounded(multipliers: multipliers)])))
  }

  /// Keeps a proof if it is worth more than the one held; the verifier says what it is worth.
  private mutating func record(_ certificate: GoalCertificate, of k: Int) {
    guard
      let bound = certificate.stableContractBound(over: market.contracts, earlier: earlier(k))
    else { return }
    if let held = bounds[k], goals[k].isMinimized ? bound <= held : bound >= held { return }
    bounds[k] = bound
    certificates[k] = certificate
    run.report(best: bestValues.first, bound: bounds.first ?? nil)
  }
}
