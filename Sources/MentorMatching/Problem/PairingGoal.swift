public import Diagnostics

/// A goal of a pairing rule. Kept pairs count in none of them.
public enum PairingGoal: Hashable, Sendable {
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
  /// Number of talents who obtain the rank; larger is better.
  case most(rank: Int)
  /// Number of talents who obtain the rank; smaller is better.
  case fewest(rank: Int)
  /// Number of times that a pair has the rank, on either side; larger is better.
  case mostOfBoth(rank: Int)
  /// Number of times that a pair has the rank, on either side; smaller is better.
  case fewestOfBoth(rank: Int)
  /// Difference between the sums of the talents' and of the mentors' ranks, without sign.
  case imbalance
  /// Number of pairs of the earlier result that are made again; larger is better.
  case stays
  /// Number of pairs who would rather have one another.
  case blocking
  /// Largest difference between a mentor's talents and his target.
  case worstLoadGap
  /// Sum of the differences between mentors' talents and their targets.
  case totalLoadGap

  /// Whether smaller is better.
  public var isMinimized: Bool {
    switch self {
    case .size, .weight, .most, .mostOfBoth, .stays: false
    case .talentRanks, .mentorRanks, .egalitarian, .regret, .fewest, .fewestOfBoth, .imbalance,
      .blocking, .worstLoadGap, .totalLoadGap:
      true
    }
  }

  /// Whether the goal adds up pair by pair.
  public var isSum: Bool {
    switch self {
    case .regret, .imbalance, .blocking, .worstLoadGap, .totalLoadGap: false
    default: true
    }
  }

  /// Whether only contracts and classes tell the value.
  var countsContracts: Bool {
    self == .blocking || self == .worstLoadGap || self == .totalLoadGap
  }

  /// Name for tables.
  public var title: Bilingual {
    switch self {
    case .size: Bilingual(zh: "结对数", en: "pairs")
    case .talentRanks: Bilingual(zh: "人才名次之和", en: "sum of talents' ranks")
    case .mentorRanks: Bilingual(zh: "导师名次之和", en: "sum of mentors' ranks")
    case .egalitarian: Bilingual(zh: "双方名次之和", en: "sum of both sides' ranks")
    case .regret: Bilingual(zh: "最差名次", en: "worst rank")
    case .weight: Bilingual(zh: "总评分", en: "total score")
    case .most(let rank), .fewest(let rank):
      Bilingual(zh: "获第 \(rank) 志愿的人才", en: "talents with wish \(rank)")
    case .mostOfBoth(let rank), .fewestOfBoth(let rank):
      Bilingual(zh: "双方获第 \(rank) 位的次数", en: "rank \(rank) on either side")
    case .imbalance: Bilingual(zh: "双方名次之差", en: "difference of the sides' ranks")
    case .blocking: Bilingual(zh: "更愿改配的对数", en: "blocking pairs")
    case .worstLoadGap: Bilingual(zh: "与目标人数的最大差", en: "largest difference from a target")
    case .totalLoadGap: Bilingual(zh: "与目标人数的差之和", en: "sum of differences from targets")
    case .stays: Bilingual(zh: "保持不变的对数", en: "pairs that stay")
    }
  }
}

extension PairingGoal: RawRepresentable, Codable {
  private static let plain: [PairingGoal] = [
    .size, .talentRanks, .mentorRanks, .egalitarian, .regret, .weight, .imbalance, .stays,
    .blocking, .worstLoadGap, .totalLoadGap,
  ]

  /// The goal of a name such as `size` or `most-2`.
  public init?(rawValue: String) {
    if let goal = Self.plain.first(where: { $0.rawValue == rawValue }) {
      self = goal
      return
    }
    guard let dash = rawValue.lastIndex(of: "-"),
      let rank = Int(rawValue[rawValue.index(after: dash)...]), rank >= 1
    else { return nil }
    switch rawValue[..<dash] {
    case "most": self = .most(rank: rank)
    case "fewest": self = .fewest(rank: rank)
    case "most-both": self = .mostOfBoth(rank: rank)
    case "fewest-both": self = .fewestOfBoth(rank: rank)
    default: return nil
    }
    guard self.rawValue == rawValue else { return nil }
  }

