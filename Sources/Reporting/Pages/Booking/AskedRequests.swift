public import EquipmentBooking

/// Counts of requests as people asked for them: one that may be split counts once, however it is served.
extension BookingProblem {
  /// Requests that are not parts of another one and fulfil a condition.
  ///
  /// - Complexity: O(requests).
  public func askedRequests(where fits: (Request) -> Bool = { _ in true }) -> Int {
    requests.count { !$0.isPart && fits($0) }
  }

  /// Requests that have a booking which fulfils a condition, whole or in parts.
  ///
  /// - Complexity: O(bookings).
  public func servedRequests(
    in timetable: Timetable, where fits: (Booking) -> Bool = { _ in true }
  ) -> Int {
    let names = timetable.bookings.filter(fits).map { booking in
      draft.requests[booking.request].partOf ?? requests[booking.request].id
    }
    return Set(names).count
  }
}
