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
  private let rotations: RotationPoset
  private let market: PairingMarket
  /// Who carries out `from` carries out `to`.
  private var implications: [RotationImplication] = []
  private var together: Set<Int> = []
  /// For a rotation that every matching left carries out a move that shows it; −1 for others.
  private var provenIn: [Int]
  /// For a rotation that no matching left carries out a move that shows it; −1 for others.
  private var provenOut: [Int]
  private let rotationOfMove: [Int]

  init(_ rotations: RotationPoset, _ market: PairingMarket) {
    self.rotations = rotations
    self.market = market
    provenIn = [Int](repeating: -1, count: rotations.count)
    provenOut = provenIn
    implications.reserveCapacity(rotations.predecessor.count)
    var rotationOfMove = [Int](repeating: 0, count: rotations.toPair.count)
    for r in 0..<rotations.count {
      for i in rotations.firstPredecessor[r]..<rotations.firstPredecessor[r + 1] {
        implications.append(
          RotationImplication(
            from: r, to: Int(rotations.predecessor[i]), mentor: Int(rotations.reasons[i].mentor),
            talent: Int(rotations.reasons[i].talent)))
      }
      for move in rotations.moves(of: r) { rotationOfMove[move] = r }
    }
    self.rotationOfMove = rotationOfMove
  }

  /// Minimises a sum over the pairs among what earlier goals leave, and leaves only the cheapest sets.
  ///
  /// - Returns: Prices that prove the optimum, whether it leaves fewer matchings than before, and
  ///   elementary steps taken.
  /// - Complexity: That of a maximum flow over the implications; in practice a few passes.
  mutating func minimize(
    _ goal: PairingGoal
  ) -> (prices: [RotationPrice], chooses: Bool, steps: Int) {
    let sign = goal.isMinimized ? 1 : -1
    var left = rotations.changes { sign * market.amount(of: goal, pair: $0) }
    if left.allSatisfy({ $0 == 0 }) { return ([], false, left.count) }
    let beyond = left.reduce(1) { $0 + abs($1) }
    var flow = RotationFlow(
      nodes: rotations.count, from: implications.map { Int32($0.from) },
      to: implications.map { Int32($0.to) })
    for r in left.indices {
      let supply = provenIn[r] >= 0 ? beyond - min(0, left[r]) : max(0, -left[r])
      let demand = provenOut[r] >= 0 ? beyond + max(0, left[r]) : max(0, left[r])
      flow.setNode(r, supply: supply, demand: demand)
    }
    flow.maximize()
    var prices: [RotationPrice] = []
    for (implication, amount) in zip(implications, flow.amounts) where amount > 0 {
      prices.append(RotationPrice(implication: implication, amount: amount))
      left[implication.to] -= amount
      left[implication.from] += amount
    }
    var chooses = !prices.isEmpty
    for price in prices { join(price.implication.turned) }
    for (r, cost) in left.enumerated() where cost != 0 && provenIn[r] < 0 && provenOut[r] < 0 {
      chooses = true
      if cost > 0 {
        provenOut[r] = rotations.firstMove[r]
      } else {
        provenIn[r] = rotations.firstMove[r]
      }
    }
    return (prices, chooses, left.count + flow.steps)
  }

  /// Makes the worst rank as small as can be, and leaves only the sets that reach it.
  ///
  /// - Parameter worst: The worst rank of some matching that is left.
  /// - Returns: The rank, and, unless it is clear from one talent alone, a chain of implications from a
  ///   rotation that a smaller rank needs to one that it rules out, with the moves that show it.
  mutating func minimizeWorstRank(from worst: Int) -> (rank: Int, clash: RotationClash?) {
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
    _ = below.limitRanks(to: low - 1)
    let clash = below.clash()
    _ = limitRanks(to: low)
    return (low, clash)
  }

  /// The smallest set left: what is carried out in every matching that is left.
  var carriedOut: [Bool] {
    var isIn = provenIn.map { $0 >= 0 }
    var waiting = isIn.indices.filter { isIn[$0] }
    let next = successors
    while let r = waiting.popLast() {
      for i in next[r] where !isIn[implications[i].to] {
        isIn[implications[i].to] = true
        waiting.append(implications[i].to)
      }
    }
    return isIn
  }

  /// For each rotation the move that shows whether it is carried out, or else its first.
  var shown: [Int] {
    provenIn.indices.map { r in
      provenIn[r] >= 0 ? provenIn[r] : provenOut[r] >= 0 ? provenOut[r] : rotations.firstMove[r]
    }
  }

  /// In how many of the matchings that are left each rotation is carried out.
  ///
  /// - Parameter most: Most choices of one part of the rotations that are gone through; for 0 all rotations are
  ///   one part, counted by heights.
  /// - Returns: The shares.
  func shares(atMost most: Int) -> RotationShares {
    RotationShares(
      count: rotations.count, implications: implications.map { ($0.from, $0.to) },
      isIn: provenIn.map { $0 >= 0 }, isOut: provenOut.map { $0 >= 0 }, most: most)
  }

  /// The implications of each rotation.
  private var successors: [[Int]] {
    var next = [[Int]](repeating: [], count: rotations.count)
    for (i, implication) in implications.enumerated() { next[implication.from].append(i) }
    return next
  }

  /// A chain of implications from a rotation that is in to one that is out; `nil` if there is none.
  private func clash() -> RotationClash? {
    // The implication that reached a rotation first; −1 for one that is in.
    var reached = [Int?](repeating: nil, count: rotations.count)
    var queue = provenIn.indices.filter { provenIn[$0] >= 0 }
    for r in queue { reached[r] = -1 }
    let next = successors
    var head = 0
    while head < queue.count {
      let r = queue[head]
      head += 1
      if provenOut[r] >= 0 {
        var chain: [RotationImplication] = []
        var first = r
        while let i = reached[first], i >= 0 {
          chain.append(implications[i])
          first = implications[i].from
        }
        return RotationClash(first: provenIn[first], last: provenOut[r], chain: chain)
      }
      for i in next[r] where reached[implications[i].to] == nil {
        reached[implications[i].to] = i
        queue.append(implications[i].to)
      }
    }
    return nil
  }

  private mutating func join(_ implication: RotationImplication) {
    guard together.insert(implication.from * rotations.count + implication.to).inserted
    else { return }
    implications.append(implication)
  }

  /// Ends every pair of a rank beyond `limit`.
  ///
  /// - Returns: Whether no pair of such a rank is in every stable matching.
  private mutating func limitRanks(to limit: Int) -> Bool {
    func isBad(_ p: Int32) -> Bool {
      max(market.talentRank[Int(p)], market.mentorRank[Int(p)]) > limit
    }
    // The move that gives a pair up.
    var end = [Int: Int]()
    for move in rotationOfMove.indices { end[Int(rotations.fromPair[move])] = move }
    var isPossible = true
    for p in rotations.talentOptimal where p >= 0 && isBad(p) {
      if let move = end[Int(p)] {
        let r = rotationOfMove[move]
        if provenIn[r] < 0 { provenIn[r] = move }
      } else {
        isPossible = false
      }
    }
    for (move, r) in rotationOfMove.enumerated() where isBad(rotations.toPair[move]) {
      if let end = end[Int(rotations.toPair[move])] {
        join(
          RotationImplication(
            from: r, to: rotationOfMove[end], mentor: -1, talent: rotations.talentOfMove[move]))
      } else if provenOut[r] < 0 {
        provenOut[r] = move
      }
    }
    return isPossible
  }
}

/// Whoever carries out rotation `from` carries out `to`.
struct RotationImplication: Hashable {
  let from: Int
  let to: Int
  /// The mentor whose worst talent one of the two replaces before the other can do without; −1 where a pair
  /// that one of them makes, and the other gives up, is closed.
  let mentor: Int
  /// The talent who would come in that one's place, or of the pair.
  let talent: Int
  /// Whether it is the other way round, as all matchings that are left carry out both or none.
  var isTurned = false

  /// The other way round.
  var turned: RotationImplication {
    RotationImplication(
      from: to, to: from, mentor: mentor, talent: talent, isTurned: !isTurned)
  }
}

/// A price on an implication: it takes what `to` costs off it and puts it on `from`.
struct RotationPrice: Hashable {
  let implication: RotationImplication
  /// The price, positive.
  let amount: Int
}

/// Implications that lead from a rotation that must be carried out to one that cannot be.
struct RotationClash: Hashable {
  /// A move that shows that the first rotation must be carried out.
  let first: Int
  /// A move that shows that the last rotation cannot be.
  let last: Int
  /// From the last rotation back to the first.
  let chain: [RotationImplication]
}
