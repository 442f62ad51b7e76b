package import EquipmentBooking
package import Solving

/// The stages of solving a round: prices, chains, blocks, and branching where the round is small.
package struct TimetableEngine {
  /// Most possible starts for which the linear program is written out.
  private static let mostBranchedStarts = 40_000
  /// Most possible starts that are looked at by schedules all together: beyond, that takes minutes.
  private static let mostScheduledStarts = 1_000_000
  /// Part of the time and of the work that may go into prices, and into the search before branching.
  private static let priceShare = 0.3
  private static let searchShare = 0.3
  /// The same in rounds too large for branching: blocks follow, and in plain rounds get the larger part.
  private static let firstSearchShare = 0.15
  private static let lastSearchShare = 0.85
  /// The same before timetables are built at the root's prices while blocks are placed.
  private static let shortSearchShare = 0.05
  /// The same for the root of schedules, and for blocks before branching and where they have the last word.
  private static let rootShare = 0.4
  private static let diveShare = 0.7
  private static let blockShare = 0.2
  /// Steps of blocks before branching for each possible start: what is branched on does not depend on limits.
  private static let blockSteps = 60_000
  private static let lastBlockShare = 0.85
  /// Moves of the search for each bundle, before branching and where the search has the last word.
  private static let movesBeforeBranching = 600
  private static let movesWithoutBranching = 2_000
  /// First and last temperature as parts of a usual value.
  private static let hot = 0.05
  private static let cold = 0.01

  let problem: BookingProblem
  let run: Run
  let groups: [DeviceGroup]
  let options: [[StartOption]]
  let table: StartTable
  private(set) var board: SlotBoard
  private(set) var priceSearch: PriceSearch
  private(set) var evaluation: PriceEvaluation
  /// The chains that were searched, if any.
  private var chains: ChainSearch?
  /// Prices of schedules found in a round like this one, in the end those found here.
  private(set) var root: SchedulePrices?
  /// Most points that any timetable has by what schedules and programs showed.
  private(set) var searchedBound = Int.max
  /// Fewest points of a timetable that is of any use.
  let leastWanted: Int

  package init(_ problem: BookingProblem, run: Run) {
    self.init(problem, run: run, from: BookingProblem.Beginning())
  }

  init(
    _ problem: BookingProblem, run: Run, from known: BookingProblem.Beginning,
    wanting least: Int = .min
  ) {
    self.problem = problem
    self.run = run
    (root, leastWanted) = (known.root, least)
    groups = problem.deviceGroups
    options = problem.withinQuotas(problem.startOptions(on: groups), on: groups)
    table = StartTable(problem, groups: groups, options: options)
    board = SlotBoard(table)
    let (groups, table) = (groups, table)
    let first = known.prices.flatMap { PriceVector($0, of: problem, groups, table) }
    priceSearch = PriceSearch(table, from: first)
    evaluation = PriceEvaluation(table)
  }

  /// Whether the round is small enough to branch on a linear program.
  package var isSmall: Bool { table.startCount <= Self.mostBranchedStarts }

  /// The present timetable.
  package var timetable: Timetable { board.timetable(of: problem, groups: groups) }

  /// Whether the whole round is looked at by schedules.
  private var takesSchedules: Bool {
    table.isPlain && table.startCount <= Self.mostScheduledStarts
  }

  /// Whether the root of schedules and blocks are looked at at the same time.
  private var worksBeside: Bool {
    !isSmall && run.threads > 1 && run.limits.work == nil && run.limits.seconds != nil
  }

  /// Searches prices, until steps become short.
  package mutating func findPrices() {
    evaluation.evaluate(priceSearch.guide)
    // A first timetable says how far the bound can fall at most.
    let first = SlotBoard(table)
    ChainSearch(first, at: evaluation, run: run).fill()
    let known = max(first.value, board.value)
    run.report(best: known, bound: nil)
    let progress = share(of: Self.priceShare)
    let steps = table.startCount + 4 * (table.groupCount + table.poolCount) * table.slotCount
    while !priceSearch.isDone, run.mustStop == nil, progress() < 1 {
      priceSearch.step(target: Double(known))
      run.charge(steps: steps)
    }
    evaluation.evaluate(priceSearch.guide)
    let search = ChainSearch(board, at: evaluation, run: run)
    search.fill()
    if first.value > board.value { Snapshot(first).restore(board) }
  }

  /// What a request earns as a rule, in points: the scale of temperatures.
  package var usualValue: Double { ChainSearch.usualValue(table) }

  /// Improves the timetable by ejection chains.
  package mutating func search(bound: Int) {
    run.report(best: board.value, bound: bound)
    if board.value == bound || run.mustStop != nil { return }
    let usual = usualValue
    let moves =
      table.bundleCount
      * (isSmall ? Self.movesBeforeBranching : Self.movesWithoutBranching)
    let share = share(
      of: isSmall
        ? Self.searchShare
        : takesSchedules && worksBeside
          ? Self.shortSearchShare
          : table.isPlain ? Self.firstSearchShare : Self.lastSearchShare)
    let hasLimit = run.limits.seconds != nil || run.limits.work != nil
    let (run, isSmall) = (run, isSmall)
    let progress: @Sendable (Int) -> Double = { done in
      if run.mustStop != nil { return 1 }
      let byMoves = Double(done) / Double(max(1, moves))
      return isSmall || !hasLimit ? max(byMoves, share()) : share()
    }
    let (hot, cold) = (Self.hot * usual, Self.cold * usual)
    if worksBeside, !table.isPlain {
      AnnealingBeside(
        table: table, prices: priceSearch.guide, timetable: Snapshot(board), run: run
      ).best(from: hot, to: cold, progress: progress).restore(board)
    } else {
      let chains = ChainSearch(board, at: evaluation, run: run)
      chains.anneal(from: hot, to: cold, progress: progress)
      self.chains = chains
    }
    run.report(best: board.value, bound: bound)
  }

  /// Puts in whoever is out and worth more than those who would have to give way, as long as the round has no `bound`
  /// points; in a large round past its limit only if chains were searched before.
  mutating func exchange(bound: Int) {
    guard board.value < bound, chains != nil || isSmall || run.mustStop == nil else { return }
    let chains = chains ?? ChainSearch(board, at: evaluation, run: run)
    chains.exchange()
    self.chains = chains
    run.report(best: board.value, bound: bound)
  }

  /// How much of a part of what is left at this moment has been spent: of the work if that is limited,
  /// else of the time; zero without a limit.
  private func share(of part: Double) -> @Sendable () -> Double {
    let run = run
    if run.limits.work != nil {
      let left = Double(run.remainingSteps) * part
      let before = run.remainingSteps
      return { Double(before - run.remainingSteps) / max(1, left) }
    }
    guard run.limits.seconds != nil else { return { 0 } }
    let left = run.remainingSeconds * part
    let before = run.remainingSeconds
    return { (before - run.remainingSeconds) / max(1e-9, left) }
  }

  /// Prices to begin with where there is time for long steps: half of its points for each request, and nothing
  /// for the rest.
  private func firstPrices(for schedules: ScheduleTable) -> SchedulePrices {
    var prices = SchedulePrices(for: schedules)
    for r in 0..<table.requestCount {
      guard let k = table.segmentRange(r).first else { continue }
      let half = PriceVector.unitsPerPoint / 2 * Double(table.segments[k].value)
      prices.request[r] = min(half, PriceVector.mostPrice)
    }
    return prices
  }

  /// Proves a better bound by schedules, improves the timetable block by block at their prices and, where the
  /// round is small and the bound closes much of the gap, branches on it.
  ///
  /// - Returns: The proof; `nil` where schedules cannot express the round, or are too many.
  mutating func searchSchedules(bound: Int) throws -> ScheduleProof? {
    guard takesSchedules else {
      placeBlocks(bound: bound)
      return nil
    }
    let schedules = ScheduleTable(table)
    // Prices of another shape are of no use.
    let known = root.flatMap { $0.fits(schedules) ? $0 : nil }
    let first =
      known
      ?? (isSmall
        ? firstPrices(for: schedules)
        : SchedulePrices(schedules, from: priceSearch.best, evaluation))
    let branching = ScheduleBranching(schedules, board, from: first, bound: bound, run: run)
    if worksBeside {
      let found = RootBesideBlocks(
        schedules: schedules, first: first,
        firstOfBlocks: SchedulePrices(table, from: priceSearch.best, evaluation),
        timetable: Snapshot(board), bound: bound,
        end: run.elapsed + Self.lastBlockShare * run.remainingSeconds, run: run
      ).found()
      branching.take(found.root)
      found.timetable.restore(board)
      run.report(best: board.value, bound: branching.bound)
    } else {
      branching.findRoot(
        isSmall && known == nil ? ScheduleBranching.rootEffort : ScheduleBranching.nearEffort,
        within: share(of: isSmall ? 1 : Self.rootShare), wanting: leastWanted)
      run.report(best: board.value, bound: branching.bound)
      if isWanted(branching.bound) {
        if !isSmall { branching.dive(within: share(of: Self.diveShare)) }
        // A small round is branched on as a whole.
        improve(from: branching.root, bound: branching.bound, branches: !isSmall)
      }
    }
    branching.remember()
    (root, searchedBound) = (branching.root, branching.bound)
    if isSmall {
      try searchPrograms(branching)
      searchedBound = branching.bound
    }
    return branching.certificate(of: problem, groups: groups)
  }

  /// Whether a timetable with at most so many points may be of any use.
  func isWanted(_ bound: Int) -> Bool { bound >= leastWanted }

  /// Whether the timetable is as near to a bound as was asked for, or nothing below the bound is of any use.
  func isCloseEnough(to bound: Int) -> Bool {
    !isWanted(bound)
      || Double(bound - board.value) <= run.limits.gap * Double(max(1, abs(board.value)))
  }

  /// Places blocks anew at what slot prices say, and branches on what is left of them, as long as the round has no
  /// `bound` points.
  package mutating func placeBlocks(bound: Int) {
    let prices = SchedulePrices(table, from: priceSearch.best, evaluation)
    improve(from: prices, bound: bound, branches: true)
  }

  /// Places blocks anew at the prices of schedules.
  private mutating func improve(from prices: SchedulePrices, bound: Int, branches: Bool) {
    let search = BlockSearch(board, from: prices, branches: branches, run: run)
    let progress = share(of: isSmall ? Self.blockShare : Self.lastBlockShare)
    let (run, board) = (run, board)
    let mostSteps = isSmall ? Self.blockSteps * table.startCount : .max
    search.improve {
      run.mustStop != nil || board.value >= bound || search.steps >= mostSteps || progress() >= 1
    }
    run.report(best: board.value, bound: bound)
  }
}
