public import Alliance

/// A shift roster whose input has been checked.
///
/// People, days, duties, skills and tasks are dense indices from 0 into the lists here; the lists keep
/// the order of the draft.
public struct ShiftRosteringProblem: Hashable, Sendable {
  /// A duty.
  public struct Duty: Hashable, Sendable {
    /// Unique identifier.
    public let id: String
    /// Full name.
    public let name: String
    /// Start in minutes after midnight; `nil` if the duty has no clock time.
    public let start: Int?
    /// Length in minutes.
    public let minutes: Int
    /// Index of the site in ``ShiftRosteringProblem/sites``; `nil` if sites play no part.
    public let site: Int?
    /// Its tasks.
    public let tasks: Range<Int>
  }

  /// What a person does on a day: a duty served in a skill. The unit of cover and of assignment.
  public struct Task: Hashable, Sendable {
    /// Index of the duty.
    public let duty: Int
    /// Index of the skill; `nil` if skills play no part in the duty.
    public let skill: Int?
  }

  /// A person.
  public struct Person: Hashable, Sendable {
    /// Unique staff number.
    public let staffNumber: String
    /// Name.
    public let name: String
    /// Unit; `nil` if units play no part.
    public let unit: String?
    /// Index of the contract in the draft.
    public let contract: Int
    /// Weekdays of a weekend, 0 = Monday … 6 = Sunday, consecutive.
    public let weekend: [Int]
    /// The contract's rules, then the person's own; rest and travel expanded into patterns.
    public let rules: [CellRule]
    /// The days just before the first, latest last.
    public let history: [HistoryCell]
    /// Cells allowed by skill, site, leave and pins; index `day * (tasks + 1)` for a free day and
    /// `day * (tasks + 1) + 1 + task` for a task.
    public let isAllowed: [Bool]
    /// Costs of cells by wishes, indexed as ``isAllowed``; at least 0. A published roster's cell weight is
    /// not in it.
    public let cost: [Int]
    /// The task on each day of the published roster, `nil` if free; empty if there is none.
    public let published: [Int?]
  }

  /// A day before the first.
  public enum HistoryCell: Hashable, Sendable {
    /// Free.
    case off
    /// Work, duty unknown.
    case work
    /// A duty by index.
    case duty(Int)
  }

  /// How many are needed over some cells.
  public struct Cover: Hashable, Sendable {
    /// Days in order.
    public let days: [Int]
    /// Tasks in order.
    public let tasks: [Int]
    /// People in order.
    public let people: [Int]
    /// Least number; a penalty of `nil` marks it as required.
    public let minimum: Limit?
    /// Number preferred; its penalty is not `nil`.
    public let preferred: Limit?
    /// Greatest number.
    public let maximum: Limit?
  }

  /// A limit and the cost of each unit beyond it.
  public struct Limit: Hashable, Sendable {
    /// The limit.
    public let limit: Int
    /// Cost of each unit beyond it; `nil` if it may not be broken.
    public let penalty: Int?
    /// Whether the cost grows with the square of the distance.
    public let isSquared: Bool

    /// Cost of standing `distance` units beyond the limit, `nil` if that is not allowed.
    public func cost(beyond distance: Int) -> Int? {
      guard distance > 0 else { return 0 }
      return penalty.map { $0 * (isSquared ? distance * distance : distance) }
    }
  }

  /// The values as read.
  public let draft: ShiftDraft
  /// Number of days.
  public let days: Int
  /// First day; `nil` if the roster has no calendar.
  public let firstDay: Day?
  /// Weekday of each day, 0 = Monday … 6 = Sunday.
  public let weekday: [Int]
  /// Sites in the order of their first duty.
  public let sites: [String]
  /// The duties.
  public let duties: [Duty]
  /// The tasks, by duty.
  public let tasks: [Task]
  /// The people.
  public let people: [Person]
  /// The needs.
  public let cover: [Cover]
  /// Cost of each cell that differs from the published roster; 0 if there is none.
  public let cellWeight: Int
  /// Cost of each person with a cell that differs from the published roster; 0 if there is none.
  public let personWeight: Int
}
