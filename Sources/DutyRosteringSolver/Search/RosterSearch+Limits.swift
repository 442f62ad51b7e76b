internal import Solving

extension RosterSearch {
  /// Work units that the limits leave, seconds at the pace so far; endless without limits.
  var workLeft: Int {
    if let units = Self.decidingUnits(run) { return max(0, units - run.work) }
    guard run.limits.seconds != nil else { return .max }
    let pace = run.work < 100 ? 1000 : Double(run.work) / max(0.001, run.elapsed)
    return Int(min(1e15, run.remainingSeconds * pace))
  }

  /// Share of the limits that is spent, 0 … 1; 0 without limits.
  var spent: Double { Self.spent(run) }

  /// Share of a run's limits that is spent.
  static func spent(_ run: Run) -> Double {
    if let units = decidingUnits(run) {
      return 1 - Double(run.remainingSteps) / (Double(units) * Double(Run.stepsPerWorkUnit))
    }
    guard let seconds = run.limits.seconds, seconds > 0 else { return 0 }
    return 1 - run.remainingSeconds / seconds
  }

  /// The limit in work units where it is the tighter one, a unit being about a millisecond: the clock has no
  /// say then.
  static func decidingUnits(_ run: Run) -> Int? {
    guard let units = run.limits.work, units > 0 else { return nil }
    return Double(units) <= (run.limits.seconds ?? .infinity) * 1000 ? units : nil
  }
}
