import Diagnostics
import EquipmentBooking
import Solving

/// A random round small enough to enumerate, in which every rule can bind.
///
/// Two days of six four-hour slots; two or three devices of one or two classes, some of them equal,
/// some with capacity 2; buffers, operators, quotas, preferences, maintenance, series with and without an
/// order, alternatives, spans of single devices, fair shares in steps and promised bookings each in a part
/// of the rounds.
func tinyRound(seed: UInt64, requests: Int = 5) -> BookingDraft {
  var random = SeededRandom(seed: seed &+ 77)
  func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  func happens(_ percent: Int) -> Bool { number(0...99) < percent }
  let slot = 240
  var draft = BookingDraft(name: "tiny \(seed)", firstDay: "2026-11-30", dayCount: 2)
  draft.slotMinutes = slot
  draft.institutions = [.init(id: "A", name: "A"), .init(id: "B", name: "B")]
  draft.shifts = (1...2).map {
    .init(pool: "P", weekday: $0, from: slot, to: 6 * slot, count: number(0...2))
  }
  if happens(30) {
    draft.datedShifts = [.init(pool: "P", span: .init(from: 7 * slot, to: 9 * slot), count: 1)]
  }
  let buffers = (number(0...1), number(0...1))
  for d in 0..<number(2...3) {
    let isTwin = d == 1 && happens(60)
    draft.devices.append(
      .init(
        id: "D\(d)", name: "D\(d)", owner: "A", deviceClass: d < 2 ? "X" : "Y",
        capacity: happens(25) ? 2 : 1,
        setUpMinutes: (isTwin || happens(50) ? buffers.0 : 0) * slot,
        cleanUpMinutes: (isTwin || happens(50) ? buffers.1 : 0) * slot,
        operatorPool: !isTwin && happens(25) ? "P" : nil,
        authorized: !isTwin && happens(15) ? ["A", "007"] : nil))
    if d == 2, happens(40) { draft.devices[2].parts = happens(50) ? ["D0"] : ["D0", "D1"] }
    for weekday in 1...2 {
      let from = isTwin ? 1 : number(0...2)
      let to = isTwin ? 6 : number(4...6)
      draft.openings.append(
        .init(device: "D\(d)", weekday: weekday, from: from * slot, to: to * slot))
    }
    if !isTwin && happens(30) {
      let at = number(0...10)
      draft.maintenance.append(
        .init(device: "D\(d)", span: .init(from: at * slot, to: (at + 2) * slot)))
    }
    if happens(15) {
      draft.extraOpenings.append(
        .init(device: "D\(d)", span: .init(from: 5 * slot, to: 8 * slot)))
    }
  }
  for r in 0..<requests {
    let first = number(0...7)
    var windows = [BookingDraft.Span(from: first * slot, to: min(12, first + number(2...6)) * slot)]
    if happens(30) { windows.append(.init(from: 6 * slot, to: number(8...12) * slot)) }
    var choices = [BookingDraft.Choice(target: happens(70) ? "X" : "D0", bonus: number(0...3))]
    if happens(40) { choices.append(.init(target: "D1", bonus: number(0...5))) }
    if draft.devices.count == 3, happens(40) { choices.append(.init(target: "Y")) }
    let from = number(0...10)
    draft.requests.append(
      .init(
        id: "R\(r)", institution: happens(50) ? "A" : "B", applicant: happens(20) ? "007" : "008",
        minutes: number(1...3) * slot, windows: windows, choices: choices,
        preferred: happens(50)
          ? .init(from: from * slot, to: (from + 2) * slot) : nil,
        preferredBonus: number(0...4), priority: number(1...4),
        weight: happens(50) ? number(1...30) : nil, operatorPool: happens(25) ? "P" : nil,
        setUpMinutes: happens(10) ? slot : nil, cleanUpMinutes: happens(10) ? 0 : nil))
  }
  if happens(50) {
    draft.quotas.append(.init(institution: "A", minutes: number(1...5) * slot))
  }
  if happens(40) {
    draft.quotas.append(
      .init(institution: "B", deviceClass: "X", minutes: number(1...4) * slot, period: .week))
  }
  if happens(30) {
    draft.quotas.append(
      .init(
        institution: happens(50) ? "A" : "B", minutes: number(1...3) * slot, period: .day,
        hours: happens(50) ? .init(from: slot, to: number(3...5) * slot) : nil))
  }
  if happens(30) {
    let from = number(0...8)
    draft.reserves = [
      .init(
        device: "D\(number(0...1))",
        span: .init(from: from * slot, to: (from + number(1...3)) * slot))
    ]
  }
  if happens(20) { draft.requests[0].credit = number(1...9) }
  if requests > 3, happens(40) {
    let rule: BookingDraft.Series.Rule = happens(80) ? .allOrNothing : .skipConflicts
    draft.series = [
      .init(
        id: "S", requests: happens(50) ? ["R1", "R2"] : ["R3", "R1", "R2"], rule: rule,
        gapMinutes: rule == .allOrNothing && happens(50) ? number(0...1) * slot : nil)
    ]
  }
  if happens(40) {
    // Ways to fulfil one wish have one applicant.
    let institution = draft.requests[0].institution
    let ways = draft.requests.filter { $0.institution == institution && happens(80) }
    if ways.count > 1 {
      draft.series.append(.init(id: "W", requests: ways.map(\.id), rule: .onlyOne))
    }
  }
  if happens(40) {
    draft.deviceWindows = (0..<number(1...3)).map { _ in
      let from = number(0...8)
      return .init(
        request: "R\(number(0...1))", device: "D\(number(0...1))",
        span: .init(from: from * slot, to: (from + number(2...5)) * slot))
    }
  }
  for institution in ["A", "B"] where happens(30) {
    draft.fairShares.append(
      .init(institution: institution, minutes: number(0...6) * slot, pointsPerSlot: number(0...9)))
    if happens(40) {
      draft.fairShares.append(
        .init(
          institution: institution, minutes: number(7...9) * slot, pointsPerSlot: number(0...5)))
    }
  }
  if happens(30) { promise(in: &draft, &random) }
  return draft
}

