public import EquipmentBooking
public import Solving

extension BookingDraft {
  /// Most points that a request may have; see `BookingProblem`.
  private static let mostPoints = 1_000_000
  /// Points for staying at the old hour, and on the old device, while others are moved.
  private static let stayPoints = 1_000

  /// The round with the published places kept as far as they can be: whoever need not move is promised
  /// the old place, whoever has to move the best other one.
  ///
  /// Least weighted loss of published bookings comes first, then fewest moves, then the value of the
  /// round. First everybody who can stay stays, and those whose place is gone are placed around them.
  /// If all find a place nothing is lost and no way of replanning moves fewer. Otherwise the bookings
  /// of the classes that the losers want may move too, and the better of the two plans is taken.
  ///
  /// - Parameters:
  ///   - published: The published places; those of requests that are gone are left out.
  ///   - down: Spans in which a device is out of use from now on.
  ///   - run: Limits for placing those who have to move.
  /// - Returns: The draft with `down` as maintenance and a pin for every published booking that keeps
  ///   a place. Solving it fills the rest.
  /// - Throws: `Faults` if the draft itself is wrong, or an error of the solver.
  public func replanned(
    keeping published: [Pin], down: [DeviceSpan], run: Run = Run()
  ) throws -> BookingDraft {
    var base = self
    base.maintenance += down
    base.pins = []
    let promised = pins.filter { pin in !published.contains { $0.request == pin.request } }
    base.published = published + promised
    let problem = try BookingProblem(validating: base)
    let old = problem.published.bookings

    let staying = problem.withoutClashes(old)
    var plan = try base.placed(old, staying: staying, of: problem, run: run)
    let lost = problem.lost(old, plan)
    if !lost.isEmpty, run.mustStop == nil {
      var isWanted = [Bool](repeating: false, count: problem.deviceClasses.count)
      for r in lost {
        for choice in problem.requests[r].choices {
          isWanted[problem.devices[choice.device].deviceClass] = true
        }
      }
      let fixed = staying.filter { !isWanted[problem.devices[$0.device].deviceClass] }
      let other = try base.placed(
        old, staying: problem.withoutClashes(fixed), of: problem, run: run)
      if problem.weight(of: problem.lost(old, other)) < problem.weight(of: lost) { plan = other }
    }
    var place = [Booking?](repeating: nil, count: problem.requests.count)
    for booking in plan.bookings { place[booking.request] = booking }
    let kept = problem.withoutClashes(old.compactMap { place[$0.request] })
    base.pins = kept.map { problem.pin(at: $0) }
    return base
  }

  /// A timetable in which `staying` keep their places and the other old bookings come before all other
  /// requests.
  private func placed(
    _ old: [Booking], staying: [Booking], of problem: BookingProblem, run: Run
  ) throws -> Timetable {
    var trial = self
    trial.pins = staying.map { problem.pin(at: $0) }
    var stays = [Bool](repeating: false, count: problem.requests.count)
    for booking in staying { stays[booking.request] = true }
    let heaviest = old.reduce(1) { max($0, problem.requests[$1.request].weight) }
    for booking in old where !stays[booking.request] {
      let r = booking.request
      trial.requests[r].weight =
        problem.requests[r].weight * max(1, (Self.mostPoints - 1) / heaviest)
      trial.requests[r].credit = nil
      trial.requests[r].preferred = .init(
        from: booking.start * slotMinutes, to: (booking.start + 1) * slotMinutes)
      trial.requests[r].preferredBonus = Self.stayPoints
      let device = problem.devices[booking.device].id
      trial.requests[r].choices.removeAll { $0.target == device }
      trial.requests[r].choices.append(.init(target: device, bonus: Self.stayPoints))
    }
    let outcome = try BookingProblem(validating: trial).solve(run: run)
    return outcome.solution?.timetable ?? Timetable(bookings: staying)
  }
}

extension BookingProblem {
  /// The bookings without those that break a rule together; those that break one are left out until
  /// none does.
  fileprivate func withoutClashes(_ bookings: [Booking]) -> [Booking] {
    var kept = bookings
    while true {
      // Fair shares and pins are no matter here: the problem is without pins.
      let broken = violations(of: Timetable(bookings: kept)).flatMap(\.requests)
      if broken.isEmpty { return kept }
      let left = kept.filter { !broken.contains($0.request) }
      if left.count == kept.count { return [] }
      kept = left
    }
  }

  /// Requests of `old` without a place in `timetable`.
  fileprivate func lost(_ old: [Booking], _ timetable: Timetable) -> [Int] {
    var isThere = [Bool](repeating: false, count: requests.count)
    for booking in timetable.bookings { isThere[booking.request] = true }
    return old.map(\.request).filter { !isThere[$0] }
  }

  fileprivate func weight(of list: [Int]) -> Int {
    list.reduce(0) { $0 + requests[$1].weight }
  }

  fileprivate func pin(at booking: Booking) -> BookingDraft.Pin {
    .init(
      request: requests[booking.request].id, device: devices[booking.device].id,
      start: booking.start * grid.slotMinutes)
  }
}
