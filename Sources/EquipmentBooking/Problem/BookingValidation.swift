import Alliance
import Diagnostics

/// Checks a draft and resolves it to dense indices and slots, noting every fault on the way.
struct BookingValidation {
  /// What a faultless draft resolves to.
  struct Parts {
    var grid: TimeGrid
    var institutions: [BookingProblem.Institution] = []
    var deviceClasses: [String] = []
    var areas: [String] = []
    var devices: [BookingProblem.Device] = []
    var pools: [BookingProblem.OperatorPool] = []
    var requests: [BookingProblem.Request] = []
    var series: [BookingProblem.Series] = []
    var quotas: [BookingProblem.Quota] = []
    var fairShares: [BookingProblem.FairShare] = []
  }

  static let mostPoints = 1_000_000
  static let mostFenPerHour = 1_000_000_000
  /// Most pairs of a request, a device and a slot; a city round has about half a
  /// million, a round of 60,000 requests about twenty.
  static let mostStarts = 50_000_000

  let draft: BookingDraft
  var faults = Faults()
  /// `nil` while the settings are wrong; times are then not looked at.
  var grid: TimeGrid?

  var institutionIndex: [String: Int] = [:]
  var deviceIndex: [String: Int] = [:]
  var requestIndex: [String: Int] = [:]
  var classIndex: [String: Int] = [:]
  var classes: [String] = []
  var devicesOfClass: [[Int]] = []
  var areaIndex: [String: Int] = [:]
  var areas: [String] = []
  /// Devices by class and area, and the keys in order of their first device.
  var devicesInArea: [ClassInArea: [Int]] = [:]
  var classesInAreas: [ClassInArea] = []
  /// Staff numbers of custodians, which are not published.
  let custodians: Set<String>
  var poolIndex: [String: Int] = [:]
  var poolNames: [String] = []
  /// Spans that owners keep, by device.
  var reserves: [Int: [Range<Int>]] = [:]

  init(_ draft: BookingDraft) {
    self.draft = draft
    custodians = Set(draft.devices.map(\.custodian))
  }

  /// Looks at everything; the result is complete only if ``faults`` stays empty.
  mutating func run() -> Parts? {
    checkSettings()
    listIdentifiers()
    let devices = resolveDevices()
    let pools = resolvePools()
    resolveReserves()
    let requests = resolveRequests()
    let series = resolveSeries()
    let quotas = resolveQuotas()
    let fairShares = resolveFairShares()
    checkTariffs()
    let pinned = resolvePins(requests)
    guard faults.isEmpty, let grid else { return nil }
    let starts = requests.reduce(0) { sum, request in
      let longest = request.windows.reduce(0) { $0 + $1.count }
      return sum + request.choices.count * min(longest, grid.slotCount)
    }
    if starts > Self.mostStarts {
      faults.append(.tooLarge, at: .root, value: String(starts))
      return nil
    }
    return Parts(
      grid: grid,
      institutions: draft.institutions.map { .init(id: $0.id, name: $0.name) },
      deviceClasses: classes, areas: areas, devices: devices, pools: pools, requests: pinned,
      series: series, quotas: quotas, fairShares: fairShares)
  }

  private mutating func checkSettings() {
    let first = Day(iso: draft.firstDay)
    if first == nil { faults.append(.badDate, at: Place("firstDay"), value: draft.firstDay) }
    let daysFit = (1...400).contains(draft.dayCount)
    if !daysFit {
      faults.append(.badDayCount, at: Place("dayCount"), value: String(draft.dayCount))
    }
    let slotFits =
      (1...240).contains(draft.slotMinutes) && TimeGrid.minutesPerDay % draft.slotMinutes == 0
    if !slotFits {
      faults.append(.badSlotLength, at: Place("slotMinutes"), value: String(draft.slotMinutes))
    }
    if let first, daysFit, slotFits {
      grid = TimeGrid(
        firstDay: first, dayCount: draft.dayCount, slotMinutes: draft.slotMinutes)
    }
    if draft.priorityPoints.isEmpty {
      faults.append(.noPriorityClass, at: Place("priorityPoints"))
    }
    for (i, points) in draft.priorityPoints.enumerated() {
      checkPoints(points, at: Place("priorityPoints")[i])
    }
    checkPoints(draft.bookingSlots, at: Place("bookingSlots"))
  }

  private mutating func listIdentifiers() {
    institutionIndex = index(draft.institutions.map(\.id), in: Place("institutions"))
    deviceIndex = index(draft.devices.map(\.id), in: Place("devices"))
    requestIndex = index(draft.requests.map(\.id), in: Place("requests"))
    for (d, device) in draft.devices.enumerated() {
      if let known = classIndex[device.deviceClass] {
        devicesOfClass[known].append(d)
        continue
      }
      let place = Place("devices")[d].appending("deviceClass")
      if device.deviceClass.isEmpty { faults.append(.emptyIdentifier, at: place) }
      if let other = deviceIndex[device.deviceClass] {
        faults.append(
          .classNamedAsDevice, at: place, value: device.deviceClass,
          related: [Place("devices")[other]])
      }
      classIndex[device.deviceClass] = classes.count
      classes.append(device.deviceClass)
      devicesOfClass.append([d])
    }
    listAreas()
    for (list, names) in [
      ("shifts", draft.shifts.map(\.pool)), ("datedShifts", draft.datedShifts.map(\.pool)),
    ] {
      for (i, name) in names.enumerated() {
        if name.isEmpty {
          faults.append(.emptyIdentifier, at: Place(list)[i].appending("pool"))
        } else if poolIndex[name] == nil {
          poolIndex[name] = poolNames.count
          poolNames.append(name)
        }
      }
    }
  }

