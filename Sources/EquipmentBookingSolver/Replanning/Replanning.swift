public import EquipmentBooking
public import Solving

extension BookingDraft {
  /// Points that make sure of a place beside the points that choose among places.
  private static let placePoints = 100_000

  /// The round with the published places kept as far as they can be: whoever need not move is promised
  /// the old place, whoever has to move another one.
  ///
  /// Least weighted loss of published bookings comes first, then fewest changes, then the value of the places
  /// of those who move. See `Revision` for how; what is proven goes into `BookingDraft.replanning`.
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
    // Published places name parts, where requests may be split.
    var base = withParts()
    base.maintenance += down
    base.pins = []
    (base.replanning, base.replanningChanges) = (nil, nil)
    let promised = pins.filter { pin in !published.contains { $0.request == pin.request } }
    base.published = published + promised
    var revision = Revision(try BookingProblem(validating: base), run: run)
    try revision.search()
    (base.replanning, base.replanningChanges) = (revision.proof, revision.changesProof)
    let places = try base.better(revision.places, in: revision.problem, run: run)
    base.pins = places.map { revision.problem.pin(at: $0) }
    return base
  }

  /// The same bookings, those that are not where they were at the places worth most beside the others.
  private func better(
    _ places: [Booking], in problem: BookingProblem, run: Run
  ) throws -> [Booking] {
    let old = problem.oldPlaces
    let moved = places.filter { old[$0.request] != $0 }
    var isThere = [Bool](repeating: false, count: requests.count)
    var moves = isThere
    for booking in places { isThere[booking.request] = true }
    for booking in moved { moves[booking.request] = true }
    // Half of a series is no promise: its places stay as they are.
    for bundle in problem.bundles where bundle.count > 1 {
      for r in bundle { moves[r] = false }
    }
    guard moves.contains(true), run.mustStop == nil else { return places }
    var trial = self
    (trial.published, trial.fairShares) = (nil, [])
    (trial.replanning, trial.replanningChanges) = (nil, nil)
    trial.pins = places.filter { !moves[$0.request] }.map { problem.pin(at: $0) }
    trial.requests = requests.indices.filter { isThere[$0] }.map { r in
      var request = requests[r]
      if moves[r] { (request.weight, request.credit) = (Self.placePoints, nil) }
      return request
    }
    let kept = Set(trial.requests.map(\.id))
    trial.series = series.filter { series in
      series.rule == .allOrNothing && series.requests.allSatisfy(kept.contains)
    }
    trial.deviceWindows = deviceWindows?.filter { kept.contains($0.request) }
    let round = try BookingProblem(validating: trial)
    let part = run.part(2)
    // The trial's requests are those that are there, in the same order.
    let known = Timetable(
      bookings: places.sorted { $0.request < $1.request }.enumerated().map {
        Booking(request: $0, device: $1.device, start: $1.start)
      })
    let found = try round.solve(run: part, from: known).solution?.timetable.bookings ?? []
    run.charge(steps: part.work * Run.stepsPerWorkUnit)
    guard found.count == places.count else { return places }
    let number = Dictionary(
      requests.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let better = found.compactMap { booking in
      number[round.requests[booking.request].id].map {
        Booking(request: $0, device: booking.device, start: booking.start)
      }
    }
    let isNoFurther = problem.changes(of: Timetable(bookings: better)).count <= moved.count
    return isNoFurther ? better : places
  }
}

extension BookingProblem {
  /// A booking as a promise.
  fileprivate func pin(at booking: Booking) -> BookingDraft.Pin {
    .init(
      request: requests[booking.request].id, device: devices[booking.device].id,
      start: booking.start * grid.slotMinutes)
  }
}
