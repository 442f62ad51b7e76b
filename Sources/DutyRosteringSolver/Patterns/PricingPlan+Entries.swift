extension PricingPlan.Box {
  /// Counter values of an entry.
  func coordinates(of entry: Int) -> [Int] {
    var rest = entry - offset
    var values = lower
    for i in extent.indices.reversed() {
      values[i] += rest % extent[i]
      rest /= extent[i]
    }
    return values
  }

  /// The entry with some counter values less the `amounts` of the `watched` counters; `nil` if it is outside
  /// the box.
  func entry(at values: [Int], minus amounts: [Int], of watched: [Int]) -> Int? {
    var place = 0
    for i in extent.indices {
      let step = values[i] - amounts[watched[i]] - lower[i]
      guard step >= 0, step < extent[i] else { return nil }
      place = place * extent[i] + step
    }
    return offset + place
  }

  /// The counter values of the next entry.
  func advance(_ values: inout [Int]) {
    for i in extent.indices.reversed() {
      values[i] += 1
      if values[i] < lower[i] + extent[i] { return }
      values[i] = lower[i]
    }
  }
}

extension PricingPlan {
  /// The moves of a day of the part that lead to a node: those of a day stand in the order of the nodes they
  /// lead to.
  func moves(to node: Int, on layer: Int) -> Range<Int> {
    let arcs = part.graph.arcs
    func first(_ target: Int) -> Int {
      var (low, high) = (moveStart[layer], moveStart[layer + 1])
      while low < high {
        let middle = (low + high) / 2
        if Int(arcs[Int(moves[middle].arc)].to) < target { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(node)..<first(node + 1)
  }
}
