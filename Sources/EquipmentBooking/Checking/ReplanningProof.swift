public import Solving

/// A proof of how much of a published timetable must be lost and changed, whatever is done.
///
/// It bounds a smaller round, see `revisionRound`, in which every timetable of the whole
/// one has a counterpart: with `scale` points for each point of a movable booking's weight, and `stay` points for
/// each booking that is where it was. If no timetable of that round has more than *B* points, where all its
/// bookings in their places would have *A*, then `scale` · lost + `stay` · changed ≥ *A* − *B* in every timetable.
/// So `scale` / `stay` is what a point of weight is worth in changes: the multiplier of the limit on what is lost.
public struct ReplanningProof: Codable, Hashable, Sendable {
  /// Requests, by rising index, whose published bookings may go anywhere in the smaller round.
  public let movable: [Int]
  /// Requests whose published bookings stay there or go away; whoever is in neither list is left out.
  public let fixed: [Int]
  /// Points for a point of weight.
  public let scale: Int
  /// Points for a booking that is where it was; `nil` for one.
  public let stay: Int?
  /// Slot prices that bound the round.
  public let prices: BookingPrices?
  /// A proof by schedules that bounds it.
  public let schedules: ScheduleProof?
  /// A certificate against its ``BookingProblem/certifiedSystem()``.
  public let certificate: BoundCertificate?

  /// Points for a booking that is where it was.
  var stayPoints: Int { stay ?? 1 }

  /// A proof.
  public init(
    movable: [Int], fixed: [Int], scale: Int, stay: Int? = nil, prices: BookingPrices?,
    schedules: ScheduleProof?, certificate: BoundCertificate?
  ) {
    self.movable = movable
    self.fixed = fixed
    self.scale = scale
    self.stay = stay
    self.prices = prices
    self.schedules = schedules
    self.certificate = certificate
  }
}

/// The least that a published timetable must lose and change.
public struct RevisionBounds: Hashable, Sendable {
  /// Least weight lost.
  public let lost: Int
  /// Fewest bookings changed, of those timetables that lose no more than the answer does.
  public let changed: Int
}

extension BookingProblem {
  /// Most points that a request of the smaller round has: what a draft may say.
  private static let mostPoints = 1_000_000

  /// The round that a proof bounds: the published bookings alone, without promises, fair shares and prices.
  ///
  /// A movable booking goes wherever its request could, in series whose members are all movable; a fixed one
  /// is there or not, and its request's other places, and series with it, bind nobody. So whatever a
  /// timetable of the whole round does with them, this round can do.
  ///
  /// - Parameters:
  ///   - proof: The lists and the scale.
  ///   - losesFixed: Whether a fixed booking that goes away is lost: what is best then is a plan, and its
  ///     value no bound.
  /// - Returns: The round; `nil` if the proof's lists or scale are not those of this problem.
  package func revisionRound(
    _ proof: ReplanningProof, losesFixed: Bool = false
  ) -> BookingProblem? {
    let old = oldPlaces
    let all = proof.movable + proof.fixed
    let points = 1...Self.mostPoints
    guard points.contains(proof.scale), points.contains(proof.stayPoints),
      Set(all).count == all.count, all.allSatisfy({ old.indices.contains($0) && old[$0] != nil })
    else { return nil }
    var round = draft
    (round.pins, round.fairShares, round.fairShareRule, round.tariffs) = ([], [], nil, [])
    (round.published, round.replanning) = (nil, nil)
    round.replanningChanges = nil
    let slot = grid.slotMinutes
    var isMovable = [Bool](repeating: false, count: requests.count)
    for r in proof.movable { isMovable[r] = true }
    round.requests = []
    // Devices that one of them may use, and their parts.
    var isUsed = [Bool](repeating: false, count: devices.count)
    for r in proof.movable {
      for choice in requests[r].choices { isUsed[choice.device] = true }
    }
    for r in proof.fixed { if let place = old[r] { isUsed[place.device] = true } }
    for d in devices.indices where isUsed[d] {
      for part in devices[d].parts { isUsed[part] = true }
    }
    for r in all.sorted() {
      guard let place = old[r] else { continue }
      var request = draft.requests[r]
      let use = use(of: place)
      request.credit = nil
      if isMovable[r] {
        request.weight = scaledWeight(r, proof.scale)
        request.choices = request.choices.map { .init(target: $0.target) }
        request.preferred = .init(from: use.lowerBound * slot, to: (use.lowerBound + 1) * slot)
        request.preferredBonus = proof.stayPoints
        request.preferredDevice = devices[place.device].id
      } else {
        request.weight =
          losesFixed
          ? min(Self.mostPoints, scaledWeight(r, proof.scale) + proof.stayPoints)
          : proof.stayPoints
        request.choices = [.init(target: devices[place.device].id)]
        request.windows = [.init(from: use.lowerBound * slot, to: use.upperBound * slot)]
        (request.preferred, request.preferredBonus, request.preferredDevice) = (nil, 0, nil)
      }
      round.requests.append(request)
    }
    let movable = Set(proof.movable.map { requests[$0].id })
    round.series = draft.series.filter { series in
      series.rule == .allOrNothing && series.requests.allSatisfy(movable.contains)
    }
    let kept = Set(round.requests.map(\.id))
    round.deviceWindows = draft.deviceWindows?.filter { kept.contains($0.request) }
    round.keepDevices { d in isUsed[d] }
    return try? BookingProblem(validating: round)
  }

