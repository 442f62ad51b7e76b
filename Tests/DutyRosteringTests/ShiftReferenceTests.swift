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

  /// The tiny rosters are too short for three weekends in a row.
  @Test(arguments: [1, 5, 6, 7], [nil, 9])
  func `weekends in a row are MathProg's rows, too`(firstWeekday: Int, penalty: Int?) throws {
    let model = try String(
      contentsOf: repository.appending(path: "Models/rostering/shifts.mod"), encoding: .utf8)
    var draft = ShiftDraft(
      days: 28, firstWeekday: firstWeekday, duties: [DutyDraft(id: "D", name: "", minutes: 480)],
      contracts: [ContractDraft(id: "c")],
      staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])
    let (two, three) = (LimitDraft(2, penalty: penalty), LimitDraft(3, penalty: penalty))
    draft.contracts[0].rules = [(two, nil), (three, nil), (nil, two), (nil, three), (two, two)].map
    {
      .weekend(WeekendRuleDraft(name: "", demand: .run(minimum: $0, maximum: $1)))
    }
    // A weekend counts by its days among those of a rule; squared costs reach as far as minutes can.
    draft.contracts[0].rules += [
      .count(
        CountRuleDraft(
          name: "", cells: .work, unit: .weekends, days: 6...20, weekdays: [6], minimum: two)),
      .count(
        CountRuleDraft(
          name: "", cells: .work, unit: .minutes, days: 1...3,
          maximum: LimitDraft(1439, penalty: penalty, isSquared: penalty != nil))),
    ]
    let problem = try ShiftRosteringProblem(validating: draft)
    let stated = try MathProgModel(
      modelText: model, dataText: problem.mathProgData(weights: weights))
    let built = problem.compactReferenceFormulation(weights: weights)
    #expect(built.differences(from: stated.program) == [])
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

  /// Data and program come from one table, so each row is compared with what the rules say of it.
  @Test func `the program counts weekends by their days, and squares as far as minutes reach`()
    throws
  {
    func count(
      _ unit: CountRuleDraft.Unit, days: ClosedRange<Int>? = nil, weekdays: [Int] = [],
      _ maximum: LimitDraft
    ) -> CellRuleDraft {
      .count(
        CountRuleDraft(
          name: "", cells: .work, unit: unit, days: days, weekdays: weekdays, maximum: maximum))
    }
    for rule in [
      count(.weekends, days: 2...8, LimitDraft(0, penalty: 3)),
      count(.weekends, weekdays: [2], LimitDraft(1, penalty: 5)),
      count(.minutes, days: 1...8, LimitDraft(3, penalty: 2, isSquared: true)),
    ] {
      for row in [[0], [1], [0, 1], [0, 7], [1, 8], [0, 1, 2, 7, 8]] {
        let draft = ShiftDraft(
          days: 9, duties: [DutyDraft(id: "D", name: "", minutes: 3)],
          contracts: [ContractDraft(id: "c", weekend: [1, 2], rules: [rule])],
          staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")],
          pinned: (0..<9).map {
            PinnedCellDraft(person: "1", day: $0 + 1, cells: row.contains($0) ? .work : .off)
          })
        let problem = try ShiftRosteringProblem(validating: draft)
        let outcome = try problem.compactReferenceFormulation(weights: weights).solve()
        let cost = ShiftRowOracle(problem, person: 0).cost(
          (0..<9).map { row.contains($0) ? 1 : 0 })
        #expect(outcome.objective.map { Int($0.rounded()) } == cost, "\(row)")
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
