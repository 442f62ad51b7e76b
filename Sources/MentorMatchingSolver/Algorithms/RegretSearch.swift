internal import MentorMatching

extension PairingProblem {
  /// The stable matching of smallest worst rank on strict lists, as the pair of each talent.
  ///
  /// A matching with no rank beyond *r* is looked for by deferred acceptance on shortened lists: a
  /// talent who has a mentor in every stable matching drops whom he ranks beyond *r*, and so does a
  /// mentor who is full in every one. Whoever is left over keeps his list, because he may still
  /// block. If some stable matching keeps to *r*, it is stable on the shortened lists, so these give
  /// the same people the same loads, and then nobody who dropped a pair can block with it.
  ///
  /// - Parameter talentOptimal: The talent-optimal stable matching.
  /// - Returns: The matching with its worst rank.
  /// - Complexity: O(pairs · log places · log ranks).
  func leastRegret(talentOptimal: [Int32]) -> (pairs: [Int32], regret: Int) {
    let orders = StrictOrders(asWrittenIn: market)
    var load = [Int](repeating: 0, count: mentorCount)
    for pair in talentOptimal where pair >= 0 { load[market.mentor(of: Int(pair))] += 1 }

    func attempt(_ limit: Int) -> [Int32]? {
      let remains = (0..<market.pairCount).map { p in
        let drops =
          (talentOptimal[market.talent(of: p)] >= 0 && Int(market.talentRank[p]) > limit)
          || (load[market.mentor(of: p)] == market.places[market.mentor(of: p)]
            && Int(market.mentorRank[p]) > limit)
        return !drops
      }
      let pairs = talentsPropose(market, among: remains, orders: orders)
      return worstRank(of: pairs) <= limit && isStable(pairs) ? pairs : nil
    }

    var best = talentOptimal
    var (low, high) = (1, worstRank(of: talentOptimal))
    while low < high {
      let middle = (low + high) / 2
      if let found = attempt(middle) {
        best = found
        high = worstRank(of: found)
      } else {
        low = middle + 1
      }
    }
    return (best, worstRank(of: best))
  }

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
