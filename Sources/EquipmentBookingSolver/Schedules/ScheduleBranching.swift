import Solving

/// Branch and bound on schedules, budgets and their prices.
///
/// A node is a domain with the prices of its parent. Prices take a few steps; what cannot be part of a
/// timetable worth `reach` is dropped (reduced-cost fixing); the rest is split by accepting or refusing a
/// bundle, by device, or by time. The search is for timetables worth little less than the bound: as long
/// as there is none, `reach` falls and the tree begins anew, since fixing is strongest near the bound.
final class ScheduleBranching {
  let schedules: ScheduleTable
  let evaluation: ScheduleEvaluation
  let run: Run
  /// Best timetable known, and where new ones are built.
  let board: SlotBoard
  /// Prices of the root.
  private(set) var root: SchedulePrices
  private(set) var rootMean: [Float] = []
  /// Proven bound in points.
  private(set) var bound: Int
  /// The tree that proves ``bound``; `nil` if the root's prices do.
  private(set) var proof: [ScheduleNode] = []

  private(set) var best: Snapshot
  private var reach = 0
  private var nodes: [ScheduleNode?] = []
  /// Whether a limit was reached, or a leaf could not be closed.
  private var isStopped = false

  static let rootEffort = ScheduleAscent.Effort(
    steps: 1500, factor: 0.3, patience: 20, end: 2e-3)
  private static let nodeEffort = ScheduleAscent.Effort(
    steps: 80, factor: 0.2, patience: 10, end: 0.02)
  private static let trialEffort = ScheduleAscent.Effort(
    steps: 10, factor: 0.2, patience: 10, end: 0.02)
  private static let lastEffort = ScheduleAscent.Effort(
    steps: 600, factor: 1, patience: 20, end: 1e-3)
  private static let trials = 6
  /// Requests of a span that are told apart at most.
  static let mostOnce = 8
  private static let mostRounds = 6

  init(
    _ schedules: ScheduleTable, _ board: SlotBoard, from prices: SchedulePrices, bound: Int,
    run: Run
  ) {
    self.schedules = schedules
    self.board = board
    self.run = run
    self.bound = bound
    evaluation = ScheduleEvaluation(schedules, mostOnce: Self.mostOnce)
    root = prices
    best = Snapshot(board)
  }

  private func mustStop() -> Bool {
    run.charge(steps: evaluation.steps)
    evaluation.steps = 0
    if run.mustStop != nil { isStopped = true }
    return isStopped
  }

  /// Takes over what has been found on the board.
  func remember() { best = Snapshot(board) }

  /// Finds the root's prices, until `progress` reaches one at the latest.
  func findRoot(within progress: () -> Double) {
    var ascent = ScheduleAscent(evaluation, from: root)
    _ = ascent.run(
      ScheduleDomain(schedules), below: best.value + 1, Self.rootEffort,
      mustStop: { mustStop() || progress() >= 1 })
    root = ascent.best
    rootMean = ascent.mean
    bound = min(bound, points(ascent.bestBound))
    proof = [.bounded(root, once: evaluation.once)]
  }

  /// Takes over a root found elsewhere.
  func take(_ found: ScheduleRoot) {
    root = found.prices
    bound = min(bound, found.bound)
    proof = [.bounded(root, once: found.once)]
  }

  /// What the root's prices leave for timetables worth `reach`, and the nodes that prove it.
  func left(reach: Int) -> (domain: ScheduleDomain, nodes: [ScheduleNode]) {
    var domain = ScheduleDomain(schedules)
    var nodes: [ScheduleNode] = []
    while nodes.count < Self.mostRounds {
      let before = domain.starts.count
      guard narrow(&domain, root, reach: reach) else { break }
      nodes.append(.narrowed(root, once: evaluation.once, reach: reach, next: nodes.count + 1))
      if 10 * domain.starts.count > 9 * before { break }
    }
    return (domain, nodes)
  }

  /// Takes a proof that no timetable is worth more than `bound` and what has been found on the board.
  func take(_ nodes: [ScheduleNode], provenBound: Int) {
    remember()
    guard provenBound < bound else { return }
    bound = provenBound
    proof = nodes
  }

  /// The end of a proof where nothing is left.
  var emptyEnd: ScheduleNode { end(BoundCertificate(denominator: 1, nodes: [.open])) }

  /// The end of a proof: a certificate against inequalities, some of them made of the root's prices.
  func end(_ certificate: BoundCertificate) -> ScheduleNode {
    .program(certificate, root, once: evaluation.once)
  }

  private func points(_ units: Double) -> Int { ScheduleRoot.points(units) }

  /// Searches trees until the bound is met or a limit is reached.
  func search() {
    var depth = max(4, bound / 2000)
    while !isStopped, bound > best.value {
      reach = max(best.value + 1, bound - depth)
      nodes = [nil]
      let value = reach - 1
      look(0, ScheduleDomain(schedules), root, rootMean, 0)
      let tree = nodes.compactMap { $0 }
      if isStopped || tree.count < nodes.count { break }
      bound = min(bound, max(value, best.value))
      proof = tree
      depth *= 3
    }
    best.restore(board)
  }

