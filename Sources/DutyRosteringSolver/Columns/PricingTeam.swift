import Dispatch
internal import Solving
import Synchronization

/// Prices several people at once, one thread each; the result does not depend on the number of threads.
struct PricingTeam: Sendable {
  let threads: Int

  private struct Task: Sendable {
    var pricer: PersonPricer
    var found: PricedPlan?
    var work = 0
  }

  /// Prices the people at some positions of a part and keeps what their pricers learn.
  ///
  /// The prices of the part's needs are in units of 1/denominator; `rows` is how many rows to return for
  /// each, `patience` how hard to look for rows that keep all rules. With tolls by position, rows may break
  /// the counters that did not fit, at the price of the toll for each step. The order of the answers is that of
  /// `positions`. Once the run must stop nothing is known of the rest, unless it `isUrgent`.
  func price(
    _ part: inout RosterPart, positions: [Int], needPrices: [Int], rows: Int,
    patience: Int = 6, relaxedAt tolls: [[Int]]? = nil, isUrgent: Bool = false, run: Run
  ) -> [PricedPlan] {
    let fixed = part
    let denominator = part.model.denominator
    let results = Mutex([Task?](repeating: nil, count: positions.count))
    let next = Atomic<Int>(0)
    let workers = min(threads, positions.count)
    let work: @Sendable (Int) -> Void = { _ in
      var room = PricingRoom()
      let isOver = { run.mustStop != nil }
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < positions.count, isUrgent || run.mustStop == nil else { return }
        let position = positions[index]
        var task = Task(pricer: fixed.pricers[position])
        let prices = fixed.cellPrices(position, needPrices: needPrices)
        let (found, work) =
          if let tolls {
            task.pricer.relax(
              prices, denominator: denominator, tolls: tolls[position], rows: rows, room: &room,
              isOver: isOver)
          } else {
            task.pricer.price(
              prices, denominator: denominator, rows: rows, patience: patience,
              isUrgent: isUrgent, room: &room, isOver: isOver)
          }
        task.found = found
        task.work = work
        let done = task
        results.withLock { $0[index] = done }
      }
    }
    if workers <= 1 {
      work(0)
    } else {
      DispatchQueue.concurrentPerform(iterations: workers, execute: work)
    }
    let done = results.withLock { $0 }
    var found: [PricedPlan] = []
    var steps = 0
    for (position, task) in zip(positions, done) {
      if let task {
        part.pricers[position] = task.pricer
        steps += task.work
      }
      found.append(task?.found ?? PricedPlan(bound: PricedPlan.unknown, rows: []))
    }
    run.charge(steps: steps)
    return found
  }
}
