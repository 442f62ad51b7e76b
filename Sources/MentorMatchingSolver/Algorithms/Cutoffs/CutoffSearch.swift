internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Branch and cut on the mentors' cut-offs for one goal, with its proof.
///
/// Each case splits at a mentor and a rank (``CutoffProof``); both sides shorten the lists, which is
/// fixing columns of one program. Combs hold in every case, so they are separated at every node and
/// shared. Once every cut-off is decided, what is left is a transportation problem. Cases are taken
/// by their bound in whole numbers, the deepest first among equals.
struct CutoffSearch {
  let problem: PairingProblem
  let goal: PairingGoal
  let goals: [PairingGoal]
  let run: Run
  let formulation: StableFormulation
  /// Cost of each column, smaller is better.
  let costs: [Int]
  /// Every objective is a multiple of this.
  let costUnit: Int

  /// The rows of the session, in order.
  var rows: [CutoffRow] = []
  /// Rows that never leave the session: talents, mentors and earlier goals.
  var staticRowCount = 0
  var proof = CutoffProofWriter()
  var open = OpenCases()
  /// The case whose bounds the session has.
  var lower: [UInt8]
  var upper: [UInt8]
  var rowState: [UInt8] = []

  /// Pairs that a matching of the search may hold.
  var allowed: [Bool]
  var best: [Int32]
  var bestCost: Int
  var nodeCount = 0
  /// What the session's costs add to the goal's: see ``leanOnNextGoal()``.
  var lean: [Double] = []
  /// What the best matching had of it.
  var leanOfBest = 0.0
  /// The point that was rounded while the costs leaned on the next goal.
  var roundedPoint: [Double] = []
  /// Whether a point was improved on at length.
  var hasImproved = false
  /// Whether the session's basis has a feasible point and the costs are new.
  var startsWithPrimal = false
  /// Work units of the run before this search.
  let workBefore: Int
  /// Combs that were kept when slack ones left last.
  var keptCombs = 0
  /// Combs that bind at the first relaxation's optimum.
  var rootCombs: [StableRow] = []

  var market: PairingMarket { problem.market }

  /// A relaxation that costs this much holds nothing better than the best matching; while the session
  /// leans on the next goal that is likely, and told by the sum.
  var cutoff: Double { Double(bestCost - costUnit) + 0.002 * Double(costUnit) + leanOfBest }

  init(
    _ problem: PairingProblem, goals: [PairingGoal], goal k: Int, formulation: StableFormulation,
    best: [Int32], run: Run
  ) {
    self.problem = problem
    self.goals = goals
    goal = goals[k]
    self.run = run
    self.formulation = formulation
    self.best = best
    workBefore = run.work
    let goal = goals[k]
    // A worst rank is no sum: the search then asks whether anything is left within a limit.
    costs = formulation.pairOfColumn.indices.map {
      goal.isSum ? formulation.cost(goal, column: $0) : 0
    }
    costUnit = max(1, costs.reduce(0) { greatestCommonDivisor($0, $1) })
    bestCost =
      goal.isSum
      ? best.reduce(0) { sum, p in
        p < 0 || formulation.columnOfPair[Int(p)] < 0
          ? sum : sum + formulation.cost(goal, column: formulation.columnOfPair[Int(p)])
      } : problem.worstRank(of: best)
    allowed = formulation.columnOfPair.map { $0 >= 0 }
    lower = [UInt8](repeating: 0, count: costs.count)
    upper = [UInt8](repeating: 1, count: costs.count)
  }

  /// Searches until every case is closed or a limit comes.
  ///
  /// - Parameters:
  ///   - remains: The pairs of the program.
  ///   - earlier: Earlier goals with the values to keep; for a worst rank also the limit that is
  ///     asked about, as if it were one of them.
  ///   - combs: Combs to begin with.
  /// - Returns: The rows and cases of the proof; `nil` if not even the first relaxation was solved.
  /// - Throws: An error of the engine.
  mutating func search(
    remains: [Bool], earlier: [(goal: PairingGoal, value: Int)], combs: [StableRow] = []
  ) throws -> (rows: [StableRow], proof: CutoffProof)? {
    leanOnNextGoal()
    let program = makeProgram(earlier)
    var lists = CaseLists(market, remains: remains)
    var limit: Int?
    for (goal, value) in earlier where goal == .regret {
      limit = value
      for j in costs.indices where formulation.worstRank(ofColumn: j) > value {
        lists.decide(formulation.pairOfColumn[j], isMade: false)
        allowed[formulation.pairOfColumn[j]] = false
      }
    }
    run.charge(steps: lists.shorten())
    let rootNode = proof.enter(0, steps: lists.takeSteps())
    open.insert(OpenCase(lists: lists, bound: .min, depth: 0, proofNode: rootNode))
    try withSession(program, run: run) { session in
      try add(combs, &session)
      try start(&session)
      while run.mustStop == nil, let next = open.removeFirst() {
        if let limit, goal == .regret, bestCost <= limit {
          open.insert(next)
          break
        }
        if next.bound >= bestCost {
          proof.close(next.proofNode, .bounded(RowWeights(next.inherited)))
        } else if try !look(at: next, &session) {
          open.insert(next)
          break
        }
      }
    }
    if let limit, goal == .regret, !open.all.isEmpty || bestCost <= limit { return nil }
    for rest in open.all {
      // Before the first relaxation is solved nothing is known.
      if rest.bound == .min { return nil }
      proof.close(rest.proofNode, .bounded(RowWeights(rest.inherited)))
    }
    return proof.finished
  }

