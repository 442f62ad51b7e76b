public import DutyRostering
public import Solving

extension ShiftRosteringProblem {
  /// Returns the best shift roster found within the limits, with a proven bound.
  ///
  /// Column generation: a column is one person's whole row, priced by a dynamic program over a graph of all
  /// rows that the person's hard rules allow; the needs are rows of a linear program. Greedy rows and
  /// annealing give a first roster within moments, prices at the root a bound, a dive a good roster, and
  /// annealing, neighbourhoods, more dives and a tree improve it in turn until the limit. Limits only stop the
  /// search; what it does follows from sizes and work done. Where a clock limits it, the search ends early enough for the
  /// answer to be checked and its proof to be added up again, by a rate measured on a few people. Required duties may stay open; hard rules of
  /// people are never broken.
  ///
  /// The value that is minimised weighs the three `ShiftGoal` by the weights in the certificate.
  ///
  /// - Parameters:
  ///   - run: Limits, cancellation, seed, threads and observer. With a limit in work units the same seed
  ///     gives the same roster, for any number of threads. Where seconds alone limit it, two threads or more look for
  ///     prices and for rosters at the same time.
  ///   - start: A roster to begin with, if it keeps all hard rules; else it is not used.
  /// - Returns: Why it stopped, and the best roster held. `infeasible` means that the hard rules leave some
  ///   person without any row, or that they exceed hard maxima of needs together. `terms` has the goals that play a part;
  ///   the last one's bound holds with the earlier goals kept at their values, an earlier one's among all
  ///   rosters where the answer has a proof of it alone, else by the weights.
  /// - Throws: An error of the engine.
  public func solve(run: Run = Run(), from start: ShiftRoster? = nil) throws -> Outcome<ShiftAnswer>
  {
    let weights = ShiftBoundCertificate.Weights(of: self)
    let model = RosterModel(self, weights: weights, threads: run.threads)
    guard var search = RosterSearch(model, run: run) else {
      return Outcome(
        termination: .infeasible, solution: nil, terms: [], work: run.work, seed: run.seed)
    }
    if let start, let held = HeldRoster(start, in: model) { _ = search.take(held) }
    try search.search()
    var held = search.best
    if let best = held, !best.keepsCeilings(in: model) {
      // What people must do may be more than hard maxima of needs let them.
      let least = run.cancellation.isCancelled ? nil : try leastExcess(run: run)
      if let bound = least?.bound, bound > 0 {
        return Outcome(
          termination: .infeasible, solution: nil, terms: [], work: run.work, seed: run.seed)
      }
      held = least?.solution.flatMap { HeldRoster($0.roster, in: model) }
    }
    guard let best = held, best.keepsCeilings(in: model) else {
      return Outcome(
        termination: run.mustStop ?? .unproven, solution: nil, terms: [], work: run.work,
        seed: run.seed)
    }
    let bound = search.boundValue
    let earlier = search.earlier.isEmpty ? nil : search.earlier
    let answer = ShiftAnswer(
      roster: best.roster, certificate: search.certificate, earlier: earlier)
    let isNear =
      relativeGap(objective: best.value, bound: bound) <= run.limits.gap
    return Outcome(
      termination: bound >= best.value
        ? .optimal
        : isNear && run.limits.gap > 0 ? .gapReached : run.mustStop ?? .unproven,
      solution: answer,
      terms: values(of: best.roster).terms(
        provenBy: [search.certificate].compactMap(\.self) + search.earlier, weights: weights),
      work: run.work, seed: run.seed)
  }
}
