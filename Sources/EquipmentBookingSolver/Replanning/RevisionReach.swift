import EquipmentBooking

/// Whose published places chains of moves can reach.
///
/// Quotas are left out: in the proof made of this they have no price, so that whoever is in the way by a quota
/// alone would count the same on both sides of its bound, and with any lists it stays a proof.
struct RevisionReach {
  /// Those whom others could displace from a device, and those with them, rising.
  private(set) var movable: [Int] = []
  /// Others who hold an operator that one of `movable` could need.
  private(set) var fixed: [Int] = []

  /// - Parameters:
  ///   - problem: The round, with its published timetable.
  ///   - first: Published requests that may move.
  /// - Complexity: O(possible starts of those reached · length).
  init(_ problem: BookingProblem, from first: [Int]) {
    let (slots, old) = (problem.grid.slotCount, problem.oldPlaces)
    let occupied = problem.devices.enumerated().map { [$0] + $1.parts }
    let openSpans = problem.devices.map(\.openSpans)
    // Requests on each device in each slot, and those that stand or fall with each.
    var on = [[Int]](repeating: [], count: problem.devices.count * slots)
    for booking in problem.published.bookings {
      let span = problem.occupation(of: booking).clamped(to: 0..<slots)
      for d in occupied[booking.device] {
        for t in span { on[d * slots + t].append(booking.request) }
      }
    }
    var others = [[Int]](repeating: [], count: old.count)
    for series in problem.series where series.isAllOrNothing {
      for r in series.requests { others[r] = series.requests.filter { old[$0] != nil } }
    }
    var isReached = [Bool](repeating: false, count: old.count)
    var (waiting, isSeen) = (first, [Bool](repeating: false, count: on.count))
    var isAttended = [Bool](repeating: false, count: problem.pools.count * slots)
    for r in first { isReached[r] = true }
    func reach(_ r: Int) {
      guard !isReached[r] else { return }
      isReached[r] = true
      waiting.append(r)
    }
    while let r = waiting.popLast() {
      for other in others[r] { reach(other) }
      let request = problem.requests[r]
      for choice in request.choices where choice.isAuthorized {
        for start in problem.starts(
          length: request.length, in: request.windows, choice, open: openSpans[choice.device])
        {
          let (from, useEnd) = (start - choice.setUp, start + request.length)
          for d in occupied[choice.device] {
            for s in d * slots + from..<d * slots + useEnd + choice.cleanUp where !isSeen[s] {
              isSeen[s] = true
              for other in on[s] { reach(other) }
            }
          }
          guard let pool = choice.pool else { continue }
          for t in from..<useEnd { isAttended[pool * slots + t] = true }
        }
      }
    }
    movable = old.indices.filter { isReached[$0] }
    fixed = problem.published.bookings.filter { booking in
      guard !isReached[booking.request],
        let choice = problem.requests[booking.request].choice(of: booking.device),
        let pool = choice.pool
      else { return false }
      let (from, end) = (booking.start - choice.setUp, problem.use(of: booking).upperBound)
      return (max(0, from)..<min(slots, end)).contains { isAttended[pool * slots + $0] }
    }.map(\.request).sorted()
  }
}
