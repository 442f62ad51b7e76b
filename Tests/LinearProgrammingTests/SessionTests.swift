import LinearProgramming
import Solving
import TestSupport
import Testing

@Suite struct `A session` {
  /// min 2x + 3y + z, x + y ≥ 4, y + z ≥ 3, x ≤ 3.
  private func covering() -> LinearProgram {
    var program = LinearProgram("covering")
    let x = program.addColumn("x", .init(lower: 0, upper: 3), cost: 2)
    let y = program.addColumn("y", cost: 3)
    let z = program.addColumn("z", cost: 1)
    program.require("first", LinearExpression(sumOf: [x, y]), atLeast: 4)
    program.require("second", LinearExpression(sumOf: [y, z]), atLeast: 3)
    return program
  }

  @Test func `optimum, duals and reduced costs satisfy each other`() throws {
    var program = covering()
    program.setCost(0.5, of: Column(2))
    try withSession(program) { session in
      let status1 = try session.solve(.dual)
      #expect(status1 == .optimal)
      #expect(session.objective == 10)
      #expect(session.values() == [3, 1, 2])
      // y and z are basic: their reduced costs vanish, so the duals are 2.5 and 0.5.
      #expect(session.duals() == [2.5, 0.5])
      #expect(session.reducedCosts() == [-0.5, 0, 0])
    }
  }

  @Test func `rows of large numbers are read as they were written`() throws {
    var program = LinearProgram("large", sense: .maximize)
    let x = program.addColumn("x", .init(lower: 0, upper: 9), cost: 3)
    try withSession(program) { session in
      try session.addRows([
        NewRow(
          "limit", LinearExpression([LinearExpression.Term(750_000, x)]),
          in: .init(lower: -.infinity, upper: 3_000_000))
      ])
      let status = try session.solve(.dual)
      #expect(status == .optimal)
      #expect(session.values() == [4])
      #expect(abs(session.duals()[0] * 3_000_000 - 12) < 1e-9)
      let weights = try session.tableRow(of: x)
      #expect(abs((weights?[0] ?? 0) * 750_000 - 1) < 1e-9)
    }
  }

  @Test(arguments: 0..<UInt64(60))
  func `weak duality is tight on random programs`(seed: UInt64) throws {
    let program = LinearProgram.randomInteger(columns: 6, rows: 5, seed: seed).relaxed
    try withSession(program) { session in
      guard try session.solve(.dual) == .optimal else { return }
      let (values, duals) = (session.values(), session.duals())
      let sign = program.sense == .minimize ? 1.0 : -1.0
      var bound = 0.0
      var reduced = program.columns.map(\.cost)
      for (i, row) in program.rows.enumerated() {
        let pressesDown = sign * duals[i] < 0
        let side = pressesDown ? row.bounds.upper : row.bounds.lower
        if abs(duals[i]) > 1e-9 { bound += duals[i] * side }
        for term in row.terms { reduced[term.column.index] -= duals[i] * term.coefficient }
      }
      for (j, column) in program.columns.enumerated() {
        bound += reduced[j] * (sign * reduced[j] > 0 ? column.bounds.lower : column.bounds.upper)
      }
      #expect(abs(bound - session.objective) < 1e-6)
      #expect(program.largestViolation(at: values) < 1e-7)
    }
  }

  @Test func `columns, rows, bounds and costs change under a warm basis`() throws {
    try withSession(covering()) { session in
      let status2 = try session.solve(.dual)
      #expect(status2 == .optimal)
      try session.addColumns([
        NewColumn(cost: 1, entries: [.init(1, Row(0)), .init(1, Row(1))])
      ])
      let status3 = try session.solve(.primal)
      #expect(status3 == .optimal)
      #expect(session.objective == 4)
      try session.addRows([
        NewRow("cap", LinearExpression([.init(1, Column(3))]), in: .atMost(2))
      ])
      let status4 = try session.solve(.dual)
      #expect(status4 == .optimal)
      #expect(session.objective == 7)
      try session.setCost(0, of: Column(2))
      let status5 = try session.solve(.primal)
      #expect(status5 == .optimal)
      #expect(session.objective == 6)
      try session.setBounds(.fixed(0), of: Column(0))
      let status6 = try session.solve(.dual)
      #expect(status6 == .optimal)
      #expect(session.objective == 8)
      try session.deleteRows([Row(2)])
      let status7 = try session.solve(.primal)
      #expect(status7 == .optimal)
      #expect(session.objective == 4)
      try session.deleteColumns([Column(3)])
      let status8 = try session.solve(.dual)
      #expect(status8 == .optimal)
      #expect(session.objective == 12)
      #expect(session.columnCount == 3 && session.rowCount == 2)
    }
  }

