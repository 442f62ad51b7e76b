public import Solving

/// What every use costs, who owes whom, and how it is paid.
public struct Settlement: JobAnswer, Hashable {
  /// One line for each entry of the log, in its order.
  public let lines: [Line]
  /// What pairs of institutions owe each other, by rising indices; pairs without a charge are left
  /// out.
  public let pairs: [Pair]
  /// The netting agreements that hold on the last day of the period, in their order.
  public let nettings: [Netting]
  /// Every payment to be made, those of netting agreements first.
  public let payments: [Payment]
  /// Use of each device.
  public let utilisation: [DeviceUse]

  /// A settlement.
  public init(
    lines: [Line], pairs: [Pair], nettings: [Netting], payments: [Payment],
    utilisation: [DeviceUse]
  ) {
    self.lines = lines
    self.pairs = pairs
    self.nettings = nettings
    self.payments = payments
    self.utilisation = utilisation
  }

  /// Sum of all charged lines, in 分.
  public var total: Int { lines.reduce(0) { $0 + ($1.fen ?? 0) } }
}

extension Settlement {
  /// What an entry of the log costs.
  public struct Line: Codable, Hashable, Sendable {
    /// Whether it is charged, and if not, why.
    public enum Status: String, Codable, Hashable, Sendable, CaseIterable {
      /// The amount is owed.
      case charged
      /// No agreed price holds (待协商); nothing is known, which is not zero.
      case toBeAgreed
      /// The entry is not signed by both sides.
      case toBeConfirmed
      /// The owner used its own device; nobody owes anybody.
      case ownUse
    }

    /// Index of the entry.
    public let use: Int
    /// Index of the institution that owns the device.
    public let creditor: Int
    /// Index of the institution that used it.
    public let debtor: Int
    /// Whether it is charged.
    public let status: Status
    /// Index of the tariff row; `nil` if none holds or none is needed.
    public let tariff: Int?
    /// Charged minutes after minimum and step; 0 for a cancellation in time.
    public let minutes: Int
    /// Share of the hourly price that is asked of them, in hundredths of a percent: discount times
    /// the share for late cancellations and no-shows.
    public let share: Int
    /// The amount in 分, rounded half up once; `nil` unless ``status-swift.property`` is `charged`.
    public let fen: Int?

    /// A line.
    public init(
      use: Int, creditor: Int, debtor: Int, status: Status, tariff: Int?, minutes: Int, share: Int,
      fen: Int?
    ) {
      self.use = use
      self.creditor = creditor
      self.debtor = debtor
      self.status = status
      self.tariff = tariff
      self.minutes = minutes
      self.share = share
      self.fen = fen
    }
  }

  /// What two institutions owe each other.
  public struct Pair: Codable, Hashable, Sendable {
    /// Index of the first institution.
    public let first: Int
    /// Index of the second institution, larger than ``first``.
    public let second: Int
    /// What the second owes the first, in 分.
    public let owedToFirst: Int
    /// What the first owes the second, in 分.
    public let owedToSecond: Int

    /// Two institutions.
    public init(first: Int, second: Int, owedToFirst: Int, owedToSecond: Int) {
      self.first = first
      self.second = second
      self.owedToFirst = owedToFirst
      self.owedToSecond = owedToSecond
    }

    /// What the second has to pay the first after both amounts are set off, in 分; negative if the
    /// first has to pay.
    public var net: Int { owedToFirst - owedToSecond }
  }

  /// The balances of a netting agreement, and how few transfers can pay them.
  public struct Netting: Codable, Hashable, Sendable {
    /// Index of the agreement.
    public let agreement: Int
    /// Balance of each member against all other members, in 分, in the order of the agreement's
    /// members; positive if it receives. They sum to zero.
    public let balances: [Int]
    /// Members, by index of institution, in groups whose balances sum to zero; each group pays
    /// within itself. Members without a balance are left out.
    public let groups: [[Int]]
    /// Fewest transfers that any way of paying needs, proven.
    public let fewestTransfers: Int

    /// A netting.
    public init(agreement: Int, balances: [Int], groups: [[Int]], fewestTransfers: Int) {
      self.agreement = agreement
      self.balances = balances
      self.groups = groups
      self.fewestTransfers = fewestTransfers
    }
  }

  /// A payment between two institutions.
  public struct Payment: Codable, Hashable, Sendable {
    /// Index of the institution that pays.
    public let payer: Int
    /// Index of the institution that receives.
    public let payee: Int
    /// The amount in 分, positive.
    public let fen: Int
    /// Index of the netting agreement; `nil` if the two settle by themselves.
    public let agreement: Int?

    /// A payment.
    public init(payer: Int, payee: Int, fen: Int, agreement: Int?) {
      self.payer = payer
      self.payee = payee
      self.fen = fen
      self.agreement = agreement
    }
  }

  /// Plan against use of a device, in minutes that begin in the period.
  public struct DeviceUse: Codable, Hashable, Sendable {
    /// Booked minutes of all entries, whatever became of them.
    public var planned = 0
    /// Logged minutes of use.
    public var used = 0
    /// Of those, minutes by institutions other than the owner.
    public var shared = 0
    /// Logged uses.
    public var useCount = 0
    /// Uses without a booking.
    public var unplannedCount = 0
    /// Cancelled bookings.
    public var cancelledCount = 0
    /// Bookings to which nobody came.
    public var noShowCount = 0
    /// Minutes of full use in the period: the yearly hours in proportion to its days of each year,
    /// once for each place of the device.
    public var base = 0

    /// Nothing yet.
    public init() {}
  }
}
