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

/// Looks for prices of the root and places blocks at the same time, on a thread each.
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

  /// What one of the threads has found.
  private struct Found: Sendable {
    var root: ScheduleRoot?
    var timetable: Snapshot?
  }

  /// Works until time is up, or nothing is left to do.
  func found() -> (root: ScheduleRoot, timetable: Snapshot) {
    let all = Mutex(Found())
    let newest = Mutex(firstOfBlocks)
    let work: @Sendable (Int) -> Void = { [self] index in
      if index == 0 {
        let root = root { prices in newest.withLock { $0 = prices } }
        all.withLock { $0.root = root }
      } else {
        let better = blocks { newest.withLock { $0 } }
        all.withLock { $0.timetable = better }
      }
    }
    DispatchQueue.concurrentPerform(iterations: 2, execute: work)
    let found = all.withLock { $0 }
    return (
      found.root
        ?? ScheduleRoot(prices: first, once: schedules.spans.map { _ in [] }, bound: bound),
      found.timetable ?? timetable
    )
  }

  private var isOver: Bool { run.mustStop != nil || run.elapsed >= end }

  private func root(publish: @escaping (SchedulePrices) -> Void) -> ScheduleRoot {
    let evaluation = ScheduleEvaluation(schedules, mostOnce: ScheduleBranching.mostOnce)
    var ascent = ScheduleAscent(evaluation, from: first)
    var bestOfBlocks = Double(bound) * PriceVector.unitsPerPoint
    _ = ascent.run(
      ScheduleDomain(schedules), below: timetable.value + 1, ScheduleBranching.rootEffort,
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

  private func blocks(newest: () -> SchedulePrices) -> Snapshot {
    let board = SlotBoard(schedules.table)
    timetable.restore(board)
    BlockSearch(board, from: firstOfBlocks, run: run)
      .improve(newest: newest) { isOver || board.value >= bound }
    return Snapshot(board)
  }
}
