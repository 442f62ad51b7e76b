/// An equipment booking round as read from a file: raw values, nothing checked.
///
/// The lists mirror the sheets of the workbook, so that a fault found at `requests[3].minutes` leads
/// back to one cell. Everything refers to everything by identifier. Times are minutes: of the
/// horizon (0 is 00:00 of ``firstDay``) for dated entries, of the day (0 … 1440) for weekly ones.
/// ``BookingProblem`` is the validated value.
public struct BookingDraft: Codable, Hashable, Sendable {
  /// Name of the round, for headings.
  public var name: String
  /// First day of the horizon, as `2026-11-30`.
  public var firstDay: String
  /// Days in the horizon.
  public var dayCount: Int
  /// Minutes in a slot; a divisor of a day. Every time and duration is a multiple of it.
  public var slotMinutes: Int
  /// Points of a booked slot by priority class, most urgent class first.
  public var priorityPoints: [Int]
  /// Slots that a booking counts beyond its length, so that many short bookings outweigh one long
  /// booking of the same total length.
  public var bookingSlots: Int
  /// Institutions that own devices or ask for them.
  public var institutions: [Institution]
  /// Devices and shared licences.
  public var devices: [Device]
  /// Weekly opening hours of devices.
  public var openings: [Opening]
  /// Dated hours in which a device is open beside its weekly hours.
  public var extraOpenings: [DeviceSpan]
  /// Dated hours in which a device is shut, for maintenance; they win over opening hours.
  public var maintenance: [DeviceSpan]
  /// Weekly duty hours of operators; overlapping entries of a pool add up.
  public var shifts: [Shift]
  /// Dated numbers of operators on duty, which replace the weekly ones in their span; overlapping
  /// entries of a pool add up.
  public var datedShifts: [DatedShift]
  /// What people ask for.
  public var requests: [Request]
  /// Requests that belong together.
  public var series: [Series]
  /// Upper limits on use.
  public var quotas: [Quota]
  /// Use that institutions ought to get.
  public var fairShares: [FairShare]
  /// How much fair shares count; `nil` for ``FairShareRule/points``.
  public var fairShareRule: FairShareRule?
  /// Agreed prices.
  public var tariffs: [Tariff]
  /// Bookings that are promised already.
  public var pins: [Pin]
  /// Dated hours that owners keep for themselves: uses of other institutions do not touch them, neither on the
  /// device nor on a combined device that it is part of; `nil` for none.
  public var reserves: [DeviceSpan]?
  /// When single devices can serve single requests, such as an antenna that sees the satellite; `nil` if
  /// the requests' own windows say it all.
  public var deviceWindows: [DeviceWindow]?
  /// Where requests stood in the timetable that was published before; `nil` for a new round. It binds
  /// nobody by itself, but says who is to be told of a change.
  public var published: [Pin]?
  /// What is proven about changes to ``published``; `nil` if nothing is but what cannot stay.
  public var replanning: ReplanningProof?
  /// A second proof, made for changes of timetables that lose no more than the best one found; `nil` for none.
  public var replanningChanges: ReplanningProof?

  /// A round without entries, in half-hour slots, with the usual points.
  public init(name: String, firstDay: String, dayCount: Int) {
    self.name = name
    self.firstDay = firstDay
    self.dayCount = dayCount
    slotMinutes = 30
    priorityPoints = Self.usualPriorityPoints
    bookingSlots = Self.usualBookingSlots
    institutions = []
    devices = []
    openings = []
    extraOpenings = []
    maintenance = []
    shifts = []
    datedShifts = []
    requests = []
    series = []
    quotas = []
    fairShares = []
    tariffs = []
    pins = []
  }

  /// Points of a slot in priority classes 1 to 4.
  public static let usualPriorityPoints = [70, 35, 20, 12]
  /// Slots that a booking counts beyond its length.
  public static let usualBookingSlots = 2
}

extension BookingDraft {
  /// An institution.
  public struct Institution: Codable, Hashable, Sendable {
    /// Unique key, as text.
    public var id: String
    /// Name for people.
    public var name: String

