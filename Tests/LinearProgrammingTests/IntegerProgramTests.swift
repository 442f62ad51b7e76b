import LinearProgramming
import Solving
import TestSupport
import Testing

@Suite struct `Integer programs` {
  @Test(arguments: 0..<UInt64(400))
  func `the optimum equals enumeration`(seed: UInt64) throws {
    let program = LinearProgram.randomInteger(
      columns: 3 + Int(seed % 4), rows: 2 + Int(seed % 5), seed: seed)
    let expected = program.bestByEnumeration().map { program.objective.value(at: $0) }
    let outcome = try program.solve()
    #expect(outcome.objective == expected)
    #expect(outcome.termination == (expected == nil ? .infeasible : .optimal))
    if let values = outcome.values, let expected {
      #expect(program.largestViolation(at: values) <= 1e-9)
      #expect(outcome.bound == expected)
    }
  }

  @Test(arguments: 0..<UInt64(400))
  func `a certified optimum equals enumeration, and its proof adds up`(seed: UInt64) throws {
    let program = LinearProgram.randomInteger(
      columns: 3 + Int(seed % 4), rows: 2 + Int(seed % 5), seed: seed)
    let expected = program.bestByEnumeration().map { program.objective.value(at: $0) }
    let outcome = try program.solve(options: BranchingOptions(certifies: true))
    #expect(outcome.objective == expected)
    let certificate = try #require(outcome.certificate)
    let bound = try certificate.verifiedBound(for: system(program))
    let sign = program.sense == .minimize ? 1 : -1
    #expect(bound == expected.map { sign * Int($0) })
  }

  @Test(arguments: 0..<UInt64(60))
  func `a certificate that claims more than is true does not add up`(seed: UInt64) throws {
    let program = LinearProgram.randomInteger(columns: 5, rows: 4, seed: seed)
    let outcome = try program.solve(options: BranchingOptions(certifies: true))
    guard let certificate = outcome.certificate, let objective = outcome.objective else { return }
    let optimum = (program.sense == .minimize ? 1 : -1) * Int(objective)
    let system = system(program)
    for (k, node) in certificate.nodes.enumerated() {
      guard case .bounded(let multipliers) = node else { continue }
      for index in multipliers.indices {
        var nodes = certificate.nodes
        var forged = multipliers
        forged[index] = BoundCertificate.Multiplier(
          row: multipliers[index].row, weight: 2 * multipliers[index].weight + 1000)
        nodes[k] = .bounded(multipliers: forged)
        // Weak duality holds for any multipliers: a forged proof may say less, never more.
        let claimed = try BoundCertificate(denominator: certificate.denominator, nodes: nodes)
          .verifiedBound(for: system)
        #expect(claimed.map { $0 <= optimum } ?? false)
      }
    }
  }

