/// Shortest ways of exchange between mentors, from one talent (Dijkstra 1959).
struct ExchangeWays {
  /// Mentors whose places were looked through, nearest first.
  private(set) var settled: [Int] = []
  /// Talents reached with what it costs to free them.
  private(set) var talents: [(talent: Int, cost: Int)] = []
  private var distance: [Int]
  private var pairInto: [Int32]
  /// Number of the search that set a mentor's distance, negative once his places were looked through.
  private var stamp: [Int32]
  private var search: Int32 = 0
  /// A heap of mentors with distances, the nearest first; outdated entries stay in.
  private var heap: [(distance: Int, mentor: Int32)] = []

  init(mentors: Int) {
    distance = [Int](repeating: 0, count: mentors)
    pairInto = [Int32](repeating: -1, count: mentors)
    stamp = [Int32](repeating: 0, count: mentors)
  }

  mutating func begin() {
    search += 1
    settled.removeAll(keepingCapacity: true)
    talents.removeAll(keepingCapacity: true)
    heap.removeAll(keepingCapacity: true)
  }

  func improves(_ m: Int, _ reached: Int) -> Bool {
    stamp[m] == search ? reached < distance[m] : stamp[m] != -search
  }

  func cost(of m: Int) -> Int { distance[m] }

  func pair(into m: Int) -> Int { Int(pairInto[m]) }

  mutating func reach(_ t: Int, at cost: Int) { talents.append((t, cost)) }

  mutating func end(at m: Int, by pair: Int, _ reached: Int) {
    distance[m] = reached
    pairInto[m] = Int32(pair)
    stamp[m] = search
  }

  mutating func offer(_ m: Int, by pair: Int, _ reached: Int) {
    end(at: m, by: pair, reached)
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
      if stamp[m] != search || distance[m] != top.distance { continue }
      stamp[m] = -search
      settled.append(m)
      return (m, top.distance)
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
