import LinearProgramming
import Solving
import TestSupport
import Testing

@Suite struct `A linear program` {
  @Test func `every fault is found at once`() throws {
    var program = LinearProgram("bad")
    let x = program.addColumn("x", .init(lower: 2, upper: 1))
    let twin = program.addColumn("x", cost: .nan)
    let long = program.addColumn(String(repeating: "n", count: 256))
    _ = program.addColumn("lost", .init(lower: .infinity, upper: .infinity))
    _ = program.addColumn("huge", cost: 1e16)
    _ = program.addColumn("line\nbreak")
    program.require("r", LinearExpression([.init(1, x), .init(2, x)]), atMost: 3)
    program.require("r", LinearExpression([.init(.infinity, twin)]), atMost: .nan)
    program.require("s", LinearExpression([.init(1, Column(40)), .init(1, long)]), atLeast: 0)
    let faults = #expect(throws: ProgramFaults.self) { try program.validate() }
    let kinds = try #require(faults).list.map { "\($0.kind)".prefix { $0 != "(" } }
    #expect(
      kinds == [
        "reversedBounds", "duplicateName", "notFinite", "nameTooLong", "impossibleBound",
        "tooLarge", "unprintableName", "duplicateTerm", "duplicateName", "impossibleBound",
        "notFinite", "unknownColumn",
      ])
    #expect(throws: ProgramFaults.self) { try program.solve() }
  }

  @Test func `an empty program has the value of its constant`() throws {
    var program = LinearProgram("empty")
    program.objectiveConstant = 5
    let outcome = try program.solve()
    #expect(outcome.objective == 5)
    #expect(outcome.termination == .optimal)
  }

  @Test(arguments: 0..<UInt64(150))
  func `ordered goals equal enumeration in order`(seed: UInt64) throws {
    let program = LinearProgram.randomInteger(columns: 5, rows: 3, seed: seed)
    var random = SeededRandom(seed: seed &+ 1000)
    let goals = (0..<3).map { k in
      Goal(
        "goal\(k)", Bool.random(using: &random) ? .minimize : .maximize,
        LinearExpression(
          program.columns.indices.map {
            .init(Double(Int.random(in: -2...3, using: &random)), Column($0))
          }))
    }
    let expected = program.bestByEnumeration { a, b in
      for goal in goals {
        let (x, y) = (goal.expression.value(at: a), goal.expression.value(at: b))
        if x != y { return goal.sense == .minimize ? x < y : x > y }
      }
      return false
    }
    let outcome = try program.solve(goals: goals, options: BranchingOptions(certifies: true))
    guard let expected else {
      #expect(outcome.termination == .infeasible)
      return
    }
    #expect(outcome.termination == .optimal)
    #expect(outcome.goals.map(\.value) == goals.map { $0.expression.value(at: expected) })
    // Each certificate stands against the rows and the pins of the earlier goals.
    var pinned = program
    for (goal, reached) in zip(goals, outcome.goals) {
      pinned.setObjective(goal.sense, goal.expression)
      let bound = try #require(reached.certificate).verifiedBound(for: system(pinned))
      #expect(bound == Int(goal.sense == .minimize ? reached.value : -reached.value))
      pinned.require(
        "pinned[\(goal.name)]", goal.expression,
        in: goal.sense == .minimize ? .atMost(reached.value) : .atLeast(reached.value))
    }
  }

  @Test func `a contradiction is named by its rules and the least that would have to give`() throws
  {
    var program = LinearProgram("clash")
    let a = program.addBinary("a")
    let b = program.addBinary("b")
    let c = program.addBinary("c")
    program.require("need[1]", LinearExpression(sumOf: [a, b]), atLeast: 2)
    program.require("forbid[1]", LinearExpression(sumOf: [b]), atMost: 0)
    program.require("free[1]", LinearExpression(sumOf: [c]), atMost: 1)
    let conflict = try #require(try program.conflict(prices: ["forbid": nil]))
    #expect(conflict.relaxations.map(\.row) == ["need[1]"])
    #expect(conflict.relaxations.map(\.family) == ["need"])
    #expect(conflict.relaxations.map(\.amount) == [-1])
    #expect(conflict.irreducible == ["need[1]", "forbid[1]"])
    let other = try #require(try program.conflict(prices: ["need": 10]))
    #expect(other.relaxations.map(\.row) == ["forbid[1]"])
    #expect(other.relaxations.map(\.amount) == [1])
  }

  @Test(arguments: 0..<UInt64(80))
  func `a conflict is named exactly when enumeration finds no answer`(seed: UInt64) throws {
    let program = LinearProgram.randomInteger(columns: 4, rows: 6, seed: seed)
    let conflict = try program.conflict()
    #expect((conflict == nil) == (program.bestByEnumeration() != nil))
    guard let rows = conflict?.irreducible else { return }
    func without(_ name: String?) -> LinearProgram {
      var rest = program
      for (i, row) in program.rows.enumerated() where !rows.contains(row.name) || row.name == name {
        rest.setBounds(.free, of: Row(i))
      }
      return rest
    }
    #expect(without(nil).bestByEnumeration() == nil)
    for name in rows { #expect(without(name).bestByEnumeration() != nil) }
  }

  @Test func `a MathProg model becomes the same program`() throws {
    let model = try MathProgModel(
      modelText: """
        set MENTORS; set TALENTS;
        param capacity{MENTORS}; param affinity{MENTORS, TALENTS};
        var assign{MENTORS, TALENTS} binary;
        maximize total: sum{m in MENTORS, t in TALENTS} affinity[m,t] * assign[m,t];
        s.t. seats{m in MENTORS}: sum{t in TALENTS} assign[m,t] <= capacity[m];
        end;
        """,
      dataText: """
        data; set MENTORS := 1 2; set TALENTS := 1 2;
        param capacity := 1 1 2 2;
        param affinity : 1 2 := 1 5 3 2 4 1;
        end;
        """)
    var program = LinearProgram("total", sense: .maximize)
    let affinity = [[5.0, 3.0], [4.0, 1.0]]
    for m in 0..<2 {
      let assign = (0..<2).map {
        program.addBinary("assign[\(m + 1),\($0 + 1)]", cost: affinity[m][$0])
      }
      program.require("seats[\(m + 1)]", LinearExpression(sumOf: assign), atMost: Double(m + 1))
    }
    #expect(program.differences(from: model.program) == [])
    #expect(model.objectiveName == "total")
    program.setCost(2, of: Column(1))
    #expect(program.differences(from: model.program).count == 1)
    // Nothing keeps a talent from several mentors here: 5 for the first, 4 + 1 for the second.
    #expect(try model.program.solve().objective == 10)
  }

  @Test func `a model with a mistake is refused with the translator's words`() {
    let error = #expect(throws: EngineError.self) {
      try MathProgModel(modelText: "var x; minimize cost: y; end;")
    }
    guard case .badModel(let message) = error else {
      Issue.record("not a model error: \(String(describing: error))")
      return
    }
    #expect(message.contains("y not defined"))
  }
}
