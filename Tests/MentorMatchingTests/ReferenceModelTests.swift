import Foundation
import Interchange
import LinearProgramming
import MentorMatching
import MentorMatchingSolver
import SampleData
import Solving
import Testing

/// The folder of the repository, found from this file.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// A program without regard to the order of its rows and columns.
private struct Table: Equatable {
  var columns: [String: String] = [:]
  var rows: [String: String] = [:]

  init(_ program: LinearProgram) {
    // Adding zero turns the translator's negative zeros into plain ones.
    func text(_ bounds: LinearProgram.Bounds) -> String {
      "\(bounds.lower + 0) \(bounds.upper + 0)"
    }
    for column in program.columns {
      columns[column.name] = "\(text(column.bounds)) \(column.kind) \(column.cost + 0)"
    }
    for row in program.rows {
      let terms = row.terms.map { "\(program.columns[$0.column.index].name) \($0.coefficient)" }
      rows[row.name] = "\(text(row.bounds)) \(terms.sorted())"
    }
  }
}

@Suite struct `The models of pairing` {
  private func model(_ name: String) throws -> String {
    try String(contentsOf: repository.appending(path: "Models/pairing/\(name)"), encoding: .utf8)
  }

  @Test(arguments: 0..<UInt64(25))
  func `the compact formulations equal MathProg row by row`(seed: UInt64) throws {
    let problem = try tinyRound(seed: 100 + seed, ties: seed % 2 == 0)
    guard problem.market.pairCount > 0 else { return }
    let stable = try MathProgModel(
      modelText: model("stable.mod"), dataText: PairingMathProg.data(of: problem))
    #expect(Table(stable.program) == Table(problem.compactReferenceFormulation))
    let maximum = try MathProgModel(
      modelText: model("maximum.mod"), dataText: PairingMathProg.dataWithScores(of: problem))
    #expect(Table(maximum.program) == Table(problem.maximumReferenceFormulation))
  }

  @Test func `the small data file belongs to the model`() throws {
    let tiny = try MathProgModel(modelText: model("stable.mod"), dataText: model("tiny.dat"))
    #expect(tiny.program.rows.count == 10)
    #expect(try tiny.program.solve().objective == 8)
  }

  @Test(arguments: 0..<UInt64(40))
  func `the compact program and the combs have the same strict optimum`(seed: UInt64) throws {
    let problem = try tinyRound(seed: 200 + seed, ties: false)
    guard problem.market.pairCount > 0 else { return }
    let compact = try problem.compactReferenceFormulation.solve()
    let combs = try problem.solve(.egalitarian)
    #expect(compact.objective.map { Int($0.rounded()) } == combs.terms.last?.value)
  }

  /// Every goal of every rule, one after the other, by the model alone.
  @Test(arguments: 0..<UInt64(10))
  func `the model of the goals gives the values of each rule`(seed: UInt64) throws {
    let problem = try tinyRound(seed: 300 + seed, ties: seed % 2 == 0)
    guard problem.market.pairCount > 0 else { return }
    let rules: [PairingRule] = [
      .sexEqual, .regret, .rankMaximal, .generous, .rankMaximalBoth, .generousBoth, .weighted,
      .largest, .egalitarian,
    ]
    let text = try model("goals.mod")
    for rule in rules {
      let outcome = try problem.solve(rule)
      var earlier: [(goal: PairingGoal, value: Int)] = []
      for (goal, term) in zip(problem.goals(of: rule), outcome.terms) {
        let data = PairingMathProg.goalData(of: problem, goal: goal, earlier: earlier)
        let found = try MathProgModel(modelText: text, dataText: data).program.solve().objective
        let value = try #require(found.map { Int($0.rounded()) })
        #expect(
          (goal.isMinimized ? value : -value) == term.value, "\(rule.rawValue) \(goal.rawValue)")
        earlier.append((goal, term.value))
      }
    }
  }

  @Test(arguments: 0..<UInt64(10))
  func `more places never place fewer, and a recusal never helps the maximum`(seed: UInt64) throws {
    var sample = PairingSample()
    sample.mentors = 8
    sample.talents = 24
    sample.placesPercent = 70
    sample.talentTiePercent = 0
    sample.mentorTiePercent = 0
    var draft = sample.draft(seed: seed)
    let before = try PairingProblem(validating: draft)
    let size = try #require(try before.solve(.talent).terms.first?.value)
    let most = try #require(try before.solve(.maximum).terms.first?.value)
    var narrowed = draft
    let matched = try #require(try before.solve(.maximum).solution).matching.mentorOfTalent
    let t = try #require(
      matched.indices.first { before.keptMentor[$0] == nil && matched[$0] != nil })
    narrowed.recusals.append(
      PairingDraft.Recusal(draft.mentors[try #require(matched[t])].id, draft.talents[t].id))
    #expect(
      try #require(try PairingProblem(validating: narrowed).solve(.maximum).terms.first).value
        <= most)
    for m in draft.mentors.indices { draft.mentors[m].capacity += 1 }
    let wider = try PairingProblem(validating: draft).solve(.talent)
    #expect(try #require(wider.terms.first?.value) >= size)
  }
}
