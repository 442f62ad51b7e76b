internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// A way to a better roster.
  enum Way { case exactDive, tree, dive, annealing, coolAnnealing, neighbourhoods, prices }

  /// Anneals, searches neighbourhoods, dives and settles prices in turn, until the limit or a proof, or until a
  /// linear program is in reach and `mixing` units of work are done.
  ///
  /// Each turn is a part of the work so far, so that an annealing that no longer finds anything is followed
  /// by longer ones.
  mutating func searchInTurn(from root: inout Root, mixing: Int) throws {
    var turns = Turns(own([.neighbourhoods, .dive, .annealing, .coolAnnealing, .prices]))
    while !mustEnd, run.work < mixing || !mayMix(root), let way = turns.next() {
      try proveEarlierGoals()
      try turn(way, &turns) { search, slice in
        if way == .prices {
          search.climb(&root, work: slice)
        } else {
          try search.go(way, from: root, work: slice)
        }
      }
    }
  }

  /// The ways that a search for prices takes: where rosters have a thread of their own, annealing is left to that.
  private func own(_ ways: [Way]) -> [Way] {
    shared == nil ? ways : ways.filter { $0 != .annealing && $0 != .coolAnnealing }
  }

  /// A turn of a way that needs no linear program with the root's rows.
  mutating func go(_ way: Way, from root: Root?, work: Int) throws {
    switch way {
    case .annealing, .coolAnnealing: anneal(work: work, isCool: way == .coolAnnealing)
    case .neighbourhoods: try searchNeighbourhoods(work: work)
    // Equally sure is what nearly is, so that dives differ.
    case .dive: if let root { try dive(from: root, grain: 16, mayGoOn: true) }
    case .exactDive, .tree, .prices: break
    }
  }

  /// Lets a way have its turn, one of `share` parts of the work so far, and notes what came of it.
  mutating func turn(
    _ way: Way, _ turns: inout Turns<Way>, share: Int = 8,
    _ go: (inout RosterSearch, Int) throws -> Void
  ) throws {
    receive()
    let (work, value, received) = (run.work, best?.value ?? 0, received)
    let slice = max(10, work / share)
    try go(&self, slice)
    // Prices that are settled and neighbourhoods that are exhausted must not come again and again.
    let mayEndEarly = way == .prices || way == .neighbourhoods
    turns.note(
      way, work: mayEndEarly ? max(slice, run.work - work) : run.work - work,
      gain: value - (best?.value ?? 0) - (self.received - received), unit: model.costUnit)
  }

  /// All ways in turn, over a linear program with the root's rows and its final prices.
  mutating func searchInTurn(
    from first: Root, final root: ColumnGeneration, _ generation: inout ColumnGeneration,
    _ session: inout Session
  ) throws {
    // The first dive may take as long as all before it, and half of what is left.
    var leastDive = min(run.work, workLeft / 2)
    var tree = BranchAndPrice(root: root)
    var turns = Turns(
      own([.exactDive, .neighbourhoods, .dive, .annealing, .coolAnnealing, .tree]))
    while !mustEnd, let way = turns.next(where: { $0 != .tree || !tree.isFinished }) {
      try proveEarlierGoals()
      try turn(way, &turns) { search, slice in
        switch way {
        case .exactDive:
          try search.dive(&generation, &session, from: root, work: max(leastDive, 2 * slice))
          leastDive = 0
        case .tree: try search.divide(&tree, &generation, &session, work: slice)
        default: try search.go(way, from: first, work: slice)
        }
      }
    }
  }

  /// The best roster's rows and the latest known ones as columns of the whole.
  func knownColumns() -> [RowColumn] {
    var columns = heldColumns(whole)
    for (position, known) in known.enumerated() {
      columns += known.suffix(100).map { column($0, whole, position) }
    }
    return columns
  }

  /// Dives from the root once.
  private mutating func dive(
    _ generation: inout ColumnGeneration, _ session: inout Session, from root: ColumnGeneration,
    work: Int
  ) throws {
    guard let best else { return }
    generation.part.pricers = root.part.pricers
    try generation.master.add(knownColumns(), of: whole, to: &session)
    _ = try generation.restart(&session, prices: root.boundPrices, changed: [])
    var style = ColumnGeneration.DiveStyle(
      steps: 60, rounds: 10, seed: random.next(), cutoff: Double(best.value) + 0.5)
    let (run, start) = (run, run.work)
    style.spent = { Double(run.work - start) / Double(max(1, work)) }
    if let columns = try generation.dive(&session, style) { accept(columns, of: whole) }
  }

  /// Divides nodes of the tree for about `work` units.
  private mutating func divide(
    _ tree: inout BranchAndPrice, _ generation: inout ColumnGeneration, _ session: inout Session,
    work: Int
  ) throws {
    let end = run.work + work
    while !mustEnd, !tree.isFinished, run.work < end, let best {
      let goal = (best.value - 1) * model.denominator + 1
      if let rows = try tree.step(&generation, &session, goal: goal) {
        accept(rows, of: generation.part)
      }
      raise(bound: tree.proof.bound, proof: tree.proof.nodes, counts: tree.counts)
      keepTimeToVerify(generation.part.pricers)
    }
  }
}
