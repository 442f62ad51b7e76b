/// Many ``ConvexRow`` laid flat, for a mix that looks at one of them millions of times a second.
struct RowSegments {
  /// One over the square of each row's stride.
  private(set) var softness: [Double] = []
  private var starts: [Double] = []
  /// Where the segments of each row begin, and where the last one's end.
  private var firsts: [Int] = [0]
  private var ends: [Double] = []
  private var slopes: [Double] = []

  /// The segments of rows.
  init(_ rows: [ConvexRow]) {
    for row in rows { append(row) }
  }

  /// Adds a row.
  mutating func append(_ row: ConvexRow) {
    softness.append(1 / (row.stride * row.stride))
    starts.append(row.start)
    ends += row.ends
    slopes += row.slopes
    firsts.append(ends.count)
  }

  /// The permitted amount of a row near `amount` that is best under a price for each step:
  /// the least of cost(z) + price · z + weight/2 · (z − amount)².
  @inline(__always)
  func nearest(_ row: Int, to amount: Double, price: Double, weight: Double) -> Double {
    var place = starts[row]
    for k in firsts[row]..<firsts[row + 1] {
      let wanted = amount - (slopes[k] + price) / weight
      if wanted <= place { return place }
      if wanted < ends[k] { return wanted }
      place = ends[k]
    }
    return place
  }
}
