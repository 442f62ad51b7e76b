/// Shortest ways of exchange between mentors (Dijkstra 1959).
struct ExchangeWays {
  private struct Way {
    var distance = 0
    var pair: Int32 = -1
    /// Number of the search that set the distance, negative once the mentor's places were looked through.
    var stamp: Int32 = 0
  }

  /// Mentors who were looked through, nearest first, with their distances.
  private(set) var settled: [(mentor: Int, cost: Int)] = []
  private var ways: [Way]
  private var search: Int32 = 0
  /// A heap of mentors with distances, the nearest first; outdated entries stay in.
  private var heap: [(distance: Int, mentor: Int32)] = []

  init(mentors: Int) { ways = [Way](repeating: Way(), count: mentors) }

  mutating func begin() {
    search += 1
    settled.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
  }

  func improves(_ m: Int, _ reached: Int) -> Bool {
    let way = ways[m]
    return way.stamp == search ? reached < way.distance : way.stamp != -search
  }

  /// The pair that the nearest way found to a mentor ends with.
  func pair(at m: Int) -> Int { Int(ways[m].pair) }

  mutating func reach(_ m: Int, by pair: Int, _ reached: Int) {
    ways[m] = Way(distance: reached, pair: Int32(pair), stamp: search)
    var i = heap.count
    heap.append((reached, Int32(m)))
    while i > 0, heap[(i - 1) / 2].distance > heap[i].distance {
      heap.swapAt(i, (i - 1) / 2)
      i = (i - 1) / 2
    }
  }

  /// The nearest mentor nearer than `limit`; he counts as looked through.
  mutating func next(below limit: Int) -> (mentor: Int, cost: Int)? {
    while let top = heap.first, top.distance < limit {
      pop()
      let m = Int(top.mentor)
      if ways[m].stamp != search || ways[m].distance != top.distance { continue }
      ways[m].stamp = -search
      settled.append((m, top.distance))
      return settled.last
    }
    return nil
  }

  private mutating func pop() {
    let last = heap.removeLast()
    if heap.isEmpty { return }
    var i = 0
    while true {
      var child = 2 * i + 1
      if child >= heap.count { break }
      if child + 1 < heap.count, heap[child + 1].distance < heap[child].distance { child += 1 }
      if heap[child].distance >= last.distance { break }
      heap[i] = heap[child]
      i = child
    }
    heap[i] = last
  }
}
