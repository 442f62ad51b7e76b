extension BookingProblem {
  /// Returns the rules that `timetable` breaks; a feasible timetable breaks none.
  ///
  /// Written from the rules slot by slot, without the linear program, so a mistake there cannot hide
  /// here. Each overloaded stretch of time is one violation as long as the same requests overload it.
  ///
  /// - Complexity: O(occupied slots + devices × slots).
  public func violations(of timetable: Timetable) -> [BookingViolation] {
    // A start that lies years away is no slot at all; adding a length to it could overflow.
    let farthest = 1_000_000
    let known = timetable.bookings.filter {
      requests.indices.contains($0.request) && devices.indices.contains($0.device)
        && $0.start.magnitude <= farthest
    }
    var found: [BookingViolation] = []
    if known.count < timetable.bookings.count {
      found.append(BookingViolation(.reference, requests: [], in: self))
    }
    found += violationsOfPlaces(known)
    found += known.flatMap(violationsOfHours)
    found += violationsOfDevices(known)
    found += violationsOfOperators(known)
    found += violationsOfQuotas(known)
    found += violationsOfSeries(known)
    found += violationsOfAlternatives(known)
    found += violationsOfOrder(known)
    found += violationsOfPins(known)
    return found
  }

  private func violationsOfPlaces(_ bookings: [Booking]) -> [BookingViolation] {
    var places = [Int](repeating: 0, count: requests.count)
    for booking in bookings { places[booking.request] += 1 }
    return places.enumerated().compactMap { r, count in
      count > 1 ? BookingViolation(.placed(count: count), requests: [r], in: self) : nil
    }
  }

  private func violationsOfHours(_ booking: Booking) -> [BookingViolation] {
    var found: [BookingViolation] = []
    func note(_ kind: BookingViolation.Kind) {
      found.append(BookingViolation(kind, requests: [booking.request], in: self))
    }
    let request = requests[booking.request]
    let device = devices[booking.device]
    if let choice = request.choice(of: booking.device) {
      if !choice.isAuthorized { note(.authorized(device: booking.device)) }
    } else {
      note(.choices(device: booking.device))
    }
    let use = use(of: booking)
    let isInside = request.windows.contains {
      $0.lowerBound <= use.lowerBound && use.upperBound <= $0.upperBound
    }
    let spans = request.choice(of: booking.device)?.windows
    let isSeen =
      spans == nil
      || spans?.contains { $0.lowerBound <= use.lowerBound && use.upperBound <= $0.upperBound }
        == true
    if !isInside || !isSeen { note(.windows(use: use)) }
    let occupied = occupation(of: booking)
    var closed = 0
    var maintained = 0
    for slot in occupied {
      if !(0..<grid.slotCount).contains(slot) || !device.hours[slot] {
        closed += 1
      } else if device.maintenance[slot] {
        maintained += 1
      }
    }
    if closed > 0 {
      note(.open(device: booking.device, occupied: occupied, closedSlots: closed))
    }
    if maintained > 0 {
      note(.maintenance(device: booking.device, occupied: occupied, slots: maintained))
    }
    return found
  }

  private func violationsOfDevices(_ bookings: [Booking]) -> [BookingViolation] {
    // Whoever uses a combined device occupies its parts, too.
    var byDevice = [[Booking]](repeating: [], count: devices.count)
    for booking in bookings {
      for d in [booking.device] + devices[booking.device].parts { byDevice[d].append(booking) }
    }
    return devices.indices.flatMap { d in
      let mine = byDevice[d]
      let busy = mine.map { (request: $0.request, slots: occupation(of: $0)) }
      let capacity = devices[d].capacity
      return stretches(of: busy) { slot, load in load > capacity ? capacity : nil }.map {
        BookingViolation(
          .device(device: d, slots: $0.slots, load: $0.requests.count, capacity: $0.allowed),
          requests: $0.requests, in: self)
      }
    }
  }

  private func violationsOfOperators(_ bookings: [Booking]) -> [BookingViolation] {
    var byPool = [[Booking]](repeating: [], count: pools.count)
    for booking in bookings {
      if let pool = requests[booking.request].choice(of: booking.device)?.pool {
        byPool[pool].append(booking)
      }
    }
    return pools.indices.flatMap { p in
      let mine = byPool[p]
      let busy = mine.map { booking in
        (
          request: booking.request,
          slots: occupation(of: booking).lowerBound..<use(of: booking).upperBound
        )
      }
      return stretches(of: busy) { slot, load in
        load > pools[p].onDuty[slot] ? pools[p].onDuty[slot] : nil
      }.map {
        BookingViolation(
          .operators(pool: p, slots: $0.slots, needed: $0.requests.count, onDuty: $0.allowed),
          requests: $0.requests, in: self)
      }
    }
  }

  private func violationsOfQuotas(_ bookings: [Booking]) -> [BookingViolation] {
    quotas.indices.flatMap { q -> [BookingViolation] in
      let quota = quotas[q]
      return quota.periods.compactMap { period -> BookingViolation? in
        let counted = bookings.filter {
          requests[$0.request].institution == quota.institution && period.contains($0.start)
            && (quota.deviceClass ?? devices[$0.device].deviceClass)
              == devices[$0.device].deviceClass
        }
        let used = counted.reduce(0) { $0 + requests[$1.request].length }
        guard used > quota.limit else { return nil }
        return BookingViolation(
          .quota(quota: q, period: period, used: used, limit: quota.limit),
          requests: counted.map(\.request), in: self)
      }
    }
  }

  private func violationsOfSeries(_ bookings: [Booking]) -> [BookingViolation] {
    var isAccepted = [Bool](repeating: false, count: requests.count)
    for booking in bookings { isAccepted[booking.request] = true }
    return series.indices.compactMap { s in
      let accepted = series[s].requests.filter { isAccepted[$0] }
      let count = series[s].requests.count
      guard series[s].isAllOrNothing, !accepted.isEmpty, accepted.count < count else { return nil }
      return BookingViolation(
        .series(series: s, accepted: accepted.count, of: count), requests: accepted, in: self)
    }
  }

  /// Of the requests of a list of alternatives, those accepted belong to one series that stands or falls
  /// together, or are one.
  private func violationsOfAlternatives(_ bookings: [Booking]) -> [BookingViolation] {
    var isAccepted = [Bool](repeating: false, count: requests.count)
    for booking in bookings { isAccepted[booking.request] = true }
    return series.indices.compactMap { s in
      guard series[s].rule == .onlyOne else { return nil }
      let accepted = series[s].requests.filter { isAccepted[$0] }
      guard let one = accepted.first else { return nil }
      let together = series.first { $0.isAllOrNothing && $0.requests.contains(one) }?.requests
      let others = accepted.filter { $0 != one && together?.contains($0) != true }
      if others.isEmpty { return nil }
      return BookingViolation(.onlyOne(series: s), requests: accepted, in: self)
    }
  }

  /// A use begins no earlier than the one before it in its series has ended, and the gap has passed.
  private func violationsOfOrder(_ bookings: [Booking]) -> [BookingViolation] {
    var uses = [Range<Int>?](repeating: nil, count: requests.count)
    for booking in bookings { uses[booking.request] = use(of: booking) }
    var found: [BookingViolation] = []
    for (s, series) in series.enumerated() {
      guard let gap = series.gap else { continue }
      for (a, b) in zip(series.requests, series.requests.dropFirst()) {
        guard let first = uses[a], let second = uses[b],
          second.lowerBound < first.upperBound + gap
        else { continue }
        found.append(BookingViolation(.order(series: s, gap: gap), requests: [a, b], in: self))
      }
    }
    return found
  }

  private func violationsOfPins(_ bookings: [Booking]) -> [BookingViolation] {
    let held = Set(bookings)
    return requests.compactMap(\.pin).filter { !held.contains($0) }.map {
      BookingViolation(.pinned(promised: $0), requests: [$0.request], in: self)
    }
  }

  /// Longest stretches of slots in which the same requests are busy and `allowed` names the load
  /// that they exceed.
  private func stretches(
    of busy: [(request: Int, slots: Range<Int>)], allowed: (_ slot: Int, _ load: Int) -> Int?
  ) -> [(slots: Range<Int>, requests: [Int], allowed: Int)] {
    var at = [[Int]](repeating: [], count: grid.slotCount)
    for (request, slots) in busy {
      for slot in slots.clamped(to: 0..<grid.slotCount) { at[slot].append(request) }
    }
    var found: [(slots: Range<Int>, requests: [Int], allowed: Int)] = []
    for slot in at.indices where !at[slot].isEmpty {
      guard let limit = allowed(slot, at[slot].count) else { continue }
      if let last = found.last, last.slots.upperBound == slot, last.requests == at[slot],
        last.allowed == limit
      {
        found[found.count - 1].slots = last.slots.lowerBound..<slot + 1
      } else {
        found.append((slot..<slot + 1, at[slot], limit))
      }
    }
    return found
  }
}
