internal import MentorMatching

extension PairingProblem {
  /// Largest rank of any pair, either side; 0 without one.
  func worstRank(of pairOfTalent: [Int32]) -> Int {
    pairOfTalent.reduce(0) { worst, p in
      p < 0 ? worst : max(worst, Int(max(market.talentRank[Int(p)], market.mentorRank[Int(p)])))
    }
  }

  /// Whether nobody would rather have one another, on the market's full lists.
  ///
  /// - Complexity: O(pairs).
  func isStable(_ pairOfTalent: [Int32]) -> Bool {
    var load = [Int](repeating: 0, count: mentorCount)
    var worst = [Int32](repeating: 0, count: mentorCount)
    for p in pairOfTalent where p >= 0 {
      let m = market.mentor(of: Int(p))
      load[m] += 1
      worst[m] = max(worst[m], market.mentorRank[Int(p)])
    }
    for m in 0..<mentorCount where load[m] > market.places[m] { return false }
    return (0..<market.pairCount).allSatisfy { p in
      let held = pairOfTalent[market.talent(of: p)]
      if held >= 0, market.talentRank[Int(held)] <= market.talentRank[p] { return true }
      let m = market.mentor(of: p)
      return market.places[m] == 0
        || (load[m] == market.places[m] && worst[m] <= market.mentorRank[p])
    }
  }
}
