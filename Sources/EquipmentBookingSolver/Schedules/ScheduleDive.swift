import Solving

/// Builds a timetable of a whole round by fixing, a few at a time, the starts that schedules choose most.
///
/// What is fixed takes slots, operators and quotas from all others; prices take some steps to follow before
/// more is fixed (diving, as in column generation, here on a Lagrangian relaxation; Sadykov et al. 2019,
/// doi:10.1287/ijoc.2018.0822). So the bound of what is left says at every moment what the timetable can still
/// be worth, and hardly falls as long as choices agree.
struct ScheduleDive {
  let evaluation: ScheduleEvaluation
  /// Where the timetable is built; only promised bookings have places there.
  let board: SlotBoard

  /// Steps of prices in each round of a first dive.
  static let firstSteps = 30
  /// Part of what is open that is fixed in a round at least, and how often a start beyond must have been
  /// chosen to be fixed, too.
  private static let part: Float = 0.05
  private static let sure: Float = 0.9
  /// Starts chosen less often are fixed only where there is no other, or never.
  private static let doubtful: Float = 0.3
  private static let never: Float = 0.02
  /// Part of what was open at first that is placed by its order alone in the end.
  private static let last: Float = 0.025

  /// Places all that find room.
  ///
  /// - Parameters:
  ///   - prices: Prices of the root.
  ///   - steps: Steps of prices in each round.
  ///   - progress: How much of the effort is spent; rounds fix more if they would not end before it is one.
  ///   - mustStop: Whether to end at once.
  func dive(
    from prices: SchedulePrices, steps: Int, progress: () -> Double, mustStop: () -> Bool
  ) {
    var domain = ScheduleDomain(evaluation.schedules)
    var ascent = ScheduleAscent(evaluation, from: prices)
    var first: Float?
    while !mustStop(), ascent.follow(domain, steps: steps, mustStop: mustStop) {
      let (starts, open) = candidates(domain, ascent.mean)
      let asked = first ?? open
      first = asked
      if open <= Self.last * asked { break }
      let allowed = asked * Float(max(0, 1 - progress()))
      let count = max(Self.part * open, open - allowed)
      if !fix(starts, ascent.mean, atLeast: Int(count.rounded(.up))) { break }
      narrow(&domain)
    }
    narrow(&domain)
    complete(&domain, ascent.mean)
  }

  /// Starts of requests without a place that were chosen, most often chosen first, and how often in all.
  private func candidates(
    _ domain: ScheduleDomain, _ mean: [Float]
  ) -> (starts: [Int32], open: Float) {
    let starts = domain.starts.filter {
      mean[Int($0)] > Self.never && !isPlaced(evaluation.schedules.starts[Int($0)].request)
    }
    return (
      starts.sorted { (mean[Int($1)], $0) < (mean[Int($0)], $1) },
      starts.reduce(0) { $0 + mean[Int($1)] }
    )
  }

  private func isPlaced(_ request: Int32) -> Bool { board.segment[Int(request)] >= 0 }

  /// Fixes `count` starts and those that are sure; says whether there was one.
  private func fix(_ starts: [Int32], _ mean: [Float], atLeast count: Int) -> Bool {
    var fixed = 0
    for i in starts {
      let often = mean[Int(i)]
      if fixed >= count && often < Self.sure || fixed > 0 && often < Self.doubtful { break }
      let start = evaluation.schedules.starts[Int(i)]
      if !isPlaced(start.request), isFree(start) {
        board.put(Int(start.request), Int(start.segment), Int(start.start))
        fixed += 1
      }
    }
    return fixed > 0
  }

  private func isFree(_ start: ScheduleTable.Start) -> Bool {
    let place = board.segments[Int(start.segment)]
    return board.isWithinQuotas(place) && board.lastObstacle(place, Int(start.start)) < 0
  }

  /// Drops the starts that have no room left.
  private func narrow(_ domain: inout ScheduleDomain) {
    let schedules = evaluation.schedules
    domain.keep { _, i in
      let start = schedules.starts[i]
      let r = Int(start.request)
      guard isPlaced(start.request) else { return isFree(start) }
      return board.segment[r] == start.segment && board.start[r] == start.start
    }
  }

  /// Completes series, takes back those that cannot be, and places what is left where it was chosen most.
  private func complete(_ domain: inout ScheduleDomain, _ mean: [Float]) {
    let schedules = evaluation.schedules
    let table = schedules.table
    var startsOf: [Int32: [Int32]] = [:]
    func isBroken(_ b: Int) -> Bool {
      let placed = table.members(b).count { isPlaced($0) }
      return placed > 0 && placed < table.members(b).count
    }
    let broken = (0..<table.bundleCount).filter(isBroken)
    let isWaiting = Set(broken.flatMap { table.members($0) }.filter { !isPlaced($0) })
    for i in domain.starts where isWaiting.contains(schedules.starts[Int(i)].request) {
      startsOf[schedules.starts[Int(i)].request, default: []].append(i)
    }
    for b in broken {
      for r in table.members(b) where !isPlaced(r) {
        let free = (startsOf[r] ?? []).filter { isFree(schedules.starts[Int($0)]) }
        let best = free.max { (mean[Int($0)], $1) < (mean[Int($1)], $0) }
        guard let best else { break }
        let start = schedules.starts[Int(best)]
        board.put(Int(r), Int(start.segment), Int(start.start))
      }
      if isBroken(b) {
        for r in table.members(b) where isPlaced(r) { board.remove(Int(r)) }
      }
    }
    for b in 0..<table.bundleCount where table.members(b).contains(where: isPlaced) {
      domain.state[b] = -1
    }
    _ = ScheduleBuilding(schedules, on: board).build(domain, mean)
  }
}
