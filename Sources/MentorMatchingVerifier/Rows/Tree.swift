internal import MentorMatching
internal import Solving

extension RowProof {
  /// The bound on a goal, made small, that a tree of cases shows: the smallest of its leaves; `nil` if every
  /// leaf is empty.
  ///
  /// A sum without cases says more about the matchings that are as good as `value`: what would cost more
  /// is closed in `known`, and where the ends meet, every comb of the sum is tight.
  ///
  /// - Complexity: O(nodes · unknowns + weights · row length).
  func bound(
    over program: Program, from known: inout Case, value: Int
  ) throws(Refuted) -> Int? {
    var (waiting, best) = ([0: program.root], Int?.none)
    for (index, node) in nodes.enumerated() {
      guard var here = waiting.removeValue(forKey: index), unit > 0 else { throw Refuted() }
      var other = here
      var children: [(Int, Case)] = []
      switch node {
      case .steps(let steps, let next):
        for step in steps { try here.take(step) }
        children = [(next, here)]
      case .cutoff(let c, let rank, let full, let short):
        try here.fill(c, downTo: rank)
        try other.leaveRoom(c, downTo: rank)
        children = [(full, here), (short, other)]
      case .split(let j, let value, let low, let high):
        try here.narrow(j, from: .min, to: value)
        try other.narrow(j, from: value &+ 1, to: .max)
        children = [(low, here), (high, other)]
      case .narrowed(let weights, let reach, let next):
        let (bound, left) = try program.sum(weights, unit: unit, in: here)
        if !here.isVoid { best = min(best ?? reach, reach) }
        _ = try here.close(left, beyond: reach &- 1, unit: unit, bound: bound)
        children = [(next, here)]
      case .bounded(let weights):
        let (bound, left) = try program.sum(weights, unit: unit, in: here)
        if !here.isVoid { best = min(best ?? .max, bound.dividedRoundingUp(by: unit)) }
        if nodes.count == 1, try known.close(left, beyond: value, unit: unit, bound: bound) == 0 {
          known.tight.formUnion(weights.multipliers.filter { $0.weight != 0 }.map { rows[$0.row] })
        }
      case .empty(let weights):
        try need(program.sum(weights, unit: unit, in: here, counts: false).bound > 0 || here.isVoid)
      }
      // A child before its parent, or behind the last case, is left over.
      for (child, state) in children { try need(waiting.updateValue(state, forKey: child) == nil) }
    }
    try need(waiting.isEmpty)
    // Every value of the goal is a multiple of what divides all costs.
    let divisor = max(1, program.costs.reduce(0, greatestCommonDivisor))
    return best.map { $0.dividedRoundingUp(by: divisor) &* divisor }
  }
}
