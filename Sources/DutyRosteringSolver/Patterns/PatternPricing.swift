/// A row found by pricing.
struct PricedRow: Sendable {
  /// The cells of the plan's days.
  let cells: [Int32]
  /// Cost of the whole row by the rules and counters, in units of the value; `nil` if a counter that was
  /// not watched breaks a rule.
  let ruleCost: Int?
  /// The same with the counters that were not watched at their least cost.
  let watchedCost: Int
  /// Value under the prices with every counter at its true cost; the bound's measure. Not to be used if
  /// the row breaks a rule.
  let value: Int
  /// Final value of each counter.
  let counters: [Int]
  /// Counters that were not watched and cost more than they were taken for.
  let missed: [Int]
}

/// What pricing a plan once found.
struct PricedPlan: Sendable {
  /// No row of the plan has a smaller value; exact if the first row misses nothing.
  let bound: Int
  /// The bound where no row is left; larger than any value, small enough to be added.
  static let noRow = 1 << 52
  /// The bound where nothing was found out; smaller than any value, large enough to be added.
  static let unknown = -(1 << 52)
  /// The best rows, cheapest first by the watched counters.
  let rows: [PricedRow]
  /// Price of a step of each counter with which the bound holds; empty for none.
  var tolls: [Int] = []
}

/// Room for pricing, one for each thread.
struct PricingRoom: ~Copyable {
  private var table: UnsafeMutablePointer<Float>
  private var capacity: Int

  init() {
    capacity = 1 << 12
    table = .allocate(capacity: capacity)
  }

  deinit { table.deallocate() }

  /// Finds the cheapest rows of a plan, at most `count` of them.
  ///
  /// Values are whole numbers held in `Float`, exact below 2²⁴; see ``RosterModel/denominator``. The sum over
  /// a row is, in units of 1/`denominator`: its cost by the rules, plus the price (by day × width) of each
  /// cell of the plan's days. `tolls` are prices of one step of each counter that is not watched, empty for
  /// none; the bound stays one, since such a counter's cost is replaced by the highest line of that slope
  /// below it. O(``PricingPlan/work``).
  mutating func price(
    _ plan: PricingPlan, prices: [Float], denominator: Int, tolls: [Int] = [], rows count: Int
  ) -> PricedPlan {
    if plan.size > capacity {
      table.deallocate()
      capacity = plan.size + plan.size / 4
      table = .allocate(capacity: capacity)
    }
    let costs = MoveCosts(plan, prices: prices, denominator: denominator, tolls: tolls)
    fill(plan, costs)
    var found = collect(plan, costs, count: count)
    found.tolls = costs.tolls
    return found
  }

  private func fill(_ plan: PricingPlan, _ costs: MoveCosts) {
    let start = plan.boxes[plan.part.startNode - plan.firstNode]
    (table + plan.layerOffset[0]).update(
      repeating: .infinity, count: plan.layerOffset[1] - plan.layerOffset[0])
    table[start.offset] = 0
    plan.moves.withUnsafeBufferPointer { moves in
      plan.loops.withUnsafeBufferPointer { loops in
        costs.moves.withUnsafeBufferPointer { costs in
          for layer in 1..<(plan.layerOffset.count - 1) {
            let target = plan.layerOffset[layer]
            (table + target).update(
              repeating: .infinity, count: plan.layerOffset[layer + 1] - target)
            for m in plan.moveStart[layer - 1]..<plan.moveStart[layer] {
              let move = moves[m]
              repeatRun(
                table + move.source, table + move.target, Int(move.length), costs[m],
                loops.baseAddress.map { $0 + Int(move.loops) }, Int(move.depth))
            }
          }
        }
      }
    }
  }

  private func collect(_ plan: PricingPlan, _ costs: MoveCosts, count: Int) -> PricedPlan {
    let graph = plan.part.graph
    var best: [(value: Int, node: Int, entry: Int)] = []
    let floor = costs.floor
    let layer = graph.layer(plan.part.days.upperBound)
    for node in layer {
      let box = plan.boxes[node - plan.firstNode]
      guard box.offset >= 0, let ending = plan.part.endings[node - layer.lowerBound] else {
        continue
      }
      var coordinates = box.lower
      for entry in 0..<box.size {
        let price = table[box.offset + entry]
        if price < .infinity {
          var cost = ending.cost
          var isPermitted = true
          for (i, counter) in plan.watched.enumerated() {
            let value = coordinates[i] + ending.counters[counter]
            if let own = graph.counters[counter].endCost[value] {
              cost += own
            } else {
              isPermitted = false
            }
          }
          let value =
            Int(price) + floor + costs.denominator * cost + costs.toll(of: ending.counters)
          if isPermitted, best.count < count || value < best[best.count - 1].value {
            if best.count == count { best.removeLast() }
            let place = best.firstIndex { value < $0.value } ?? best.count
            best.insert((value, node, box.offset + entry), at: place)
          }
        }
        box.advance(&coordinates)
      }
    }
    let rows = best.map { found in
      trace(plan, costs, node: found.node, entry: found.entry)
    }
    return PricedPlan(bound: best.first?.value ?? PricedPlan.noRow, rows: rows)
  }

