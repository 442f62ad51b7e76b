import DutyRostering
import DutyRosteringSolver
import Interchange
import LinearProgramming
import Solving
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

private let weights = ShiftBoundCertificate.Weights(open: 10_000, change: 100, penalty: 1)

@Suite struct ShiftReferenceModel {
  @Test(arguments: 0..<UInt64(40))
  func `the matrix equals MathProg's`(seed: UInt64) throws {
    let model = try String(
      contentsOf: repository.appending(path: "Models/rostering/shifts.mod"), encoding: .utf8)
    let problem = TinyShifts.problem(seed: seed)
    let data = problem.mathProgData(weights: weights)
    let stated = try MathProgModel(modelText: model, dataText: data)
    let built = problem.compactReferenceFormulation(weights: weights)
    #expect(built.differences(from: stated.program) == [], "seed \(seed)")
  }

  @Test(arguments: seedBlocks(UInt64(20)))
  func `the program's optimum is the best of all rosters`(block: UInt64) throws {
    // Fifty rosters in a test, a thousand in all.
    for seed in block * 50..<(block + 1) * 50 {
      let problem = TinyShifts.problem(seed: seed)
      let least = ShiftEnumeration(problem).least(weights)
      let outcome = try problem.compactReferenceFormulation(weights: weights).solve()
      if let least {
        let objective = try #require(outcome.objective, "seed \(seed)")
        #expect(Int(objective.rounded()) == least, "seed \(seed)")
      } else {
        #expect(outcome.termination == .infeasible, "seed \(seed)")
      }
    }
  }

  @Test func `the small data file belongs to the model`() throws {
    let text = TinyShifts.problem(seed: 3).mathProgData(weights: weights)
    let file = repository.appending(path: "Models/rostering/shifts-small.dat")
    if ProcessInfo.processInfo.environment["ALLOT_WRITE_DATASETS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }
}
