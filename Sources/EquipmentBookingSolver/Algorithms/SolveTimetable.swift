public import EquipmentBooking
import LinearProgramming
public import Solving
import Synchronization

/// The solver built a timetable that breaks a rule: a mistake in the solver, never in the input.
public struct TimetableBreaksRule: Error, Hashable, Sendable {
  /// The first rule broken.
  public let violation: BookingViolation
}

extension BookingProblem {
  /// What adding up the final proof and finding the reasons of refusals takes, as a multiple of adding up prices.
  private static let closing = 7.0

  /// Finds the timetable worth most.
  ///
  /// Prices for devices, operators, quotas and fair shares bound the value of every timetable and guide a
  /// search by ejection chains, at any size; then blocks of neighbouring devices are placed anew. Up to a
  /// million possible starts, where the rules allow it, prices of requests with schedules and budgets chosen
  /// exactly may bound it better. Small rounds are branched on: the smallest over schedules, others over the
  /// time-indexed program of what schedules leave open near the bound, with rows that schedules prove and rows
  /// rounded in whole numbers. Each refused request is then tried again in the final timetable to learn why it
  /// is out.
  ///
  /// Fair shares that come before points (``EquipmentBooking/BookingProblem/isMaxMin``) are met in several rounds, one
  /// for each tenth at which somebody is left behind, and one for the points: see `FairnessSearch`.
  ///
  /// - Parameters:
  ///   - run: Limits, seed, cancellation and observer.
  ///   - known: A timetable to begin with; what breaks a rule of it is no answer.
  ///   - earlier: Prices to begin with, such as those of the timetable that was published; those of another shape
  ///     are passed over.
  /// - Returns: Why it stopped, the timetable, its value with the proven bound, and the reasons.
  /// - Throws: ``TimetableBreaksRule`` if the checker refuses the timetable, or an error of the engine.
  public func solve(
    run: Run = Run(), from known: Timetable? = nil, at earlier: BookingPrices? = nil
  ) throws -> Outcome<BookingAnswer> {
    isMaxMin
      ? try solveFairly(run: run, from: known, at: earlier)
      : try solveByPoints(run: run, from: known, at: earlier)
  }

  /// The same for shares that cost points or none; `isGood` says that the known timetable is left by annealing only
  /// to be found again, `leaving` how many seconds of the limit whatever follows needs beside what it always does.
  func solveByPoints(
    run: Run, from known: Timetable?, at earlier: BookingPrices?, isGood: Bool = true,
    leaving seconds: Double = 0
  ) throws -> Outcome<BookingAnswer> {
    let found = try findTimetable(
      run: run, from: Beginning(timetable: known, prices: earlier), isGood: isGood,
      leaving: seconds)
    return try outcome(of: found, run: run)
  }

  /// What was found, with the reasons of refusals.
  func outcome(of found: FoundTimetable, run: Run) throws -> Outcome<BookingAnswer> {
    // The bound of a large round is added up while reasons are looked for: both take long.
    let proven = Mutex<Result<Int, any Error>?>(nil)
    let refusals = RefusalFinder(
      self, timetable: found.timetable, prices: found.prices, run: run
    ).refusals {
      guard found.isOpen else { return }
      proven.withLock { $0 = Result { try wholeBound(of: found) } }
    }
    var terms = try revisionTerms(of: found.timetable)
    let term = ObjectiveTerm(
      name: BookingGoal.value.rawValue, value: value(of: found.timetable),
      bound: try proven.withLock { try $0?.get() } ?? found.bound, isMinimized: false)
    terms.append(term)
    let answer = BookingAnswer(
      timetable: found.timetable, certificate: found.certificate, prices: found.prices,
      schedules: found.schedules, refusals: refusals)
    return Outcome(
      termination: termination(of: terms, found.stopped, run), solution: answer, terms: terms,
      work: run.work, seed: run.seed)
  }

  /// A timetable with what bounds all of them, before anybody asks why.
  struct FoundTimetable: Sendable {
    let timetable: Timetable
    let prices: BookingPrices
    let schedules: ScheduleProof?
    let certificate: BoundCertificate?
    /// Most points that any timetable has, by what has been added up.
    let bound: Int
    /// Whether ``schedules`` are still to be added up: those of a large round take long.
    let isOpen: Bool
    /// Why the search stopped; `nil` if it came to its end, `unproven` if the engine failed on the way.
    let stopped: Termination?
    /// Prices of schedules, to go on from.
    let root: SchedulePrices?
    /// Most points that any timetable has by all that the search showed.
    let searchedBound: Int
    /// Whether the search came to an end that does not depend on its limits.
    let isOver: Bool
  }