  @Test func `an infeasible program leaves weights that contradict its bounds`() throws {
    var program = covering()
    program.require(
      "third", LinearExpression([.init(1, Column(0)), .init(1, Column(1))]), atMost: 3)
    try withSession(program) { session in
      let status9 = try session.solve(.dual)
      #expect(status9 == .infeasible)
      let found = session.farkasMultipliers()
      let weights = try #require(found)
      var sides = 0.0
      var sum = [Double](repeating: 0, count: 3)
      for (i, row) in program.rows.enumerated() where weights[i] != 0 {
        sides += weights[i] * (weights[i] > 0 ? row.bounds.lower : row.bounds.upper)
        for term in row.terms { sum[term.column.index] += weights[i] * term.coefficient }
      }
      let most = zip(sum, program.columns).reduce(0.0) { total, pair in
        pair.0 == 0
          ? total
          : total + pair.0 * (pair.0 > 0 ? pair.1.bounds.upper : pair.1.bounds.lower)
      }
      #expect(sides > most)
    }
  }

  @Test func `an unbounded program leaves a direction that improves for ever`() throws {
    var program = LinearProgram("open", sense: .maximize)
    let x = program.addColumn("x", cost: 1)
    let y = program.addColumn("y", cost: -1)
    program.require("gap", LinearExpression([.init(1, x), .init(-2, y)]), atMost: 1)
    try withSession(program) { session in
      let status10 = try session.solve(.primal)
      #expect(status10 == .unbounded)
      let found = session.unboundedRay()
      let ray = try #require(found)
      #expect(ray[0] - ray[1] > 0)
      #expect(ray[0] - 2 * ray[1] <= 1e-9)
      #expect(ray[0] >= 0 && ray[1] >= 0)
    }
    #expect(throws: UnboundedProgram.self) { try program.solve() }
  }

  @Test func `a maximisation reports its own signs`() throws {
    var program = LinearProgram("shop", sense: .maximize)
    let x = program.addColumn("x", cost: 3)
    let y = program.addColumn("y", cost: 2)
    program.objectiveConstant = 10
    program.require("wood", LinearExpression([.init(1, x), .init(1, y)]), atMost: 4)
    program.require("time", LinearExpression([.init(2, x), .init(1, y)]), atMost: 6)
    try withSession(program) { session in
      let status11 = try session.solve(.primal)
      #expect(status11 == .optimal)
      #expect(session.objective == 20)
      #expect(session.duals() == [1, 1])
    }
  }

  @Test func `a basis can be left and returned to`() throws {
    try withSession(covering()) { session in
      _ = try session.solve(.dual)
      let basis = try session.basis()
      try session.setBounds(.fixed(0), of: Column(0))
      _ = try session.solve(.dual)
      #expect(session.objective == 12)
      try session.setBounds(.init(lower: 0, upper: 3), of: Column(0))
      try session.restore(basis)
      let before = session.iterations
      let status12 = try session.solve(.dual)
      #expect(status12 == .optimal)
      #expect(session.objective == 11)
      #expect(session.iterations == before)
    }
  }

  @Test func `an abort inside a session is an error, and the next session works`() throws {
    #expect(throws: EngineError.self) {
      try withSession(covering()) { session in
        try session.setBounds(.free, of: Row(17))
      }
    }
    #expect(try covering().solve().objective == 11)
  }

  @Test func `a second of work is stopped in milliseconds when the run is cancelled`() throws {
    let cancellation = Cancellation()
    let run = Run(cancellation: cancellation)
    let program = LinearProgram.randomInteger(columns: 6, rows: 5, seed: 4)
    cancellation.cancel()
    let outcome = try program.solve(run: run)
    #expect(outcome.termination == .cancelled)
  }
}
