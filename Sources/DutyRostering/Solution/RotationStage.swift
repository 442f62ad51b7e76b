/// One step of the ordered optimisation: the goal that is bounded now, and what the earlier goals
/// have reached. The parameters `goal`, `pin_…`, `worst` and `wide_gap` of `rotation.mod`.
public struct RotationStage: Hashable, Sendable {
  /// The goal that is optimised, or whose better threshold is tried.
  public let goal: RosteringGoal
  /// Most open places.
  public var open: Int?
  /// Most places filled by posts.
  public var post: Int?
  /// Largest |deviation| allowed, by tier.
  public var worst: [Int?] = [nil, nil]
  /// Largest sum of |deviations|, by tier.
  public var total: [Int?] = [nil, nil]
  /// Most role exceptions, by tier.
  public var exceptions: [Int?] = [nil, nil]
  /// Smallest gap required, by tier.
  public var wideGap = [0, 0]
  /// Most duties in the same body in a row, by tier.
  public var turns: [Int?] = [nil, nil]
  /// Largest balance of people, by tier.
  public var balance: [Int?] = [nil, nil]

  /// The stage of `goal` with every earlier goal held at its value in `values`.
  ///
  /// - Parameters:
  ///   - goal: The goal that is optimised now.
  ///   - values: Where the earlier goals stand.
  ///   - threshold: For a worst deviation the largest allowed now, for a smallest gap the smallest
  ///     required now; of no meaning for sums.
  public init(_ goal: RosteringGoal, after values: GoalValues, threshold: Int? = nil) {
    self.goal = goal
    for earlier in RosteringGoal.allCases.prefix(goal.index) {
      hold(earlier, at: values[earlier])
    }
    if let threshold, goal.isThreshold { hold(goal, at: threshold) }
  }

  /// The stage of `goal` without any earlier goal held.
  public init(_ goal: RosteringGoal) { self.goal = goal }

  /// Requires a goal to be no worse than `value`.
  public mutating func hold(_ goal: RosteringGoal, at value: Int) {
    let k = goal.tier?.index ?? 0
    switch goal.measure {
    case .openSeats: open = value
    case .postUse: post = value
    case .worstDeviation: worst[k] = value
    case .totalDeviation: total[k] = value
    case .roleExceptions: exceptions[k] = value
    case .smallestGap: wideGap[k] = value
    case .bodyTurns: turns[k] = value
    case .personBalance:
      // The two tiers' balances have nothing in common; only the order of a draw comes after them.
      if self.goal.measure == .drawnOrder { balance[k] = value }
    case .drawnOrder: break
    }
  }
}

extension RosteringGoal {
  /// Whether the goal is a largest or a smallest number, proven by showing that the next better one is
  /// impossible; the others are sums, with a proof that bounds the sum.
  public var isThreshold: Bool { measure == .worstDeviation || measure == .smallestGap }
}
