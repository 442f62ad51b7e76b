internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// Prices everything at once for a bound, then dives.
  /// `share` is the share of the limits at which pricing ends, and the dive at 0.3 more.
  mutating func searchRoot(until share: Double) throws {
    var generation = ColumnGeneration(whole, team: team, run: run)
    let program = MasterColumns.program(whole)
    try withSession(program, run: run) { session in
      var columns = heldColumns(whole)
      if let best {
        // What matters at the wild prices of the climb would fill the tables for good.
        let fresh = generation.part.pricers
        columns += generation.ascend(rounds: 40, target: best.value)
        raise(to: generation)
        generation.part.pricers = fresh
      }
      try generation.master.add(columns, of: whole, to: &session)
      var allowance = ColumnGeneration.Allowance()
      if let best { allowance.goal = (best.value - 1) * model.denominator + 1 }
      let run = run
      allowance.mayGoOn = { Self.spent(run) < share }
      isPriced = try generation.generate(&session, allowance) == .converged
      raise(to: generation)
      whole = generation.part
      remember(generation, session)
      guard !isProven, run.mustStop == nil else { return }
      var style = ColumnGeneration.DiveStyle(steps: 60, rounds: 10, seed: random.next())
      let start = spent
      style.spent = { (Self.spent(run) - start) / max(0.01, share + 0.3 - start) }
      guard let columns = try generation.dive(&session, style) else { return }
      accept(columns, of: whole)
    }
  }

  /// Looks for a bound without a linear program, up to a share of the limits.
  mutating func climb(until share: Double) {
    guard let best, !mustEnd else { return }
    var generation = ColumnGeneration(whole, team: team, run: run)
    let run = run
    _ = generation.ascend(rounds: 1000, target: best.value) { Self.spent(run) < share }
    raise(to: generation)
  }

  /// The best roster's rows as columns of a part.
  func heldColumns(_ part: RosterPart) -> [RowColumn] {
    guard let best else { return [] }
    return part.people.enumerated().map { position, person in
      column(KnownRow(row: best.rows[person], cost: best.rowCosts[person]), part, position)
    }
  }

  /// A whole row as a column of a part: cells outside its days are not its cost.
  func column(_ known: KnownRow, _ part: RosterPart, _ position: Int) -> RowColumn {
    let costs = model.cellCosts[part.people[position]]
    var cost = known.cost
    for day in known.row.indices where !part.days.contains(day) {
      cost -= costs[day * model.width + Int(known.row[day])]
    }
    return RowColumn(position: position, cells: Array(known.row[part.days]), cost: cost)
  }

  /// Keeps the rows of a mix.
  mutating func remember(_ generation: ColumnGeneration, _ session: borrowing Session) {
    guard let best else { return }
    for (column, share) in zip(generation.master.columns, generation.master.mix(session))
    where share > 1e-6 {
      let person = generation.part.people[column.position]
      let row = whole(column, in: generation.part, of: best)
      remember(KnownRow(row: row.0, cost: row.1), of: person)
    }
  }

  /// Puts a column's stretch into the held row of its person.
  private func whole(
    _ column: RowColumn, in part: RosterPart, of roster: HeldRoster
  ) -> ([Int32], Int) {
    let person = part.people[column.position]
    let costs = model.cellCosts[person]
    var row = roster.rows[person]
    var cost = column.cost
    for day in row.indices where !part.days.contains(day) {
      cost += costs[day * model.width + Int(row[day])]
    }
    row.replaceSubrange(part.days, with: column.cells)
    return (row, cost)
  }

  /// Puts a dive's rows into the best roster and takes the outcome if it is no worse.
  ///
  /// - Returns: Whether it is better.
  @discardableResult
  mutating func accept(_ columns: [RowColumn], of part: RosterPart) -> Bool {
    guard var roster = best, columns.count == part.people.count else { return false }
    roster.replace(
      columns.map { column in
        let row = whole(column, in: part, of: roster)
        return (person: part.people[column.position], row: row.0, cost: row.1)
      }, in: model)
    return take(roster)
  }
}
