/// How long the next dive may take, and how firmly its mix holds to the prices.
///
/// A loose mix moves farther after each fixing, which finds the best rosters of some instances and the worst of
/// others: after one of each, three of four dives are of the kind that reached more of late. Those that end early let
/// later ones fix fewer cells at a time. Nobody knows how long a dive must be to be good, and short ones are often as
/// good, so after the first two, pairs of them last 1, 1, 2, 1, 1, 2, 4, … times half as long, which loses no more
/// than a logarithm (Luby, Sinclair & Zuckerman 1993, doi:10.1016/0020-0190(93)90029-9).
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

  /// Latest values by which a kind is judged.
  private static let memory = 3

  private var dives = 0
  private var first = 1
  /// Fixings of a dive as long as the first one.
  private var steps = DiveSchedule.fewestSteps
  private static let fewestSteps = 60.0
  /// What firm dives reached of late.
  private var firm: [Int] = []
  /// What loose dives reached of late.
  private var loose: [Int] = []

  /// Whether the first dive is a loose one.
  private let beginsLoose: Bool

  /// No dive yet; the first is a firm one, the second a loose one, or the other way round.
  package init(beginsLoose: Bool = false) { self.beginsLoose = beginsLoose }

  /// The next dive of a search that has taken `work` units so far; the first one may take as long again, none
  /// takes longer than that.
  package mutating func next(after work: Int) -> Dive {
    defer { dives += 1 }
    guard dives >= 2 else {
      if dives == 0 { first = max(1, work) }
      return Dive(
        work: max(1, min(work, first)), steps: steps, isLoose: (dives == 1) != beginsLoose)
    }
    let times = Self.luby(dives / 2 - 1)
    let length = max(1, first / 2).multipliedReportingOverflow(by: times)
    let isLooseBetter = (loose.min() ?? .max) < (firm.min() ?? .max)
    return Dive(
      work: max(1, length.overflow ? work : min(work, length.partialValue)),
      steps: steps * Double(times), isLoose: isLooseBetter != (dives % 4 == 0))
  }

  /// Notes what a dive took and the value that it reached.
  ///
  /// Dives fix fewer cells at a time while they end early, up to one of `cells`, and more when they do not.
  package mutating func note(_ dive: Dive, took work: Int, cells: Int, value: Int) {
    if dive.isLoose {
      loose = loose.suffix(Self.memory - 1) + [value]
    } else {
      firm = firm.suffix(Self.memory - 1) + [value]
    }
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