  private func reserve() -> Int {
    nodes.append(nil)
    return nodes.count - 1
  }

  private func look(
    _ index: Int, _ given: ScheduleDomain, _ start: SchedulePrices, _ mean: [Float], _ depth: Int
  ) {
    var (index, domain, prices, mean) = (index, given, start, mean)
    for round in 0..<Self.mostRounds {
      var ascent = ScheduleAscent(evaluation, from: prices)
      let isClosed = ascent.run(domain, below: reach, Self.nodeEffort, mustStop: mustStop)
      prices = ascent.best
      mean = ascent.mean
      if isClosed || isStopped {
        nodes[index] = .bounded(prices, once: evaluation.once)
        return
      }
      let before = domain.starts.count
      guard narrow(&domain, prices, reach: reach) else { break }
      let next = reserve()
      nodes[index] = .narrowed(prices, once: evaluation.once, reach: reach, next: next)
      index = next
      if 10 * domain.starts.count > 9 * before || round + 1 == Self.mostRounds { break }
    }
    let value = best.value
    build(domain, mean)
    if best.value > value { reach = max(reach, best.value + 1) }
    if evaluate(domain, prices) < reach {
      nodes[index] = .bounded(prices, once: evaluation.once)
      return
    }
    guard let split = choose(domain, prices, mean) else {
      var ascent = ScheduleAscent(evaluation, from: prices)
      _ = ascent.run(domain, below: reach, Self.lastEffort, mustStop: mustStop)
      nodes[index] = .bounded(ascent.best, once: evaluation.once)
      if points(ascent.bestBound) >= reach { isStopped = true }
      return
    }
    let (first, second) = (reserve(), reserve())
    nodes[index] = .split(split, low: first, high: second)
    look(second, split.child(of: domain, schedules, isHigh: true), prices, mean, depth + 1)
    if isStopped { return }
    look(first, split.child(of: domain, schedules, isHigh: false), prices, mean, depth + 1)
  }

  private func evaluate(_ domain: ScheduleDomain, _ prices: SchedulePrices) -> Int {
    evaluation.evaluate(domain, prices)
    return evaluation.isImpossible ? .min : points(evaluation.bound)
  }

  /// Drops what no timetable worth `reach` uses; says whether anything was.
  private func narrow(
    _ domain: inout ScheduleDomain, _ prices: SchedulePrices, reach: Int
  ) -> Bool {
    evaluation.evaluate(domain, prices)
    let spare = evaluation.bound - Double(reach) * PriceVector.unitsPerPoint
    let losses = evaluation.losses(domain, prices)
    var isNarrower = false
    for (i, item) in schedules.budgets.items.enumerated() {
      let b = Int(item.bundle)
      guard domain.state[b] == 0 else { continue }
      if losses.in[i] > spare {
        domain.state[b] = -1
        isNarrower = true
      } else if losses.out[i] > spare {
        domain.state[b] = 1
        isNarrower = true
      }
    }
    let state = domain.state
    domain.keep { position, start in
      let r = Int(schedules.starts[start].request)
      let item = Int(schedules.budgets.itemOf[r])
      let isKept =
        state[Int(schedules.table.bundleOf[r])] >= 0
        && losses.starts[position] + losses.in[item] <= spare
      if !isKept { isNarrower = true }
      return isKept
    }
    return isNarrower
  }

  /// Builds a timetable from what was chosen most.
  private func build(_ domain: ScheduleDomain, _ mean: [Float]) {
    let table = schedules.table
    for r in 0..<table.requestCount
    where board.segment[r] >= 0 && !table.isPromised[Int(table.bundleOf[r])] { board.remove(r) }
    _ = ScheduleBuilding(schedules, on: board).build(domain, mean)
    if board.value > best.value { best = Snapshot(board) }
  }

  /// The split that lowers the bounds of both sides most, of a few promising ones.
  private func choose(
    _ domain: ScheduleDomain, _ prices: SchedulePrices, _ mean: [Float]
  ) -> ScheduleSplit? {
    var splits = ScheduleSplit.candidates(domain, schedules, mean)
    guard let first = splits.first else { return nil }
    if splits.count > Self.trials { splits.removeLast(splits.count - Self.trials) }
    if splits.count == 1 { return first }
    let parent = Double(evaluate(domain, prices))
    var (chosen, most) = (first, -1.0)
    for split in splits {
      if mustStop() { return first }
      func fall(_ isHigh: Bool) -> Double {
        var ascent = ScheduleAscent(evaluation, from: prices)
        let child = split.child(of: domain, schedules, isHigh: isHigh)
        if ascent.run(child, below: reach, Self.trialEffort, mustStop: { false }) {
          return parent - Double(reach) + 1
        }
        return max(0, parent - Double(points(ascent.bestBound)))
      }
      let score = max(0.5, fall(false)) * max(0.5, fall(true))
      if score > most { (chosen, most) = (split, score) }
    }
    return chosen
  }
}
