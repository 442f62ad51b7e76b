public import Alliance
public import Diagnostics

/// The log of a period with all that was agreed, validated: dense indices, nothing unchecked.
///
/// ``settle(exactParties:)`` charges it; ``violations(of:)`` counts a settlement again.
public struct UseLedger: Hashable, Sendable {
  /// A device.
  public struct Device: Hashable, Sendable {
    /// Unique key.
    public let id: String
    /// Name for people.
    public let name: String
    /// Index of the owning institution.
    public let owner: Int
    /// Name of its class.
    public let deviceClass: String
    /// Uses that it serves at the same time.
    public let capacity: Int
    /// Hours a year that count as fully used.
    public let yearlyHours: Int
  }

  /// An agreement between institutions.
  public struct Agreement: Hashable, Sendable {
    /// Unique key.
    public let id: String
    /// What it is about.
    public let kind: SettlementDraft.Agreement.Kind
    /// Indices of the institutions that signed it, rising.
    public let members: [Int]
    /// Days on which it holds.
    public let days: ClosedRange<Day>
  }

  /// What an owner asks of a user; see `SettlementDraft/Tariff`.
  public struct Tariff: Hashable, Sendable {
    /// For what the row holds.
    public enum Target: Hashable, Sendable {
      /// All devices of the owner.
      case everything
      /// The owner's devices of a class.
      case deviceClass(String)
      /// The device of an index.
      case device(Int)
    }

    /// For whom the row holds.
    public enum User: Hashable, Sendable {
      /// Every institution.
      case everybody
      /// The institutions of a tier.
      case tier(Tier)
      /// The institution of an index.
      case institution(Int)
    }

    /// Index of the owning institution.
    public let owner: Int
    /// For what it holds.
    public let target: Target
    /// For whom it holds.
    public let user: User
    /// Days on which the row and its agreement hold; `nil` if there are none.
    public let days: ClosedRange<Day>?
    /// Index of its agreement; `nil` for a price list of the owner's own.
    public let agreement: Int?
    /// The row as read, with its price and rules.
    public let terms: SettlementDraft.Tariff
  }

  /// One entry of the log.
  public struct Use: Hashable, Sendable {
    /// Index of the device.
    public let device: Int
    /// Index of the institution that used it.
    public let user: Int
    /// Day on which it began or was booked to begin; its prices hold.
    public let day: Day
    /// The entry as read, with its times.
    public let entry: SettlementDraft.Use
  }

  /// The values as read.
  public let draft: SettlementDraft
  /// Days of the period.
  public let period: ClosedRange<Day>
  /// Tier of each institution; `nil` if it was not given.
  public let tiers: [Tier?]
  /// Devices.
  public let devices: [Device]
  /// Agreements.
  public let agreements: [Agreement]
  /// Prices.
  public let tariffs: [Tariff]
  /// The log.
  public let uses: [Use]

  /// Institutions as read.
  public var institutions: [SettlementDraft.Institution] { draft.institutions }

  /// Validates a draft.
  ///
  /// - Throws: `Faults` with everything that is wrong.
  public init(validating draft: SettlementDraft) throws(Faults) {
    var validation = SettlementValidation(draft)
    let parts = validation.run()
    try validation.faults.throwIfAny()
    // Without a fault every part is complete.
    guard let parts else { throw validation.faults }
    self.draft = draft
    period = parts.period
    tiers = parts.tiers
    devices = parts.devices
    agreements = parts.agreements
    tariffs = parts.tariffs
    uses = parts.uses
  }

  /// The netting agreement of an institution on the last day of the period; `nil` if it has none.
  public func netting(of institution: Int) -> Int? {
    agreements.firstIndex {
      $0.kind == .netting && $0.days.contains(period.upperBound) && $0.members.contains(institution)
    }
  }

  /// `2026-12-01 09:00` for a minute of the settlement.
  public func text(ofMinute minute: Int) -> String {
    let day = (minute - (minute % 1440 + 1440) % 1440) / 1440
    return "\(period.lowerBound + day) \(TimeWindow.clock(minute - day * 1440))"
  }

  /// `2026-12-01 09:00–11:00`, with the date of the end if it is another one.
  public func text(of span: SettlementDraft.Span) -> String {
    let (from, to) = (text(ofMinute: span.from), text(ofMinute: span.to))
    return from.prefix(10) == to.prefix(10) ? "\(from)–\(to.dropFirst(11))" : "\(from)–\(to)"
  }
}
