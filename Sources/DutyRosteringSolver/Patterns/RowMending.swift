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
  /// One cell on all days of the part within a stretch, or two stretches of one length that change places.
  private enum Proposal {
    case set(Range<Int>, Int32)
    case trade(Range<Int>, Range<Int>)
  }

  private let plan: PricingPlan
  private let graph: PatternGraph
  private let first: Int
  /// Arc of each node of the part's days by node × width; negative where the rules forbid the cell.
  private let arcs: [Int32]
  private let limits: CounterLimits
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
  /// What the change at hand does: its steps, its counters, and what it costs by prices and rules, counters aside.
  private var steps: [(offset: Int, cell: Int32, next: Int)] = []
  private var changed: [Int]
  private var cost = 0

  /// What the held days behind the part add, by node of the layer after it.
  private let endings: [RowPart.Ending?]
  private let lastLayer: Int

  /// Begins at a row of a plan; prices are by day × width, in units of 1/`denominator`.
  init(_ row: PricedRow, of plan: PricingPlan, prices: [Float], denominator: Int, seed: UInt64) {
    (self.plan, self.prices, self.denominator) = (plan, prices, denominator)
    (cells, counters, changed) = (row.cells, row.counters, row.counters)
    random = SeededRandom(seed: seed)
    (graph, first) = (plan.part.graph, plan.part.days.lowerBound)
    limits = CounterLimits(graph.counters)
    endings = plan.part.endings
    lastLayer = graph.layerStart[plan.part.days.upperBound]
    let own = graph.arcStart[plan.part.days.lowerBound]..<graph.arcStart[plan.part.days.upperBound]
    let layers = graph.layerStart[plan.part.days.upperBound] - plan.firstNode
    var arcs = [Int32](repeating: -1, count: layers * plan.width)
    for a in own {
      let arc = graph.arcs[a]
      for cell in graph.bundleCells[Int(arc.bundle)] {
        let place = (Int(arc.from) - plan.firstNode) * plan.width + Int(cell)
        if arcs[place] < 0 { arcs[place] = Int32(a) }
      }
    }
    self.arcs = arcs
    nodes = [plan.part.startNode]
    for cell in cells {
      guard let arc = arc(from: nodes[nodes.count - 1], cell: cell) else { break }
      nodes.append(Int(arc.to))
    }
  }

  private func arc(from node: Int, cell: Int32) -> PatternGraph.Arc? {
    let arc = arcs[(node - plan.firstNode) * plan.width + Int(cell)]
    return arc < 0 ? nil : graph.arcs[Int(arc)]
  }

  /// Tries changes until the row keeps all rules, at most `tries` times, or until it `isOver`.
  ///
  /// - Returns: The row; `nil` if it still breaks a rule.
  mutating func mended(tries: Int, isOver: () -> Bool = { false }) -> PricedRow? {
    guard nodes.count == cells.count + 1, !cells.isEmpty else { return nil }
    var (broken, counted) = limits.excessAndCost(of: counters)
    // A minute missing for a surplus less would be a bad bargain: the former is hard to find again.
    let kept = plan.watched.filter { limits.isPermitted(counters[$0], of: $0) }
    for attempt in 0..<tries where broken > 0 {
      if attempt % 4096 == 4095, isOver() { return nil }
      // From a sixteenth of a unit of cost to half a thousand.
      let allowance = (denominator << (14 * attempt / tries)) / 16
      guard change(proposal()) else { continue }
      let (rest, recounted) = limits.excessAndCost(of: changed)
      // Moving a surplus about may be what makes room for it.
      guard rest <= broken,
        cost + denominator * (recounted - counted) <= allowance * max(1, broken - rest),
        kept.allSatisfy({ limits.isPermitted(changed[$0], of: $0) })
      else { continue }
      for step in steps {
        (cells[step.offset], nodes[step.offset + 1]) = (step.cell, step.next)
      }
      counters = changed
      (broken, counted) = (rest, recounted)
    }
    return broken == 0 ? row : nil
  }

  /// One cell for a stretch, or two stretches that change places.
  private mutating func proposal() -> Proposal {
    let length = Int.random(in: 1...min(3, cells.count), using: &random)
    let start = Int.random(in: 0...(cells.count - length), using: &random)
    let other = Int.random(in: 0...(cells.count - length), using: &random)
    if Bool.random(using: &random), abs(other - start) >= length {
      let (early, late) = (min(start, other), max(start, other))
      return .trade(early..<(early + length), late..<(late + length))
    }
    let cell = Int32(Int.random(in: 0..<plan.width, using: &random))
    return .set(start..<(start + length), cell)
  }

  /// Follows the row with some stretches changed, in the order of days.
  ///
  /// - Returns: Whether the rules allow it.
  private mutating func change(_ proposal: Proposal) -> Bool {
    steps.removeAll(keepingCapacity: true)
    for i in counters.indices { changed[i] = counters[i] }
    cost = 0
    switch proposal {
    case .set(let stretch, let cell):
      return follow(stretch, until: cells.count) { _ in cell } != nil
    case .trade(let early, let late):
      let shift = late.lowerBound - early.lowerBound
      let taken = cells
      guard
        let reached = follow(early, until: late.lowerBound, { taken[$0 + shift] })
      else { return false }
      return follow(late, from: reached, until: cells.count) { taken[$0 - shift] } != nil
    }
  }

  /// Follows the row from a stretch on, which has other cells, until it stands where it stood before, at most up to
  /// a day; at the row's end what it ends with counts too.
  ///
  /// - Returns: The node before that day; `nil` if a rule forbids it.
  private mutating func follow(
    _ stretch: Range<Int>, from start: Int? = nil, until end: Int, _ cell: (Int) -> Int32
  ) -> Int? {
    var node = start ?? nodes[stretch.lowerBound]
    for offset in stretch.lowerBound..<end {
      let isChanged = offset < stretch.upperBound
      if !isChanged, node == nodes[offset] { return nodes[end] }
      let own = cells[offset]
      let cell = isChanged ? cell(offset) : own
      let place = (first + offset) * plan.width
      looks += 1
      guard plan.allowed[place + Int(cell)], let new = arc(from: node, cell: cell),
        let old = arc(from: nodes[offset], cell: own)
      else { return nil }
      cost += denominator * Int(new.cost - old.cost)
      cost += Int(prices[place + Int(cell)]) - Int(prices[place + Int(own)])
      if new.step != old.step {
        add(graph.steps[Int(new.step)], 1)
        add(graph.steps[Int(old.step)], -1)
      }
      node = Int(new.to)
      steps.append((offset, cell, node))
    }
    guard end == cells.count else { return node }
    guard let new = ending(node), let old = ending(nodes[end]) else { return nil }
    cost += denominator * (new.cost - old.cost)
    add(new.counters, 1)
    add(old.counters, -1)
    return node
  }

  private func ending(_ node: Int) -> RowPart.Ending? {
    endings[node - lastLayer]
  }

  private mutating func add(_ amounts: [Int], _ sign: Int) {
    for (i, amount) in amounts.enumerated() { changed[i] += sign * amount }
  }

  /// The row as it is; `nil` if it breaks a rule.
  private var row: PricedRow? {
    guard let ending = ending(nodes[cells.count]), let counted = graph.counterCost(counters)
    else { return nil }
    var (ruleCost, priced) = (plan.part.startCost + ending.cost + counted, 0)
    for (offset, cell) in cells.enumerated() {
      guard let arc = arc(from: nodes[offset], cell: cell) else { return nil }
      ruleCost += Int(arc.cost)
      priced += Int(prices[(first + offset) * plan.width + Int(cell)])
    }
    return PricedRow(
      cells: cells, ruleCost: ruleCost, watchedCost: ruleCost,
      value: denominator * ruleCost + priced, counters: counters, missed: [])
  }
}

/// How far counters' final values are from what is permitted, and what the nearest permitted ones cost.
private struct CounterLimits {
  /// For each value of each counter, one counter after the other.
  private var excess: [Int] = []
  private var cost: [Int] = []
  private var isPermitted: [Bool] = []
  /// First entry of each counter, and the number of entries.
  private var start = [0]

  init(_ counters: [RowCounter]) {
    for counter in counters {
      for value in counter.endCost.indices {
        let nearest = counter.nearestPermitted(to: value)
        excess.append(abs(value - nearest))
        cost.append(counter.endCost[nearest] ?? 0)
        isPermitted.append(counter.endCost[value] != nil)
      }
      start.append(excess.count)
    }
  }

  func isPermitted(_ value: Int, of counter: Int) -> Bool {
    let place = start[counter] + value
    return place < start[counter + 1] && isPermitted[place]
  }

  /// The sums over all counters.
  func excessAndCost(of values: [Int]) -> (excess: Int, cost: Int) {
    var (far, paid) = (0, 0)
    for (i, value) in values.enumerated() {
      let place = min(start[i] + value, start[i + 1] - 1)
      far += excess[place] + start[i] + value - place
      paid += cost[place]
    }
    return (far, paid)
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