/// Promises the first request a place that keeps every rule, if it has one.
private func promise(in draft: inout BookingDraft, _ random: inout SeededRandom) {
  let places = TinyOracle(draft).places(of: 0)
  guard let place = places.randomElement(using: &random) else { return }
  var candidate = draft
  candidate.pins = [
    .init(
      request: draft.requests[0].id, device: draft.devices[place.device].id,
      start: place.slot * draft.slotMinutes)
  ]
  if BookingProblem.faults(in: candidate).isEmpty { draft = candidate }
}

/// Finds the best timetable of a tiny round by trying everything, from the draft alone.
struct TinyOracle {
  struct Place: Hashable {
    let device: Int
    let slot: Int
  }

  let draft: BookingDraft
  let slots: Int

  init(_ draft: BookingDraft) {
    self.draft = draft
    slots = draft.dayCount * 1440 / draft.slotMinutes
  }

  private func covers(_ from: Int, _ to: Int, _ slot: Int) -> Bool {
    from <= slot * draft.slotMinutes && (slot + 1) * draft.slotMinutes <= to
  }

  /// The horizon begins on a Monday.
  private func isOpen(_ device: Int, _ slot: Int) -> Bool {
    guard (0..<slots).contains(slot) else { return false }
    let id = draft.devices[device].id
    let parts = draft.devices[device].parts
    let hasOwnHours =
      draft.openings.contains { $0.device == id }
      || draft.extraOpenings.contains { $0.device == id }
    let partsAreOpen = parts.allSatisfy { part in
      isOpen(draft.devices.firstIndex { $0.id == part } ?? -1, slot)
    }
    if !partsAreOpen { return false }
    let day = slot * draft.slotMinutes / 1440
    let weekly = draft.openings.contains {
      $0.device == id && $0.weekday == day % 7 + 1
        && covers(day * 1440 + $0.from, day * 1440 + $0.to, slot)
    }
    let extra = draft.extraOpenings.contains {
      $0.device == id && covers($0.span.from, $0.span.to, slot)
    }
    let shut = draft.maintenance.contains {
      $0.device == id && covers($0.span.from, $0.span.to, slot)
    }
    return (weekly || extra || !parts.isEmpty && !hasOwnHours) && !shut
  }

