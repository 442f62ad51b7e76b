internal import Solving

extension TreeSearch {
  /// What became of a node.
  enum Verdict {
    /// Nothing better is left in it.
    case closed
    /// A limit was reached inside it.
    case stopped
    /// It was split; the first child is to be looked at first.
    case split(first: OpenNode, second: OpenNode)
  }

  /// Solves the relaxation of `node`, cuts, and closes or splits it.
  mutating func look(at node: OpenNode, _ session: inout Session) throws -> Verdict {
    var rounds = 0
    // A run that a cutoff cut short may fall short of a proof in whole numbers; it is finished then.
    var stopsAtCutoff = true
    rootCosts = []
    var method: Session.Method = node.basis == nil ? rootMethod : .dual
    while true {
      let limit = cutoff
      let status = try session.solve(
        method,
        cutoff: limit.isFinite && stopsAtCutoff ? sign * limit + program.objectiveConstant : nil)
      method = .dual
      switch status {
      case .stopped: return .stopped
      case .unbounded: throw UnboundedProgram(name: program.name)
      case .infeasible:
        if try closeEmpty(node, &session) { return .closed }
        return try splitBlindly(node, &session)
      case .cutoff, .optimal: break
      }
      let cost = sign * (session.objective - program.objectiveConstant)
      if status == .optimal {
        learn(from: node, cost: cost)
        presentBound = max(presentBound, cost)
      }
      if nodeCount == 1, status == .optimal { chooseDenominator(&session, cost) }
      let multipliers = rounded(session)
      if status == .cutoff || cost >= limit {
        if close(node, multipliers, cost: cost) { return .closed }
        if status == .cutoff {
          stopsAtCutoff = false
          continue
        }
      }
      let point = session.values()
      if nodeCount == 1 { rememberUsed(at: point) }
      rounds += 1
      if try addHookRows(at: point, &session) { continue }
      let isRoot = node.basis == nil
      if isRoot, rounds <= options.cutRounds, try addEngineCuts(at: point, &session) { continue }
      if isRoot, try dropSlackCuts(&session) { continue }
      if isRoot, isWorthRounding(cost), try addRoundedRows(at: point, &session) { continue }
      if isRoot {
        rememberRoot(&session, cost: cost)
        try searchNearRoot()
      }
      return try finish(node, point: point, cost: cost, multipliers: multipliers, &session)
    }
  }

  private mutating func finish(
    _ node: OpenNode, point: [Double], cost: Double,
    multipliers: [BoundCertificate.Multiplier], _ session: inout Session
  ) throws -> Verdict {
    let fractional = integerColumns.filter {
      abs(point[$0] - point[$0].rounded()) > Self.integrality
    }
    if fractional.isEmpty {
      _ = offer(point)
      if close(node, multipliers, cost: cost) { return .closed }
      return try splitBlindly(node, &session)
    }
    if let candidate = hooks.heuristic?(point) { _ = offer(candidate) }
    if nodeCount % 8 == 1 { _ = offer(roundedPoint(point)) }
    if cost >= cutoff, close(node, multipliers, cost: cost) { return .closed }
    let branch =
      try hooks.branch?(point)
      ?? chooseBranch(point, fractional: fractional, cost: cost, &session)
    return .split(
      at: branch,
      of: self.children(
        of: node, at: branch, point: point, cost: cost, multipliers: multipliers,
        basis: try session.basis()))
  }

  /// Which method starts from the slack basis: the primal one where that is feasible already.
  private var rootMethod: Session.Method {
    let start = program.columns.map { column in
      column.bounds.lower.isFinite ? column.bounds.lower : min(0, column.bounds.upper)
    }
    let feasible = program.rows.allSatisfy { row in
      let value = LinearExpression(row.terms).value(at: start)
      return value >= row.bounds.lower && value <= row.bounds.upper
    }
    return feasible ? .primal : .dual
  }

  private func roundedPoint(_ point: [Double]) -> [Double] {
    var whole = point
    for j in integerColumns { whole[j] = point[j].rounded() }
    return whole
  }

  private mutating func learn(from node: OpenNode, cost: Double) {
    guard let origin = node.origin, node.bound.isFinite else { return }
    pseudocosts.observe(
      cost - node.bound, column: origin.column, isUp: origin.isUp, distance: origin.distance)
  }

  /// Adds the rows that the owner of the program misses at `point`.
  private mutating func addHookRows(
    at point: [Double], _ session: inout Session
  ) throws -> Bool {
    guard let rows = hooks.cuts?(point), !rows.isEmpty else { return false }
    for row in rows {
      proofRows.append(program.rows.count + addedRows.count)
      addedRows.append(row)
      if proof?.add(row) == false { throw NotCertifiable(name: row.name) }
    }
    try session.addRows(rows)
    return true
  }

  /// Deletes the cuts that do not bind at the root's optimum: every later relaxation would carry
  /// them. The hooks add them again where they are missed.
  private mutating func dropSlackCuts(_ session: inout Session) throws -> Bool {
    let slack = try session.slackRows(from: program.rows.count)
    guard !slack.isEmpty else { return false }
    try session.deleteRows(slack)
    if proof != nil {
      let gone = Set(slack.map(\.index))
      proofRows = proofRows.indices.filter { !gone.contains($0) }.map { proofRows[$0] }
    }
    return true
  }

  /// The two sides of a split.
  mutating func children(
    of node: OpenNode, at branch: Branch, point: [Double], cost: Double,
    multipliers: [BoundCertificate.Multiplier], basis: Basis
  ) -> (low: OpenNode, high: OpenNode) {
    let j = branch.column.index
    let proofNodes = proof?.split(node.proofNode, column: j, at: branch.value) ?? (0, 0)
    let range = bounds[j]
    func child(isUp: Bool, proofNode: Int) -> OpenNode {
      let end = Double(branch.value)
      var child = node
      child.changes.append(
        OpenNode.BoundChange(
          column: j, lower: isUp ? end + 1 : range.lower, upper: isUp ? range.upper : end))
      child.bound = max(node.bound, cost)
      child.basis = basis
      child.proofNode = proofNode
      child.multipliers = multipliers
      child.origin = OpenNode.Origin(
        column: j, distance: isUp ? end + 1 - point[j] : point[j] - end, isUp: isUp)
      return child
    }
    return (child(isUp: false, proofNode: proofNodes.0), child(isUp: true, proofNode: proofNodes.1))
  }
}

extension TreeSearch.Verdict {
  static func split(at branch: Branch, of children: (low: OpenNode, high: OpenNode)) -> Self {
    branch.upFirst
      ? .split(first: children.high, second: children.low)
      : .split(first: children.low, second: children.high)
  }
}
