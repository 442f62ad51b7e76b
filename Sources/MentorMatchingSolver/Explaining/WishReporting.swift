internal import MentorMatching

extension PairingProblem {
  /// For every talent what he obtained and, for each wish above it, why not.
  ///
  /// - Precondition: `matching` breaks no rule except stability.
  /// - Complexity: O(size of the lists).
  func wishReports(for matching: Matching) -> [WishReport] {
    var load = [Int](repeating: 0, count: mentorCount)
    var worst = load
    let capacity = draft.mentors.map(\.capacity)
    for (t, m) in matching.mentorOfTalent.enumerated() {
      guard let m else { continue }
      load[m] += 1
      if keptMentor[t] == nil, let rank = listing.rank(ofTalent: t, byMentor: m) {
        worst[m] = max(worst[m], rank)
      }
    }
    return (0..<talentCount).map { t in
      if keptMentor[t] != nil { return WishReport(talent: t, rank: nil, isKept: true, missed: []) }
      let obtained = matching.mentorOfTalent[t].flatMap { talentWishes.rank(of: $0, by: t) }
      let missed = talentWishes.entries(of: t)
        .prefix { e in obtained.map { talentWishes.rank[e] < $0 } ?? true }
        .map { e in
          let m = Int(talentWishes.person[e])
          let reason = reason(
            mentor: m, talent: t, isFull: load[m] >= capacity[m], worst: worst[m])
          return WishReport.Wish(mentor: m, rank: Int(talentWishes.rank[e]), reason: reason)
        }
      return WishReport(talent: t, rank: obtained, isKept: false, missed: missed)
    }
  }

  private func reason(
    mentor m: Int, talent t: Int, isFull: Bool, worst: Int
  ) -> WishReport.Reason {
    if !recused.isEmpty, recused.contains(PairKey(mentor: m, talent: t)) { return .recused }
    guard let standing = listing.rank(ofTalent: t, byMentor: m) else { return .notListed }
    if market.places[m] == 0 { return .noPlaces }
    if !isFull || worst > standing { return .blocked(standing: standing) }
    return .filled(places: market.places[m], lastRank: worst, standing: standing)
  }
}
