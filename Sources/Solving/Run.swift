import Synchronization

/// A request to stop, which a signal handler or another thread may raise at any moment.
public final class Cancellation: Sendable {
  private let raised = Atomic<Bool>(false)

  /// A request that nobody has raised yet.
  public init() {}

  /// Asks every run that watches this request to return the best answer it holds.
  public func cancel() { raised.store(true, ordering: .relaxed) }

  /// Whether somebody asked to stop.
  public var isCancelled: Bool { raised.load(ordering: .relaxed) }
}

/// How far a run has come, for a progress line.
public struct Progress: Hashable, Sendable {
  /// Wall-clock seconds since the run began.
  public let elapsed: Double
  /// Best objective held, in the job's integer unit; `nil` before the first answer.
  public let best: Int?
  /// Proven bound on the objective, in the same unit; `nil` before the first bound.
  public let bound: Int?
  /// The goal that they speak of, by its stable key; `nil` where there is one goal only.
  public let goal: String?

  /// A snapshot of a run.
  public init(elapsed: Double, best: Int?, bound: Int?, goal: String? = nil) {
    self.goal = goal
    self.elapsed = elapsed
    self.best = best
    self.bound = bound
  }

  /// |best − bound| / max(1, |best|), a fraction; `nil` while either is missing.
  public var gap: Double? {
    guard let best, let bound else { return nil }
    return relativeGap(objective: best, bound: bound)
  }
}

/// |objective − bound| / max(1, |objective|): the one definition of a gap, a fraction.
public func relativeGap(objective: Int, bound: Int) -> Double {
  abs(Double(objective) - Double(bound)) / max(1, abs(Double(objective)))
}

/// One run of a solver: its limits, its clock, its work counter, and whom it tells about progress.
///
/// **Work unit.** One unit is a million elementary steps, counted by the algorithm and not by the
/// clock: a simplex iteration on *m* rows and *z* nonzeros charges *m* + *z* steps (200 *m* + *z* in rosters,
/// whose columns are long), a dynamic program one step for four table entries that are read on end, a local search one step per cell it looks at. A limit in work units
/// therefore stops at the same place on every machine and under any load. One unit is of the order
/// of a millisecond.
public final class Run: Sendable {
  /// Elementary steps in one work unit.
  public static let stepsPerWorkUnit = 1_000_000

  /// When to stop.
  public let limits: SolveLimits
  /// Who may ask to stop earlier.
  public let cancellation: Cancellation
  /// Seed of every random choice of the run.
  public let seed: UInt64
  /// Threads that the run may use at once.
  public let threads: Int

  private let observer: (@Sendable (Progress) -> Void)?
  private let start: ContinuousClock.Instant
  private let steps: Atomic<Int>
  private let isHalted = Atomic<Bool>(false)
  /// Seconds of the limit that are kept for what follows the search; one for runs side by side.
  private let kept: KeptSeconds
  /// The run that this one is a part of.
  private let whole: Run?

  private final class KeptSeconds: Sendable {
    let bits = Atomic<UInt64>(0)
  }

  /// Starts the clock.
  ///
  /// - Parameters:
  ///   - limits: When to stop.
  ///   - seed: Seed of every random choice.
  ///   - threads: Threads that may be used at once, at least one.
  ///   - cancellation: A request to stop early.
  ///   - observer: Called with a snapshot whenever best or bound improve, on the solving thread.
  public init(
    within limits: SolveLimits = SolveLimits(), seed: UInt64 = 1, threads: Int = 1,
    cancellation: Cancellation = Cancellation(), observer: (@Sendable (Progress) -> Void)? = nil
  ) {
    precondition(threads >= 1, "a run needs a thread")
    self.limits = limits
    self.seed = seed
    self.threads = threads
    self.cancellation = cancellation
    self.observer = observer
    start = .now
    steps = Atomic(0)
    (kept, whole) = (KeptSeconds(), nil)
  }

