internal import MentorMatching

/// How ties are broken: each person's list as a strict order.
struct StrictOrders {
  /// Pairs talent by talent, best first (runs of ``PairingMarket/firstOfTalent``).
  var ofTalents: [Int32]
  /// Pairs mentor by mentor, best first (runs of ``PairingMarket/firstOfMentor``).
  var ofMentors: [Int32]

  /// The lists as written: somebody named earlier in a tie comes first.
  init(asWrittenIn market: PairingMarket) {
    ofTalents = (0..<market.pairCount).map { Int32($0) }
    ofMentors = market.pairsOfMentors
  }

  /// Within a tie the pair of larger `preference` comes first, then as written.
  init(_ market: PairingMarket, preferring preference: [Double]) {
    self.init(asWrittenIn: market)
    for t in 0..<market.talentCount {
      let run = market.pairs(ofTalent: t)
      Self.sortTies(&ofTalents, in: run, by: market.talentRank, preference)
    }
    for m in 0..<market.mentorCount {
      let run = market.firstOfMentor[m]..<market.firstOfMentor[m + 1]
      Self.sortTies(&ofMentors, in: run, by: market.mentorRank, preference)
    }
  }

  private static func sortTies(
    _ pairs: inout [Int32], in run: Range<Int>, by rank: [Int32], _ preference: [Double]
  ) {
    var start = run.lowerBound
    while start < run.upperBound {
      var end = start + 1
      while end < run.upperBound, rank[Int(pairs[end])] == rank[Int(pairs[start])] { end += 1 }
      if end > start + 1 {
        // Pair numbers and positions as written agree on neither side, so keep the position.
        let sorted = pairs[start..<end].enumerated().sorted {
          let (a, b) = (preference[Int($0.element)], preference[Int($1.element)])
          return a == b ? $0.offset < $1.offset : a > b
        }
        for (i, entry) in sorted.enumerated() { pairs[start + i] = entry.element }
      }
      start = end
    }
  }
}

/// Returns the stable matching that every talent likes best, as the pair of each talent (−1 for
/// none).
///
/// Talents propose in turn; a mentor keeps the best proposals so far (Gale & Shapley 1962,
/// theorem 2, doi:10.2307/2312726). With ties the result is stable, and best for the orders given.
///
/// - Parameters:
///   - market: The lists.
///   - remains: Pairs that take part; `nil` for all.
///   - orders: How ties are broken.
/// - Returns: For each talent his pair, or −1.
/// - Complexity: O(pairs · log places).
func talentsPropose(
  _ market: PairingMarket, among remains: [Bool]? = nil, orders: StrictOrders
) -> [Int32] {
  let position = positions(in: orders.ofMentors)
  // Each mentor keeps a heap with the worst proposal on top.
  var heapStart = [0]
  for m in 0..<market.mentorCount {
    heapStart.append(heapStart[m] + min(market.places[m], market.pairs(ofMentor: m).count))
  }
  var heap = [Int32](repeating: 0, count: heapStart[market.mentorCount])
  var load = [Int](repeating: 0, count: market.mentorCount)
  var next = market.firstOfTalent
  var pairOfTalent = [Int32](repeating: -1, count: market.talentCount)

  for first in 0..<market.talentCount {
    var proposer = first
    while next[proposer] < market.firstOfTalent[proposer + 1] {
      let pair = orders.ofTalents[next[proposer]]
      next[proposer] += 1
      if let remains, !remains[Int(pair)] { continue }
      let m = Int(market.mentorOfPair[Int(pair)])
      let (start, places) = (heapStart[m], heapStart[m + 1] - heapStart[m])
      if places == 0 { continue }
      if load[m] < places {
        var i = load[m]
        load[m] += 1
        while i > 0, position[Int(heap[start + (i - 1) / 2])] < position[Int(pair)] {
          heap[start + i] = heap[start + (i - 1) / 2]
          i = (i - 1) / 2
        }
        heap[start + i] = pair
        pairOfTalent[proposer] = pair
        break
      }
      let worst = heap[start]
      guard position[Int(pair)] < position[Int(worst)] else { continue }
      var i = 0
      while true {
        var child = 2 * i + 1
        if child >= places { break }
        if child + 1 < places,
          position[Int(heap[start + child + 1])] > position[Int(heap[start + child])]
        {
          child += 1
        }
        if position[Int(heap[start + child])] <= position[Int(pair)] { break }
        heap[start + i] = heap[start + child]
        i = child
      }
      heap[start + i] = pair
      pairOfTalent[proposer] = pair
      proposer = Int(market.talentOfPair[Int(worst)])
      pairOfTalent[proposer] = -1
    }
  }
  return pairOfTalent
}

/// Returns the stable matching that every mentor likes best, as the pair of each talent (−1 for
/// none).
///
/// As ``talentsPropose(_:among:orders:)`` with the sides exchanged.
///
/// - Complexity: O(pairs).
func mentorsPropose(
  _ market: PairingMarket, among remains: [Bool]? = nil, orders: StrictOrders
) -> [Int32] {
  let position = positions(in: orders.ofTalents)
  var next = market.firstOfMentor
  var load = [Int](repeating: 0, count: market.mentorCount)
  var pairOfTalent = [Int32](repeating: -1, count: market.talentCount)
  var waiting = Array((0..<market.mentorCount).reversed())
  while let m = waiting.popLast() {
    while load[m] < market.places[m], next[m] < market.firstOfMentor[m + 1] {
      let pair = orders.ofMentors[next[m]]
      next[m] += 1
      if let remains, !remains[Int(pair)] { continue }
      let t = Int(market.talentOfPair[Int(pair)])
      let held = pairOfTalent[t]
      if held >= 0 {
        guard position[Int(pair)] < position[Int(held)] else { continue }
        let loser = Int(market.mentorOfPair[Int(held)])
        load[loser] -= 1
        waiting.append(loser)
      }
      pairOfTalent[t] = pair
      load[m] += 1
    }
  }
  return pairOfTalent
}

private func positions(in order: [Int32]) -> [Int32] {
  var position = [Int32](repeating: 0, count: order.count)
  for (i, pair) in order.enumerated() { position[Int(pair)] = Int32(i) }
  return position
}

extension PairingProblem {
  /// The matching of the market's pairs, kept pairs added.
  func matching(fromPairs pairOfTalent: [Int32]) -> Matching {
    Matching(
      mentorOfTalent: (0..<talentCount).map { t in
        keptMentor[t] ?? (pairOfTalent[t] < 0 ? nil : market.mentor(of: Int(pairOfTalent[t])))
      })
  }
}
