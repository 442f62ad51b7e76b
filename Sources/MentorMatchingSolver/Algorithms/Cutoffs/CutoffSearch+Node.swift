internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// One case: its relaxation, its combs, and closing it.
extension CutoffSearch {
  /// Rounds of combs at a node below the root.
  private static let roundsBelowRoot = 12
  /// Combs added for each mentor in one round.
  private static let combsPerMentor = 3

  /// Solves the relaxation of a case, then closes or splits it.
  ///
  /// - Returns: Whether the case is dealt with; `false` if a limit came first.
  mutating func look(at node: OpenCase, _ session: inout Session) throws -> Bool {
    nodeCount += 1
    if node.lists.isContradicted {
      proof.close(node.proofNode, .empty(RowWeights([])))
      return true
    }
    try enter(node.lists, &session)
    var stopsAtCutoff = true
    var rounds = 0
    while true {
      let method: Session.Method = startsWithPrimal ? .primal : .dual
      startsWithPrimal = false
      switch try session.solve(method, cutoff: stopsAtCutoff && method == .dual ? cutoff : nil) {
      case .stopped, .unbounded: return false
      case .infeasible:
        if let weights = try emptiness(node.lists, &session) {
          proof.close(node.proofNode, .empty(weights))
          return true
        }
        return try split(node, at: [Double](repeating: 0.5, count: costs.count), nil, &session)
      case .cutoff, .optimal: break
      }
      let objective = session.objective
      if objective >= cutoff {
        let found = weigh(session.duals(), node.lists)
        if found.bound >= bestCost {
          proof.close(node.proofNode, .bounded(RowWeights(named(found.weights))))
          return true
        }
        if stopsAtCutoff {
          stopsAtCutoff = false
          continue
        }
      }
      let point = session.values()
      rounds += 1
      let isRoot = node.depth == 0
      if isRoot || rounds <= Self.roundsBelowRoot, try addRows(at: point, node.lists, &session) {
        continue
      }
      try dropSlackCombs(&session, always: isRoot)
      if isRoot {
        rootCombs = rows.compactMap { if case .comb(let comb) = $0.meaning { comb } else { nil } }
      }
      if leansOnNextGoal {
        round(point, bound: weigh(session.duals(), node.lists).bound)
        roundedPoint = point
        try forgetNextGoal(&session)
        continue
      }
      return try finish(node, point, &session)
    }
  }

  private mutating func finish(
    _ node: OpenCase, _ point: [Double], _ session: inout Session
  ) throws -> Bool {
    let found = weigh(session.duals(), node.lists)
    if point != roundedPoint { round(point, bound: found.bound) }
    roundedPoint = []
    if found.bound >= bestCost {
      proof.close(node.proofNode, .bounded(RowWeights(named(found.weights))))
      return true
    }
    return try split(node, at: point, found, &session)
  }

  /// Looks for a better matching around a point: the point itself if it is one.
  private mutating func round(_ point: [Double], bound: Int) {
    if point.allSatisfy({ abs($0 - $0.rounded()) < 1e-6 }) {
      offer(matching(at: point))
    } else if nodeCount < 8 || nodeCount.isMultiple(of: 16) {
      improve(from: point, bound: bound)
    }
  }

  // MARK: The session's bounds

  /// Brings the bounds of the session to those of a case.
  mutating func enter(_ lists: CaseLists, _ session: inout Session) throws {
    var low = [UInt8](repeating: 0, count: costs.count)
    var high = formulation.pairOfColumn.map { lists.remains[$0] ? UInt8(1) : 0 }
    for (pair, isMade) in lists.decided {
      let j = formulation.columnOfPair[Int(pair)]
      if !isMade { high[j] = 0 } else if high[j] == 1 { low[j] = 1 }
    }
    for j in costs.indices where low[j] != lower[j] || high[j] != upper[j] {
      try session.setBounds(
        LinearProgram.Bounds(lower: Double(low[j]), upper: Double(high[j])), of: Column(j))
    }
    lower = low
    upper = high
    for i in rows.indices {
      let state = binds(rows[i], lists) ? UInt8(1) : 0
      if state == rowState[i] { continue }
      rowState[i] = state
      try session.setBounds(bounds(of: rows[i], binds: state == 1), of: Row(i))
    }
  }

  /// Whether the side of a row that depends on the case holds in it.
  private func binds(_ row: CutoffRow, _ lists: CaseLists) -> Bool {
    switch row.meaning {
    case .talent(let t): lists.matched[t]
    case .mentor(let m): lists.filled[m]
    case .short(let m, let rank): lists.shortRank[m] >= rank
    case .comb, .pinned: false
    }
  }

  private func bounds(of row: CutoffRow, binds: Bool) -> LinearProgram.Bounds {
    switch row.meaning {
    case .talent: binds ? .fixed(1) : .atMost(1)
    case .mentor(let m):
      binds ? .fixed(Double(market.places[m])) : .atMost(Double(market.places[m]))
    // Outside its case the row is free: a weight on it would have no place in the proof.
    case .short(let m, _): binds ? .atMost(Double(market.places[m] - 1)) : .free
    case .comb, .pinned: .free
    }
  }

