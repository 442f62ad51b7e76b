import DutyRostering
import DutyRosteringSolver
import SampleData
import Solving
import Synchronization
import Testing

/// Prices on one thread, rosters on another: runs that a clock alone limits.
@Suite struct BothSidesTests {
  /// Problems with a roster, the same ones for a seed.
  private func problems(_ count: Int, people: Int, days: Int, seed: UInt64) throws
    -> [ShiftRosteringProblem]
  {
    var random = SeededRandom(seed: seed)
    var found: [ShiftRosteringProblem] = []
    while found.count < count {
      guard let problem = RandomShifts.problem(people: people, days: days, using: &random),
        try problem.solve(run: Run(within: SolveLimits(work: 5))).solution != nil
      else { continue }
      found.append(problem)
    }
    return found
  }

  @Test func `two threads and a clock end with the proof that one thread ends with`() throws {
    var proven = 0
    for problem in try problems(12, people: 6, days: 14, seed: 51) {
      let alone = try problem.solve(run: Run(within: SolveLimits(work: 3000)))
      guard alone.termination == .optimal else { continue }
      let run = Run(within: SolveLimits(seconds: 120), threads: 2)
      let both = try problem.solve(run: run)
      #expect(both.termination == .optimal)
      #expect(both.terms.map(\.value) == alone.terms.map(\.value))
      #expect(run.elapsed < 110, "a proof ends both sides")
      let answer = try #require(both.solution)
      #expect(problem.violations(of: answer.roster).isEmpty)
      if let certificate = answer.certificate {
        let granted = try problem.verifiedBound(of: certificate)
        #expect(granted ?? .min >= certificate.bound)
      }
      proven += 1
    }
    #expect(proven >= 6)
  }

  @Test func `what both sides tell never gets worse, and a gap asked for ends them`() throws {
    for problem in try problems(3, people: 14, days: 28, seed: 52) {
      let seen = Mutex<[Progress]>([])
      let run = Run(within: SolveLimits(seconds: 120, gap: 0.3), threads: 2) { progress in
        seen.withLock { $0.append(progress) }
      }
      let outcome = try problem.solve(run: run)
      #expect(outcome.termination == .gapReached || outcome.termination == .optimal)
      #expect(run.elapsed < 110)
      let all = seen.withLock { $0 }
      for (before, after) in zip(all, all.dropFirst()) {
        if let old = before.best { #expect(try #require(after.best) <= old) }
        if let old = before.bound { #expect(try #require(after.bound) >= old) }
      }
      let answer = try #require(outcome.solution)
      #expect(problem.violations(of: answer.roster).isEmpty)
      // The best that either side told of is what is answered, by the checker's own count.
      let weights = try #require(answer.certificate).weights
      let values = problem.values(of: answer.roster)
      let weighted =
        weights.open * values[.open] + weights.change * values[.change]
        + weights.penalty * values[.penalty]
      #expect(all.last?.best == weighted)
    }
  }

  @Test func `a request to stop ends both sides with the best roster`() throws {
    let problem = try #require(try problems(1, people: 30, days: 28, seed: 53).first)
    let cancellation = Cancellation()
    let run = Run(
      within: SolveLimits(seconds: 120), threads: 2, cancellation: cancellation
    ) { progress in
      if progress.bound ?? 0 > 0 { cancellation.cancel() }
    }
    let outcome = try problem.solve(run: run)
    #expect(outcome.termination == .cancelled || outcome.termination == .optimal)
    #expect(run.elapsed < 110)
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer.roster).isEmpty)
  }

  @Test func `each goal is proven by itself on two threads as on one`() throws {
    let problem = try ShiftRosteringProblem(
      validating: WardSample(people: 12, days: 7).draft(seed: 7))
    let alone = try problem.solve(run: Run(within: SolveLimits(work: 2000)))
    let both = try problem.solve(run: Run(within: SolveLimits(seconds: 60), threads: 2))
    #expect(alone.termination == .optimal && both.termination == .optimal)
    #expect(both.terms == alone.terms)
    #expect(both.solution?.earlier?.count == alone.solution?.earlier?.count)
    let answer = try #require(both.solution)
    #expect(problem.certificateDefects(of: answer, terms: both.terms).isEmpty)
  }

  @Test func `a limit of work gives one answer for any number of threads, with a clock beside it`()
    throws
  {
    let problem = try #require(try problems(1, people: 30, days: 28, seed: 53).first)
    let outcomes = try [1, 2, 3].map { threads in
      try problem.solve(
        run: Run(within: SolveLimits(seconds: 1000, work: 60), threads: threads))
    }
    #expect(outcomes[0].termination == .limitReached)
    for outcome in outcomes.dropFirst() {
      #expect(outcome.solution?.roster == outcomes[0].solution?.roster)
      #expect(outcome.terms == outcomes[0].terms)
      #expect(outcome.work == outcomes[0].work)
    }
  }
}
