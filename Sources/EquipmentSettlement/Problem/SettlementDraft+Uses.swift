extension SettlementDraft {
  /// What an owner asks of a user for its devices.
  ///
  /// A row holds for one device, a class or all devices of the owner, and for one institution, a
  /// tier or everybody. Of the rows in force on the day on which a use begins the one for the named
  /// institution wins over its tier, and that over everybody; among those the one for the device
  /// wins over its class, and that over all devices.
  public struct Tariff: Codable, Hashable, Sendable {
    /// From what the minutes of a use are counted.
    public enum Basis: String, Codable, Hashable, Sendable, CaseIterable {
      /// The logged minutes.
      case actual
      /// The logged minutes, but at least the booked ones.
      case larger
    }

    /// Unique key; every line cites it.
    public var id: String
    /// Identifier of the owning institution.
    public var owner: String
    /// Identifier of a device, or name of a class; empty for all devices of the owner.
    public var target: String
    /// Identifier of an institution, or `hospital` or `community` for a tier; empty for everybody.
    public var user: String
    /// Price of an hour, in 分 (hundredths of a yuan); `nil` while it is being negotiated.
    public var fenPerHour: Int?
    /// From what the minutes are counted.
    public var basis: Basis
    /// Fewest minutes that are charged for a use.
    public var minimumMinutes: Int
    /// Charged minutes are rounded up to a multiple of it.
    public var stepMinutes: Int
    /// Share of the price that is asked, in percent; 100 without a discount.
    public var pricePercent: Int
    /// A cancellation fewer minutes than this before the booked start is late.
    public var noticeMinutes: Int
    /// Share of the price of the booked minutes that a late cancellation costs, in percent.
    public var lateCancelPercent: Int
    /// Share of the price of the booked minutes that a no-show costs, in percent.
    public var noShowPercent: Int
    /// Identifier of the agreement that the row belongs to; the row holds only while that holds, and
    /// for its members. Empty for a price list of the owner's own.
    public var agreement: String
    /// First day on which it holds.
    public var from: String
    /// Last day on which it holds; `nil` if it does not end.
    public var to: String?

    /// A price with the usual rules: by the minute, late cancellations free, no-shows in full.
    public init(
      id: String, owner: String, target: String = "", user: String = "", fenPerHour: Int?,
      basis: Basis = .actual, minimumMinutes: Int = 0, stepMinutes: Int = 1,
      pricePercent: Int = 100, noticeMinutes: Int = 0, lateCancelPercent: Int = 0,
      noShowPercent: Int = 100, agreement: String = "", from: String, to: String? = nil
    ) {
      self.id = id
      self.owner = owner
      self.target = target
      self.user = user
      self.fenPerHour = fenPerHour
      self.basis = basis
      self.minimumMinutes = minimumMinutes
      self.stepMinutes = stepMinutes
      self.pricePercent = pricePercent
      self.noticeMinutes = noticeMinutes
      self.lateCancelPercent = lateCancelPercent
      self.noShowPercent = noShowPercent
      self.agreement = agreement
      self.from = from
      self.to = to
    }
  }

  /// A half-open span of time, in minutes from 00:00 of the first day.
  public struct Span: Codable, Hashable, Sendable {
    /// First minute.
    public var from: Int
    /// Minute after the last.
    public var to: Int

    /// The span `from ..< to`.
    public init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }

    /// Minutes in the span.
    public var minutes: Int { to - from }
  }

  /// One entry of the log.
  public struct Use: Codable, Hashable, Sendable {
    /// What became of a booking.
    public enum Event: String, Codable, Hashable, Sendable, CaseIterable {
      /// The device was used.
      case used
      /// The booking was cancelled at ``Use/cancelledAt``.
      case cancelled
      /// Nobody came.
      case noShow
    }

    /// Unique key of the entry.
    public var id: String
    /// Identifier of the booking or its request; empty for a use without a booking.
    public var booking: String
    /// Identifier of the device.
    public var device: String
    /// Identifier of the institution that used it.
    public var user: String
    /// Staff number of the person who used it; may be empty.
    public var person: String
    /// Project or fund code that pays; may be empty.
    public var fund: String
    /// What became of it.
    public var event: Event
    /// When it was booked; `nil` for a use without a booking.
    public var plan: Span?
    /// When it was used; `nil` if it was not.
    public var actual: Span?
    /// When it was cancelled; `nil` if it was not.
    public var cancelledAt: Int?
    /// Whether the user and the custodian both signed the entry.
    public var isConfirmed: Bool

    /// An entry.
    public init(
      id: String, booking: String = "", device: String, user: String, person: String = "",
      fund: String = "", event: Event = .used, plan: Span? = nil, actual: Span? = nil,
      cancelledAt: Int? = nil, isConfirmed: Bool = true
    ) {
      self.id = id
      self.booking = booking
      self.device = device
      self.user = user
      self.person = person
      self.fund = fund
      self.event = event
      self.plan = plan
      self.actual = actual
      self.cancelledAt = cancelledAt
      self.isConfirmed = isConfirmed
    }
  }
}
