import Diagnostics

/// What binds requests together, and spans of single devices.
extension BookingValidation {
  /// Series with their requests.
  mutating func resolveSeries() -> [BookingProblem.Series] {
    _ = index(draft.series.map(\.id), in: Place("series"))
    var seriesOf = [Int?](repeating: nil, count: draft.requests.count)
    var alternativesOf = seriesOf
    defer { rejectSecondLists(alternativesOf) }
    return draft.series.enumerated().map { s, series in
      let list = Place("series")[s].appending("requests")
      if series.requests.isEmpty { faults.append(.emptySeries, at: list) }
      var members: [Int] = []
      for (i, id) in series.requests.enumerated() {
        guard let r = find(id, in: requestIndex, else: .unknownRequest, at: list[i]) else {
          continue
        }
        if let other = series.rule == .onlyOne ? alternativesOf[r] : seriesOf[r] {
          faults.append(.secondSeries, at: list[i], value: id, related: [Place("series")[other]])
        } else if series.rule == .onlyOne {
          alternativesOf[r] = s
          members.append(r)
        } else {
          seriesOf[r] = s
          members.append(r)
        }
        if series.rule == .onlyOne, let first = members.first,
          draft.requests[r].institution != draft.requests[first].institution
        {
          faults.append(.alternativesOfTwo, at: list[i], value: id)
        }
      }
      return BookingProblem.Series(
        id: series.id, requests: series.gapMinutes == nil ? members.sorted() : members,
        rule: series.rule, gap: gap(of: series, at: Place("series")[s].appending("gapMinutes")))
    }
  }

  /// Notes series that stand or fall together, thus are one way to fulfil a wish, and stand in the lists of two.
  private mutating func rejectSecondLists(_ alternativesOf: [Int?]) {
    for (s, series) in draft.series.enumerated() where series.rule == .allOrNothing {
      var first: Int?
      for (i, id) in series.requests.enumerated() {
        guard let r = requestIndex[id], let list = alternativesOf[r] else { continue }
        if let first, first != list {
          faults.append(
            .secondList, at: Place("series")[s].appending("requests")[i], value: id,
            related: [Place("series")[first], Place("series")[list]])
        }
        first = first ?? list
      }
    }
  }

  private mutating func gap(of series: BookingDraft.Series, at place: Place) -> Int? {
    guard let minutes = series.gapMinutes else { return nil }
    guard series.rule == .allOrNothing else {
      faults.append(.orderOfAlternatives, at: place, value: String(minutes))
      return nil
    }
    return slots(minutes, within: 0...(grid?.minuteCount ?? .max), else: .badBuffer, at: place)
  }

  /// Periods of a quota as ranges of starting slots.
  mutating func periods(of quota: BookingDraft.Quota, at place: Place) -> [Range<Int>] {
    if let hours = quota.hours, quota.period != .day || hours.from >= hours.to {
      faults.append(
        .badQuotaHours, at: place.appending("hours"),
        value: "\(Self.clock(hours.from))–\(Self.clock(hours.to))")
      return []
    }
    guard let grid else { return [] }
    switch quota.period {
    case .horizon: return [0..<grid.slotCount]
    case .week: return grid.weeks
    case .day:
      let day = 0...TimeGrid.minutesPerDay
      let hours = place.appending("hours")
      let from = slots(quota.hours?.from ?? 0, within: day, else: .outsideDay, at: hours)
      let to = slots(
        quota.hours?.to ?? TimeGrid.minutesPerDay, within: day, else: .outsideDay, at: hours)
      guard let from, let to else { return [] }
      return (0..<grid.dayCount).map {
        $0 * grid.slotsPerDay + from..<$0 * grid.slotsPerDay + to
      }
    }
  }

  /// Notes what is wrong with hours kept by owners; their slots by device.
  mutating func resolveReserves() {
    for (i, reserve) in (draft.reserves ?? []).enumerated() {
      let place = Place("reserves")[i]
      let device = find(
        reserve.device, in: deviceIndex, else: .unknownDevice, at: place.appending("device"))
      let span = slots(of: reserve.span, at: place.appending("span"))
      if let device, let span { reserves[device, default: []].append(span) }
    }
  }

  /// The spans in which an institution may use a device: outside the hours that others keep of it or of its
  /// parts, within spans of its own if it has any.
  func outsideReserve(
    of device: Int, for institution: String, _ windows: [Range<Int>]?
  ) -> [Range<Int>]? {
    let taken = [device] + draft.devices[device].parts.compactMap { deviceIndex[$0] }
    let kept = taken.filter { draft.devices[$0].owner != institution }.flatMap {
      reserves[$0] ?? []
    }
    guard !kept.isEmpty, let grid else { return windows }
    return grid.spans(windows, outside: kept)
  }

  /// For each request, the spans of its devices that have their own.
  mutating func deviceWindows() -> [[Int: [Range<Int>]]] {
    var found = draft.requests.map { _ in [Int: [Range<Int>]]() }
    for (i, window) in (draft.deviceWindows ?? []).enumerated() {
      let place = Place("deviceWindows")[i]
      let request = find(
        window.request, in: requestIndex, else: .unknownRequest, at: place.appending("request"))
      let device = find(
        window.device, in: deviceIndex, else: .unknownDevice, at: place.appending("device"))
      let span = slots(of: window.span, at: place.appending("span"))
      guard let request, let device, let span else { continue }
      // A span beyond the horizon leaves no start, which is what it says.
      found[request][device, default: []].append(span)
    }
    for r in found.indices {
      found[r] = found[r].mapValues {
        $0.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      }
    }
    return found
  }
}
