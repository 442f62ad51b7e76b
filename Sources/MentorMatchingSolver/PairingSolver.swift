public import MentorMatching
public import Solving

/// A solver's answer breaks a rule of its problem: a mistake in the solver, never in the input.
public struct PairingRuleBroken: Error, Hashable, Sendable {
  /// The rules broken.
  public let violations: [PairingViolation]
}

extension PairingProblem {
  /// Pairs talents with mentors.
  ///
  /// With strict lists every rule is solved exactly: `talent` and `largest` by deferred
  /// acceptance, `sex-equal` by the stable-matching program, the others by minimum cuts over the
  /// rotations. With ties a heuristic gives a stable
  /// matching, the program bounds what any other could reach, and branching on pairs with combs
  /// separated in the tree closes the gap; the run ends as `optimal` if the two meet, otherwise as
  /// `limitReached` (or `gapReached`). `talent`, `mentor` and `centre` with ties keep the matching of
  /// deferred acceptance, with the bound beside it, and end as `unproven` if the two differ. `centre` before
  /// `least-change` chooses among the medians of everybody's stable partners, of which there may be two.
  /// `maximum` ignores stability, is exact (one flow), and lists every blocking pair; where a limit from
  /// below must be kept it is a program over contracts.
  ///
  /// Rounds with projects or quotas, and the rules `any`, `balanced` and `fewest-blocking`, are solved over
  /// contracts and classes (`PairingContracts`) by programs with a bound, whether strict
  /// or not.
  ///
  /// - Parameters:
  ///   - rule: What to ask for; `PairingProblem.defaultRule` if `nil`.
  ///   - draws: Whether a draw by the run's seed decides among matchings that are equal in every
  ///     goal; with ties it decides the ties. Rounds with projects or quotas, rules that do not ask for
  ///     stability, `centre`, `sex-equal` and `balanced` have no such draw, and their answers no lottery; nor
  ///     has a round with ties for which neither orders of them, nor trades, nor the exact search in its limits
  ///     give another matching as good.
  ///   - run: Limits, seed, cancellation, progress. The first answer stands before any limit counts.
  /// - Returns: The checked answer. It is infeasible, and there is none, only where crossing quotas leave no
  ///   stable matching, or where a rule without stability must keep limits from below that cannot all be
  ///   kept.
  /// - Throws: ``PairingRuleBroken`` if the answer breaks a rule, or an error of the engine.
  /// - Complexity: Deferred acceptance takes O(pairs · log places). Rotations take
  ///   O(pairs · log places) and a maximum flow for each goal. The program is meant for up to about
  ///   10,000 pairs left after the reductions.
  public func solve(
    _ rule: PairingRule? = nil, draws: Bool = false, run: Run = Run()
  ) throws -> Outcome<PairingAnswer> {
    if usesContracts(rule ?? defaultRule) {
      return try solveContracts(rule ?? defaultRule, run: run)
    }
    var search = PairingSearch(self, rule: rule ?? defaultRule, draws: draws, run: run)
    try search.solve()
    let matching = matching(fromPairs: search.best)
    let broken = violations(of: matching, demandsStability: search.rule.demandsStability)
    guard broken.isEmpty else { throw PairingRuleBroken(violations: broken) }

    let goals = search.goals
    let values = values(of: goals, for: matching)
    let terms = goals.enumerated().map { k, goal in
      ObjectiveTerm(
        name: goal.rawValue, value: values[k], bound: search.bounds[k],
        isMinimized: goal.isMinimized)
    }
    let isStable = search.rule.demandsStability
    let (reductions, proofs) = search.published()
    let answer = PairingAnswer(
      rule: search.rule, matching: matching, reductions: reductions,
      certificates: proofs, reports: wishReports(for: matching),
      blockingPairs: isStable ? [] : blockingPairs(of: matching),
      shortfalls: shortfalls(of: matching, isStable: isStable), medians: search.medians,
      lottery: search.lottery)
    return Outcome(
      termination: termination(terms, run), solution: answer, terms: terms, work: run.work,
      seed: run.seed, asked: askedGoal(of: search.rule).rawValue)
  }

  func termination(_ terms: [ObjectiveTerm], _ run: Run) -> Termination {
    guard let open = terms.first(where: { !$0.isProven }) else { return .optimal }
    if let gap = open.gap, run.limits.gap > 0, gap <= run.limits.gap { return .gapReached }
    return run.mustStop ?? .unproven
  }
}
