internal import Solving

/// Makes a row keep the limits on counts that it breaks, a few cells at a time.
///
/// Random changes that keep all other rules are taken where they bring the counts nearer to what is permitted
/// and cost little for that; what is little doubles as time goes by (threshold accepting, Dueck & Scheuer 1990,
/// doi:10.1016/0021-9991(90)90201-B, the other way round). A change is followed until the row stands in the
/// node that it stood in before.
///
/// - Complexity: O(cells looked at + counters) for each change that is tried.
struct RowMending {
  /// A changed stretch: first day of the part that changes, and the cells from there on.
  private typealias Stretch = (start: Int, cells: [Int32])

  /// What a change does.
  private struct Change {
    var steps: [(offset: Int, cell: Int32, next: Int)] = []
    var counters: [Int]
    /// What it costs by prices and rules, counters aside.
    var cost = 0
  }

  private let plan: PricingPlan
  private let prices: [Float]
  private let denominator: Int
  /// The cells of the part's days, and the node before each of them and after the last.
  private var cells: [Int32]
  private var nodes: [Int]
  /// Final value of each counter.
  private var counters: [Int]
  private var random: SeededRandom
  /// Steps looked at.
  private(set) var looks = 0

  private var part: RowPart { plan.part }

  /// Begins at a row of a plan; prices are by day × width, in units of 1/`denominator`.
  init(_ row: PricedRow, of plan: PricingPlan, prices: [Float], denominator: Int, seed: UInt64) {
    (self.plan, self.prices, self.denominator) = (plan, prices, denominator)
    (cells, counters) = (row.cells, row.counters)
    random = SeededRandom(seed: seed)
    nodes = [plan.part.startNode]
    for cell in cells {
      guard let arc = plan.part.graph.arc(from: nodes[nodes.count - 1], cell: cell) else { break }
      nodes.append(Int(arc.to))
    }
  }

  /// Tries changes until the row keeps all rules, at most `tries` times.
  ///
  /// - Returns: The row; `nil` if it still breaks a rule.
  mutating func mended(tries: Int) -> PricedRow? {
    guard nodes.count == cells.count + 1, !cells.isEmpty else { return nil }
    var broken = excess(counters)
    // A minute missing for a surplus less would be a bad bargain: the former is hard to find again.
    let kept = plan.watched.filter { isPermitted($0, counters) }
    for attempt in 0..<tries where broken > 0 {
      // From a sixteenth of a unit of cost to half a thousand.
      let allowance = (denominator << (14 * attempt / tries)) / 16
      guard let change = change(proposal()) else { continue }
      let rest = excess(change.counters)
      let cost = change.cost + denominator * (counted(change.counters) - counted(counters))
      // Moving a surplus about may be what makes room for it.
      guard rest <= broken, cost <= allowance * max(1, broken - rest),
        !kept.contains(where: { !isPermitted($0, change.counters) })
      else { continue }
      for step in change.steps {
        (cells[step.offset], nodes[step.offset + 1]) = (step.cell, step.next)
      }
      counters = change.counters
      broken = rest
    }
    return broken == 0 ? row : nil
  }

  /// One cell for a stretch, or two stretches that change places.
  private mutating func proposal() -> [Stretch] {
    let length = Int.random(in: 1...min(3, cells.count), using: &random)
    let start = Int.random(in: 0...(cells.count - length), using: &random)
    let other = Int.random(in: 0...(cells.count - length), using: &random)
    if Bool.random(using: &random), abs(other - start) >= length {
      let (early, late) = (min(start, other), max(start, other))
      return [
        (early, Array(cells[late..<(late + length)])),
        (late, Array(cells[early..<(early + length)])),
      ]
    }
    let cell = Int32(Int.random(in: 0..<plan.width, using: &random))
    return [(start, [Int32](repeating: cell, count: length))]
  }

