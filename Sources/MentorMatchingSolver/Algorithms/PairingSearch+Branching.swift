internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Closing the gap that ties leave between the best matching and the program's bound.
extension PairingSearch {
  /// Most pairs left on the lists for which branching is tried.
  static let largestBranchedProgram = 20_000

  /// Branches on cut-offs, goal after goal, with combs separated at every node, until bound and
  /// matching meet or a limit comes.
  ///
  /// Only sums are branched on; a worst rank whose bound is open ends the work.
  mutating func branch() throws {
    guard !problem.isStrict, rule.demandsStability, !keepsFirst else { return }
    let formulation = StableFormulation(market, remains: remains, demandsStability: true)
    guard formulation.pairOfColumn.count <= Self.largestBranchedProgram else { return }
    for k in goals.indices where bounds[k] != bestValues[k] {
      if !goals[k].isSum || run.mustStop != nil { return }
      let before = bestValues
      try branch(on: k, formulation)
      if bestValues != before { forgetBounds(after: k) }
      if bounds[k] != bestValues[k] { return }
    }
  }

  private mutating func branch(on k: Int, _ formulation: StableFormulation) throws {
    var search = CutoffSearch(
      problem, goals: goals, goal: k, formulation: formulation, best: best, run: run)
    let proof = try search.search(remains: remains, earlier: earlier(k))
    offer(search.best)
    guard let proof else { return }
    let certificate = GoalCertificate(goal: goals[k], proof: proof)
    guard
      let bound = problem.provenBound(
        certificate, rule: rule, matching: problem.matching(fromPairs: best),
        value: bestValues[k], earlier: earlier(k), lists: lists)
    else { return }
    let isStronger = bounds[k].map { goals[k].isMinimized ? bound > $0 : bound < $0 } ?? true
    if isStronger { record((bound, certificate), of: k) }
  }

  /// Bounds of later goals were proven beside other values of the earlier ones.
  private mutating func forgetBounds(after k: Int) {
    for later in goals.indices where later > k {
      if case .sameInEveryStableMatching = certificates[later]?.proof { continue }
      bounds[later] = nil
      certificates[later] = nil
    }
  }
}
