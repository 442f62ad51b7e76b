import EquipmentBooking

/// What institutions lack of their fair shares in a timetable, and what it would cost to move places from one
/// to another.
struct ShareBalance {
  private let problem: BookingProblem
  /// Slots of use of each institution.
  private let used: [Int]

  init(_ problem: BookingProblem, _ timetable: Timetable) {
    self.problem = problem
    var used = [Int](repeating: 0, count: problem.institutions.count)
    for booking in timetable.bookings {
      let request = problem.requests[booking.request]
      used[request.institution] += request.length
    }
    self.used = used
  }

  /// Points that fair shares would cost more if some requests gave way to another; negative if less.
  func loss(leaving: [Int], entering: Int) -> Int {
    changes(leaving: leaving, entering: entering).reduce(0) { $0 + $1.points }
  }

  /// The institution that would lose most points if some requests gave way to another, and the slots that it
  /// would lack more; `nil` if none would lack more.
  func worstHit(leaving: [Int], entering: Int) -> (institution: Int, slots: Int)? {
    var worst: (institution: Int, slots: Int, points: Int)?
    for change in changes(leaving: leaving, entering: entering)
    where change.points > worst?.points ?? 0 { worst = change }
    return worst.map { ($0.institution, $0.slots) }
  }

  /// What changes, by fair share.
  private func changes(
    leaving: [Int], entering: Int
  ) -> [(institution: Int, slots: Int, points: Int)] {
    problem.fairShares.map { share in
      func slots(_ r: Int) -> Int {
        let request = problem.requests[r]
        return request.institution == share.institution ? request.length : 0
      }
      let before = used[share.institution]
      let after = before - leaving.reduce(0) { $0 + slots($1) } + slots(entering)
      let more = max(0, share.target - after) - max(0, share.target - before)
      return (share.institution, more, more * share.pointsPerSlot)
    }
  }
}
