internal import MentorMatching

/// A matching of largest total value, and prices that prove it.
///
/// Not stable in general. First talents bid for places: each offers the mentor who is worth most to him
/// the price at which the next best choice would be as good; the mentor keeps the highest offers, and once
/// he is full his price is the lowest of them (an auction with similar objects, Bertsekas & Castañón 1989,
/// doi:10.1007/BF02186476, without the least rise, so that prices stay exact). Whoever has two best
/// choices and cannot outbid is placed by shortest ways of exchange, one after the other (Tomizawa 1971,
/// doi:10.1002/net.3230010206; Edmonds & Karp 1972, doi:10.1145/321694.321699).
struct PlaceFlow {
  private let value: [Int]
  private let firstOfTalent: [Int]
  private let mentorOfPair: [Int32]
  private let talentOfPair: [Int32]
  /// Pair of each talent, −1 for none.
  private(set) var pairOfTalent: [Int32]
  /// What each talent gains: with the mentors' prices never less than any pair of his is worth.
  private(set) var talentPrice: [Int]
  /// Price of a place of each mentor; 0 unless all his places are taken.
  private(set) var mentorPrice: [Int]
  /// Pairs looked at.
  private(set) var steps = 0

  /// For each place the talent who has it; −1 for a free one. Places of a mentor are a run.
  private var holder: [Int32]
  private let firstPlace: [Int]
  /// Whether as many talents list a mentor as he has places; otherwise a place stays free, and costs 0.
  private let mayFill: [Bool]
  private var load: [Int]

  /// - Parameters:
  ///   - market: The lists.
  ///   - value: What each pair is worth; a pair of no positive worth is not made.
  /// - Precondition: Four times the largest value fits 64 bits.
  init(_ market: PairingMarket, value: [Int]) {
    firstOfTalent = market.firstOfTalent
    mentorOfPair = market.mentorOfPair
    talentOfPair = market.talentOfPair
    self.value = (0..<market.pairCount).map {
      market.places[market.mentor(of: $0)] > 0 ? max(0, value[$0]) : 0
    }
    pairOfTalent = [Int32](repeating: -1, count: market.talentCount)
    talentPrice = [Int](repeating: 0, count: market.talentCount)
    mentorPrice = [Int](repeating: 0, count: market.mentorCount)
    load = mentorPrice
    var firstPlace = [0]
    for m in 0..<market.mentorCount {
      firstPlace.append(firstPlace[m] + min(market.places[m], market.pairs(ofMentor: m).count))
    }
    self.firstPlace = firstPlace
    mayFill = (0..<market.mentorCount).map {
      market.places[$0] <= market.pairs(ofMentor: $0).count
    }
    // A mentor without places costs nothing in a bound, however dear he is.
    for p in 0..<market.pairCount where market.places[market.mentor(of: p)] == 0 {
      mentorPrice[market.mentor(of: p)] = max(mentorPrice[market.mentor(of: p)], value[p])
    }
    holder = [Int32](repeating: -1, count: firstPlace[market.mentorCount])
  }

  /// Finds the matching.
  ///
  /// - Complexity: O(talents · pairs · log mentors) at worst, near O(pairs · log mentors) as a rule.
  mutating func run() {
    let left = bid()
    var ways = ExchangeWays(mentors: mentorPrice.count)
    for t in left { place(t, &ways) }
  }

  /// Free and taken places of a mentor.
  private func places(_ m: Int) -> Range<Int> { firstPlace[m]..<firstPlace[m + 1] }

  // MARK: Bidding

  /// - Returns: The talents whom bidding leaves over.
  private mutating func bid() -> [Int] {
    // What the holder of each place offered: a heap for each mentor, the lowest offer first.
    var offer = [Int](repeating: 0, count: holder.count)
    var left: [Int] = []
    var waiting = Array((0..<firstOfTalent.count - 1).reversed())
    // Bids beyond a few for each talent fight over scraps, which exchanges settle faster.
    var bids = 16 * firstOfTalent.count
    while let t = waiting.popLast() {
      var (best, second, chosen) = (0, 0, -1)
      for p in firstOfTalent[t]..<firstOfTalent[t + 1] {
        let gain = value[p] - mentorPrice[Int(mentorOfPair[p])]
        if gain > best {
          (second, best, chosen) = (best, gain, p)
        } else if gain > second {
          second = gain
        }
      }
      steps += firstOfTalent[t + 1] - firstOfTalent[t]
      guard chosen >= 0 else { continue }
      let m = Int(mentorOfPair[chosen])
      let run = places(m)
      let own = value[chosen] - second
      bids -= 1
      if load[m] < run.count {
        add(t, own, to: run.lowerBound, &offer, count: load[m])
        load[m] += 1
        pairOfTalent[t] = Int32(chosen)
        if load[m] == run.count, mayFill[m] { mentorPrice[m] = offer[run.lowerBound] }
        continue
      }
      guard own > mentorPrice[m], bids > 0 else {
        left.append(t)
        continue
      }
      let loser = Int(holder[run.lowerBound])
      pairOfTalent[loser] = -1
      waiting.append(loser)
      pairOfTalent[t] = Int32(chosen)
      replaceLowest(of: run, by: t, own, &offer)
      mentorPrice[m] = offer[run.lowerBound]
    }
    settleGains()
    return left
  }

