internal import Solving

/// Climbs to good prices without a linear program, by a bundle of the rows found (``RowMix``).
///
/// Counters that do not fit into pricing are priced like needs, in the same climb.
struct PriceBundle {
  var mix: RowMix
  /// Row of the mix of each relaxed counter, by position.
  private var rowOfCounter: [[Int: Int]]
  /// What the mix may still gain, in units of the value, when last known.
  private(set) var promise = Double.infinity
  private var misses = 0
  /// Rounds since the bound rose, or the mix came nearer to it, by anything worth having.
  private var stalls = 0
  /// Value of the mix when that was last so.
  private var lastMix = Double.infinity
  /// Bound at the center of prices, in units of 1/denominator.
  private var centerBound: Int
  private let firstWeight: Double
  /// Least weight while the mix promises something; a loose dive goes on with a tenth.
  let leastWeight: Double

  init(_ generation: ColumnGeneration) {
    let part = generation.part
    let free = part.freeCells
    let rows = part.needs.enumerated().map { place, need in
      ConvexRow(
        part.model.needs[need], held: part.held[place],
        free: min(free, part.model.needs[need].reach))
    }
    let unit = Double(part.model.denominator)
    let center =
      generation.boundPrices.isEmpty
      ? rows.map { _ in 0 } : generation.boundPrices.map { Double($0) / unit }
    // A third of what a cell can be worth for each cell that is missing.
    var steepest = 1.0
    for row in rows { steepest = max(steepest, row.slopes.reduce(0) { max($0, abs($1)) }) }
    mix = RowMix(rows, people: part.people.count, center: center, weight: steepest * 0.3)
    firstWeight = steepest * 0.3
    leastWeight = steepest / 100
    rowOfCounter = [[Int: Int]](repeating: [:], count: part.people.count)
    centerBound = generation.bound
  }

  /// The prices of needs and the tolls of counters in units of 1/denominator.
  func rounded(_ part: RosterPart) -> (prices: [Int], tolls: [[Int]]) {
    let unit = Double(part.model.denominator)
    let prices = part.needs.indices.map { Int((mix.prices[$0] * unit).rounded()) }
    let tolls = part.pricers.indices.map { position in
      part.pricers[position].plan.part.graph.counters.indices.map { counter in
        rowOfCounter[position][counter].map { -Int((mix.prices[$0] * unit).rounded()) } ?? 0
      }
    }
    return (prices, tolls)
  }

  /// Goes on with other pricers: plans that break a counter and the prices of counters are forgotten.
  mutating func renew(_ generation: inout ColumnGeneration, pricers: [PersonPricer]) {
    generation.part.pricers = pricers
    for position in mix.plans.indices {
      mix.keep({ $0.wholeCost != nil }, at: position)
      for row in rowOfCounter[position].values.sorted() { mix.silence(row) }
      rowOfCounter[position] = [:]
    }
    (misses, stalls, lastMix) = (0, 0, .infinity)
    // What the center is worth now shows the next round.
    mix.returnToCenter()
    centerBound = unbounded
  }

  /// Prices everybody once, keeps the bound if it is better, and mixes anew.
  ///
  /// - Returns: Whether to go on.
  mutating func step(_ generation: inout ColumnGeneration, rows: Int) -> Bool {
    let unit = Double(generation.part.model.denominator)
    let (prices, tolls) = rounded(generation.part)
    let found = generation.team.price(
      &generation.part, positions: Array(generation.part.people.indices), needPrices: prices,
      rows: rows, relaxedAt: tolls, run: generation.run)
    guard generation.run.mustStop == nil else { return false }
    var value =
      generation.part.needFloor(prices) + generation.part.model.denominator
      * generation.part.constant
    for plan in found { value += plan.bound }
    let gain = Double(value - max(generation.bound, unbounded / 2)) / unit
    let isFirst = generation.bound <= unbounded
    if value > generation.bound {
      generation.note(bound: value, prices: prices, tolls: found.map(\.tolls))
    }
    // Small rises add up: over the best bound each of them would be too little to move for.
    let rise = Double(value - max(centerBound, unbounded / 2)) / unit
    if isFirst || rise >= 0.1 * promise {
      mix.center = mix.prices
      centerBound = value
      misses = 0
      if gain > 0.5 * promise { mix.weight *= 1.5 }
    } else {
      misses += 1
      if misses > 5 { mix.weight = max(leastWeight, mix.weight * 0.8) }
    }
    take(found, at: Array(generation.part.people.indices), generation.part)
    mix.forget(olderThan: 20)
    let constant = Double(generation.part.constant)
    /// Returns whether the mix is settled.
    func settle(sweeps: Int, tolerance: Double) -> Bool {
      let rest = mix.settle(sweeps: sweeps, tolerance: tolerance)
      promise = max(0, mix.model + constant - Double(generation.bound) / unit)
      return rest <= max(tolerance, 0.1)
    }
    var isMixed = settle(sweeps: 40, tolerance: isFirst ? 1 : 0.05 * max(promise, 0.1))
    if promise < 1 { isMixed = settle(sweeps: 100, tolerance: 0.02) }
    generation.run.charge(steps: mix.takeSteps())
    generation.mixValue = mix.value + constant
    // Prices may be final long before the mix is: it must be good to dive from.
    let distance = lastMix - Double(generation.bound) / unit
    let isNearer = lastMix - generation.mixValue > 0.02 * distance
    if gain > 0.01 || isFirst || isNearer || lastMix == .infinity {
      (stalls, lastMix) = (0, generation.mixValue)
    } else {
      stalls += 1
    }
    if promise < 1, !isMixed {
      // Too firm a mix hardly moves, and promises nothing for that.
      mix.weight = max(leastWeight / 1000, mix.weight / 2)
      return stalls <= 20 && misses <= 40
    }
    guard promise < 0.05 || (misses > 10 && promise < 1) else { return misses <= 40 }
    // Prices that are held too near to the center promise nothing either: the mix itself shows what is open.
    guard generation.mixValue * unit - Double(generation.bound) > unit, stalls <= 20 else {
      return false
    }
    mix.weight = min(firstWeight, mix.weight * 4)
    return true
  }

