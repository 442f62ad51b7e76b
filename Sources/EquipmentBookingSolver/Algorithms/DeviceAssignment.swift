import EquipmentBooking

extension TimetableBoard {
  /// The timetable with the devices of each group told apart.
  ///
  /// Taken by the beginning of their occupation, bookings go to the first device of the group with
  /// room. Whoever already occupies a device at that moment overlaps the newcomer there and then, so
  /// as long as the group's capacity is kept some device has room: greedy colouring of intervals.
  ///
  /// - Complexity: O(bookings · (log bookings + bookings of the group)).
  func timetable() -> Timetable {
    let placed = places.enumerated().compactMap { r, place in place.map { (request: r, place: $0) }
    }
    let ordered = placed.sorted { a, b in
      let first = options[a.request][a.place.option].occupation(at: a.place.slot).lowerBound
      let second = options[b.request][b.place.option].occupation(at: b.place.slot).lowerBound
      return (first, a.request) < (second, b.request)
    }
    var busyUntil = problem.devices.map { _ in [Int]() }
    var bookings: [Booking] = []
    for (request, place) in ordered {
      let option = options[request][place.option]
      let slots = option.occupation(at: place.slot)
      for device in groups[option.group].devices {
        busyUntil[device].removeAll { $0 <= slots.lowerBound }
        guard busyUntil[device].count < problem.devices[device].capacity else { continue }
        busyUntil[device].append(slots.upperBound)
        bookings.append(Booking(request: request, device: device, start: place.slot))
        break
      }
    }
    return Timetable(bookings: bookings)
  }
}
