/// The least cost of any row of one person, by dynamic programming over the days.
///
/// A layer holds, for each memory of the rules (``RowMemory``) and each combination of counts
/// (``RowCount``) in the memory's box (``RowBoxes``), the least cost of a row so far. Costs are integers and
/// nothing is rounded. Counts that are not kept apart are left out: the least cost can only sink, so a bound
/// built on it stays a bound. What can follow what is worked out once and serves every node of a proof.
struct LeastRow {
  let rules: RowRules
  private let ways: RowWays

  private var counts: [RowCount] { rules.counts }

  /// Only where a change is watched can it cost something.
  init(_ rules: RowRules, watchesChange: Bool) {
    self.rules = rules
    ways = RowWays(rules, watchesChange: watchesChange)
  }

  /// Stands for "no row leads here"; far above every sum that is let in.
  static let none = Int.max / 4

  /// The least of `Σ cell prices + scale · penalties of the rules` over the person's rows.
  ///
  /// - Parameters:
  ///   - price: Price of each cell, indexed as `isAllowed`.
  ///   - isAllowed: The cells that a row may use.
  ///   - scale: What a unit of penalty costs in prices.
  ///   - changePrice: What a row that differs from the published one costs besides.
  ///   - tolls: Prices of the counts that the rules were told have tolls; those of weekends are paid here,
  ///     those of cells must be part of the cells' prices.
  /// - Returns: `nil` if there is no row at all.
  /// - Throws: ``ShiftCertificateDefect/overflow`` if the sums could leave 64 bits.
  /// - Complexity: O(days × memories × kinds of duties × combinations of counts in a box).
  func least(
    price: [Int], isAllowed: [Bool], scale: Int, changePrice: Int, tolls: [CountToll] = []
  ) throws(ShiftCertificateDefect) -> Int? {
    let weekendPrices = rules.weekendTolls.map { $0.map { tolls[$0].price } ?? 0 }
    try checkSums(
      price: price, scale: scale, changePrice: changePrice, weekendPrices: weekendPrices)
    guard ways.boxes.allSatisfy({ ($0.begin.last ?? 0) <= RowBoxes.mostCombinations }) else {
      throw .overflow
    }
    var layer = [Int](repeating: Self.none, count: ways.boxes[0].begin[1])
    // Of a count that begins above a hard maximum, for one, no box holds a combination.
    guard !layer.isEmpty else { return nil }
    layer[0] = 0
    for (day, own) in ways.days.enumerated() {
      let best = own.choices.map { choice in
        choice.places.lazy.filter { isAllowed[$0] }.map { price[$0] }.min()
      }
      let (boxes, goals) = (ways.boxes[day], ways.boxes[day + 1])
      var next = [Int](repeating: Self.none, count: goals.begin[goals.begin.count - 1])
      for (w, way) in own.ways.enumerated() {
        guard let paid = best[way.choice] else { continue }
        var cost = paid + scale * way.penalty + (way.beginsChange ? changePrice : 0)
        for (k, price) in weekendPrices.enumerated() {
          cost += price * own.weekends[w * weekendPrices.count + k]
        }
        move(layer, boxes, by: way, own.steps, w * counts.count, at: cost, into: &next, goals)
      }
      layer = next
    }
    return leastEnd(layer, ways.boxes[ways.boxes.count - 1], scale: scale)
  }

  /// Takes over into `target` every combination of `costs`, moved on at a cost by the steps of a way, which
  /// begin at `first` among `steps`.
  private func move(
    _ costs: [Int], _ box: RowBoxes, by way: RowWays.Way, _ steps: [Int], _ first: Int,
    at cost: Int, into target: inout [Int], _ goal: RowBoxes
  ) {
    let (begin, end) = (box.begin[way.from], box.begin[way.from + 1])
    let (goalBegin, goalEnd) = (goal.begin[way.to], goal.begin[way.to + 1])
    guard begin < end, goalBegin < goalEnd else { return }
    let last = counts.count - 1
    guard last >= 0 else {
      target[goalBegin] = min(target[goalBegin], costs[begin] + cost)
      return
    }
    let (of, to) = (way.from * counts.count, way.to * counts.count)
    let width = box.upper[of + last] - box.lower[of + last] + 1
    let goalWidth = goal.upper[to + last] - goal.lower[to + last] + 1
    // Place in the goal of the box's first inner digit, and the inner digits that stay within.
    let shift = box.lower[of + last] + steps[first + last] - goal.lower[to + last]
    let begun = min(width, max(0, -shift))
    let kept = begun..<max(begun, min(width, goalWidth - shift))
    let isOpen = counts[last].isOpenEnded && goal.upper[to + last] == counts[last].top
    let rest = isOpen ? kept.upperBound..<width : 0..<0
    var digits = Array(box.lower[of..<of + last])
    costs.withUnsafeBufferPointer { costs in
      target.withUnsafeMutableBufferPointer { target in
        var from = begin
        while from < end {
          if let outer = movedOuter(digits, by: steps, first, goal, to) {
            let place = goalBegin + outer * goalWidth
            for k in kept {
              target[place + shift + k] = min(target[place + shift + k], costs[from + k] &+ cost)
            }
            for k in rest {
              let edge = place + goalWidth - 1
              target[edge] = min(target[edge], costs[from + k] &+ cost)
            }
          }
          from += width
          var k = last - 1
          while k >= 0 {
            digits[k] += 1
            if digits[k] <= box.upper[of + k] { break }
            digits[k] = box.lower[of + k]
            k -= 1
          }
        }
      }
    }
  }

  /// Index of the outer digits after their steps in the goal's box; `nil` if they leave it.
  private func movedOuter(
    _ digits: [Int], by steps: [Int], _ first: Int, _ goal: RowBoxes, _ to: Int
  ) -> Int? {
    var moved = 0
    for k in digits.indices {
      var digit = digits[k] + steps[first + k]
      if digit > counts[k].top {
        guard counts[k].isOpenEnded else { return nil }
        digit = counts[k].top
      }
      let (lower, upper) = (goal.lower[to + k], goal.upper[to + k])
      guard digit >= lower, digit <= upper else { return nil }
      moved = moved * (upper - lower + 1) + digit - lower
    }
    return moved
  }

  /// The least of the last layer with what its counts cost.
  private func leastEnd(_ layer: [Int], _ boxes: RowBoxes, scale: Int) -> Int? {
    var least = Self.none
    for place in boxes.begin.indices.dropLast() {
      for index in boxes.begin[place]..<boxes.begin[place + 1] where layer[index] < least {
        var (sum, rest): (Int?, Int) = (0, index - boxes.begin[place])
        for k in counts.indices.reversed() {
          let lower = boxes.lower[place * counts.count + k]
          let width = boxes.upper[place * counts.count + k] - lower + 1
          if let held = sum { sum = counts[k].cost(of: lower + rest % width).map { held + $0 } }
          rest /= width
        }
        if let sum { least = min(least, layer[index] + scale * sum) }
      }
    }
    return least < Self.none / 2 ? least : nil
  }
}
