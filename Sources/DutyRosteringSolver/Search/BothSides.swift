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
    guard let best else { return }
    let (whole, begun, ownTeam) = (run, run.work, team)
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
    let results = Result {
      try sideBySide(sides, end: findings.end) { index, side in
        if index == 0 { try side.searchFromRoot() } else { try side.searchRosters() }
      }
    }
    for run in runs { whole.charge(steps: (run.work - begun) * Run.stepsPerWorkUnit) }
    self = try results.get()[0]
    receive()
    (run, team, shared) = (whole, ownTeam, nil)
    // A proof of the whole ends both sides before earlier goals have one of their own.
    try proveEarlierGoals()
  }

  /// Looks for better rosters beside a search for prices, until that or the limit ends it.
  private mutating func searchRosters() throws {
    var turns = Turns<Way>([.annealing, .neighbourhoods, .coolAnnealing, .dive])
    dives = DiveSchedule(beginsLoose: true)
    var root: Root?
    while !mustEnd {
      if root == nil, var found = shared?.root {
        (found.generation.run, found.generation.team) = (run, team)
        root = found
      }
      guard let way = turns.next(where: { $0 != .dive || root != nil }) else { return }
      try turn(way, &turns, share: root == nil ? 4 : 8) { search, slice in
        try search.go(way, from: root, work: slice)
      }
    }
  }
}
