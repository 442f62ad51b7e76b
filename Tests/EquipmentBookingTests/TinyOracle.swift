import EquipmentBooking

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
    let (choices, machine) = (draft.requests[r].choices, draft.devices[device])
    if let own = choices.first(where: { $0.target == machine.id }) { return own.bonus }
    if let area = machine.area,
      let near = choices.first(where: { $0.target == machine.deviceClass + "@" + area })
    {
      // What is called exactly so is meant before the class in the area.
      let isName = draft.devices.contains { [$0.id, $0.deviceClass].contains(near.target) }
      if !isName { return near.bonus }
    }
    return choices.first { $0.target == machine.deviceClass }?.bonus
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
          reserve in
          let isTaken =
            draft.devices[d].id == reserve.device
            || draft.devices[d].parts.contains(reserve.device)
          let owner = draft.devices.first { $0.id == reserve.device }?.owner
          return isTaken && owner != request.institution && reserve.span.from < end
            && begin < reserve.span.to
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
    let device = draft.devices[place.device].id
    let hour =
      request.preferred.map { $0.from <= minute && minute < $0.to } == true
      && (request.preferredDevice ?? device) == device
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
      return sum + max(0, share.minutes - used) / draft.slotMinutes * (share.pointsPerSlot ?? 0)
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
