import DutyRostering
import DutyRosteringSolver
import SampleData
import Solving
import Testing

/// Proofs of shift rosters added up on several threads, and the time that is kept for it.
@Suite struct ShiftVerifierThreadsTests {
  @Test func `a bound and a defect are the same on any number of threads`() throws {
    let problem = try ShiftRosteringProblem(
      validating: WardSample(people: 14, days: 14).draft(seed: 2))
    let weights = ShiftBoundCertificate.Weights(open: 9, change: 0, penalty: 1)
    let proof = try #require(problem.pricedBound(weights: weights, rounds: 30)).certificate
    let alone = try #require(try problem.verifiedBound(of: proof))
    #expect(alone == proof.bound && alone > 0)
    for threads in [2, 3, 40] {
      #expect(try problem.verifiedBound(of: proof, threads: threads) == alone)
    }
    // The prices of a day's needs that are too large for 64 bits together.
    let wild = ShiftBoundCertificate(
      weights: weights, denominator: proof.denominator,
      nodes: [.init(prices: problem.cover.map { _ in Int.max / 2 })], counts: proof.counts,
      bound: 1)
    for threads in [1, 3] {
      #expect(throws: ShiftCertificateDefect.overflow) {
        try problem.verifiedBound(of: wild, threads: threads)
      }
    }
  }

  @Test func `a run with a clock keeps time to verify its proof, one with a limit of work none`()
    throws
  {
    let problem = try ShiftRosteringProblem(
      validating: WardSample(people: 30, days: 28).draft(seed: 4))
    let run = Run(within: SolveLimits(seconds: 100, gap: 0.5), threads: 2)
    let outcome = try problem.solve(run: run)
    let answer = try #require(outcome.solution)
    let begun = ContinuousClock.now
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).isEmpty)
    let seconds = (ContinuousClock.now - begun) / .seconds(1)
    #expect(run.keptSeconds > seconds / 8)
    #expect(run.keptSeconds < 20)
    let other = Run(within: SolveLimits(seconds: 1000, work: 300))
    _ = try problem.solve(run: other)
    #expect(other.keptSeconds == 0)
  }
}
