public import MentorMatching
public import Solving

extension PairingProblem {
  /// Lower limits that cannot all be kept, of which none can be left out: without any of them the others can
  /// be kept.
  ///
  /// Limits are dropped one after the other, and stay dropped if the rest still cannot be kept.
  ///
  /// - Parameter run: Limits.
  /// - Returns: The limits, and whether every question was settled; if not, more may be named than clash.
  /// - Precondition: The limits of the round cannot all be kept.
  /// - Throws: An error of the engine.
  /// - Complexity: A program of the round for each lower limit.
  public func clashingLimits(
    run: Run
  ) throws -> (limits: [(limit: PairingContracts.PlaceClass.Kind, lower: Int)], isSettled: Bool) {
    var kept = lowerLimits
    var isSettled = true
    for candidate in lowerLimits {
      let rest = kept.filter { $0.limit != candidate.limit }
      let only = rest.map(\.limit)
      var relaxed = draft
      for m in relaxed.mentors.indices where !only.contains(.mentor(m)) {
        relaxed.mentors[m].lowerCapacity = 0
      }
      for p in relaxed.projects.indices where !only.contains(.project(p)) {
        relaxed.projects[p].lowerPlaces = 0
      }
      for q in relaxed.quotas.indices where !only.contains(.quota(q)) {
        relaxed.quotas[q].lower = 0
      }
      if run.mustStop != nil { return (kept, false) }
      let outcome = try PairingProblem(validating: relaxed).solve(.any, run: run)
      if outcome.termination == .infeasible {
        kept = rest
      } else if outcome.solution == nil {
        isSettled = false
      }
    }
    return (kept, isSettled)
  }
}