  private mutating func add(
    _ t: Int, _ own: Int, to base: Int, _ offer: inout [Int], count: Int
  ) {
    var i = count
    while i > 0, offer[base + (i - 1) / 2] > own {
      offer[base + i] = offer[base + (i - 1) / 2]
      holder[base + i] = holder[base + (i - 1) / 2]
      i = (i - 1) / 2
    }
    offer[base + i] = own
    holder[base + i] = Int32(t)
  }

  private mutating func replaceLowest(
    of run: Range<Int>, by t: Int, _ own: Int, _ offer: inout [Int]
  ) {
    let base = run.lowerBound
    var i = 0
    while true {
      var child = 2 * i + 1
      if child >= run.count { break }
      if child + 1 < run.count, offer[base + child + 1] < offer[base + child] { child += 1 }
      if offer[base + child] >= own { break }
      offer[base + i] = offer[base + child]
      holder[base + i] = holder[base + child]
      i = child
    }
    offer[base + i] = own
    holder[base + i] = Int32(t)
  }

  private mutating func settleGains() {
    for t in pairOfTalent.indices {
      let p = Int(pairOfTalent[t])
      talentPrice[t] = p >= 0 ? value[p] - mentorPrice[Int(mentorOfPair[p])] : bestGain(t)
    }
  }

  private func bestGain(_ t: Int) -> Int {
    (firstOfTalent[t]..<firstOfTalent[t + 1]).reduce(0) {
      max($0, value[$1] - mentorPrice[Int(mentorOfPair[$1])])
    }
  }

  // MARK: Exchanges

  /// Finds a place for a talent by the cheapest exchange: he takes a place whose holder takes another
  /// place, and so on, until a free place or somebody who goes without.
  private mutating func place(_ start: Int, _ ways: inout ExchangeWays) {
    talentPrice[start] = bestGain(start)
    ways.begin()
    // The cheapest end so far: a free place of a mentor, or a talent who goes without.
    var end = (cost: talentPrice[start], mentor: -1, talent: start)
    look(from: start, at: 0, &ways, &end)
    while let (m, cost) = ways.next(below: end.cost) {
      for place in places(m) {
        let t = Int(holder[place])
        ways.reach(t, at: cost)
        if cost + talentPrice[t] < end.cost { end = (cost + talentPrice[t], m, t) }
        look(from: t, at: cost, &ways, &end)
      }
    }
    let reach = end.cost
    for (t, cost) in ways.talents where cost < reach { talentPrice[t] -= reach - cost }
    talentPrice[start] -= reach
    for m in ways.settled where ways.cost(of: m) < reach {
      mentorPrice[m] += reach - ways.cost(of: m)
    }
    if end.mentor < 0 { return }
    var (m, out) = (end.mentor, end.talent)
    if out >= 0 { pairOfTalent[out] = -1 }
    while true {
      let pair = ways.pair(into: m)
      let t = Int(talentOfPair[pair])
      let old = Int(pairOfTalent[t])
      if out < 0 {
        holder[firstPlace[m] + load[m]] = Int32(t)
        load[m] += 1
      } else {
        let place = places(m).first { holder[$0] == out }
        if let place { holder[place] = Int32(t) }
      }
      pairOfTalent[t] = Int32(pair)
      if t == start { return }
      m = Int(mentorOfPair[old])
      out = t
    }
  }

  private mutating func look(
    from t: Int, at cost: Int, _ ways: inout ExchangeWays,
    _ end: inout (cost: Int, mentor: Int, talent: Int)
  ) {
    let gain = talentPrice[t]
    for p in firstOfTalent[t]..<firstOfTalent[t + 1] where value[p] > 0 {
      let m = Int(mentorOfPair[p])
      let reached = cost + gain + mentorPrice[m] - value[p]
      if reached >= end.cost || !ways.improves(m, reached) { continue }
      if load[m] < places(m).count {
        end = (reached, m, -1)
        ways.end(at: m, by: p, reached)
      } else {
        ways.offer(m, by: p, reached)
      }
    }
    steps += firstOfTalent[t + 1] - firstOfTalent[t]
  }
}
