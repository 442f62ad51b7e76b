internal import DutyRostering
internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// Looks for good prices, hence a bound, then dives.
  ///
  /// Prices come from a bundle; where the limits leave room for the simplex method a linear program makes them
  /// final and the dive exact. `share` is the share of the limits at which pricing ends, and the dive at 0.3
  /// more.
  mutating func searchRoot(until share: Double) throws {
    var generation = ColumnGeneration(whole, team: team, run: run)
    var bundle = PriceBundle(generation)
    bundle.begin(heldColumns(whole), of: whole)
    climb(&bundle, &generation, until: share)
    raise(to: generation)
    rootPrices = generation.boundPrices
    guard !isProven, run.mustStop == nil else { return }
    let scale = Double(max(bound, 10 * model.denominator))
    guard bundle.promise * Double(model.denominator) < 0.1 * scale else {
      // Far from good prices a dive finds nothing; changes one by one do.
      return anneal(work: workLeft / 2, changes: annealedChanges)
    }
    let (run, start) = (run, spent)
    var style = ColumnGeneration.DiveStyle(steps: 60, rounds: 10, seed: random.next())
    style.spent = { (Self.spent(run) - start) / max(0.01, share + 0.3 - start) }
    if mayMix, !generation.part.pricers.contains(where: \.isCramped) {
      try mixAtRoot(&generation, heldColumns(whole) + bundle.columns, until: share, style)
    } else {
      style.rounds = 3
      if let columns = bundle.dive(&generation, style) { accept(columns, of: whole) }
    }
  }

  /// Climbs until nothing more is to be gained, or to a share of the limits.
  private func climb(
    _ bundle: inout PriceBundle, _ generation: inout ColumnGeneration, until share: Double
  ) {
    var isCalm = false
    while spent < share, bundle.step(&generation, rows: 1) {
      if isNear(generation) { return }
      if !isCalm, bundle.promise * Double(model.denominator) < 0.02 * Double(generation.bound) {
        // What mattered at the wild prices of the beginning would fill the tables for good.
        isCalm = true
        bundle.renew(&generation, pricers: whole.pricers)
      }
    }
  }

  /// Makes the root's prices final by a linear program over the columns found, and dives.
  private mutating func mixAtRoot(
    _ generation: inout ColumnGeneration, _ columns: [RowColumn], until share: Double,
    _ style: ColumnGeneration.DiveStyle
  ) throws {
    try withSession(MasterColumns.program(whole), run: run) { session in
      try generation.master.add(columns, of: whole, to: &session)
      var allowance = ColumnGeneration.Allowance()
      if let best { allowance.goal = (best.value - 1) * model.denominator + 1 }
      let run = run
      allowance.mayGoOn = { Self.spent(run) < share }
      isPriced = try generation.generate(&session, allowance) == .converged
      raise(to: generation)
      rootPrices = generation.boundPrices
      whole = generation.part
      remember(generation, session)
      guard !isProven, run.mustStop == nil else { return }
      let root = generation
      if let columns = try generation.dive(&session, style) { accept(columns, of: whole) }
      if isPriced { try searchInTurn(from: root, &generation, &session) }
    }
  }

  /// Whether a generation's bound, rounded, is the best roster's value.
  private func isNear(_ generation: ColumnGeneration) -> Bool {
    guard let best else { return false }
    return generation.bound > (best.value - 1) * model.denominator
  }

  /// Whether the mixes that a root still needs after the bundle fit into a part of the limits; rows are priced
  /// either way.
  private var mayMix: Bool {
    let people = model.graphs.count
    let rows = people + model.needs.count
    let round = 10 * rows * (rows + 7 * people * model.problem.days)
    return Double(20 * round) < Self.steps(run) * 0.1
  }

  /// Elementary steps that a run's limits are worth.
  static func steps(_ run: Run) -> Double {
    let seconds = run.limits.seconds.map { $0 * 1000 } ?? .infinity
    return min(Double(run.limits.work ?? .max), seconds) * Double(Run.stepsPerWorkUnit)
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
