package import DutyRostering
internal import Solving

/// What one of two searches side by side has of what the other found.
package struct HandedOver: Sendable {
  /// How many rows that the other found it may mix before and after it received them.
  package let rows: [Int]
  /// Whether it has the other's better roster.
  package let hasRoster: Bool
  /// Whether it has prices to dive from, before and after the other's were good, and whether dives from them are
  /// charged to its own run.
  package let hasRoot: [Bool]
  package let chargesItself: Bool
  /// Whether it is to end before and after the other's end.
  package let isOver: [Bool]
}

extension ShiftRosteringProblem {
  /// Lets the first of two searches find a better roster and good prices and come to its end, the second one receive
  /// them: how searches side by side tell each other, by itself.
  ///
  /// - Parameters:
  ///   - start: The roster that both begin with.
  ///   - better: The one that the first finds.
  ///   - seconds: Most seconds to look for prices.
  /// - Returns: What the second has; `nil` if a roster breaks a hard rule.
  package func handedOver(
    from start: ShiftRoster, to better: ShiftRoster, seconds: Double
  ) -> HandedOver? {
    let run = Run(within: SolveLimits(seconds: seconds), threads: 2)
    let model = RosterModel(self, weights: ShiftBoundCertificate.Weights(of: self))
    guard var search = RosterSearch(model, run: run), let held = HeldRoster(start, in: model),
      let found = HeldRoster(better, in: model)
    else { return nil }
    _ = search.take(held)
    guard let (findings, sides) = search.parted() else { return nil }
    var (first, second) = (sides[0], sides[1])
    func rows() -> Int {
      zip(second.known, found.rows).count { known, row in known.contains { $0.row == row } }
    }
    let before = (rows(), second.receivedRoot != nil, second.mustEnd)
    first.remember(found)
    _ = first.take(found)
    second.receive()
    let hasRoster = second.best?.rows == found.rows
    first.findRoot()
    let root = second.receivedRoot
    findings.end()
    return HandedOver(
      rows: [before.0, rows()], hasRoster: hasRoster, hasRoot: [before.1, root != nil],
      chargesItself: root?.generation.run === second.run, isOver: [before.2, second.mustEnd])
  }
}
