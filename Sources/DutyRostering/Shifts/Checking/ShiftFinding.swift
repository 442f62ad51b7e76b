/// One rule that a shift roster breaks, or one thing that it pays for.
///
/// Findings are plain numbers; ``ShiftRosteringProblem/text(of:)`` words them.
public struct ShiftFinding: Codable, Hashable, Sendable {
  /// What is broken or paid for.
  public enum Subject: Codable, Hashable, Sendable {
    /// The roster has rows for `amount` people too many or too few.
    case people
    /// The row of a person is not as long as the roster.
    case days(person: Int)
    /// A task that does not exist.
    case task(person: Int, day: Int)
    /// A task in a skill that the person does not hold.
    case skill(person: Int, day: Int)
    /// A task at a site where the person may not work.
    case site(person: Int, day: Int)
    /// A cell that is forbidden on this day.
    case forbidden(person: Int, day: Int)
    /// A cell that is not the pinned one.
    case pinned(person: Int, day: Int)
    /// A count of the person's ``ShiftRosteringProblem/Person/rules`` below or above its limit.
    case count(person: Int, rule: Int, side: Side)
    /// A run that is too short or, with `above`, too long; `day` is its last day, −1 if it ended
    /// before the first.
    case run(person: Int, rule: Int, day: Int, side: Side)
    /// A pattern; `day` is the day of its last step.
    case pattern(person: Int, rule: Int, day: Int)
    /// A weekend that is not complete or not identical; `day` is its first day in the roster.
    case weekend(person: Int, rule: Int, day: Int)
    /// A run of weekends that is too short or too long; `day` is the first day of its last weekend.
    case weekendRun(person: Int, rule: Int, day: Int, side: Side)
    /// A wish of the draft that is not followed.
    case wish(Int)
    /// A need of ``ShiftRosteringProblem/cover`` with too few people.
    case shortage(cover: Int)
    /// A need with fewer people than preferred.
    case belowPreferred(cover: Int)
    /// A need with too many people.
    case excess(cover: Int)
    /// A cell that differs from the published roster.
    case changedCell(person: Int, day: Int)
    /// A person with a cell that differs from the published roster.
    case changedPerson(person: Int)
  }

  /// Which limit is broken.
  public enum Side: String, Codable, Hashable, Sendable {
    /// The least.
    case below
    /// The greatest.
    case above
  }

  /// What is broken or paid for.
  public let subject: Subject
  /// How far beyond the limit, in its unit; 1 where there is nothing to count.
  public let amount: Int
  /// What it costs in its ``goal``; `nil` if it may not be broken.
  public let cost: Int?
  /// The goal that pays; `nil` if it may not be broken.
  public var goal: ShiftGoal? {
    guard cost != nil else { return nil }
    return switch subject {
    case .shortage where isRequired: .open
    case .changedCell, .changedPerson: .change
    default: .penalty
    }
  }
  /// Whether this is a required duty left open.
  public let isRequired: Bool

  init(_ subject: Subject, amount: Int = 1, cost: Int?, isRequired: Bool = false) {
    self.subject = subject
    self.amount = amount
    self.cost = cost
    self.isRequired = isRequired
  }

  /// The person concerned; `nil` for needs, and for wishes, which the draft names.
  public var person: Int? {
    switch subject {
    case .days(let p), .task(let p, _), .skill(let p, _), .site(let p, _), .forbidden(let p, _),
      .pinned(let p, _), .count(let p, _, _), .run(let p, _, _, _), .pattern(let p, _, _),
      .weekend(let p, _, _), .weekendRun(let p, _, _, _), .changedCell(let p, _),
      .changedPerson(let p):
      p
    case .people, .wish, .shortage, .belowPreferred, .excess: nil
    }
  }
}

/// The goals of a shift roster, counted.
public struct ShiftValues: Codable, Hashable, Sendable {
  /// Required duties left open, in missing people.
  public var open = 0
  /// Costs of changes against the published roster.
  public var change = 0
  /// Costs of all broken limits, patterns and wishes.
  public var penalty = 0

  /// Values of the goals.
  public init(open: Int = 0, change: Int = 0, penalty: Int = 0) {
    self.open = open
    self.change = change
    self.penalty = penalty
  }

  /// The value of a goal.
  public subscript(goal: ShiftGoal) -> Int {
    get {
      switch goal {
      case .open: open
      case .change: change
      case .penalty: penalty
      }
    }
    set {
      switch goal {
      case .open: open = newValue
      case .change: change = newValue
      case .penalty: penalty = newValue
      }
    }
  }
}

extension ShiftValues: Comparable {
  /// Whether `a` is better: the more important goal decides.
  public static func < (a: ShiftValues, b: ShiftValues) -> Bool {
    (a.open, a.change, a.penalty) < (b.open, b.change, b.penalty)
  }
}
