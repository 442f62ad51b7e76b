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
  /// Most that a start or a bundle may lose at the prices and still be tried, as a part of a usual value.
  static let margin = 0.4
  /// Of starts that score the same so many are looked at, drawn at random: prices tell nothing about them.
  static let mostAlike = 10
  /// Links of a chain in which somebody is pushed out again.
  static let mostLinks = 3

  /// A start worth trying, with its value less a part of its price.
  struct Candidate {
    let segment: Int32
    let start: Int32
    let score: Double
  }

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
  let prices: PriceEvaluation
  /// For each request, its starts that lose little at the prices, best score first.
  let starts: UnsafeMutablePointer<Candidate>
  /// First start of each request; one more entry at the end.
  let firstStart: UnsafeMutablePointer<Int32>
  /// For each start the end of those of its request that score the same.
  let endAlike: UnsafeMutablePointer<Int32>
  /// What each bundle gains at the prices beyond what it pays, in points.
  let gain: [Double]
  /// Bundles worth trying: each request has a start, and the bundle does not lose much at the prices.
  let bundles: [Int32]
  /// Requests that can count against each quota row.
  let quotaMembers: [[Int32]]
  /// Bundles of which one holds a place at most.
  let rivals: [[Int32]]
  /// Most points and most slots of use of each request.
  let mostValue: [Int32]
  let longest: [Int32]

  var log: [Change] = []
  let stamps: UnsafeMutablePointer<Int32>
  var stamp: Int32 = 0
  /// Bundles pushed out that look for a place.
  var displaced: [Int32] = []
  /// Bundles that hold a place, as the latest ``clearing(_:_:of:limit:collects:)`` found them.
  var holders: [Int32] = []
  /// Places looked at, for the work clock.
  var looks = 0

  /// A search on a board; `seed` is the run's if it is not given.
  init(_ board: SlotBoard, at prices: PriceEvaluation, run: Run, seed: UInt64? = nil) {
    self.board = board
    self.run = run
    let table = board.table
    self.table = table
    random = SeededRandom(seed: seed ?? run.seed)
    self.prices = prices
    stamps = .allocate(capacity: max(1, table.bundleCount))
    stamps.initialize(repeating: 0, count: max(1, table.bundleCount))
    gain = (0..<table.bundleCount).map { b in
      table.members(b).reduce(0) { $0 + prices.bestGain[Int($1)] } / PriceVector.unitsPerPoint
    }
    let margin = Self.margin * Self.usualValue(table)
    let (list, first) = Self.candidates(table, prices, margin)
    starts = .allocate(capacity: max(1, list.count))
    for (i, candidate) in list.enumerated() { (starts + i).initialize(to: candidate) }
    firstStart = .allocate(capacity: first.count)
    for (i, index) in first.enumerated() { (firstStart + i).initialize(to: index) }
    endAlike = .allocate(capacity: max(1, list.count))
    for r in 0..<table.requestCount {
      var end = first[r + 1]
      for i in (first[r]..<end).reversed() {
        if i + 1 < end, list[Int(i)].score != list[Int(i) + 1].score { end = i + 1 }
        (endAlike + Int(i)).initialize(to: end)
      }
    }
    let gain = gain
    bundles = (0..<Int32(table.bundleCount)).filter { b in
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
    var rivals = [[Int32]](repeating: [], count: table.rivalsCount)
    for b in 0..<table.bundleCount where table.rivalsOf[b] >= 0 {
      rivals[Int(table.rivalsOf[b])].append(Int32(b))
    }
    self.rivals = rivals
    mostValue = (0..<table.requestCount).map { r in
      table.segmentRange(r).reduce(0) { max($0, table.segments[$1].value) }
    }
    longest = (0..<table.requestCount).map { r in
      table.segmentRange(r).reduce(0) { max($0, table.segments[$1].length) }
    }
  }

  deinit {
    starts.deallocate()
    firstStart.deallocate()
    endAlike.deallocate()
    stamps.deallocate()
  }

  /// Mean value of a request's first segment, a quarter of what it earns at most towards fair shares
  /// included: the scale of temperatures.
  ///
  /// One share is a fine beside the value; several take the place of a value, and so does one where no request has
  /// any.
  static func usualValue(_ table: StartTable) -> Double {
    var (sum, ofOneShare) = (0.0, 0.0)
    for r in 0..<table.requestCount {
      let range = table.segmentRange(r)
      if !range.isEmpty {
        let place = table.segments[range.lowerBound]
        sum += Double(place.value)
        let rows = table.shareRows(r)
        let points = rows.reduce(0) { $0 + Int(table.sharePoints[$1]) }
        let earned = Double(points) * Double(place.length) / 4
        if rows.count > 1 { sum += earned } else { ofOneShare += earned }
      }
    }
    if sum == 0 { sum = ofOneShare }
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
    for i in board.members(b) {
      let r = Int(board.bundleMembers[i])
      if board.segment[r] >= 0 { remove(r) }
    }
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
    board.segment[Int(board.bundleMembers[Int(board.firstMember[b])])] >= 0
  }

  /// Starts that lose less than `margin` points against the request's best, best score first.
  private static func candidates(
    _ table: StartTable, _ prices: PriceEvaluation, _ margin: Double
  ) -> ([Candidate], [Int32]) {
    var list: [Candidate] = []
    var first: [Int32] = [0]
    let unit = PriceVector.unitsPerPoint
    for r in 0..<table.requestCount {
      let begin = list.count
      var best = -Double.infinity
      for k in table.segmentRange(r) {
        let place = table.segments[k]
        let worth = prices.worth(of: place) / unit
        for s in Int(place.first)...Int(place.last) {
          let price = prices.price(of: place, at: s) / unit
          let net = worth - price
          best = max(best, net)
          if net > best - margin {
            let score = Double(place.value) - priceWeight * price
            list.append(Candidate(segment: Int32(k), start: Int32(s), score: score))
          }
        }
      }
      list[begin...].sort { ($0.score, $1.segment, $1.start) > ($1.score, $0.segment, $0.start) }
      first.append(Int32(list.count))
    }
    return (list, first)
  }
}
