internal import DutyRostering
internal import Solving

extension RosterSearch {
  /// Anneals the best roster: down at once for a good one within moments, then up until it is dearer, then
  /// slowly down.
  ///
  /// How warm to begin so follows from the roster at hand, whatever its costs are measured in; later rounds
  /// begin as warm as the first, or a quarter as warm to stay near the best roster.
  ///
  /// - Parameters:
  ///   - work: Work units to spend; what is left of the limits if that is less.
  ///   - changes: Most changes to try for each cell of the roster.
  ///   - share: Most of what the limits leave, a fraction.
  ///   - isCool: Whether to stay near the best roster.
  mutating func anneal(
    work: Int, changes: Int = .max, share: Double = 1, isCool: Bool = false
  ) {
    let cells = model.graphs.count * model.problem.days
    guard let best, !mustEnd, cells > 0 else { return }
    let coldest = Double(model.costUnit) / 5
    var annealing = Annealing(RosterWalk(best, model: model), seed: random.next())
    run.charge(steps: annealing.walk.steps.steps.count)
    let most = cells.multipliedReportingOverflow(by: changes)
    var way = AnnealingWay(
      work: run.work..<(run.work + max(1, min(work, workLeft, 1 << 50))), spent: spent,
      share: share,
      most: most.overflow ? .max : most.partialValue, rows: best.rows, value: best.value)
    if warmest == 0 {
      // Quickly down from where nothing is lost, for a roster to measure by.
      annealing.temperature = 2 * coldest
      while way.progress(self) < 0.1 { way.go(&annealing, run) }
      let reached = way.value
      repeat {
        annealing.temperature *= 1.5
        let pause = way.tried + 20 * cells
        while way.tried < pause, way.progress(self) < 0.25 { way.go(&annealing, run) }
      } while way.progress(self) < 0.25 && annealing.walk.value <= reached
      warmest = annealing.temperature
    }
    let start = isCool ? warmest / 4 : warmest
    var halvings = 0.0
    while start / Self.power(halvings) > coldest { halvings += 1 }
    let begun = way.progress(self)
    while way.progress(self) < 1, run.mustStop == nil {
      let gone = (way.progress(self) - begun) / max(1e-9, 1 - begun)
      annealing.temperature = start / Self.power(halvings * min(1, max(0, gone)))
      way.go(&annealing, run)
    }
    if let roster = HeldRoster(annealing.walk.rows, in: model) { remember(roster) }
    if let roster = HeldRoster(way.rows, in: model) { _ = take(roster) }
  }

  /// Keeps the rows of a roster for later mixes.
  mutating func remember(_ roster: HeldRoster) {
    for (person, row) in roster.rows.enumerated() {
      remember(KnownRow(row: row, cost: roster.rowCosts[person]), of: person)
    }
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
  /// Work units between which it runs.
  let work: Range<Int>
  /// Share of the limits that was spent before: an annealing that would not fit what they leave is as much
  /// shorter.
  let spent: Double
  /// Most of what the limits leave.
  let share: Double
  /// Most changes to try.
  let most: Int
  private(set) var rows: [[Int32]]
  private(set) var value: Int
  private(set) var tried = 0
  private var looks = 0

  init(work: Range<Int>, spent: Double, share: Double, most: Int, rows: [[Int32]], value: Int) {
    (self.work, self.spent, self.share, self.most) = (work, spent, share, most)
    (self.rows, self.value) = (rows, value)
  }

  /// Share of the way that is gone; all of it where the run must stop.
  func progress(_ search: RosterSearch) -> Double {
    let run = search.run
    if run.mustStop != nil || search.isOvertaken { return 1 }
    let worked = Double(run.work - work.lowerBound) / Double(work.count)
    let passed = (search.spent - spent) / max(1e-9, (1 - spent) * share)
    return max(worked, passed, Double(tried) / Double(max(1, most)))
  }

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
