import EquipmentBooking

extension BookingProblem {
  /// Published bookings that leave others too little of a quota: those which stay, of the same institution, where
  /// they and all that could be used by those who move are more than it allows.
  ///
  /// - Parameter isMovable: For each request, whether it may go anywhere.
  /// - Returns: For each request, whether it is in the way.
  /// - Complexity: O(quotas · published bookings, and periods for each that moves).
  func quotaRivals(of isMovable: [Bool]) -> [Bool] {
    var isRival = [Bool](repeating: false, count: requests.count)
    var published = [[Booking]](repeating: [], count: institutions.count)
    for booking in self.published.bookings {
      published[requests[booking.request].institution].append(booking)
    }
    for quota in quotas {
      func counts(on device: Int) -> Bool {
        quota.deviceClass.map { $0 == devices[device].deviceClass } ?? true
      }
      let mine = published[quota.institution]
      var used = [Int](repeating: 0, count: quota.periods.count)
      var isWanted = used.map { _ in false }
      for booking in mine where isMovable[booking.request] {
        let request = requests[booking.request]
        guard request.choices.contains(where: { $0.isAuthorized && counts(on: $0.device) }) else {
          continue
        }
        for (p, period) in quota.periods.enumerated()
        where request.windows.contains(where: { $0.overlaps(period) }) {
          used[p] += request.length
          isWanted[p] = true
        }
      }
      guard isWanted.contains(true) else { continue }
      let staying = mine.compactMap { booking -> (request: Int, period: Int)? in
        guard !isMovable[booking.request], counts(on: booking.device) else { return nil }
        return quota.periods.firstIndex { $0.contains(booking.start) }.map {
          (booking.request, $0)
        }
      }
      for (r, period) in staying { used[period] += requests[r].length }
      for (r, period) in staying where isWanted[period] && used[period] > quota.limit {
        isRival[r] = true
      }
    }
    return isRival
  }
}
