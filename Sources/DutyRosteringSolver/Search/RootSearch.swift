internal import DutyRostering
internal import LinearProgramming
internal import Solving

extension RosterSearch {
  /// Prices on their way to be good, with the rows they come from.
  struct Root {
    var bundle: PriceBundle
    var generation: ColumnGeneration
    /// Whether the wild prices of the beginning are over.
    var isCalm = false
    /// Whether nothing more is to be gained with tables of this size.
    var isSettled = false
    /// Work units until its prices were good.
    var work = 0
  }

  /// Looks for good prices, hence a bound, dives, and goes on in turn until the limit or a proof.
  ///
  /// Prices come from a bundle; as long as they are wild they take turns with annealing, which gets half as much.
  /// Half of what the limits leave is for what prices are there for: dives, and all that follows.
  /// A linear program makes them final once as much work has been done as it may take, after a first round of
  /// turns where it could not raise the bound.
  mutating func searchFromRoot() throws {
    var root = findRoot()
    // A firm dive and a loose one, which another thread takes if there is one.
    for _ in 0..<(shared == nil ? 2 : 1) where !mustEnd { try dive(from: root, grain: 1024) }
    let mayRise =
      root.generation.mixValue * Double(model.denominator)
      > Double(boundValue * model.denominator) + 0.5
    var nextMix = mayRise ? 0 : 2 * run.work
    while !mustEnd {
      if run.work >= nextMix, mayMix(root) {
        nextMix = 2 * run.work
        try mixAtRoot(root)
      } else {
        try searchInTurn(from: &root, mixing: nextMix)
      }
    }
    try proveEarlierGoals()
  }

  /// Climbs until prices are good to dive from, and hands them to a search on another thread if there is one.
  @discardableResult
  mutating func findRoot() -> Root {
    let generation = ColumnGeneration(whole, team: team, run: run)
    var root = Root(bundle: PriceBundle(generation), generation: generation)
    root.bundle.begin(heldColumns(whole), of: whole)
    let share = (1 + spent) / 2
    while !mustEnd {
      climb(&root, work: run.work, share: share)
      if root.isSettled || root.isCalm || mustEnd || spent >= share { break }
      if shared == nil { anneal(work: run.work / 2) } else { receive() }
    }
    root.work = run.work
    shared?.root = root
    return root
  }

  /// Climbs for about `work` units, or until nothing more is to be gained; when prices become calm on the way, for
  /// twice as long again as all took until then, since most of the way is behind them.
  ///
  /// - Parameters:
  ///   - root: The prices and rows so far.
  ///   - work: About how long.
  ///   - share: Part of the limits after which the climb ends.
  mutating func climb(_ root: inout Root, work: Int, share: Double = 1) {
    var end = run.work + work
    if root.isSettled {
      guard widen(root.generation.part.pricers) else { return }
      root.isSettled = false
      root.bundle.renew(&root.generation, pricers: whole.pricers)
    }
    while run.work < end, spent < share, run.mustStop == nil {
      let goesOn = root.bundle.step(&root.generation, rows: 1)
      raise(to: root.generation)
      if isProven { return root.isSettled = true }
      let isCloser =
        root.bundle.promise * Double(model.denominator) < 0.02 * Double(root.generation.bound)
      guard !goesOn || (!root.isCalm && isCloser), run.mustStop == nil else { continue }
      let isWider = widen(root.generation.part.pricers)
      guard goesOn || isWider else { return root.isSettled = true }
      // What mattered at the wild prices of the beginning would fill the tables for good.
      if !root.isCalm { (root.isCalm, end) = (true, max(end, 3 * run.work)) }
      root.bundle.renew(&root.generation, pricers: whole.pricers)
    }
  }