  private func scaledWeight(_ r: Int, _ scale: Int) -> Int {
    let (weight, overflow) = requests[r].weight.multipliedReportingOverflow(by: scale)
    return overflow ? Self.mostPoints : min(weight, Self.mostPoints)
  }

  /// Published place of each request; `nil` if it had none.
  package var oldPlaces: [Booking?] {
    var places = [Booking?](repeating: nil, count: requests.count)
    for booking in published.bookings { places[booking.request] = booking }
    return places
  }

  /// Points that scaled losses and changes have at least in every timetable, according to a proof.
  ///
  /// - Throws: What is wrong with the proof.
  func revisionCost(provenBy proof: ReplanningProof) throws -> Int {
    guard let round = revisionRound(proof) else { throw RevisionDefect.shape }
    let bound = try round.upperBound(provenBy: proof.prices, proof.schedules, proof.certificate)
    guard let least = bound else { throw RevisionDefect.shape }
    let all = proof.movable.reduce(0) { $0 + scaledWeight($1, proof.scale) }
    return all + (proof.movable.count + proof.fixed.count) * proof.stayPoints - least
  }

  /// What must be lost and changed at least, according to the proofs in the draft and to what cannot stay.
  ///
  /// - Parameter lost: Weight that a timetable loses.
  /// - Returns: The least weight lost, and the fewest changes of those that lose no more than `lost`.
  /// - Throws: What is wrong with a proof.
  /// - Complexity: That of the bounds of the smaller rounds.
  public func revisionBounds(losing lost: Int) throws -> RevisionBounds {
    let one = try revisionBounds(losing: lost, by: draft.replanning)
    guard let other = draft.replanningChanges else { return one }
    let bounds = try revisionBounds(losing: lost, by: other)
    return RevisionBounds(
      lost: max(one.lost, bounds.lost), changed: max(one.changed, bounds.changed))
  }

  /// The same according to one proof.
  package func revisionBounds(
    losing lost: Int, by proof: ReplanningProof?
  ) throws -> RevisionBounds {
    guard let proof else { return RevisionBounds(lost: 0, changed: leastChanges) }
    let cost = try revisionCost(provenBy: proof)
    let most = (proof.movable.count + proof.fixed.count) * proof.stayPoints
    // Weights beyond what a draft's own points make are no proof of anything.
    let (scaled, isTooMuch) = lost.multipliedReportingOverflow(by: proof.scale)
    let (rest, overflow) = cost.subtractingReportingOverflow(scaled)
    return RevisionBounds(
      lost: max(0, (cost - most).dividedUp(by: proof.scale)),
      changed: isTooMuch || overflow
        ? leastChanges : max(leastChanges, rest.dividedUp(by: proof.stayPoints)))
  }

  /// The goals that a published timetable adds: what is lost, and how many bookings are changed; none for a
  /// new round.
  ///
  /// - Throws: What is wrong with the proof in the draft.
  public func revisionTerms(of timetable: Timetable) throws -> [ObjectiveTerm] {
    guard draft.published != nil else { return [] }
    let changes = changes(of: timetable)
    let lost = changes.reduce(0) {
      $0 + ($1.new == nil ? requests[$1.old.request].weight : 0)
    }
    let bounds = try revisionBounds(losing: lost)
    return [
      ObjectiveTerm(
        name: BookingGoal.lost.rawValue, value: lost, bound: bounds.lost, isMinimized: true),
      ObjectiveTerm(
        name: BookingGoal.changed.rawValue, value: changes.count, bound: bounds.changed,
        isMinimized: true),
    ]
  }
}

extension BookingDraft {
  /// Leaves the other devices out, and what is said of them; of quotas, those of classes that are gone.
  fileprivate mutating func keepDevices(_ isKept: (Int) -> Bool) {
    devices = devices.indices.filter(isKept).map { devices[$0] }
    let ids = Set(devices.map(\.id))
    let classes = Set(devices.map(\.deviceClass))
    openings.removeAll { !ids.contains($0.device) }
    extraOpenings.removeAll { !ids.contains($0.device) }
    maintenance.removeAll { !ids.contains($0.device) }
    reserves?.removeAll { !ids.contains($0.device) }
    deviceWindows?.removeAll { !ids.contains($0.device) }
    quotas.removeAll { quota in quota.deviceClass.map { !classes.contains($0) } ?? false }
  }
}

/// What is wrong with a proof about a published timetable.
enum RevisionDefect: Error, Hashable, Sendable {
  /// It refers to what does not exist, or proves nothing.
  case shape
}

extension Int {
  /// The smallest integer at least `self / divisor`, for a positive divisor.
  fileprivate func dividedUp(by divisor: Int) -> Int { -((-self).dividedDown(by: divisor)) }
}
