/// A place of a term and who fills it.
public struct Duty: Codable, Hashable, Sendable {
  /// Index of the term.
  public let term: Int
  /// Body and tier.
  public let seat: Seat
  /// Index of the unit that fills the place; `nil` for a post or an open place.
  public let unit: Int?
  /// Index of the person who serves for the unit; `nil` for a post or an open place.
  public let person: Int?
  /// Index of the full-time post that fills the place; `nil` for a unit or an open place.
  public let post: Int?

  /// A place filled by a person of a unit.
  public init(term: Int, seat: Seat, unit: Int, person: Int) {
    self.init(term: term, seat: seat, unit: unit, person: person, post: nil)
  }

  /// A place filled by a full-time post.
  public init(term: Int, seat: Seat, post: Int) {
    self.init(term: term, seat: seat, unit: nil, person: nil, post: post)
  }

  /// A place that nobody fills.
  public init(openIn term: Int, seat: Seat) {
    self.init(term: term, seat: seat, unit: nil, person: nil, post: nil)
  }

  private init(term: Int, seat: Seat, unit: Int?, person: Int?, post: Int?) {
    self.term = term
    self.seat = seat
    self.unit = unit
    self.person = person
    self.post = post
  }

  /// Whether nobody fills the place.
  public var isOpen: Bool { unit == nil && person == nil && post == nil }
}

/// Who fills which place of which term.
public struct Roster: Codable, Hashable, Sendable {
  /// The places by term, seat, unit and post; open places last within a seat.
  public let duties: [Duty]

  /// A roster; the duties are put in order.
  public init(duties: [Duty]) {
    func key(_ duty: Duty) -> (Int, Int, Int, Int, Int) {
      (
        duty.term, duty.seat.index, duty.unit ?? .max, duty.post ?? .max, duty.person ?? .max
      )
    }
    self.duties = duties.sorted { key($0) < key($1) }
  }

  /// The places of a seat in a term, in order.
  ///
  /// - Complexity: O(duties).
  public func duties(term: Int, seat: Seat) -> [Duty] {
    duties.filter { $0.term == term && $0.seat == seat }
  }

  /// The duties of a unit by term.
  ///
  /// - Complexity: O(duties).
  public func duties(ofUnit unit: Int) -> [Duty] { duties.filter { $0.unit == unit } }
}
