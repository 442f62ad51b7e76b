import EquipmentBooking

/// Prices of the slots of a revision round, in changes.
struct RevisionPrices {
  /// Of each slot of each device and pool.
  let slots: [Double]
  /// Of a point of weight.
  let weight: Double
  /// Changes that they prove.
  let bound: Double

  /// Most points for a change: prices are fine enough then.
  private static let mostStay = 256
  private static let mostPoints = 1_000_000.0

  /// A proof by these prices, in whole units.
  ///
  /// - Parameters:
  ///   - movable: Requests that may go elsewhere in the round.
  ///   - fixed: Those that stay or go.
  ///   - small: The round, with any points.
  ///   - problem: The whole round.
  /// - Returns: The proof.
  func proof(
    movable: [Int], fixed: [Int], of small: BookingProblem, in problem: BookingProblem
  ) -> ReplanningProof {
    let heaviest = movable.reduce(1) { max($0, problem.requests[$1].weight) }
    var stay = Self.mostStay
    while stay > 1, weight * Double(stay * heaviest) > Self.mostPoints { stay /= 2 }
    let units = Double(stay * BookingPrices.unitsPerPoint)
    let slotCount = small.grid.slotCount
    func row(_ row: Int) -> [Int] {
      slots[row * slotCount..<(row + 1) * slotCount].map {
        min(BookingPrices.most, Int(($0 * units).rounded()))
      }
    }
    let devices = small.devices.count
    let prices = BookingPrices(
      devices: (0..<devices).map(row), pools: small.pools.indices.map { row(devices + $0) },
      quotas: small.quotas.map { [Int](repeating: 0, count: $0.periods.count) }, fairShares: [])
    return ReplanningProof(
      movable: movable, fixed: fixed,
      scale: max(1, Int((weight * Double(stay)).rounded())), stay: stay, prices: prices,
      schedules: nil, certificate: nil)
  }
}
