import Solving

/// Searches better timetables by inserting requests at others' expense, guided by prices.
///
/// A bundle of requests is put where its value, less part of the price of the place and part of what its
/// holders lose, is largest; whoever is pushed out looks for a free place, or pushes out others who are
/// worth less, a few links deep. What comes out is kept by the rule of simulated annealing. Prices say
/// what a place is worth to the others, so that a chain need not be followed to its end to know that it
/// does not pay.
final class ChainSearch {
  /// Weight of prices in the choice of a place.
  static let priceWeight = 0.7
  /// Weight of the displaced holders' loss in the choice of a place; they may find another.
  static let lossWeight = 0.5
  /// Links of a chain in which somebody is pushed out again.
  static let mostLinks = 3

  struct Change {
    let request: Int32
    let segment: Int32
    let start: Int32
    let isPut: Bool
  }

  let board: SlotBoard
  let table: StartTable
  let run: Run
  var random: SeededRandom
  /// Prices by prefix sums, in points.
  let devicePrefix: UnsafeMutablePointer<Double>
  let poolPrefix: UnsafeMutablePointer<Double>
  /// What each bundle gains at the prices beyond what it pays, in points.
  let gain: [Double]
  /// Bundles worth trying: each request has a start, and the bundle does not lose much at the prices.
  let candidates: [Int32]
  /// Requests that can count against each quota row.
  let quotaMembers: [[Int32]]

  var log: [Change] = []
  var stamps: [Int32]
  var stamp: Int32 = 0
  /// Bundles pushed out that look for a place.
  var displaced: [Int32] = []
  /// Bundles that hold a place, as the latest ``clearing(_:_:of:limit:collects:)`` found them.
  var holders: [Int32] = []
  /// Places looked at, for the work clock.
  var looks = 0

  init(_ board: SlotBoard, at prices: PriceEvaluation, run: Run) {
    self.board = board
    self.run = run
    let table = board.table
    self.table = table
    random = SeededRandom(seed: run.seed)
    func inPoints(_ sums: [Double]) -> UnsafeMutablePointer<Double> {
      let pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(1, sums.count))
      for (i, sum) in sums.enumerated() {
        (pointer + i).initialize(to: sum / PriceVector.unitsPerPoint)
      }
      return pointer
    }
    devicePrefix = inPoints(prices.devicePrefix)
    poolPrefix = inPoints(prices.poolPrefix)
    stamps = [Int32](repeating: 0, count: table.bundleCount)
    gain = (0..<table.bundleCount).map { b in
      table.members(b).reduce(0) { $0 + prices.bestGain[Int($1)] } / PriceVector.unitsPerPoint
    }
    let margin = 0.3 * Self.usualValue(table)
    let gain = gain
    candidates = (0..<Int32(table.bundleCount)).filter { b in
      !table.isPromised[Int(b)] && gain[Int(b)] > -margin
        && table.members(Int(b)).allSatisfy { !table.segmentRange(Int($0)).isEmpty }
    }
    var members = [[Int32]](repeating: [], count: table.quotaLimit.count)
    for segment in table.segments {
      for row in table.quotaSets[Int(segment.quotas)]
      where members[Int(row)].last != segment.request {
        members[Int(row)].append(segment.request)
      }
    }
    quotaMembers = members
  }

  deinit {
    devicePrefix.deallocate()
    poolPrefix.deallocate()
  }

  /// Mean value of a request's first segment: the scale of temperatures.
  static func usualValue(_ table: StartTable) -> Double {
    var sum = 0.0
    for r in 0..<table.requestCount {
      let range = table.segmentRange(r)
      if !range.isEmpty { sum += Double(table.segments[range.lowerBound].value) }
    }
    return max(1, sum / Double(max(1, table.requestCount)))
  }

  func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 }

  func put(_ r: Int, _ k: Int, _ s: Int) {
    board.put(r, k, s)
    log.append(Change(request: Int32(r), segment: Int32(k), start: Int32(s), isPut: true))
  }

  func remove(_ r: Int) {
    log.append(
      Change(
        request: Int32(r), segment: board.segment[r], start: board.start[r], isPut: false))
    board.remove(r)
  }

  func removeBundle(_ b: Int) {
    for r in table.members(b) where board.segment[Int(r)] >= 0 { remove(Int(r)) }
  }

  func undo(to mark: Int) {
    while log.count > mark {
      let change = log.removeLast()
      if change.isPut {
        board.remove(Int(change.request))
      } else {
        board.put(Int(change.request), Int(change.segment), Int(change.start))
      }
    }
  }

  func isPlaced(_ b: Int) -> Bool {
    board.segment[Int(table.bundleMembers[Int(table.firstMember[b])])] >= 0
  }

  /// What a use from `s` pays at the prices, in points.
  @inline(__always)
  func price(_ place: StartTable.Segment, _ s: Int) -> Double {
    let width = table.slotCount + 1
    let group = devicePrefix + Int(place.group) * width
    let from = s - Int(place.before)
    let useEnd = s + Int(place.length)
    var cost = group[useEnd + Int(place.after)] - group[from]
    if place.pool >= 0 {
      let pool = poolPrefix + Int(place.pool) * width
      cost += pool[useEnd] - pool[from]
    }
    return cost
  }
}
