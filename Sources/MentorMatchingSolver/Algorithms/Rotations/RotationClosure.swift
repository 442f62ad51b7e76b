internal import MentorMatching
internal import Solving

/// The cheapest closed sets of rotations, goal after goal, by minimum cuts.
///
/// A closed set that costs least is what a minimum cut leaves on the side of the source when each
/// rotation that saves is fed by what it saves and each that costs drains what it costs (Picard 1976,
/// doi:10.1287/mnsc.22.11.1268; for stable matchings Irving, Leather & Gusfield 1987,
/// doi:10.1145/28869.28871). The flow is the proof. All sets that are equally cheap are the closed sets
/// of a narrower order: rotations that flow joins go together, and what is left over says which are in
/// or out. So the next goal is a minimum cut again.
struct RotationClosure {
  /// What is settled about a rotation.
  private enum State { case free, carriedOut, leftOut }

  private let rotations: RotationPoset
  private let market: PairingMarket
  private var states: [State]
  /// Implications: who carries out `from[i]` carries out `to[i]`.
  private var from: [Int32] = []
  private var to: [Int32] = []
  private var together: Set<Int> = []

  init(_ rotations: RotationPoset, _ market: PairingMarket) {
    self.rotations = rotations
    self.market = market
    states = [State](repeating: .free, count: rotations.count)
    from.reserveCapacity(rotations.predecessor.count)
    to.reserveCapacity(rotations.predecessor.count)
    for r in 0..<rotations.count {
      for earlier in rotations.predecessors(of: r) {
        from.append(Int32(r))
        to.append(earlier)
      }
    }
  }

  /// Minimises a sum over the pairs among what earlier goals leave, and leaves only the cheapest sets.
  ///
  /// - Returns: Prices that prove the optimum, and elementary steps taken.
  /// - Complexity: That of a maximum flow over the implications; in practice a few passes.
  mutating func minimize(_ goal: PairingGoal) -> (prices: [RotationPrice], steps: Int) {
    let sign = goal.isMinimized ? 1 : -1
    var left = rotations.changes { sign * market.amount(of: goal, pair: $0) }
    if left.allSatisfy({ $0 == 0 }) { return ([], left.count) }
    let beyond = left.reduce(1) { $0 + abs($1) }
    var flow = RotationFlow(nodes: rotations.count, from: from, to: to)
    for r in left.indices {
      let supply = states[r] == .carriedOut ? beyond - min(0, left[r]) : max(0, -left[r])
      let demand = states[r] == .leftOut ? beyond + max(0, left[r]) : max(0, left[r])
      flow.setNode(r, supply: supply, demand: demand)
    }
    flow.maximize()
    let amounts = flow.amounts
    var prices: [RotationPrice] = []
    for (i, amount) in amounts.enumerated() where amount > 0 {
      prices.append(RotationPrice(from: Int(from[i]), to: Int(to[i]), amount: amount))
      left[Int(to[i])] -= amount
      left[Int(from[i])] += amount
    }
    for price in prices { join(price.to, price.from) }
    for (r, cost) in left.enumerated() where states[r] == .free && cost != 0 {
      states[r] = cost > 0 ? .leftOut : .carriedOut
    }
    return (prices, left.count + flow.steps)
  }

  /// Makes the worst rank as small as can be, and leaves only the sets that reach it.
  ///
  /// - Parameter worst: The worst rank of some matching that is left.
  /// - Returns: The rank, and prices that show that no better one can be.
  mutating func minimizeWorstRank(from worst: Int) -> (rank: Int, prices: [RotationPrice]) {
    var (low, high) = (1, worst)
    while low < high {
      let middle = (low + high) / 2
      var attempt = self
      if attempt.limitRanks(to: middle), attempt.clash() == nil {
        high = middle
      } else {
        low = middle + 1
      }
    }
    var below = self
    var prices: [RotationPrice] = []
    if below.limitRanks(to: low - 1), let way = below.clash() {
      prices = zip(way, way.dropFirst()).map { RotationPrice(from: $0, to: $1, amount: 1) }
    }
    _ = limitRanks(to: low)
    return (low, prices)
  }

  /// The smallest set left: what is carried out in every matching that is left.
  var carriedOut: [Bool] {
    var isIn = states.map { $0 == .carriedOut }
    var waiting = isIn.indices.filter { isIn[$0] }
    let next = successors
    while let r = waiting.popLast() {
      for s in next[r] where !isIn[s] {
        isIn[s] = true
        waiting.append(s)
      }
    }
    return isIn
  }

  private var successors: [[Int]] {
    var next = [[Int]](repeating: [], count: states.count)
    for i in from.indices { next[Int(from[i])].append(Int(to[i])) }
    return next
  }

  /// A chain of implications from a rotation that is in to one that is out; `nil` if there is none.
  private func clash() -> [Int]? {
    var parent = [Int](repeating: -1, count: states.count)
    var queue = states.indices.filter { states[$0] == .carriedOut }
    for r in queue { parent[r] = r }
    let next = successors
    var head = 0
    while head < queue.count {
      let r = queue[head]
      head += 1
      if states[r] == .leftOut {
        var way = [r]
        while let first = way.last, parent[first] != first { way.append(parent[first]) }
        return way.reversed()
      }
      for s in next[r] where parent[s] < 0 {
        parent[s] = r
        queue.append(s)
      }
    }
    return nil
  }

  private mutating func join(_ a: Int, _ b: Int) {
    guard together.insert(a * states.count + b).inserted else { return }
    from.append(Int32(a))
    to.append(Int32(b))
  }

  /// Ends every pair of a rank beyond `limit`.
  ///
  /// - Returns: Whether that is not impossible at once.
  private mutating func limitRanks(to limit: Int) -> Bool {
    func isBad(_ p: Int32) -> Bool {
      max(market.talentRank[Int(p)], market.mentorRank[Int(p)]) > limit
    }
    var endedBy = [Int32](repeating: -1, count: market.pairCount)
    for r in 0..<rotations.count {
      for move in rotations.moves(of: r) { endedBy[Int(rotations.fromPair[move])] = Int32(r) }
    }
    for p in rotations.talentOptimal where p >= 0 && isBad(p) {
      let r = Int(endedBy[Int(p)])
      if r < 0 || states[r] == .leftOut { return false }
      states[r] = .carriedOut
    }
    for r in 0..<rotations.count {
      for move in rotations.moves(of: r) where isBad(rotations.toPair[move]) {
        let end = Int(endedBy[Int(rotations.toPair[move])])
        if end >= 0 {
          join(r, end)
        } else {
          if states[r] == .carriedOut { return false }
          states[r] = .leftOut
        }
      }
    }
    return true
  }
}
