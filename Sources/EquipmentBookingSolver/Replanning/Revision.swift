import EquipmentBooking
import Solving
import Synchronization

/// Looks for the timetable of published bookings that loses least weight and then changes fewest places.
///
/// An ejection pool gives the first timetable (``EjectionSearch``), and small programs better it
/// (``RevisionBlocks``); then it is proven, or bettered, by small rounds.
/// At first only those who cannot stay may go elsewhere; the others that could be in their way stay, or go
/// away at the cost of one change. That is a relaxation: what it costs bounds every timetable, and if nobody
/// goes away its answer is one of the whole round, and best. Whoever goes away may go elsewhere in the next
/// round, until nobody else does (lazily widened neighbourhoods).
struct Revision {
  let problem: BookingProblem
  /// Places of published bookings, the old one wherever it is kept.
  private(set) var places: [Booking] = []
  /// What has been proven; `nil` if nothing has.
  private(set) var proof: ReplanningProof?
  /// A second proof, of how many changes there must be where no more is lost.
  private(set) var changesProof: ReplanningProof?

  private let run: Run
  private let old: [Booking?]
  private var lost = 0
  private var changed = 0

  /// Points of the heaviest movable request, and most points for a point of weight: far larger ones are beyond
  /// what linear programs tell apart.
  private static let mostPoints = 100_000
  private static let mostScale = 512
  /// Prices get one part of the time that is left in so many.
  private static let priceParts = 2
  /// Parts of the time that is left for each round, at least two.
  private static let parts = 3
  /// Rounds that are widened by those who go away alone; later ones by all on the devices in question.
  private static let narrowRounds = 4
  private static let mostRounds = 12.0

  init(_ problem: BookingProblem, run: Run) {
    self.problem = problem
    self.run = run
    old = problem.oldPlaces
  }

  /// Searches until a plan is proven best, or the time is up.
  mutating func search() throws {
    let all = problem.published.bookings
    let staying = problem.withoutClashes(all)
    take(staying)
    var stays = [Bool](repeating: false, count: problem.requests.count)
    for booking in staying { stays[booking.request] = true }
    var movable = withSeries(all.map(\.request).filter { !stays[$0] })
    if !movable.isEmpty {
      var ejection = EjectionSearch(problem, staying: staying, run: run)
      if run.threads > 1, run.limits.work == nil, run.limits.seconds != nil {
        // What is found by then depends on the clock: it does so anyway.
        let (revision, first) = (self, movable)
        let proven = Mutex<ReplanningProof?>(nil)
        let plan = try ejection.places { lost, part in
          let proof = try revision.pricedProof(from: first, losing: lost, run: part)
          proven.withLock { $0 = proof }
        }
        take(problem.withoutClashes(plan))
        changesProof = proven.withLock { $0 }
      } else {
        take(problem.withoutClashes(try ejection.places()))
        let part = run.part(Self.priceParts)
        changesProof = try pricedProof(from: movable, losing: lost, run: part)
        run.charge(steps: part.work * Run.stepsPerWorkUnit)
      }
      if isProven { return }
    }
    var (rounds, isWide) = (0, false)
    while !movable.isEmpty {
      rounds += 1
      let round = proposal(movable)
      if isWide, let plan = problem.revisionRound(round, losesFixed: true),
        let answer = try solved(plan, round)
      {
        _ = take(answer.timetable, of: plan, in: round)
      }
      let begun = run.elapsed
      guard let small = problem.revisionRound(round), let answer = try solved(small, round) else {
        return
      }
      let isClosed = take(answer.timetable, of: small, in: round)
      keep(round, answer)
      if isClosed || run.mustStop != nil || isProven { return }
      let here = Set(answer.timetable.bookings.map { small.requests[$0.request].id })
      let gone = round.fixed.filter { !here.contains(problem.requests[$0].id) }
      // Where few more such rounds have time, a plan that moves many comes first.
      isWide =
        rounds >= Self.narrowRounds
        || run.remainingSeconds < Self.mostRounds * (run.elapsed - begun)
      movable = withSeries(movable + gone + (isWide ? neighbours(of: movable) : []))
    }
  }

