/// What bookings are worth, use and occupy.
extension BookingProblem {
  /// Points of a booking.
  ///
  /// - Precondition: The device is acceptable to the request.
  public func value(of booking: Booking) -> Int {
    let request = requests[booking.request]
    let bonus = request.choice(of: booking.device)?.bonus ?? 0
    return request.weight + bonus + request.hourBonus(at: booking.start, on: booking.device)
  }

  /// Points of a timetable: those of its bookings, less those for missing fair shares.
  public func value(of timetable: Timetable) -> Int {
    let shortfall = zip(fairShares, shortfalls(in: timetable)).reduce(0) {
      $0 + $1.0.pointsPerSlot * $1.1
    }
    return timetable.bookings.reduce(0) { $0 + value(of: $1) } - shortfall
  }

  /// Slots of use that each fair share lacks in a timetable, never negative.
  public func shortfalls(in timetable: Timetable) -> [Int] {
    var used = [Int](repeating: 0, count: institutions.count)
    for booking in timetable.bookings {
      let request = requests[booking.request]
      used[request.institution] += request.length
    }
    return fairShares.map { max(0, $0.target - used[$0.institution]) }
  }

  /// Slots in which a booking uses its device.
  public func use(of booking: Booking) -> Range<Int> {
    booking.start..<booking.start + requests[booking.request].length
  }

  /// Whether a booking takes a device: it is booked, or is part of the combined device that is booked.
  public func takes(_ booking: Booking, device: Int) -> Bool {
    booking.device == device || devices[booking.device].parts.contains(device)
  }

  /// Slots in which a booking occupies its device, set-up and clean-up included.
  public func occupation(of booking: Booking) -> Range<Int> {
    let choice = requests[booking.request].choice(of: booking.device)
    let use = use(of: booking)
    return use.lowerBound - (choice?.setUp ?? 0)..<use.upperBound + (choice?.cleanUp ?? 0)
  }
}
