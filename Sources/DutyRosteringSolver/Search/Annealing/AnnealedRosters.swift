internal import DutyRostering
internal import Solving

extension RosterSearch {
  /// Anneals the best roster: down at once for a good one within moments, then up until it is dearer, then
  /// slowly down.
  ///
  /// How warm to begin so follows from the roster at hand, whatever its costs are measured in.
  ///
  /// - Parameters:
  ///   - share: Share of the limits at which to end.
  ///   - changes: Most changes to try for each cell of the roster.
  mutating func anneal(until share: Double, changes: Int) {
    let cells = model.graphs.count * model.problem.days
    guard let best, !mustEnd, cells > 0 else { return }
    let coldest = coldest
    var annealing = Annealing(RosterWalk(best, model: model), seed: random.next())
    run.charge(steps: annealing.walk.steps.steps.count)
    let most = cells.multipliedReportingOverflow(by: changes)
    var way = AnnealingWay(
      start: spent, end: share, most: most.overflow ? .max : most.partialValue,
      rows: best.rows, value: best.value)
    // Quickly down from where nothing is lost, for a roster to measure by.
    annealing.temperature = 2 * coldest
    while !way.isOver(0.1, spent) { way.go(&annealing, run) }
    let reached = way.value
    repeat {
      annealing.temperature *= 1.5
      let pause = way.tried + 20 * cells
      while way.tried < pause, !way.isOver(0.25, spent) { way.go(&annealing, run) }
    } while !way.isOver(0.25, spent) && annealing.walk.value <= reached
    let warmest = annealing.temperature
    var halvings = 0.0
    while warmest / Self.power(halvings) > coldest { halvings += 1 }
    let begun = way.progress(spent)
    while !way.isOver(1, spent), run.mustStop == nil {
      let gone = (way.progress(spent) - begun) / max(1e-9, 1 - begun)
      annealing.temperature = warmest / Self.power(halvings * min(1, max(0, gone)))
      way.go(&annealing, run)
    }
    if let roster = HeldRoster(way.rows, in: model) { _ = take(roster) }
  }

  /// Most changes for each cell where the limits decide; a run without limits has to end by itself.
  var annealedChanges: Int {
    run.limits.seconds == nil && run.limits.work == nil ? 20_000 : .max
  }

  /// Where hardly any change that costs something is taken: a fifth of what all costs are multiples of.
  private var coldest: Double {
    var divisor = 0
    func see(_ cost: Int) {
      var (a, b) = (divisor, abs(cost))
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    for graph in model.graphs {
      for arc in graph.arcs { see(Int(arc.cost)) }
      for cost in graph.endCost { see(cost) }
      for counter in graph.counters {
        for cost in counter.endCost { see(cost ?? 0) }
      }
    }
    for costs in model.cellCosts { for cost in costs { see(cost) } }
    for need in model.needs {
      for cost in need.table { see(cost) }
      see(need.lastSlope)
    }
    return Double(max(1, divisor)) / 5
  }

  /// Two to the power of `exponent` ≥ 0, by chords between whole exponents.
  private static func power(_ exponent: Double) -> Double {
    var (power, rest) = (1.0, exponent)
    while rest >= 1 {
      power *= 2
      rest -= 1
    }
    return power * (1 + rest)
  }
}

/// How far an annealing has come, and the best roster met.
private struct AnnealingWay {
  /// Shares of the limits between which it runs.
  let start: Double
  let end: Double
  /// Most changes to try.
  let most: Int
  private(set) var rows: [[Int32]]
  private(set) var value: Int
  private(set) var tried = 0
  private var looks = 0

  init(start: Double, end: Double, most: Int, rows: [[Int32]], value: Int) {
    (self.start, self.end, self.most) = (start, end, most)
    (self.rows, self.value) = (rows, value)
  }

  /// Share of the way that is gone; all of it where the limits end, also if it began there.
  func progress(_ spent: Double) -> Double {
    if spent >= end { return 1 }
    return max((spent - start) / max(1e-9, end - start), Double(tried) / Double(max(1, most)))
  }

  /// Whether a part of the way is gone.
  func isOver(_ part: Double, _ spent: Double) -> Bool { progress(spent) >= part }

  /// Changes tried between looks at the limits.
  private static let stride = 4096

  /// Tries some changes and keeps the roster after them if it is the best so far.
  mutating func go(_ annealing: inout Annealing, _ run: Run) {
    annealing.tryChanges(Self.stride)
    tried += Self.stride
    // A look reads several tables at random; a change draws and chooses before it is looked at.
    run.charge(steps: 32 * (annealing.walk.looks - looks) + 64 * Self.stride)
    looks = annealing.walk.looks
    guard annealing.walk.value < value else { return }
    value = annealing.walk.value
    rows = annealing.walk.rows
  }
}