    /// An institution.
    public init(id: String, name: String) {
      self.id = id
      self.name = name
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
    /// Devices of one class may stand in for each other; the class is its own name.
    public var deviceClass: String
    /// Area (片区) in which it stands, by its name, which holds no `@`; `nil` for none. A request may ask for the
    /// devices of a class in one area.
    public var area: String?
    /// Requests that it serves at the same time, at least one.
    public var capacity: Int
    /// Minutes before each use in which it is occupied.
    public var setUpMinutes: Int
    /// Minutes after each use in which it is occupied.
    public var cleanUpMinutes: Int
    /// Staff number of the custodian; may be empty. It is never published.
    public var custodian: String
    /// Post (岗位) of the custodian, as the catalogue of what is shared publishes it; `nil` for none.
    public var custodianPost: String?
    /// Pool whose operator attends every set-up and use; `nil` if users work alone.
    public var operatorPool: String?
    /// Staff numbers and institutions that may use it; `nil` for everybody.
    public var authorized: [String]?
    /// Identifiers of the devices that it is made of, such as a room and the instrument in it: whoever
    /// uses it occupies them all, and it is open when they all are (and within its own hours, if it
    /// has any). Empty for a device by itself. Parts are not made of parts.
    public var parts: [String]

    /// A device without buffers, open to everybody, attended by nobody.
    public init(
      id: String, name: String, owner: String, deviceClass: String, area: String? = nil,
      capacity: Int = 1, setUpMinutes: Int = 0, cleanUpMinutes: Int = 0, custodian: String = "",
      custodianPost: String? = nil, operatorPool: String? = nil, authorized: [String]? = nil,
      parts: [String] = []
    ) {
      self.id = id
      self.name = name
      self.owner = owner
      self.deviceClass = deviceClass
      self.area = area
      self.capacity = capacity
      self.setUpMinutes = setUpMinutes
      self.cleanUpMinutes = cleanUpMinutes
      self.custodian = custodian
      self.custodianPost = custodianPost
      self.operatorPool = operatorPool
      self.authorized = authorized
      self.parts = parts
    }
  }

  /// Weekly opening hours of a device.
  public struct Opening: Codable, Hashable, Sendable {
    /// Identifier of the device.
    public var device: String
    /// 1 for Monday … 7 for Sunday.
    public var weekday: Int
    /// Minute of the day at which it opens.
    public var from: Int
    /// Minute of the day at which it shuts, at most 1440.
    public var to: Int

    /// Opening hours on a weekday.
    public init(device: String, weekday: Int, from: Int, to: Int) {
      self.device = device
      self.weekday = weekday
      self.from = from
      self.to = to
    }
  }

  /// A half-open span of time, in minutes of the horizon.
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
  }

  /// A dated span of a device.
  public struct DeviceSpan: Codable, Hashable, Sendable {
    /// Identifier of the device.
    public var device: String
    /// When.
    public var span: Span

    /// A dated span of a device.
    public init(device: String, span: Span) {
      self.device = device
      self.span = span
    }
  }

  /// Weekly duty of operators.
  public struct Shift: Codable, Hashable, Sendable {
    /// Identifier of the pool.
    public var pool: String
    /// 1 for Monday … 7 for Sunday.
    public var weekday: Int
    /// Minute of the day at which the duty begins.
    public var from: Int
    /// Minute of the day at which it ends, at most 1440.
    public var to: Int
    /// Operators on duty.
    public var count: Int

    /// Operators on duty on a weekday.
    public init(pool: String, weekday: Int, from: Int, to: Int, count: Int) {
      self.pool = pool
      self.weekday = weekday
      self.from = from
      self.to = to
      self.count = count
    }
  }

  /// Dated duty of operators, instead of the weekly one.
  public struct DatedShift: Codable, Hashable, Sendable {
    /// Identifier of the pool.
    public var pool: String
    /// When.
    public var span: Span
    /// Operators on duty; 0 for nobody.
    public var count: Int

    /// Operators on duty in a dated span.
    public init(pool: String, span: Span, count: Int) {
      self.pool = pool
      self.span = span
      self.count = count
    }
  }
}
