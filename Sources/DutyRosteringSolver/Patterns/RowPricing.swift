package import DutyRostering

extension ShiftRosteringProblem {
  /// The cheapest row of one person when every cell has a price beside its cost: what pricing solves, by
  /// itself.
  ///
  /// - Parameters:
  ///   - person: Index of the person.
  ///   - prices: By day × (tasks + 1), whole numbers in the unit of costs.
  ///   - held: A row that keeps the hard rules and the days of it that may change; all days if not given.
  ///     Other days cost what they cost in the row, without prices.
  ///   - roomLimit: Greatest size of the table, what a proof may not price aside; a smaller one leaves counters
  ///     to tolls.
  ///   - mostRoom: Greatest size of all, for what a proof may not price and where mending a row fails.
  ///   - patience: How often to raise tolls until a row keeps all rules; from ten on a row that does not is
  ///     mended.
  /// - Returns: A bound on the cost of every row and the best row that was found, with its cost; `nil` if no
  ///   row keeps the hard rules. The bound is the row's cost unless there was too little room.
  package func cheapestRow(
    of person: Int, prices: [Int], changing held: (row: [Int], days: Range<Int>)? = nil,
    roomLimit: Int = 1 << 20, mostRoom: Int = 1 << 24, patience: Int = 6
  ) -> (bound: Int, row: [Int]?, cost: Int?)? {
    let model = RosterModel(
      self, weights: ShiftBoundCertificate.Weights(open: 0, change: 1, penalty: 1))
    let graph = model.graphs[person]
    let whole = held.map { RowPart(graph, days: $0.days, of: $0.row.map(Int32.init)) }
    guard let part = whole ?? RowPart(graph),
      var pricer = PersonPricer(
        person, part: part, allowed: people[person].isAllowed, width: model.width, watching: nil,
        roomLimit: roomLimit, mostRoom: mostRoom)
    else { return nil }
    var room = PricingRoom()
    let sums = zip(model.cellCosts[person], prices).map { Float($0 + $1) }
    let found = pricer.price(
      sums, denominator: 1, rows: 3, patience: patience, room: &room
    ).found
    guard found.bound < PricedPlan.noRow else { return nil }
    let best = found.rows.min { $0.value < $1.value }
    guard let held else { return (found.bound, best?.cells.map(Int.init), best?.value) }
    let costs = model.cellCosts[person]
    var (row, rest) = (held.row, 0)
    for day in row.indices where !held.days.contains(day) {
      rest += costs[day * model.width + row[day]]
    }
    if let best { row.replaceSubrange(held.days, with: best.cells.map(Int.init)) }
    return (found.bound + rest, best.map { _ in row }, best.map { $0.value + rest })
  }
}
