import Solving

/// How long the questions of an explanation may take together, and where parts of it go as soon as they
/// are known.
struct Patience {
  /// Work units of one question where no seconds were asked for, so that the same result is explained in
  /// the same words on every machine that is not very slow.
  private static let usualWork = 3_000
  private static let usualSeconds = 60.0

  /// Shows a part.
  let show: (String) throws -> Void
  private let clock: Run
  private let work: Int?

  /// Patience for some seconds; for 60 and a limit of work for each question if `seconds` is `nil`.
  init(seconds: Double?, show: @escaping (String) throws -> Void) {
    self.show = show
    work = seconds == nil ? Self.usualWork : nil
    clock = Run(
      within: SolveLimits(seconds: seconds ?? Self.usualSeconds),
      cancellation: Interruption.cancellation)
  }

  /// The run of the next question, which may take its share of the time left.
  ///
  /// - Parameter questions: How many are left, this one included.
  /// - Returns: The run.
  func run(ofNext questions: Int) -> Run {
    let limits = clock.part(questions).limits
    return Run(
      within: SolveLimits(seconds: limits.seconds, work: work), seed: 1,
      cancellation: Interruption.cancellation)
  }

  /// The run of a question that takes all the time and shows what it finds.
  var wholeRun: Run {
    Run(within: clock.part(1).limits, seed: 1, cancellation: Interruption.cancellation)
  }
}