  /// What a search may begin with: whatever it is, what is searched from it on breaks no rule and proves a bound.
  struct Beginning: Sendable {
    var timetable: Timetable?
    var prices: BookingPrices?
    var root: SchedulePrices?
  }

  /// Most points that any timetable has, by all that was found.
  func wholeBound(of found: FoundTimetable) throws -> Int {
    guard found.isOpen, let schedules = found.schedules else { return found.bound }
    return min(found.bound, try upperBound(provenBy: schedules))
  }

  /// Finds a timetable that breaks no rule, and bounds.
  ///
  /// - Parameters:
  ///   - run: Limits, seed, cancellation and observer.
  ///   - known: What to begin with.
  ///   - isGood: Whether the known timetable is left by annealing only to be found again.
  ///   - seconds: How many seconds of the limit whatever follows needs beside what it always does.
  ///   - least: Fewest points of a timetable that is of any use: where there is none, the search is over.
  /// - Returns: The timetable, with what bounds all of them.
  /// - Throws: ``TimetableBreaksRule`` if the checker refuses the timetable, or an error of the engine.
  func findTimetable(
    run: Run, from known: Beginning, isGood: Bool, leaving seconds: Double = 0,
    wanting least: Int = .min
  ) throws -> FoundTimetable {
    var engine = TimetableEngine(self, run: run, from: known, wanting: least)
    let allowed = known.timetable.flatMap { violations(of: $0).isEmpty ? $0 : nil }
    // What is to be annealed anyway says from the first how far the bound can fall.
    if !isGood, let allowed { _ = engine.begin(with: allowed) }
    engine.findPrices()
    let isKnown = isGood && (allowed.map { engine.begin(with: $0) } ?? false)
    let prices = engine.certifiedPrices
    let before = run.elapsed
    let priced = try upperBound(provenBy: prices)
    if known.timetable == nil || !isGood {
      run.keep(seconds: Self.closing * (run.elapsed - before) + seconds)
    }
    if !isKnown, engine.isWanted(priced) { engine.search(bound: priced) }
    var proof: (certificate: BoundCertificate, bound: Int?)?
    var stopped = run.mustStop
    var schedules: ScheduleProof?
    var upper = priced
    // Better without a proof than no answer at all: what was found stays.
    var lacksProof = false
    if priced > engine.board.value, stopped == nil, engine.isWanted(priced) {
      do {
        schedules = try engine.searchSchedules(bound: priced)
      } catch EngineError.numericalFailure { lacksProof = true }
      stopped = run.mustStop
      if engine.isSmall, let schedules { upper = try upperBound(provenBy: schedules) }
    }
    engine.exchange(bound: min(priced, upper))
    if engine.isSmall, upper > engine.board.value, !engine.isCloseEnough(to: upper),
      stopped == nil
    {
      do {
        let outcome = try engine.branch()
        stopped = outcome.termination
        // A search that has reached its gap before the first relaxation proves nothing.
        if let certificate = outcome.certificate, !certificate.nodes.isEmpty {
          proof = (certificate, try upperBound(provenBy: certificate))
        }
      } catch EngineError.numericalFailure { lacksProof = true }
      engine.exchange(bound: min(upper, proof?.bound ?? upper))
    }

    let timetable = engine.timetable
    if let violation = violations(of: timetable).first {
      throw TimetableBreaksRule(violation: violation)
    }
    let reached = min(priced, upper, proof?.bound ?? priced, engine.searchedBound)
    let hasLimit = run.limits.seconds != nil || run.limits.work != nil
    return FoundTimetable(
      timetable: timetable, prices: prices, schedules: schedules, certificate: proof?.certificate,
      bound: min(priced, upper, proof?.bound ?? priced),
      isOpen: !engine.isSmall && schedules != nil,
      stopped: stopped ?? (lacksProof ? .unproven : nil), root: engine.root,
      searchedBound: reached,
      isOver: reached <= engine.board.value || !engine.isWanted(reached)
        || stopped != .limitReached && stopped != .cancelled && (engine.isSmall || !hasLimit))
  }

  func termination(
    of terms: [ObjectiveTerm], _ stopped: Termination?, _ run: Run
  ) -> Termination {
    if terms.allSatisfy(\.isProven) { return .optimal }
    if run.limits.gap > 0, terms.allSatisfy({ $0.gap ?? .infinity <= run.limits.gap }) {
      return .gapReached
    }
    return switch stopped {
    case .cancelled: .cancelled
    case .unproven: .unproven
    default: .limitReached
    }
  }
}
