internal import DutyRostering
internal import LinearProgramming
internal import Solving

/// The search for a good roster and its bound: greedy rows, annealing, prices at the root, a dive, then
/// all ways in turn until the limit.
struct RosterSearch {
  let model: RosterModel
  var run: Run
  var team: PricingTeam
  /// What a search on another thread finds and is told; `nil` where there is none.
  var shared: Findings?
  /// Which of several searches this is.
  var side = 0
  /// Everything may change; remembers which counters matter.
  var whole: RosterPart
  var random: SeededRandom
  /// The best roster so far.
  private(set) var best: HeldRoster?
  /// By how much rosters of the search on another thread were better.
  private(set) var received = 0
  /// The best roster while another one has its place.
  private var kept: HeldRoster?
  /// Best bound in units of 1/denominator; no cost is negative.
  private(set) var bound = 0
  /// The proof of the bound as a whole value.
  private(set) var proof: [ShiftBoundCertificate.Node] = []
  /// What that proof counts.
  private(set) var watched: WatchedCounts
  /// Proofs of earlier goals by themselves, and the goals that were tried.
  var earlier: [ShiftBoundCertificate] = []
  var tried: [ShiftGoal] = []
  /// What neighbourhoods free, adapted to what comes of them.
  var sizes: NeighbourhoodSizes
  /// How warm the first annealing began; 0 before it.
  var warmest = 0.0
  /// What must come after the search, as far as it is foreseen.
  var ending: ForeseenEnding
  /// Dives without a linear program so far, and to come.
  var dives = DiveSchedule()
  /// Rows worth mixing again, latest last, by person.
  var known: [[KnownRow]]

  /// A whole row with its cost.
  struct KnownRow: Hashable, Sendable {
    let row: [Int32]
    let cost: Int
  }

  /// A row of somebody that another search may mix.
  struct FoundRow: Sendable {
    let person: Int
    let row: KnownRow
  }

  typealias Findings = SharedFindings<HeldRoster, Root, FoundRow>

  /// Largest table of one person when everything may change, before prices are calm.
  private static let firstRoom = 1 << 20

  /// - Returns: `nil` if somebody has no row at all.
  init?(_ model: RosterModel, run: Run) {
    guard
      let whole = RosterPart(
        model, allowed: model.problem.people.map(\.isAllowed),
        roomLimit: Self.firstRoom, threads: run.threads)
    else { return nil }
    self.model = model
    self.run = run
    self.whole = whole
    team = PricingTeam(threads: run.threads)
    random = SeededRandom(seed: run.seed)
    sizes = NeighbourhoodSizes(people: model.graphs.count, days: model.problem.days)
    known = [[KnownRow]](repeating: [], count: model.graphs.count)
    watched = WatchedCounts(people: model.graphs.count)
    ending = ForeseenEnding(threads: run.threads)
  }

  /// Everything in turn, until the limit or a proof.
  ///
  /// What comes next, and for how long, follows from sizes and from the work so far: each part may take about
  /// as long as all before it. Limits end the search, and the annealing under way and the first climb of prices
  /// fit themselves to what they leave; they decide about nothing else.
  mutating func search() throws {
    // The first roster is free of the limits: less would be no answer at all.
    for attempt in 0..<8 where attempt == 0 || run.mustStop == nil {
      if let roster = greedyRoster() {
        _ = take(roster)
        break
      }
    }
    guard best != nil, run.mustStop == nil else { return }
    keepTimeToCheck()
    // Prices must have their time too where the roster is large.
    let share = isTimed ? (hasBothSides ? 0.125 : 0.25) : 1
    anneal(work: .max, changes: 2000, share: share)
    if mustEnd { return }
    try hasBothSides ? searchFromBothSides() : searchFromRoot()
  }

  /// The proof of the bound; `nil` where it is 0, which needs none.
  var certificate: ShiftBoundCertificate? {
    guard boundValue > 0 else { return nil }
    return ShiftBoundCertificate(
      weights: model.weights, denominator: model.denominator, nodes: proof,
      counts: watched.limits(model.graphs), bound: boundValue)
  }

  /// The bound as a whole value.
  var boundValue: Int { bound.dividedRoundingUp(by: model.denominator) }

  /// Whether the best roster is proven to be one.
  var isProven: Bool {
    guard let best else { return false }
    return boundValue >= best.value
  }

  /// Whether the run is to end: at its limits, with a proof, or within the gap asked for.
  var mustEnd: Bool {
    if isProven || run.mustStop != nil { return true }
    guard let best, run.limits.gap > 0 else { return false }
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
    if roster.rows != held.rows { sizes.renew() }
    best = roster
    guard roster.value < held.value else { return false }
    report()
    return true
  }

  /// Whether the search on another thread has a better roster.
  var isOvertaken: Bool {
    guard let shared, kept == nil, let best else { return false }
    return shared.isBetter(than: best.value)
  }

  /// Takes the roster of the search on another thread if it is better.
  mutating func receive() {
    for found in shared?.rows(for: side) ?? [] { keep(found.row, of: found.person) }
    guard let shared, kept == nil, let held = best,
      let roster = shared.roster(betterThan: held.value)
    else { return }
    received += held.value - roster.value
    sizes.renew()
    best = roster
  }

  /// Anneals a roster that is not the best without going far, searches its neighbourhoods, in about `work` units
  /// together, and forgets it where nothing better comes of it: what dives reach from elsewhere often leads farther
  /// (iterated from other starts: Lourenço, Martin & Stützle 2003, doi:10.1007/0-306-48056-5_11).
  ///
  /// - Throws: An error of the engine.
  mutating func searchAside(_ roster: HeldRoster, work: Int) throws {
    guard !mustEnd, let former = best else { return }
    let formerSizes = sizes
    sizes = NeighbourhoodSizes(people: model.graphs.count, days: model.problem.days)
    (best, kept) = (roster, former)
    defer {
      kept = nil
      if let found = best, found.value >= former.value { (best, sizes) = (former, formerSizes) }
    }
    anneal(work: work / 2, isCool: true)
    try searchNeighbourhoods(work: work / 2)
  }

  /// Keeps a proof if it shows more; `counts` is what it counts.
  mutating func raise(
    bound new: Int, proof nodes: [ShiftBoundCertificate.Node], counts: WatchedCounts
  ) {
    guard new > bound else { return }
    let isHigher =
      new.dividedRoundingUp(by: model.denominator) > bound.dividedRoundingUp(by: model.denominator)
    bound = new
    // More nodes for the same whole number would only cost whoever verifies it.
    guard isHigher else { return }
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
    keepTimeToVerify(generation.part.pricers)
  }

  private func report() {
    if let shared {
      shared.offer(best, bound: bound)
    } else {
      run.report(best: [best, kept].compactMap { $0?.value }.min(), bound: boundValue)
    }
  }

  /// Keeps rows for later mixes; the oldest make room.
  mutating func remember(_ row: KnownRow, of person: Int) {
    if keep(row, of: person) {
      shared?.offer(FoundRow(person: person, row: row), from: side)
    }
  }

  @discardableResult
  private mutating func keep(_ row: KnownRow, of person: Int) -> Bool {
    guard !known[person].contains(row) else { return false }
    known[person].append(row)
    if known[person].count > 400 { known[person].removeFirst(100) }
    return true
  }
}
