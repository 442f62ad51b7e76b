import Dispatch
import EquipmentBooking
import Solving
import Synchronization

/// Finds out why requests were refused, by trying: each is put into the final timetable again with
/// one rule lifted at a time.
struct RefusalFinder {
  let problem: BookingProblem
  let run: Run
  /// The final timetable, device by device.
  let board: TimetableBoard
  let openSpans: [[Range<Int>]]
  /// The series that stands or falls together to which each request belongs; `nil` for one by itself.
  let seriesOf: [BookingProblem.Series?]
  /// The other requests of that series.
  let partners: [[Int]]
  /// What institutions lack of their fair shares.
  let shares: ShareBalance

  /// Steps of looking for ways in that are always taken, whatever the limits: a tenth of a second.
  private static let freeSteps = 600_000
  private let prices: SlotPrices

  init(_ problem: BookingProblem, timetable: Timetable, prices: BookingPrices?, run: Run) {
    self.problem = problem
    self.run = run
    self.prices = SlotPrices(problem, prices)
    let groups = problem.singleGroups
    var board = TimetableBoard(
      problem, groups: groups, options: problem.startOptions(on: groups))
    for booking in timetable.bookings where board.places[booking.request] == nil {
      if let place = board.place(of: booking) { board.put(booking.request, at: place) }
    }
    self.board = board
    var seriesOf = [BookingProblem.Series?](repeating: nil, count: problem.requests.count)
    for series in problem.series where series.isAllOrNothing && series.requests.count > 1 {
      for r in series.requests { seriesOf[r] = series }
    }
    self.seriesOf = seriesOf
    partners = seriesOf.enumerated().map { r, series in
      (series?.requests ?? []).filter { $0 != r }
    }
    shares = ShareBalance(problem, timetable)
    openSpans = problem.devices.map(\.openSpans)
  }

  /// A finder for an answer as it was read, whose prices only say where to look first and may have any shape.
  init(_ problem: BookingProblem, _ answer: BookingAnswer, timetable: Timetable, run: Run) {
    let known = answer.prices.flatMap { prices in
      (try? problem.upperBound(provenBy: prices)).map { _ in prices }
    }
    self.init(problem, timetable: timetable, prices: known, run: run)
  }

  /// One entry for each request without a place.
  ///
  /// - Parameter other: What one of the threads does meanwhile.
  /// - Returns: The entries, by request.
  func refusals(beside other: @Sendable () -> Void = {}) -> [Refusal] {
    let alternativeOf = problem.alternativeOf
    var isFulfilled = [Bool](repeating: false, count: problem.alternatives.count)
    for r in problem.requests.indices where board.places[r] != nil {
      if let a = alternativeOf[r] { isFulfilled[a] = true }
    }
    // Whoever got in another way was not refused.
    let refused = problem.requests.indices.filter { r in
      board.places[r] == nil && alternativeOf[r].map { isFulfilled[$0] } != true
        && !problem.requests[r].isPart
    }
    let isLookedFor = isLookedFor(refused)
    return found(of: refused.count, beside: other) { index in
      let r = refused[index]
      let reasons = reasons(r)
      // When time is up the reasons still come, the ways in only as far as they take no time.
      let looks = isLookedFor[index] ?? (run.mustStop == nil)
      return Refusal(request: r, reasons: reasons, waysIn: looks ? waysIn(r) : nil)
    }
  }

  /// Whether ways in are looked for, by index of a refused request: the dearest come first, the first of them
  /// always, the others as long as work is left; `nil` if that depends on the clock.
  private func isLookedFor(_ refused: [Int]) -> [Bool?] {
    var looks = [Bool?](repeating: nil, count: refused.count)
    var free = Self.freeSteps
    let dearestFirst = refused.indices.sorted {
      let (a, b) = (problem.requests[refused[$0]].weight, problem.requests[refused[$1]].weight)
      return a != b ? a > b : $0 < $1
    }
    for index in dearestFirst {
      let steps = stepsOfWaysIn(refused[index])
      let isFree = steps <= free
      if isFree {
        free -= steps
        looks[index] = true
      } else if run.limits.work != nil {
        looks[index] = run.mustStop == nil
      }
      if looks[index] != false { run.charge(steps: steps) }
    }
    return looks
  }

  /// One value for each of `count` requests, found on all threads: they do not depend on each other.
  private func found<Value: Sendable>(
    of count: Int, beside other: @Sendable () -> Void, _ value: @Sendable (Int) -> Value
  ) -> [Value] {
    let threads = min(run.threads, count + 1)
    guard threads > 1 else {
      other()
      return (0..<count).map(value)
    }
    let found = Mutex([Value?](repeating: nil, count: count))
    // Whoever is free takes the next: a thread that must wait for a processor keeps nobody waiting.
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue - 1
        if index < 0 {
          other()
          continue
        }
        guard index < count else { return }
        let own = value(index)
        found.withLock { $0[index] = own }
      }
    }
    return found.withLock { $0.compactMap(\.self) }
  }

  /// What a start brings beside the points of acceptance, less what it costs at the prices, in 1/256 points.
  func gain(of option: StartOption, at slot: Int) -> Int {
    let choice = option.choice
    let value =
      choice.bonus + problem.requests[option.request].hourBonus(at: slot, on: choice.device)
    return value * BookingPrices.unitsPerPoint
      - prices.price(of: choice, length: option.length, at: slot)
  }
}
