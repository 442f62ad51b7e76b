internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Closing the gap that ties leave between the best matching and the program's bound.
extension PairingSearch {
  /// Most pairs left on the lists for which branching is tried.
  static let largestBranchedProgram = 8_000

  /// Branches on pairs, goal after goal, with combs separated at every node, until bound and matching
  /// meet or a limit comes.
  ///
  /// Only sums are branched on; a worst rank whose bound is open ends the work.
  mutating func branch() throws {
    guard !problem.isStrict, rule.demandsStability, rule != .talent, rule != .mentor else { return }
    let formulation = StableFormulation(market, remains: remains, demandsStability: true)
    guard formulation.pairOfColumn.count <= Self.largestBranchedProgram else { return }
    for k in goals.indices where bounds[k] != bestValues[k] {
      if goals[k] == .regret || run.mustStop != nil { return }
      let before = bestValues
      try branch(on: k, formulation)
      if bestValues != before { forgetBounds(after: k) }
      if bounds[k] != bestValues[k] { return }
    }
  }

  private mutating func branch(on k: Int, _ formulation: StableFormulation) throws {
    var program = formulation.program
    var rows = formulation.rows
    for j in formulation.pairOfColumn.indices {
      program.setCost(Double(formulation.cost(goals[k], column: j)), of: Column(j))
      program.makeInteger(Column(j))
    }
    for (goal, value) in earlier(k) {
      if goal == .regret {
        for j in formulation.pairOfColumn.indices where formulation.worstRank(ofColumn: j) > value {
          program.setBounds(.fixed(0), of: Column(j))
        }
      } else {
        let pin = formulation.pinningRow(goal, at: value)
        program.require(pin.name, LinearExpression(pin.terms), in: pin.bounds)
        rows.append(.pinned(goal))
      }
    }
    let snapshot = self
    // The search does not add every comb that it asks for; those it adds are known by their names.
    var combs: [StableRow] = []
    let hooks = BranchingHooks(
      cuts: { point in
        formulation.violatedCombs(at: point, tolerance: 1e-6, limit: 3).compactMap { comb in
          guard var row = formulation.row(for: comb) else { return nil }
          row.name = String(combs.count)
          combs.append(comb)
          return row
        }
      },
      heuristic: { point in snapshot.rounded(point, formulation, goal: k) })
    let outcome = try program.solve(
      run: run,
      options: BranchingOptions(certifies: true, start: formulation.point(of: best)), hooks: hooks)
    if let values = outcome.values { offer(middle(of: values, formulation)) }
    guard let tree = outcome.certificate else { return }
    rows += outcome.addedRows.compactMap { Int($0.name).map { combs[$0] } }
    let certificate = GoalCertificate(goal: goals[k], proof: .sum(rows: rows, bound: tree))
    guard
      let bound = problem.provenBound(
        certificate, rule: rule, matching: problem.matching(fromPairs: best),
        value: bestValues[k], earlier: earlier(k), lists: lists)
    else { return }
    let isStronger = bounds[k].map { goals[k].isMinimized ? bound > $0 : bound < $0 } ?? true
    if isStronger { record((bound, certificate), of: k) }
  }

  /// The better of two matchings that order ties by a point and let either side propose.
  private func rounded(
    _ point: [Double], _ formulation: StableFormulation, goal k: Int
  ) -> [Double] {
    let orders = StrictOrders(market, preferring: preference(point, formulation))
    run.charge(steps: 8 * market.pairCount)
    let candidates = [
      talentsPropose(market, among: remains, orders: orders),
      mentorsPropose(market, among: remains, orders: orders),
    ].map { start in
      var search = TieSearch(
        market, among: remains, from: start, goals: goals, random: SeededRandom(seed: run.seed))
      search.promoteLeftOvers()
      return search.trade(count: 4 * market.talentCount, depth: 1, run: run)
    }
    let costs = candidates.map { pairs in
      pairs.reduce(0) { sum, p in
        p < 0 || formulation.columnOfPair[Int(p)] < 0
          ? sum : sum + formulation.cost(goals[k], column: formulation.columnOfPair[Int(p)])
      }
    }
    return formulation.point(of: costs[0] <= costs[1] ? candidates[0] : candidates[1])
  }

  /// Bounds of later goals were proven beside other values of the earlier ones.
  private mutating func forgetBounds(after k: Int) {
    for later in goals.indices where later > k {
      if case .sameInEveryStableMatching = certificates[later]?.proof { continue }
      bounds[later] = nil
      certificates[later] = nil
    }
  }
}

extension StableFormulation {
  /// A matching as a value of each column.
  func point(of pairs: [Int32]) -> [Double] {
    var point = [Double](repeating: 0, count: pairOfColumn.count)
    for p in pairs where p >= 0 && columnOfPair[Int(p)] >= 0 { point[columnOfPair[Int(p)]] = 1 }
    return point
  }
}
