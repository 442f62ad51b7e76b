import EquipmentBooking

/// The slots at which a request can start on a group of devices.
struct StartOption: Hashable, Sendable {
  /// Index of the request.
  let request: Int
  /// Index of the group.
  let group: Int
  /// What request and group need of each other.
  let choice: BookingProblem.Choice
  /// Possible starts, rising; never empty.
  let slots: [Int]
  /// Slots of use.
  let length: Int

  /// Slots occupied by a use that begins at `slot`.
  func occupation(at slot: Int) -> Range<Int> {
    slot - choice.setUp..<slot + length + choice.cleanUp
  }

  /// Slots in which an operator attends a use that begins at `slot`.
  func attendance(at slot: Int) -> Range<Int> { slot - choice.setUp..<slot + length }
}

extension BookingProblem {
  /// For each request, its possible starts by rising group; groups without a start are left out.
  ///
  /// A window and an open span leave one range of starts, so nothing is tried slot by slot.
  ///
  /// - Complexity: O(choices of all requests × windows × open spans + starts).
  func startOptions(on groups: [DeviceGroup]) -> [[StartOption]] {
    let openSpans = groups.map { devices[$0.representative].openSpans }
    var groupOf = [Int](repeating: -1, count: devices.count)
    for (g, group) in groups.enumerated() { groupOf[group.representative] = g }
    return requests.enumerated().map { r, request in
      var options: [StartOption] = []
      options.reserveCapacity(request.choices.count)
      for choice in request.choices where choice.isAuthorized && groupOf[choice.device] >= 0 {
        let g = groupOf[choice.device]
        let slots = starts(
          length: request.length, in: request.windows, choice, open: openSpans[g])
        if slots.isEmpty { continue }
        options.append(
          StartOption(request: r, group: g, choice: choice, slots: slots, length: request.length))
      }
      return options.sorted { $0.group < $1.group }
    }
  }

  /// The starts that a timetable can have: without those of uses longer than a quota against which they
  /// count, promised ones excepted. Options that lose all of their starts are gone.
  func withinQuotas(_ options: [[StartOption]], on groups: [DeviceGroup]) -> [[StartOption]] {
    options.enumerated().map { r, own in
      let request = requests[r]
      let short = quotas.filter {
        $0.institution == request.institution && $0.limit < request.length
      }
      if short.isEmpty || request.pin != nil { return own }
      return own.compactMap { option in
        let deviceClass = devices[groups[option.group].representative].deviceClass
        let closed = short.filter { $0.deviceClass ?? deviceClass == deviceClass }.flatMap(
          \.periods)
        let slots = option.slots.filter { slot in !closed.contains { $0.contains(slot) } }
        return slots.isEmpty
          ? nil
          : StartOption(
            request: r, group: option.group, choice: option.choice, slots: slots,
            length: option.length)
      }
    }
  }

  /// Starts of a use inside one window and, with its buffers, inside one open span.
  func starts(
    length: Int, in windows: [Range<Int>], _ choice: Choice, open openSpans: [Range<Int>]
  ) -> [Int] {
    var slots: [Int] = []
    for window in choice.narrowed(windows) {
      for open in openSpans {
        let first = max(window.lowerBound, open.lowerBound + choice.setUp)
        let last = min(window.upperBound, open.upperBound - choice.cleanUp) - length
        if first <= last { slots += first...last }
      }
    }
    // Windows may overlap: keep each slot once.
    if zip(slots, slots.dropFirst()).allSatisfy({ $0 < $1 }) { return slots }
    slots.sort()
    return slots.enumerated().compactMap { i, slot in
      i > 0 && slots[i - 1] == slot ? nil : slot
    }
  }
}

extension BookingProblem.Choice {
  /// What windows of the request and spans of the device have in common: a use that lies inside one of
  /// each lies inside one of these.
  func narrowed(_ requestWindows: [Range<Int>]) -> [Range<Int>] {
    guard let windows else { return requestWindows }
    return requestWindows.flatMap { window in
      windows.map { $0.clamped(to: window) }.filter { !$0.isEmpty }
    }
  }
}
