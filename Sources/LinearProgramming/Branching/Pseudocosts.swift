/// What splitting a column has cost so far, per unit of distance, in either direction.
///
/// Reliability branching: a column's estimate is trusted after a few observations; until then
/// its two sides are tried (Achterberg, Koch & Martin 2005, doi:10.1016/j.orl.2004.04.002).
struct Pseudocosts {
  /// Observations after which an estimate is trusted.
  static let reliable = 4

  private struct Record {
    var sum = 0.0
    var count = 0
    var mean: Double? { count > 0 ? sum / Double(count) : nil }
  }

  private var down: [Record]
  private var up: [Record]
  private var overall = Record()

  init(columnCount: Int) {
    down = [Record](repeating: Record(), count: columnCount)
    up = down
  }

  mutating func observe(_ gain: Double, column: Int, isUp: Bool, distance: Double) {
    guard gain.isFinite, distance > 1e-9 else { return }
    let unit = max(0, gain) / distance
    if isUp {
      up[column].sum += unit
      up[column].count += 1
    } else {
      down[column].sum += unit
      down[column].count += 1
    }
    overall.sum += unit
    overall.count += 1
  }

  func isReliable(_ column: Int) -> Bool {
    min(down[column].count, up[column].count) >= Self.reliable
  }

  /// Expected gains of the two sides.
  func estimate(_ column: Int, fraction: Double) -> (down: Double, up: Double) {
    let usual = overall.mean ?? 1
    return (
      (down[column].mean ?? usual) * fraction, (up[column].mean ?? usual) * (1 - fraction)
    )
  }

  /// The product of both gains, so that one useless side spoils a split.
  static func score(down: Double, up: Double) -> Double {
    max(down, 1e-6) * max(up, 1e-6)
  }
}
