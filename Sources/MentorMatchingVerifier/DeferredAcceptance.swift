internal import MentorMatching

extension PairingProblem {
  /// For each talent the best mentor that any stable matching gives him, by deferred acceptance with
  /// talents proposing (Gale & Shapley 1962); kept pairs as they are.
  ///
  /// Without ties every stable matching has as many pairs as this one (Roth 1986, doi:10.2307/1913160).
  ///
  /// - Returns: `nil` if somebody has two pairs of one rank, or the round has projects or quotas.
  /// - Complexity: O(pairs · (places of one mentor + log of the mentors who list one talent)).
  var bestOfStrictLists: [Int?]? {
    if hasClasses { return nil }
    var places = draft.mentors.map(\.capacity)
    for m in keptMentor { if let m { places[m] -= 1 } }
    // The mentor's rank of each of the talents' wishes; 0 for a pair that cannot be made.
    var ranks = [Int32](repeating: 0, count: talentWishes.person.count)
    var isTaken = [Bool](repeating: false, count: mentorWishes.person.count)
    for t in keptMentor.indices where keptMentor[t] == nil {
      var last = Int32(0)
      for e in talentWishes.entries(of: t) {
        let m = Int(talentWishes.person[e])
        guard let rank = listing.rank(ofTalent: t, byMentor: m),
          recused.isEmpty || !recused.contains(PairKey(mentor: m, talent: t))
        else { continue }
        let slot = Int(mentorWishes.first[m]) + rank - 1
        if talentWishes.rank[e] == last || isTaken[slot] { return nil }
        (ranks[e], isTaken[slot], last) = (Int32(rank), true, talentWishes.rank[e])
      }
    }
    var teams = places.map { _ in [(rank: Int32, talent: Int)]() }
    var (best, next) = (keptMentor, talentWishes.first)
    for t in best.indices where best[t] == nil {
      var asking: Int? = t
      while let t = asking, next[t] < talentWishes.first[t + 1] {
        let e = Int(next[t])
        next[t] += 1
        if ranks[e] == 0 { continue }
        let m = Int(talentWishes.person[e])
        teams[m].append((ranks[e], t))
        best[t] = m
        let worst = teams[m].indices.max { teams[m][$0].rank < teams[m][$1].rank }
        asking = teams[m].count > places[m] ? worst.map { teams[m].remove(at: $0).talent } : nil
        if let refused = asking { best[refused] = nil }
      }
    }
    return best
  }
}