  private mutating func makeProgram(
    _ earlier: [(goal: PairingGoal, value: Int)]
  ) -> LinearProgram {
    var program = LinearProgram("cutoffs")
    for (j, cost) in costs.enumerated() {
      _ = program.addColumn("assign[\(j)]", .unit)
      program.setCost(Double(cost) + (leansOnNextGoal ? lean[j] : 0), of: Column(j))
    }
    for t in 0..<market.talentCount {
      let columns = market.pairs(ofTalent: t).compactMap { column(of: $0) }
      if columns.isEmpty { continue }
      program.require("one_mentor[\(t)]", LinearExpression(sumOf: columns), atMost: 1)
      rows.append(CutoffRow(.talent(t), columns))
    }
    for m in 0..<market.mentorCount {
      let columns = market.pairs(ofMentor: m).compactMap { column(of: Int($0)) }
      if columns.isEmpty { continue }
      program.require(
        "seats[\(m)]", LinearExpression(sumOf: columns), atMost: Double(market.places[m]))
      rows.append(CutoffRow(.mentor(m), columns))
    }
    for (goal, value) in earlier where goal != .regret {
      let pin = formulation.pinningRow(goal, at: value)
      program.require(pin.name, LinearExpression(pin.terms), in: pin.bounds)
      var row = CutoffRow(.pinned(goal), pin.terms.map(\.column))
      row.coefficients = pin.terms.map { Int($0.coefficient) }
      row.side = value
      rows.append(row)
    }
    staticRowCount = rows.count
    rowState = [UInt8](repeating: 0, count: rows.count)
    return program
  }

  /// Begins at the best matching, which is a vertex near the optimum.
  private mutating func start(_ session: inout Session) throws {
    guard goal.isSum else { return }
    let entries = rows.indices.compactMap { i -> (column: Column, row: Row)? in
      guard case .talent(let t) = rows[i].meaning, best[t] >= 0, let j = column(of: Int(best[t]))
      else { return nil }
      return (j, Row(i))
    }
    try session.enterBasis(entries)
    startsWithPrimal = true
  }

  private func column(of pair: Int) -> Column? {
    let j = formulation.columnOfPair[pair]
    return j < 0 ? nil : Column(j)
  }

  /// Keeps a stable matching that is better and keeps the earlier goals.
  mutating func offer(_ pairs: [Int32]) {
    for earlier in goals {
      if earlier == goal { break }
      if value(earlier, pairs) != value(earlier, best) { return }
    }
    let cost = goal.isMinimized ? value(goal, pairs) : -value(goal, pairs)
    guard cost < bestCost, problem.isStable(pairs) else { return }
    best = pairs
    bestCost = cost
  }

  private func value(_ goal: PairingGoal, _ pairs: [Int32]) -> Int {
    goal == .regret
      ? problem.worstRank(of: pairs)
      : pairs.reduce(0) { $1 < 0 ? $0 : $0 + market.amount(of: goal, pair: Int($1)) }
  }
}

/// A row of the session.
struct CutoffRow {
  /// What the row says.
  enum Meaning {
    case talent(Int)
    case mentor(Int)
    case comb(StableRow)
    case short(mentor: Int, rank: Int32)
    case pinned(PairingGoal)
  }

  let meaning: Meaning
  let columns: [Int32]
  /// Coefficients other than 1.
  var coefficients: [Int]?
  /// Value of an earlier goal.
  var side = 0

  init(_ meaning: Meaning, _ columns: [Column]) {
    self.meaning = meaning
    self.columns = columns.map { Int32($0.index) }
  }
}
