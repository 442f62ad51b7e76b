import Diagnostics

/// Requests, quotas, prices and promises.
extension BookingValidation {
  /// Requests with their choices, without pins.
  mutating func resolveRequests() -> [BookingProblem.Request] {
    let windows = deviceWindows()
    return draft.requests.indices.map { resolveRequest($0, windows[$0]) }
  }

  private mutating func resolveRequest(
    _ r: Int, _ deviceWindows: [Int: [Range<Int>]]
  ) -> BookingProblem.Request {
    let request = draft.requests[r]
    let place = Place("requests")[r]
    let institution = find(
      request.institution, in: institutionIndex, else: .unknownInstitution,
      at: place.appending("institution"))
    let longest = max(1, grid?.minuteCount ?? .max)
    let length = slots(
      request.minutes, within: 1...longest, else: .badLength, at: place.appending("minutes"))
    if !draft.priorityPoints.isEmpty
      && !(1...draft.priorityPoints.count).contains(request.priority)
    {
      faults.append(
        .unknownPriority, at: place.appending("priority"), value: String(request.priority))
    }
    checkPoints(request.preferredBonus, at: place.appending("preferredBonus"))
    if request.split != nil { checkSplit(of: request, at: place.appending("split")) }
    if let weight = request.weight { checkPoints(weight, at: place.appending("weight")) }
    if let credit = request.credit { checkPoints(credit, at: place.appending("credit")) }
    return BookingProblem.Request(
      id: request.id, institution: institution ?? 0, applicant: request.applicant,
      fund: request.fund, length: length ?? 1, windows: windows(of: request, at: place),
      choices: choices(of: request, deviceWindows, at: place),
      preferred: request.preferred.flatMap {
        slots(of: $0, at: place.appending("preferred"))
      } ?? 0..<0,
      preferredBonus: request.preferredBonus,
      preferredDevice: request.preferredDevice.flatMap {
        find(
          $0, in: deviceIndex, else: .unknownDevice, at: place.appending("preferredDevice"))
      },
      priority: request.priority,
      weight: (request.weight ?? usualWeight(priority: request.priority, length: length ?? 1))
        + (request.credit ?? 0),
      pin: nil, isPart: request.partOf != nil)
  }

  /// Notes what is wrong with a split that ``BookingDraft/withParts()`` could not write out.
  private mutating func checkSplit(of request: BookingDraft.Request, at place: Place) {
    guard let split = request.split else { return }
    let text = "\(split.leastMinutes) × \(split.mostParts)"
    if draft.series.contains(where: { $0.requests.contains(request.id) }) {
      faults.append(.splitOfSeries, at: place, value: request.id)
    } else if draft.ways(of: request, split) != nil {
      faults.append(.splitNames, at: place, value: request.id)
    } else {
      faults.append(.badSplit, at: place, value: text)
    }
  }

  private func usualWeight(priority: Int, length: Int) -> Int {
    guard priority >= 1, draft.priorityPoints.indices.contains(priority - 1) else { return 0 }
    // The points of a priority and of a booking are judged by themselves; here they only must not trap.
    let (slots, isTooLong) = length.addingReportingOverflow(draft.bookingSlots)
    let (points, overflow) = draft.priorityPoints[priority - 1]
      .multipliedReportingOverflow(by: slots)
    return isTooLong || overflow ? 0 : points
  }

  private mutating func windows(
    of request: BookingDraft.Request, at place: Place
  ) -> [Range<Int>] {
    if request.windows.isEmpty { faults.append(.noWindow, at: place.appending("windows")) }
    var windows: [Range<Int>] = []
    for (i, span) in request.windows.enumerated() {
      guard let window = slots(of: span, at: place.appending("windows")[i]) else { continue }
      if window.isEmpty {
        faults.append(.outsideHorizon, at: place.appending("windows")[i], value: text(of: span))
      } else {
        windows.append(window)
      }
    }
    windows.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    // A window written twice says nothing new.
    return windows.enumerated().compactMap { i, window in
      i > 0 && windows[i - 1] == window ? nil : window
    }
  }

