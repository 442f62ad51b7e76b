internal import LinearProgramming
internal import Solving

extension ColumnGeneration {
  /// Climbs to good prices without a linear program: a need that the cheapest rows overfill becomes
  /// cheaper, one that they leave short dearer.
  ///
  /// Deflected subgradients with a step towards a target that halves its distance when nothing is gained
  /// (Held, Wolfe & Crowder 1974, doi:10.1007/BF01580223; Camerini, Fratta & Maffioli 1975,
  /// doi:10.1007/BFb0120697). Pricing is cheap here and the first mixes of a master are poor, so that this
  /// saves most of its rounds.
  ///
  /// - Parameters:
  ///   - rounds: How often to price everybody.
  ///   - target: A value that is not below the best possible.
  ///   - mayGoOn: Asked before each round.
  /// - Returns: Rows met on the last part of the way.
  mutating func ascend(
    rounds: Int, target: Int, mayGoOn: () -> Bool = { true }
  ) -> [RowColumn] {
    let unit = part.model.denominator
    let free = part.freeCells
    var prices = boundPrices.isEmpty ? part.needs.map { _ in 0.0 } : boundPrices.map(Double.init)
    var direction = part.needs.map { _ in 0.0 }
    var (share, idle) = (0.1, 0)
    var columns: [RowColumn] = []
    // Tolls would follow every swing of the prices.
    for round in 0..<rounds
    where run.mustStop == nil && mayGoOn() && !part.pricers.contains(where: \.isCramped) {
      let whole = prices.map { Int($0.rounded()) }
      let found = team.price(
        &part, positions: Array(part.people.indices), needPrices: whole, rows: 1, patience: 0,
        run: run)
      var value = part.needFloor(whole) + unit * part.constant
      var slope = part.needs.indices.map { place in
        let need = part.model.needs[part.needs[place]]
        return Double(
          need.cheapest(
            price: whole[place], denominator: unit, held: part.held[place],
            free: min(free, need.reach)))
      }
      for (position, plan) in found.enumerated() {
        value += plan.bound
        guard let row = plan.rows.first, let ruleCost = row.ruleCost else { continue }
        for entry in part.entries(position, cells: row.cells) {
          slope[entry.place] -= Double(entry.count)
        }
        if round >= rounds * 2 / 3 {
          columns.append(
            RowColumn(
              position: position, cells: row.cells,
              cost: part.columnCost(position, cells: row.cells, ruleCost: ruleCost)))
        }
      }
      if value > bound {
        if value - bound > (target * unit - value) / 200 { idle = 0 }
        note(bound: value, prices: whole)
      }
      idle += 1
      if idle > 6 {
        (share, idle) = (share / 2, 0)
        prices = boundPrices.map(Double.init)
      }
      for place in direction.indices { direction[place] = 0.7 * direction[place] + slope[place] }
      let length = direction.reduce(0) { $0 + $1 * $1 }
      let gap = Double(target * unit - value)
      guard length > 0, gap > 0 else { break }
      let step = share * gap / length
      for place in prices.indices { prices[place] += step * direction[place] }
    }
    return columns
  }
}
