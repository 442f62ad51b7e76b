extension BookingDraft {
  /// A wish to use a device.
  public struct Request: Codable, Hashable, Sendable {
    /// Unique key, as text.
    public var id: String
    /// Identifier of the institution that asks, whose quotas it uses.
    public var institution: String
    /// Staff number of the applicant.
    public var applicant: String
    /// Project or fund code that pays; may be empty.
    public var fund: String
    /// Length of the use, without set-up and clean-up.
    public var minutes: Int
    /// The use lies inside one of these spans.
    public var windows: [Span]
    /// Acceptable devices, classes, and classes in one area.
    public var choices: [Choice]
    /// A start in this span earns ``preferredBonus``; `nil` if every hour is as good.
    public var preferred: Span?
    /// Points for a start in ``preferred``.
    public var preferredBonus: Int
    /// Identifier of the only device on which such a start earns them; `nil` for any.
    public var preferredDevice: String?
    /// Priority class, 1 is most urgent.
    public var priority: Int
    /// Points for accepting the request; `nil` for those of its priority class and length,
    /// `priorityPoints · (slots + bookingSlots)`.
    public var weight: Int?
    /// Points carried over from earlier rounds that refused the applicant, on top of the weight; `nil`
    /// for none.
    public var credit: Int?
    /// Pool whose operator attends, instead of the device's; `nil` for the device's.
    public var operatorPool: String?
    /// Set-up instead of the device's; `nil` for the device's.
    public var setUpMinutes: Int?
    /// Clean-up instead of the device's; `nil` for the device's.
    public var cleanUpMinutes: Int?
    /// How it may be split; `nil` if it is one use. See ``BookingDraft/withParts()``.
    public var split: Split?
    /// Identifier of the request of which this is a part; `nil` for a request by itself. It binds nobody.
    public var partOf: String?

    /// A request with its windows and choices; everything else as usual.
    public init(
      id: String, institution: String, applicant: String = "", fund: String = "", minutes: Int,
      windows: [Span], choices: [Choice], preferred: Span? = nil, preferredBonus: Int = 0,
      preferredDevice: String? = nil,
      priority: Int = 3, weight: Int? = nil, operatorPool: String? = nil,
      setUpMinutes: Int? = nil, cleanUpMinutes: Int? = nil, credit: Int? = nil,
      split: Split? = nil
    ) {
      self.split = split
      self.credit = credit
      self.id = id
      self.institution = institution
      self.applicant = applicant
      self.fund = fund
      self.minutes = minutes
      self.windows = windows
      self.choices = choices
      self.preferred = preferred
      self.preferredBonus = preferredBonus
      self.preferredDevice = preferredDevice
      self.priority = priority
      self.weight = weight
      self.operatorPool = operatorPool
      self.setUpMinutes = setUpMinutes
      self.cleanUpMinutes = cleanUpMinutes
    }
  }

  /// A span in which a device can serve a request. If a request has such spans for a device, its use
  /// there lies inside one of them and inside one of the request's windows.
  public struct DeviceWindow: Codable, Hashable, Sendable {
    /// Identifier of the request.
    public var request: String
    /// Identifier of a device that it accepts, itself, by its class, or by its class in an area.
    public var device: String
    /// When.
    public var span: Span

    /// A span of a request on a device.
    public init(request: String, device: String, span: Span) {
      self.request = request
      self.device = device
      self.span = span
    }
  }

  /// An acceptable device, any device of a class, or any of a class in one area.
  public struct Choice: Codable, Hashable, Sendable {
    /// Identifier of a device, name of a class, or `CLASS@AREA` for the devices of a class in an area; what has
    /// exactly this identifier or name is meant first. A device keeps the bonus of the most precise choice
    /// that names it: by itself, then by class and area, then by class.
    public var target: String
    /// Points for being served there.
    public var bonus: Int

    /// A choice.
    public init(target: String, bonus: Int = 0) {
      self.target = target
      self.bonus = bonus
    }

    /// The class and the area of a target such as `超声@东片`: what stands before and after the last `@`, which a
    /// class may hold and an area may not.
    ///
    /// - Returns: Both as written, whether there are such or not; `nil` without `@`.
    public static func classAndArea(
      of target: String
    ) -> (deviceClass: String, area: String)? {
      guard let mark = target.lastIndex(of: "@") else { return nil }
      return (String(target[..<mark]), String(target[target.index(after: mark)...]))
    }
  }

  /// Requests that belong together, such as the sessions of a course.
  public struct Series: Codable, Hashable, Sendable {
    /// What becomes of the series when one of its requests finds no place.
    public enum Rule: String, Codable, Hashable, Sendable, CaseIterable {
      /// All of its requests are accepted, or none.
      case allOrNothing
      /// The others go ahead.
      case skipConflicts
      /// One of its requests is accepted at most: they are different ways to fulfil one wish, such as
      /// the whole use or its parts, three hours on one device or four on another. Requests that stand
      /// or fall together count as one.
      case onlyOne
    }

    /// Unique key, as text.
    public var id: String
    /// Identifiers of its requests; a request belongs to one series at most, and beside it to one
    /// list of alternatives (``Rule/onlyOne``).
    public var requests: [String]
    /// What a missing place means.
    public var rule: Rule
    /// Minutes that pass at least between the end of a use and the beginning of the next, in the order
    /// of ``requests``; 0 lets one begin when the one before ends, `nil` leaves the order open. Only for a
    /// series that stands or falls together.
    public var gapMinutes: Int?

    /// A series.
    public init(
      id: String, requests: [String], rule: Rule = .allOrNothing, gapMinutes: Int? = nil
    ) {
      self.id = id
      self.requests = requests
      self.rule = rule
      self.gapMinutes = gapMinutes
    }
  }

  /// How much fair shares count beside points.
  public enum FairShareRule: String, Codable, Hashable, Sendable, CaseIterable {
    /// Every slot lacking costs points: what is gained elsewhere can outweigh it.
    case points
    /// The institutions worst off come before all points: as few as possible get less than a tenth of their
    /// share, of such timetables as few as possible less than two tenths, and so on up to the whole share
    /// (``BookingProblem/satisfactions(in:)``). Then points count, among timetables in which every institution keeps
    /// the tenths that it has: which of them are left behind is settled before, and another choice that is as fair
    /// may bring more. An institution has one share at most, and it costs no points. A round that stays close to a
    /// published timetable only reports its shares.
    case maxMin
  }

  /// Use that an institution ought to get over the horizon. What it falls short of costs points. Several
  /// shares of an institution add up: the further it falls short, the more a slot costs. By
  /// ``FairShareRule/maxMin`` there is one for each, and no points.
  public struct FairShare: Codable, Hashable, Sendable {
    /// Identifier of the institution.
    public var institution: String
    /// Minutes of use that it ought to get, without set-up and clean-up.
    public var minutes: Int
    /// Points lost for each slot short of it; `nil` or 0 by ``FairShareRule/maxMin``, and by no other rule `nil`.
    public var pointsPerSlot: Int?

    /// A fair share.
    public init(institution: String, minutes: Int, pointsPerSlot: Int? = nil) {
      self.institution = institution
      self.minutes = minutes
      self.pointsPerSlot = pointsPerSlot
    }
  }

  /// Most use that an institution may get.
  public struct Quota: Codable, Hashable, Sendable {
    /// How long a quota lasts.
    public enum Period: String, Codable, Hashable, Sendable, CaseIterable {
      /// One limit for all days together.
      case horizon
      /// The limit anew each Monday.
      case week
      /// The limit anew each day.
      case day
    }

    /// Identifier of the institution.
    public var institution: String
    /// Name of the class that it limits; `nil` for all devices together.
    public var deviceClass: String?
    /// Most minutes of use, without set-up and clean-up; rounded down to slots. A booking counts in
    /// the period in which it starts.
    public var minutes: Int
    /// How long it lasts.
    public var period: Period
    /// Hours of the day, such as prime time, in which a use begins that counts; `nil` for all hours. Only
    /// for a limit by the day.
    public var hours: Span?

    /// A quota.
    public init(
      institution: String, deviceClass: String? = nil, minutes: Int, period: Period = .horizon,
      hours: Span? = nil
    ) {
      self.hours = hours
      self.institution = institution
      self.deviceClass = deviceClass
      self.minutes = minutes
      self.period = period
    }
  }

  /// An agreed price of use, carried along for settlement.
  public struct Tariff: Codable, Hashable, Sendable {
    /// Identifier of the device.
    public var device: String
    /// Identifier of the institution that pays it; `nil` for all without a price of their own.
    public var institution: String?
    /// Price of an hour of use, in 分 (hundredths of a yuan).
    public var fenPerHour: Int

    /// A price.
    public init(device: String, institution: String? = nil, fenPerHour: Int) {
      self.device = device
      self.institution = institution
      self.fenPerHour = fenPerHour
    }
  }

  /// A booking that is promised already: the request is accepted there and then.
  public struct Pin: Codable, Hashable, Sendable {
    /// Identifier of the request.
    public var request: String
    /// Identifier of the device.
    public var device: String
    /// Minute of the horizon at which the use begins.
    public var start: Int

    /// A promise.
    public init(request: String, device: String, start: Int) {
      self.request = request
      self.device = device
      self.start = start
    }
  }
}
