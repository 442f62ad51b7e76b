import EquipmentBooking

/// Searches prices with a small bound: deflected subgradient steps towards a target.
///
/// The direction is a mean of the excess use seen so far (volume algorithm; Barahona & Anbil 2000,
/// doi:10.1007/s101070050002); the step is Polyak's for the gap to a target between the best bound and the
/// best timetable known, smaller after steps that do not help.
struct PriceSearch {
  let table: StartTable
  private(set) var evaluation: PriceEvaluation
  /// No limit is worth more than the best request that uses it.
  private let mostPrice: Double
  /// Best prices since the search began or began anew and their bound, in units.
  private var latest: PriceVector
  private var latestBound = Double.infinity
  /// The prices that it began with before it began anew, and their bound.
  private var first: (prices: PriceVector, bound: Double)?

  private var prices: PriceVector
  private var direction: PriceVector
  private var factor = 0.2
  private var idle = 0
  /// Whether it began with prices of a round like this one.
  private let isWarm: Bool
  /// Whether the direction is to begin anew.
  private var isFresh = true
  var iterations = 0

  /// Weight of the newest excess in the direction.
  private static let newest = 0.3
  /// Steps without a better bound before the step is shortened.
  private static let patience = 25
  /// Part of what fair shares are worth at which the search begins anew where steps from nothing lead nowhere.
  private static let firstShare = 0.1
  /// Rows of quotas and shares count slots of use, of which one choice changes many at once.
  private static let rowScale = 0.05

  /// A search from prices of a round like this one on, from nothing if there are none.
  init(_ table: StartTable, from known: PriceVector? = nil) {
    self.table = table
    evaluation = PriceEvaluation(table)
    isWarm = known != nil
    latest = known ?? PriceVector(for: table)
    prices = latest
    direction = PriceVector(for: table)
    // Shares of an institution add up.
    let shares = zip(table.firstShareRow, table.firstShareRow.dropFirst())
    let points = shares.reduce(0) { most, rows in
      max(most, table.sharePoints[Int(rows.0)..<Int(rows.1)].reduce(0) { $0 + Int($1) })
    }
    let most = table.segments.reduce(0) {
      max($0, (Double($1.value) + Double(points) * Double($1.length)) * PriceVector.unitsPerPoint)
    }
    // Beyond that no verifier adds prices up.
    mostPrice = min(most, Double(BookingPrices.most))
  }

  /// The prices with the smallest bound so far.
  var best: PriceVector {
    first.map { $0.bound <= latestBound ? $0.prices : latest } ?? latest
  }

  /// The prices at which timetables are searched: after a new beginning those from before it, since prices of
  /// shares tell the slots of a request apart by chance (the antenna weeks end 2 to 5 % farther from fairness).
  var guide: PriceVector { first?.prices ?? latest }

  /// Whether steps have become too short to matter.
  var isDone: Bool { factor < 2e-3 }

  /// One evaluation and one step. `target` is a value known to be reachable, in points.
  mutating func step(target: Double) {
    iterations += 1
    evaluation.evaluate(prices)
    let bound = evaluation.bound
    if bound < latestBound {
      idle = bound < latestBound * (1 - 2e-5) ? 0 : idle + 1
      latestBound = bound
      latest = prices
    } else {
      idle += 1
    }
    if idle > Self.patience {
      // No step has helped since the first prices.
      if !isWarm, iterations == idle + 1, beginAnew() { return }
      factor *= 0.75
      idle = 0
      prices = latest
      isFresh = true
      return
    }
    let square = deflect()
    let goal = target * PriceVector.unitsPerPoint
    let length = factor * max(bound - goal, 1e-4 * abs(bound)) / max(square, 1e-9)
    move(length)
  }

  /// Begins at a part of the fines of fair shares: where requests are worth nothing beside them, a price of
  /// shares alone or of slots alone helps nothing, and both do. Says whether there is such a beginning.
  private mutating func beginAnew() -> Bool {
    guard first == nil, table.sharePoints.contains(where: { $0 > 0 }) else { return false }
    prices = latest
    for q in prices.share.indices {
      let points = Double(table.sharePoints[q]) * PriceVector.unitsPerPoint
      prices.share[q] = (Self.firstShare * points).rounded()
    }
    first = (latest, latestBound)
    (latest, latestBound) = (prices, .infinity)
    (isFresh, idle) = (true, 0)
    return true
  }

  /// Mixes the newest excess into the direction; returns the squared length of what is not blocked.
  private mutating func deflect() -> Double {
    let newest = isFresh ? 1 : Self.newest
    isFresh = false
    let (slots, table, use) = (table.slotCount, table, evaluation)
    var square = Self.mix(
      &direction.device, newest, prices.device, use.deviceUse, rows: table.groupCount, slots
    ) { row, _ in table.capacity[row] }
    square += Self.mix(
      &direction.pool, newest, prices.pool, use.poolUse, rows: table.poolCount, slots
    ) { row, t in table.staff[row * slots + t] }
    for q in prices.quota.indices {
      let excess = Double(use.quotaUse[q]) - Double(table.quotaLimit[q])
      let d = newest * excess + (1 - newest) * direction.quota[q]
      direction.quota[q] = d
      if d > 0 || prices.quota[q] > 0 { square += d * d * Self.rowScale }
    }
    for q in prices.share.indices {
      let excess = Double(table.shareTarget[q]) - Double(use.shareUse[q])
      let d = newest * excess + (1 - newest) * direction.share[q]
      direction.share[q] = d
      let most = Double(table.sharePoints[q]) * PriceVector.unitsPerPoint
      let isBlocked = d < 0 ? prices.share[q] <= 0 : prices.share[q] >= most
      if !isBlocked { square += d * d * Self.rowScale }
    }
    return square
  }

  /// Mixes the excess of rows of slots into their part of the direction.
  @inline(__always)
  private static func mix(
    _ direction: inout [Double], _ newest: Double, _ prices: [Double], _ use: [Int32], rows: Int,
    _ slots: Int, limit: (_ row: Int, _ slot: Int) -> Int32
  ) -> Double {
    var square = 0.0
    direction.withUnsafeMutableBufferPointer { direction in
      prices.withUnsafeBufferPointer { prices in
        use.withUnsafeBufferPointer { use in
          for row in 0..<rows {
            for t in 0..<slots {
              let i = row * slots + t
              let excess = Double(use[row * (slots + 1) + t] - limit(row, t))
              let d = newest * excess + (1 - newest) * direction[i]
              direction[i] = d
              if d > 0 || prices[i] > 0 { square += d * d }
            }
          }
        }
      }
    }
    return square
  }

  /// Moves all prices along the direction, to whole units.
  private mutating func move(_ length: Double) {
    func move(
      _ prices: inout [Double], _ direction: [Double], _ length: Double, most: (Int) -> Double
    ) {
      for i in prices.indices {
        // Nothing to move: most slots of most devices are closed.
        if direction[i] <= 0 && prices[i] == 0 { continue }
        prices[i] = min(most(i), max(0, (prices[i] + length * direction[i]).rounded()))
      }
    }
    let most = mostPrice
    move(&prices.device, direction.device, length) { _ in most }
    move(&prices.pool, direction.pool, length) { _ in most }
    let rowLength = length * Self.rowScale
    move(&prices.quota, direction.quota, rowLength) { _ in most }
    let points = table.sharePoints
    move(&prices.share, direction.share, rowLength) {
      Double(points[$0]) * PriceVector.unitsPerPoint
    }
  }
}
