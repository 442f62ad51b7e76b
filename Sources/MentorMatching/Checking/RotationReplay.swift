/// A rotation walk carried out again: which rotations need which others before them.
///
/// Written from the definition, without the solver's search: a talent's next mentor is the first below
/// his own who is full and would rather have him than the worst of his talents; that worst talent comes
/// next in the circle. Two things bring a rotation before another:
/// - the rotations at one mentor follow one another in the order of the walk, because his teams in the
///   stable matchings are ordered (Roth & Sotomayor 1989, doi:10.2307/1913098);
/// - a talent passes a mentor only when some rotation has given that mentor people better than him.
struct RotationReplay {
  /// Pair of each talent at the start; −1 for none.
  let start: [Int]
  /// For each rotation the pairs it ends and the pairs it makes, move by move.
  private(set) var moves: [[(from: Int, to: Int)]] = []
  /// For each rotation those that must come before it, increasing.
  private(set) var earlier: [[Int]] = []

  /// - Returns: `nil` if the walk does not begin at the talents' best stable matching, leaves out a
  ///   rotation, takes two at once, or ends before the mentors' best.
  /// - Precondition: The market is strict.
  /// - Complexity: O(size of the lists + moves · log rotations).
  init?(_ problem: PairingProblem, _ walk: RotationWalk) {
    let market = problem.market
    func matching(_ pairs: [Int]) -> Matching {
      Matching(
        mentorOfTalent: problem.keptMentor.enumerated().map { t, kept in
          kept ?? (pairs[t] < 0 ? nil : market.mentor(of: pairs[t]))
        })
    }
    func pair(_ t: Int, _ m: Int) -> Int? {
      guard t >= 0, t < market.talentCount else { return nil }
      return market.pairs(ofTalent: t).first { market.mentor(of: $0) == m }
    }
    guard walk.start.count == market.talentCount else { return nil }
    var pairOf = [Int](repeating: -1, count: market.talentCount)
    for (t, m) in walk.start.enumerated() {
      guard let m else { continue }
      guard let p = pair(t, m) else { return nil }
      pairOf[t] = p
    }
    start = pairOf
    let first = matching(pairOf)
    guard problem.violations(of: first).isEmpty, !problem.allowsExchangeForTalents(first)
    else { return nil }

    var teams = TeamHistory(market, pairOf)
    for (r, circle) in walk.rotations.enumerated() {
      var ends: [(from: Int, to: Int)] = []
      var before: Set<Int> = []
      for (i, move) in circle.enumerated() {
        let rival = circle[(i + 1) % circle.count].talent
        guard let to = pair(move.talent, move.mentor), pairOf[move.talent] >= 0,
          to > pairOf[move.talent], teams.worstTalent(of: move.mentor) == rival,
          teams.takes(to)
        else { return nil }
        let from = pairOf[move.talent]
        ends.append((from, to))
        if let last = teams.lastRotation(at: market.mentor(of: from)) { before.insert(last) }
        for p in (from + 1)..<to where market.places[market.mentor(of: p)] > 0 {
          guard let passed = teams.rotationThatRefuses(p) else { return nil }
          if passed >= 0 { before.insert(passed) }
        }
      }
      guard Set(circle.map(\.talent)).count == circle.count, circle.count > 1 else { return nil }
      for end in ends { pairOf[market.talent(of: end.from)] = end.to }
      teams.exchange(ends, pairOf, by: r)
      moves.append(ends)
      earlier.append(before.sorted())
    }
    if problem.allowsExchangeForMentors(matching(pairOf)) { return nil }
  }

  /// Whether rotation `i` cannot be carried out before `j`, by one of the two reasons.
  func needs(_ i: Int, _ j: Int) -> Bool {
    guard earlier.indices.contains(i) else { return false }
    return earlier[i].contains(j)
  }
}

/// Each full mentor's worst talent along the walk.
private struct TeamHistory {
  private let market: PairingMarket
  /// Where each full mentor's worst pair stands on his list; `nil` for a mentor with a free place.
  private var worst: [Int?]
  /// For each mentor the rotations at him with the rank of his worst talent from then on, the start as −1.
  private var ranks: [[(rotation: Int, rank: Int32)]]

  init(_ market: PairingMarket, _ pairOf: [Int]) {
    self.market = market
    var load = [Int](repeating: 0, count: market.mentorCount)
    for p in pairOf where p >= 0 { load[market.mentor(of: p)] += 1 }
    worst = []
    ranks = []
    for m in 0..<market.mentorCount {
      let list = market.pairs(ofMentor: m)
      let isFull = load[m] > 0 && load[m] == market.places[m]
      let place = isFull ? list.lastIndex { pairOf[market.talent(of: Int($0))] == Int($0) } : nil
      worst.append(place)
      ranks.append(place.map { [(-1, market.mentorRank[Int(market.pairsOfMentors[$0])])] } ?? [])
    }
  }

  func worstTalent(of m: Int) -> Int? {
    worst[m].map { market.talent(of: Int(market.pairsOfMentors[$0])) }
  }

  /// Whether the mentor of a pair is full and would rather have its talent than his worst.
  func takes(_ p: Int) -> Bool {
    ranks[market.mentor(of: p)].last.map { market.mentorRank[p] < $0.rank } ?? false
  }

  func lastRotation(at m: Int) -> Int? {
    ranks[m].last.flatMap { $0.rotation < 0 ? nil : $0.rotation }
  }

  /// The rotation after which the mentor of a pair has only better people; −1 if he began so, `nil` if
  /// he would still take the talent.
  func rotationThatRefuses(_ p: Int) -> Int? {
    let history = ranks[market.mentor(of: p)]
    guard let last = history.last, last.rank < market.mentorRank[p] else { return nil }
    var (low, high) = (0, history.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if history[middle].rank < market.mentorRank[p] { high = middle } else { low = middle + 1 }
    }
    return history[low].rotation
  }

  mutating func exchange(_ ends: [(from: Int, to: Int)], _ pairOf: [Int], by rotation: Int) {
    for end in ends {
      let m = market.mentor(of: end.to)
      guard var place = worst[m] else { continue }
      while pairOf[market.talent(of: Int(market.pairsOfMentors[place]))]
        != Int(market.pairsOfMentors[place])
      { place -= 1 }
      worst[m] = place
      ranks[m].append((rotation, market.mentorRank[Int(market.pairsOfMentors[place])]))
    }
  }
}
