public import Diagnostics

/// What a pairing round asks for.
public enum PairingRule: String, Codable, Hashable, Sendable, CaseIterable {
  /// Talents propose: with strict lists no stable matching serves any talent better. Ties are broken
  /// by the order of the lists.
  case talent
  /// Mentors propose: with strict lists no stable matching serves any mentor better.
  case mentor
  /// The stable matching whose ranks, both sides added up, are smallest.
  case egalitarian
  /// The stable matching whose worst rank is smallest, then egalitarian.
  case regret
  /// The stable matching of the largest total score.
  case weighted
  /// The largest total score whether stable or not, for comparison; blocking pairs are counted.
  case maximum
  /// The stable matching with most pairs, then with the smallest sum of the talents' ranks.
  case largest

  /// The goals in order of importance.
  public var goals: [PairingGoal] {
    switch self {
    case .talent, .largest: [.size, .talentRanks]
    case .mentor: [.size, .mentorRanks]
    case .egalitarian: [.size, .egalitarian]
    case .regret: [.size, .regret, .egalitarian]
    case .weighted: [.weight, .size]
    case .maximum: [.weight, .size, .egalitarian]
    }
  }

  /// Whether the answer must be stable.
  public var demandsStability: Bool { self != .maximum }

  /// Short name for tables.
  public var title: Bilingual {
    switch self {
    case .talent: Bilingual(zh: "人才最优", en: "talent-optimal")
    case .mentor: Bilingual(zh: "导师最优", en: "mentor-optimal")
    case .egalitarian: Bilingual(zh: "名次总和最小", en: "egalitarian")
    case .regret: Bilingual(zh: "最差名次最好", en: "minimum regret")
    case .weighted: Bilingual(zh: "评分最高的稳定结对", en: "largest score, stable")
    case .maximum: Bilingual(zh: "评分最高（不求稳定）", en: "largest score, not stable")
    case .largest: Bilingual(zh: "结对最多", en: "most pairs")
    }
  }
}

/// A goal of a pairing rule. Kept pairs count in none of them.
public enum PairingGoal: String, Codable, Hashable, Sendable, CaseIterable {
  /// Number of pairs made; larger is better.
  case size
  /// Sum over the pairs of the talent's rank of the mentor.
  case talentRanks
  /// Sum over the pairs of the mentor's rank of the talent.
  case mentorRanks
  /// Sum over the pairs of both ranks.
  case egalitarian
  /// Largest rank of any pair, either side; 0 without a pair.
  case regret
  /// Sum over the pairs of their scores; larger is better.
  case weight

  /// Whether smaller is better.
  public var isMinimized: Bool { self != .size && self != .weight }

  /// Name for tables.
  public var title: Bilingual {
    switch self {
    case .size: Bilingual(zh: "结对数", en: "pairs")
    case .talentRanks: Bilingual(zh: "人才名次之和", en: "sum of talents' ranks")
    case .mentorRanks: Bilingual(zh: "导师名次之和", en: "sum of mentors' ranks")
    case .egalitarian: Bilingual(zh: "双方名次之和", en: "sum of both sides' ranks")
    case .regret: Bilingual(zh: "最差名次", en: "worst rank")
    case .weight: Bilingual(zh: "总评分", en: "total score")
    }
  }
}
