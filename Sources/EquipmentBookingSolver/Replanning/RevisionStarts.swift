import EquipmentBooking

/// Where published bookings may start, by hours, windows and quotas.
struct RevisionStarts {
  private let problem: BookingProblem
  private let openSpans: [[Range<Int>]]
  /// Quotas of each institution that its published bookings could break by moving.
  private let tight: [[Int]]
  /// Requests of series with an order: only where they are is it sure to be kept.
  let isOrdered: [Bool]

  init(_ problem: BookingProblem) {
    self.problem = problem
    openSpans = problem.devices.map(\.openSpans)
    var used = [Int](repeating: 0, count: problem.institutions.count)
    for booking in problem.published.bookings {
      let request = problem.requests[booking.request]
      used[request.institution] += request.length
    }
    var isOrdered = [Bool](repeating: false, count: problem.requests.count)
    for series in problem.series where series.gap != nil {
      for r in series.requests { isOrdered[r] = true }
    }
    self.isOrdered = isOrdered
    tight = problem.institutions.indices.map { institution in
      problem.quotas.indices.filter { q in
        problem.quotas[q].institution == institution && problem.quotas[q].limit < used[institution]
      }
    }
  }

  /// Writes down for each choice of a published booking and each slot the first start not before it.
  ///
  /// A start counts against the same tight quotas as the published one: nothing else keeps them for sure.
  func write(of i: Int, _ choices: [RevisionBoard.Choice], into next: inout [Int32]) {
    let place = problem.published.bookings[i]
    let request = problem.requests[place.request]
    let counted = rows(place.device, place.start, request.institution)
    for own in choices {
      var row = [Int32](repeating: Int32(RevisionBoard.never), count: problem.grid.slotCount + 1)
      guard let choice = request.choice(of: own.device) else {
        next += row
        continue
      }
      let slots = problem.starts(
        length: request.length, in: request.windows, choice, open: openSpans[own.device])
      for slot in slots
      where isOrdered[place.request]
        ? own.device == place.device && slot == place.start
        : counted == rows(own.device, slot, request.institution)
      { row[slot] = Int32(slot) }
      for slot in row.indices.dropLast().reversed() { row[slot] = min(row[slot], row[slot + 1]) }
      next += row
    }
  }

  /// Tight quotas and their periods against which a use counts.
  private func rows(_ device: Int, _ slot: Int, _ institution: Int) -> [[Int]] {
    let deviceClass = problem.devices[device].deviceClass
    return tight[institution].compactMap { q in
      let quota = problem.quotas[q]
      guard quota.deviceClass ?? deviceClass == deviceClass else { return nil }
      return quota.periods.firstIndex { $0.contains(slot) }.map { [q, $0] }
    }
  }
}
