public import Alliance
public import Diagnostics

/// The ordered goals of the rotation; a later goal counts only among rosters equal in all earlier
/// ones. The order of the cases is the order of importance, and the only place where it is written.
///
/// Fairness is promised within a tier, so every goal but the first two is counted for hospitals and
/// for community centres apart.
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
  /// Sum of |served − entitlement| over hospitals and terms, in the same unit.
  case totalDeviationHospital
  /// The same for community centres.
  case totalDeviationCommunity
  /// Duties of hospitals served by people with an approved exception instead of the role.
  case roleExceptionsHospital
  /// The same for community centres.
  case roleExceptionsCommunity
  /// Fewest free terms between two duties of a hospital; the number of terms if there are no two.
  case smallestGapHospital
  /// The same for community centres.
  case smallestGapCommunity
  /// Duties of hospitals in the same body as the unit's duty before.
  case bodyTurnsHospital
  /// The same for community centres.
  case bodyTurnsCommunity
  /// Each duty of a hospital counts the duties that its person has served before, those brought along
  /// included: smallest when the duties of a unit are spread evenly over its people.
  case personBalanceHospital
  /// The same for community centres.
  case personBalanceCommunity
  /// Each duty of a hospital counts the hospital's place in the order of a draw, times the terms from the
  /// duty to the end: smallest when those drawn first serve first. Only where a draw decides between
  /// rosters that are equal in every other goal; see ``RosteringProblem/goals``.
  case drawnOrderHospital
  /// The same for community centres.
  case drawnOrderCommunity

  /// What a goal measures, whatever the tier; the values of `goal` in `rotation.mod`.
  public enum Measure: String, Hashable, Sendable {
    /// Open places.
    case openSeats
    /// Places filled by posts.
    case postUse
    /// Largest |deviation|.
    case worstDeviation
    /// Sum of |deviations|.
    case totalDeviation
    /// Role exceptions.
    case roleExceptions
    /// Smallest gap.
    case smallestGap
    /// Duties in the same body in a row.
    case bodyTurns
    /// Balance of people.
    case personBalance
    /// Order of a draw.
    case drawnOrder
  }

  /// What the goal measures.
  public var measure: Measure {
    switch self {
    case .openSeats: .openSeats
    case .postUse: .postUse
    case .worstDeviationHospital, .worstDeviationCommunity: .worstDeviation
    case .totalDeviationHospital, .totalDeviationCommunity: .totalDeviation
    case .roleExceptionsHospital, .roleExceptionsCommunity: .roleExceptions
    case .smallestGapHospital, .smallestGapCommunity: .smallestGap
    case .bodyTurnsHospital, .bodyTurnsCommunity: .bodyTurns
    case .personBalanceHospital, .personBalanceCommunity: .personBalance
    case .drawnOrderHospital, .drawnOrderCommunity: .drawnOrder
    }
  }

  /// The tier that the goal speaks of; `nil` for the first two, which speak of both.
  public var tier: Tier? {
    switch self {
    case .openSeats, .postUse: nil
    case .worstDeviationHospital, .totalDeviationHospital, .roleExceptionsHospital,
      .smallestGapHospital, .bodyTurnsHospital, .personBalanceHospital, .drawnOrderHospital:
      .hospital
    default: .community
    }
  }

  /// The goal with a measure and a tier; the tier does not count for open places and posts.
  public init(_ measure: Measure, _ tier: Tier) {
    let isHospital = tier == .hospital
    self =
      switch measure {
      case .openSeats: .openSeats
      case .postUse: .postUse
      case .worstDeviation: isHospital ? .worstDeviationHospital : .worstDeviationCommunity
      case .totalDeviation: isHospital ? .totalDeviationHospital : .totalDeviationCommunity
      case .roleExceptions: isHospital ? .roleExceptionsHospital : .roleExceptionsCommunity
      case .smallestGap: isHospital ? .smallestGapHospital : .smallestGapCommunity
      case .bodyTurns: isHospital ? .bodyTurnsHospital : .bodyTurnsCommunity
      case .personBalance: isHospital ? .personBalanceHospital : .personBalanceCommunity
      case .drawnOrder: isHospital ? .drawnOrderHospital : .drawnOrderCommunity
      }
  }

  /// Whether a smaller value is better.
  public var isMinimized: Bool { measure != .smallestGap }

  /// Place in the order of importance, from 0.
  public var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Name for people.
  public var title: Bilingual {
    let base: Bilingual =
      switch measure {
      case .openSeats: Bilingual(zh: "空缺席位数", en: "open places")
      case .postUse: Bilingual(zh: "专项管理人员顶岗数", en: "places filled by full-time posts")
      case .worstDeviation:
        Bilingual(
          zh: "最大偏差（按应得份额的最小单位计）", en: "worst deviation in the smallest unit of a share")
      case .totalDeviation:
        Bilingual(
          zh: "偏差总和（按应得份额的最小单位计）", en: "sum of deviations in the smallest unit of a share")
      case .roleExceptions: Bilingual(zh: "角色例外次数", en: "role exceptions used")
      case .smallestGap: Bilingual(zh: "最小间隔（期）", en: "smallest gap in terms")
      case .bodyTurns: Bilingual(zh: "连续同一机构次数", en: "duties in the same body in a row")
      case .personBalance: Bilingual(zh: "单位内人员均衡", en: "balance of people inside units")
      case .drawnOrder: Bilingual(zh: "抽签顺序", en: "order of the draw")
      }
    guard let tier else { return base }
    return Bilingual(zh: tier.units.zh + base.zh, en: "\(base.en), \(tier.units.en)")
  }
}

extension RosteringGoal: Comparable {
  /// Whether `a` is more important.
  public static func < (a: RosteringGoal, b: RosteringGoal) -> Bool { a.index < b.index }
}
