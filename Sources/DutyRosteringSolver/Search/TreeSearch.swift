internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// Branches for a proof and searches neighbourhoods in turn, until the limit.
  ///
  /// Each gets the same work in slices; while neighbourhoods still find something they get four times as much.
  mutating func searchTree() throws {
    var generation = ColumnGeneration(whole, team: team, run: run)
    let program = MasterColumns.program(whole)
    try withSession(program, run: run) { session in
      generation.forgetBound(prices: rootPrices)
      var columns = heldColumns(whole)
      for (position, known) in known.enumerated() {
        columns += known.suffix(100).map { column($0, whole, position) }
      }
      try generation.master.add(columns, of: whole, to: &session)
      guard try generation.generate(&session, ColumnGeneration.Allowance()) == .converged else {
        return
      }
      var tree = BranchAndPrice(root: generation)
      var slice = max(10, run.work / 4)
      while !mustEnd, !tree.isFinished, let held = best?.value {
        try searchNeighbourhoods(until: 1, work: slice)
        guard let best, !mustEnd else { return }
        let end = run.work + (best.value < held ? slice / 4 : slice)
        while !mustEnd, !tree.isFinished, run.work < end, let best = self.best {
          let goal = (best.value - 1) * model.denominator + 1
          if let rows = try tree.step(&generation, &session, goal: goal) {
            accept(rows, of: generation.part)
          }
          raise(bound: tree.proof.bound, proof: tree.proof.nodes, counts: tree.counts)
        }
        slice = max(slice, run.work / 8)
      }
    }
  }
}
