extension ShiftRosteringProblem {
  /// Which cells of a row are meant: dense form of ``CellMatchDraft``.
  public struct CellSet: Hashable, Sendable {
    /// Whether a free day matches.
    public let includesOff: Bool
    /// Whether work of an unknown duty, which only a history holds, matches.
    public let includesUnknownWork: Bool
    /// Whether each duty matches.
    public let includesDuty: [Bool]
  }

  /// A rule about one person's row: dense form of ``CellRuleDraft``, days and weekdays from 0.
  public enum CellRule: Hashable, Sendable {
    /// See ``CountRuleDraft``.
    case count(CountRule)
    /// See ``RunRuleDraft``.
    case run(RunRule)
    /// See ``PatternRuleDraft``.
    case pattern(PatternRule)
    /// See ``WeekendRuleDraft``.
    case weekend(WeekendRule)
  }

  /// See ``CountRuleDraft``.
  public struct CountRule: Hashable, Sendable {
    /// What is shown to people.
    public let name: String
    /// The cells counted.
    public let cells: CellSet
    /// What is counted of them.
    public let unit: CountRuleDraft.Unit
    /// Whether each day counts, by range and weekdays.
    public let isCounted: [Bool]
    /// Added to the count.
    public let already: Int
    /// Least count.
    public let minimum: Limit?
    /// Greatest count.
    public let maximum: Limit?
  }

  /// See ``RunRuleDraft``.
  public struct RunRule: Hashable, Sendable {
    /// What is shown to people.
    public let name: String
    /// The cells of a run.
    public let cells: CellSet
    /// Shortest run.
    public let minimum: Limit?
    /// Longest run.
    public let maximum: Limit?
    /// Whether the minimum does not apply to a run that begins on day 0 with no history before it.
    public let isWaivedAtStart: Bool
    /// Whether the minimum does not apply to a run that reaches the last day.
    public let isWaivedAtEnd: Bool
  }

  /// See ``PatternRuleDraft``.
  public struct PatternRule: Hashable, Sendable {
    /// What is shown to people.
    public let name: String
    /// The same in English, where the rule is one of Allot's own words.
    let englishName: String?
    /// The steps.
    public let steps: [CellSet]
    /// Weekday of the first step, 0 = Monday; `nil` for any.
    public let weekday: Int?
    /// Cost of each occurrence; `nil` if it may not occur.
    public let penalty: Int?
  }

  /// See ``WeekendRuleDraft``.
  public struct WeekendRule: Hashable, Sendable {
    /// What is asked.
    public enum Demand: Hashable, Sendable {
      /// All days or none.
      case complete
      /// The same cell on all days.
      case identical
      /// Weekends in a row with work.
      case run(minimum: Limit?, maximum: Limit?)
    }
    /// What is shown to people.
    public let name: String
    /// What is asked.
    public let demand: Demand
    /// Cost of each break of `complete` and `identical`; `nil` if hard.
    public let penalty: Int?
  }
}
