/// A rule about one person's row of the roster.
public enum CellRuleDraft: Codable, Hashable, Sendable {
  /// How many cells, minutes or weekends.
  case count(CountRuleDraft)
  /// How many days in a row.
  case run(RunRuleDraft)
  /// What may not follow on consecutive days.
  case pattern(PatternRuleDraft)
  /// How weekends are worked.
  case weekend(WeekendRuleDraft)
  /// Least rest between the end of a duty and the start of the next day's, in minutes; expands into
  /// patterns of two days. Duties without clock times are left out. Without a penalty it is hard.
  case rest(minutes: Int, penalty: Int?)
  /// Duties at different sites on consecutive days; expands into patterns of two days.
  case travel(penalty: Int?)
}

/// Which cells of a row are meant.
public enum CellMatchDraft: Codable, Hashable, Sendable {
  /// Every cell, free or not.
  case anything
  /// Free cells.
  case off
  /// Every duty.
  case work
  /// These duties or groups.
  case oneOf([String])
  /// Every duty but these duties or groups.
  case workExcept([String])
  /// Free cells, and every duty but these duties or groups.
  case noneOf([String])
}

/// A limit, and what it costs to break it.
public struct LimitDraft: Codable, Hashable, Sendable {
  /// The limit, at least 0.
  public var limit: Int
  /// Cost of each unit beyond it, at least 0; `nil` if it may not be broken.
  public var penalty: Int?
  /// Whether the cost grows with the square of the distance: 1, 4, 9 … times the penalty. Only for
  /// counts; this is how fair shares are asked for.
  public var isSquared: Bool

  /// A limit.
  public init(_ limit: Int, penalty: Int? = nil, isSquared: Bool = false) {
    self.limit = limit
    self.penalty = penalty
    self.isSquared = isSquared
  }
}

/// How often something may occur in a row, over all its days or some.
public struct CountRuleDraft: Codable, Hashable, Sendable {
  /// What is counted.
  public enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
    /// Cells.
    case cells
    /// Minutes of the duties.
    case minutes
    /// Weekends with at least one matching cell.
    case weekends
  }
  /// What is shown to people, such as 夜班数.
  public var name: String
  /// The cells counted.
  public var cells: CellMatchDraft
  /// What is counted of them.
  public var unit: Unit
  /// First and last day, 1…days; `nil` for all.
  public var days: ClosedRange<Int>?
  /// Weekdays, 1 = Monday … 7 = Sunday; empty for all.
  public var weekdays: [Int]
  /// Counted before the first day and added to the count.
  public var already: Int
  /// Least count.
  public var minimum: LimitDraft?
  /// Greatest count.
  public var maximum: LimitDraft?

  /// A count.
  public init(
    name: String, cells: CellMatchDraft, unit: Unit = .cells, days: ClosedRange<Int>? = nil,
    weekdays: [Int] = [], already: Int = 0, minimum: LimitDraft? = nil, maximum: LimitDraft? = nil
  ) {
    self.name = name
    self.cells = cells
    self.unit = unit
    self.days = days
    self.weekdays = weekdays
    self.already = already
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// How many days in a row match.
///
/// A run is a longest sequence of consecutive matching days. It may begin in the history: its length
/// then counts the days before the first too. Each day of the horizon on which the run is longer than the
/// maximum costs once (a run that was too long before the first day costs nothing for that). A run that
/// ends – the day after it lies in the horizon and does not match – below the minimum costs once for each
/// missing day, also when it lies wholly in the history and ends on day 1.
public struct RunRuleDraft: Codable, Hashable, Sendable {
  /// What is shown to people, such as 连续工作天数.
  public var name: String
  /// The cells of a run.
  public var cells: CellMatchDraft
  /// Shortest run.
  public var minimum: LimitDraft?
  /// Longest run.
  public var maximum: LimitDraft?
  /// Whether the minimum does not apply to a run that begins on day 1 with no history before it.
  public var isWaivedAtStart: Bool
  /// Whether the minimum does not apply to a run that reaches the last day.
  public var isWaivedAtEnd: Bool

  /// A run rule.
  public init(
    name: String, cells: CellMatchDraft, minimum: LimitDraft? = nil, maximum: LimitDraft? = nil,
    isWaivedAtStart: Bool = true, isWaivedAtEnd: Bool = true
  ) {
    self.name = name
    self.cells = cells
    self.minimum = minimum
    self.maximum = maximum
    self.isWaivedAtStart = isWaivedAtStart
    self.isWaivedAtEnd = isWaivedAtEnd
  }
}

/// What may not follow on consecutive days.
///
/// Each sequence of consecutive days that matches step by step costs once. The sequence may begin in the
/// history but its last day lies in the horizon.
public struct PatternRuleDraft: Codable, Hashable, Sendable {
  /// What is shown to people, such as 夜班后早班.
  public var name: String
  /// The steps in order, 2…10 of them (1 with a weekday).
  public var steps: [CellMatchDraft]
  /// Weekday of the first step, 1 = Monday … 7 = Sunday; `nil` for any.
  public var weekday: Int?
  /// Cost of each occurrence, at least 0; `nil` if it may not occur.
  public var penalty: Int?

  /// A pattern.
  public init(name: String, steps: [CellMatchDraft], weekday: Int? = nil, penalty: Int? = nil) {
    self.name = name
    self.steps = steps
    self.weekday = weekday
    self.penalty = penalty
  }
}

/// How weekends are worked. The weekdays of a weekend are the contract's; days outside the horizon do not
/// belong to a weekend.
public struct WeekendRuleDraft: Codable, Hashable, Sendable {
  /// What is asked of weekends.
  public enum Demand: Codable, Hashable, Sendable {
    /// All days of a weekend are worked or none; each incomplete weekend costs once.
    case complete
    /// The days of a weekend have the same cell; each weekend with two different cells costs once.
    case identical
    /// How many weekends in a row with work; a run rule over weekends, free of history, whose minimum
    /// applies at both edges.
    case run(minimum: LimitDraft?, maximum: LimitDraft?)
  }
  /// What is shown to people.
  public var name: String
  /// What is asked.
  public var demand: Demand
  /// Cost of each break of `complete` and `identical`, at least 0; `nil` if hard.
  public var penalty: Int?

  /// A weekend rule.
  public init(name: String, demand: Demand, penalty: Int? = nil) {
    self.name = name
    self.demand = demand
    self.penalty = penalty
  }
}
