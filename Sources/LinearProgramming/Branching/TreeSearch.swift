internal import Solving

/// Branch and bound over one session: best bound first, with a depth-first dive from each node.
///
/// Everything inside is a minimisation; ``LinearProgram/solve(run:options:hooks:)`` turns the signs.
struct TreeSearch {
  /// How far from a whole number a column may be and still count as whole.
  static let integrality = 1e-6

  let program: LinearProgram
  let options: BranchingOptions
  let hooks: BranchingHooks
  let run: Run
  let sign: Double
  let integerColumns: [Int]
  /// Every objective is a multiple of this; 0 if nothing is known.
  let objectiveUnit: Double

  var open = OpenNodes()
  var proof: ProofTree?
  var pseudocosts: Pseudocosts
  /// For each row of the session: its number in the proof.
  var proofRows: [Int]
  var addedRows: [LinearProgram.RowDefinition] = []
  /// The program's bounds, narrowed by what the root's relaxation shows.
  var rootBounds: [LinearProgram.Bounds]
  /// The root's relaxation, to narrow the bounds again when a better answer is found.
  var root: RootRelaxation?
  /// Present bounds in the session, and the columns in which they differ from the root's.
  var bounds: [LinearProgram.Bounds]
  var changed: [Int] = []
  var incumbent: [Double]?
  var incumbentCost = Double.infinity
  /// Smallest bound among nodes that were closed without a better answer.
  var closedBound = Double.infinity
  /// Bound of the node that is being looked at, which is not among the open ones.
  var presentBound = -Double.infinity
  var nodeCount = 0
  /// Work units of the run when the search began.
  let begun: Int
  /// Columns that relaxations of the first root use, if that is of interest.
  var used: [Bool] = []
  /// Objective for which ``searchNearRoot()`` looked last.
  var reachNearRoot = Double.nan
  /// Values of the root's relaxation, round by round of cuts.
  var rootCosts: [Double] = []

  /// Objective that a node must stay below to be of interest.
  var reach: Double {
    min(incumbentCost, options.target.map { sign * $0 + max(objectiveUnit, 1e-6) } ?? .infinity)
  }

  /// Value of a relaxation from which on its node is of no more interest.
  var cutoff: Double {
    let best = reach
    guard best.isFinite else { return .infinity }
    let tolerance = 1e-9 * max(1, abs(best))
    return objectiveUnit > 0
      ? best - objectiveUnit + 1e-3 * objectiveUnit + tolerance : best - tolerance
  }

  /// Proven bound over the whole tree.
  var globalBound: Double {
    min(open.smallestBound, presentBound, closedBound, incumbentCost)
  }

  /// Looks at nodes until none is open or a limit is reached.
  ///
  /// - Returns: Why it stopped early; `nil` if no node is open.
  mutating func search(_ session: inout Session) throws -> Termination? {
    open.insert(OpenNode())
    var dive: OpenNode?
    while let node = dive ?? open.removeFirst() {
      let isDive = dive != nil
      dive = nil
      presentBound = node.bound
      defer { presentBound = dive?.bound ?? .infinity }
      if let reason = mustStop {
        open.insert(node)
        return reason
      }
      if proof == nil, node.bound >= cutoff { continue }
      nodeCount += 1
      try enter(node, keepsBasis: isDive, &session)
      switch try look(at: node, &session) {
      case .closed: break
      case .stopped:
        open.insert(node)
        return run.mustStop ?? .limitReached
      case .split(let first, let second):
        open.insert(second)
        dive = first
      }
      if try restart(&session) {
        dive = nil
        // A limit may end the search before the root is looked at again: what is known of it is kept.
        open.insert(
          OpenNode(
            bound: root?.cost ?? -.infinity, proofNode: proof?.root ?? 0,
            multipliers: root?.multipliers ?? []))
      }
    }
    return nil
  }

  private var mustStop: Termination? {
    if let reason = run.mustStop { return reason }
    if let limit = options.nodeLimit, nodeCount >= limit { return .limitReached }
    if let limit = options.workLimit, run.work - begun >= limit { return .limitReached }
    if run.limits.gap > 0, incumbentCost.isFinite,
      incumbentCost - globalBound <= run.limits.gap * max(1, abs(incumbentCost))
    {
      return .gapReached
    }
    return nil
  }

  /// Brings the session's bounds, and on a jump its basis, to those of `node`.
  private mutating func enter(
    _ node: OpenNode, keepsBasis: Bool, _ session: inout Session
  ) throws(EngineError) {
    var target: [Int: LinearProgram.Bounds] = [:]
    var order: [Int] = []
    for change in node.changes {
      if target.updateValue(
        LinearProgram.Bounds(lower: change.lower, upper: change.upper), forKey: change.column)
        == nil
      {
        order.append(change.column)
      }
    }
    for j in changed where target[j] == nil {
      try setBounds(rootBounds[j], of: j, &session)
    }
    for j in order {
      if let range = target[j], bounds[j] != range { try setBounds(range, of: j, &session) }
    }
    changed = order
    if !keepsBasis, let basis = node.basis { try session.restore(basis) }
  }

  mutating func setBounds(
    _ range: LinearProgram.Bounds, of j: Int, _ session: inout Session
  ) throws(EngineError) {
    bounds[j] = range
    try session.setBounds(range, of: Column(j))
  }

  /// Takes `point` as the best answer if it keeps every row and is better.
  mutating func offer(_ point: [Double]) -> Bool {
    guard point.count == program.columns.count else { return false }
    var whole = point
    for j in integerColumns {
      whole[j] = point[j].rounded()
      if abs(whole[j] - point[j]) > 10 * Self.integrality { return false }
    }
    let cost = program.columns.indices.reduce(0.0) {
      $0 + sign * program.columns[$1].cost * whole[$1]
    }
    guard cost < incumbentCost - 1e-9 * max(1, abs(cost)) else { return false }
    guard program.largestViolation(at: whole) <= 1e-6 else { return false }
    for row in addedRows {
      let value = LinearExpression(row.terms).value(at: whole)
      if value < row.bounds.lower - 1e-6 || value > row.bounds.upper + 1e-6 { return false }
    }
    if let lazy = hooks.cuts, !lazy(whole).isEmpty { return false }
    incumbent = whole
    incumbentCost = cost
    hooks.improved?(whole, sign * cost + program.objectiveConstant)
    report()
    return true
  }

  /// Tells the run about the best answer and the bound.
  func report() {
    func whole(_ cost: Double, _ rule: FloatingPointRoundingRule) -> Int? {
      guard cost.isFinite, abs(cost) < 1e15 else { return nil }
      let value = sign * cost + program.objectiveConstant
      return Int(value.rounded(sign > 0 ? rule : rule == .up ? .down : .up))
    }
    run.report(
      best: whole(incumbentCost, .toNearestOrAwayFromZero), bound: whole(globalBound - 1e-6, .up))
  }
}
