extension PairingProblem {
  /// Whether some exchange among the talents of a stable matching serves all who take part better
  /// and leaves it stable; if there is none, no stable matching serves any talent better.
  ///
  /// Only with strict lists. Let each full mentor *m* look down his list below his worst talent for
  /// the first one who would rather be with him. If that one is without a mentor, *m* can take
  /// nobody worse; otherwise *m* points at that one's mentor. A cycle of pointers is an exchange: each
  /// mentor takes the talent he found and gives up the one that is found at him. Nobody in between
  /// wants to come, so the result is stable. Conversely, in a better stable matching every mentor
  /// whose talents differ has one of the others below his worst (Gusfield & Irving 1989, §1.6.5), so
  /// he points, and he points at a mentor whose talents differ too; hence there is a cycle.
  ///
  /// - Precondition: `matching` is stable, and the lists are strict.
  /// - Complexity: O(pairs of the market).
  func allowsExchangeForTalents(_ matching: Matching) -> Bool {
    let position = MatchedPositions(self, matching)
    let pointers = (0..<mentorCount).map { m -> Int? in
      guard position.load[m] == market.places[m], market.places[m] > 0 else { return nil }
      let found = market.pairs(ofMentor: m).first { p in
        let t = Int(market.talentOfPair[Int(p)])
        return Int(market.mentorRank[Int(p)]) > position.worstRank[m]
          && Int(market.talentRank[Int(p)]) < position.talentRank[t]
      }
      return found.flatMap { matching.mentorOfTalent[Int(market.talentOfPair[Int($0)])] }
    }
    return hasCycle(pointers)
  }

  /// Whether some exchange serves mentors better and leaves the matching stable; if there is none, no
  /// stable matching serves any mentor better.
  ///
  /// Only with strict lists. Let each talent look down his list below his mentor for the first one
  /// who would rather have him than his worst talent. If that one has a free place, the talent can
  /// go no lower; otherwise he points at that worst talent. A cycle of pointers is a rotation, and
  /// without one the matching is best for the mentors (Gusfield & Irving 1989, §2.5).
  ///
  /// - Precondition: `matching` is stable, and the lists are strict.
  /// - Complexity: O(pairs of the market).
  func allowsExchangeForMentors(_ matching: Matching) -> Bool {
    let position = MatchedPositions(self, matching)
    let pointers = (0..<talentCount).map { t -> Int? in
      guard keptMentor[t] == nil, matching.mentorOfTalent[t] != nil else { return nil }
      let found = market.pairs(ofTalent: t).first { p in
        let m = Int(market.mentorOfPair[p])
        let isFull = position.load[m] >= market.places[m]
        return market.places[m] > 0 && Int(market.talentRank[p]) > position.talentRank[t]
          && (!isFull || Int(market.mentorRank[p]) < position.worstRank[m])
      }
      guard let found else { return nil }
      let m = Int(market.mentorOfPair[found])
      return position.load[m] >= market.places[m] ? position.worstTalent[m] : nil
    }
    return hasCycle(pointers)
  }
}

/// Ranks and loads of a matching in the market.
private struct MatchedPositions {
  /// Talents of the market with each mentor.
  var load: [Int]
  /// Rank of each mentor's worst talent; 0 without one.
  var worstRank: [Int]
  /// Each mentor's worst talent.
  var worstTalent: [Int?]
  /// Rank that each talent obtained; `Int.max` without a mentor.
  var talentRank: [Int]

  init(_ problem: PairingProblem, _ matching: Matching) {
    load = [Int](repeating: 0, count: problem.mentorCount)
    worstRank = load
    worstTalent = [Int?](repeating: nil, count: problem.mentorCount)
    talentRank = [Int](repeating: .max, count: problem.talentCount)
    let market = problem.market
    for p in 0..<market.pairCount {
      let (t, m) = (Int(market.talentOfPair[p]), Int(market.mentorOfPair[p]))
      guard matching.mentorOfTalent[t] == m else { continue }
      load[m] += 1
      talentRank[t] = Int(market.talentRank[p])
      if Int(market.mentorRank[p]) > worstRank[m] {
        worstRank[m] = Int(market.mentorRank[p])
        worstTalent[m] = t
      }
    }
  }
}

/// Whether following the pointers leads round in a circle somewhere.
private func hasCycle(_ pointers: [Int?]) -> Bool {
  // 0 for unseen, otherwise the walk that came first.
  var walk = [Int](repeating: 0, count: pointers.count)
  for start in pointers.indices where walk[start] == 0 {
    var here: Int? = start
    while let i = here, walk[i] == 0 {
      walk[i] = start + 1
      here = pointers[i]
    }
    if let i = here, walk[i] == start + 1 { return true }
  }
  return false
}
