internal import Solving

extension RosterSearch {
  /// Gives people rows one after the other, each the cheapest for what is still needed.
  ///
  /// - Returns: `nil` if somebody has no row.
  mutating func greedyRoster() -> HeldRoster? {
    var counts = [Int](repeating: 0, count: model.needs.count)
    var rows = [[Int32]](repeating: [], count: model.graphs.count)
    for person in model.graphs.indices.shuffled(using: &random) {
      let prices = model.needs.enumerated().map { need, cost in
        model.denominator * (cost.cost(counts[need]) - cost.cost(counts[need] + 1))
      }
      let found = team.price(
        &whole, positions: [person], needPrices: prices, rows: 1, patience: 12,
        isUrgent: best == nil, run: run)
      guard let row = found.first?.rows.first else { return nil }
      rows[person] = row.cells
      for entry in whole.entries(person, cells: row.cells) { counts[entry.place] += entry.count }
    }
    return HeldRoster(rows, in: model)
  }
}
