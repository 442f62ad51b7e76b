import DutyRostering
import LinearProgramming

extension StageProgram {
  /// Branches on the earliest decision that is still open: which body a unit came from, then, term by
  /// term, whether it has served by then, in which body, and by whom.
  ///
  /// What was decided early fixes the parity of everything later, while the same fraction late in the
  /// roster can be bought back by shifting a duty.
  func hooks(_ formulation: RotationFormulation) -> BranchingHooks {
    let rank = formulation.ranksInTime
    let ranks = columns.map { rank[$0] }
    return BranchingHooks(branch: { point in
      var best: (rank: Int, distance: Double, column: Int)?
      for (j, value) in point.enumerated() {
        let fraction = value - value.rounded(.down)
        guard fraction > 1e-6, fraction < 1 - 1e-6, ranks[j] < .max else { continue }
        let distance = abs(fraction - 0.5)
        if best.map({ (ranks[j], distance) < ($0.rank, $0.distance) }) ?? true {
          best = (ranks[j], distance, j)
        }
      }
      guard let j = best?.column else { return nil }
      let floor = point[j].rounded(.down)
      return Branch(Column(j), at: Int(floor), upFirst: point[j] - floor >= 0.5)
    })
  }
}

extension RotationFormulation {
  /// For each unknown, its place in the order of branching; `Int.max` for those left to the engine.
  var ranksInTime: [Int] {
    var ranks = [Int](repeating: .max, count: program.columns.count)
    for u in problem.activeUnits {
      ranks[last[u][0].index] = 0
      for t in problem.terms.indices {
        for column in atLeast[u][t] { ranks[column.index] = 4 * t + 1 }
        for body in [0, 1] { ranks[serve[u][body][t].index] = 4 * t + 2 }
        for p in problem.units[u].people { ranks[person[p][t].index] = 4 * t + 3 }
      }
    }
    return ranks
  }
}
