import Dispatch
import Solving
import Synchronization

/// Anneals one timetable with several seeds at the same time, each on a thread, and keeps the best.
///
/// How far either gets depends on the clock: this is for runs that a clock alone limits, which are not the
/// same twice anyway.
struct AnnealingBeside: Sendable {
  let table: StartTable
  let prices: PriceVector
  /// The timetable from which all begin.
  let timetable: Snapshot
  let run: Run

  /// The best timetable found; `progress` is asked by every thread, for its own moves.
  func best(
    from hot: Double, to cold: Double, progress: @escaping @Sendable (_ moves: Int) -> Double
  ) -> Snapshot {
    let best = Mutex(timetable)
    DispatchQueue.concurrentPerform(iterations: run.threads) { index in
      var evaluation = PriceEvaluation(table)
      evaluation.evaluate(prices)
      let board = SlotBoard(table)
      timetable.restore(board)
      ChainSearch(board, at: evaluation, run: run, seed: run.seed &+ UInt64(index))
        .anneal(from: hot, to: cold, progress: progress)
      best.withLock { if board.value > $0.value { $0 = Snapshot(board) } }
    }
    return best.withLock { $0 }
  }
}
