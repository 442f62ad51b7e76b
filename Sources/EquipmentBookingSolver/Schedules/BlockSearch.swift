import Solving

/// Improves a timetable by placing all requests of a few neighbouring devices anew.
///
/// The devices of a block share requests. Prices of the block's requests say, through schedules and budgets
/// chosen exactly, both which places belong together and whether anything better is possible at all; a block
/// that its bound shuts is left at once (large-neighbourhood search; Shaw 1998, doi:10.1007/3-540-49481-2_30).
/// What the bound leaves of another is branched on as a linear program, as often as that brings as much for its work
/// as prices do.
final class BlockSearch {
  private let board: SlotBoard
  private let table: StartTable
  private let run: Run
  private var random: SeededRandom
  /// Whether what prices leave of a block is branched on.
  private let branches: Bool
  /// Elementary steps so far.
  private(set) var steps = 0
  /// Prices to begin with.
  private var prices: SchedulePrices
  /// Requests with a start on each group, and groups of each request.
  private let requestsOn: [[Int32]]
  private let groupsOf: [[Int32]]
  /// What prices of blocks and what programs of blocks have brought.
  private var byPrices = RecentYield()
  private var byPrograms = RecentYield()

  private static let effort = ScheduleAscent.Effort(
    steps: 150, factor: 0.3, patience: 8, end: 0.02)
  /// A step of the simplex method takes as long as so many of prices.
  private static let stepsOfPrograms = 2
  /// Requests of a block at first and at last: blocks grow when small ones are exhausted.
  private static let fewest = 60.0
  private static let most = 300.0
  private static let growth = 1.25
  /// Blocks for each group after which to stop where nothing else says so.
  private static let blocksWithoutLimit = 20
  /// Requests that are told apart in a span at most.
  private static let mostOnce = 4

  init(_ board: SlotBoard, from prices: SchedulePrices, branches: Bool, run: Run) {
    self.board = board
    self.run = run
    self.prices = prices
    table = board.table
    self.branches = branches && table.isPlain
    random = SeededRandom(seed: run.seed)
    var on = [[Int32]](repeating: [], count: board.table.groupCount)
    var of = [[Int32]](repeating: [], count: board.table.requestCount)
    for place in board.table.segments {
      let (r, g) = (Int(place.request), Int(place.group))
      if board.table.isPromised[Int(board.table.bundleOf[r])] { continue }
      if on[g].last != place.request { on[g].append(place.request) }
      if !of[r].contains(place.group) { of[r].append(place.group) }
    }
    requestsOn = on
    groupsOf = of
  }

  /// Places blocks anew at the prices given, until `isDone`, or nothing has been found for long.
  func improve(isDone: () -> Bool) {
    let prices = prices
    improve(newest: { prices }, isDone: isDone)
  }

  /// The same at the `newest` prices; whoever gives them may bring a better timetable onto the board.
  func improve(newest: () -> SchedulePrices, isDone: () -> Bool) {
    let groups = requestsOn.indices.filter { !requestsOn[$0].isEmpty }
    guard !groups.isEmpty else { return }
    let all = groupsOf.count { !$0.isEmpty }
    var size = Self.fewest
    var failures = 0
    let hasLimit = run.limits.seconds != nil || run.limits.work != nil
    var blocks = 0
    while !isDone() {
      blocks += 1
      let before = board.value
      prices = newest()
      if board.value != before {
        // Another timetable: small blocks find something again.
        size = Self.fewest
        failures = 0
      }
      if !hasLimit, blocks > Self.blocksWithoutLimit * groups.count { return }
      let seed = groups[Int(random.next() % UInt64(groups.count))]
      let chosen = requests(near: seed, Int(size))
      if renew(chosen) {
        failures = 0
        continue
      }
      // The same block would come out the same.
      if chosen.count >= all { return }
      failures += 1
      if failures > 2 * groups.count {
        if size >= Self.most { return }
        size *= Self.growth
        failures = 0
      }
    }
  }

