/// A wish about which a round is asked: a talent, a mentor, and the mentor's project if the wish names one.
struct AskedWish: Hashable, Sendable {
  let talent: Int
  let mentor: Int
  let project: Int?
}

extension PairingProblem {
  /// This round with one wish worth a point and all others worth none, everybody's lists and limits as they
  /// are. Whether some stable matching grants the wish is then a question of the largest score.
  ///
  /// - Parameters:
  ///   - t: The talent.
  ///   - m: The mentor.
  ///   - project: The project that the wish names; `nil` for the mentor himself.
  /// - Returns: The round that asks.
  /// - Complexity: O(size of the lists).
  package func worthOnly(talent t: Int, mentor m: Int, project: Int?) -> PairingProblem {
    var asked = self
    asked.askedWish = AskedWish(talent: t, mentor: m, project: project)
    let scores = ScoreTable([(m, t, 1)], talentCount: talentCount)
    asked.scores = scores
    asked.market = PairingMarket(
      capacities: draft.mentors.map(\.capacity), mentorWishes: mentorWishes,
      talentWishes: talentWishes, keptMentor: keptMentor, recused: recused, scores: scores,
      previousMentor: previousMentor)
    return asked
  }

  /// This round with the marked pairs of its market alone counting in `weight` or `stays`, all else as it is.
  /// Whether some matching as good holds one of them is then a question of that goal.
  ///
  /// - Precondition: `isMarked` has one entry for each pair, and `goal` is `weight` or `stays`.
  /// - Complexity: O(pairs).
  package func counting(_ isMarked: [Bool], as goal: PairingGoal) -> PairingProblem {
    var asked = self
    asked.market = market.counting(isMarked, as: goal)
    return asked
  }

  /// The round with everybody's list written out, also those that come from scores, and with a talent
  /// alone on a mentor's list just before whoever stands at `rank` there now.
  ///
  /// - Parameters:
  ///   - t: The talent.
  ///   - rank: The rank before which he is put.
  ///   - m: The mentor.
  /// - Returns: The round.
  /// - Precondition: `rank` is one of the list's, and the talent stands there or behind it.
  /// - Complexity: O(size of the lists).
  package func draft(listing t: Int, before rank: Int, onListOf m: Int) -> PairingDraft {
    var draft = writtenDraft
    var tiers = mentorWishes[m].map { tier in tier.filter { $0 != t } }
    tiers.insert([t], at: min(max(rank - 1, 0), tiers.count))
    draft.mentors[m].wishes = WishList(
      tiers.filter { !$0.isEmpty }.map { $0.map { draft.talents[$0].id } })
    return draft
  }

  /// The draft without lists that come from scores: they are written out.
  private var writtenDraft: PairingDraft {
    guard draft.listsFromScores else { return draft }
    var draft = draft
    draft.listsFromScores = false
    for m in draft.mentors.indices where draft.mentors[m].wishes.namesNobody {
      draft.mentors[m].wishes = WishList(
        mentorWishes[m].map { $0.map { draft.talents[$0].id } })
    }
    for t in draft.talents.indices where draft.talents[t].wishes.namesNobody {
      draft.talents[t].wishes = WishList(
        talentWishes[t].map { $0.map { draft.mentors[$0].id } })
    }
    return draft
  }
}
