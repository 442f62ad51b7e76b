/// Why a request was refused, found by trying, and what would have let it in.
public struct Refusal: Codable, Hashable, Sendable {
  /// What stood in the way. Each says what happened when this one rule was lifted and the request was
  /// put into the final timetable again.
  public enum Reason: Codable, Hashable, Sendable {
    /// There is no possible start at all, whatever the others do. Lifting one of `rules` would make
    /// one: `windows`, `reserve`, `open`, `maintenance` or `authorized`; empty if it takes more than one.
    case noStart(rules: [String])
    /// Its devices are taken: without the `winners`, who are worth `value` points together, it would
    /// fit. The winners are those of the cheapest place.
    case classFull(winners: [Int], value: Int)
    /// Too few operators of the pool at the hours where a device is free; `slot` is the first slot
    /// that lacks one at the place where fewest are missing.
    case operatorShort(pool: Int, slot: Int)
    /// The institution's quota is used up; `used` slots of `limit` without this request.
    case quota(quota: Int, used: Int, limit: Int)
    /// The series stands or falls together, and no place is left for `partner`.
    case partnerBlocked(partner: Int)
    /// No single rule keeps it out. At its cheapest place it would displace the `winners`, who are
    /// worth `value` points together.
    case betterUse(winners: [Int], value: Int)
    /// The `winners` are worth `value` points together, less than this request, and keep their places for the
    /// sake of a fair share: without them `institution` would lack `slots` more slots of use, and fair shares
    /// would cost `points` more in all.
    case fairShare(institution: Int, slots: Int, points: Int, winners: [Int], value: Int)
    /// The same where shares come before points, by ``BookingProblem/isMaxMin``: without the `winners`, who are
    /// worth `value` points together, `institution` would fall below `tenths` tenths of its share, which it keeps.
    case shareFloor(institution: Int, tenths: Int, winners: [Int], value: Int)
  }

  /// A change that lets the request into the final timetable as it stands, or in place of less.
  public struct WayIn: Codable, Hashable, Sendable {
    /// What would have to change.
    public enum Change: String, Codable, Hashable, Sendable, CaseIterable {
      /// Another device of a class that it accepts, or its class.
      case otherDevice
      /// Windows wider by two hours at each end.
      case widerWindow
      /// The same hours on another day.
      case otherDay
    }

    /// What would have to change.
    public let change: Change
    /// The place that it gets then.
    public let booking: Booking
    /// Requests whose place that is, worth less with their fair shares than this one; `nil` if it is free.
    public let displaced: [Int]?
    /// The places that the others of its series get then, as they asked or after the same change; `nil` for a
    /// request that comes in by itself.
    public let partners: [Booking]?

    /// A way in.
    public init(
      change: Change, booking: Booking, displaced: [Int]? = nil, partners: [Booking]? = nil
    ) {
      self.displaced = displaced
      self.change = change
      self.booking = booking
      self.partners = partners
    }
  }

  /// Index of the request.
  public let request: Int
  /// The reasons, the plainest first; never empty.
  public let reasons: [Reason]
  /// Changes that would let it in, that which brings most at the prices first; at most one of a kind, none if
  /// none of them helps. `nil` if time was up before they were looked for.
  public let waysIn: [WayIn]?

  /// A refusal.
  public init(request: Int, reasons: [Reason], waysIn: [WayIn]?) {
    self.request = request
    self.reasons = reasons
    self.waysIn = waysIn
  }
}
