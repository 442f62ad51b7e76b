extension LeastRow {
  /// Stands for "no row leads here"; far above every sum that is let in.
  static let none = Int.max / 4

  /// The least of `Σ cell prices + scale · penalties of the rules` over the person's rows.
  ///
  /// - Parameters:
  ///   - price: Price of each cell, indexed as `isAllowed`.
  ///   - isAllowed: The cells that a row may use.
  ///   - scale: What a unit of penalty costs in prices.
  ///   - changePrice: What a row that differs from the published one costs besides.
  /// - Returns: `nil` if there is no row at all.
  /// - Throws: ``ShiftCertificateDefect/overflow`` if the sums could leave 64 bits.
  /// - Complexity: O(days × memories × kinds of duties × combinations of counts in a box).
  func least(
    price: [Int], isAllowed: [Bool], scale: Int, changePrice: Int
  ) throws(ShiftCertificateDefect) -> Int? {
    try checkSums(price: price, scale: scale, changePrice: changePrice)
    if counts.contains(where: { $0.top < 0 }) { return nil }
    let ways = RowWays(
      self, price: price, isAllowed: isAllowed, scale: scale, changePrice: changePrice)
    var layer = ways.boxes[0].map { [Int](repeating: Self.none, count: $0.size) }
    guard layer[0].count > 0 else { return nil }
    layer[0][0] = 0
    for (day, own) in ways.ways.enumerated() {
      let boxes = (ways.boxes[day], ways.boxes[day + 1])
      var next = boxes.1.map { [Int](repeating: Self.none, count: $0.size) }
      for way in own where !layer[way.from].isEmpty && !next[way.to].isEmpty {
        move(layer[way.from], boxes.0[way.from], by: way, into: &next[way.to], boxes.1[way.to])
      }
      layer = next
    }
    var least = Self.none
    for (costs, box) in zip(layer, ways.boxes[ways.boxes.count - 1]) {
      for (index, cost) in costs.enumerated() where cost < least {
        if let end = endCost(of: index, in: box) { least = min(least, cost + scale * end) }
      }
    }
    return least < Self.none / 2 ? least : nil
  }

  /// Steps of each kept count that a cell makes.
  func digits(of cell: RowMemory.Cell, weekends: [Int], on day: Int) -> [Int] {
    counts.map { count in
      switch count.rule.unit {
      case .weekends:
        return memory.weekendCounts.firstIndex(of: count.rule).map { weekends[$0] } ?? 0
      case .cells:
        return count.rule.isCounted[day] && memory.includes(count.rule.cells, cell) ? 1 : 0
      case .minutes:
        guard case .duty(let duty) = cell, count.rule.isCounted[day],
          count.rule.cells.includesDuty[duty]
        else { return 0 }
        return problem.duties[duty].minutes / count.unit
      }
    }
  }

  /// Takes over into `target`, which is `goal`'s, every combination of `costs`, which is `box`'s, moved on
  /// by the steps of a way at its cost.
  private func move(
    _ costs: [Int], _ box: RowWays.Box, by way: RowWays.Way, into target: inout [Int],
    _ goal: RowWays.Box
  ) {
    guard let inner = counts.last else {
      target[0] = min(target[0], costs[0] + way.cost)
      return
    }
    let last = counts.count - 1
    let (width, goalWidth) = (
      box.upper[last] - box.lower[last] + 1, goal.upper[last] - goal.lower[last] + 1
    )
    // Place in the goal of the box's first inner digit, and the inner digits that stay within.
    let shift = box.lower[last] + way.steps[last] - goal.lower[last]
    let first = min(width, max(0, -shift))
    let kept = first..<max(first, min(width, goalWidth - shift))
    let rest = inner.isOpenEnded && goal.upper[last] == inner.top ? kept.upperBound..<width : 0..<0
    var digits = box.lower
    let cost = way.cost
    costs.withUnsafeBufferPointer { costs in
      target.withUnsafeMutableBufferPointer { target in
        var from = 0
        while from < costs.count {
          if let outer = movedOuter(digits, by: way.steps, goal) {
            let to = outer * goalWidth
            for k in kept {
              target[to + shift + k] = min(target[to + shift + k], costs[from + k] &+ cost)
            }
            for k in rest {
              target[to + goalWidth - 1] = min(target[to + goalWidth - 1], costs[from + k] &+ cost)
            }
          }
          from += width
          var k = last - 1
          while k >= 0 {
            digits[k] += 1
            if digits[k] <= box.upper[k] { break }
            digits[k] = box.lower[k]
            k -= 1
          }
        }
      }
    }
  }

  /// Index of the outer digits after their steps in the goal's box; `nil` if they leave it.
  private func movedOuter(_ digits: [Int], by steps: [Int], _ goal: RowWays.Box) -> Int? {
    var moved = 0
    for k in counts.indices.dropLast() {
      var digit = digits[k] + steps[k]
      if digit > counts[k].top {
        guard counts[k].isOpenEnded else { return nil }
        digit = counts[k].top
      }
      guard digit >= goal.lower[k], digit <= goal.upper[k] else { return nil }
      moved = moved * (goal.upper[k] - goal.lower[k] + 1) + digit - goal.lower[k]
    }
    return moved
  }

  private func endCost(of index: Int, in box: RowWays.Box) -> Int? {
    var (sum, rest) = (0, index)
    for k in counts.indices.reversed() {
      let width = box.upper[k] - box.lower[k] + 1
      guard let cost = counts[k].cost(of: box.lower[k] + rest % width) else { return nil }
      sum += cost
      rest /= width
    }
    return sum
  }
}
