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
    guard let root, reach < root.reach, !open.isEmpty, try narrowRoot(&session) else {
      return false
    }
    open.removeAll()
    closedBound = .infinity
    return true
  }

  /// Narrows the root's bounds by its relaxation, if that fixes enough of the columns that are still free, and
  /// drops the rows that no point within them breaks.
  ///
  /// - Returns: Whether it did; the tree has to begin again at the root then.
  mutating func narrowRoot(_ session: inout Session) throws -> Bool {
    guard let root, reach.isFinite else { return false }
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
    try dropIdleRows(&session)
    return true
  }

  /// Deletes the rows that no point within the root's bounds breaks: every later relaxation would carry them.
  ///
  /// A row whose columns are all fixed leaves with the one basic column that it has, since in a basis without it
  /// that column is not needed.
  private mutating func dropIdleRows(_ session: inout Session) throws {
    guard let rows = proof?.system.rows else { return }
    var statuses = try session.basis().statuses
    let rowCount = proofRows.count
    var idle: [Row] = []
    var isChanged = false
    for (i, row) in proofRows.enumerated() {
      var (least, most, isFixed) = (0.0, 0.0, true)
      for term in rows[row].terms {
        let (range, factor) = (rootBounds[term.column], Double(term.coefficient))
        least += factor * (factor > 0 ? range.lower : range.upper)
        most += factor * (factor > 0 ? range.upper : range.lower)
        if range.lower < range.upper { isFixed = false }
      }
      guard least >= rows[row].lower.map(Double.init) ?? -.infinity,
        most <= rows[row].upper.map(Double.init) ?? .infinity
      else { continue }
      if statuses[i] != Session.basic {
        guard isFixed else { continue }
        let basic = rows[row].terms.filter { statuses[rowCount + $0.column] == Session.basic }
        guard basic.count == 1 else { continue }
        statuses[rowCount + basic[0].column] = Session.atLower
        statuses[i] = Session.basic
        isChanged = true
      }
      idle.append(Row(i))
    }
    guard !idle.isEmpty else { return }
    if isChanged { try session.restore(Basis(statuses: statuses, rowCount: rowCount)) }
    try delete(idle, &session)
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
