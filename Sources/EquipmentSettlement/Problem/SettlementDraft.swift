/// A settlement as read from a file: the log of actual use and what was agreed, nothing checked.
///
/// The lists mirror the sheets of the workbook, so that a fault found at `uses[3].actual` leads back
/// to one cell. Everything refers to everything by identifier. Days are texts such as `2026-12-01`;
/// moments are minutes from 00:00 of ``firstDay``, negative before it. ``UseLedger`` is the
/// validated value.
public struct SettlementDraft: Codable, Hashable, Sendable {
  /// Name of the settlement, for headings.
  public var name: String
  /// First day of the period.
  public var firstDay: String
  /// Last day of the period, included.
  public var lastDay: String
  /// Version of the charging rules that were agreed; every line cites it.
  public var ruleVersion: String
  /// Institutions that own devices or use them.
  public var institutions: [Institution]
  /// Devices and shared licences.
  public var devices: [Device]
  /// What institutions agreed with each other.
  public var agreements: [Agreement]
  /// Prices.
  public var tariffs: [Tariff]
  /// The log: what was used, cancelled or missed.
  public var uses: [Use]

  /// A settlement without entries.
  public init(name: String, firstDay: String, lastDay: String, ruleVersion: String) {
    self.name = name
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.ruleVersion = ruleVersion
    institutions = []
    devices = []
    agreements = []
    tariffs = []
    uses = []
  }
}

extension SettlementDraft {
  /// An institution.
  public struct Institution: Codable, Hashable, Sendable {
    /// Unique key, as text.
    public var id: String
    /// Name for people.
    public var name: String
    /// `hospital` or `community`, for prices of a tier; empty if no price depends on it.
    public var tier: String

    /// An institution.
    public init(id: String, name: String, tier: String = "") {
      self.id = id
      self.name = name
      self.tier = tier
    }
  }

  /// An instrument, or a licence that several may use at once.
  public struct Device: Codable, Hashable, Sendable {
    /// Unique key, as text.
    public var id: String
    /// Name for people.
    public var name: String
    /// Identifier of the owning institution.
    public var owner: String
    /// Name of the class, for prices of a class.
    public var deviceClass: String
    /// Uses that it serves at the same time, at least one.
    public var capacity: Int
    /// Hours a year that count as fully used: 1,400 for general instruments, 800 for special ones
    /// (scale of the Ministry of Education for shared instruments).
    public var yearlyHours: Int

    /// Full use of a general instrument, in hours a year.
    public static let generalYearlyHours = 1400
    /// Full use of a special instrument, in hours a year.
    public static let specialYearlyHours = 800

    /// A device.
    public init(
      id: String, name: String, owner: String, deviceClass: String, capacity: Int = 1,
      yearlyHours: Int = generalYearlyHours
    ) {
      self.id = id
      self.name = name
      self.owner = owner
      self.deviceClass = deviceClass
      self.capacity = capacity
      self.yearlyHours = yearlyHours
    }
  }

  /// What institutions agreed with each other.
  public struct Agreement: Codable, Hashable, Sendable {
    /// What an agreement is about.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// Prices; its tariff rows cite it.
      case tariff
      /// The members pay their balances among each other with the fewest transfers.
      case netting
    }

    /// Unique key, such as the number of the document.
    public var id: String
    /// What it is about.
    public var kind: Kind
    /// Identifiers of the institutions that signed it.
    public var members: [String]
    /// First day on which it holds.
    public var from: String
    /// Last day on which it holds; `nil` if it does not end.
    public var to: String?

    /// An agreement.
    public init(id: String, kind: Kind, members: [String], from: String, to: String? = nil) {
      self.id = id
      self.kind = kind
      self.members = members
      self.from = from
      self.to = to
    }
  }
}