  /// The best answer found for a round from the present plan on; `nil` if there is none.
  private func solved(_ small: BookingProblem, _ round: ReplanningProof) throws -> BookingAnswer? {
    let part = run.part(Self.parts)
    defer { run.charge(steps: part.work * Run.stepsPerWorkUnit) }
    return try small.solve(run: part, from: present(in: round, of: small)).solution
  }

  /// Takes a round's timetable with everybody else in place as a plan; says whether nobody fixed had to go.
  private mutating func take(
    _ timetable: Timetable, of small: BookingProblem, in round: ReplanningProof
  ) -> Bool {
    let found = bookings(timetable, of: small)
    var isHere = [Bool](repeating: false, count: problem.requests.count)
    for booking in found { isHere[booking.request] = true }
    let isClosed = round.fixed.allSatisfy { isHere[$0] }
    for r in round.movable + round.fixed { isHere[r] = true }
    take(problem.withoutClashes(found + problem.published.bookings.filter { !isHere[$0.request] }))
    return isClosed
  }

  /// Whether nothing better is possible.
  private var isProven: Bool {
    let bounds = [proof, changesProof].compactMap {
      try? problem.revisionBounds(losing: lost, by: $0)
    }
    return bounds.contains { $0.lost == lost } && bounds.contains { $0.changed == changed }
  }

  /// Takes a plan if it loses less than the present one, or as much with fewer changes.
  private mutating func take(_ plan: [Booking]) {
    let changes = problem.changes(of: Timetable(bookings: plan))
    let weight = changes.reduce(0) {
      $0 + ($1.new == nil ? problem.requests[$1.old.request].weight : 0)
    }
    guard places.isEmpty || (weight, changes.count) < (lost, changed) else { return }
    (places, lost, changed) = (plan, weight, changes.count)
  }

  /// Keeps a proof that shows more than the one before.
  private mutating func keep(_ round: ReplanningProof, _ answer: BookingAnswer) {
    let new = ReplanningProof(
      movable: round.movable, fixed: round.fixed, scale: round.scale, prices: answer.prices,
      schedules: answer.schedules, certificate: answer.certificate)
    func shown(_ proof: ReplanningProof?) -> (Int, Int) {
      (try? problem.revisionBounds(losing: lost, by: proof)).map { ($0.lost, $0.changed) }
        ?? (-1, -1)
    }
    if proof == nil || shown(new) > shown(proof) { proof = new }
  }

  private func bookings(_ timetable: Timetable, of small: BookingProblem) -> [Booking] {
    let (request, device) = (
      Self.numbers(problem.requests.map(\.id)), Self.numbers(problem.devices.map(\.id))
    )
    return timetable.bookings.compactMap { booking in
      guard let r = request[small.requests[booking.request].id],
        let d = device[small.devices[booking.device].id]
      else { return nil }
      return Booking(request: r, device: d, start: booking.start)
    }
  }

