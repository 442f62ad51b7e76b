public import Alliance
public import Diagnostics

/// The ordered goals of the rotation; a later goal counts only among rosters equal in all earlier
/// ones. The order of the cases is the order of importance, and the only place where it is written.
public enum RosteringGoal: String, Codable, Hashable, Sendable, CaseIterable {
  /// Places that stay open; always zero unless the settings allow them.
  case openSeats
  /// Places filled by full-time posts.
  case postUse
  /// Largest |served − entitlement| of a hospital after any term, in units of
  /// 1/``RosteringProblem/deviationScale``.
  case worstDeviationHospital
  /// The same for community centres.
  case worstDeviationCommunity
  /// Sum of |served − entitlement| over units and terms, in the same unit.
  case totalDeviation
  /// Duties served by people with an approved exception instead of the role.
  case roleExceptions
  /// Fewest free terms between two duties of a hospital; the number of terms if there are no two.
  case smallestGapHospital
  /// The same for community centres.
  case smallestGapCommunity
  /// Duties in the same body as the unit's duty before.
  case bodyTurns
  /// Σ over people of the squares of their duties, less the squares brought along: smallest when the
  /// duties of a unit are spread evenly over its people.
  case personBalance

  /// Largest deviation of a tier.
  public static func worstDeviation(_ tier: Tier) -> RosteringGoal {
    tier == .hospital ? .worstDeviationHospital : .worstDeviationCommunity
  }

  /// Smallest gap of a tier.
  public static func smallestGap(_ tier: Tier) -> RosteringGoal {
    tier == .hospital ? .smallestGapHospital : .smallestGapCommunity
  }

  /// The tier that the goal speaks of; `nil` if of both.
  public var tier: Tier? {
    switch self {
    case .worstDeviationHospital, .smallestGapHospital: .hospital
    case .worstDeviationCommunity, .smallestGapCommunity: .community
    default: nil
    }
  }

  /// What kind of number the goal is.
  public enum Shape: Hashable, Sendable {
    /// A sum to minimise; its certificate bounds the sum.
    case sum
    /// A largest deviation to minimise; its certificate shows that one less is impossible.
    case worst(Tier)
    /// A smallest gap to maximise; its certificate shows that one more is impossible.
    case gap(Tier)
  }

  /// What kind of number the goal is.
  public var shape: Shape {
    switch self {
    case .worstDeviationHospital: .worst(.hospital)
    case .worstDeviationCommunity: .worst(.community)
    case .smallestGapHospital: .gap(.hospital)
    case .smallestGapCommunity: .gap(.community)
    default: .sum
    }
  }

  /// Whether a smaller value is better.
  public var isMinimized: Bool {
    if case .gap = shape { false } else { true }
  }

  /// Place in the order of importance, from 0.
  public var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Name for people.
  public var title: Bilingual {
    switch self {
    case .openSeats: Bilingual(zh: "空缺席位数", en: "open places")
    case .postUse: Bilingual(zh: "专项管理人员顶岗数", en: "places filled by full-time posts")
    case .worstDeviationHospital:
      Bilingual(zh: "医院最大偏差", en: "worst deviation, hospitals")
    case .worstDeviationCommunity:
      Bilingual(zh: "社区最大偏差", en: "worst deviation, community centres")
    case .totalDeviation: Bilingual(zh: "偏差总和", en: "sum of deviations")
    case .roleExceptions: Bilingual(zh: "角色例外次数", en: "role exceptions used")
    case .smallestGapHospital:
      Bilingual(zh: "医院最小间隔（期）", en: "smallest gap in terms, hospitals")
    case .smallestGapCommunity:
      Bilingual(zh: "社区最小间隔（期）", en: "smallest gap in terms, community centres")
    case .bodyTurns: Bilingual(zh: "连续同一机构次数", en: "duties in the same body in a row")
    case .personBalance: Bilingual(zh: "单位内人员均衡", en: "balance of people inside units")
    }
  }
}

extension RosteringGoal: Comparable {
  /// Whether `a` is more important.
  public static func < (a: RosteringGoal, b: RosteringGoal) -> Bool { a.index < b.index }
}
