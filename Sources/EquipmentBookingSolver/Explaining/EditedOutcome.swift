public import EquipmentBooking
public import Solving

extension BookingProblem {
  /// A timetable that somebody changed by hand as an outcome: its value counted again, each refused request
  /// tried anew, and the proof that came with the answer before, which bounds every timetable of this round.
  ///
  /// - Parameters:
  ///   - answer: The answer before.
  ///   - timetable: The edited timetable, which breaks no rule.
  ///   - terms: The terms of the answer before, for their bound.
  ///   - run: Limits for finding reasons, seed and cancellation.
  /// - Returns: The outcome; its termination is `Termination.edited`.
  /// - Throws: ``TimetableBreaksRule`` if the timetable breaks a rule.
  public func outcome(
    editing answer: BookingAnswer, to timetable: Timetable, terms: [ObjectiveTerm], run: Run
  ) throws(TimetableBreaksRule) -> Outcome<BookingAnswer> {
    if let violation = violations(of: timetable).first {
      throw TimetableBreaksRule(violation: violation)
    }
    let name = BookingGoal.value.rawValue
    let term = ObjectiveTerm(
      name: name, value: value(of: timetable), bound: terms.first { $0.name == name }?.bound,
      isMinimized: false)
    return Outcome(
      termination: .edited,
      solution: BookingAnswer(
        timetable: timetable, certificate: answer.certificate, prices: answer.prices,
        schedules: answer.schedules,
        refusals: RefusalFinder(self, answer, timetable: timetable, run: run).refusals()),
      terms: ((try? revisionTerms(of: timetable)) ?? []) + [term], work: 0, seed: run.seed)
  }
}
