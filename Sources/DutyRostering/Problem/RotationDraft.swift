/// What the rotation of units over terms needs besides units, people and leave.
public struct RotationDraft: Codable, Hashable, Sendable {
  /// Places per term and seat.
  public var demand: [DemandDraft]
  /// Full-time posts (专项管理人员) that may fill a seat.
  public var posts: [PostDraft]
  /// Cells that are settled already.
  public var pinned: [CellDraft]
  /// Cells that must stay empty of a unit or person.
  public var forbidden: [CellDraft]
  /// What units bring along from before the first term.
  public var history: [HistoryDraft]
  /// The settings.
  public var settings: RotationSettings
  /// The seats of the published roster that this one stays close to; `nil` without one.
  public var published: [PublishedSeatDraft]?

  /// The parts of a rotation.
  public init(
    demand: [DemandDraft] = [], posts: [PostDraft] = [], pinned: [CellDraft] = [],
    forbidden: [CellDraft] = [], history: [HistoryDraft] = [],
    settings: RotationSettings = RotationSettings(), published: [PublishedSeatDraft]? = nil
  ) {
    self.demand = demand
    self.posts = posts
    self.pinned = pinned
    self.forbidden = forbidden
    self.history = history
    self.settings = settings
    self.published = published
  }
}

/// The number of places of a seat in a term.
public struct DemandDraft: Codable, Hashable, Sendable {
  /// Label of the term.
  public var term: String
  /// Body and tier.
  public var seat: Seat
  /// Places, within ``RotationSettings/fewestPlaces`` to ``RotationSettings/mostPlaces``.
  public var places: Int

  /// Places of a seat.
  public init(term: String, seat: Seat, places: Int) {
    self.term = term
    self.seat = seat
    self.places = places
  }
}

/// A full-time post that may fill a place when the units cannot.
public struct PostDraft: Codable, Hashable, Sendable {
  /// Staff number of its holder, unique among people and posts.
  public var staffNumber: String
  /// Name of its holder.
  public var name: String
  /// Seats that it may fill.
  public var seats: [Seat]
  /// Most terms in which it may fill a seat.
  public var mostTerms: Int

  /// A post.
  public init(staffNumber: String, name: String, seats: [Seat], mostTerms: Int) {
    self.staffNumber = staffNumber
    self.name = name
    self.seats = seats
    self.mostTerms = mostTerms
  }
}

/// A unit or a person in a body in a term.
public struct CellDraft: Codable, Hashable, Sendable {
  /// Label of the term; `nil` means every term (forbidden cells only).
  public var term: String?
  /// The body; `nil` means both (forbidden cells only).
  public var body: Body?
  /// Identifier of the unit.
  public var unit: String?
  /// Staff number of the person.
  public var person: String?

  /// A cell of a unit or of a person.
  public init(
    term: String? = nil, body: Body? = nil, unit: String? = nil, person: String? = nil
  ) {
    self.term = term
    self.body = body
    self.unit = unit
    self.person = person
  }
}

/// A seat as it was published. It binds nobody by itself, but says who is to be told of a change.
public struct PublishedSeatDraft: Codable, Hashable, Sendable {
  /// Why a seat lay where it did when the roster was first made, in that roster's own terms.
  public struct FirstReason: Codable, Hashable, Sendable {
    /// Why in this term.
    public var cause: UnitReason.Cause
    /// Why this person.
    public var choice: UnitReason.Choice
    /// Label of the first term in which the duty was in time.
    public var earliest: String
    /// Label of the last such term; `nil` if it need not have fallen due.
    public var latest: String?

    /// A reason.
    public init(
      cause: UnitReason.Cause, choice: UnitReason.Choice, earliest: String, latest: String? = nil
    ) {
      self.cause = cause
      self.choice = choice
      self.earliest = earliest
      self.latest = latest
    }
  }

  /// Label of the term.
  public var term: String
  /// Body and tier.
  public var seat: Seat
  /// Identifier of the unit; `nil` for a full-time post.
  public var unit: String?
  /// Staff number of whoever holds it; `nil` where nobody is named.
  public var person: String?
  /// Whether the unit stays: the seat is among the pinned cells then.
  public var isKept: Bool
  /// Why it lay there at first; `nil` for a full-time post, or if nothing was said of it.
  public var reason: FirstReason?

  /// A published seat.
  public init(
    term: String, seat: Seat, unit: String?, person: String?, isKept: Bool,
    reason: FirstReason? = nil
  ) {
    self.reason = reason
    self.term = term
    self.seat = seat
    self.unit = unit
    self.person = person
    self.isKept = isKept
  }
}

/// What a unit brings along. The seat belongs to the unit, whoever sat in it.
public struct HistoryDraft: Codable, Hashable, Sendable {
  /// Identifier of the unit.
  public var unit: String
  /// Duties served.
  public var served: Int
  /// Duties that it was entitled to, an exact number such as `7/5`.
  public var entitlement: ExactFraction
  /// Terms since its last duty: 1 when it served in the term just before the first; `nil` if never.
  public var termsSince: Int?
  /// Body of its last duty; `nil` if never.
  public var lastBody: Body?

  /// The past of a unit.
  public init(
    unit: String, served: Int, entitlement: ExactFraction, termsSince: Int? = nil,
    lastBody: Body? = nil
  ) {
    self.unit = unit
    self.served = served
    self.entitlement = entitlement
    self.termsSince = termsSince
    self.lastBody = lastBody
  }
}

/// The rules that the alliance may set.
public struct RotationSettings: Codable, Hashable, Sendable {
  /// Whether the host takes turns like any other unit; the notice does not say.
  public var hostTakesPart: Bool
  /// Role that a person needs to serve, unless an exception is approved.
  public var requiredRole: String
  /// Fewest free terms between two duties of a unit; 0 allows duties in consecutive terms.
  public var leastGap: Int
  /// Fewest places of a seat in a term.
  public var fewestPlaces: Int
  /// Most places of a seat in a term.
  public var mostPlaces: Int
  /// Whether a place may stay open when nobody can fill it; otherwise that is a clash.
  public var mayLeaveOpen: Bool

  /// The notice's settings unless said otherwise: 科研管理负责人, one or two places.
  public init(
    hostTakesPart: Bool = true, requiredRole: String = "科研管理负责人", leastGap: Int = 0,
    fewestPlaces: Int = 1, mostPlaces: Int = 2, mayLeaveOpen: Bool = false
  ) {
    self.hostTakesPart = hostTakesPart
    self.requiredRole = requiredRole
    self.leastGap = leastGap
    self.fewestPlaces = fewestPlaces
    self.mostPlaces = mostPlaces
    self.mayLeaveOpen = mayLeaveOpen
  }
}
