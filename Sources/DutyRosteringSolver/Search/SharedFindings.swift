package import Solving
import Synchronization

/// What searches of one model on several threads know together: the best roster and the best bound, prices to dive
/// from, and rows worth mixing again.
package final class SharedFindings<Roster: Sendable, Root: Sendable, Row: Sendable>: Sendable {
  private struct Held {
    var best: Roster
    /// In units of 1/denominator.
    var bound: Int
    var root: Root?
    /// By search, rows that the others found and it has not taken yet.
    var rows: [[Row]]
  }

  private let held: Mutex<Held>
  private let value: @Sendable (Roster) -> Int
  private let denominator: Int
  /// Who is told.
  private let run: Run
  /// The searches' own runs, which end with a proof or within the gap asked for.
  private let sides: [Run]

  /// Begins with what is known.
  ///
  /// - Parameters:
  ///   - best: The best roster.
  ///   - value: What a roster costs.
  ///   - bound: The best bound in units of 1/denominator.
  ///   - denominator: Parts of one in which bounds are counted.
  ///   - run: The run that is told about progress.
  ///   - sides: The runs of the searches.
  package init(
    _ best: Roster, value: @escaping @Sendable (Roster) -> Int, bound: Int, denominator: Int,
    run: Run, sides: [Run]
  ) {
    held = Mutex(Held(best: best, bound: bound, rows: sides.map { _ in [] }))
    self.value = value
    (self.denominator, self.run, self.sides) = (denominator, run, sides)
  }

  /// Keeps what is better than what is known, and ends the searches where nothing is left to be found.
  package func offer(_ roster: Roster?, bound: Int) {
    held.withLock { held in
      if let roster, value(roster) < value(held.best) { held.best = roster }
      let best = value(held.best)
      held.bound = max(held.bound, bound)
      let whole = held.bound.dividedRoundingUp(by: denominator)
      // Told while it is locked, so that nobody hears of a better one first.
      run.report(best: best, bound: whole)
      let gap = relativeGap(objective: best, bound: whole)
      if whole >= best || (run.limits.gap > 0 && gap <= run.limits.gap) { end() }
    }
  }

  /// Prices to dive from; `nil` until they are good.
  package var root: Root? {
    get { held.withLock { $0.root } }
    set { held.withLock { $0.root = newValue } }
  }

  /// Ends the searches.
  package func end() {
    for side in sides { side.halt() }
  }

  /// Hands a row to the searches other than `side`.
  package func offer(_ row: Row, from side: Int) {
    held.withLock { held in
      for other in held.rows.indices where other != side { held.rows[other].append(row) }
    }
  }

  /// The rows found for a search since it last asked.
  package func rows(for side: Int) -> [Row] {
    held.withLock { held in
      defer { held.rows[side] = [] }
      return held.rows[side]
    }
  }

  /// Whether a roster is known that is better than `limit`.
  package func isBetter(than limit: Int) -> Bool { held.withLock { value($0.best) < limit } }

  /// The best roster, if its value is less than `limit`.
  package func roster(betterThan limit: Int) -> Roster? {
    held.withLock { value($0.best) < limit ? $0.best : nil }
  }
}
