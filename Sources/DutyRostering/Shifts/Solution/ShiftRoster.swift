/// A shift roster: what every person does on every day.
public struct ShiftRoster: Codable, Hashable, Sendable {
  /// The task of each person on each day, `nil` for a free day: `tasks[person][day]`.
  public let tasks: [[Int?]]

  /// A roster from the task of each person on each day.
  public init(tasks: [[Int?]]) { self.tasks = tasks }
}

/// What a shift roster is judged by, most important first.
public enum ShiftGoal: String, Codable, Hashable, Sendable, CaseIterable {
  /// Required duties left open, in missing people.
  case open
  /// Costs of changes against the published roster.
  case change
  /// Costs of all broken limits, patterns and wishes.
  case penalty
}