  private static func numbers(_ ids: [String]) -> [String: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The requests with all that stand or fall with them, rising.
  private func withSeries(_ requests: [Int]) -> [Int] {
    var all = Set(requests)
    for series in problem.series where series.isAllOrNothing {
      if series.requests.contains(where: all.contains) {
        all.formUnion(series.requests.filter { old[$0] != nil })
      }
    }
    return all.sorted()
  }

  /// Proves how many changes there must be by prices of slots for all that chains of places reach.
  private func pricedProof(
    from first: [Int], losing lost: Int, run: Run
  ) throws -> ReplanningProof? {
    let reach = RevisionReach(problem, from: first)
    let proposed = ReplanningProof(
      movable: reach.movable, fixed: reach.fixed, scale: 1, prices: nil, schedules: nil,
      certificate: nil)
    guard let small = problem.revisionRound(proposed) else { return nil }
    let device = Self.numbers(small.devices.map(\.id))
    var isMovable = [Bool](repeating: false, count: problem.requests.count)
    for r in reach.movable { isMovable[r] = true }
    let requests = (reach.movable + reach.fixed).sorted()
    let published = requests.enumerated().compactMap { k, r in
      old[r].flatMap { place in
        device[problem.devices[place.device].id].map {
          Booking(request: k, device: $0, start: place.start)
        }
      }
    }
    guard published.count == requests.count else { return nil }
    var master = RevisionMaster(
      RevisionPlaces(small, published: published),
      weight: requests.map { problem.requests[$0].weight },
      isMovable: requests.map { isMovable[$0] }, lost: lost, run: run)
    guard let prices = try master.prices() else { return nil }
    let proof = prices.proof(
      movable: reach.movable, fixed: reach.fixed, of: small, in: problem)
    let bounds = try? problem.revisionBounds(losing: lost, by: proof)
    // What everybody knows needs no proof.
    return bounds.flatMap { $0.lost > 0 || $0.changed > problem.leastChanges ? proof : nil }
  }

  /// A round in which requests move and whoever could be in their way stays or goes.
  private func proposal(_ movable: [Int]) -> ReplanningProof {
    let slots = problem.grid.slotCount
    var isMovable = [Bool](repeating: false, count: problem.requests.count)
    // Slots of devices, then of pools, that one of them could take.
    let idle = [Bool](repeating: false, count: slots)
    var reach = [[Bool]](repeating: idle, count: problem.devices.count + problem.pools.count)
    for r in movable {
      isMovable[r] = true
      let request = problem.requests[r]
      for choice in request.choices where choice.isAuthorized {
        for window in request.windows {
          let span =
            max(
              0, window.lowerBound - choice.setUp)..<min(slots, window.upperBound + choice.cleanUp)
          for row in rows(choice) { for t in span { reach[row][t] = true } }
        }
      }
    }
    let rivals = problem.quotaRivals(of: isMovable)
    let fixed = old.indices.filter { r in
      guard let place = old[r], !isMovable[r],
        let choice = problem.requests[r].choice(of: place.device)
      else { return false }
      return rivals[r]
        || rows(choice).contains { row in
          problem.occupation(of: place).contains { reach[row][$0] }
        }
    }
    let heaviest = movable.reduce(1) { max($0, problem.requests[$1].weight) }
    return ReplanningProof(
      movable: movable, fixed: fixed,
      scale: max(1, min(Self.mostScale, Self.mostPoints / heaviest)), prices: nil,
      schedules: nil, certificate: nil)
  }

  /// Devices that a choice occupies, and behind them its pool.
  private func rows(_ choice: BookingProblem.Choice) -> [Int] {
    [choice.device] + problem.devices[choice.device].parts
      + (choice.pool.map { [problem.devices.count + $0] } ?? [])
  }

  /// Requests on a device that one of `movable` would accept.
  private func neighbours(of movable: [Int]) -> [Int] {
    var isTouched = [Bool](repeating: false, count: problem.devices.count)
    for r in movable {
      for choice in problem.requests[r].choices where choice.isAuthorized {
        for d in [choice.device] + problem.devices[choice.device].parts { isTouched[d] = true }
      }
    }
    return old.indices.filter { r in
      old[r].map { place in
        ([place.device] + problem.devices[place.device].parts).contains { isTouched[$0] }
      } ?? false
    }
  }

  /// The present plan in the numbers of a round.
  private func present(in round: ReplanningProof, of small: BookingProblem) -> Timetable {
    let (request, device) = (
      Self.numbers(small.requests.map(\.id)), Self.numbers(small.devices.map(\.id))
    )
    var isFixed = [Bool](repeating: false, count: problem.requests.count)
    for r in round.fixed { isFixed[r] = true }
    return Timetable(
      bookings: places.compactMap { booking in
        if isFixed[booking.request], old[booking.request] != booking { return nil }
        guard let r = request[problem.requests[booking.request].id],
          let d = device[problem.devices[booking.device].id]
        else { return nil }
        return Booking(request: r, device: d, start: booking.start)
      })
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
}
