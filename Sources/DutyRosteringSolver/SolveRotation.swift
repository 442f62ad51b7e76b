import Alliance
public import DutyRostering
public import Solving

extension RosteringProblem {
  /// Returns the roster that is best in the ordered goals of `RosteringGoal`, each proven in
  /// integers before the next is looked at.
  ///
  /// Deviation from the entitlement is measured after every term, history included; without absences
  /// the worst one stays below one duty (Tijdeman 1980, doi:10.1016/0012-365X(80)90269-1).
  ///
  /// - Parameter run: Limits, cancellation, seed and observer.
  /// - Returns: Why it stopped, and the best roster held with its proofs and reasons. `infeasible`
  ///   comes without a roster; ``clash(run:)`` says which terms, seats and units are in the way.
  /// - Throws: ``RosteringRuleBroken``, or an error of the engine.
  public func solve(run: Run = Run()) throws -> Outcome<RosteringAnswer> {
    var rotation = OrderedRotation(self, run: run)
    let termination = try rotation.solve()
    guard let roster = rotation.roster, let values = rotation.values, termination != .infeasible
    else {
      return Outcome(
        termination: termination, solution: nil, terms: [], work: run.work, seed: run.seed)
    }
    let terms = values.terms(of: goals, bounds: rotation.bounds)
    let answer = RosteringAnswer(
      roster: roster, proofs: rotation.proofs, reasons: reasons(for: roster, values: values),
      fairness: Tier.allCases.map { fairness(of: roster, tier: $0) })
    return Outcome(
      termination: reason(termination, terms, run), solution: answer, terms: terms,
      work: run.work, seed: run.seed)
  }

  /// A stop within the gap that was asked for counts as such.
  private func reason(
    _ termination: Termination, _ terms: [ObjectiveTerm], _ run: Run
  ) -> Termination {
    guard termination == .limitReached, run.limits.gap > 0 else { return termination }
    let isNear = terms.allSatisfy { $0.gap.map { $0 <= run.limits.gap } ?? false }
    return isNear ? .gapReached : termination
  }
}
