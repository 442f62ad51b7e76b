import EquipmentBooking

/// Where the requests of a revision round can be, one by one, and the slots that they take there.
struct RevisionPlaces {
  /// A start of a request on a device: slots of set-up and use, and with clean-up.
  struct Place {
    let request: Int
    let device: Int
    let pool: Int
    let from: Int
    let useEnd: Int
    let end: Int
  }

  let problem: BookingProblem
  let slots: Int
  private(set) var all: [Place] = []
  /// Places of each request by device.
  private(set) var byDevice: [[Range<Int>]] = []
  /// The published place of each request; −1 if it is none any more.
  private(set) var home: [Int] = []
  /// Places in each slot of each device, and behind them operators of each pool.
  let limits: [Int]
  private let occupied: [[Int]]
  private let deviceCount: Int

  /// - Parameters:
  ///   - problem: The round.
  ///   - published: Published place of each request.
  init(_ problem: BookingProblem, published: [Booking]) {
    self.problem = problem
    let slots = problem.grid.slotCount
    self.slots = slots
    deviceCount = problem.devices.count
    occupied = problem.devices.enumerated().map { [$0] + $1.parts }
    limits =
      problem.devices.flatMap { [Int](repeating: $0.capacity, count: slots) }
      + problem.pools.flatMap(\.onDuty)
    let openSpans = problem.devices.map(\.openSpans)
    for (r, request) in problem.requests.enumerated() {
      var (own, here) = ([Range<Int>](), -1)
      for choice in request.choices where choice.isAuthorized {
        let first = all.count
        for start in problem.starts(
          length: request.length, in: request.windows, choice, open: openSpans[choice.device])
        {
          if published[r].device == choice.device, published[r].start == start { here = all.count }
          let useEnd = start + request.length
          all.append(
            Place(
              request: r, device: choice.device, pool: choice.pool ?? -1,
              from: start - choice.setUp, useEnd: useEnd, end: useEnd + choice.cleanUp))
        }
        if all.count > first { own.append(first..<all.count) }
      }
      byDevice.append(own)
      home.append(here)
    }
  }

  /// Calls `body` with each slot of a device or pool that a place takes.
  func forEachSlot(of place: Place, _ body: (Int) throws -> Void) rethrows {
    for d in occupied[place.device] {
      for t in place.from..<place.end { try body(d * slots + t) }
    }
    guard place.pool >= 0 else { return }
    for t in place.from..<place.useEnd { try body((deviceCount + place.pool) * slots + t) }
  }

  /// What places are worth: one change less at home, without the prices of their slots.
  struct Gains {
    let all: [Double]
    /// The most that each request gains, and what it does at home.
    let best: [Double]
    let home: [Double]
  }

  /// Gain of a request without a place.
  private static let none = -1e12

  /// Gains at a price for each slot.
  func gains(at prices: [Double]) -> Gains {
    var sums = [Double](repeating: 0, count: prices.count + limits.count / slots)
    var (at, from) = (0, 0)
    for row in 0..<limits.count / slots {
      (at, from) = (row * (slots + 1), row * slots)
      for t in 0..<slots { sums[at + t + 1] = sums[at + t] + prices[from + t] }
    }
    var values = [Double](repeating: 0, count: all.count)
    var best = [Double](repeating: Self.none, count: home.count)
    var isHere = [Bool](repeating: false, count: all.count)
    for i in home where i >= 0 { isHere[i] = true }
    for (i, place) in all.enumerated() {
      var value = isHere[i] ? 1.0 : 0.0
      for d in occupied[place.device] {
        value -= sums[d * (slots + 1) + place.end] - sums[d * (slots + 1) + place.from]
      }
      if place.pool >= 0 {
        let row = (deviceCount + place.pool) * (slots + 1)
        value -= sums[row + place.useEnd] - sums[row + place.from]
      }
      values[i] = value
      best[place.request] = max(best[place.request], value)
    }
    return Gains(
      all: values, best: best, home: home.map { $0 < 0 ? Self.none : values[$0] })
  }

  /// The best place of a request on each device, where it gains more than `least`.
  func better(_ r: Int, _ gains: Gains, than least: Double) -> [Int] {
    byDevice[r].compactMap { range in
      var best = range.lowerBound
      for i in range where gains.all[i] > gains.all[best] { best = i }
      return gains.all[best] > least ? best : nil
    }
  }
}
