import EquipmentBooking

extension SlotBoard {
  /// The timetable with the devices of each group told apart.
  ///
  /// Taken by the beginning of their occupation, bookings go to the first device of the group with
  /// room. Whoever already occupies a device at that moment overlaps the newcomer there and then, so
  /// as long as the group's capacity is kept some device has room: greedy colouring of intervals.
  ///
  /// - Complexity: O(bookings · (log bookings + bookings of the group)).
  func timetable(of problem: BookingProblem, groups: [DeviceGroup]) -> Timetable {
    let placed = (0..<table.requestCount).filter { segment[$0] >= 0 }
    let ordered = placed.sorted { (occupation($0).from, $0) < (occupation($1).from, $1) }
    var busyUntil = problem.devices.map { _ in [Int]() }
    var bookings: [Booking] = []
    for r in ordered {
      let slots = occupation(r)
      for device in groups[Int(segments[Int(segment[r])].group)].devices {
        busyUntil[device].removeAll { $0 <= slots.from }
        guard busyUntil[device].count < problem.devices[device].capacity else { continue }
        busyUntil[device].append(slots.end)
        let wish = Int(segments[Int(segment[r])].wish)
        bookings.append(Booking(request: wish, device: device, start: Int(start[r])))
        break
      }
    }
    return Timetable(bookings: bookings)
  }

  /// Puts the bookings of a timetable that are not there yet, as far as they have a start.
  func put(_ timetable: Timetable, groups: [DeviceGroup]) {
    var groupOf: [Int: Int] = [:]
    for (g, group) in groups.enumerated() {
      for d in group.devices { groupOf[d] = g }
    }
    for booking in timetable.bookings {
      let r = Int(table.entryOf[booking.request])
      guard segment[r] < 0 else { continue }
      let k = table.segmentRange(r).first {
        Int(segments[$0].wish) == booking.request
          && Int(segments[$0].group) == groupOf[booking.device]
          && segments[$0].first <= booking.start && booking.start <= segments[$0].last
      }
      if let k { put(r, k, booking.start) }
    }
  }
}