  @Test func `an emptiness that is not shown is refused`() throws {
    var system = IntegerSystem()
    let x = system.addColumn("x", in: 0...3, cost: 1)
    system.addRow("low", [(x, 1)], lower: 2)
    let forged = BoundCertificate(
      denominator: 1, nodes: [.empty(multipliers: [.init(row: 0, weight: 1)])])
    #expect(throws: BoundCertificate.Defect.notEmpty(node: 0)) {
      try forged.verifiedBound(for: system)
    }
    let wrongSide = BoundCertificate(
      denominator: 1, nodes: [.bounded(multipliers: [.init(row: 0, weight: -1)])])
    #expect(throws: BoundCertificate.Defect.missingSide(node: 0, row: 0)) {
      try wrongSide.verifiedBound(for: system)
    }
    let dangling = BoundCertificate(
      denominator: 1, nodes: [.split(column: 0, value: 1, low: 1, high: 2), .open])
    #expect(throws: BoundCertificate.Defect.malformed(node: 0)) {
      try dangling.verifiedBound(for: system)
    }
  }

  @Test func `a limit in work units stops at the same place with a valid bound`() throws {
    let program = knapsack(items: 50, rows: 12, seed: 11)
    func attempt() throws -> ProgramOutcome {
      try program.solve(
        run: Run(within: SolveLimits(work: 1)), options: BranchingOptions(certifies: true))
    }
    let (first, second) = (try attempt(), try attempt())
    #expect(first.termination == .limitReached)
    #expect(first.values == second.values)
    #expect(first.bound == second.bound)
    #expect(first.certificate == second.certificate)
    let full = try program.solve()
    let optimum = try #require(full.objective)
    #expect(full.termination == .optimal)
    #expect(first.bound >= optimum)
  }

  @Test func `a cancelled run returns what it holds`() throws {
    let program = knapsack(items: 60, rows: 8, seed: 3)
    let cancellation = Cancellation()
    cancellation.cancel()
    let start = [Double](repeating: 0, count: 60)
    let outcome = try program.solve(
      run: Run(cancellation: cancellation), options: BranchingOptions(start: start))
    #expect(outcome.termination == .cancelled)
    #expect(outcome.values == start)
  }

  @Test func `a gap that is good enough ends the search`() throws {
    let program = knapsack(items: 40, rows: 5, seed: 5)
    let outcome = try program.solve(run: Run(within: SolveLimits(gap: 0.05)))
    let best = try #require(try program.solve().objective)
    let objective = try #require(outcome.objective)
    #expect(objective <= best && objective >= 0.95 * best)
    #expect(outcome.bound >= best)
  }

  @Test func `hooks add rows that an answer must keep`() throws {
    // Colours of an odd cycle: at most one end of each edge, edges added only when broken.
    var program = LinearProgram("cycle", sense: .maximize)
    let nodes = (0..<9).map { program.addBinary("pick[\($0)]", cost: 1) }
    let outcome = try program.solve(
      options: BranchingOptions(certifies: true),
      hooks: BranchingHooks(cuts: { point in
        (0..<9).compactMap { k -> NewRow? in
          let (a, b) = (nodes[k], nodes[(k + 1) % 9])
          guard point[a.index] + point[b.index] > 1 + 1e-6 else { return nil }
          return NewRow("edge[\(k)]", LinearExpression(sumOf: [a, b]), in: .atMost(1))
        }
      }))
    #expect(outcome.objective == 4)
    #expect(outcome.termination == .optimal)
    #expect(outcome.addedRows.allSatisfy { $0.family == "edge" })
  }

  @Test func `bounds narrowed by reduced costs are part of the proof`() throws {
    var narrowings = 0
    for seed in 0..<UInt64(20) {
      let program = knapsack(items: 16, rows: 3, seed: seed)
      let outcome = try program.solve(options: BranchingOptions(certifies: true))
      let best = program.bestByEnumeration().map { Int(program.objective.value(at: $0)) }
      let certificate = try #require(outcome.certificate)
      #expect(try certificate.verifiedBound(for: system(program)) == best.map { -$0 })
      for (k, node) in certificate.nodes.enumerated() {
        guard case .narrowed(let multipliers, let reach, let next) = node else { continue }
        narrowings += 1
        // A box narrowed too far loses the optimum, and the claimed reach stands in for it.
        var nodes = certificate.nodes
        nodes[k] = .narrowed(multipliers: multipliers, reach: reach - 20, next: next)
        let claimed = try? BoundCertificate(denominator: certificate.denominator, nodes: nodes)
          .verifiedBound(for: system(program))
        #expect(claimed.flatMap { $0 }.map { $0 <= -(best ?? 0) } ?? true)
      }
    }
    #expect(narrowings > 0)
  }

  @Test func `hooks may offer answers and choose the split`() throws {
    let program = knapsack(items: 16, rows: 3, seed: 21)
    var offers = 0
    var splits: [Int] = []
    var improvements: [Double] = []
    let outcome = try program.solve(
      options: BranchingOptions(certifies: true),
      hooks: BranchingHooks(
        heuristic: { point in
          offers += 1
          // Rounding down keeps every row of a knapsack.
          return point.map { ($0 + 1e-7).rounded(.down) }
        },
        branch: { point in
          guard let j = point.firstIndex(where: { abs($0 - $0.rounded()) > 1e-6 }) else {
            return nil
          }
          splits.append(j)
          return Branch(Column(j), at: 0, upFirst: true)
        },
        improved: { _, objective in improvements.append(objective) }))
    #expect(outcome.objective == program.bestByEnumeration().map(program.objective.value))
    #expect(offers > 0)
    #expect(!splits.isEmpty)
    #expect(improvements == improvements.sorted() && improvements.last == outcome.objective)
  }

  @Test func `an answer of a hook that breaks a row is not taken`() throws {
    let program = knapsack(items: 12, rows: 2, seed: 8)
    let everything = [Double](repeating: 1, count: 12)
    let outcome = try program.solve(
      options: BranchingOptions(start: everything),
      hooks: BranchingHooks(heuristic: { _ in everything }))
    #expect(outcome.objective == program.bestByEnumeration().map(program.objective.value))
  }

  @Test(arguments: 0..<UInt64(40))
  func `a target that no answer reaches is proven out of reach`(seed: UInt64) throws {
    let program = LinearProgram.randomInteger(columns: 5, rows: 3, seed: seed)
    guard let best = program.bestByEnumeration().map(program.objective.value) else { return }
    let beyond = program.sense == .minimize ? best - 1 : best + 1
    let refused = try program.solve(options: BranchingOptions(certifies: true, target: beyond))
    // An answer met on the way may come back, but never as one that reaches the target.
    #expect(
      refused.objective == nil ? refused.termination == .infeasible : refused.objective == best)
    let certificate = try #require(refused.certificate)
    let proven = try certificate.verifiedBound(for: system(program))
    let sign = program.sense == .minimize ? 1 : -1
    // Nothing is as good as the target; the optimum itself need not have been found.
    #expect(proven.map { $0 > sign * Int(beyond) } ?? true)
    let reached = try program.solve(options: BranchingOptions(certifies: true, target: best))
    #expect(reached.objective == best)
  }

  @Test(arguments: 0..<UInt64(40))
  func `a multi-row knapsack equals GLPK's own branch and bound`(seed: UInt64) throws {
    let program = knapsack(items: 18, rows: 4, seed: seed)
    let outcome = try program.solve()
    #expect(try program.objectiveByGLPK() == outcome.objective)
    let certified = try program.solve(options: BranchingOptions(certifies: true))
    #expect(certified.objective == outcome.objective)
    #expect(certified.termination == .optimal)
  }

  @Test func `long steps of the dual method reach the same optima in fewer iterations`() throws {
    var (usual, long) = (0, 0)
    for seed in 0..<UInt64(20) {
      let program = knapsack(items: 40, rows: 6, seed: seed)
      var options = BranchingOptions(certifies: true)
      let outcome = try program.solve(options: options)
      options.takesLongSteps = true
      let other = try program.solve(options: options)
      #expect(other.objective == outcome.objective)
      #expect(other.termination == .optimal)
      usual += outcome.iterations
      long += other.iterations
    }
    #expect(long < usual)
  }

  private func knapsack(items: Int, rows: Int, seed: UInt64) -> LinearProgram {
    var random = SeededRandom(seed: seed)
    var program = LinearProgram("knapsack", sense: .maximize)
    let picks = (0..<items).map {
      program.addBinary("pick[\($0)]", cost: Double(Int.random(in: 10...60, using: &random)))
    }
    for i in 0..<rows {
      let weights = picks.map { (Int.random(in: 5...40, using: &random), $0) }
      let total = weights.reduce(0) { $0 + $1.0 }
      program.require(
        "room[\(i)]",
        LinearExpression(weights.map { LinearExpression.Term(Double($0.0), $0.1) }),
        atMost: Double(total / 2))
    }
    return program
  }
}

/// The program in whole numbers, written here a second time on purpose.
func system(_ program: LinearProgram) -> IntegerSystem {
  var system = IntegerSystem()
  let sign = program.sense == .minimize ? 1 : -1
  for column in program.columns {
    _ = system.addColumn(
      column.name, in: Int(column.bounds.lower)...Int(column.bounds.upper),
      cost: sign * Int(column.cost))
  }
  for row in program.rows {
    system.addRow(
      row.name, row.terms.map { ($0.column.index, Int($0.coefficient)) },
      lower: row.bounds.lower.isFinite ? Int(row.bounds.lower) : nil,
      upper: row.bounds.upper.isFinite ? Int(row.bounds.upper) : nil)
  }
  return system
}
