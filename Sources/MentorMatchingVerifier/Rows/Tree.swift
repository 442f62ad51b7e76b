internal import MentorMatching

extension RowProof {
  /// The bound on a goal, made small, that a tree of cases shows: the smallest of its leaves.
  ///
  /// - Complexity: O(nodes · unknowns + weights · row length).
  func bound(over program: Program) throws(Refuted) -> Int {
    var waiting = [0: program.root]
    var best: Int?
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
        // What is k steps from its cheap end costs at least k times what is left of its cost.
        var room = -bound
        try accumulate(reach &- 1, times: unit, to: &room)
        try need(room >= 0)
        for j in left.indices where left[j] != 0 {
          let (range, steps) = (here.box[j], room / abs(left[j]))
          let isWhole = steps >= range.upperBound - range.lowerBound
          let low = isWhole || left[j] > 0 ? range.lowerBound : range.upperBound - steps
          try here.narrow(j, from: low, to: isWhole || left[j] < 0 ? range.upperBound : low + steps)
        }
        best = min(best ?? reach, reach)
        children = [(next, here)]
      case .bounded(let weights):
        best = min(best ?? .max, up(try program.sum(weights, unit: unit, in: here).bound, unit))
      case .empty(let weights):
        if here.isVoid { break }
        try need(program.sum(weights, unit: unit, in: here, counts: false).bound > 0)
      }
      for (child, state) in children {
        try need(
          child > index && child < nodes.count && waiting.updateValue(state, forKey: child) == nil)
      }
    }
    guard waiting.isEmpty, let best else { throw Refuted() }
    // Every value of the goal is a multiple of what divides all costs.
    var divisor = 0
    for var rest in program.costs { while rest != 0 { (divisor, rest) = (rest, divisor % rest) } }
    divisor = max(1, abs(divisor))
    return up(best, divisor) &* divisor
  }
}
