internal import DutyRostering
internal import LinearProgramming
internal import Solving

/// The search for a good roster and its bound: greedy rows, annealing, prices at the root, a dive, then
/// neighbourhoods until the limit.
struct RosterSearch {
  let model: RosterModel
  let run: Run
  let team: PricingTeam
  /// Everything may change; remembers which counters matter.
  var whole: RosterPart
  var random: SeededRandom
  /// The best roster so far.
  private(set) var best: HeldRoster?
  /// Best bound in units of 1/denominator, and its proof.
  private(set) var bound = unbounded
  private(set) var proof: [ShiftBoundCertificate.Node] = []
  /// What that proof counts.
  private(set) var watched: WatchedCounts
  /// Cells that a neighbourhood frees, adapted to what comes of them.
  var freedCells: Double
  /// Prices of the root's bound, to begin with when it is priced again.
  var rootPrices: [Int] = []
  /// Whether the root's prices are final, so that a proof may be in reach.
  var isPriced = false
  /// Rows worth mixing again, latest last, by person.
  var known: [[KnownRow]]

  /// A whole row with its cost.
  struct KnownRow: Hashable, Sendable {
    let row: [Int32]
    let cost: Int
  }

  /// Largest table of one person, in entries.
  static let roomLimit = 1 << 24

  /// Largest table of one person when everything may change: so that pricing everybody two dozen times takes
  /// about half of the limits, some eight steps for each entry.
  private static func roomAtRoot(_ model: RosterModel, run: Run) -> Int {
    let room = steps(run) / Double(2 * 24 * 8 * max(1, model.graphs.count))
    return max(1 << 20, Int(min(room, Double(roomLimit))))
  }

  /// - Returns: `nil` if somebody has no row at all.
  init?(_ model: RosterModel, run: Run) {
    guard
      let whole = RosterPart(
        model, allowed: model.problem.people.map(\.isAllowed),
        roomLimit: Self.roomAtRoot(model, run: run))
    else { return nil }
    self.model = model
    self.run = run
    self.whole = whole
    team = PricingTeam(threads: run.threads)
    random = SeededRandom(seed: run.seed)
    freedCells = Double(8 * min(model.problem.days, 28))
    known = [[KnownRow]](repeating: [], count: model.graphs.count)
    watched = WatchedCounts(people: model.graphs.count)
  }

  /// Everything in turn, until the limit or a proof.
  mutating func search() throws {
    // The first roster is free of the limits: less would be no answer at all.
    for attempt in 0..<8 where attempt == 0 || run.mustStop == nil {
      if let roster = greedyRoster() {
        _ = take(roster)
        break
      }
    }
    guard best != nil, run.mustStop == nil else { return }
    if canClimb {
      anneal(until: 0.1, changes: 2000)
      guard !mustEnd else { return }
      try searchRoot(until: 0.5)
      if isPriced { try searchTree() }
    } else {
      // Changes one by one make such a roster good; its bound comes from a few rounds of prices.
      anneal(until: 0.75, changes: annealedChanges)
      if !mustEnd { try searchRoot(until: 0.85) }
    }
    try searchNeighbourhoods(until: 1)
  }

  /// Whether as many rounds of pricing as a root usually needs fit into a part of the limits.
  private var canClimb: Bool {
    var round = 0
    for pricer in whole.pricers { round += pricer.plan.work }
    return Double(100 * round) < Self.steps(run) * 0.4
  }

  /// The proof of the bound; `nil` without one.
  var certificate: ShiftBoundCertificate? {
    boundValue.map { bound in
      ShiftBoundCertificate(
        weights: model.weights, denominator: model.denominator, nodes: proof,
        counts: watched.limits(model.graphs), bound: bound)
    }
  }

  /// The bound as a whole value.
  var boundValue: Int? {
    guard bound > unbounded else { return nil }
    return bound.dividedRoundingUp(by: model.denominator)
  }

  /// Whether the best roster is proven to be one.
  var isProven: Bool {
    guard let best, let boundValue else { return false }
    return boundValue >= best.value
  }

  /// Whether the run is to end: at its limits, with a proof, or within the gap asked for.
  var mustEnd: Bool {
    if isProven || run.mustStop != nil { return true }
    guard let best, let boundValue, run.limits.gap > 0 else { return false }
    return relativeGap(objective: best.value, bound: boundValue) <= run.limits.gap
  }

  /// Takes a roster if it is at least as good.
  ///
  /// - Returns: Whether it is better.
  mutating func take(_ roster: HeldRoster) -> Bool {
    guard let held = best else {
      best = roster
      report()
      return true
    }
    guard roster.value <= held.value else { return false }
    best = roster
    guard roster.value < held.value else { return false }
    report()
    return true
  }

  /// Keeps a proof if it shows more; `counts` is what it counts.
  mutating func raise(
    bound new: Int, proof nodes: [ShiftBoundCertificate.Node], counts: WatchedCounts
  ) {
    guard new > bound else { return }
    bound = new
    proof = nodes
    watched = counts
    report()
  }

  /// Keeps the bound of a generation with nothing fixed, if it shows more.
  mutating func raise(to generation: ColumnGeneration) {
    raise(
      bound: generation.bound,
      proof: [
        ShiftBoundCertificate.Node(prices: generation.boundPrices, tolls: generation.provenTolls)
      ],
      counts: generation.boundCounts)
  }

  private func report() {
    run.report(best: best?.value, bound: boundValue)
  }

  /// Keeps rows for later mixes; the oldest make room.
  mutating func remember(_ row: KnownRow, of person: Int) {
    guard !known[person].contains(row) else { return }
    known[person].append(row)
    if known[person].count > 400 { known[person].removeFirst(100) }
  }

  /// Share of the limits that is spent, 0 … 1; 0 without limits.
  var spent: Double { Self.spent(run) }

  /// Share of a run's limits that is spent.
  static func spent(_ run: Run) -> Double {
    var share = 0.0
    if let seconds = run.limits.seconds, seconds > 0 { share = max(share, run.elapsed / seconds) }
    if let units = run.limits.work, units > 0 {
      share = max(
        share, 1 - Double(run.remainingSteps) / (Double(units) * Double(Run.stepsPerWorkUnit)))
    }
    return share
  }
}