  /// Adds what pricing found to the mix.
  mutating func take(_ found: [PricedPlan], at positions: [Int], _ part: RosterPart) {
    for (position, plan) in zip(positions, found) {
      for counter in part.pricers[position].isTooMuch.sorted()
      where rowOfCounter[position][counter] == nil {
        relax(counter, at: position, of: part)
      }
      for row in plan.rows where row.missed.allSatisfy(part.pricers[position].isTooMuch.contains) {
        add(row, at: position, of: part)
      }
    }
  }

  private mutating func relax(_ counter: Int, at position: Int, of part: RosterPart) {
    let graph = part.pricers[position].plan.part.graph
    let own = graph.counters[counter]
    let stride = graph.steps.reduce(1) { max($0, $1[counter]) }
    guard own.isPriceable, let row = ConvexRow(own, stride: stride) else { return }
    let unit = Double(part.model.denominator)
    let tolls = own.tolls(denominator: part.model.denominator)
    // What a row pays as a toll, its price takes away.
    let range = -Double(tolls.upperBound) / unit ... -Double(tolls.lowerBound) / unit
    rowOfCounter[position][counter] = mix.addRow(
      row, ofCounter: counter, at: position, range: range)
  }

  /// The rows of the mix that keep all rules.
  var columns: [RowColumn] {
    mix.plans.enumerated().flatMap { position, own in
      own.filter { $0.share > 1e-4 }.compactMap { plan in
        plan.wholeCost.map { RowColumn(position: position, cells: plan.cells, cost: $0) }
      }
    }
  }

  /// Adds whole rows that are held, so that the first mix is a roster.
  mutating func begin(_ columns: [RowColumn], of part: RosterPart) {
    for column in columns {
      let graph = part.pricers[column.position].plan.part.graph
      let zero = [Int](repeating: 0, count: graph.counters.count)
      guard let end = graph.follow(column.cells[...], from: 0, counters: zero) else { continue }
      mix.add(
        RowMix.Plan(
          cells: column.cells, cost: Double(column.cost), wholeCost: column.cost,
          entries: part.entries(column.position, cells: column.cells).map {
            (row: Int32($0.place), count: Float($0.count))
          }, counters: end.counters), at: column.position)
    }
    mix.refreshPrices()
  }

  /// Adds a row with a cost by its cells.
  mutating func add(_ row: PricedRow, at position: Int, of part: RosterPart) {
    var entries = part.entries(position, cells: row.cells).map {
      (row: Int32($0.place), count: Float($0.count))
    }
    for counter in rowOfCounter[position].keys.sorted() where row.counters[counter] != 0 {
      entries.append(
        (row: Int32(rowOfCounter[position][counter] ?? 0), count: Float(row.counters[counter])))
    }
    let cost = part.columnCost(position, cells: row.cells, ruleCost: row.watchedCost)
    mix.add(
      RowMix.Plan(
        cells: row.cells, cost: Double(cost),
        wholeCost: row.ruleCost.map { part.columnCost(position, cells: row.cells, ruleCost: $0) },
        entries: entries, counters: row.counters), at: position)
  }
}
