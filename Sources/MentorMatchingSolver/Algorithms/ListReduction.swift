internal import MentorMatching

/// Shortens the lists by offers and applications until neither removes a pair.
///
/// The stable matchings stay the same, with ties on both sides (Irving & Manlove 2009,
/// doi:10.1007/s10878-007-9133-x; the verifier restates why). On strict lists a large market often
/// keeps a tenth of its pairs.
struct ListReducer {
  /// Whether each pair is still on the lists.
  private(set) var remains: [Bool]
  /// The steps that removed something, in order.
  private(set) var steps: [ListReduction] = []

  private let market: PairingMarket
  private var listOfMentor: [[Int32]]
  private var firstLeft: [Int]
  private var endLeft: [Int]
  private var waits: [Bool]
  private var queue: [Int]

  /// Reduces the lists of `market`.
  ///
  /// - Complexity: O(pairs) for each time that a mentor's list changes; in practice a few passes.
  init(_ market: PairingMarket) {
    self.market = market
    remains = [Bool](repeating: true, count: market.pairCount)
    listOfMentor = (0..<market.mentorCount).map { Array(market.pairs(ofMentor: $0)) }
    firstLeft = (0..<market.talentCount).map { market.firstOfTalent[$0] }
    endLeft = (0..<market.talentCount).map { market.firstOfTalent[$0 + 1] }
    waits = [Bool](repeating: true, count: market.mentorCount)
    queue = Array(0..<market.mentorCount)
    var head = 0
    while head < queue.count {
      let m = queue[head]
      head += 1
      waits[m] = false
      listOfMentor[m].removeAll { !remains[Int($0)] }
      offer(from: m)
      collectApplications(at: m)
      if head > 65_536, head * 2 > queue.count {
        queue.removeFirst(head)
        head = 0
      }
    }
  }

  /// Everybody whose tier fits in the mentor's places drops whom he likes less.
  private mutating func offer(from m: Int) {
    let list = listOfMentor[m]
    var start = 0
    while start < list.count {
      let rank = market.mentorRank[Int(list[start])]
      var end = start + 1
      while end < list.count, market.mentorRank[Int(list[end])] == rank { end += 1 }
      if end > market.places[m] { return }
      for p in list[start..<end] { truncate(talent: market.talent(of: Int(p)), after: Int(p)) }
      start = end
    }
  }

  private mutating func truncate(talent t: Int, after pair: Int) {
    var removed = false
    while endLeft[t] > pair, market.talentRank[endLeft[t] - 1] > market.talentRank[pair] {
      endLeft[t] -= 1
      if remains[endLeft[t]] {
        remove(endLeft[t])
        removed = true
      }
    }
    if removed { steps.append(.offer(mentor: market.mentor(of: pair), talent: t)) }
  }

  /// If enough talents have the mentor as their only first choice, everybody below the last of them
  /// leaves his list.
  private mutating func collectApplications(at m: Int) {
    let list = listOfMentor[m]
    var missing = market.places[m]
    var lastRank: Int32 = 0
    if missing > 0 {
      for p in list where remains[Int(p)] && isOnlyFirstChoice(Int(p)) {
        missing -= 1
        lastRank = market.mentorRank[Int(p)]
        if missing == 0 { break }
      }
    }
    guard missing == 0 else { return }
    var removed = false
    for p in list.reversed() {
      if market.mentorRank[Int(p)] <= lastRank { break }
      if remains[Int(p)] {
        remove(Int(p))
        removed = true
      }
    }
    if removed { steps.append(.applications(mentor: m, lastRank: Int(lastRank))) }
  }

  private mutating func isOnlyFirstChoice(_ pair: Int) -> Bool {
    let t = market.talent(of: pair)
    advance(t)
    guard firstLeft[t] == pair else { return false }
    let next = (pair + 1..<max(pair + 1, endLeft[t])).first { remains[$0] }
    return next.map { market.talentRank[$0] > market.talentRank[pair] } ?? true
  }

  private mutating func advance(_ t: Int) {
    while firstLeft[t] < endLeft[t], !remains[firstLeft[t]] { firstLeft[t] += 1 }
  }

  private mutating func remove(_ pair: Int) {
    remains[pair] = false
    enqueue(market.mentor(of: pair))
    // The talent's first choices may have become fewer, or others.
    let t = market.talent(of: pair)
    advance(t)
    if firstLeft[t] < endLeft[t] { enqueue(market.mentor(of: firstLeft[t])) }
  }

  private mutating func enqueue(_ m: Int) {
    if !waits[m] {
      waits[m] = true
      queue.append(m)
    }
  }
}
