public import Solving

/// The value of every goal for one roster.
public struct GoalValues: Hashable, Sendable {
  private var values: [Int]

  /// Values in the order of ``RosteringGoal``.
  ///
  /// - Precondition: One value for each goal.
  public init(_ values: [Int]) {
    precondition(values.count == RosteringGoal.allCases.count, "one value for each goal")
    self.values = values
  }

  /// The value of a goal.
  public subscript(goal: RosteringGoal) -> Int {
    get { values[goal.index] }
    set { values[goal.index] = newValue }
  }

  /// Whether these values are better than `other` in the first goal in which they differ.
  public func isBetter(than other: GoalValues) -> Bool {
    for goal in RosteringGoal.allCases where self[goal] != other[goal] {
      return (self[goal] < other[goal]) == goal.isMinimized
    }
    return false
  }

  /// A term for each of the goals, with the bound that is proven for it, if any.
  public func terms(of goals: [RosteringGoal], bounds: [RosteringGoal: Int]) -> [ObjectiveTerm] {
    goals.map { goal in
      ObjectiveTerm(
        name: goal.rawValue, value: self[goal], bound: bounds[goal], isMinimized: goal.isMinimized)
    }
  }
}
