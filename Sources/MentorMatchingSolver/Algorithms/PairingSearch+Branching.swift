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
  /// Sums and worst ranks are branched on here, the difference of the sides' ranks in ``balance()``.
  mutating func branch() throws {
    guard branches(over: remains.count { $0 }) else { return }
    let formulation = StableFormulation(market, remains: remains, demandsStability: true)
    var combs: [StableRow] = []
    for k in goals.indices where bounds[k] != bestValues[k] {
      let isOurs = goals[k].isSum || goals[k] == .regret
      if !isOurs || goals[..<k].contains(.imbalance) || run.mustStop != nil { break }
      let before = bestValues
      if goals[k] == .regret {
        try branchOnRegret(k, formulation)
      } else {
        try branch(on: k, formulation, &combs)
      }
      if bestValues != before { forgetBounds(after: k) }
      if bounds[k] != bestValues[k] { break }
    }
    boundWithoutProgram()
  }

  /// Whether a round with so many pairs left on its lists is branched on.
  func branches(over pairsLeft: Int) -> Bool {
    !problem.isStrict && rule.demandsStability && !keepsFirst
      && (1...Self.largestBranchedProgram).contains(pairsLeft)
  }

  /// Whether branching bounds every goal, so that nothing needs to be bounded before.
  var beginsByBranching: Bool { branches(over: remains.count { $0 }) && goals.allSatisfy(\.isSum) }

  private mutating func branch(
    on k: Int, _ formulation: StableFormulation, _ combs: inout [StableRow]
  ) throws {
    var search = CutoffSearch(
      problem, goals: goals, goal: k, formulation: formulation, best: best, run: run)
    let proof = try search.search(remains: remains, earlier: earlier(k), combs: combs)
    offer(search.best)
    combs = search.rootCombs
    guard let proof else { return }
    let certificate = GoalCertificate(
      goal: goals[k], proof: .cases(rows: proof.rows, proof: proof.proof))
    guard
      let bound = problem.provenBound(
        certificate, rule: rule, earlier: earlier(k), lists: lists)
    else { return }
    let isStronger = bounds[k].map { goals[k].isMinimized ? bound > $0 : bound < $0 } ?? true
    if isStronger { record((bound, certificate), of: k) }
  }

  /// Asks for limits between the bound and the value held whether a matching keeps to them.
  private mutating func branchOnRegret(_ k: Int, _ formulation: StableFormulation) throws {
    var low = max(1, bounds[k] ?? 1)
    while low < bestValues[k], run.mustStop == nil {
      let limit = (low + bestValues[k] - 1) / 2
      var search = CutoffSearch(
        problem, goals: goals, goal: k, formulation: formulation, best: best, run: run)
      let found = try search.search(
        remains: remains, earlier: earlier(k) + [(goal: .regret, value: limit)])
      offer(search.best)
      guard bestValues[k] > limit else { continue }
      guard let found else { return }
      let certificate = GoalCertificate(
        goal: .regret,
        proof: .emptyCases(rows: found.rows, bound: limit + 1, proof: found.proof))
      let bound = problem.provenBound(
        certificate, rule: rule, earlier: earlier(k), lists: lists)
      guard let bound, bound > low else { return }
      record((bound, certificate), of: k)
      low = bound
    }
  }

  /// Bounds of later goals were proven beside other values of the earlier ones.
  mutating func forgetBounds(after k: Int) {
    for later in goals.indices where later > k {
      if case .sameInEveryStableMatching = certificates[later]?.proof { continue }
      bounds[later] = nil
      certificates[later] = nil
    }
  }
}
