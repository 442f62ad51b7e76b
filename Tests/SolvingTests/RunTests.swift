import Solving
import Synchronization
import Testing

@Suite struct `A run` {
  private struct Reply: JobAnswer {}

  @Test func `stops at the work limit and not before`() {
    let run = Run(within: SolveLimits(work: 2))
    run.charge(steps: 1_999_999)
    #expect(run.mustStop == nil)
    #expect(run.work == 1)
    run.charge(steps: 1)
    #expect(run.mustStop == .limitReached)
    #expect(run.remainingSteps == 0)
  }

  @Test func `stops when cancelled, whatever the limits`() {
    let cancellation = Cancellation()
    let run = Run(within: SolveLimits(work: 0), cancellation: cancellation)
    #expect(run.mustStop == .limitReached)
    cancellation.cancel()
    #expect(run.mustStop == .cancelled)
  }

  @Test func `tells its observer the gap`() {
    let seen = Mutex<[Progress]>([])
    let run = Run { progress in seen.withLock { $0.append(progress) } }
    run.report(best: 80, bound: nil)
    run.report(best: 80, bound: 100)
    #expect(seen.withLock { $0.map(\.gap) } == [nil, 0.25])
  }

  @Test func `a gap is relative to the objective, at least to one`() {
    #expect(relativeGap(objective: -50, bound: -60) == 0.2)
    #expect(relativeGap(objective: 0, bound: 3) == 3)
  }

  @Test func `the first numbers of a seed are those of the reference implementation`() {
    // xoshiro256** of Blackman & Vigna with the state 1, 2, 3, 4 gives 11520, 0, 1509978240; this
    // stream fills its state by SplitMix64, whose first output for the seed 0 is published.
    var random = SeededRandom(seed: 0)
    // rotl(s1 * 5, 7) * 9 with s1 the second SplitMix64 output of seed 0.
    let s1: UInt64 = 0x6E78_9E6A_A1B9_65F4
    let product = s1 &* 5
    let expected = ((product << 7) | (product >> 57)) &* 9
    #expect(random.next() == expected)
    var other = SeededRandom(seed: 1)
    #expect(other.next() != expected)
  }

  @Test func `an outcome speaks of the first goal that is not proven`() {
    let outcome = Outcome(
      termination: .limitReached, solution: Reply(),
      terms: [
        ObjectiveTerm(name: "a", value: 3, bound: 3, isMinimized: true),
        ObjectiveTerm(name: "b", value: 10, bound: 8, isMinimized: true),
        ObjectiveTerm(name: "c", value: 7, bound: nil, isMinimized: true),
      ], work: 0, seed: 1)
    #expect(outcome.objective == 10)
    #expect(outcome.bound == 8)
    #expect(outcome.gap == 0.2)
  }

  @Test func `a part of a run is halted with it, and not the other way round`() {
    let run = Run(within: SolveLimits(seconds: 1000, work: 100))
    let part = run.part(2)
    let inner = part.beside(threads: 1).part(2)
    #expect(part.mustStop == nil && inner.mustStop == nil)
    inner.halt()
    #expect(inner.mustStop == .limitReached && part.mustStop == nil && run.mustStop == nil)
    run.halt()
    #expect(part.mustStop == .limitReached && part.hasHalted)
    #expect(run.part(2).mustStop == .limitReached)
    #expect(run.beside(threads: 1).part(2).mustStop == nil)
  }

  @Test func `seconds that are kept for the end are not searched in, half of the limit at most`() {
    let run = Run(within: SolveLimits(seconds: 1000))
    let side = run.beside(threads: 1)
    side.keep(seconds: 300)
    #expect(run.keptSeconds == 300)
    #expect(run.remainingSeconds <= 700 && run.remainingSeconds > 600)
    #expect(run.part(2).limits.seconds ?? 0 <= 350)
    run.keep(seconds: 900)
    #expect(side.keptSeconds == 500)
    run.keep(seconds: 0)
    #expect(side.remainingSeconds > 900)
    let endless = Run()
    endless.keep(seconds: 5)
    #expect(endless.remainingSeconds == .infinity && endless.mustStop == nil)
  }

  @Test func `a run beside another counts for itself and is halted by itself`() {
    let cancellation = Cancellation()
    let run = Run(
      within: SolveLimits(seconds: 1000, work: 10), seed: 4, threads: 3, cancellation: cancellation)
    run.charge(steps: 4 * Run.stepsPerWorkUnit)
    let (first, second) = (run.beside(threads: 2), run.beside(threads: 0))
    #expect(first.seed == 4 && first.threads == 2 && second.threads == 1)
    first.charge(steps: 5 * Run.stepsPerWorkUnit)
    #expect(run.work == 4 && first.work == 9 && second.work == 4)
    #expect(first.mustStop == nil)
    first.charge(steps: Run.stepsPerWorkUnit)
    #expect(first.mustStop == .limitReached && second.mustStop == nil)
    second.halt()
    #expect(second.mustStop == .limitReached && run.mustStop == nil)
    #expect(first.elapsed <= run.elapsed && run.elapsed - first.elapsed < 1)
    cancellation.cancel()
    #expect(run.mustStop == .cancelled && second.mustStop == .cancelled)
  }
}