  private mutating func choices(
    of request: BookingDraft.Request, _ deviceWindows: [Int: [Range<Int>]], at place: Place
  ) -> [BookingProblem.Choice] {
    let list = place.appending("choices")
    if request.choices.isEmpty { faults.append(.noChoice, at: list) }
    if let pool = request.operatorPool {
      _ = find(pool, in: poolIndex, else: .unknownPool, at: place.appending("operatorPool"))
    }
    let day = 0...TimeGrid.minutesPerDay
    let setUp = request.setUpMinutes.map {
      slots($0, within: day, else: .badBuffer, at: place.appending("setUpMinutes")) ?? 0
    }
    let cleanUp = request.cleanUpMinutes.map {
      slots($0, within: day, else: .badBuffer, at: place.appending("cleanUpMinutes")) ?? 0
    }
    let wishes = wishedDevices(of: request, at: list)
    let slotMinutes = grid?.slotMinutes ?? 1
    return wishes.map { d, bonus in
      let allowed = draft.devices[d].authorized.map {
        $0.contains(request.applicant) || $0.contains(request.institution)
      }
      return BookingProblem.Choice(
        device: d, bonus: bonus, setUp: setUp ?? draft.devices[d].setUpMinutes / slotMinutes,
        cleanUp: cleanUp ?? draft.devices[d].cleanUpMinutes / slotMinutes,
        pool: (request.operatorPool ?? draft.devices[d].operatorPool).flatMap { poolIndex[$0] },
        isAuthorized: allowed ?? true,
        windows: outsideReserve(of: d, for: request.institution, deviceWindows[d]))
    }
  }

  /// Fair shares in slots.
  mutating func resolveFairShares() -> [BookingProblem.FairShare] {
    var first: [[String]: Int] = [:]
    let isMaxMin = draft.fairShareRule == .maxMin
    let shares = draft.fairShares.enumerated().map { i, share in
      let place = Place("fairShares")[i]
      let institution = find(
        share.institution, in: institutionIndex, else: .unknownInstitution,
        at: place.appending("institution"))
      let key = [share.institution] + (isMaxMin ? [] : [String(share.minutes)])
      if let other = first[key] {
        faults.append(
          isMaxMin ? .secondShare : .duplicateShare, at: place, value: share.institution,
          related: [Place("fairShares")[other]])
      }
      first[key] = first[key] ?? i
      if share.minutes < 0 {
        faults.append(.badShare, at: place.appending("minutes"), value: String(share.minutes))
      }
      let points = place.appending("pointsPerSlot")
      if let cost = share.pointsPerSlot {
        if isMaxMin, cost != 0 {
          faults.append(.pointsOfMaxMin, at: points, value: String(cost))
        } else {
          checkPoints(cost, at: points)
        }
      } else if !isMaxMin {
        faults.append(.shareWithoutPoints, at: points, value: share.institution)
      }
      return BookingProblem.FairShare(
        institution: institution ?? 0, target: share.minutes / (grid?.slotMinutes ?? 1),
        pointsPerSlot: share.pointsPerSlot ?? 0)
    }
    return shares.enumerated().sorted { a, b in
      (a.element.institution, a.element.target, a.offset)
        < (b.element.institution, b.element.target, b.offset)
    }.map(\.element)
  }

  /// Quotas with the periods of the horizon.
  mutating func resolveQuotas() -> [BookingProblem.Quota] {
    draft.quotas.indices.map { q in
      let quota = draft.quotas[q]
      let place = Place("quotas")[q]
      let institution = find(
        quota.institution, in: institutionIndex, else: .unknownInstitution,
        at: place.appending("institution"))
      let deviceClass = quota.deviceClass.flatMap {
        find($0, in: classIndex, else: .unknownClass, at: place.appending("deviceClass"))
      }
      if quota.minutes < 0 {
        faults.append(.badQuota, at: place.appending("minutes"), value: String(quota.minutes))
      }
      let periods = periods(of: quota, at: place)
      return BookingProblem.Quota(
        institution: institution ?? 0, deviceClass: deviceClass,
        limit: quota.minutes / (grid?.slotMinutes ?? 1), periods: periods)
    }
  }

