/// For each memory of a layer the smallest and largest number of each count with which a row can pass it.
///
/// For each count by itself, so that a box may hold more than can occur.
struct RowBoxes {
  /// Bounds of each count, memory by memory; a count's upper bound below its lower one says that no row passes.
  private(set) var lower: [Int]
  private(set) var upper: [Int]
  /// Where the combinations of each memory begin among the layer's, and their number at the end.
  private(set) var begin: [Int] = [0]

  /// Most combinations of a layer that are worked through; a proof can ask for more than fit anywhere.
  static let mostCombinations = 1 << 28

  private var isLive: [Bool]

  private init(memories: Int, counts: Int) {
    lower = [Int](repeating: .max / 4, count: memories * counts)
    upper = [Int](repeating: -1, count: memories * counts)
    isLive = [Bool](repeating: false, count: memories)
  }

  /// What leads there from the first day, cut with what leads from there to a permitted end.
  ///
  /// - Parameters:
  ///   - days: The ways of each day.
  ///   - layers: Number of memories before each day, and after the last.
  ///   - counts: The counts that are kept apart.
  /// - Returns: The boxes of each layer.
  static func around(_ days: [RowWays.Day], layers: [Int], counts: [RowCount]) -> [RowBoxes] {
    var ahead = layers.map { RowBoxes(memories: $0, counts: counts.count) }
    ahead[0].isLive[0] = true
    for k in counts.indices { (ahead[0].lower[k], ahead[0].upper[k]) = (0, 0) }
    for (day, own) in days.enumerated() { ahead[day + 1].follow(ahead[day], own, counts) }
    var behind = layers.map { RowBoxes(memories: $0, counts: counts.count) }
    for place in 0..<layers[layers.count - 1] {
      for (k, count) in counts.enumerated() where count.top >= 0 {
        let least = (0...count.top).first { count.cost(of: $0) != nil }
        behind[layers.count - 1].lower[place * counts.count + k] = least ?? .max / 4
        behind[layers.count - 1].upper[place * counts.count + k] = count.top
      }
    }
    for (day, own) in days.enumerated().reversed() {
      behind[day].precede(behind[day + 1], own, counts)
    }
    for day in ahead.indices { ahead[day].cut(with: behind[day], counts.count) }
    return ahead
  }

  private mutating func follow(_ before: RowBoxes, _ day: RowWays.Day, _ counts: [RowCount]) {
    let width = counts.count
    for (w, way) in day.ways.enumerated() where before.isLive[way.from] {
      let fits = counts.indices.allSatisfy {
        counts[$0].isOpenEnded
          || before.lower[way.from * width + $0] + day.steps[w * width + $0] <= counts[$0].top
      }
      guard fits else { continue }
      isLive[way.to] = true
      for (k, count) in counts.enumerated() {
        let (from, to, steps) = (way.from * width + k, way.to * width + k, day.steps[w * width + k])
        lower[to] = min(lower[to], min(before.lower[from] + steps, count.top))
        upper[to] = max(upper[to], min(before.upper[from] + steps, count.top))
      }
    }
  }

  private mutating func precede(_ after: RowBoxes, _ day: RowWays.Day, _ counts: [RowCount]) {
    let width = counts.count
    for (w, way) in day.ways.enumerated() {
      for (k, count) in counts.enumerated() {
        let (from, to, steps) = (way.from * width + k, way.to * width + k, day.steps[w * width + k])
        guard after.lower[to] <= after.upper[to] else { continue }
        let most =
          count.isOpenEnded && after.upper[to] == count.top ? count.top : after.upper[to] - steps
        lower[from] = min(lower[from], max(0, after.lower[to] - steps))
        upper[from] = max(upper[from], most)
      }
    }
  }

  private mutating func cut(with other: RowBoxes, _ width: Int) {
    for place in isLive.indices {
      var size = isLive[place] ? 1 : 0
      for k in place * width..<(place + 1) * width {
        lower[k] = max(lower[k], other.lower[k])
        upper[k] = min(upper[k], other.upper[k])
        let (product, overflow) = size.multipliedReportingOverflow(
          by: max(0, upper[k] - lower[k] + 1))
        size = overflow ? Self.mostCombinations + 1 : min(product, Self.mostCombinations + 1)
      }
      begin.append(begin[place] + size)
    }
  }
}
