internal import LinearProgramming
internal import MentorMatching

/// Breaking the first relaxation's ties by the next goal.
///
/// A goal that counts pairs has whole faces of best points. As long as the first relaxation is solved,
/// each column also costs a little of the next goal, for the best matching a quarter of the goal's unit
/// in all: the point is then one of few, and often a matching that is good for both. Deeper in the tree
/// a face that is cut away piece by piece is closed sooner without.
extension CutoffSearch {
  /// Part of the goal's unit that the next goal may move.
  private static let share = 0.25

  /// Whether the session's costs have a part of the next goal.
  var leansOnNextGoal: Bool { !lean.isEmpty }

  /// Gives the columns their part of the next goal that is a sum, if there is one.
  mutating func leanOnNextGoal() {
    guard goal.isSum, let k = goals.firstIndex(of: goal),
      let next = goals[(k + 1)...].first(where: \.isSum)
    else { return }
    let amounts = costs.indices.map { Double(formulation.cost(next, column: $0)) }
    let held = best.filter { $0 >= 0 }.map { formulation.columnOfPair[Int($0)] }.filter { $0 >= 0 }
    // By magnitudes: scores of both signs may nearly cancel.
    let total = held.reduce(0) { $0 + abs(amounts[$1]) }
    guard total > 0 else { return }
    let unit = Self.share * Double(costUnit) / total
    lean = amounts.map { unit * $0 }
    leanOfBest = held.reduce(0) { $0 + lean[$1] }
  }

  /// Leaves the columns with the costs of the goal alone.
  mutating func forgetNextGoal(_ session: inout Session) throws {
    lean = []
    leanOfBest = 0
    for (j, cost) in costs.enumerated() { try session.setCost(Double(cost), of: Column(j)) }
    startsWithPrimal = true
  }
}
