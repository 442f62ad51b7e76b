import EquipmentBooking
import EquipmentBookingSolver
import SampleData
import Solving
import Testing

@Suite struct BlockSearchTests {
  @Test func `blocks placed anew are worth more, and count and keep every rule`() throws {
    let draft = BookingSample(deviceCount: 60, requestCount: 700, dayCount: 14, seed: 1).draft()
    let problem = try BookingProblem(validating: draft)
    var engine = TimetableEngine(problem, run: Run(within: SolveLimits(work: 1_500), seed: 1))
    #expect(!engine.isSmall)
    engine.findPrices()
    let before = problem.value(of: engine.timetable)
    engine.placeBlocks(bound: .max)
    let after = engine.timetable
    #expect(problem.violations(of: after) == [])
    #expect(problem.value(of: after) > before + before / 100)
  }

  @Test func `a round too large to branch on comes out the same twice, its proof complete`() throws
  {
    let draft = BookingSample(deviceCount: 60, requestCount: 700, dayCount: 14, seed: 1).draft()
    let problem = try BookingProblem(validating: draft)
    func outcome() throws -> Outcome<BookingAnswer> {
      try problem.solve(run: Run(within: SolveLimits(work: 1_500), seed: 1))
    }
    let one = try outcome()
    let answer = try #require(one.solution)
    #expect(problem.violations(of: answer.timetable) == [])
    #expect(problem.certificateDefects(of: answer, terms: one.terms) == [])
    // Blocks under prices that begin at half of the points end 0.85 % from their bound.
    let bound = try #require(one.terms[0].bound)
    #expect(1_000 * (bound - one.terms[0].value) < 6 * one.terms[0].value)
    let two = try outcome()
    #expect(two.solution == answer)
    #expect(two.terms == one.terms)
  }

  @Test func `prices and blocks sought at the same time leave a checked timetable and its proof`()
    throws
  {
    let draft = BookingSample(deviceCount: 60, requestCount: 700, dayCount: 14, seed: 2).draft()
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve(
      run: Run(within: SolveLimits(seconds: 3), seed: 1, threads: 2))
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer.timetable) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    let proven = min(
      try problem.upperBound(provenBy: #require(answer.schedules)),
      try problem.upperBound(provenBy: #require(answer.prices)))
    #expect(outcome.terms[0].bound == proven)
    #expect(outcome.terms[0].value == problem.value(of: answer.timetable))
  }
}