  /// The name in files.
  public var rawValue: String {
    switch self {
    case .size: "size"
    case .talentRanks: "talentRanks"
    case .mentorRanks: "mentorRanks"
    case .egalitarian: "egalitarian"
    case .regret: "regret"
    case .weight: "weight"
    case .most(let rank): "most-\(rank)"
    case .fewest(let rank): "fewest-\(rank)"
    case .mostOfBoth(let rank): "most-both-\(rank)"
    case .fewestOfBoth(let rank): "fewest-both-\(rank)"
    case .imbalance: "imbalance"
    case .stays: "stays"
    case .blocking: "blocking"
    case .worstLoadGap: "worstLoadGap"
    case .totalLoadGap: "totalLoadGap"
    }
  }
}

extension PairingProblem {
  /// The goals of a rule in order of importance.
  ///
  /// A rule that would rather have fewer pairs (sums of ranks, last wishes) counts the pairs first. Without
  /// an earlier result `leastChange` asks for nothing.
  ///
  /// - Complexity: O(pairs).
  public func goals(of rule: PairingRule) -> [PairingGoal] {
    switch rule {
    case .talent, .largest: return [.size, .talentRanks]
    case .mentor: return [.size, .mentorRanks]
    case .egalitarian: return [.size, .egalitarian]
    case .regret: return [.size, .regret, .egalitarian]
    case .weighted: return [.weight, .size]
    case .maximum: return [.weight, .size, .egalitarian]
    case .rankMaximal, .rankMaximalBoth: return ownGoals(of: rule)
    case .generous, .generousBoth, .sexEqual, .centre, .leastChange:
      return [.size] + ownGoals(of: rule)
    case .any: return [.size]
    case .fewestBlocking: return [.blocking, .size]
    case .balanced: return [.size] + ownGoals(of: rule)
    case .ordered(let rules):
      var goals: [PairingGoal] = []
      for goal in rules.flatMap(ownGoals(of:)) where !goals.contains(goal) { goals.append(goal) }
      let countsPairs =
        goals.contains(.size) || goals.first == .blocking || !(goals.first?.isMinimized ?? true)
      return countsPairs ? goals : [.size] + goals
    }
  }

  /// The goal that a rule is named for, of a combination's first rule: the others count its pairs or decide
  /// between what is equal.
  ///
  /// - Complexity: O(pairs).
  public func askedGoal(of rule: PairingRule) -> PairingGoal {
    switch rule {
    case .ordered(let rules): rules.lazy.compactMap { ownGoals(of: $0).first }.first ?? .size
    default: ownGoals(of: rule).first ?? .size
    }
  }

  /// What a rule alone asks for, as part of a combination.
  private func ownGoals(of rule: PairingRule) -> [PairingGoal] {
    switch rule {
    case .largest: [.size]
    case .talent: [.talentRanks]
    case .mentor: [.mentorRanks]
    case .egalitarian: [.egalitarian]
    case .regret: [.regret]
    case .weighted, .maximum: [.weight]
    case .rankMaximal: ranks(worstTalentRank).map { .most(rank: $0) }
    case .generous: ranks(worstTalentRank).dropFirst().reversed().map { .fewest(rank: $0) }
    case .rankMaximalBoth: ranks(worstRank).map { .mostOfBoth(rank: $0) }
    case .generousBoth: ranks(worstRank).dropFirst().reversed().map { .fewestOfBoth(rank: $0) }
    case .sexEqual: [.imbalance]
    // Without an earlier result nothing can stay, and an optimum of nothing says nothing.
    case .leastChange: draft.previous.isEmpty ? [] : [.stays]
    case .centre, .any: []
    case .fewestBlocking: [.blocking]
    case .balanced: [.worstLoadGap, .totalLoadGap]
    case .ordered(let rules): rules.flatMap(ownGoals(of:))
    }
  }

  private func ranks(_ worst: Int) -> [Int] { Array(1..<(worst + 1)) }

  private var worstTalentRank: Int {
    hasClasses
      ? talentChoices.reduce(0) { max($0, $1.count) }
      : market.talentRank.max().map { Int($0) } ?? 0
  }
  private var worstRank: Int {
    max(worstTalentRank, market.mentorRank.max().map { Int($0) } ?? 0)
  }
}
