import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Foundation
import Interchange
import SampleData
import Solving
import Testing

@Suite struct DemoTests {
  @Test func `the demo round is solved to proven optimality`() throws {
    let problem = try BookingProblem(validating: BookingSample().draft())
    #expect(problem.devices.count == 20)
    #expect(problem.requests.count == 150)
    // A limit in work units, so that a loaded machine does not fail the test.
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 20_000)))
    let answer = try #require(outcome.solution)
    #expect(outcome.termination == .optimal)
    #expect(problem.violations(of: answer.timetable) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    #expect(answer.timetable.bookings.count + answer.refusals.count == 150)
    let winners = answer.refusals.flatMap(\.reasons).flatMap { reason -> [Int] in
      switch reason {
      case .classFull(let winners, _), .betterUse(let winners, _): winners
      default: []
      }
    }
    #expect(winners.allSatisfy { answer.timetable.booking(of: $0) != nil })
  }

  @Test func `the generator makes valid rounds of other sizes`() throws {
    for (devices, requests, days, seed) in [(5, 20, 7, 1), (40, 300, 14, 2), (20, 150, 28, 3)] {
      let sample = BookingSample(
        deviceCount: devices, requestCount: requests, dayCount: days, seed: UInt64(seed))
      let draft = sample.draft()
      #expect(BookingProblem.faults(in: draft).isEmpty)
      #expect(draft == sample.draft())
      #expect(draft.requests.count == requests)
    }
  }

  /// Reads from the folder of public instances named by `ALLOT_INSTANCES`; without it this test is
  /// left out, because the files are not ours to copy.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["ALLOT_INSTANCES"] != nil))
  func `a district round of the benchmark is solved and bounded`() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["ALLOT_INSTANCES"])
    let path = "\(folder)/booking/equipment/district-1.json"
    let file = try Booking1File(parsing: try String(contentsOfFile: path, encoding: .utf8))
    let problem = try BookingProblem(validating: file.draft)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 500)))
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer.timetable) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    // The optimum, by HiGHS on another formulation.
    let (objective, bound) = (try #require(outcome.objective), try #require(outcome.bound))
    #expect(objective <= 23_203)
    #expect(bound >= 23_203)
    #expect(try #require(outcome.gap) < 0.03)
  }

  @Test func `the timetable prints every request once`() throws {
    let problem = try BookingProblem(validating: tinyRound(seed: 2001, requests: 7))
    let answer = try #require(try problem.solve().solution)
    for language in Language.allCases {
      let workbook = TimetableSheets.workbook(of: answer, in: problem, language: language)
      #expect(workbook.sheets.map(\.rows.count).reduce(0, +) == 7 + 2)
    }
  }
}
