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

  @Test(arguments: 0..<20)
  func `a block that holds every request is placed as enumeration places it`(block: Int) throws {
    for seed in UInt64(block) * 10..<UInt64(block) * 10 + 10 {
      var draft = tinyRound(seed: 40_000 + seed, requests: 10)
      // What schedules know how to keep; and every request shares devices with every other.
      draft.pins = []
      draft.series.removeAll { $0.rule == .onlyOne }
      for s in draft.series.indices { draft.series[s].gapMinutes = nil }
      draft.fairShares = [
        .init(institution: "A", minutes: 6 * draft.slotMinutes, pointsPerSlot: Int(seed % 3) * 9),
        .init(institution: "B", minutes: 4 * draft.slotMinutes, pointsPerSlot: Int(seed % 2) * 12),
      ]
      for r in draft.requests.indices
      where !draft.requests[r].choices.contains(where: { $0.target == "D0" }) {
        draft.requests[r].choices += [.init(target: "D0")]
      }
      let problem = try BookingProblem(validating: draft)
      var engine = TimetableEngine(problem, run: Run(seed: seed))
      engine.findPrices()
      engine.placeBlocks(bound: .max)
      #expect(problem.violations(of: engine.timetable) == [], "seed \(seed)")
      #expect(problem.value(of: engine.timetable) == TinyOracle(draft).best(), "seed \(seed)")
    }
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
