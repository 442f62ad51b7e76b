internal import Solving

extension RosterSearch {
  /// Whether prices and rosters are looked for at the same time: where a clock alone limits the run, since the
  /// outcome depends on how fast either thread is. Such runs are not the same twice anyway.
  var hasBothSides: Bool { run.threads > 1 && run.limits.work == nil && run.limits.seconds != nil }

  /// Looks for prices, proofs and what follows from them on one thread, and for better rosters on another; each takes
  /// what the other has found as it comes.
  ///
  /// - Throws: An error of the engine.
  mutating func searchFromBothSides() throws {
    guard let (findings, sides) = parted() else { return }
    let (whole, begun, ownTeam) = (run, run.work, team)
    let results = Result {
      try sideBySide(sides, end: findings.end) { index, side in
        if index == 0 { try side.searchFromRoot() } else { try side.searchRosters() }
      }
    }
    for run in sides.map(\.run) { whole.charge(steps: (run.work - begun) * Run.stepsPerWorkUnit) }
    self = try results.get()[0]
    receive()
    (run, team, shared) = (whole, ownTeam, nil)
    // A proof of the whole ends both sides before earlier goals have one of their own.
    try proveEarlierGoals()
  }

  /// A search for prices and one for rosters that begin with what is known and tell each other what they find; `nil`
  /// before the first roster.
  mutating func parted() -> (findings: Findings, sides: [RosterSearch])? {
    guard let best else { return nil }
    let whole = run
    let runs = [run.threads - 1, 1].map { whole.beside(threads: $0) }
    let findings = Findings(
      best, value: \.value, bound: bound, denominator: model.denominator, run: whole, sides: runs)
    let sides = runs.enumerated().map { index, run in
      var side = self
      side.side = index
      (side.run, side.team, side.shared) = (run, PricingTeam(threads: run.threads), findings)
      side.random = SeededRandom(seed: random.next())
      return side
    }
    return (findings, sides)
  }

  /// The prices that another search found to dive from, with this one's run; `nil` until they are good.
  var receivedRoot: Root? {
    guard var root = shared?.root else { return nil }
    (root.generation.run, root.generation.team) = (run, team)
    return root
  }

  /// Looks for better rosters beside a search for prices, until that or the limit ends it.
  private mutating func searchRosters() throws {
    var turns = Turns<Way>([.annealing, .neighbourhoods, .coolAnnealing, .dive])
    dives = DiveSchedule(beginsLoose: true)
    var root: Root?
    while !mustEnd {
      if root == nil { root = receivedRoot }
      guard let way = turns.next(where: { $0 != .dive || root != nil }) else { return }
      try turn(way, &turns, share: root == nil ? 4 : 8) { search, slice in
        try search.go(way, from: root, work: slice)
      }
    }
  }
}
