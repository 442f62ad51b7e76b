/// A shift roster as it was read: nothing checked, references by identifier, days counted from 1.
///
/// One shape serves hospital shift rosters, block rotations (a day is then a week, a duty a department),
/// half-day clinics at several sites and lecture tours: only the vocabulary differs.
public struct ShiftDraft: Codable, Hashable, Sendable {
  /// What the roster is for.
  public var title: String
  /// Number of days, at least 1.
  public var days: Int
  /// First day as written, `2027-03-01`; `nil` if the roster has no calendar.
  public var firstDay: String?
  /// Weekday of the first day, 1 = Monday … 7 = Sunday; must agree with ``firstDay`` if both are given.
  public var firstWeekday: Int
  /// What the days are called when they are not days of a calendar, such as 第1周 or 3月2日上午, one for
  /// each; empty if they are dates or plain numbers.
  public var labels: [String]
  /// What may be served on a day.
  public var duties: [DutyDraft]
  /// Skills in the order in which they are shown.
  public var skills: [String]
  /// Named sets of duties, usable wherever duties are listed.
  public var groups: [DutyGroupDraft]
  /// Sets of rules that people share.
  public var contracts: [ContractDraft]
  /// Who may be rostered.
  public var staff: [StaffDraft]
  /// How many are needed where.
  public var cover: [CoverDraft]
  /// Wishes for and against cells, and costs of them.
  public var wishes: [WishDraft]
  /// Cells that are decided already.
  public var pinned: [PinnedCellDraft]
  /// Cells that may not be used, such as leave. Reasons are never read, stored or printed.
  public var forbidden: [ForbiddenCellDraft]
  /// A published roster to stay close to; `nil` for a fresh one.
  public var published: PublishedDraft?

  /// A draft.
  public init(
    title: String = "", days: Int = 0, firstDay: String? = nil, firstWeekday: Int = 1,
    labels: [String] = [], duties: [DutyDraft] = [], skills: [String] = [],
    groups: [DutyGroupDraft] = [],
    contracts: [ContractDraft] = [], staff: [StaffDraft] = [], cover: [CoverDraft] = [],
    wishes: [WishDraft] = [], pinned: [PinnedCellDraft] = [], forbidden: [ForbiddenCellDraft] = [],
    published: PublishedDraft? = nil
  ) {
    self.title = title
    self.days = days
    self.firstDay = firstDay
    self.firstWeekday = firstWeekday
    self.labels = labels
    self.duties = duties
    self.skills = skills
    self.groups = groups
    self.contracts = contracts
    self.staff = staff
    self.cover = cover
    self.wishes = wishes
    self.pinned = pinned
    self.forbidden = forbidden
    self.published = published
  }
}

/// A duty (shift type) that may be served on a day.
public struct DutyDraft: Codable, Hashable, Sendable {
  /// Unique identifier, such as `N`.
  public var id: String
  /// Full name.
  public var name: String
  /// Start in minutes after midnight, 0…1439; `nil` if the duty has no clock time.
  public var start: Int?
  /// Length in minutes, 0…2880.
  public var minutes: Int
  /// Where it is served; `nil` if sites play no part.
  public var site: String?
  /// Skills in one of which it is served; empty if skills play no part in it.
  public var skills: [String]

  /// A duty.
  public init(
    id: String, name: String, start: Int? = nil, minutes: Int, site: String? = nil,
    skills: [String] = []
  ) {
    self.id = id
    self.name = name
    self.start = start
    self.minutes = minutes
    self.site = site
    self.skills = skills
  }
}

/// A named set of duties, such as all night duties.
public struct DutyGroupDraft: Codable, Hashable, Sendable {
  /// Identifier; differs from every duty's.
  public var id: String
  /// Identifiers of duties.
  public var duties: [String]

  /// A group.
  public init(id: String, duties: [String]) {
    self.id = id
    self.duties = duties
  }
}

/// A set of rules that people share.
public struct ContractDraft: Codable, Hashable, Sendable {
  /// Unique identifier.
  public var id: String
  /// Weekdays of a weekend in order, 1 = Monday … 7 = Sunday, such as `[6, 7]` or `[5, 6, 7]` or
  /// `[7, 1]`; consecutive.
  public var weekend: [Int]
  /// The rules.
  public var rules: [CellRuleDraft]

  /// A contract.
  public init(id: String, weekend: [Int] = [6, 7], rules: [CellRuleDraft] = []) {
    self.id = id
    self.weekend = weekend
    self.rules = rules
  }
}

/// A person who may be rostered.
public struct StaffDraft: Codable, Hashable, Sendable {
  /// Unique staff number, as text with leading zeros kept.
  public var staffNumber: String
  /// Name.
  public var name: String
  /// Unit; `nil` if units play no part.
  public var unit: String?
  /// Identifier of the contract.
  public var contract: String
  /// Skills held.
  public var skills: [String]
  /// Sites allowed; empty for all.
  public var sites: [String]
  /// Rules of this person alone, beside the contract's.
  public var rules: [CellRuleDraft]
  /// The days just before the first, latest last; empty if nothing is known.
  public var history: [HistoryCellDraft]

  /// A person.
  public init(
    staffNumber: String, name: String, unit: String? = nil, contract: String, skills: [String] = [],
    sites: [String] = [], rules: [CellRuleDraft] = [], history: [HistoryCellDraft] = []
  ) {
    self.staffNumber = staffNumber
    self.name = name
    self.unit = unit
    self.contract = contract
    self.skills = skills
    self.sites = sites
    self.rules = rules
    self.history = history
  }
}

/// A day before the first.
public enum HistoryCellDraft: Codable, Hashable, Sendable {
  /// A free day.
  case off
  /// A day of work whose duty is not known; it matches `work` but no duty.
  case work
  /// A duty.
  case duty(String)
}
