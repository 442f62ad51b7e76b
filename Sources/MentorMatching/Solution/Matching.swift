/// Who learns with whom: for each talent at most one mentor. Kept pairs are part of it.
public struct Matching: Codable, Hashable, Sendable {
  /// Position of each talent's mentor; `nil` for a talent without one.
  public let mentorOfTalent: [Int?]
  /// Position of each talent's project where talents name projects; `nil` in other rounds.
  public let projectOfTalent: [Int?]?

  /// A matching, to be checked against its problem.
  public init(mentorOfTalent: [Int?], projectOfTalent: [Int?]? = nil) {
    self.mentorOfTalent = mentorOfTalent
    self.projectOfTalent = projectOfTalent
  }

  /// Number of pairs, kept ones included.
  public var pairCount: Int { mentorOfTalent.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }

  /// Number of talents of each mentor.
  ///
  /// - Precondition: Every mentor's position is below `mentorCount`.
  public func loads(mentorCount: Int) -> [Int] {
    var loads = [Int](repeating: 0, count: mentorCount)
    for m in mentorOfTalent { if let m { loads[m] += 1 } }
    return loads
  }

  /// Talents of each mentor, in the order of the talents.
  ///
  /// - Precondition: Every mentor's position is below `mentorCount`.
  public func talentsOfMentors(mentorCount: Int) -> [[Int]] {
    var lists = [[Int]](repeating: [], count: mentorCount)
    for (t, m) in mentorOfTalent.enumerated() { if let m { lists[m].append(t) } }
    return lists
  }
}

/// A mentor and a talent who would rather have one another than what they got.
public struct BlockingPair: Codable, Hashable, Sendable {
  /// Position of the mentor.
  public let mentor: Int
  /// Position of the talent.
  public let talent: Int
  /// The talent's rank of the mentor.
  public let talentRank: Int
  /// The mentor's rank of the talent.
  public let mentorRank: Int

  /// A blocking pair.
  public init(mentor: Int, talent: Int, talentRank: Int, mentorRank: Int) {
    self.mentor = mentor
    self.talent = talent
    self.talentRank = talentRank
    self.mentorRank = mentorRank
  }
}
