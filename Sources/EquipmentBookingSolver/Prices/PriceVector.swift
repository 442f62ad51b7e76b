/// A price for each limit of a round, in units of 1/256 point.
///
/// Units are whole numbers held as `Double`: sums of them are exact as long as they stay below 2^53, so
/// that no order of addition, and no number of threads, changes a bound.
struct PriceVector: Sendable {
  /// Units in a point.
  static let unitsPerPoint = 256.0
  /// Largest price that a verifier accepts, in units.
  static let mostPrice = 256.0e6

  /// Price of a place on a group in a slot, group by group.
  var device: [Double]
  /// Price of an operator in a slot, pool by pool.
  var pool: [Double]
  /// Price of a slot of use against each quota row.
  var quota: [Double]
  /// Price of a slot of use towards each fair share, at most its points.
  var share: [Double]

  /// Everything for free.
  init(for table: StartTable) {
    device = [Double](repeating: 0, count: table.groupCount * table.slotCount)
    pool = [Double](repeating: 0, count: table.staff.count)
    quota = [Double](repeating: 0, count: table.quotaLimit.count)
    share = [Double](repeating: 0, count: table.shareTarget.count)
  }
}
