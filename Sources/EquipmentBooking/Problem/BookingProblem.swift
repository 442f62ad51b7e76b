public import Diagnostics

/// An equipment booking round, validated: dense indices, slots instead of minutes, nothing unchecked.
///
/// Which request gets which device and when, such that the accepted requests are worth most. All
/// rules are those of `Models/booking/timetable.mod`. The value of an answer is, in points,
/// the weight of each accepted request, plus the bonus of its device, plus the bonus of its hour, less
/// what institutions fall short of their fair shares:
/// - weight: as given, or `priorityPoints[class] · (slots + bookingSlots)`;
/// - device: the bonus that the request gives to the device, its class in its area, or its class;
/// - hour: the request's bonus if it starts in its preferred span, on its preferred device if it has one;
/// - fair share: the institution's points for each slot of use that it lacks; none by the rule ``isMaxMin``, where
///   shares come before all points.
public struct BookingProblem: Hashable, Sendable {
  /// An institution.
  public struct Institution: Hashable, Sendable {
    /// Unique key.
    public let id: String
    /// Name for people.
    public let name: String
  }

  /// An instrument or a shared licence.
  public struct Device: Hashable, Sendable {
    /// Unique key.
    public let id: String
    /// Name for people.
    public let name: String
    /// Index of the owning institution.
    public let owner: Int
    /// Index of its class.
    public let deviceClass: Int
    /// Index of the area in which it stands; `nil` for none.
    public let area: Int?
    /// Requests that it serves at the same time.
    public let capacity: Int
    /// Staff number of the custodian; may be empty, and is never published.
    public let custodian: String
    /// Post of the custodian, to be published; `nil` for none.
    public let custodianPost: String?
    /// For each slot of the horizon, whether it is within opening hours, maintenance aside.
    public let hours: [Bool]
    /// For each slot of the horizon, whether it is under maintenance.
    public let maintenance: [Bool]
    /// Indices of the devices that it is made of, rising; empty for a device by itself. Its hours and
    /// maintenance include theirs.
    public let parts: [Int]

    /// Whether the device may be occupied in a slot of the horizon.
    public func isOpen(_ slot: Int) -> Bool { hours[slot] && !maintenance[slot] }

    /// Longest spans of slots in which the device is open throughout.
    public var openSpans: [Range<Int>] {
      var spans: [Range<Int>] = []
      var first: Int?
      for slot in 0...hours.count {
        let open = slot < hours.count && isOpen(slot)
        if open {
          first = first ?? slot
        } else if let begun = first {
          spans.append(begun..<slot)
          first = nil
        }
      }
      return spans
    }
  }

  /// Operators who can stand in for each other.
  public struct OperatorPool: Hashable, Sendable {
    /// Unique key.
    public let id: String
    /// Operators on duty in each slot of the horizon.
    public let onDuty: [Int]
  }

  /// A device that a request accepts, with what the two need of each other.
  public struct Choice: Hashable, Sendable {
    /// Index of the device.
    public let device: Int
    /// Points for being served there.
    public let bonus: Int
    /// Slots of set-up before the use.
    public let setUp: Int
    /// Slots of clean-up after the use.
    public let cleanUp: Int
    /// Index of the pool whose operator attends set-up and use; `nil` if nobody does.
    public let pool: Int?
    /// Whether the applicant, or the applicant's institution, may use the device.
    public let isAuthorized: Bool
    /// Spans inside one of which the use on this device lies, beside the request's own windows; `nil` if
    /// those say it all.
    public let windows: [Range<Int>]?

    /// The same with other spans; `nil` for any time.
    package func within(_ windows: [Range<Int>]?) -> Self {
      Self(
        device: device, bonus: bonus, setUp: setUp, cleanUp: cleanUp, pool: pool,
        isAuthorized: isAuthorized, windows: windows)
    }

    /// Whether a use lies inside one of the device's own spans for the request.
    public func allows(_ use: Range<Int>) -> Bool {
      windows?.contains { $0.lowerBound <= use.lowerBound && use.upperBound <= $0.upperBound }
        ?? true
    }
  }

