internal import Solving

/// What the root's relaxation proves about each column.
struct RootRelaxation {
  /// Value of the relaxation, as a minimisation.
  let cost: Double
  let reducedCosts: [Double]
  /// Rounded duals, if a proof is kept.
  let multipliers: [BoundCertificate.Multiplier]
  /// Objective for which the bounds were narrowed last.
  let reach: Double
}

extension TreeSearch {
  /// Part of the free columns that must be fixed by a better answer to begin again at the root.
  private static let worthwhileShare = 0.1

  /// Remembers the root's relaxation, to narrow bounds by its reduced costs.
  mutating func rememberRoot(_ session: inout Session, cost: Double) {
    let relaxation = RootRelaxation(
      cost: cost, reducedCosts: session.reducedCosts().map { sign * $0 },
      multipliers: rounded(session), reach: root?.reach ?? .infinity)
    root = relaxation
  }

  /// Begins again at the root with narrower bounds, if the best answer allows to fix enough columns
  /// that are still free: smaller relaxations are worth more than a young tree.
  mutating func restart(_ session: inout Session) throws -> Bool {
    guard let root, reach < root.reach, !open.isEmpty else { return false }
    let free = integerColumns.filter { rootBounds[$0].lower < rootBounds[$0].upper }
    let fixable = free.filter { reachable($0, root).upper == reachable($0, root).lower }
    guard Double(fixable.count) >= max(1, Self.worthwhileShare * Double(free.count)) else {
      return false
    }
    guard let narrow = narrowedBounds(root) else { return false }
    self.root = RootRelaxation(
      cost: root.cost, reducedCosts: root.reducedCosts, multipliers: root.multipliers,
      reach: reach)
    for j in changed { try setBounds(rootBounds[j], of: j, &session) }
    changed = []
    for j in narrow.indices where narrow[j] != rootBounds[j] {
      try setBounds(narrow[j], of: j, &session)
    }
    rootBounds = narrow
    open.removeAll()
    closedBound = .infinity
    return true
  }

  /// All columns' bounds without what costs too much; `nil` if the proof cannot follow.
  private mutating func narrowedBounds(_ root: RootRelaxation) -> [LinearProgram.Bounds]? {
    guard proof != nil else { return rootBounds.indices.map { reachable($0, root) } }
    let box = rootBounds.map { Int($0.lower)...Int($0.upper) }
    let limit = Int(reach)
    return proof?.narrow(box, below: limit, by: root.multipliers)?.map {
      LinearProgram.Bounds(lower: Double($0.lowerBound), upper: Double($0.upperBound))
    }
  }

  /// Bounds of a column without what costs at least the cutoff.
  private func reachable(_ j: Int, _ root: RootRelaxation) -> LinearProgram.Bounds {
    let range = rootBounds[j]
    let reduced = root.reducedCosts[j]
    guard program.columns[j].kind == .integer, abs(reduced) > 1e-7 else { return range }
    let steps = ((cutoff - root.cost) / abs(reduced) + 1e-6).rounded(.down)
    guard steps >= 0, steps < range.upper - range.lower else { return range }
    return reduced > 0
      ? LinearProgram.Bounds(lower: range.lower, upper: range.lower + steps)
      : LinearProgram.Bounds(lower: range.upper - steps, upper: range.upper)
  }
}
