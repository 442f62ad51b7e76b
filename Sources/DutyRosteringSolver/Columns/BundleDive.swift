internal import Solving

extension PriceBundle {
  /// Fixes cells that the mix favours and prices again, until everybody has one row: ``ColumnGeneration/dive``
  /// without a linear program.
  ///
  /// - Parameters:
  ///   - generation: What is mixed; the fixings stay in its part.
  ///   - style: How boldly to dive.
  ///   - held: A row for each position, for those who are left without one.
  /// - Returns: A row for each position; `nil` if the run must stop.
  mutating func dive(
    _ generation: inout ColumnGeneration, _ style: ColumnGeneration.DiveStyle, held: [RowColumn]
  ) -> [RowColumn]? {
    let free = generation.part.pricers
    if style.isLoose { mix.weight = leastWeight / 10 }
    var random = SeededRandom(seed: style.seed)
    var pace = DivePace()
    let run = generation.run
    while true {
      if generation.run.mustStop != nil { return nil }
      let mixes = mix.plans.map { own in
        own.filter { $0.share > 1e-3 }.map { SharedRow(cells: $0.cells, share: $0.share) }
      }
      let open = mixes.indices.filter { mixes[$0].count > 1 }
      guard !open.isEmpty else { break }
      let spent = style.spent()
      // Late, everybody gets the row with the largest share.
      guard spent < 1 else { break }
      pace.look(at: mixes, spent: spent)
      var touched = generation.part.fixCells(
        mixes, open: open, steps: style.steps, haste: pace.haste, grain: style.grain,
        using: &random, isOver: { run.mustStop != nil })
      if touched.isEmpty { touched = generation.part.fixRow(mixes, open: open) }
      let content = mix.value
      generation.chargePlans(touched)
      for position in touched.sorted() {
        let part = generation.part
        mix.keep({ part.fits($0.cells, at: position) }, at: position)
      }
      refresh(&generation, positions: open, rounds: pace.rounds(style.rounds), content: content)
    }
    return finish(&generation, free: free, held: held)
  }

  /// Prices the people at some positions and mixes anew, until the mix is as good as before.
  private mutating func refresh(
    _ generation: inout ColumnGeneration, positions: [Int], rounds: Int, content: Double
  ) {
    _ = mix.settle(sweeps: 20, tolerance: 0.1)
    for _ in 0..<rounds where generation.run.mustStop == nil {
      let (prices, tolls) = rounded(generation.part)
      let found = generation.team.price(
        &generation.part, positions: positions, needPrices: prices, rows: 1, relaxedAt: tolls,
        run: generation.run)
      take(found, at: positions, generation.part)
      mix.forget(olderThan: 20)
      mix.center = mix.prices
      _ = mix.settle(sweeps: 20, tolerance: 0.1)
      generation.run.charge(steps: mix.takeSteps())
      if mix.value <= content { break }
    }
  }

  /// The row of each person. Those that break a counter are sought again for what the others leave open, one
  /// after the other: among the fixed cells, else among all, as `free` has them, else the held row.
  private func finish(
    _ generation: inout ColumnGeneration, free: [PersonPricer], held: [RowColumn]
  ) -> [RowColumn]? {
    var columns: [RowColumn?] = mix.plans.enumerated().map { position, own in
      guard let best = own.max(by: { $0.share < $1.share }), let cost = best.wholeCost else {
        return nil
      }
      return RowColumn(position: position, cells: best.cells, cost: cost)
    }
    let (_, tolls) = rounded(generation.part)
    let model = generation.part.model
    var counts = generation.part.held
    func count(_ column: RowColumn) {
      for entry in generation.part.entries(column.position, cells: column.cells) {
        counts[entry.place] += entry.count
      }
    }
    for column in columns { column.map(count) }
    for position in columns.indices where columns[position] == nil {
      let prices = generation.part.needs.enumerated().map { place, need in
        let cost = model.needs[need]
        return model.denominator * (cost.cost(counts[place]) - cost.cost(counts[place] + 1))
      }
      var row: PricedRow?
      for pricer in [generation.part.pricers[position], free[position]] where row == nil {
        generation.part.pricers[position] = pricer
        generation.part.pricers[position].begin(tolls: tolls[position])
        row =
          generation.team.price(
            &generation.part, positions: [position], needPrices: prices, rows: 1, patience: 60,
            run: generation.run
          ).first?.rows.first
      }
      let column: RowColumn
      if let row, let ruleCost = row.ruleCost {
        column = RowColumn(
          position: position, cells: row.cells,
          cost: generation.part.columnCost(position, cells: row.cells, ruleCost: ruleCost))
      } else {
        column = held[position]
      }
      count(column)
      columns[position] = column
    }
    return columns.compactMap(\.self)
  }
}
