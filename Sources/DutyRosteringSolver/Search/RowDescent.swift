internal import Solving

extension RosterSearch {
  /// Gives each person in turn the cheapest row beside everybody else's, until a pass gains little.
  ///
  /// Where a need counts at most one cell of a row, pricing sees exactly what a row would cost; elsewhere
  /// it sees the first step, and a row that turns out dearer is not taken.
  mutating func improveRowByRow() {
    var room = PricingRoom()
    while let before = best?.value, !mustEnd {
      for person in model.graphs.indices.shuffled(using: &random) {
        guard let held = best, !mustEnd else { return }
        let (found, work) = whole.pricers[person].price(
          whole.cellPrices(person, needPrices: prices(for: person, beside: held)),
          denominator: model.denominator, rows: 1, room: &room)
        run.charge(steps: work)
        guard let row = found.rows.first, let ruleCost = row.ruleCost else { continue }
        var next = held
        let cost = whole.columnCost(person, cells: row.cells, ruleCost: ruleCost)
        next.replace([(person: person, row: row.cells, cost: cost)], in: model)
        _ = take(next)
      }
      guard let value = best?.value, value < before - before / 100 else { return }
    }
  }

  /// What one more cell is worth to each need when a person's own cells do not count.
  private func prices(for person: Int, beside roster: HeldRoster) -> [Int] {
    var counts = roster.counts
    for entry in whole.entries(person, cells: roster.rows[person]) {
      counts[entry.place] -= entry.count
    }
    return zip(model.needs, counts).map { need, count in
      model.denominator * (need.cost(count) - need.cost(count + 1))
    }
  }
}
