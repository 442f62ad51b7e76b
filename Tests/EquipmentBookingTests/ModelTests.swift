import EquipmentBooking
import EquipmentBookingSolver
import Foundation
import Interchange
import LinearProgramming
import Solving
import Testing

/// `Models/booking` of the repository that these tests were built from.
private let models = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Models/booking")

@Suite struct ModelTests {
  private let model: String

  init() throws {
    model = try String(contentsOf: models.appending(path: "timetable.mod"), encoding: .utf8)
  }

  @Test(arguments: UInt64(0)..<40)
  func `the reference formulation is the MathProg model, row by row`(seed: UInt64) throws {
    let problem = try BookingProblem(validating: tinyRound(seed: seed))
    let translated = try MathProgModel(
      modelText: model, dataText: BookingMathProg.data(of: problem))
    let missing = withoutUnusedDays(problem.compactReferenceFormulation)
      .differences(from: withoutUnusedDays(translated.program))
    #expect(missing == [])
  }

  @Test(arguments: UInt64(0)..<10)
  func `each pool of operators has rows of its own`(seed: UInt64) throws {
    var draft = tinyRound(seed: seed)
    draft.pins = []
    draft.shifts.append(
      .init(pool: "Q", weekday: 1, from: 0, to: 6 * draft.slotMinutes, count: 1))
    for (r, pool) in ["P", "Q", "Q"].enumerated() { draft.requests[r].operatorPool = pool }
    let problem = try BookingProblem(validating: draft)
    let translated = try MathProgModel(
      modelText: model, dataText: BookingMathProg.data(of: problem))
    let missing = withoutUnusedDays(problem.compactReferenceFormulation)
      .differences(from: withoutUnusedDays(translated.program))
    #expect(missing == [])
    let reference = try problem.compactReferenceFormulation.solve()
    #expect(reference.objective.map { Int($0.rounded()) } == (try problem.solve().objective))
  }

  /// MathProg leaves out rows without columns and keeps constants; compare what can bind.
  private func withoutUnusedDays(_ program: LinearProgram) -> LinearProgram {
    var copy = LinearProgram("timetable", sense: program.sense)
    for column in program.columns {
      _ = copy.addColumn(column.name, column.bounds, kind: column.kind, cost: column.cost)
    }
    for row in program.rows where !row.terms.isEmpty {
      copy.require(row.name, LinearExpression(row.terms), in: row.bounds)
    }
    return copy
  }

  @Test(arguments: UInt64(0)..<40)
  func `the checker's own system is the reference, device by device`(seed: UInt64) throws {
    let problem = try BookingProblem(validating: tinyRound(seed: seed))
    let system = TimetableSystem(problem, groups: problem.singleGroups).system
    var program = LinearProgram("timetable", sense: .maximize)
    let reference = problem.compactReferenceFormulation
    let ranges = Dictionary(uniqueKeysWithValues: reference.columns.map { ($0.name, $0.bounds) })
    for column in system.columns {
      // Ranges that the system narrows follow from its rows; names and costs must agree.
      _ = program.addColumn(
        column.name, ranges[column.name] ?? .free, kind: .integer, cost: -Double(column.cost))
      #expect(column.range.lowerBound == 0 || column.range.lowerBound == 1)
      #expect(column.range.upperBound <= 1 || column.name.hasPrefix("short"))
    }
    for row in system.rows {
      let terms = row.terms.map {
        LinearExpression.Term(Double($0.coefficient), Column($0.column))
      }
      program.require(
        row.name, LinearExpression(terms),
        in: .init(
          lower: row.lower.map(Double.init) ?? -.infinity,
          upper: row.upper.map(Double.init) ?? .infinity))
    }
    #expect(program.differences(from: reference) == [])
  }

  @Test(arguments: UInt64(0)..<40)
  func `every answer is a point of the certified system`(seed: UInt64) throws {
    let problem = try BookingProblem(validating: tinyRound(seed: seed))
    let timetable = try #require(try problem.solve().solution).timetable
    let certified = problem.certifiedSystem()
    let values = try #require(certified.values(of: timetable))
    #expect(certified.system.violations(of: values).isEmpty)
    #expect(-certified.system.objective(of: values) == problem.value(of: timetable))
  }

  @Test func `the tiny example of the models has the value its comment states`() throws {
    let data = try String(contentsOf: models.appending(path: "tiny.dat"), encoding: .utf8)
    let outcome = try MathProgModel(modelText: model, dataText: data).program.solve()
    #expect(outcome.objective == 33)
  }
}
