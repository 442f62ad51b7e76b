import Alliance
import EquipmentBooking

/// Writes a week of SatNet as a booking round.
struct SatNetDraft {
  private static let minutesPerHour = 60.0
  /// Requests of so many hours may be split, into tracks of at least half as many.
  private static let splitHours = 8.0
  private static let partHours = 4.0
  /// Lengths of a track that are tried for a request, at most.
  private static let mostLengths = 5
  /// Steps in which the square of what a mission lacks is written as slopes.
  private static let fairnessSteps = 24
  /// Points of a mission that gets nothing.
  static let fairnessScale = 1_000_000

  let requests: [SatNetRequest]
  let clock: SatNetClock
  let goal: SatNetFile.Goal
  var draft: BookingDraft

  init(_ requests: [SatNetRequest], clock: SatNetClock, name: String, goal: SatNetFile.Goal) {
    self.requests = requests
    self.clock = clock
    self.goal = goal
    draft = BookingDraft(
      name: name, firstDay: clock.firstDay.description, dayCount: clock.dayCount)
    draft.slotMinutes = SatNetFile.slotMinutes
    draft.deviceWindows = []
  }

  mutating func write(closures: [SatNetClosure]) {
    addAntennas(closures)
    let missions = Set(requests.map(\.subject)).sorted()
    draft.institutions = [.init(id: "DSN", name: "DSN")]
    draft.institutions += missions.map { .init(id: String($0), name: String($0)) }
    for request in requests {
      var ways = tracks(of: request)
      if goal != .requests { ways += parts(of: request) }
      if ways.count > 1 {
        draft.series.append(
          .init(id: request.track_id + "~", requests: ways, rule: .onlyOne))
      }
    }
    if goal == .fairness { missions.forEach { addShares(of: $0) } }
  }

  private mutating func addAntennas(_ closures: [SatNetClosure]) {
    let resources = Set(requests.flatMap { $0.resource_vp_dict.keys }).sorted()
    let antennas = Set(resources.flatMap { Self.antennas(of: $0) }).sorted()
    let horizon = BookingDraft.Span(from: 0, to: clock.dayCount * 1440)
    for antenna in antennas {
      draft.devices.append(.init(id: antenna, name: antenna, owner: "DSN", deviceClass: "antenna"))
      draft.extraOpenings.append(.init(device: antenna, span: horizon))
    }
    for array in resources where Self.antennas(of: array).count > 1 {
      draft.devices.append(
        .init(
          id: array, name: array, owner: "DSN", deviceClass: "array",
          parts: Self.antennas(of: array)))
      draft.extraOpenings.append(.init(device: array, span: horizon))
    }
    for closure in closures where antennas.contains(closure.antenna) {
      // A closure is shut from the slot in which it begins to that in which it ends.
      let span = BookingDraft.Span(
        from: clock.minutesDown(closure.from),
        to: min(horizon.to, clock.minutesUp(closure.to)))
      if span.from < span.to {
        draft.maintenance.append(.init(device: closure.antenna, span: span))
      }
    }
  }

  private static func antennas(of resource: String) -> [String] {
    resource.split(separator: "_").map(String.init)
  }

  /// Slots of so many hours, rounded up or down.
  private static func slots(_ hours: Double, up: Bool) -> Int {
    let slots = hours * minutesPerHour / Double(SatNetFile.slotMinutes)
    // 6.4 hours are 76.8 slots; 1.1 · 60 / 5 must not become 13.200000000000001 of something whole.
    let near = slots.rounded()
    return Int(abs(slots - near) < 1e-6 ? near : up ? slots.rounded(.up) : slots.rounded(.down))
  }

  /// Tracks of different lengths, each of which fulfils the request by itself: their identifiers.
  private mutating func tracks(of request: SatNetRequest) -> [String] {
    let asked = Self.slots(request.duration, up: false)
    let isLong = request.duration >= Self.splitHours
    let hours =
      goal != .requests && isLong
      ? min(request.duration_min, Self.partHours) : request.duration_min
    let least = Self.slots(hours, up: true)
    let most = goal == .requests ? least : max(least, asked)
    let steps = min(Self.mostLengths - 1, most - least)
    let lengths = (0...steps).map { steps == 0 ? least : least + (most - least) * $0 / steps }
    return lengths.enumerated().map { k, length in
      let id = k == 0 ? request.track_id : "\(request.track_id)#\(k)"
      add(id, request, length, counts: min(length, asked))
      return id
    }
  }

