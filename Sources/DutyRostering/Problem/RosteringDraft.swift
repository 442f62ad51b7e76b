public import Alliance

/// A rostering problem as it was read: nothing checked, references by identifier.
public struct RosteringDraft: Codable, Hashable, Sendable {
  /// What the roster is for, such as 2026年轮值.
  public var title: String
  /// The terms in order.
  public var terms: [TermDraft]
  /// The units, whether or not they take part.
  public var units: [UnitDraft]
  /// The people who may serve for their units.
  public var people: [PersonDraft]
  /// Who is away when. Reasons are never read, stored or printed.
  public var leave: [LeaveDraft]
  /// The rotation of units over the terms.
  public var rotation: RotationDraft
  /// Hash of the draw that decides between units or between rosters; `nil` for none.
  public var draw: String?
  /// Identifiers of units in the order of the draw, where it decides last, between rosters that are equal
  /// in every other goal; `nil` where it is the order in which units serve, or where there is none.
  public var tieOrder: [String]?

  /// A draft.
  public init(
    title: String = "", terms: [TermDraft] = [], units: [UnitDraft] = [],
    people: [PersonDraft] = [], leave: [LeaveDraft] = [],
    rotation: RotationDraft = RotationDraft(), draw: String? = nil, tieOrder: [String]? = nil
  ) {
    self.draw = draw
    self.tieOrder = tieOrder
    self.title = title
    self.terms = terms
    self.units = units
    self.people = people
    self.leave = leave
    self.rotation = rotation
  }
}

/// A term of the roster, such as a month.
public struct TermDraft: Codable, Hashable, Sendable {
  /// Unique label, such as `2026-03`.
  public var label: String
  /// First day as written, `2026-03-01`; `nil` if not given.
  public var start: String?
  /// Last day as written; `nil` if not given.
  public var end: String?

  /// A term.
  public init(label: String, start: String? = nil, end: String? = nil) {
    self.label = label
    self.start = start
    self.end = end
  }

  /// First and last day: those given, else those of the month, quarter or week that the label names; `nil`
  /// if neither says.
  public var days: ClosedRange<Day>? {
    if let first = start.flatMap(Day.init(iso:)), let last = end.flatMap(Day.init(iso:)) {
      return first <= last ? first...last : nil
    }
    return Term(label).map { $0.firstDay...$0.lastDay }
  }
}

/// A unit of the alliance.
public struct UnitDraft: Codable, Hashable, Sendable {
  /// Unique identifier, as text with leading zeros kept.
  public var id: String
  /// Full name.
  public var name: String
  /// Its tier.
  public var tier: Tier
  /// Its weight in sharing out the duties of its tier, at least 1; equal weights share equally.
  public var weight: Int
  /// Whether it takes part in the rotation at all.
  public var takesPart: Bool
  /// Whether the alliance sits at this unit; see ``RotationSettings/hostTakesPart``.
  public var isHost: Bool

  /// A unit.
  public init(
    id: String, name: String, tier: Tier, weight: Int = 1, takesPart: Bool = true,
    isHost: Bool = false
  ) {
    self.id = id
    self.name = name
    self.tier = tier
    self.weight = weight
    self.takesPart = takesPart
    self.isHost = isHost
  }
}

/// A person who may serve for a unit.
public struct PersonDraft: Codable, Hashable, Sendable {
  /// Unique staff number, as text with leading zeros kept.
  public var staffNumber: String
  /// Name.
  public var name: String
  /// Identifier of the unit.
  public var unit: String
  /// Role, such as 科研管理负责人.
  public var role: String
  /// Note of approval, if the person may serve without the required role; `nil` if not approved.
  public var exception: String?
  /// Duties served before the first term, for balance inside the unit.
  public var served: Int
  /// Who took the place over during the roster, in the order of the terms; `nil` if nobody did.
  public var successors: [SuccessorDraft]?

  /// A person.
  public init(
    staffNumber: String, name: String, unit: String, role: String, exception: String? = nil,
    served: Int = 0, successors: [SuccessorDraft]? = nil
  ) {
    self.successors = successors
    self.staffNumber = staffNumber
    self.name = name
    self.unit = unit
    self.role = role
    self.exception = exception
    self.served = served
  }
}

/// Somebody who takes a person's place over from a term on (自然替补): the duties stay where they are, and so
/// do their proofs; only the label changes.
public struct SuccessorDraft: Codable, Hashable, Sendable {
  /// Label of the first term of the successor.
  public var term: String
  /// Staff number of the successor, unique among people and posts.
  public var staffNumber: String
  /// Name of the successor.
  public var name: String

  /// A successor.
  public init(term: String, staffNumber: String, name: String) {
    self.term = term
    self.staffNumber = staffNumber
    self.name = name
  }
}

/// A unit, a person or a full-time post that is away in a term.
public struct LeaveDraft: Codable, Hashable, Sendable {
  /// Identifier of the unit that is away as a whole.
  public var unit: String?
  /// Staff number of the person or post that is away.
  public var person: String?
  /// Label of the term.
  public var term: String

  /// Leave of a unit or of a person.
  public init(unit: String? = nil, person: String? = nil, term: String) {
    self.unit = unit
    self.person = person
    self.term = term
  }
}
