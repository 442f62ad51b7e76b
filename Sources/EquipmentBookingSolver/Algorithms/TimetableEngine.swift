package import EquipmentBooking
import LinearProgramming
package import Solving

/// The stages of solving a round: prices, chains, blocks, and branching where the round is small.
package struct TimetableEngine {
  /// Most possible starts for which the linear program is written out.
  private static let mostBranchedStarts = 40_000
  /// Most possible starts that are looked at by schedules all together: beyond, that takes minutes.
  private static let mostScheduledStarts = 1_000_000
  /// How far below the bound timetables are looked for at first, as a part of it, and how that grows.
  private static let firstDepth = 2_000
  private static let growth = 2
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
  private static let blockSteps = 160_000
  private static let lastBlockShare = 0.85
  /// Moves of the search for each bundle, before branching and where the search has the last word.
  private static let movesBeforeBranching = 600
  private static let movesWithoutBranching = 2_000
  /// First and last temperature as parts of a usual value.
  private static let hot = 0.05
  private static let cold = 0.01
  /// Relaxations that are rounded one after the other at the beginning.
  private static let roundedAtFirst = 5
  /// Afterwards, of how many relaxations one is rounded.
  private static let roundedEvery = 16

  let problem: BookingProblem
  let run: Run
  let groups: [DeviceGroup]
  let options: [[StartOption]]
  let table: StartTable
  private(set) var board: SlotBoard
  private(set) var priceSearch: PriceSearch
  private var evaluation: PriceEvaluation

  package init(_ problem: BookingProblem, run: Run) {
    self.problem = problem
    self.run = run
    groups = problem.deviceGroups
    options = problem.withinQuotas(problem.startOptions(on: groups), on: groups)
    table = StartTable(problem, groups: groups, options: options)
    board = SlotBoard(table)
    priceSearch = PriceSearch(table)
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
    evaluation.evaluate(priceSearch.best)
    // A first timetable says how far the bound can fall at most.
    let first = SlotBoard(table)
    ChainSearch(first, at: evaluation, run: run).fill()
    run.report(best: first.value, bound: nil)
    let progress = share(of: Self.priceShare)
    let steps = table.startCount + 4 * (table.groupCount + table.poolCount) * table.slotCount
    while !priceSearch.isDone, run.mustStop == nil, progress() < 1 {
      priceSearch.step(target: Double(first.value))
      run.charge(steps: steps)
    }
    evaluation.evaluate(priceSearch.best)
    let search = ChainSearch(board, at: evaluation, run: run)
    search.fill()
    if first.value > board.value { Snapshot(first).restore(board) }
  }

  /// Improves the timetable by ejection chains.
  mutating func search(bound: Int) {
    run.report(best: board.value, bound: bound)
    if board.value == bound || run.mustStop != nil { return }
    let search = ChainSearch(board, at: evaluation, run: run)
    let usual = ChainSearch.usualValue(table)
    let moves =
      table.bundleCount
      * (isSmall ? Self.movesBeforeBranching : Self.movesWithoutBranching)
    let progress = share(
      of: isSmall
        ? Self.searchShare
        : takesSchedules && worksBeside
          ? Self.shortSearchShare
          : table.isPlain ? Self.firstSearchShare : Self.lastSearchShare)
    let hasLimit = run.limits.seconds != nil || run.limits.work != nil
    let (run, isSmall) = (run, isSmall)
    search.anneal(from: Self.hot * usual, to: Self.cold * usual) { done in
      if run.mustStop != nil { return 1 }
      let byMoves = Double(done) / Double(max(1, moves))
      return isSmall || !hasLimit ? max(byMoves, progress()) : progress()
    }
    run.report(best: board.value, bound: bound)
  }

  /// How much of a part of what is left at this moment has been spent: of the work if that is limited,
  /// else of the time; zero without a limit.
  private func share(of part: Double) -> () -> Double {
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
    let first =
      isSmall
      ? firstPrices(for: schedules)
      : SchedulePrices(schedules, from: priceSearch.best, evaluation)
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
        isSmall ? ScheduleBranching.rootEffort : ScheduleBranching.nearEffort,
        within: share(of: isSmall ? 1 : Self.rootShare))
      run.report(best: board.value, bound: branching.bound)
      if !isSmall { branching.dive(within: share(of: Self.diveShare)) }
      improve(from: branching.root, bound: branching.bound)
    }
    branching.remember()
    if isSmall {
      try searchPrograms(branching)
    }
    return branching.certificate(of: problem, groups: groups)
  }

  /// Branches on the program of what schedules leave open for timetables worth little less than the bound:
  /// the nearer to it, the less is left. As long as there is none, the next program leaves more.
  private mutating func searchPrograms(_ branching: ScheduleBranching) throws {
    var depth = max(4, branching.bound / Self.firstDepth)
    while !isCloseEnough(to: branching.bound), run.mustStop == nil {
      let value = board.value
      let reach = max(value + 1, branching.bound - depth)
      let (domain, nodes) = branching.left(reach: reach)
      let system = try branching.inequalities(of: problem, groups: groups, behind: nodes)
      guard let system else {
        branching.take(nodes + [branching.emptyEnd], provenBound: reach - 1)
        continue
      }
      let formulation = TimetableFormulation(
        problem, form: .clique,
        left: OpenStarts(domain, of: branching.schedules, options: options),
        pricedRows: nodes.isEmpty ? [] : system.pricedRows, of: system)
      let certificate = try branch(on: formulation, reach: reach).certificate?
        .translated(from: formulation.program, into: system)
      // Numbers beyond 64 bits are no proof.
      guard let certificate,
        case .success(let cost) = Result(catching: { try certificate.verifiedBound(for: system) })
      else { return }
      branching.take(
        nodes + [branching.end(certificate)],
        provenBound: cost.map { max(reach - 1, -$0) } ?? (reach - 1))
      // Everything was left, and neither side moved.
      if reach == value + 1, board.value == value { return }
      depth *= Self.growth
    }
  }

  /// Whether the timetable is as near to a bound as was asked for.
  func isCloseEnough(to bound: Int) -> Bool {
    Double(bound - board.value) <= run.limits.gap * Double(max(1, abs(board.value)))
  }

  /// Places blocks anew at what slot prices say, as long as the round has no `bound` points.
  package mutating func placeBlocks(bound: Int) {
    improve(from: SchedulePrices(table, from: priceSearch.best, evaluation), bound: bound)
  }

  /// Places blocks anew at the prices of schedules.
  private mutating func improve(from prices: SchedulePrices, bound: Int) {
    let search = BlockSearch(board, from: prices, run: run)
    let progress = share(of: isSmall ? Self.blockShare : Self.lastBlockShare)
    let (run, board) = (run, board)
    let mostSteps = isSmall ? Self.blockSteps * table.startCount : .max
    search.improve {
      run.mustStop != nil || board.value >= bound || search.steps >= mostSteps || progress() >= 1
    }
    run.report(best: board.value, bound: bound)
  }

  /// Branches on the time-indexed program, from the present timetable.
  ///
  /// - Parameters:
  ///   - formulation: The program.
  ///   - reach: Points that a timetable must have to be of interest; `nil` for any.
  /// - Returns: What came of it; a better timetable is on the board.
  /// - Throws: An error of the engine.
  private mutating func branch(
    on formulation: TimetableFormulation, reach: Int? = nil
  ) throws -> ProgramOutcome {
    let rounding = TimetableRounding(
      formulation: formulation, table: table, prices: evaluation, run: run)
    var relaxations = 0
    let board = board
    let outcome = try formulation.program.solve(
      run: run,
      options: BranchingOptions(
        certifies: true, roundsRows: true, start: rounding.point(of: board), cuts: [],
        trials: .quick,
        target: reach.map(Double.init)),
      hooks: BranchingHooks(
        heuristic: { point in
          // A rounding with its chains costs as much as several relaxations: it must earn that.
          relaxations += 1
          guard relaxations <= Self.roundedAtFirst || relaxations % Self.roundedEvery == 0 else {
            return nil
          }
          let found = rounding.rounded(point)
          // It may use starts that this program does not have.
          if found.value > board.value { Snapshot(found).restore(board) }
          return rounding.point(of: found)
        }))
    if let values = outcome.values {
      let found = rounding.board(at: values)
      if found.value > board.value { Snapshot(found).restore(board) }
    }
    return outcome
  }

  /// Branches on the program of the whole round.
  ///
  /// - Returns: Why it stopped, and the proof against ``BookingProblem/certifiedSystem()``.
  mutating func branch() throws -> (termination: Termination, certificate: BoundCertificate?) {
    let formulation = TimetableFormulation(problem, form: .clique)
    let outcome = try branch(on: formulation)
    let system = problem.certifiedSystem().system
    return (
      outcome.termination,
      outcome.certificate.flatMap { $0.translated(from: formulation.program, into: system) }
    )
  }
}
