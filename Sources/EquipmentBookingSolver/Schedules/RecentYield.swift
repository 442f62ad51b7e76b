/// What one way of improving a timetable has brought lately for its work.
///
/// Of two ways the one that brings more for its work goes on; the other is tried now and then, since what pays
/// changes as the timetable becomes better (adaptive large-neighbourhood search; Ropke & Pisinger 2006,
/// doi:10.1287/trsc.1050.0135).
struct RecentYield {
  private var gain = 0.0
  private var steps = 0.0

  /// What is left of an earlier try with each later one.
  private static let memory = 0.98
  /// Part of the other's work that is worth knowing whether this way pays again.
  private static let trialShare = 0.05

  /// Counts a try that brought so many points in so many elementary steps.
  mutating func note(gain: Int, steps: Int) {
    self.gain = Self.memory * self.gain + Double(gain)
    self.steps = Self.memory * self.steps + Double(steps)
  }

  /// Whether this way is to be tried where `other` was.
  func isDue(beside other: RecentYield) -> Bool {
    steps < Self.trialShare * other.steps || gain * other.steps >= other.gain * steps
  }
}