  private func onDuty(_ pool: String, _ slot: Int) -> Int {
    let dated = draft.datedShifts.filter {
      $0.pool == pool && covers($0.span.from, $0.span.to, slot)
    }
    if !dated.isEmpty { return dated.reduce(0) { $0 + $1.count } }
    let day = slot * draft.slotMinutes / 1440
    return draft.shifts.reduce(0) {
      let counts =
        $1.pool == pool && $1.weekday == day % 7 + 1
        && covers(day * 1440 + $1.from, day * 1440 + $1.to, slot)
      return $0 + (counts ? $1.count : 0)
    }
  }

  private func length(_ r: Int) -> Int { draft.requests[r].minutes / draft.slotMinutes }

  private func occupied(_ r: Int, _ place: Place) -> Range<Int> {
    let (request, device) = (draft.requests[r], draft.devices[place.device])
    let before = (request.setUpMinutes ?? device.setUpMinutes) / draft.slotMinutes
    let after = (request.cleanUpMinutes ?? device.cleanUpMinutes) / draft.slotMinutes
    return place.slot - before..<place.slot + length(r) + after
  }

  private func bonus(_ r: Int, _ device: Int) -> Int? {
    let choices = draft.requests[r].choices
    return
      (choices.first { $0.target == draft.devices[device].id }
      ?? choices.first { $0.target == draft.devices[device].deviceClass })?.bonus
  }

  /// Places that hours, windows, choices and authorisation leave to a request.
  func places(of r: Int) -> [Place] {
    let request = draft.requests[r]
    var found: [Place] = []
    for d in draft.devices.indices where bonus(r, d) != nil {
      let listed = draft.devices[d].authorized
      if let listed, !listed.contains(request.applicant), !listed.contains(request.institution) {
        continue
      }
      for slot in 0..<slots {
        let place = Place(device: d, slot: slot)
        let (begin, end) = (slot * draft.slotMinutes, slot * draft.slotMinutes + request.minutes)
        let own = (draft.deviceWindows ?? []).filter {
          $0.request == request.id && $0.device == draft.devices[d].id
        }
        let isKept = (draft.reserves ?? []).contains {
          $0.device == draft.devices[d].id && draft.devices[d].owner != request.institution
            && $0.span.from < end && begin < $0.span.to
        }
        guard !isKept, request.windows.contains(where: { $0.from <= begin && end <= $0.to }),
          own.isEmpty || own.contains(where: { $0.span.from <= begin && end <= $0.span.to }),
          occupied(r, place).allSatisfy({ isOpen(d, $0) })
        else { continue }
        found.append(place)
      }
    }
    return found
  }

  func value(_ r: Int, _ place: Place) -> Int {
    let request = draft.requests[r]
    let weight =
      request.weight
      ?? draft.priorityPoints[request.priority - 1] * (length(r) + draft.bookingSlots)
    let minute = place.slot * draft.slotMinutes
    let hour = request.preferred.map { $0.from <= minute && minute < $0.to } == true
    return weight + (request.credit ?? 0) + (bonus(r, place.device) ?? 0)
      + (hour ? request.preferredBonus : 0)
  }

