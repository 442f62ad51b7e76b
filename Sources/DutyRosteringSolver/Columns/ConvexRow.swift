/// A convex, piecewise linear cost of an amount: a need by its cells, or a counter by its steps.
struct ConvexRow: Sendable {
  /// Least amount, and its cost.
  let start: Double
  let startCost: Double
  /// Where each slope ends, ascending.
  let ends: [Double]
  let slopes: [Double]
  /// About how much one row of a person moves the amount by.
  let stride: Double

  /// What a need costs beside `held` cells, when up to `free` may be added.
  init(_ need: NeedCost, held: Int, free: Int) {
    let (pivot, under, over) = need.slopes(held: held, free: free)
    start = 0
    startCost = Double(need.cost(held))
    var (ends, slopes, place): ([Double], [Double], Int) = ([], [], 0)
    for segment in under.reversed() {
      place += segment.length
      ends.append(Double(place))
      slopes.append(-Double(segment.slope))
    }
    place = pivot
    for segment in over {
      place = segment.length == .max ? max(free, place) : place + segment.length
      ends.append(Double(place))
      slopes.append(Double(segment.slope))
    }
    (self.ends, self.slopes, stride) = (ends, slopes, 1)
  }

  /// The highest convex cost that is nowhere above a counter's, less what it costs in any case; `nil` if no
  /// value is permitted.
  init?(_ counter: RowCounter, stride: Int) {
    var hull: [(x: Double, y: Double)] = []
    for (value, cost) in counter.endCost.enumerated() {
      guard let cost else { continue }
      let point = (x: Double(value), y: Double(cost))
      while hull.count > 1 {
        let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
        guard (b.y - a.y) * (point.x - a.x) >= (point.y - a.y) * (b.x - a.x) else { break }
        hull.removeLast()
      }
      hull.append(point)
    }
    guard let first = hull.first else { return nil }
    start = first.x
    startCost = first.y - Double(counter.leastCost)
    ends = hull.dropFirst().map(\.x)
    slopes = zip(hull, hull.dropFirst()).map { ($1.y - $0.y) / ($1.x - $0.x) }
    self.stride = Double(max(1, stride))
  }

  /// Cost of an amount; amounts that are not permitted cost what the nearest permitted one does.
  func cost(_ amount: Double) -> Double {
    var (place, cost) = (start, startCost)
    for k in ends.indices {
      guard amount > place else { break }
      cost += slopes[k] * (min(amount, ends[k]) - place)
      place = ends[k]
    }
    return cost
  }
}
