internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// A way to a better roster.
  private enum Way { case dive, tree, annealing, coolAnnealing, neighbourhoods }

  /// Anneals, searches neighbourhoods and, where the root's prices are final, dives and branches in turn,
  /// until the limit or a proof.
  ///
  /// Each turn is a part of the work so far, so that an annealing that no longer finds anything is followed
  /// by longer ones.
  mutating func searchInTurn() throws {
    var turns = Turns<Way>([.annealing, .coolAnnealing, .neighbourhoods])
    while !mustEnd, let way = turns.next {
      try turn(way, &turns) { search, slice in
        switch way {
        case .annealing, .coolAnnealing:
          search.anneal(work: slice, isCool: way == .coolAnnealing)
        case .neighbourhoods, .tree, .dive: try search.searchNeighbourhoods(work: slice)
        }
      }
    }
  }

  /// Lets a way have its turn and notes what came of it.
  private mutating func turn(
    _ way: Way, _ turns: inout Turns<Way>, _ go: (inout RosterSearch, Int) throws -> Void
  ) throws {
    let (work, value) = (run.work, best?.value ?? 0)
    try go(&self, max(10, work / 8))
    turns.note(way, work: run.work - work, gain: value - (best?.value ?? 0))
  }

  /// All ways in turn, over a linear program with the root's rows; ends with the tree too.
  mutating func searchInTurn(
    from root: ColumnGeneration, _ generation: inout ColumnGeneration, _ session: inout Session
  ) throws {
    var tree = BranchAndPrice(root: root)
    var turns = Turns<Way>([.annealing, .coolAnnealing, .neighbourhoods, .tree, .dive])
    while !mustEnd, let way = turns.next {
      try turn(way, &turns) { search, slice in
        switch way {
        case .annealing, .coolAnnealing:
          search.anneal(work: slice, isCool: way == .coolAnnealing)
        case .neighbourhoods: try search.searchNeighbourhoods(work: slice)
        case .dive: try search.dive(&generation, &session, from: root, work: slice)
        case .tree: try search.divide(&tree, &generation, &session, work: slice)
        }
      }
      if tree.isFinished { turns.drop(.tree) }
    }
  }

  /// The best roster's rows and the latest known ones as columns of the whole.
  private func knownColumns() -> [RowColumn] {
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
    }
  }
}
