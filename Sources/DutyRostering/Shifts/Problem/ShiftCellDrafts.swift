/// How many are needed over some cells of the roster: shortage and excess are counted over all days,
/// duties, skills and people named, so that one entry can ask for four on a Monday night, for one head
/// nurse, for a visit within a week, or for at most one of a unit.
public struct CoverDraft: Codable, Hashable, Sendable {
  /// Days, 1…days; at least one.
  public var days: [Int]
  /// Duties or groups; empty for all.
  public var duties: [String]
  /// Skills in which the duty is served; empty for all.
  public var skills: [String]
  /// Staff numbers; empty for all.
  public var people: [String]
  /// Below it every missing person costs; without a penalty the duty is *required*: it may stay open,
  /// which is reported as such and outweighs every other cost.
  public var minimum: LimitDraft?
  /// Below it every missing person costs, beside the minimum's cost; needs a penalty.
  public var preferred: LimitDraft?
  /// Above it every surplus person costs; without a penalty nobody is rostered above it.
  public var maximum: LimitDraft?

  /// Needs of some cells.
  public init(
    days: [Int], duties: [String] = [], skills: [String] = [], people: [String] = [],
    minimum: LimitDraft? = nil, preferred: LimitDraft? = nil, maximum: LimitDraft? = nil
  ) {
    self.days = days
    self.duties = duties
    self.skills = skills
    self.people = people
    self.minimum = minimum
    self.preferred = preferred
    self.maximum = maximum
  }
}

/// A person's wish for or against cells of a day.
public struct WishDraft: Codable, Hashable, Sendable {
  /// Staff number.
  public var person: String
  /// Day, 1…days.
  public var day: Int
  /// The cells wished for or against.
  public var cells: CellMatchDraft
  /// Cost of not following the wish, at least 0.
  public var weight: Int
  /// Whether the person wants one of the cells (cost if the day matches none of them) or wants none of
  /// them (cost if the day matches one).
  public var isFor: Bool

  /// A wish.
  public init(person: String, day: Int, cells: CellMatchDraft, weight: Int, isFor: Bool) {
    self.person = person
    self.day = day
    self.cells = cells
    self.weight = weight
    self.isFor = isFor
  }
}

/// A person's cell that is decided already.
public struct PinnedCellDraft: Codable, Hashable, Sendable {
  /// Staff number.
  public var person: String
  /// Day, 1…days.
  public var day: Int
  /// What it must match.
  public var cells: CellMatchDraft

  /// A pinned cell.
  public init(person: String, day: Int, cells: CellMatchDraft) {
    self.person = person
    self.day = day
    self.cells = cells
  }
}

/// Cells that a person may not have on some days.
public struct ForbiddenCellDraft: Codable, Hashable, Sendable {
  /// Staff number.
  public var person: String
  /// First day, 1…days.
  public var first: Int
  /// Last day, not before the first.
  public var last: Int
  /// What is not allowed; ``CellMatchDraft/work`` for leave.
  public var cells: CellMatchDraft

  /// Cells that are not allowed.
  public init(person: String, first: Int, last: Int, cells: CellMatchDraft = .work) {
    self.person = person
    self.first = first
    self.last = last
    self.cells = cells
  }
}

/// A published roster to stay close to.
public struct PublishedDraft: Codable, Hashable, Sendable {
  /// Its duties; every cell that is not listed was free.
  public var cells: [PublishedCellDraft]
  /// Cost of each cell that differs, at least 0.
  public var cellWeight: Int
  /// Cost of each person with a cell that differs, at least 0.
  public var personWeight: Int

  /// A published roster.
  public init(cells: [PublishedCellDraft], cellWeight: Int, personWeight: Int) {
    self.cells = cells
    self.cellWeight = cellWeight
    self.personWeight = personWeight
  }
}

/// A duty of a published roster.
public struct PublishedCellDraft: Codable, Hashable, Sendable {
  /// Staff number.
  public var person: String
  /// Day, 1…days.
  public var day: Int
  /// Duty.
  public var duty: String
  /// Skill in which it was served; `nil` if skills play no part in the duty.
  public var skill: String?

  /// A duty of a published roster.
  public init(person: String, day: Int, duty: String, skill: String? = nil) {
    self.person = person
    self.day = day
    self.duty = duty
    self.skill = skill
  }
}
