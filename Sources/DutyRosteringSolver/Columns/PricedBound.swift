package import DutyRostering
internal import Solving

extension ShiftRosteringProblem {
  /// A bound by prices that a bundle of rows settles: what the root of a search finds, by itself.
  ///
  /// - Parameters:
  ///   - weights: What the goals weigh in a value.
  ///   - rounds: How often to price everybody at most.
  ///   - roomLimit: Greatest size of a person's table, what a proof may not price aside; counters that do not fit are
  ///     priced by the step.
  ///   - wider: A size to go on with once nothing more is to be gained; the same if not given.
  /// - Returns: The proof, and whether prices were settled; `nil` if somebody has no row.
  package func pricedBound(
    weights: ShiftBoundCertificate.Weights, rounds: Int, roomLimit: Int = 1 << 20,
    wider: Int? = nil
  ) -> (certificate: ShiftBoundCertificate, isSettled: Bool)? {
    let model = RosterModel(self, weights: weights)
    guard let whole = RosterPart(model, allowed: people.map(\.isAllowed), roomLimit: roomLimit)
    else { return nil }
    var generation = ColumnGeneration(whole, team: PricingTeam(threads: 1), run: Run())
    var bundle = PriceBundle(generation)
    var (isSettled, wider) = (false, wider)
    for _ in 0..<rounds where !isSettled {
      guard !bundle.step(&generation, rows: 1) else { continue }
      if let room = wider {
        bundle.renew(&generation, pricers: whole.pricers.map { $0.widened(to: room) })
        wider = nil
      } else {
        isSettled = true
      }
    }
    let node = ShiftBoundCertificate.Node(
      prices: generation.boundPrices, tolls: generation.provenTolls)
    let bound = generation.bound.dividedRoundingUp(by: model.denominator)
    let certificate = ShiftBoundCertificate(
      weights: weights, denominator: model.denominator, nodes: [node],
      counts: generation.boundCounts.limits(model.graphs), bound: bound)
    return (certificate, isSettled)
  }
}