  // MARK: Rows on demand

  /// Adds violated combs, and the short rows of the case that the point violates.
  private mutating func addRows(
    at point: [Double], _ lists: CaseLists, _ session: inout Session
  ) throws -> Bool {
    run.charge(steps: 4 * costs.count)
    var new: [NewRow] = []
    let combs = formulation.violatedCombs(
      at: point, tolerance: 1e-5, limit: Self.combsPerMentor)
    for m in 0..<market.mentorCount where lists.shortRank[m] > 0 {
      let rank = lists.shortRank[m]
      let columns = formulation.listOfMentor[m].filter { market.mentorRank[$0] <= rank }
        .map { formulation.columnOfPair[$0] }
      let sum = columns.reduce(0) { $0 + point[$1] }
      guard sum > Double(market.places[m] - 1) + 1e-5 else { continue }
      let row = CutoffRow(.short(mentor: m, rank: rank), columns.map { Column($0) })
      rows.append(row)
      rowState.append(1)
      new.append(
        NewRow(
          "short[\(m),\(rank)]", LinearExpression(sumOf: columns.map { Column($0) }),
          in: bounds(of: row, binds: true)))
    }
    try session.addRows(new)
    try add(combs, &session)
    return !new.isEmpty || !combs.isEmpty
  }

  /// Adds combs to the session.
  mutating func add(_ combs: [StableRow], _ session: inout Session) throws {
    var new: [NewRow] = []
    for comb in combs {
      guard let row = formulation.row(for: comb) else { continue }
      rows.append(CutoffRow(.comb(comb), row.terms.map(\.column)))
      rowState.append(0)
      new.append(row)
    }
    try session.addRows(new)
  }

  /// Deletes the rows on demand that do not bind, once they are many: every later relaxation would
  /// carry them, and separation finds them again where they are missed.
  private mutating func dropSlackCombs(_ session: inout Session, always: Bool) throws {
    let present = rows.count - staticRowCount
    guard always || present > keptCombs + keptCombs / 2 + 100 else { return }
    let slack = try session.slackRows(from: staticRowCount)
    if !slack.isEmpty {
      try session.deleteRows(slack)
      var leaves = [Bool](repeating: false, count: rows.count)
      for row in slack { leaves[row.index] = true }
      rows = rows.indices.filter { !leaves[$0] }.map { rows[$0] }
      rowState = rowState.indices.filter { !leaves[$0] }.map { rowState[$0] }
    }
    keptCombs = rows.count - staticRowCount
  }

  // MARK: Matchings

  func matching(at point: [Double]) -> [Int32] {
    (0..<market.talentCount).map { t in
      let pair = market.pairs(ofTalent: t).first {
        formulation.columnOfPair[$0] >= 0 && point[formulation.columnOfPair[$0]] > 0.5
      }
      return pair.map { Int32($0) } ?? -1
    }
  }

  /// Orders ties by the point, lets either side propose, and trades inside ties; at the first point of
  /// all again with close calls decided by chance, until the bound is met or as much work is done as
  /// the relaxation took.
  private mutating func improve(from point: [Double], bound: Int) {
    let wanted = formulation.columnOfPair.map { $0 < 0 ? -1 : point[$0] }
    var random = SeededRandom(seed: run.seed &+ UInt64(nodeCount))
    let isFirst = !hasImproved
    hasImproved = true
    let before = run.work
    round(wanted, trades: (isFirst ? 60 : 4) * market.talentCount, &random)
    var attempt = 0
    while isFirst, bestCost > bound, run.work - before < before - workBefore,
      run.mustStop == nil
    {
      attempt += 1
      // Noise of every size early on: the fractions of multiples of the golden section.
      let noise = (Double(attempt) * 0.618034).truncatingRemainder(dividingBy: 1)
      let shaken = wanted.map { $0 < 0 ? $0 : $0 + noise * .random(in: 0..<1, using: &random) }
      round(shaken, trades: 10 * market.talentCount, &random)
    }
  }

  private mutating func round(
    _ preference: [Double], trades: Int, _ random: inout SeededRandom
  ) {
    let orders = StrictOrders(market, preferring: preference)
    run.charge(steps: 8 * market.pairCount)
    let depth = 1 + (goals.firstIndex(of: goal) ?? 0)
    for start in [
      talentsPropose(market, among: allowed, orders: orders),
      mentorsPropose(market, among: allowed, orders: orders), best,
    ] {
      var search = TieSearch(
        market, among: allowed, from: start, goals: goals,
        random: SeededRandom(seed: random.next()))
      search.promoteLeftOvers()
      offer(search.pairOfTalent)
      offer(search.trade(count: trades, depth: depth, run: run))
    }
  }
}
