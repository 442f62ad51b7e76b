import Dispatch
import Solving
import Synchronization

/// Prices found for all starts of a round, with the bound that they prove.
struct ScheduleRoot: Sendable {
  let prices: SchedulePrices
  /// Requests told apart in each span.
  let once: [[Int32]]
  /// Points.
  let bound: Int

  /// Whole points in a bound.
  static func points(_ units: Double) -> Int {
    Int((units / PriceVector.unitsPerPoint).rounded(.down))
  }
}

/// Looks for prices of the root, then for timetables at these prices, and places blocks at the same time, on a
/// thread each.
///
/// The blocks take the newest prices as they come, so that what they find depends on how fast either thread
/// is: this is for runs that a clock alone limits, which are not the same twice anyway.
struct RootBesideBlocks: Sendable {
  let schedules: ScheduleTable
  /// Prices from which the root begins, and those at which blocks begin.
  let first: SchedulePrices
  let firstOfBlocks: SchedulePrices
  /// The timetable to improve, and the most points that it can get.
  let timetable: Snapshot
  let bound: Int
  /// Seconds since the run began at which both stop.
  let end: Double
  let run: Run

  /// Part of what time is left that goes into building a timetable; blocks improve it in the rest.
  private static let diveShare = 0.7

  /// What one of the threads has found.
  private struct Found: Sendable {
    var root: ScheduleRoot?
    var timetable: Snapshot?
  }

  /// Works until time is up, or nothing is left to do.
  func found() -> (root: ScheduleRoot, timetable: Snapshot) {
    let all = Mutex(Found())
    let newest = Mutex(firstOfBlocks)
    let offered = Mutex<Snapshot?>(nil)
    let work: @Sendable (Int) -> Void = { [self] index in
      if index == 0 {
        let evaluation = ScheduleEvaluation(schedules, mostOnce: ScheduleBranching.mostOnce)
        let root = root(evaluation) { prices in newest.withLock { $0 = prices } }
        all.withLock { $0.root = root }
        dive(from: root.prices, evaluation) { found in
          offered.withLock { best in
            if found.value > best?.value ?? .min { best = found }
          }
        }
      } else {
        let better = blocks(
          newest: { newest.withLock { $0 } }, offered: { offered.withLock { $0 } })
        all.withLock { $0.timetable = better }
      }
    }
    DispatchQueue.concurrentPerform(iterations: 2, execute: work)
    var found = all.withLock { $0 }
    let last = offered.withLock { $0 }
    if let last, last.value > found.timetable?.value ?? timetable.value { found.timetable = last }
    return (
      found.root
        ?? ScheduleRoot(prices: first, once: schedules.spans.map { _ in [] }, bound: bound),
      found.timetable ?? timetable
    )
  }

  private var isOver: Bool { run.mustStop != nil || run.elapsed >= end }

  private func root(
    _ evaluation: ScheduleEvaluation, publish: @escaping (SchedulePrices) -> Void
  ) -> ScheduleRoot {
    var ascent = ScheduleAscent(evaluation, from: first)
    var bestOfBlocks = Double(bound) * PriceVector.unitsPerPoint
    _ = ascent.run(
      ScheduleDomain(schedules), below: timetable.value + 1, ScheduleBranching.nearEffort,
      mustStop: {
        run.charge(steps: evaluation.steps)
        evaluation.steps = 0
        return isOver
      },
      improved: { prices in
        // Prices that prove less than the slot prices did are no better for blocks, either.
        guard evaluation.bound < bestOfBlocks else { return }
        bestOfBlocks = evaluation.bound
        publish(prices)
      })
    return ScheduleRoot(
      prices: ascent.best, once: evaluation.once, bound: ScheduleRoot.points(ascent.bestBound))
  }

  /// Builds timetables at the root's prices, each with twice the steps of the one before.
  private func dive(
    from prices: SchedulePrices, _ evaluation: ScheduleEvaluation, offer: (Snapshot) -> Void
  ) {
    var steps = ScheduleDive.firstSteps
    while !isOver {
      let begin = run.elapsed
      let time = Self.diveShare * (end - begin)
      let board = SlotBoard(schedules.table)
      ScheduleDive(evaluation: evaluation, board: board).dive(
        from: prices, steps: steps,
        progress: { (run.elapsed - begin) / max(1e-9, time) },
        mustStop: {
          run.charge(steps: evaluation.steps)
          evaluation.steps = 0
          return isOver
        })
      offer(Snapshot(board))
      steps *= 2
    }
  }

  private func blocks(newest: () -> SchedulePrices, offered: () -> Snapshot?) -> Snapshot {
    let board = SlotBoard(schedules.table)
    timetable.restore(board)
    BlockSearch(board, from: firstOfBlocks, branches: true, run: run).improve(
      newest: {
        if let other = offered(), other.value > board.value { other.restore(board) }
        return newest()
      }, isDone: { isOver || board.value >= bound })
    return Snapshot(board)
  }
}
