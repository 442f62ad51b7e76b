internal import CGLPK
public import Solving

/// Opens `program` in GLPK, lends it to `body`, and frees it, all on the calling thread.
///
/// GLPK allocates from thread-local storage, so a problem must be freed where it was created. The
/// session is lent `inout` to a synchronous closure and has no public initialiser: it can be neither
/// stored, nor sent to a task, nor held across `await`; the compiler keeps the rule. Workers that
/// want to solve at the same time each open a session of their own.
///
/// - Parameters:
///   - program: The program to start from; integer kinds are ignored by the simplex method.
///   - run: Limits, cancellation and work counter.
///   - rowSteps: Elementary steps that an iteration charges for each row: 1 where columns are short, more
///     where the factors of the basis fill up.
///   - takesLongSteps: Whether the dual method passes by ranges that end on the way, moving columns from one side
///     to the other at once: better where most columns are between 0 and 1 and few are basic (Maros 2003, A
///     generalized dual phase-2 simplex algorithm).
///   - body: What to do with the session.
/// - Returns: What `body` returns.
/// - Throws: ``ProgramFaults`` if the program is not valid, ``EngineError``, or what `body` throws.
/// - Complexity: O(rows + columns + nonzeros) before `body`.
public func withSession<Result>(
  _ program: LinearProgram, run: Run = Run(), rowSteps: Int = 1, takesLongSteps: Bool = false,
  _ body: (inout Session) throws -> Result
) throws -> Result {
  try program.validate()
  var handle: OpaquePointer?
  try accept(
    cglpk_open(
      program.name, interruptOnCancellation, Unmanaged.passUnretained(run).toOpaque(),
      &handle))
  guard let handle else { throw EngineError.outOfMemory }
  defer { cglpk_close(handle) }
  var session = Session(
    handle: handle, sign: program.sense == .minimize ? 1 : -1, run: run, rowSteps: rowSteps,
    takesLongSteps: takesLongSteps)
  try session.load(program)
  return try body(&session)
}

/// Stops the simplex method within milliseconds of a cancellation.
private let interruptOnCancellation: cglpk_interrupt = { context in
  guard let context else { return false }
  return Unmanaged<Run>.fromOpaque(context).takeUnretainedValue().cancellation.isCancelled
}

/// A linear program inside GLPK, with its basis. See ``withSession(_:run:rowSteps:takesLongSteps:_:)``.
///
/// Rows and columns keep their positions until something is deleted; what stands behind a deleted
/// one moves up. The basis survives every change, so a re-solve starts where the last one ended:
/// after adding columns or changing costs use the primal method, after adding rows or changing
/// bounds the dual one.
public struct Session: ~Copyable {
  /// Which simplex method to run.
  public enum Method: Hashable, Sendable {
    /// Keeps a feasible point; best after adding columns or changing costs.
    case primal
    /// Keeps a bound; best after adding rows or changing bounds.
    case dual
  }

  /// What a run of the simplex method found.
  public enum Status: Hashable, Sendable {
    /// An optimal basis.
    case optimal
    /// No point satisfies the bounds.
    case infeasible
    /// The objective has no bound.
    case unbounded
    /// The objective is proven to be no better than the cutoff.
    case cutoff
    /// A limit was reached or the run cancelled; the values are not to be used.
    case stopped
  }

  let handle: OpaquePointer
  let sign: Double
  /// Limits, cancellation and work counter of this session.
  public let run: Run
  /// Present number of rows.
  public internal(set) var rowCount = 0
  /// Present number of columns.
  public internal(set) var columnCount = 0
  /// Present number of coefficients, an upper estimate after deletions.
  public internal(set) var nonzeroCount = 0
  /// Elementary steps charged so far.
  package private(set) var steps = 0
  /// Constant part of the objective.
  public internal(set) var objectiveConstant = 0.0

  private let rowSteps: Int
  private let dual: cglpk_method

  init(
    handle: OpaquePointer, sign: Double, run: Run, rowSteps: Int, takesLongSteps: Bool
  ) {
    self.handle = handle
    self.sign = sign
    self.run = run
    self.rowSteps = rowSteps
    dual = takesLongSteps ? CGLPK_LONG_DUAL : CGLPK_DUAL
  }

  /// Runs a simplex method from the present basis.
  ///
  /// A numerical failure is answered by the other method, then by a fresh slack basis, before it is
  /// reported.
  ///
  /// - Parameters:
  ///   - method: Which one to begin with.
  ///   - cutoff: Objective value beyond which the exact optimum does not matter; used by the dual
  ///     method only.
  ///   - steps: Elementary steps that each attempt may take about; the run's limits hold besides.
  /// - Returns: What was found.
  /// - Throws: ``EngineError``.
  public mutating func solve(
    _ method: Method, cutoff: Double? = nil, steps: Int = .max
  ) throws(EngineError) -> Status {
    let other: Method = method == .dual ? .primal : .dual
    let most = steps / perIteration
    if let status = try attempt(method, cutoff: cutoff, iterations: most) { return status }
    if let status = try attempt(other, cutoff: nil, iterations: most) { return status }
    try accept(cglpk_reset_basis(handle))
    if let status = try attempt(.primal, cutoff: nil, iterations: most) { return status }
    try accept(cglpk_reset_basis(handle))
    if let status = try attempt(.dual, cutoff: nil, iterations: most) { return status }
    throw .numericalFailure
  }

  /// Elementary steps that an iteration is worth: it reads the matrix once and works on the basis.
  private var perIteration: Int { max(1, rowSteps * rowCount + nonzeroCount) }

  /// Runs at most `iterations` of the dual method, as strong branching does; a stop at the limit
  /// leaves a valid bound behind only if `nil` is not returned.
  ///
  /// - Returns: The status, or `nil` on a numerical failure.
  mutating func attempt(
    _ method: Method, cutoff: Double?, iterations: Int = .max
  ) throws(EngineError) -> Status? {
    if run.mustStop != nil { return .stopped }
    let milliseconds = Int32(clamping: Int(min(run.remainingSeconds * 1000, 2e9).rounded(.up)))
    let allowed = Int32(clamping: min(iterations, max(1, run.remainingSteps / perIteration)))
    let before = cglpk_iterations(handle)
    var status = CGLPK_UNKNOWN
    let code = cglpk_simplex(
      handle, method == .dual ? dual : CGLPK_PRIMAL, milliseconds, allowed,
      cutoff.map { sign * ($0 - objectiveConstant) } ?? .infinity, &status)
    guard try accept(code) else { return .stopped }
    // A call that needs no iteration still copies the matrix once.
    let taken = (Int(cglpk_iterations(handle) - before) + 1) * perIteration
    steps += taken
    run.charge(steps: taken)
    switch status {
    case CGLPK_OPTIMAL: return .optimal
    case CGLPK_INFEASIBLE: return .infeasible
    case CGLPK_UNBOUNDED: return .unbounded
    case CGLPK_CUTOFF: return .cutoff
    case CGLPK_STOPPED: return .stopped
    default: return nil
    }
  }

  /// Runs at most `iterations` of the dual method from the present basis, to see what a change of
  /// bounds would cost.
  ///
  /// - Returns: What was found; after `stopped` the objective is a bound still. `nil` on a numerical
  ///   failure.
  package mutating func probe(
    cutoff: Double?, iterations: Int
  ) throws(EngineError) -> Status? {
    try attempt(.dual, cutoff: cutoff, iterations: iterations)
  }

  /// Simplex iterations of this session so far.
  public var iterations: Int { Int(cglpk_iterations(handle)) }
}
