package import DutyRostering

extension ShiftRosteringProblem {
  /// Rosters met by changing one at random, with the values that were kept up from change to change: what
  /// annealing does, by itself.
  ///
  /// - Parameters:
  ///   - weights: What the goals weigh in a value.
  ///   - start: Where to begin.
  ///   - temperature: What a dearer change may cost on average.
  ///   - count: How many rosters to return.
  ///   - changes: Changes tried between two of them.
  ///   - seed: Decides about the changes.
  /// - Returns: The rosters with their values; empty if `start` breaks a rule.
  package func walkedRosters(
    weights: ShiftBoundCertificate.Weights, from start: ShiftRoster, temperature: Double,
    count: Int,
    changes: Int, seed: UInt64
  ) -> [(roster: ShiftRoster, value: Int)] {
    let model = RosterModel(self, weights: weights)
    guard let held = HeldRoster(start, in: model) else { return [] }
    var annealing = Annealing(RosterWalk(held, model: model), seed: seed)
    annealing.temperature = temperature
    return (0..<count).map { _ in
      annealing.tryChanges(changes)
      return (ShiftRoster(cells: annealing.walk.rows), annealing.walk.value)
    }
  }
}
