internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// The goal that is no sum over the pairs, both sides' ranks as equal as possible, and what comes after it.
///
/// NP-hard even with strict lists (Kato 1993, doi:10.1007/BF03167222), so the program is branched on,
/// with combs separated at every node.
extension PairingSearch {
  /// Bounds `imbalance` and the sums after it, and improves the matching.
  mutating func balance() throws {
    guard let first = goals.firstIndex(of: .imbalance) else { return }
    for k in first..<goals.count where bounds[k] != bestValues[k] {
      if run.mustStop != nil { break }
      let before = bestValues
      try balance(k)
      if bestValues != before { forgetBounds(after: k) }
      if bounds[k] != bestValues[k] { break }
    }
    boundWithoutProgram()
  }

  private mutating func balance(_ k: Int) throws {
    let formulation = StableFormulation(market, remains: remains, demandsStability: true)
    guard formulation.pairOfColumn.count <= Self.largestBoundingProgram else { return }
    var (program, rows, imbalance) = balanceProgram(formulation, for: k)
    var combs: [StableRow] = []
    func point(of pairs: [Int32]) -> [Double] {
      formulation.point(of: pairs) + [Double(problem.imbalance(of: pairs))]
    }
    let snapshot = self
    let hooks = BranchingHooks(
      cuts: { point in
        formulation.violatedCombs(at: point, tolerance: 1e-6, limit: 3).compactMap { comb in
          guard var row = formulation.row(for: comb) else { return nil }
          // The search does not add every comb that it asks for; those it adds are known by names.
          row.name = String(combs.count)
          combs.append(comb)
          return row
        }
      },
      heuristic: { point in
        let wanted = formulation.columnOfPair.map { $0 < 0 ? -1 : point[$0] }
        let orders = StrictOrders(snapshot.market, preferring: wanted)
        let pairs = talentsPropose(snapshot.market, among: snapshot.remains, orders: orders)
        return formulation.point(of: pairs) + [Double(snapshot.problem.imbalance(of: pairs))]
      })
    for j in formulation.pairOfColumn.indices { program.makeInteger(Column(j)) }
    program.makeInteger(imbalance)
    let outcome = try program.solve(
      run: run, options: BranchingOptions(certifies: true, start: point(of: best)), hooks: hooks)
    if let values = outcome.values { offer(middle(of: values, formulation)) }
    guard let tree = outcome.certificate else { return }
    rows += outcome.addedRows.compactMap { Int($0.name).map { combs[$0] } }
    let certificate = GoalCertificate(goal: goals[k], proof: .sum(rows: rows, bound: tree))
    let bound = problem.provenBound(
      certificate, rule: rule, earlier: earlier(k), lists: lists)
    if let bound { record((bound, certificate), of: k) }
  }

  /// imbalance[1]:  d ≥ Σ (talent_rank − mentor_rank) · x;  imbalance[2]:  d ≥ −(the same)
  private func balanceProgram(
    _ formulation: StableFormulation, for k: Int
  ) -> (program: LinearProgram, rows: [StableRow], imbalance: Column) {
    var program = formulation.program
    var rows = formulation.rows
    let amounts = formulation.pairOfColumn.map { imbalance(ofPair: $0) }
    // As wide as the verifier's column: over all pairs of the market.
    let most = (0..<market.pairCount).reduce(0) { $0 + abs(imbalance(ofPair: $1)) }
    let column = program.addColumn(
      "imbalance", .init(lower: 0, upper: Double(most)), cost: goals[k] == .imbalance ? 1 : 0)
    if goals[k] != .imbalance {
      for j in formulation.pairOfColumn.indices {
        program.setCost(Double(formulation.cost(goals[k], column: j)), of: Column(j))
      }
    }
    for talentsAhead in [true, false] {
      var sum = LinearExpression()
      sum.add(1, column)
      for (j, amount) in amounts.enumerated() where amount != 0 {
        sum.add(Double(talentsAhead ? -amount : amount), Column(j))
      }
      program.require("imbalance[\(talentsAhead ? 1 : 2)]", sum, atLeast: 0)
      rows.append(.imbalance(talentsAhead: talentsAhead))
    }
    for (goal, value) in earlier(k) {
      if goal == .regret {
        for j in formulation.pairOfColumn.indices where formulation.worstRank(ofColumn: j) > value {
          program.setBounds(.fixed(0), of: Column(j))
        }
      } else if goal == .imbalance {
        let pin = LinearExpression([.init(1, column)])
        program.require("pinned[imbalance]", pin, in: .atMost(Double(value)))
        rows.append(.pinned(goal))
      } else {
        let pin = formulation.pinningRow(goal, at: value)
        program.require(pin.name, LinearExpression(pin.terms), in: pin.bounds)
        rows.append(.pinned(goal))
      }
    }
    return (program, rows, column)
  }

  private func imbalance(ofPair p: Int) -> Int {
    Int(market.talentRank[p]) - Int(market.mentorRank[p])
  }
}

extension PairingProblem {
  /// Difference between the sums of the two sides' ranks, without sign.
  func imbalance(of pairOfTalent: [Int32]) -> Int {
    abs(
      pairOfTalent.reduce(0) { sum, p in
        p < 0 ? sum : sum + Int(market.talentRank[Int(p)]) - Int(market.mentorRank[Int(p)])
      })
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
