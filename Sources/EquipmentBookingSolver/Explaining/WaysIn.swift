import EquipmentBooking

extension RefusalFinder {
  /// Minutes by which windows are widened at each end.
  static let widerMinutes = 120

  /// Changes that would let a refused request into the final timetable, each found free by trying:
  /// another device, wider windows, another day. None for a series that stands or falls together, of
  /// which one request alone does not come in.
  func waysIn(_ r: Int) -> [Refusal.WayIn] {
    guard partners[r].isEmpty else { return [] }
    return [
      otherDevice(r).map { .init(change: .otherDevice, booking: $0) },
      widerWindow(r).map { .init(change: .widerWindow, booking: $0) },
      otherDay(r).map { .init(change: .otherDay, booking: $0) },
    ].compactMap { $0 }
  }

  /// The earliest free place on an authorised device of an accepted class that the request left out.
  private func otherDevice(_ r: Int) -> Booking? {
    let request = problem.requests[r]
    let choices = problem.devices.indices.compactMap { d -> BookingProblem.Choice? in
      guard request.choice(of: d) == nil,
        request.choices.contains(where: {
          problem.devices[$0.device].deviceClass == problem.devices[d].deviceClass
        })
      else { return nil }
      return problem.hypotheticalChoice(of: r, on: d)
    }
    return firstFree(r, choices, windows: request.windows)
  }

  private func widerWindow(_ r: Int) -> Booking? {
    let extra = Self.widerMinutes / problem.grid.slotMinutes
    let windows = problem.requests[r].windows.map {
      ($0.lowerBound - extra..<$0.upperBound + extra).clamped(to: 0..<problem.grid.slotCount)
    }
    return firstFree(r, problem.requests[r].choices, windows: windows)
  }

  /// The same hours on the nearest other day, a later day before an earlier one.
  private func otherDay(_ r: Int) -> Booking? {
    let (request, grid) = (problem.requests[r], problem.grid)
    for distance in 1..<max(2, grid.dayCount) {
      for shift in [distance, -distance] {
        let windows = request.windows.compactMap { window -> Range<Int>? in
          let moved =
            window.lowerBound + shift * grid.slotsPerDay..<window.upperBound + shift
            * grid.slotsPerDay
          return (0..<grid.slotCount).contains(moved.lowerBound)
            && moved.upperBound <= grid.slotCount ? moved : nil
        }
        if let booking = firstFree(r, request.choices, windows: windows) { return booking }
      }
    }
    return nil
  }

  /// The earliest start inside `windows` that fits beside all others on one of the choices.
  private func firstFree(
    _ r: Int, _ choices: [BookingProblem.Choice], windows: [Range<Int>]
  ) -> Booking? {
    var best: Booking?
    for choice in choices where choice.isAuthorized {
      let slots = problem.starts(
        length: problem.requests[r].length, in: windows, choice, open: openSpans[choice.device])
      let option = StartOption(
        request: r, group: choice.device, choice: choice, slots: slots,
        length: problem.requests[r].length)
      let free = slots.first { board.fits(option, at: $0) }
      if let free, free < best?.start ?? .max {
        best = Booking(request: r, device: choice.device, start: free)
      }
    }
    return best
  }
}
