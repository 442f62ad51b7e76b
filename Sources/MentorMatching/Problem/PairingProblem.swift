public import Diagnostics

/// A mentor and a talent by their dense indices.
public struct PairKey: Codable, Hashable, Sendable {
  /// Position among the mentors.
  public let mentor: Int
  /// Position among the talents.
  public let talent: Int

  /// A pair, acceptable or not.
  public init(mentor: Int, talent: Int) {
    self.mentor = mentor
    self.talent = talent
  }
}

/// A checked pairing round: two-sided ranked lists with ties, places, recusals and pairs that stay.
///
/// Mentors and talents are known by their position in the draft's lists. A pair is *acceptable* when
/// each is on the other's list and the two are not recused. Ranks count from 1, a tied tier is one
/// rank, gaps count for nothing, and a rank is that of the list as written: a wish that cannot come
/// true (not listed in return, recused) keeps its rank.
///
/// Kept pairs (running or forced) are outside the market: their talents look for nobody and their
/// places are taken.
public struct PairingProblem: Hashable, Sendable {
  /// The round as written.
  public let draft: PairingDraft
  /// Each mentor's tiers of talents without gaps, recusals and missing returns left in.
  public let mentorWishes: RankedLists
  /// Each talent's tiers of mentors without gaps, recusals and missing returns left in.
  public let talentWishes: RankedLists
  /// Each talent's tiers of mentors and projects; `nil` where the draft has no project.
  let projectChoices: [[[Choice]]]?
  /// Whether talents name projects, or quotas limit more than one mentor: then contracts and classes
  /// describe the round, and the market's pairs do not.
  public let hasClasses: Bool
  /// For each talent the mentor who keeps him; `nil` for a talent of the market.
  public let keptMentor: [Int?]
  /// For each kept talent the project of the pair; `nil` without one.
  public let keptProject: [Int?]
  /// For each talent the mentor of the earlier result, the one to change least from; `nil` without.
  public let previousMentor: [Int?]
  /// For each talent the project of that pair, if its mentor still leads it; `nil` without.
  public let previousProject: [Int?]
  /// Recused pairs.
  public let recused: Set<PairKey>
  /// Scores of pairs; `nil` if the draft has no score at all.
  public internal(set) var scores: ScoreTable?
  /// Acceptable pairs of the market on flat arrays.
  public internal(set) var market: PairingMarket
  /// Each mentor's ranks looked up from the talents' side, for the checks of an answer.
  package let listing: ListingRanks
  /// The wish that alone is worth a point, in a round that asks for its stable matchings; `nil` otherwise.
  var askedWish: AskedWish?

  /// Checks a round.
  ///
  /// - Throws: Every fault at once.
  /// - Complexity: O(size of the draft).
  public init(validating draft: PairingDraft) throws(Faults) {
    var search = PairingFaultSearch(draft: draft)
    search.run()
    try search.faults.throwIfAny()
    self.draft = draft
    let (mentors, talents) = (search.mentors, search.talents)
    let choices = draft.projects.isEmpty ? nil : Self.choices(draft, mentors: mentors)
    projectChoices = choices
    hasClasses =
      !draft.quotas.isEmpty
      || (choices ?? []).contains { $0.contains { $0.contains { $0.project != nil } } }
    talentWishes =
      choices.map(Self.mentors(of:)) ?? Self.talentWishes(draft, mentors: mentors)
    mentorWishes = Self.mentorWishes(draft, talents: talents)
    recused = Self.recusedPairs(draft, mentors: mentors, talents: talents)

    var keptMentor = [Int?](repeating: nil, count: draft.talents.count)
    var keptProject = keptMentor
    let projects = Self.positions(of: draft.projects.map(\.id))
    for pair in draft.kept {
      guard let m = mentors[pair.mentor], let t = talents[pair.talent] else { continue }
      keptMentor[t] = m
      keptProject[t] = pair.project.flatMap { projects[$0] }
    }
    self.keptMentor = keptMentor
    self.keptProject = keptProject
    var previousMentor = [Int?](repeating: nil, count: draft.talents.count)
    var previousProject = previousMentor
    for pair in draft.previous {
      guard let t = talents[pair.talent] else { continue }
      previousMentor[t] = mentors[pair.mentor]
      previousProject[t] = pair.project.flatMap { projects[$0] }.flatMap {
        draft.projects[$0].mentor == pair.mentor ? $0 : nil
      }
    }
    self.previousMentor = previousMentor
    self.previousProject = previousProject

    if draft.scores.isEmpty {
      scores = nil
    } else {
      scores = ScoreTable(
        draft.scores.compactMap { score in
          guard let m = mentors[score.mentor], let t = talents[score.talent] else { return nil }
          return (m, t, score.points)
        }, talentCount: draft.talents.count)
    }
    market = PairingMarket(
      capacities: draft.mentors.map(\.capacity), mentorWishes: mentorWishes,
      talentWishes: talentWishes, keptMentor: keptMentor, recused: recused, scores: scores,
      previousMentor: previousMentor)
    listing = ListingRanks(mentorWishes, talentCount: draft.talents.count)
  }

  /// Number of mentors.
  public var mentorCount: Int { draft.mentors.count }
  /// Number of talents, kept ones included.
  public var talentCount: Int { draft.talents.count }

  /// Whether no acceptable pair of the market is tied with another on either list.
  public var isStrict: Bool { market.isStrict }

  /// The rule that is used when none is asked for: `talent` with strict lists, otherwise `largest`.
  public var defaultRule: PairingRule { isStrict ? .talent : .largest }

  /// Position of the mentor with staff number `id`.
  ///
  /// - Complexity: O(mentors).
  public func mentorIndex(of id: String) -> Int? { draft.mentors.firstIndex { $0.id == id } }

  /// Position of the talent with staff number `id`.
  ///
  /// - Complexity: O(talents).
  public func talentIndex(of id: String) -> Int? { draft.talents.firstIndex { $0.id == id } }

  static func positions(of ids: [String]) -> [String: Int] {
    var table: [String: Int] = [:]
    table.reserveCapacity(ids.count)
    for (i, id) in ids.enumerated() { table[id] = i }
    return table
  }

  /// Every pair that a recusal forbids. Somebody may be a mentor and a talent at once.
  static func recusedPairs(
    _ draft: PairingDraft, mentors: [String: Int], talents: [String: Int]
  ) -> Set<PairKey> {
    var pairs: Set<PairKey> = []
    for recusal in draft.recusals {
      for (a, b) in [(recusal.first, recusal.second), (recusal.second, recusal.first)] {
        if let m = mentors[a], let t = talents[b] { pairs.insert(PairKey(mentor: m, talent: t)) }
      }
    }
    return pairs
  }
}
