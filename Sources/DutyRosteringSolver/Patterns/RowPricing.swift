package import DutyRostering

extension ShiftRosteringProblem {
  /// The cheapest row of one person when every cell has a price beside its cost: what pricing solves, by
  /// itself.
  ///
  /// - Parameters:
  ///   - person: Index of the person.
  ///   - prices: By day × (tasks + 1), whole numbers in the unit of costs.
  ///   - roomLimit: Greatest size of the table; a smaller one leaves counters to tolls.
  /// - Returns: A bound on the cost of every row and the best row that was found, with its cost; `nil` if no
  ///   row keeps the hard rules. The bound is the row's cost unless there was too little room.
  package func cheapestRow(
    of person: Int, prices: [Int], roomLimit: Int = 1 << 20
  ) -> (bound: Int, row: [Int]?, cost: Int?)? {
    let model = RosterModel(
      self, weights: ShiftBoundCertificate.Weights(open: 0, change: 1, penalty: 1))
    guard let part = RowPart(model.graphs[person]),
      var pricer = PersonPricer(
        person, part: part, allowed: people[person].isAllowed, width: model.width, watching: nil,
        roomLimit: roomLimit)
    else { return nil }
    var room = PricingRoom()
    let sums = zip(model.cellCosts[person], prices).map { Float($0 + $1) }
    let found = pricer.price(sums, denominator: 1, rows: 3, room: &room).found
    guard found.bound < PricedPlan.noRow else { return nil }
    let best = found.rows.min { $0.value < $1.value }
    return (found.bound, best?.cells.map(Int.init), best?.value)
  }
}
