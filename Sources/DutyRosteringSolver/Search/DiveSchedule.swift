/// How long the next dive may take, and how firmly its mix holds to the prices.
///
/// Firm and loose ones take turns: a loose mix moves farther after each fixing, which finds the best rosters of
/// some instances in the first dive and the worst of others. Those that end early let later ones fix fewer cells
/// at a time. Nobody knows how long a dive must be to be good, so pairs of them last 1, 1, 2, 1, 1, 2, 4, … times
/// as long as the first, which loses no more than a logarithm (Luby, Sinclair & Zuckerman 1993,
/// doi:10.1016/0020-0190(93)90029-9).
package struct DiveSchedule {
  /// What a dive may do.
  package struct Dive {
    /// Work units that it may take.
    package let work: Int
    /// About how often cells are to be fixed before everything is.
    package let steps: Double
    /// Whether its mix is loose.
    package let isLoose: Bool
  }

  private var dives = 0
  private var first = 1
  /// Fixings of a dive as long as the first one.
  private var steps = DiveSchedule.fewestSteps
  private static let fewestSteps = 60.0

  /// No dive yet.
  package init() {}

  /// The next dive of a search that has taken `work` units so far; the first one may take as long again, none
  /// takes longer than that.
  package mutating func next(after work: Int) -> Dive {
    defer { dives += 1 }
    if dives == 0 { first = max(1, work) }
    let pairs = Self.luby(dives / 2)
    let length = first.multipliedReportingOverflow(by: pairs)
    return Dive(
      work: max(1, length.overflow ? work : min(work, length.partialValue)),
      steps: steps * Double(pairs), isLoose: dives % 2 == 1)
  }

  /// Lets dives fix fewer cells at a time while they end early, up to one of `cells`, and more when they do not.
  package mutating func note(_ dive: Dive, took work: Int, cells: Int) {
    if 2 * work < dive.work {
      steps = min(2 * steps, max(Self.fewestSteps, Double(cells)))
    } else if work >= dive.work {
      steps = max(Self.fewestSteps, steps / 2)
    }
  }

  /// A term of 1, 1, 2, 1, 1, 2, 4, 1, 1, 2, …; the first is number 0.
  package static func luby(_ index: Int) -> Int {
    var place = index + 1
    while true {
      let bits = Int.bitWidth - place.leadingZeroBitCount
      if place == (1 << bits) - 1 { return 1 << (bits - 1) }
      place -= (1 << (bits - 1)) - 1
    }
  }
}