  private init(_ limits: SolveLimits, partOf run: Run) {
    (self.limits, cancellation, seed) = (limits, run.cancellation, run.seed)
    (threads, observer) = (run.threads, nil)
    start = .now
    steps = Atomic(0)
    (kept, whole) = (KeptSeconds(), run)
  }

  private init(beside run: Run, threads: Int) {
    (limits, cancellation, seed) = (run.limits, run.cancellation, run.seed)
    self.threads = max(1, threads)
    observer = nil
    start = run.start
    steps = Atomic(run.steps.load(ordering: .relaxed))
    (kept, whole) = (run.kept, run.whole)
  }

  /// Wall-clock seconds since the run began.
  public var elapsed: Double {
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// Whole work units done so far.
  public var work: Int { steps.load(ordering: .relaxed) / Self.stepsPerWorkUnit }

  /// Elementary steps done so far.
  package var stepsDone: Int { steps.load(ordering: .relaxed) }

  /// Counts `count` elementary steps.
  public func charge(steps count: Int) { steps.wrappingAdd(count, ordering: .relaxed) }

  /// Wall-clock seconds left, without those that are kept for what follows; infinite without a limit, never negative.
  public var remainingSeconds: Double {
    limits.seconds.map { max(0, $0 - keptSeconds - elapsed) } ?? .infinity
  }

  /// Seconds of the limit that are kept for what follows the search.
  package var keptSeconds: Double {
    Double(bitPattern: kept.bits.load(ordering: .relaxed))
  }

  /// Keeps some seconds of the limit, half of it at most, for what follows the search: its answer must be checked and
  /// saved. The last word counts; runs side by side keep the same.
  package func keep(seconds: Double) {
    let most = (limits.seconds ?? 0) / 2
    kept.bits.store(max(0, min(seconds, most)).bitPattern, ordering: .relaxed)
  }

  /// Elementary steps left; `Int.max` without a limit, never negative.
  public var remainingSteps: Int {
    guard let units = limits.work else { return .max }
    let allowed = units.multipliedReportingOverflow(by: Self.stepsPerWorkUnit)
    return allowed.overflow ? .max : max(0, allowed.partialValue - steps.load(ordering: .relaxed))
  }

  /// A run of an equal share of the seconds and of the work that are left, with the same seed, threads
  /// and cancellation, which tells nobody about its progress and is halted with this one.
  ///
  /// What it does is not counted here; ``charge(steps:)`` does that.
  ///
  /// - Parameter parts: How many such runs are still to come, this one included.
  /// - Returns: The next of them.
  package func part(_ parts: Int) -> Run {
    let parts = max(1, parts)
    return Run(
      SolveLimits(
        seconds: limits.seconds.map { _ in remainingSeconds / Double(parts) },
        work: limits.work.map { _ in remainingSteps / Self.stepsPerWorkUnit / parts }),
      partOf: self)
  }

  /// A run of one of several threads that work side by side: with the same clock, limits, seed and cancellation, a
  /// count of work of its own that goes on from this one's, and nobody to tell.
  ///
  /// What it does is not counted here; ``charge(steps:)`` does that.
  ///
  /// - Parameter threads: Threads that it may use itself.
  /// - Returns: The other run.
  package func beside(threads: Int) -> Run { Run(beside: self, threads: threads) }

  /// Lets the run stop as at a limit, whatever its limits are.
  package func halt() { isHalted.store(true, ordering: .relaxed) }

  /// Whether the run, or one that it is a part of, was halted.
  package var hasHalted: Bool { isHalted.load(ordering: .relaxed) || whole?.hasHalted ?? false }

  /// Why the run must stop now, or `nil` while it may go on.
  public var mustStop: Termination? {
    if cancellation.isCancelled { return .cancelled }
    if hasHalted { return .limitReached }
    if remainingSteps == 0 || remainingSeconds == 0 { return .limitReached }
    return nil
  }

  /// Tells the observer about the best answer and the bound held, and which goal they speak of.
  public func report(best: Int?, bound: Int?, goal: String? = nil) {
    observer?(Progress(elapsed: elapsed, best: best, bound: bound, goal: goal))
  }
}
