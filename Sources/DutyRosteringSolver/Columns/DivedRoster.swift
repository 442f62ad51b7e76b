package import DutyRostering
internal import Solving

extension ShiftRosteringProblem {
  /// A roster by a dive over prices that a bundle of rows settles: what the root of a search dives to, by itself.
  ///
  /// - Parameters:
  ///   - start: A roster that keeps all hard rules; its rows go to those whom the dive leaves without one.
  ///   - weights: What the goals weigh in a value.
  ///   - rounds: How often to price everybody at most before the dive.
  ///   - roomLimit: Greatest size of a person's table, what a proof may not price aside; counters that do not fit are
  ///     priced by the step.
  /// - Returns: The roster; `nil` if `start` breaks a rule.
  package func divedRoster(
    from start: ShiftRoster, weights: ShiftBoundCertificate.Weights, rounds: Int, roomLimit: Int
  ) -> ShiftRoster? {
    let model = RosterModel(self, weights: weights)
    guard let held = HeldRoster(start, in: model),
      let whole = RosterPart(model, allowed: people.map(\.isAllowed), roomLimit: roomLimit)
    else { return nil }
    let columns = held.rows.enumerated().map { position, row in
      RowColumn(position: position, cells: row, cost: held.rowCosts[position])
    }
    var generation = ColumnGeneration(whole, team: PricingTeam(threads: 1), run: Run())
    var bundle = PriceBundle(generation)
    bundle.begin(columns, of: whole)
    for _ in 0..<rounds where bundle.step(&generation, rows: 1) {}
    let style = ColumnGeneration.DiveStyle(steps: 60, rounds: 10, seed: 1)
    return bundle.dive(&generation, style, held: columns).map { rows in
      ShiftRoster(cells: rows.map(\.cells))
    }
  }
}