  /// Whether places keep capacities, operators and quotas together.
  func isFeasible(_ chosen: [(request: Int, place: Place)]) -> Bool {
    for (d, device) in draft.devices.enumerated() {
      for slot in 0..<slots {
        let load = chosen.count {
          ($0.place.device == d || draft.devices[$0.place.device].parts.contains(device.id))
            && occupied($0.request, $0.place).contains(slot)
        }
        if load > device.capacity { return false }
      }
    }
    for slot in 0..<slots {
      let busy = chosen.count { request, place in
        let pool = draft.requests[request].operatorPool ?? draft.devices[place.device].operatorPool
        return pool == "P"
          && (occupied(request, place).lowerBound..<place.slot + length(request)).contains(slot)
      }
      if busy > onDuty("P", slot) { return false }
    }
    // Both days lie in one week, so that weekly quotas and those of the horizon agree.
    // A limit by the day is one limit for each.
    return draft.quotas.allSatisfy { quota in
      (0..<(quota.period == .day ? draft.dayCount : 1)).allSatisfy { day in
        let used = chosen.reduce(0) { sum, entry in
          let device = draft.devices[entry.place.device]
          let counts =
            draft.requests[entry.request].institution == quota.institution
            && quota.deviceClass ?? device.deviceClass == device.deviceClass
            && (quota.period != .day || begins(entry.place, on: day, in: quota.hours))
          return sum + (counts ? draft.requests[entry.request].minutes : 0)
        }
        return used <= quota.minutes
      }
    }
  }

  private func begins(_ place: Place, on day: Int, in hours: BookingDraft.Span?) -> Bool {
    let minute = place.slot * draft.slotMinutes - day * 1440
    return (0..<1440).contains(minute)
      && (hours.map { $0.from <= minute && minute < $0.to } ?? true)
  }

  /// Points lost by institutions that fall short of their fair shares.
  func shortfall(_ chosen: [(request: Int, place: Place)]) -> Int {
    draft.fairShares.reduce(0) { sum, share in
      let used = chosen.reduce(0) {
        let request = draft.requests[$1.request]
        return $0 + (request.institution == share.institution ? request.minutes : 0)
      }
      return sum + max(0, share.minutes - used) / draft.slotMinutes * share.pointsPerSlot
    }
  }

  /// Whether series that stand or fall together do, in their order, and of alternatives one is chosen.
  func keepsSeries(_ chosen: [(request: Int, place: Place)]) -> Bool {
    draft.series.allSatisfy { series in
      let mine = chosen.filter { series.requests.contains(draft.requests[$0.request].id) }
      switch series.rule {
      case .skipConflicts: return true
      case .onlyOne:
        // Requests that stand or fall together are one way.
        let ways = mine.map { entry -> String in
          let id = draft.requests[entry.request].id
          return draft.series.first { $0.rule == .allOrNothing && $0.requests.contains(id) }?.id
            ?? id
        }
        return Set(ways).count <= 1
      case .allOrNothing:
        if mine.isEmpty { return true }
        return mine.count == series.requests.count && isInOrder(mine, of: series)
      }
    }
  }

  private func isInOrder(
    _ chosen: [(request: Int, place: Place)], of series: BookingDraft.Series
  ) -> Bool {
    guard let gap = series.gapMinutes else { return true }
    let begins = series.requests.map { id in
      chosen.first { draft.requests[$0.request].id == id }?.place.slot ?? 0
    }
    let lengths = series.requests.map { id in
      draft.requests.first { $0.id == id }.map { $0.minutes / draft.slotMinutes } ?? 0
    }
    return begins.indices.dropFirst().allSatisfy {
      begins[$0] >= begins[$0 - 1] + lengths[$0 - 1] + gap / draft.slotMinutes
    }
  }

  /// The most points of any timetable.
  func best() -> Int {
    var best = Int.min
    let lists = draft.requests.indices.map(places)
    let most = draft.requests.indices.map { r in lists[r].map { value(r, $0) }.max() ?? 0 }
    func extend(_ r: Int, _ chosen: [(request: Int, place: Place)], _ points: Int) {
      if r == draft.requests.count {
        if keepsSeries(chosen) { best = max(best, points - shortfall(chosen)) }
        return
      }
      if points + most[r...].reduce(0, +) <= best { return }
      let pin = draft.pins.first { $0.request == draft.requests[r].id }
      for place in lists[r] {
        if let pin,
          pin.device != draft.devices[place.device].id
            || pin.start != place.slot * draft.slotMinutes
        {
          continue
        }
        let longer = chosen + [(request: r, place: place)]
        if isFeasible(longer) { extend(r + 1, longer, points + value(r, place)) }
      }
      if pin == nil { extend(r + 1, chosen, points) }
    }
    extend(0, [], 0)
    return best
  }
}
