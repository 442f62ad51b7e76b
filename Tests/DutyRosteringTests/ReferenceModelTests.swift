import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Interchange
import LinearProgramming
import SampleData
import Solving
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Root of the repository.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

@Suite struct ReferenceModel {
  @Test(arguments: 0..<UInt64(12))
  func `matrix equals MathProg at every goal`(seed: UInt64) throws {
    let model = try String(
      contentsOf: repository.appending(path: "Models/rostering/rotation.mod"), encoding: .utf8)
    let problem = try RosteringProblem(validating: TinyRotation.draft(seed: seed))
    guard let answer = try problem.solve().solution else { return }
    let values = problem.values(of: answer.roster)
    for goal in problem.goals {
      let stage = RotationStage(goal, after: values, threshold: values[goal])
      let stated = try MathProgModel(modelText: model, dataText: problem.mathProgData(at: stage))
      let built = problem.compactReferenceFormulation(at: stage)
      #expect(built.differences(from: stated.program) == [], "seed \(seed), \(goal)")
    }
  }

  @Test(arguments: 0..<UInt64(12))
  func `the checker's inequalities are those of the model`(seed: UInt64) throws {
    let problem = try RosteringProblem(validating: TinyRotation.draft(seed: seed))
    guard let answer = try problem.solve().solution else { return }
    let values = problem.values(of: answer.roster)
    for goal in problem.goals {
      let stage = RotationStage(goal, after: values, threshold: values[goal])
      let (system, constant) = try #require(problem.integerSystem(at: stage))
      var stated = LinearProgram("system")
      stated.objectiveConstant = Double(constant)
      for column in system.columns {
        let range = LinearProgram.Bounds(
          lower: Double(column.range.lowerBound), upper: Double(column.range.upperBound))
        _ = stated.addColumn(column.name, range, kind: .integer, cost: Double(column.cost))
      }
      for row in system.rows {
        let terms = row.terms.map {
          LinearExpression.Term(Double($0.coefficient), Column($0.column))
        }
        stated.require(
          row.name, LinearExpression(terms),
          in: LinearProgram.Bounds(
            lower: row.lower.map(Double.init) ?? -.infinity,
            upper: row.upper.map(Double.init) ?? .infinity))
      }
      #expect(
        problem.compactReferenceFormulation(at: stage).differences(from: stated) == [],
        "seed \(seed), \(goal)")
    }
  }

  @Test func `the small data file belongs to the model`() throws {
    let sample = RotationSample(
      hospitals: 2, communities: 3, terms: RotationSample.months(3), doublePercent: 0)
    let problem = try RosteringProblem(validating: sample.draft(seed: 1))
    let text = problem.mathProgData()
    let file = repository.appending(path: "Models/rostering/rotation-small.dat")
    if ProcessInfo.processInfo.environment["ALLOT_WRITE_DATASETS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
    let model = repository.appending(path: "Models/rostering/rotation.mod")
    let stated = try MathProgModel(modelPath: model.path, dataPath: file.path)
    #expect(problem.compactReferenceFormulation.differences(from: stated.program) == [])
  }
}
