import EquipmentBooking

/// Hours: when devices are open, when people are on duty, when requests can be served.
extension BookingSampleMaker {
  /// Opens each class for as many weekly half days as its demand over the load leaves.
  mutating func addOpenings() {
    let morning = (from: 8 * 60 + 30, to: 12 * 60)
    let afternoon = (from: 13 * 60, to: 17 * 60 + 30)
    var seen: [String] = []
    for kind in kinds where !seen.contains(kind.deviceClass) {
      seen.append(kind.deviceClass)
      let members = draft.devices.filter { $0.deviceClass == kind.deviceClass }
      if kind.runsAroundTheClock {
        openAroundTheClock(members, kind)
        continue
      }
      let demand = draft.requests.filter { request in
        request.choices.contains { choice in
          choice.target == kind.deviceClass || members.contains { $0.id == choice.target }
        }
      }.reduce(0) { $0 + $1.minutes + kind.setUpMinutes + kind.cleanUpMinutes }
      let hot = recipe.hotClasses.contains(kind.deviceClass)
      let load = recipe.loadPercent * (hot ? 160 : 100) / 100
      let weeks = max(1, (recipe.dayCount + 6) / 7)
      let wanted = demand * 100 / load / weeks / kind.capacity
      // Whole working days first for long uses, then half days until the week has enough minutes.
      var pieces: [(weekday: Int, from: Int, to: Int)] = []
      for weekday in 1...5 {
        if kind.halfHours.upperBound > 6 {
          pieces.append((weekday, morning.from, afternoon.to))
        } else {
          pieces.append((weekday, morning.from, morning.to))
          pieces.append((weekday, afternoon.from, afternoon.to))
        }
      }
      pieces.shuffle(using: &random)
      var minutes = 0
      for piece in pieces where minutes < wanted {
        // Devices of a class are open together, so that they can stand in for each other.
        for device in members {
          draft.openings.append(
            .init(device: device.id, weekday: piece.weekday, from: piece.from, to: piece.to))
          minutes += piece.to - piece.from
        }
        note(piece, for: kind.deviceClass)
      }
    }
  }

  private mutating func openAroundTheClock(
    _ members: [BookingDraft.Device], _ kind: BookingKind
  ) {
    for device in members {
      for weekday in 1...7 {
        draft.openings.append(
          .init(device: device.id, weekday: weekday, from: 0, to: Self.day))
      }
    }
    for weekday in 1...7 { note((weekday, 0, Self.day), for: kind.deviceClass) }
  }

  /// Remembers the dated half days of a weekly one. The horizon begins on a Monday.
  private mutating func note(_ piece: (weekday: Int, from: Int, to: Int), for name: String) {
    for day in 0..<recipe.dayCount where day % 7 + 1 == piece.weekday {
      openHalfDays[name, default: []].append((day, piece.from, piece.to))
    }
  }

  mutating func addShifts() {
    let rounds = max(1, recipe.deviceCount / 20)
    for (pool, count) in [("技术组", 2), ("显微组", 1), ("康复组", 2)] {
      for weekday in 1...5 {
        draft.shifts.append(
          .init(
            pool: pool, weekday: weekday, from: 8 * 60, to: 12 * 60, count: count * rounds))
        draft.shifts.append(
          .init(
            pool: pool, weekday: weekday, from: 12 * 60, to: 18 * 60,
            count: max(1, count * rounds - weekday % 2)))
      }
    }
    if recipe.dayCount > 9 {
      // A training day in the second week takes the technicians away.
      draft.datedShifts.append(
        .init(
          pool: "技术组", span: .init(from: 9 * Self.day + 13 * 60, to: 9 * Self.day + 18 * 60),
          count: 1))
    }
  }

  /// One to four windows for each request, mostly on open half days of its class.
  mutating func addWindows() {
    for r in draft.requests.indices {
      let deviceClass = deviceClass(of: draft.requests[r])
      let open = (openHalfDays[deviceClass] ?? []).sorted { ($0.day, $0.from) < ($1.day, $1.from) }
      let minutes = draft.requests[r].minutes
      var windows: [BookingDraft.Span] = []
      if minutes > 10 * 60 {
        let first = Int.random(in: 0..<max(1, recipe.dayCount - 3), using: &random)
        let days = minutes / Self.day + Int.random(in: 2...4, using: &random)
        windows = [
          .init(
            from: first * Self.day + 8 * 60, to: min(recipe.dayCount, first + days) * Self.day)
        ]
      } else if open.isEmpty || chance(1, of: 25) {
        // Somebody who did not look at the opening hours and asks for an evening.
        let evenings = open.filter { $0.to == 17 * 60 + 30 }
        let day =
          evenings.isEmpty
          ? Int.random(in: 0..<recipe.dayCount, using: &random)
          : evenings[Int.random(in: 0..<evenings.count, using: &random)].day
        windows = [.init(from: day * Self.day + 17 * 60, to: (day + 1) * Self.day)]
      } else {
        windows = openWindows(open, minutes: minutes)
      }
      draft.requests[r].windows = windows
      guard chance(1, of: 2), let window = windows.first else { continue }
      let slack = max(0, window.to - window.from - minutes) / Self.halfHour
      let from = window.from + Int.random(in: 0...slack, using: &random) * Self.halfHour
      draft.requests[r].preferred = .init(from: from, to: min(window.to, from + 60))
      draft.requests[r].preferredBonus = pick([(4, 2), (8, 2), (12, 1)])
    }
  }

  private mutating func openWindows(
    _ open: [(day: Int, from: Int, to: Int)], minutes: Int
  ) -> [BookingDraft.Span] {
    let count = pick([(1, 30), (2, 35), (3, 20), (4, 15)])
    var days: [Int] = []
    for _ in 0..<count { days.append(open[Int.random(in: 0..<open.count, using: &random)].day) }
    days.sort()
    var windows: [BookingDraft.Span] = []
    for (i, day) in days.enumerated() where i == 0 || days[i - 1] != day {
      let pieces = open.filter { $0.day == day && $0.to - $0.from >= minutes }
      let piece =
        pieces.isEmpty || chance(1, of: 3)
        ? (day: day, from: 8 * 60, to: 18 * 60)
        : pieces[Int.random(in: 0..<pieces.count, using: &random)]
      windows.append(.init(from: day * Self.day + piece.from, to: day * Self.day + piece.to))
    }
    return windows
  }

  /// The class that a request asks for, by itself or through one of its devices.
  private func deviceClass(of request: BookingDraft.Request) -> String {
    guard let target = request.choices.last?.target else { return "" }
    return draft.devices.first { $0.id == target }?.deviceClass ?? target
  }

  mutating func addMaintenance() {
    for (d, device) in draft.devices.enumerated() where d % 4 == 1 {
      let day = Int.random(in: 0..<recipe.dayCount, using: &random)
      let from = day * Self.day + 8 * 60 + 30
      draft.maintenance.append(
        .init(device: device.id, span: .init(from: from, to: from + 3 * 60)))
    }
    // One evening for those who work late.
    if recipe.dayCount > 3, let device = draft.devices.first {
      let from = 3 * Self.day + 17 * 60 + 30
      draft.extraOpenings.append(
        .init(device: device.id, span: .init(from: from, to: from + 3 * 60)))
    }
  }
}