  /// Follows the row with some stretches changed, in the order of days; `nil` if a rule forbids it.
  private mutating func change(_ stretches: [Stretch]) -> Change? {
    let (graph, width, first) = (part.graph, plan.width, part.days.lowerBound)
    var change = Change(counters: counters)
    var (offset, node) = (stretches[0].start, nodes[stretches[0].start])
    var next = 0
    while offset < cells.count {
      if next < stretches.count, offset >= stretches[next].start + stretches[next].cells.count {
        next += 1
      }
      let isChanged = next < stretches.count && offset >= stretches[next].start
      if !isChanged, node == nodes[offset] {
        guard next < stretches.count else { return change }
        (offset, node) = (stretches[next].start, nodes[stretches[next].start])
        continue
      }
      let own = cells[offset]
      let cell = isChanged ? stretches[next].cells[offset - stretches[next].start] : own
      let place = (first + offset) * width
      looks += 1
      guard plan.allowed[place + Int(cell)], let new = graph.arc(from: node, cell: cell),
        let old = graph.arc(from: nodes[offset], cell: own)
      else { return nil }
      change.cost += denominator * Int(new.cost - old.cost)
      change.cost += Int(prices[place + Int(cell)]) - Int(prices[place + Int(own)])
      if new.step != old.step {
        add(graph.steps[Int(new.step)], 1, to: &change.counters)
        add(graph.steps[Int(old.step)], -1, to: &change.counters)
      }
      node = Int(new.to)
      change.steps.append((offset, cell, node))
      offset += 1
    }
    guard let new = ending(node), let old = ending(nodes[cells.count]) else { return nil }
    change.cost += denominator * (new.cost - old.cost)
    add(new.counters, 1, to: &change.counters)
    add(old.counters, -1, to: &change.counters)
    return change
  }

  private func ending(_ node: Int) -> RowPart.Ending? {
    part.endings[node - part.graph.layer(part.days.upperBound).lowerBound]
  }

  private func add(_ amounts: [Int], _ sign: Int, to counters: inout [Int]) {
    for (i, amount) in amounts.enumerated() { counters[i] += sign * amount }
  }

  private func isPermitted(_ counter: Int, _ values: [Int]) -> Bool {
    let costs = part.graph.counters[counter].endCost
    return values[counter] < costs.count && costs[values[counter]] != nil
  }

  /// How far the counters are from what is permitted.
  private func excess(_ values: [Int]) -> Int {
    zip(part.graph.counters, values).reduce(0) { $0 + abs($1.1 - $1.0.nearestPermitted(to: $1.1)) }
  }

  /// What the permitted values nearest to the counters' cost.
  private func counted(_ values: [Int]) -> Int {
    zip(part.graph.counters, values).reduce(0) { sum, pair in
      sum + (pair.0.endCost[pair.0.nearestPermitted(to: pair.1)] ?? 0)
    }
  }

  /// The row as it is; `nil` if it breaks a rule.
  private var row: PricedRow? {
    guard let ending = ending(nodes[cells.count]), let counted = part.graph.counterCost(counters)
    else { return nil }
    var (ruleCost, priced) = (part.startCost + ending.cost + counted, 0)
    for (offset, cell) in cells.enumerated() {
      guard let arc = part.graph.arc(from: nodes[offset], cell: cell) else { return nil }
      ruleCost += Int(arc.cost)
      priced += Int(prices[(part.days.lowerBound + offset) * plan.width + Int(cell)])
    }
    return PricedRow(
      cells: cells, ruleCost: ruleCost, watchedCost: ruleCost,
      value: denominator * ruleCost + priced, counters: counters, missed: [])
  }
}

extension RowCounter {
  /// The permitted value nearest to one, the lower of two.
  fileprivate func nearestPermitted(to value: Int) -> Int {
    let last = endCost.count - 1
    for distance in 0...max(value, last) {
      let (below, above) = (value - distance, value + distance)
      if below >= 0, below <= last, endCost[below] != nil { return below }
      if above <= last, endCost[above] != nil { return above }
    }
    return last
  }
}
