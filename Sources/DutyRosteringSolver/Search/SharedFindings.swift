internal import Solving
import Synchronization

/// What searches of one model on several threads know together: the best roster and the best bound.
final class SharedFindings: Sendable {
  /// A row worth mixing again.
  struct Row: Sendable {
    let person: Int
    let row: RosterSearch.KnownRow
  }

  private struct Held {
    var best: HeldRoster
    /// In units of 1/denominator.
    var bound: Int
    /// Prices to dive from.
    var root: RosterSearch.Root?
    /// By search, rows that the others found and it has not taken yet.
    var rows: [[Row]]
  }

  private let held: Mutex<Held>
  private let denominator: Int
  /// Who is told.
  private let run: Run
  /// The searches' own runs, which end with a proof or within the gap asked for.
  private let sides: [Run]

  /// Begins with what is known.
  ///
  /// - Parameters:
  ///   - best: The best roster.
  ///   - bound: The best bound in units of 1/denominator.
  ///   - denominator: Parts of one in which bounds are counted.
  ///   - run: The run that is told about progress.
  ///   - sides: The runs of the searches.
  init(_ best: HeldRoster, bound: Int, denominator: Int, run: Run, sides: [Run]) {
    held = Mutex(Held(best: best, bound: bound, rows: sides.map { _ in [] }))
    (self.denominator, self.run, self.sides) = (denominator, run, sides)
  }

  /// Keeps what is better than what is known, and ends the searches where nothing is left to be found.
  func offer(_ roster: HeldRoster?, bound: Int) {
    held.withLock { held in
      if let roster, roster.value < held.best.value { held.best = roster }
      held.bound = max(held.bound, bound)
      let whole = held.bound.dividedRoundingUp(by: denominator)
      // Told while it is locked, so that nobody hears of a better one first.
      run.report(best: held.best.value, bound: whole)
      let gap = relativeGap(objective: held.best.value, bound: whole)
      if whole >= held.best.value || (run.limits.gap > 0 && gap <= run.limits.gap) { end() }
    }
  }

  /// Prices to dive from; `nil` until they are good.
  var root: RosterSearch.Root? {
    get { held.withLock { $0.root } }
    set { held.withLock { $0.root = newValue } }
  }

  /// Ends the searches.
  func end() {
    for side in sides { side.halt() }
  }

  /// Hands a row to the searches other than `side`.
  func offer(_ row: Row, from side: Int) {
    held.withLock { held in
      for other in held.rows.indices where other != side { held.rows[other].append(row) }
    }
  }

  /// The rows found for a search since it last asked.
  func rows(for side: Int) -> [Row] {
    held.withLock { held in
      defer { held.rows[side] = [] }
      return held.rows[side]
    }
  }

  /// Whether a roster is known that is better than `value`.
  func isBetter(than value: Int) -> Bool { held.withLock { $0.best.value < value } }

  /// The best roster, if its value is less than `value`.
  func roster(betterThan value: Int) -> HeldRoster? {
    held.withLock { $0.best.value < value ? $0.best : nil }
  }
}
