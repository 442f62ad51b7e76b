internal import MentorMatching

/// Walks from the talent-optimal to the mentor-optimal matching, rotation by rotation.
///
/// Every talent looks down his list for the first mentor who would rather have him than his own
/// worst talent, and points at that worst talent; a circle of pointers is a rotation (Gusfield 1987,
/// doi:10.1137/0216010). Mentors' worst talents only get better, so what a talent once skipped he
/// never comes back to, and each list is read once.
struct RotationSearch {
  private let market: PairingMarket
  /// Pair of each talent in the matching reached.
  private(set) var pairOfTalent: [Int32]
  private(set) var fromPair: [Int32] = []
  private(set) var toPair: [Int32] = []
  private(set) var firstMove = [0]
  private(set) var predecessor: [Int32] = []
  private(set) var firstPredecessor = [0]
  /// Why each predecessor comes first: a mentor whose worst talent it replaced, and the talent of the later
  /// rotation who would have come in that one's place.
  private(set) var reasons: [(mentor: Int32, talent: Int32)] = []

  /// Where on ``PairingMarket/pairsOfMentors`` each full mentor's worst pair stands; −1 with a free
  /// place.
  private var worst: [Int]
  /// Where each talent goes on reading.
  private var next: [Int]
  /// Whether a talent keeps his mentor in every matching still to come.
  private var isSettled: [Bool]
  /// The rotation after which the mentor of a pair has nobody as bad as its talent; −1 for none yet.
  private var overtakenBy: [Int32]
  /// The last rotation at each mentor; −1 before the first.
  private var lastAt: [Int32]
  /// For each rotation the one that named it last as a predecessor.
  private var namedBy: [Int32] = []

  init(_ market: PairingMarket, start: [Int32]) {
    self.market = market
    pairOfTalent = start
    next = start.map { Int($0) + 1 }
    isSettled = start.map { $0 < 0 }
    overtakenBy = [Int32](repeating: -1, count: market.pairCount)
    lastAt = [Int32](repeating: -1, count: market.mentorCount)
    worst = [Int](repeating: -1, count: market.mentorCount)
    var load = [Int](repeating: 0, count: market.mentorCount)
    for p in start where p >= 0 { load[market.mentor(of: Int(p))] += 1 }
    for m in 0..<market.mentorCount where load[m] == market.places[m] && load[m] > 0 {
      worst[m] = lastMatched(atOrBefore: market.firstOfMentor[m + 1] - 1)
    }
  }

  mutating func run() {
    var trail: [Int] = []
    var isOnTrail = [Bool](repeating: false, count: market.talentCount)
    for first in 0..<market.talentCount where !isSettled[first] {
      trail.append(first)
      isOnTrail[first] = true
      while let talent = trail.last {
        guard let wish = wish(of: talent), let rival = rival(at: wish), !isSettled[rival] else {
          // Whoever points at somebody settled is settled: the rival would have to leave first.
          for t in trail {
            isSettled[t] = true
            isOnTrail[t] = false
          }
          trail.removeAll(keepingCapacity: true)
          break
        }
        if isOnTrail[rival] {
          var circle: [Int] = []
          while let t = trail.popLast() {
            isOnTrail[t] = false
            circle.append(t)
            if t == rival { break }
          }
          carryOut(circle.reversed())
          if trail.isEmpty {
            trail.append(first)
            isOnTrail[first] = true
          }
        } else {
          trail.append(rival)
          isOnTrail[rival] = true
        }
      }
    }
  }

  /// The first pair below the talent's own whose mentor would rather have him than his worst; `nil`
  /// if a mentor with a free place comes first, or nobody.
  private mutating func wish(of t: Int) -> Int? {
    let end = market.firstOfTalent[t + 1]
    while next[t] < end {
      let p = next[t]
      let m = market.mentor(of: p)
      if market.places[m] > 0 {
        if worst[m] < 0 { return nil }
        if market.mentorRank[p] < market.mentorRank[Int(market.pairsOfMentors[worst[m]])] {
          return p
        }
      }
      next[t] += 1
    }
    return nil
  }

  /// The worst talent of a pair's mentor.
  private func rival(at pair: Int) -> Int? {
    let position = worst[market.mentor(of: pair)]
    return position < 0 ? nil : market.talent(of: Int(market.pairsOfMentors[position]))
  }

  /// Every talent of the circle takes the place of the next.
  private mutating func carryOut(_ circle: [Int]) {
    let rotation = Int32(firstMove.count - 1)
    namedBy.append(-1)
    for (i, t) in circle.enumerated() {
      let from = Int(pairOfTalent[t])
      let newcomer = circle[i == 0 ? circle.count - 1 : i - 1]
      name(lastAt[market.mentor(of: from)], by: rotation, at: from, newcomer)
      // Mentors in between must have got too good for this talent before.
      for p in (from + 1)..<max(from + 1, next[t]) { name(overtakenBy[p], by: rotation, at: p, t) }
      fromPair.append(Int32(from))
      toPair.append(Int32(next[t]))
    }
    firstMove.append(toPair.count)
    firstPredecessor.append(predecessor.count)
    for t in circle {
      lastAt[market.mentor(of: Int(pairOfTalent[t]))] = rotation
      pairOfTalent[t] = Int32(next[t])
      next[t] += 1
    }
    for t in circle {
      let m = market.mentor(of: Int(pairOfTalent[t]))
      let place = lastMatched(atOrBefore: worst[m])
      for i in (place + 1)...worst[m] {
        overtakenBy[Int(market.pairsOfMentors[i])] = rotation
      }
      worst[m] = place
    }
  }

  /// Names a predecessor, with the mentor of a pair and the talent for whom it must come first.
  private mutating func name(
    _ earlier: Int32, by rotation: Int32, at pair: Int, _ talent: Int
  ) {
    guard earlier >= 0, namedBy[Int(earlier)] != rotation else { return }
    namedBy[Int(earlier)] = rotation
    predecessor.append(earlier)
    reasons.append((market.mentorOfPair[pair], Int32(talent)))
  }

  /// Where the nearest pair of the matching stands, going up the mentor's list.
  private func lastMatched(atOrBefore position: Int) -> Int {
    var i = position
    while true {
      let p = market.pairsOfMentors[i]
      if pairOfTalent[market.talent(of: Int(p))] == p { return i }
      i -= 1
    }
  }
}