  /// Gives those whose counters did not fit the room that the others left: of as much as pricing two dozen
  /// times may fill, four entries a step, in as long as all took so far.
  ///
  /// - Returns: Whether anybody got notably more.
  private mutating func widen(_ pricers: [PersonPricer]) -> Bool {
    let cramped = pricers.indices.filter { pricers[$0].isCramped }
    guard !cramped.isEmpty else { return false }
    var room = Double(run.work) * Double(Run.stepsPerWorkUnit) * 4 / 24
    for pricer in pricers where !pricer.isCramped { room -= Double(pricer.plan.size) }
    let share = Int(max(0, min(room / Double(cramped.count), Double(PersonPricer.mostRoom))))
    var isWider = false
    for position in cramped where share > whole.pricers[position].roomLimit * 3 / 2 {
      whole.pricers[position] = whole.pricers[position].widened(to: share)
      isWider = true
    }
    return isWider
  }

  /// Dives from the root without a linear program.
  ///
  /// One that would not fit what the limits leave makes haste, since half a dive is none.
  ///
  /// - Parameters:
  ///   - root: Where to begin.
  ///   - grain: Shares of the mix are told apart by parts of one in this many.
  ///   - mayGoOn: Whether what it reaches is annealed and its neighbourhoods are searched, for as long again, where it
  ///     is not the best.
  /// - Throws: An error of the engine.
  mutating func dive(from root: Root, grain: Double, mayGoOn: Bool = false) throws {
    var (bundle, generation) = (root.bundle, root.generation)
    let (run, start, begun) = (run, run.work, spent)
    let dive = dives.next(after: max(start, root.work))
    var style = ColumnGeneration.DiveStyle(
      steps: dive.steps, rounds: 10, seed: random.next(), grain: grain)
    style.isLoose = dive.isLoose
    style.spent = {
      let passed = (Self.spent(run) - begun) / max(1e-9, 0.8 * (1 - begun))
      return max(passed, Double(run.work - start) / Double(dive.work))
    }
    guard let rows = bundle.dive(&generation, style, held: heldColumns(whole)) else { return }
    let took = run.work - start
    guard let roster = joined(rows, of: whole) else { return }
    dives.note(dive, took: took, cells: generation.part.freeCells, value: roster.value)
    let isBetter = take(roster)
    if !isBetter, mayGoOn { try searchAside(roster, work: took) }
  }

  /// Makes the root's prices final by a linear program over the rows known, in about as long as all took so
  /// far; if that succeeds, searches with it in turn until the limit or a proof.
  private mutating func mixAtRoot(_ first: Root) throws {
    var generation = first.generation
    let columns = knownColumns() + first.bundle.columns
    try withSession(MasterColumns.program(whole), run: run, rowSteps: MasterColumns.rowSteps) {
      session in
      try generation.master.add(columns, of: whole, to: &session)
      try generation.master.begin(with: whole, in: &session)
      var allowance = ColumnGeneration.Allowance()
      if let best { allowance.goal = (best.value - 1) * model.denominator + 1 }
      let (run, start) = (run, run.work)
      allowance.mayGoOn = { run.work < start + start * 3 / 2 }
      allowance.mixing = start.multipliedReportingOverflow(by: Run.stepsPerWorkUnit).partialValue
      let isFinal = try generation.generate(&session, allowance) == .converged
      raise(to: generation)
      whole = generation.part
      guard !isProven, run.mustStop == nil else { return }
      remember(generation, session)
      guard isFinal else { return }
      let root = generation
      try searchInTurn(from: first, final: root, &generation, &session)
    }
  }

  /// Whether a linear program is in reach: as many iterations as there are rows take less than all so far, and
  /// no counter is priced, which it does not know.
  func mayMix(_ root: Root) -> Bool {
    let people = model.graphs.count
    let rows = people + model.needs.count
    let iteration = MasterColumns.rowSteps * rows + 7 * people * model.problem.days
    return !root.generation.part.pricers.contains(where: \.isCramped)
      && Double(rows) * Double(iteration) < Double(run.work) * Double(Run.stepsPerWorkUnit)
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
    guard let roster = joined(columns, of: part) else { return false }
    return take(roster)
  }

  /// The best roster with other rows.
  private func joined(_ columns: [RowColumn], of part: RosterPart) -> HeldRoster? {
    guard var roster = best, columns.count == part.people.count else { return nil }
    roster.replace(
      columns.map { column in
        let row = whole(column, in: part, of: roster)
        return (person: part.people[column.position], row: row.0, cost: row.1)
      }, in: model)
    return roster
  }
}