  /// Walks back from an entry of the last layer: the predecessor is the one whose sum agrees.
  private func trace(
    _ plan: PricingPlan, _ costs: MoveCosts, node: Int, entry: Int
  ) -> PricedRow {
    let part = plan.part
    let graph = part.graph
    let ending = part.endings[node - graph.layer(part.days.upperBound).lowerBound]
    var cells = [Int32](repeating: 0, count: part.days.count)
    var counters = part.startCounters
    var ruleCost = part.startCost + (ending?.cost ?? 0)
    for i in counters.indices { counters[i] += ending?.counters[i] ?? 0 }
    var prices = 0
    var (node, entry) = (node, entry)
    for layer in (0..<part.days.count).reversed() {
      let held = table[entry]
      let coordinates = plan.boxes[node - plan.firstNode].coordinates(of: entry)
      for m in plan.moves(to: node, on: layer) {
        let move = plan.moves[m]
        let from = Int(graph.arcs[Int(move.arc)].from)
        let amounts = graph.steps[Int(move.step)]
        guard
          let before = plan.boxes[from - plan.firstNode].entry(
            at: coordinates, minus: amounts, of: plan.watched),
          table[before] + costs.moves[m] == held
        else { continue }
        cells[layer] = costs.cell[Int(move.bundle)]
        prices += Int(costs.price[Int(move.bundle)])
        ruleCost += Int(move.cost)
        for i in counters.indices { counters[i] += amounts[i] }
        (node, entry) = (from, before)
        break
      }
    }
    var missed: [Int] = []
    var isPermitted = true
    var watchedCost = ruleCost
    for (i, counter) in graph.counters.enumerated() {
      let own = counters[i] < counter.endCost.count ? counter.endCost[counters[i]] : nil
      if let own { ruleCost += own } else { isPermitted = false }
      watchedCost += plan.watched.contains(i) ? own ?? 0 : counter.leastCost
      if own != counter.leastCost, !plan.watched.contains(i) { missed.append(i) }
    }
    return PricedRow(
      cells: cells, ruleCost: isPermitted ? ruleCost : nil, watchedCost: watchedCost,
      value: costs.denominator * ruleCost + prices, counters: counters, missed: missed)
  }
}

/// `target[i] = min(target[i], source[i] + cost)` over runs.
@inline(__always)
private func repeatRun(
  _ source: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ length: Int,
  _ cost: Float, _ loops: UnsafePointer<PricingPlan.Loop>?, _ depth: Int
) {
  guard depth > 0, let loops else { return lower(source, target, length, cost) }
  if depth == 1 {
    let loop = loops[0]
    var (source, target) = (source, target)
    for _ in 0..<loop.count {
      lower(source, target, length, cost)
      source += loop.sourceStride
      target += loop.targetStride
    }
    return
  }
  nest(source, target, length, cost, loops, depth)
}

@inline(never)
private func nest(
  _ source: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ length: Int,
  _ cost: Float, _ loops: UnsafePointer<PricingPlan.Loop>, _ depth: Int
) {
  let outer = loops[depth - 1]
  var (source, target) = (source, target)
  for _ in 0..<outer.count {
    if depth == 2 {
      let loop = loops[0]
      var (inner, goal) = (source, target)
      for _ in 0..<loop.count {
        lower(inner, goal, length, cost)
        inner += loop.sourceStride
        goal += loop.targetStride
      }
    } else {
      nest(source, target, length, cost, loops, depth - 1)
    }
    source += outer.sourceStride
    target += outer.targetStride
  }
}

@inline(__always)
private func lower(
  _ source: UnsafeMutablePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ length: Int,
  _ cost: Float
) {
  for i in 0..<length {
    let sum = source[i] + cost
    target[i] = sum < target[i] ? sum : target[i]
  }
}
