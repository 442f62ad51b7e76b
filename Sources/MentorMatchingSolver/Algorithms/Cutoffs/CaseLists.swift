internal import MentorMatching

/// The lists in one case of a search on cut-offs, shortened by offers and applications
/// (Irving & Manlove 2009, doi:10.1007/s10878-007-9133-x) until neither says more.
struct CaseLists {
  /// Whether each pair is still on the lists.
  private(set) var remains: [Bool]
  /// Talents who have a mentor in every stable matching of the case.
  private(set) var matched: [Bool]
  /// Mentors whose places are all taken in every stable matching of the case.
  private(set) var filled: [Bool]
  /// Largest rank at which each mentor is short; 0 for none.
  private(set) var shortRank: [Int32]
  /// Pairs that are not made, or must be made, by decision: in order of decision.
  private(set) var decided: [(pair: Int32, isMade: Bool)] = []
  /// Whether a pair that must be made left the lists.
  private(set) var isContradicted = false
  /// Reductions since ``takeSteps()`` was asked last.
  private var steps: [ListReduction] = []

  private let market: PairingMarket
  private var waits: [Bool]
  private var queue: [Int32] = []

  /// The lists with the pairs of `remains`, not shortened yet.
  init(_ market: PairingMarket, remains: [Bool]) {
    self.market = market
    self.remains = remains
    matched = [Bool](repeating: false, count: market.talentCount)
    filled = [Bool](repeating: false, count: market.mentorCount)
    shortRank = [Int32](repeating: 0, count: market.mentorCount)
    waits = [Bool](repeating: false, count: market.mentorCount)
    for m in 0..<market.mentorCount { enqueue(m) }
  }

  /// The reductions since the last call, for the proof.
  mutating func takeSteps() -> [ListReduction] {
    defer { steps.removeAll() }
    return steps
  }

  // MARK: Cases

  /// The mentor is full with people of rank `rank` or better.
  mutating func fill(_ m: Int, downTo rank: Int32) {
    filled[m] = true
    for p in market.pairs(ofMentor: m)
    where market.mentorRank[Int(p)] > rank && remains[Int(p)] { remove(Int(p)) }
    enqueue(m)
  }

  /// The mentor has a place left by people of rank `rank` or better.
  mutating func leaveShort(_ m: Int, downTo rank: Int32) {
    shortRank[m] = max(shortRank[m], rank)
    for p in market.pairs(ofMentor: m)
    where market.mentorRank[Int(p)] <= rank && remains[Int(p)] {
      let t = market.talent(of: Int(p))
      matched[t] = true
      truncate(t, after: Int(p))
    }
    enqueue(m)
  }

  /// The pair is made, or is not.
  mutating func decide(_ pair: Int, isMade: Bool) {
    decided.append((Int32(pair), isMade))
  }

  // MARK: Reductions

  /// Shortens the lists until nothing changes.
  ///
  /// - Returns: The elementary steps taken.
  mutating func shorten() -> Int {
    var work = 0
    while let next = queue.popLast() {
      let m = Int(next)
      waits[m] = false
      work += 2 * (market.firstOfMentor[m + 1] - market.firstOfMentor[m])
      offer(from: m)
      collectApplications(at: m)
    }
    isContradicted = decided.contains { $0.isMade && !remains[Int($0.pair)] }
    return work
  }

  /// Everybody whose tier fits in the mentor's places drops whom he likes less.
  private mutating func offer(from m: Int) {
    let run = market.firstOfMentor[m]..<market.firstOfMentor[m + 1]
    var above = 0
    var start = run.lowerBound
    while start < run.upperBound {
      let rank = market.mentorRank[Int(market.pairsOfMentors[start])]
      var end = start
      while end < run.upperBound, market.mentorRank[Int(market.pairsOfMentors[end])] == rank {
        if remains[Int(market.pairsOfMentors[end])] { above += 1 }
        end += 1
      }
      if above > market.places[m] { return }
      for k in start..<end where remains[Int(market.pairsOfMentors[k])] {
        let p = Int(market.pairsOfMentors[k])
        let t = market.talent(of: p)
        let shortened = truncate(t, after: p)
        if shortened || !matched[t] {
          matched[t] = true
          steps.append(.offer(mentor: m, talent: t))
        }
      }
      start = end
    }
  }

  /// Takes what talent `t` likes less than `pair` off the lists.
  @discardableResult
  private mutating func truncate(_ t: Int, after pair: Int) -> Bool {
    var removed = false
    var p = market.firstOfTalent[t + 1] - 1
    while p > pair, market.talentRank[p] > market.talentRank[pair] {
      if remains[p] {
        remove(p)
        removed = true
      }
      p -= 1
    }
    return removed
  }

  /// If enough talents have the mentor as their only first choice, everybody below the last of them
  /// leaves his list.
  private mutating func collectApplications(at m: Int) {
    var missing = market.places[m]
    guard missing > 0 else { return }
    let run = market.firstOfMentor[m]..<market.firstOfMentor[m + 1]
    var lastRank: Int32 = 0
    for k in run {
      let p = Int(market.pairsOfMentors[k])
      guard remains[p], isOnlyFirstChoice(p) else { continue }
      missing -= 1
      lastRank = market.mentorRank[p]
      if missing == 0 { break }
    }
    guard missing == 0 else { return }
    var changed = !filled[m]
    filled[m] = true
    for k in run.reversed() {
      let p = Int(market.pairsOfMentors[k])
      if market.mentorRank[p] <= lastRank { break }
      if remains[p] {
        remove(p)
        changed = true
      }
    }
    if changed { steps.append(.applications(mentor: m, lastRank: Int(lastRank))) }
  }

  private func isOnlyFirstChoice(_ pair: Int) -> Bool {
    for p in market.pairs(ofTalent: market.talent(of: pair)) where p != pair && remains[p] {
      return market.talentRank[p] > market.talentRank[pair]
    }
    return true
  }

  private mutating func remove(_ pair: Int) {
    remains[pair] = false
    enqueue(market.mentor(of: pair))
    // The talent's first choices may have become fewer, or others.
    if let first = market.pairs(ofTalent: market.talent(of: pair)).first(where: { remains[$0] }) {
      enqueue(market.mentor(of: first))
    }
  }

  private mutating func enqueue(_ m: Int) {
    if !waits[m] {
      waits[m] = true
      queue.append(Int32(m))
    }
  }
}
