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
  /// Best prices so far and their bound, in units.
  private(set) var best: PriceVector
  private(set) var bestBound = Double.infinity

  private var prices: PriceVector
  private var direction: PriceVector
  private var factor = 0.2
  private var idle = 0
  var iterations = 0

  /// Weight of the newest excess in the direction.
  private static let newest = 0.3
  /// Steps without a better bound before the step is shortened.
  private static let patience = 25
  /// Rows of quotas and shares count slots of use, of which one choice changes many at once.
  private static let rowScale = 0.05

  init(_ table: StartTable) {
    self.table = table
    evaluation = PriceEvaluation(table)
    best = PriceVector(for: table)
    prices = best
    direction = best
    let points = Double(table.sharePoints.max() ?? 0)
    mostPrice = table.segments.reduce(0) {
      max($0, (Double($1.value) + points * Double($1.length)) * PriceVector.unitsPerPoint)
    }
  }

  /// Whether steps have become too short to matter.
  var isDone: Bool { factor < 2e-3 }

  /// One evaluation and one step. `target` is a value known to be reachable, in points.
  mutating func step(target: Double) {
    iterations += 1
    evaluation.evaluate(prices)
    let bound = evaluation.bound
    if bound < bestBound {
      idle = bound < bestBound * (1 - 2e-5) ? 0 : idle + 1
      bestBound = bound
      best = prices
    } else {
      idle += 1
    }
    if idle > Self.patience {
      factor *= 0.75
      idle = 0
      prices = best
      direction = PriceVector(for: table)
      return
    }
    let square = deflect()
    let goal = target * PriceVector.unitsPerPoint
    let length = factor * max(bound - goal, 1e-4 * abs(bound)) / max(square, 1e-9)
    move(length)
  }

  /// Mixes the newest excess into the direction; returns the squared length of what is not blocked.
  private mutating func deflect() -> Double {
    let (slots, width, groups) = (table.slotCount, table.slotCount + 1, table.groupCount)
    let newest = Self.newest
    var square = 0.0
    for g in 0..<groups {
      let capacity = Double(table.capacity[g])
      for t in 0..<slots {
        let i = g * slots + t
        let excess = Double(evaluation.deviceUse[g * width + t]) - capacity
        let d = newest * excess + (1 - newest) * direction.device[i]
        direction.device[i] = d
        if d > 0 || prices.device[i] > 0 { square += d * d }
      }
    }
    for p in 0..<table.poolCount {
      for t in 0..<slots {
        let i = p * slots + t
        let excess = Double(evaluation.poolUse[p * width + t]) - Double(table.staff[i])
        let d = newest * excess + (1 - newest) * direction.pool[i]
        direction.pool[i] = d
        if d > 0 || prices.pool[i] > 0 { square += d * d }
      }
    }
    for q in prices.quota.indices {
      let excess = Double(evaluation.quotaUse[q]) - Double(table.quotaLimit[q])
      let d = newest * excess + (1 - newest) * direction.quota[q]
      direction.quota[q] = d
      if d > 0 || prices.quota[q] > 0 { square += d * d * Self.rowScale }
    }
    for q in prices.share.indices {
      let excess = Double(table.shareTarget[q]) - Double(evaluation.shareUse[q])
      let d = newest * excess + (1 - newest) * direction.share[q]
      direction.share[q] = d
      let most = Double(table.sharePoints[q]) * PriceVector.unitsPerPoint
      let isBlocked = d < 0 ? prices.share[q] <= 0 : prices.share[q] >= most
      if !isBlocked { square += d * d * Self.rowScale }
    }
    return square
  }

  /// Moves all prices along the direction, to whole units.
  private mutating func move(_ length: Double) {
    func move(
      _ prices: inout [Double], _ direction: [Double], _ length: Double, most: (Int) -> Double
    ) {
      for i in prices.indices {
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