  /// Notes prices that name nobody, occur twice or are out of range.
  mutating func checkTariffs() {
    var first: [[String]: Int] = [:]
    for (i, tariff) in draft.tariffs.enumerated() {
      let place = Place("tariffs")[i]
      _ = find(
        tariff.device, in: deviceIndex, else: .unknownDevice, at: place.appending("device"))
      if let institution = tariff.institution {
        _ = find(
          institution, in: institutionIndex, else: .unknownInstitution,
          at: place.appending("institution"))
      }
      if !(0...Self.mostFenPerHour).contains(tariff.fenPerHour) {
        faults.append(
          .badPrice, at: place.appending("fenPerHour"), value: "\(tariff.fenPerHour) 分")
      }
      let key = [tariff.device] + (tariff.institution.map { [$0] } ?? [])
      if let other = first[key] {
        faults.append(
          .duplicatePrice, at: place, value: key.joined(separator: " "),
          related: [Place("tariffs")[other]])
      } else {
        first[key] = i
      }
    }
  }

  /// The requests with their promised places.
  mutating func resolvePins(
    _ requests: [BookingProblem.Request]
  ) -> [BookingProblem.Request] {
    var pins = [Booking?](repeating: nil, count: requests.count)
    var firstPin = [Int?](repeating: nil, count: requests.count)
    for (i, pin) in draft.pins.enumerated() {
      let place = Place("pins")[i]
      let request = find(
        pin.request, in: requestIndex, else: .unknownRequest, at: place.appending("request"))
      let device = find(
        pin.device, in: deviceIndex, else: .unknownDevice, at: place.appending("device"))
      let last = max(0, (grid?.minuteCount ?? 1) - 1)
      let start = slots(
        pin.start, within: 0...last, else: .outsideHorizon, at: place.appending("start"))
      guard let request else { continue }
      if let other = firstPin[request] {
        faults.append(
          .duplicatePin, at: place, value: pin.request, related: [Place("pins")[other]])
      }
      firstPin[request] = i
      if let device, let start {
        pins[request] = Booking(request: request, device: device, start: start)
      }
    }
    return zip(requests, pins).map { $0.pinned(to: $1) }
  }
}

extension BookingProblem.Request {
  fileprivate func pinned(to pin: Booking?) -> Self {
    Self(
      id: id, institution: institution, applicant: applicant, fund: fund, length: length,
      windows: windows, choices: choices, preferred: preferred, preferredBonus: preferredBonus,
      preferredDevice: preferredDevice, priority: priority, weight: weight, pin: pin,
      isPart: isPart)
  }
}

extension BookingProblem {
  /// Promised bookings that break a rule, alone or together.
  func pinFaults() -> Faults {
    var faults = Faults()
    let promised = Timetable(bookings: requests.compactMap(\.pin))
    var seen: Set<Int> = []
    for violation in violations(of: promised) {
      for request in violation.requests where seen.insert(request).inserted {
        let pin = draft.pins.firstIndex { $0.request == requests[request].id } ?? 0
        // The rule in words: a promise breaks one of many.
        let (base, broken) = (FaultRule.impossiblePin, violation.text)
        faults.append(
          FaultRule(
            base.code,
            text: Bilingual(
              zh: "\(base.text.zh)（\(broken.zh)）", en: "\(base.text.en) (\(broken.en))"),
            hint: base.hint),
          at: Place("pins")[pin], value: requests[request].id)
      }
    }
    return faults
  }
}
