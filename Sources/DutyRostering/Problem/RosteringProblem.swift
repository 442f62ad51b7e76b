public import Alliance
public import Diagnostics

/// A rotation of units over terms whose input has been checked.
///
/// Units, people, posts and terms are dense indices into the lists here; the lists keep the order of
/// the draft.
public struct RosteringProblem: Hashable, Sendable {
  /// A unit.
  public struct Unit: Hashable, Sendable {
    /// Unique identifier.
    public let id: String
    /// Full name.
    public let name: String
    /// Its tier.
    public let tier: Tier
    /// Its weight within the tier, at least 1.
    public let weight: Int
    /// Whether it takes part, the host's switch applied.
    public let takesPart: Bool
    /// Whether the alliance sits here.
    public let isHost: Bool
    /// Indices of its people, in order.
    public let people: [Int]
    /// Duties served before the first term.
    public let servedBefore: Int
    /// Duties entitled to before the first term.
    public let entitledBefore: ExactFraction
    /// Terms since its last duty, 1 for the term just before the first; `nil` if none is known.
    public let termsSince: Int?
    /// Body of its last duty; `nil` if none is known.
    public let lastBody: Body?
  }

  /// A person who may serve for a unit.
  public struct Person: Hashable, Sendable {
    /// Unique staff number.
    public let staffNumber: String
    /// Name.
    public let name: String
    /// Index of the unit.
    public let unit: Int
    /// What entitles the person to serve.
    public let standing: Standing
    /// Duties served before the first term.
    public let servedBefore: Int
    /// Who takes the place over, by rising first term.
    public let successors: [Successor]
  }

  /// Somebody who takes a person's place over.
  public struct Successor: Hashable, Sendable {
    /// First term of the successor.
    public let term: Int
    /// Staff number.
    public let staffNumber: String
    /// Name.
    public let name: String
  }

  /// What entitles a person to serve.
  public enum Standing: Hashable, Sendable {
    /// The required role.
    case role
    /// An approved exception, with its note.
    case exception(note: String)
    /// Nothing: the person may not serve.
    case none
  }

  /// A full-time post.
  public struct Post: Hashable, Sendable {
    /// Staff number of its holder.
    public let staffNumber: String
    /// Name of its holder.
    public let name: String
    /// Seats that it may fill, in the order of ``Seat/all``.
    public let seats: [Seat]
    /// Most terms in which it may fill a seat.
    public let mostTerms: Int
  }

  /// A person or a whole unit in a body in a term.
  public struct Cell: Hashable, Sendable {
    /// Index of the unit.
    public let unit: Int
    /// Index of the person; `nil` for whoever serves for the unit.
    public let person: Int?
    /// The body.
    public let body: Body
    /// Index of the term.
    public let term: Int
  }

  /// The values as read.
  public let draft: RosteringDraft
  /// The units.
  public let units: [Unit]
  /// The people.
  public let people: [Person]
  /// The full-time posts.
  public let posts: [Post]
  /// Places by term, then by ``Seat/index``.
  public let demand: [[Int]]
  /// Whether a unit is away as a whole, by unit and term.
  public let unitLeave: [[Bool]]
  /// Whether a person is away, by person and term; leave of the unit is not repeated here.
  public let personLeave: [[Bool]]
  /// Whether a post is away, by post and term.
  public let postLeave: [[Bool]]
  /// Settled cells, by term, body, unit and person, each once.
  public let pinned: [Cell]
  /// Forbidden cells, in the same order, each once.
  public let forbidden: [Cell]
  /// Common denominator of every share and history: deviations are counted in units of
  /// 1/`deviationScale`.
  public let deviationScale: Int
  /// `deviationScale` times the entitlement of each unit to one place of its tier; zero for units
  /// that do not take part.
  public let shares: [Int]
  /// `deviationScale` times (served − entitled) before the first term, by unit.
  public let balances: [Int]

  /// Places of a tier in both bodies up to and including each term, by tier and term.
  public let placesSoFar: [[Int]]

  /// Each unit's place in the order of the draw that decides last, from 0 within its tier; zeros without
  /// one.
  public let drawnPlaces: [Int]

  /// The settings.
  public var settings: RotationSettings { draft.rotation.settings }
  /// The terms.
  public var terms: [TermDraft] { draft.terms }
  /// Indices of the units that take part.
  public var activeUnits: [Int] { units.indices.filter { units[$0].takesPart } }

  /// Indices of the units of a tier that take part.
  public func activeUnits(of tier: Tier) -> [Int] {
    units.indices.filter { units[$0].takesPart && units[$0].tier == tier }
  }

  /// Who serves in a term where the roster names a person: that person, or whoever took the place over.
  ///
  /// - Complexity: O(successors).
  public func holder(ofPerson person: Int, term: Int) -> (staffNumber: String, name: String) {
    let person = people[person]
    guard let successor = person.successors.last(where: { $0.term <= term }) else {
      return (person.staffNumber, person.name)
    }
    return (successor.staffNumber, successor.name)
  }

  /// Index of the person who has a staff number, or whose place somebody with that number took over; `nil`
  /// if there is none.
  public func person(numbered number: String) -> Int? {
    people.firstIndex { $0.staffNumber == number }
      ?? people.firstIndex { $0.successors.contains { $0.staffNumber == number } }
  }

  /// Places of a seat in a term.
  public func places(_ seat: Seat, term: Int) -> Int { demand[term][seat.index] }

  /// Checks a draft and builds the problem.
  ///
  /// - Throws: Every fault of the draft.
  /// - Complexity: O(size of the draft × log of it).
  public init(validating draft: RosteringDraft) throws(Faults) {
    try RosteringProblem.faults(in: draft).throwIfAny()
    self.init(faultless: draft)
  }
}

extension RosteringProblem {
  /// `deviationScale` times (served − entitled) of a unit that has served `served` duties of the
  /// plan after term `term`; the history counts.
  public func deviation(ofUnit unit: Int, served: Int, after term: Int) -> Int {
    balances[unit] + deviationScale * served - shares[unit]
      * placesSoFar[units[unit].tier.index][term]
  }

  /// `deviationScale` times the entitlement of a unit after term `term`, without the history.
  public func entitlement(ofUnit unit: Int, after term: Int) -> Int {
    shares[unit] * placesSoFar[units[unit].tier.index][term]
  }
}
