/// A maximum flow over implications of unlimited capacity between nodes that supply and nodes that
/// demand (Dinitz 1970: shortest ways first, all of one length at once).
struct RotationFlow {
  private let from: [Int32]
  private let to: [Int32]
  private var supply: [Int]
  private var demand: [Int]
  /// Arcs of each node: 2·i leads along implication i, 2·i + 1 back.
  private var firstArc: [Int]
  private var arcs: [Int32]
  /// What flows along each implication.
  private(set) var amounts: [Int]
  /// Arcs looked at.
  private(set) var steps = 0
  private var level: [Int32]
  private var next: [Int]

  init(nodes: Int, from: [Int32], to: [Int32]) {
    self.from = from
    self.to = to
    supply = [Int](repeating: 0, count: nodes)
    demand = supply
    amounts = [Int](repeating: 0, count: from.count)
    level = [Int32](repeating: -1, count: nodes)
    firstArc = [Int](repeating: 0, count: nodes + 1)
    for i in from.indices {
      firstArc[Int(from[i]) + 1] += 1
      firstArc[Int(to[i]) + 1] += 1
    }
    for v in 0..<nodes { firstArc[v + 1] += firstArc[v] }
    arcs = [Int32](repeating: 0, count: 2 * from.count)
    next = firstArc
    for i in from.indices {
      arcs[next[Int(from[i])]] = Int32(2 * i)
      next[Int(from[i])] += 1
      arcs[next[Int(to[i])]] = Int32(2 * i + 1)
      next[Int(to[i])] += 1
    }
  }

  mutating func setNode(_ v: Int, supply: Int, demand: Int) {
    // What a node supplies to itself needs no way.
    let own = min(supply, demand)
    self.supply[v] = supply - own
    self.demand[v] = demand - own
  }

  mutating func maximize() {
    while layer() {
      next = firstArc
      for v in supply.indices {
        while supply[v] > 0 {
          let sent = push(from: v)
          if sent == 0 { break }
        }
      }
    }
  }

  private func head(_ arc: Int32) -> Int {
    Int(arc & 1 == 0 ? to[Int(arc >> 1)] : from[Int(arc >> 1)])
  }

  private func room(_ arc: Int32) -> Int { arc & 1 == 0 ? .max : amounts[Int(arc >> 1)] }

  /// Distances from the nodes with supply left.
  ///
  /// - Returns: Whether demand can be reached.
  private mutating func layer() -> Bool {
    for v in level.indices { level[v] = -1 }
    var queue: [Int32] = []
    for v in supply.indices where supply[v] > 0 {
      level[v] = 0
      queue.append(Int32(v))
    }
    var head = 0
    var last = Int32.max
    while head < queue.count {
      let v = Int(queue[head])
      head += 1
      if level[v] >= last { break }
      if demand[v] > 0 { last = level[v] }
      for i in firstArc[v]..<firstArc[v + 1] where room(arcs[i]) > 0 {
        let w = self.head(arcs[i])
        if level[w] < 0 {
          level[w] = level[v] + 1
          queue.append(Int32(w))
        }
      }
      steps += firstArc[v + 1] - firstArc[v]
    }
    return last < .max
  }

  /// Sends along one way as much as it takes.
  private mutating func push(from start: Int) -> Int {
    var way: [Int32] = []
    var v = start
    while true {
      if demand[v] > 0 {
        var amount = min(supply[start], demand[v])
        for arc in way { amount = min(amount, room(arc)) }
        for arc in way { amounts[Int(arc >> 1)] += arc & 1 == 0 ? amount : -amount }
        supply[start] -= amount
        demand[v] -= amount
        return amount
      }
      var found = false
      while next[v] < firstArc[v + 1] {
        let arc = arcs[next[v]]
        steps += 1
        if room(arc) > 0, level[head(arc)] == level[v] + 1 {
          way.append(arc)
          v = head(arc)
          found = true
          break
        }
        next[v] += 1
      }
      if found { continue }
      // A dead end: nobody comes here again in this phase.
      guard let arc = way.popLast() else { return 0 }
      let before = Int(arc & 1 == 0 ? from[Int(arc >> 1)] : to[Int(arc >> 1)])
      level[v] = -2
      next[before] += 1
      v = before
    }
  }
}