  /// Requests on a group and on others that share most requests with it, and those left out there; whole
  /// bundles, until there are so many.
  private func requests(near seed: Int, _ count: Int) -> [Int32] {
    var isTaken = [Bool](repeating: false, count: table.bundleCount)
    var isChosen = [Bool](repeating: false, count: table.groupCount)
    var shared = [Int32](repeating: 0, count: table.groupCount)
    var touched: [Int32] = []
    var chosen: [Int32] = []
    var group = seed
    while true {
      isChosen[group] = true
      for r in requestsOn[group] {
        for g in groupsOf[Int(r)] {
          if shared[Int(g)] == 0 { touched.append(g) }
          shared[Int(g)] += 1
        }
        let b = Int(table.bundleOf[Int(r)])
        if isTaken[b] { continue }
        let k = Int(board.segment[Int(r)])
        if k < 0 || Int(table.segments[k].group) == group {
          isTaken[b] = true
          chosen += table.members(b)
        }
      }
      if chosen.count >= count { return chosen }
      var next: Int?
      var best = 0.0
      for g in touched where !isChosen[Int(g)] {
        let closeness = Double(shared[Int(g)]) * (0.5 + Double(random.next() >> 11) * 0x1p-53)
        if closeness > best { (next, best) = (Int(g), closeness) }
      }
      guard let next else { return chosen }
      group = next
    }
  }

  /// Places requests anew; says whether the timetable is worth more now.
  private func renew(_ chosen: [Int32]) -> Bool {
    guard chosen.count > 1 else { return false }
    let board = board
    let before = board.value
    var old: [(request: Int32, segment: Int32, start: Int32)] = []
    for r in chosen where board.segment[Int(r)] >= 0 {
      old.append((r, board.segment[Int(r)], board.start[Int(r)]))
      board.remove(Int(r))
    }
    let block = Block(chosen, around: board)
    let schedules = ScheduleTable(block.table)
    let evaluation = ScheduleEvaluation(schedules, mostOnce: Self.mostOnce)
    let domain = ScheduleDomain(schedules)
    let building = ScheduleBuilding(schedules, of: block, on: board)
    var ascent = ScheduleAscent(evaluation, from: firstPrices(schedules, block))
    // What the block must be worth by itself for the timetable to gain.
    let rest = board.value + block.fines
    var best = before
    var found = old
    let isCancelled = { [run] in run.mustStop != nil }
    let isShut = ascent.run(
      domain, below: best + 1 - rest, Self.effort, mustStop: isCancelled
    ) { mean in
      let placed = building.build(domain, mean)
      if board.value > best {
        best = board.value
        found = placed.map { ($0, board.segment[Int($0)], board.start[Int($0)]) }
      }
      for r in placed { board.remove(Int(r)) }
      return best + 1 - rest
    }
    byPrices.note(gain: best - before, steps: evaluation.steps)
    if !isShut, branches, ascent.bestBound.isFinite, run.mustStop == nil,
      byPrograms.isDue(beside: byPrices)
    {
      let branching = BlockBranching(block: block, evaluation: evaluation, run: run)
      let (places, work) = branching.search(at: ascent.best, around: board, reach: best + 1 - rest)
      let value = places.map { worth(placing: $0) } ?? best
      byPrograms.note(gain: max(0, value - best), steps: Self.stepsOfPrograms * work)
      if let places, value > best { (best, found) = (value, places) }
    }
    run.charge(steps: evaluation.steps)
    steps += evaluation.steps
    for place in found { board.put(Int(place.request), Int(place.segment), Int(place.start)) }
    return best > before
  }

  /// What the timetable is worth with these places.
  private func worth(placing places: [(request: Int32, segment: Int32, start: Int32)]) -> Int {
    for place in places { board.put(Int(place.request), Int(place.segment), Int(place.start)) }
    defer { for place in places { board.remove(Int(place.request)) } }
    return board.value
  }

  private func firstPrices(_ schedules: ScheduleTable, _ block: Block) -> SchedulePrices {
    var start = SchedulePrices(for: schedules)
    for (r, whole) in block.requests.enumerated() {
      start.request[r] = prices.request[Int(whole)]
    }
    let slots = table.slotCount
    for (local, pool) in block.pools.enumerated() {
      for t in 0..<slots { start.line[local * slots + t] = prices.line[Int(pool) * slots + t] }
    }
    return start
  }
}
