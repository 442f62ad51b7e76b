public import EquipmentBooking
import LinearProgramming
public import Solving

/// The solver built a timetable that breaks a rule: a mistake in the solver, never in the input.
public struct TimetableBreaksRule: Error, Hashable, Sendable {
  /// The first rule broken.
  public let violation: BookingViolation
}

extension BookingProblem {
  /// Relaxations that are rounded one after the other at the beginning.
  private static let roundedAtFirst = 5
  /// Afterwards, of how many relaxations one is rounded.
  private static let roundedEvery = 16

  /// Finds the timetable worth most.
  ///
  /// A greedy start and ejection chains give a first answer; the time-indexed linear program over
  /// maximal cliques bounds it; branch and bound on acceptance, device, day and start closes the gap. Each
  /// refused request is then tried again in the final timetable to learn why it is out.
  ///
  /// - Parameter run: Limits, seed, cancellation and observer.
  /// - Returns: Why it stopped, the timetable, its value with the proven bound, and the reasons.
  /// - Throws: ``TimetableBreaksRule`` if the checker refuses the timetable, or an error of the engine.
  public func solve(run: Run = Run()) throws -> Outcome<BookingAnswer> {
    let formulation = TimetableFormulation(self, form: .clique)
    var search = TimetableSearch(self, run: run)
    var board = formulation.emptyBoard
    search.fill(&board)
    search.improve(&board)
    run.report(best: board.value, bound: nil)
    search.shake(&board, rounds: 20)

    let rounding = TimetableRounding(formulation: formulation, search: search)
    var relaxations = 0
    let outcome = try formulation.program.solve(
      run: run,
      options: BranchingOptions(certifies: true, start: rounding.point(of: board), cuts: []),
      hooks: BranchingHooks(
        heuristic: { point in
          // A rounding with its chains costs as much as several relaxations: it must earn that.
          relaxations += 1
          guard relaxations <= Self.roundedAtFirst || relaxations % Self.roundedEvery == 0 else {
            return nil
          }
          return rounding.point(of: rounding.rounded(point))
        }))
    if let values = outcome.values { board = rounding.board(at: values) }

    let timetable = board.timetable()
    if let violation = violations(of: timetable).first {
      throw TimetableBreaksRule(violation: violation)
    }
    let certificate = outcome.certificate.flatMap { certifiedForm(of: $0, from: formulation) }
    let bound = try certificate.flatMap { try upperBound(provenBy: $0) }
    let refusals = RefusalFinder(self, timetable: timetable, run: run).refusals()
    let term = ObjectiveTerm(
      name: BookingGoal.value.rawValue, value: value(of: timetable), bound: bound,
      isMinimized: false)
    return Outcome(
      termination: term.isProven
        ? .optimal
        : outcome.termination == .optimal
          ? .limitReached : outcome.termination,
      solution: BookingAnswer(
        timetable: timetable, certificate: certificate, refusals: refusals),
      terms: [term], work: run.work, seed: run.seed)
  }

  /// The certificate with rows and columns counted as in ``certifiedSystem()``, matched by name.
  ///
  /// The formulation's rows and columns are some of the system's, with equal ranges; the others take
  /// no part in the proof.
  private func certifiedForm(
    of certificate: BoundCertificate, from formulation: TimetableFormulation
  ) -> BoundCertificate? {
    certificate.translated(from: formulation.program, into: certifiedSystem().system)
  }
}
