internal import DutyRostering
internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// Looks for good prices, hence a bound, dives, and goes on in turn until the limit or a proof.
  ///
  /// Prices come from a bundle, until a share of the limits is spent; the dive takes a fifth of them at most.
  /// Then a linear program tries to make the prices final within a tenth.
  mutating func searchRoot(until share: Double) throws {
    var generation = ColumnGeneration(whole, team: team, run: run)
    var bundle = PriceBundle(generation)
    bundle.begin(heldColumns(whole), of: whole)
    climb(&bundle, &generation, until: share)
    raise(to: generation)
    guard !isProven, run.mustStop == nil else { return }
    let scale = Double(max(bound, 10 * model.denominator))
    guard bundle.promise * Double(model.denominator) < 0.1 * scale else {
      // Far from good prices a dive finds nothing; changes one by one do.
      return anneal(work: workLeft / 2, changes: annealedChanges)
    }
    let root = Root(bundle: bundle, generation: generation)
    dive(from: root, share: 0.2, grain: 1024)
    guard !isProven, run.mustStop == nil else { return }
    if mayMix, !generation.part.pricers.contains(where: \.isCramped) {
      try mixAtRoot(&generation, root)
    }
    if !mustEnd { try searchInTurn(from: root) }
  }

  /// Prices that are good, with the rows they come from.
  struct Root {
    let bundle: PriceBundle
    let generation: ColumnGeneration
  }

  /// Dives from the root without a linear program, for a share of the limits.
  mutating func dive(from root: Root, share: Double, grain: Double) {
    var (bundle, generation) = (root.bundle, root.generation)
    var style = ColumnGeneration.DiveStyle(steps: 60, rounds: 10, seed: random.next(), grain: grain)
    let (run, start) = (run, spent)
    style.spent = { (Self.spent(run) - start) / max(0.001, share) }
    if let columns = bundle.dive(&generation, style) { accept(columns, of: whole) }
  }

  /// Climbs until nothing more is to be gained, or to a share of the limits.
  private mutating func climb(
    _ bundle: inout PriceBundle, _ generation: inout ColumnGeneration, until share: Double
  ) {
    var isCalm = false
    while spent < share, run.mustStop == nil {
      let goesOn = bundle.step(&generation, rows: 1)
      if isNear(generation) { return }
      let isCloser = bundle.promise * Double(model.denominator) < 0.02 * Double(generation.bound)
      guard !goesOn || (!isCalm && isCloser), run.mustStop == nil else { continue }
      let isWider = widen(generation.part.pricers)
      guard goesOn || isWider else { return }
      // What mattered at the wild prices of the beginning would fill the tables for good.
      isCalm = true
      bundle.renew(&generation, pricers: whole.pricers)
    }
  }

  /// Gives those whose counters did not fit the room that the others left.
  ///
  /// - Returns: Whether anybody got notably more.
  private mutating func widen(_ pricers: [PersonPricer]) -> Bool {
    let cramped = pricers.indices.filter { pricers[$0].isCramped }
    guard !cramped.isEmpty else { return false }
    var room = Self.roomAtRoot(run)
    for pricer in pricers where !pricer.isCramped { room -= Double(pricer.plan.size) }
    let share = Int(max(0, min(room / Double(cramped.count), Double(Self.roomLimit))))
    var isWider = false
    for position in cramped where share > whole.pricers[position].roomLimit * 3 / 2 {
      whole.pricers[position] = whole.pricers[position].widened(to: share)
      isWider = true
    }
    return isWider
  }

  /// Makes the root's prices final by a linear program over the columns found; if that succeeds, searches with it
  /// in turn until the limit or a proof.
  private mutating func mixAtRoot(_ generation: inout ColumnGeneration, _ first: Root) throws {
    let columns = heldColumns(whole) + first.bundle.columns
    try withSession(MasterColumns.program(whole), run: run, rowSteps: MasterColumns.rowSteps) {
      session in
      try generation.master.add(columns, of: whole, to: &session)
      try generation.master.begin(with: whole, in: &session)
      var allowance = ColumnGeneration.Allowance()
      if let best { allowance.goal = (best.value - 1) * model.denominator + 1 }
      let (run, start) = (run, spent)
      allowance.mayGoOn = { Self.spent(run) < start + 1.5 * Self.mixingShare }
      allowance.mixing = mixingSteps
      let isFinal = try generation.generate(&session, allowance) == .converged
      raise(to: generation)
      whole = generation.part
      guard isFinal, !isProven, run.mustStop == nil else { return }
      remember(generation, session)
      let root = generation
      try searchInTurn(from: first, final: root, &generation, &session)
    }
  }

  /// Whether a generation's bound, rounded, is the best roster's value.
  private func isNear(_ generation: ColumnGeneration) -> Bool {
    guard let best else { return false }
    return generation.bound > (best.value - 1) * model.denominator
  }

  /// Share of the limits in which the simplex method may make the root's prices final.
  private static let mixingShare = 0.1

  /// Elementary steps of that share.
  private var mixingSteps: Int { Int(min(1e18, Self.mixingShare * Self.steps(run))) }

  /// Whether that is enough for as many iterations as there are rows; fewer get nowhere.
  private var mayMix: Bool {
    let people = model.graphs.count
    let rows = people + model.needs.count
    let iteration = MasterColumns.rowSteps * rows + 7 * people * model.problem.days
    return Double(rows) * Double(iteration) < Double(mixingSteps)
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
