internal import MentorMatching

extension PairingProblem {
  /// For every talent what he obtained and, for each wish above it, why not.
  ///
  /// - Precondition: `matching` breaks no rule except stability.
  /// - Complexity: O(size of the lists).
  func wishReports(for matching: Matching) -> [WishReport] {
    let rankOf = MentorLists(self)
    let worst = worstRanks(of: matching, rankOf)
    var load = [Int](repeating: 0, count: mentorCount)
    for m in matching.mentorOfTalent { if let m { load[m] += 1 } }

    return (0..<talentCount).map { t in
      if keptMentor[t] != nil { return WishReport(talent: t, rank: nil, isKept: true, missed: []) }
      let own = matching.mentorOfTalent[t]
      var missed: [WishReport.Wish] = []
      var obtained: Int?
      for (k, tier) in talentWishes[t].enumerated() {
        if let own, tier.contains(own) {
          obtained = k + 1
          break
        }
        for m in tier {
          let reason = reason(
            mentor: m, talent: t, standing: rankOf.rank(mentor: m, talent: t),
            isFull: load[m] >= draft.mentors[m].capacity, worst: worst[m])
          missed.append(WishReport.Wish(mentor: m, rank: k + 1, reason: reason))
        }
      }
      return WishReport(talent: t, rank: obtained, isKept: false, missed: missed)
    }
  }

  private func reason(
    mentor m: Int, talent t: Int, standing: Int?, isFull: Bool, worst: Int
  ) -> WishReport.Reason {
    if recused.contains(PairKey(mentor: m, talent: t)) { return .recused }
    guard let standing else { return .notListed }
    if market.places[m] == 0 { return .noPlaces }
    if !isFull || worst > standing { return .blocked(standing: standing) }
    return .filled(places: market.places[m], lastRank: worst, standing: standing)
  }

  private func worstRanks(of matching: Matching, _ rankOf: MentorLists) -> [Int] {
    var worst = [Int](repeating: 0, count: mentorCount)
    for (t, m) in matching.mentorOfTalent.enumerated() where keptMentor[t] == nil {
      if let m, let rank = rankOf.rank(mentor: m, talent: t) { worst[m] = max(worst[m], rank) }
    }
    return worst
  }
}

/// Ranks on the mentors' lists, also of talents who did not list the mentor in return.
private struct MentorLists {
  private var entries: [[(talent: Int, rank: Int)]]

  init(_ problem: PairingProblem) {
    entries = problem.mentorWishes.map { tiers in
      tiers.enumerated().flatMap { k, tier in tier.map { (talent: $0, rank: k + 1) } }
        .sorted { $0.talent < $1.talent }
    }
  }

  func rank(mentor m: Int, talent t: Int) -> Int? {
    let list = entries[m]
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].talent < t { low = middle + 1 } else { high = middle }
    }
    return low < list.count && list[low].talent == t ? list[low].rank : nil
  }
}
