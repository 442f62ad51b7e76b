internal import MentorMatching

/// How ties are broken: each person's list as a strict order.
struct StrictOrders {
  /// Pairs talent by talent, best first (runs of ``PairingMarket/firstOfTalent``); empty for strict lists,
  /// whose pairs are numbered in that order.
  private var ofTalents: [Int32]
  /// Whether the lists are strict, so that the market's ranks are the order.
  private let isStrict: Bool
  /// Pairs mentor by mentor, best first (runs of ``PairingMarket/firstOfMentor``).
  var ofMentors: [Int32]

  /// The lists as written: somebody named earlier in a tie comes first.
  init(asWrittenIn market: PairingMarket) {
    isStrict = market.isStrict
    ofTalents = isStrict ? [] : Array(0..<Int32(market.pairCount))
    ofMentors = market.pairsOfMentors
  }

  /// The pair at a place of the talents' runs.
  func pair(ofTalentsAt place: Int) -> Int32 { isStrict ? Int32(place) : ofTalents[place] }

  /// For each pair a number that is smaller the more its mentor wants its talent.
  func standingWithMentors(in market: PairingMarket) -> [Int32] {
    isStrict ? market.mentorRank : Self.positions(in: ofMentors)
  }

  /// For each pair a number that is smaller the more its talent wants its mentor.
  func standingWithTalents(in market: PairingMarket) -> [Int32] {
    isStrict ? market.talentRank : Self.positions(in: ofTalents)
  }

  private static func positions(in order: [Int32]) -> [Int32] {
    var position = [Int32](repeating: 0, count: order.count)
    for (i, pair) in order.enumerated() { position[Int(pair)] = Int32(i) }
    return position
  }

  /// Within a tie the pair of larger `preference` comes first, then as written.
  init(_ market: PairingMarket, preferring preference: [Double]) {
    self.init(asWrittenIn: market)
    if isStrict { return }
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
/// theorem 2, doi:10.2307/2312726). Whoever loses a place proposes again in the next turn: in which order
/// talents propose changes nothing in the result, and known beforehand it hides most of the waiting
/// for memory. With ties the result is stable, and best for the orders given.
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
  let standing = orders.standingWithMentors(in: market)
  let mentorOfPair = market.mentorOfPair
  let first = market.firstOfTalent
  var desks = MentorDesk.all(of: market)
  // A proposal is the mentor's standing of it and its talent.
  var proposals = [UInt64](repeating: 0, count: desks.last.map { Int($0.start + $0.places) } ?? 0)
  var next = first.dropLast().map { Int32(truncatingIfNeeded: $0) }
  var asking = Array(0..<Int32(market.talentCount))
  var refused: [Int32] = []
  refused.reserveCapacity(asking.count)
  // Lent once, so that no write asks whether its array is shared.
  desks.withUnsafeMutableBufferPointer { desks in
    proposals.withUnsafeMutableBufferPointer { proposals in
      next.withUnsafeMutableBufferPointer { next in
        while !asking.isEmpty {
          for t in asking {
            let end = first[Int(t) + 1]
            var place = Int(next[Int(t)])
            while place < end {
              let pair = Int(orders.pair(ofTalentsAt: place))
              place += 1
              if let remains, !remains[pair] { continue }
              let proposal = UInt64(UInt32(bitPattern: standing[pair])) << 32 | UInt64(t)
              let answer = desks[Int(mentorOfPair[pair])].take(proposal, proposals)
              if answer == proposal { continue }
              if let answer { refused.append(Int32(truncatingIfNeeded: answer)) }
              break
            }
            next[Int(t)] = Int32(truncatingIfNeeded: place)
          }
          swap(&asking, &refused)
          refused.removeAll(keepingCapacity: true)
        }
      }
    }
  }
  var pairOfTalent = [Int32](repeating: -1, count: market.talentCount)
  for desk in desks {
    for i in desk.start..<desk.start + desk.load {
      let t = Int(proposals[Int(i)] & 0xFFFF_FFFF)
      pairOfTalent[t] = orders.pair(ofTalentsAt: Int(next[t]) - 1)
    }
  }
  return pairOfTalent
}

/// Where a mentor keeps the proposals held: a heap with the worst on top, in an array of all mentors.
private struct MentorDesk {
  let start: Int32
  let places: Int32
  var load: Int32 = 0

  static func all(of market: PairingMarket) -> [MentorDesk] {
    var start = 0
    return (0..<market.mentorCount).map { m in
      let places = min(
        market.places[m], market.firstOfMentor[m + 1] - market.firstOfMentor[m])
      defer { start += places }
      return MentorDesk(start: Int32(start), places: Int32(places))
    }
  }

  /// Weighs a proposal against those held.
  ///
  /// - Returns: The proposal that loses, which may be the new one; `nil` if a place was free.
  /// - Complexity: O(log places).
  @inline(__always)
  mutating func take(
    _ proposal: UInt64, _ proposals: UnsafeMutableBufferPointer<UInt64>
  ) -> UInt64? {
    let (base, places) = (Int(start), Int(places))
    if load < places {
      var i = Int(load)
      load += 1
      while i > 0, proposals[base + (i - 1) / 2] < proposal {
        proposals[base + i] = proposals[base + (i - 1) / 2]
        i = (i - 1) / 2
      }
      proposals[base + i] = proposal
      return nil
    }
    guard places > 0, proposal < proposals[base] else { return proposal }
    let worst = proposals[base]
    var i = 0
    while true {
      var child = 2 * i + 1
      if child >= places { break }
      if child + 1 < places, proposals[base + child + 1] > proposals[base + child] { child += 1 }
      if proposals[base + child] <= proposal { break }
      proposals[base + i] = proposals[base + child]
      i = child
    }
    proposals[base + i] = proposal
    return worst
  }
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
  let standing = orders.standingWithTalents(in: market)
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
        guard standing[Int(pair)] < standing[Int(held)] else { continue }
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

extension PairingProblem {
  /// The matching of the market's pairs, kept pairs added.
  func matching(fromPairs pairOfTalent: [Int32]) -> Matching {
    Matching(
      mentorOfTalent: (0..<talentCount).map { t in
        keptMentor[t] ?? (pairOfTalent[t] < 0 ? nil : market.mentor(of: Int(pairOfTalent[t])))
      })
  }
}