  mutating func index(_ ids: [String], in list: Place) -> [String: Int] {
    var first: [String: Int] = [:]
    for (i, id) in ids.enumerated() {
      let place = list[i].appending("id")
      if id.isEmpty {
        faults.append(.emptyIdentifier, at: place)
      } else if let other = first[id] {
        faults.append(
          .duplicateIdentifier, at: place, value: id, related: [list[other].appending("id")])
      } else {
        first[id] = i
      }
    }
    return first
  }
}

/// Look-ups and checks of single values.
extension BookingValidation {
  /// Index of `key`, or a fault.
  mutating func find(
    _ key: String, in index: [String: Int], else rule: FaultRule, at place: @autoclosure () -> Place
  ) -> Int? {
    guard let found = index[key] else {
      faults.append(rule, at: place(), value: key)
      return nil
    }
    return found
  }

  /// Notes points that are negative or too large.
  mutating func checkPoints(_ points: Int, at place: @autoclosure () -> Place) {
    if !(0...Self.mostPoints).contains(points) {
      faults.append(.badPoints, at: place(), value: String(points))
    }
  }

  /// Slots in `minutes`, or a fault; `nil` too while the grid is unknown.
  mutating func slots(
    _ minutes: Int, within range: ClosedRange<Int>, else rule: FaultRule,
    at place: @autoclosure () -> Place
  ) -> Int? {
    func text() -> String { rule == .outsideDay ? Self.clock(minutes) : String(minutes) }
    guard range.contains(minutes) else {
      faults.append(rule, at: place(), value: text())
      return nil
    }
    guard let grid else { return nil }
    guard minutes % grid.slotMinutes == 0 else {
      faults.append(.offGrid, at: place(), value: text())
      return nil
    }
    return minutes / grid.slotMinutes
  }

  /// Slots of a dated span cut to the horizon, or a fault; empty if it misses the horizon.
  mutating func slots(
    of span: BookingDraft.Span, at place: @autoclosure () -> Place
  ) -> Range<Int>? {
    guard span.from < span.to else {
      faults.append(.reversedSpan, at: place(), value: text(of: span))
      return nil
    }
    guard let grid else { return nil }
    for (end, key) in [(span.from, "from"), (span.to, "to")]
    where end % grid.slotMinutes != 0 {
      faults.append(.offGrid, at: place().appending(key), value: text(ofMinute: end))
    }
    guard span.from % grid.slotMinutes == 0, span.to % grid.slotMinutes == 0 else { return nil }
    let horizon = 0..<grid.slotCount
    return (span.from / grid.slotMinutes..<span.to / grid.slotMinutes).clamped(to: horizon)
  }

  /// A span as people write it, where there is a calendar; its minutes otherwise.
  func text(of span: BookingDraft.Span) -> String {
    "\(text(ofMinute: span.from))–\(text(ofMinute: span.to))"
  }

  /// A minute of the horizon as people write it, where there is a calendar; its number otherwise.
  private func text(ofMinute minute: Int) -> String {
    guard let grid, (-5_000_000...5_000_000).contains(minute) else { return String(minute) }
    let ofDay =
      (minute % TimeGrid.minutesPerDay + TimeGrid.minutesPerDay) % TimeGrid.minutesPerDay
    let day = (minute - ofDay) / TimeGrid.minutesPerDay
    return grid.dateText(ofDay: day) + " " + Self.clock(ofDay)
  }

  /// A time of day as people write it; the minutes if it is none.
  static func clock(_ minute: Int) -> String {
    guard (0...TimeGrid.minutesPerDay).contains(minute) else { return String(minute) }
    return "\(minute / 60):" + (minute % 60 < 10 ? "0" : "") + "\(minute % 60)"
  }

  /// Slots of the horizon on a weekday between two times of day, or a fault.
  mutating func slots(
    weekday: Int, from: Int, to: Int, at place: Place
  ) -> [Range<Int>]? {
    var fits = true
    if !(1...7).contains(weekday) {
      faults.append(.badWeekday, at: place.appending("weekday"), value: String(weekday))
      fits = false
    }
    let day = 0...TimeGrid.minutesPerDay
    let first = slots(from, within: day, else: .outsideDay, at: place.appending("from"))
    let last = slots(to, within: day, else: .outsideDay, at: place.appending("to"))
    if from >= to {
      faults.append(
        .reversedSpan, at: place, value: "\(Self.clock(from))–\(Self.clock(to))")
      fits = false
    }
    guard fits, let grid, let first, let last else { return nil }
    return (0..<grid.dayCount).filter { grid.weekday(ofDay: $0) == weekday }.map {
      $0 * grid.slotsPerDay + first..<$0 * grid.slotsPerDay + last
    }
  }
}