  /// A wish to use a device.
  public struct Request: Hashable, Sendable {
    /// Unique key.
    public let id: String
    /// Index of the institution that asks.
    public let institution: Int
    /// Staff number of the applicant.
    public let applicant: String
    /// Project or fund code; may be empty.
    public let fund: String
    /// Slots of use.
    public let length: Int
    /// The use lies inside one of these spans of slots, which lie inside the horizon.
    public let windows: [Range<Int>]
    /// Acceptable devices by rising index, whether authorised or not.
    public let choices: [Choice]
    /// A start in this span of slots earns the bonus; empty if every hour is as good.
    public let preferred: Range<Int>
    /// Points for a start in ``preferred``.
    public let preferredBonus: Int
    /// Index of the only device on which such a start earns them; `nil` for any.
    public let preferredDevice: Int?
    /// Priority class, 1 is most urgent.
    public let priority: Int
    /// Points for accepting the request, those carried over from earlier rounds included.
    public let weight: Int
    /// Where it is promised a place; `nil` if it is not.
    public let pin: Booking?
    /// Whether it is a part of another request, by whose name it goes.
    public let isPart: Bool

    /// What the request says of a device; `nil` if the device is not acceptable.
    public func choice(of device: Int) -> Choice? { choices.first { $0.device == device } }

    /// Points of a start beyond those of acceptance and device.
    public func hourBonus(at slot: Int, on device: Int) -> Int {
      preferred.contains(slot) && preferredDevice ?? device == device ? preferredBonus : 0
    }
  }

  /// Requests that belong together.
  public struct Series: Hashable, Sendable {
    /// Unique key.
    public let id: String
    /// Indices of its requests, in order if they have one, else rising; never empty.
    public let requests: [Int]
    /// What binds them.
    public let rule: BookingDraft.Series.Rule
    /// Slots that pass at least between one use and the next; `nil` if the order is open.
    public let gap: Int?

    /// Whether all of them are accepted or none.
    public var isAllOrNothing: Bool { rule == .allOrNothing }
  }

  /// Use that an institution ought to get.
  public struct FairShare: Hashable, Sendable {
    /// Index of the institution.
    public let institution: Int
    /// Slots of use over the horizon.
    public let target: Int
    /// Points lost for each slot short of it; 0 by the rule ``BookingProblem/isMaxMin``.
    public let pointsPerSlot: Int
  }

  /// Most use that an institution may get.
  public struct Quota: Hashable, Sendable {
    /// Index of the institution.
    public let institution: Int
    /// Index of the class that it limits; `nil` for all devices together.
    public let deviceClass: Int?
    /// Slots of use allowed in each period.
    public let limit: Int
    /// Periods as ranges of starting slots.
    public let periods: [Range<Int>]
  }

  /// The values as read, with ways to split requests written out as requests of their own.
  public let draft: BookingDraft
  /// The slots of the horizon.
  public let grid: TimeGrid
  /// Institutions.
  public let institutions: [Institution]
  /// Names of the device classes, in order of their first device.
  public let deviceClasses: [String]
  /// Names of the areas in which devices stand, in order of their first device.
  public let areas: [String]
  /// Devices.
  public let devices: [Device]
  /// Operator pools, in order of their first mention.
  public let pools: [OperatorPool]
  /// Requests.
  public let requests: [Request]
  /// Series; a request belongs to one at most, and to one list of alternatives beside it.
  public let series: [Series]
  /// Quotas.
  public let quotas: [Quota]
  /// Fair shares by rising institution and target. Several of an institution add up; by the rule
  /// ``isMaxMin`` each has one at most.
  public let fairShares: [FairShare]
  /// The published timetable, as far as its requests and devices are still there; empty for a new round.
  public let published: Timetable

  /// Validates a draft, with ways to split its requests written out.
  ///
  /// - Throws: `Faults` with everything that is wrong.
  public init(validating given: BookingDraft) throws(Faults) {
    let draft = given.withParts()
    var validation = BookingValidation(draft)
    let parts = validation.run()
    try validation.faults.throwIfAny()
    // Without a fault every part is complete.
    guard let parts else { throw validation.faults }
    self.draft = draft
    grid = parts.grid
    institutions = parts.institutions
    deviceClasses = parts.deviceClasses
    areas = parts.areas
    devices = parts.devices
    pools = parts.pools
    requests = parts.requests
    series = parts.series
    quotas = parts.quotas
    fairShares = parts.fairShares
    published = Self.published(in: draft, parts.requests, parts.devices, parts.grid)
    // Promises are checked against each other by the rules of the problem itself.
    try pinFaults().throwIfAny()
  }

  /// Everything that is wrong with a draft; empty if it makes a problem.
  public static func faults(in draft: BookingDraft) -> Faults {
    do {
      _ = try BookingProblem(validating: draft)
      return Faults()
    } catch {
      return error
    }
  }
}