  /// Two tracks together: both are tracked or none, as another way to fulfil the request.
  private mutating func parts(of request: SatNetRequest) -> [String] {
    guard request.duration >= Self.splitHours else { return [] }
    let least = Self.slots(min(request.duration_min, Self.partHours), up: true)
    let asked = Self.slots(request.duration, up: false)
    guard 2 * least <= asked else { return [] }
    let lengths = [least, asked - least]
    let ids = lengths.indices.map { "\(request.track_id)+\($0 + 1)" }
    for (id, length) in zip(ids, lengths) { add(id, request, length, counts: length) }
    draft.series.append(.init(id: request.track_id + "+", requests: ids, gapMinutes: 0))
    return ids
  }

  private mutating func add(
    _ id: String, _ request: SatNetRequest, _ length: Int, counts: Int
  ) {
    let minutes = length * SatNetFile.slotMinutes
    var resources: [String] = []
    for (resource, views) in request.resource_vp_dict.sorted(by: { $0.key < $1.key }) {
      let spans = views.map {
        BookingDraft.Span(from: clock.minutesUp($0.on), to: clock.minutesDown($0.off))
      }.filter { $0.to - $0.from >= minutes }
      if spans.isEmpty { continue }
      resources.append(resource)
      draft.deviceWindows? += spans.map { .init(request: id, device: resource, span: $0) }
    }
    if resources.isEmpty {
      // No view is long enough: the request stays, with the first resource, and cannot start.
      let first = request.resource_vp_dict.keys.min() ?? ""
      resources = [first]
      draft.deviceWindows?.append(
        .init(
          request: id, device: first, span: .init(from: 0, to: SatNetFile.slotMinutes)))
    }
    let weight =
      switch goal {
      case .requests: SatNetFile.pointsPerRequest
      case .hours: counts * SatNetFile.pointsPerSlot
      case .fairness: 0
      }
    draft.requests.append(
      .init(
        id: id, institution: String(request.subject), minutes: minutes,
        windows: [.init(from: 0, to: clock.dayCount * 1440)],
        choices: resources.map { .init(target: $0) }, weight: weight,
        setUpMinutes: Int(request.setup_time), cleanUpMinutes: Int(request.teardown_time)))
  }

  /// The square of the part that a mission lacks, as fines that grow with it.
  private mutating func addShares(of mission: Int) {
    let asked = requests.filter { $0.subject == mission }.reduce(0.0) { $0 + $1.duration }
    let slots = Self.slots(asked, up: false)
    guard slots > 0 else { return }
    // Short missions have fewer steps than others.
    var steps: [Int] = []
    for step in 0...Self.fairnessSteps {
      let served = slots * step / Self.fairnessSteps
      if steps.last != served { steps.append(served) }
    }
    // The slope of the square between two steps, by the slot; each share adds to those above it.
    var fine = 0
    for (from, to) in zip(steps, steps.dropFirst()).reversed() {
      let lacking = 2 * slots - from - to
      let slope = Self.fairnessScale * lacking / (slots * slots)
      draft.fairShares.append(
        .init(
          institution: String(mission), minutes: to * SatNetFile.slotMinutes,
          pointsPerSlot: slope - fine))
      fine = slope
    }
  }
}

extension SatNetFile {
  /// The least root mean square of what missions lack, as parts of what they ask for, in any timetable with
  /// fines of at least so many points.
  ///
  /// Between two steps *a* and *b* the fines lie above the square, by ((*b* − *a*) / 2)² at most.
  ///
  /// - Parameter fines: Points, as bounded for a week that is to be fair.
  /// - Returns: A fraction of one, 0 where so few fines prove nothing.
  public func leastRootMeanSquare(fines: Int) -> Double {
    let missions = draft.institutions.dropFirst()
    let above = missions.reduce(0.0) { sum, mission in
      let steps =
        [0] + draft.fairShares.filter { $0.institution == mission.id }.map(\.minutes).sorted()
      let widest = zip(steps, steps.dropFirst()).map { $1 - $0 }.max() ?? 0
      // Whole slots of a mission that counts each of them lie on its steps.
      guard widest > Self.slotMinutes, let asked = steps.last else { return sum }
      let part = Double(widest) / Double(asked)
      return sum + part * part / 4
    }
    let squares = Double(fines) / Double(SatNetDraft.fairnessScale) - above
    return (max(0, squares) / Double(max(1, missions.count))).squareRoot()
  }
}
