internal import MentorMatching

/// The market's lists while reductions are replayed: which pairs are still on them.
///
/// Each step is accepted only if its premise holds on the lists that earlier steps left, so every
/// removed pair is in no stable matching and the stable matchings stay the same:
/// - *Offer.* If everybody at or above talent *t* on mentor *m*'s list fits in his places, a
///   matching that gives *t* somebody he likes less than *m* is blocked by (*m*, *t*): either a place
///   is free, or it is held by somebody ranked below *t*.
/// - *Applications.* Let as many talents as *m* has places have *m* as their only first choice, all
///   at rank *k* or better. One of them who is not with *m* blocks unless *m* is full with people at
///   least as good; if none is missing, they fill *m*. Either way nobody below *k* is with *m*.
///
/// A case of a ``CutoffProof`` narrows the lists in the same way: people below a cut-off at which the
/// mentor is full, and mentors liked less than one who is short of people as good as the talent, are
/// neither chosen nor part of a blocking pair.
struct ShortenedLists {
  /// Whether each pair of the market is still on the lists.
  private(set) var remains: [Bool]
  /// Talents who have a mentor in every stable matching of this case.
  private(set) var matched: Set<Int> = []
  /// Mentors whose places are all taken in every stable matching of this case.
  private(set) var filled: Set<Int> = []
  /// Largest rank at which a mentor is short.
  private(set) var shortRank: [Int: Int] = [:]
  private let market: PairingMarket

  /// The lists before any step.
  init(_ market: PairingMarket) {
    self.market = market
    remains = [Bool](repeating: true, count: market.pairCount)
  }

  /// Takes a step.
  ///
  /// - Returns: Whether its premise holds; the lists are as before if not.
  /// - Complexity: O(lists of the people named).
  mutating func apply(_ step: ListReduction) -> Bool {
    switch step {
    case .offer(let m, let t):
      guard let pair = pair(mentor: m, talent: t) else { return false }
      guard fits(pair) else { return false }
      for p in market.pairs(ofTalent: t) where market.talentRank[p] > market.talentRank[pair] {
        remains[p] = false
      }
      matched.insert(t)
      return true
    case .applications(let m, let lastRank):
      guard market.places.indices.contains(m) else { return false }
      let applicants = remainingPairs(ofMentor: m).count {
        market.mentorRank[$0] <= lastRank && isOnlyFirstChoice($0)
      }
      guard applicants >= market.places[m] else { return false }
      for p in remainingPairs(ofMentor: m) where market.mentorRank[p] > lastRank {
        remains[p] = false
      }
      filled.insert(m)
      return true
    }
  }

  /// Leaves only pairs that are named.
  mutating func keep(to isNamed: [Bool]) {
    for p in remains.indices where !isNamed[p] { remains[p] = false }
  }

  /// Enters the case that a mentor is full with people of rank `rank` or better.
  mutating func fill(_ m: Int, downTo rank: Int) {
    for p in remainingPairs(ofMentor: m) where market.mentorRank[p] > rank { remains[p] = false }
    filled.insert(m)
  }

  /// Enters the case that a mentor has a place left by people of rank `rank` or better.
  mutating func leaveShort(_ m: Int, downTo rank: Int) {
    for pair in remainingPairs(ofMentor: m) where market.mentorRank[pair] <= rank {
      let t = Int(market.talentOfPair[pair])
      for p in market.pairs(ofTalent: t) where market.talentRank[p] > market.talentRank[pair] {
        remains[p] = false
      }
      matched.insert(t)
    }
    shortRank[m] = max(shortRank[m] ?? 0, rank)
  }

  /// The pair of two people, if it is acceptable and still on the lists.
  func pair(mentor m: Int, talent t: Int) -> Int? {
    guard market.places.indices.contains(m), t >= 0, t < market.talentCount else { return nil }
    return market.pairs(ofTalent: t).first { remains[$0] && Int(market.mentorOfPair[$0]) == m }
  }

  /// Pairs left on a mentor's list, best first.
  func remainingPairs(ofMentor m: Int) -> [Int] {
    market.pairs(ofMentor: m).map(Int.init).filter { remains[$0] }
  }

  /// Whether everybody at or above the pair's talent on the mentor's list has a place.
  func fits(_ pair: Int) -> Bool {
    let m = Int(market.mentorOfPair[pair])
    let above = remainingPairs(ofMentor: m).count {
      market.mentorRank[$0] <= market.mentorRank[pair]
    }
    return above <= market.places[m]
  }

  private func isOnlyFirstChoice(_ pair: Int) -> Bool {
    let t = Int(market.talentOfPair[pair])
    return market.pairs(ofTalent: t).allSatisfy {
      $0 == pair || !remains[$0] || market.talentRank[$0] > market.talentRank[pair]
    }
  }
}
