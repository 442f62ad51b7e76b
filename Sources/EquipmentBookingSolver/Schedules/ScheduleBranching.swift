import Solving

/// The bound of schedules, budgets and their prices, and what it leaves of a round.
///
/// What cannot be part of a timetable worth `reach` is dropped (reduced-cost fixing); the rest is the domain of
/// a program. `reach` is little less than the bound, since fixing is strongest there.
final class ScheduleBranching {
  let schedules: ScheduleTable
  let evaluation: ScheduleEvaluation
  let run: Run
  /// Best timetable known, and where new ones are built.
  let board: SlotBoard
  /// Prices of the root.
  private(set) var root: SchedulePrices
  /// Proven bound in points.
  private(set) var bound: Int
  /// The tree that proves ``bound``; `nil` if the root's prices do.
  private(set) var proof: [ScheduleNode] = []

  private(set) var best: Snapshot

  static let rootEffort = ScheduleAscent.Effort(
    steps: 1500, factor: 0.3, patience: 20, end: 2e-3)
  /// The same from slot prices, which lie in a kink of the bound: long steps would lead far away first.
  static let nearEffort = ScheduleAscent.Effort(
    steps: 1500, factor: 0.04, patience: 20, end: 1e-3)
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
    return run.mustStop != nil
  }

  /// Takes over what has been found on the board.
  func remember() { best = Snapshot(board) }

  /// Finds the root's prices, until they show that nothing better has `least` points, or `progress` reaches one at
  /// the latest.
  func findRoot(
    _ effort: ScheduleAscent.Effort, within progress: () -> Double, wanting least: Int = .min
  ) {
    var ascent = ScheduleAscent(evaluation, from: root)
    _ = ascent.run(
      ScheduleDomain(schedules), below: max(best.value + 1, least), effort,
      mustStop: { mustStop() || progress() >= 1 })
    root = ascent.best
    bound = min(bound, points(ascent.bestBound))
    proof = [.bounded(root, once: evaluation.once)]
  }

  /// Builds a timetable at the root's prices; keeps it on the board if it is worth more.
  func dive(within progress: () -> Double) {
    let other = SlotBoard(board.table)
    ScheduleDive(evaluation: evaluation, board: other).dive(
      from: root, steps: ScheduleDive.firstSteps, progress: progress,
      mustStop: { mustStop() || progress() >= 1 })
    if other.value > board.value { Snapshot(other).restore(board) }
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
      guard evaluation.narrow(&domain, root, reach: reach) else { break }
      nodes.append(.narrowed(root, once: evaluation.once, reach: reach))
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
}
