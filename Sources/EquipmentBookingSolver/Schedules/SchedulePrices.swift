/// What a place must be worth to each request, and prices of what schedules share; in units of 1/256 point.
///
/// Whole numbers held as `Double`, see ``PriceVector``.
struct SchedulePrices: Sendable {
  /// What each request pays to whatever schedule takes it, and is worth to its institution; of any sign.
  var request: [Double]
  /// Prices by line and slot, never negative.
  var line: [Double]
  /// Price of a slot of use against each quota row; zero where the row is kept exactly.
  var quota: [Double]

  init(for schedules: ScheduleTable) {
    request = [Double](repeating: 0, count: schedules.table.requestCount)
    line = [Double](repeating: 0, count: schedules.lineCount * schedules.table.slotCount)
    quota = [Double](repeating: 0, count: schedules.table.quotaLimit.count)
  }

  /// Whether there is one price for each limit of a round.
  func fits(_ schedules: ScheduleTable) -> Bool {
    let other = SchedulePrices(for: schedules)
    return request.count == other.request.count && line.count == other.line.count
      && quota.count == other.quota.count
  }

  /// What slot prices leave each request to pay to its best place, and their prices of operators: nearly what
  /// schedules would find, without looking at any.
  init(_ table: StartTable, from slots: PriceVector, _ evaluation: PriceEvaluation) {
    request = (0..<table.requestCount).map { r in
      guard let k = table.segmentRange(r).first else { return 0 }
      let length = Double(table.length(r))
      var price = evaluation.bestGain[r]
      for row in table.quotaSets[Int(table.segments[k].quotas)] {
        price += length * slots.quota[Int(row)]
      }
      for row in table.shareRows(r) { price -= length * slots.share[row] }
      return price
    }
    line = slots.pool
    quota = slots.quota
  }

  /// Prices of schedules that prove no less than slot prices do: the devices' slots go to their schedules, what
  /// they leave to each request goes to the institutions, whose exact quotas and fair shares need no prices.
  init(_ schedules: ScheduleTable, from slots: PriceVector, _ evaluation: PriceEvaluation) {
    self.init(schedules.table, from: slots, evaluation)
    let table = schedules.table
    let isExact = schedules.budgets.isExact
    for r in 0..<table.requestCount {
      if let k = table.segmentRange(r).first {
        let length = Double(table.length(r))
        for row in table.quotaSets[Int(table.segments[k].quotas)] where !isExact[Int(row)] {
          request[r] -= length * slots.quota[Int(row)]
        }
      }
      request[r] = min(PriceVector.mostPrice, max(-PriceVector.mostPrice, request[r]))
    }
    for q in quota.indices where isExact[q] { quota[q] = 0 }
    for g in 0..<table.groupCount where schedules.lineOfGroup[g] >= 0 {
      line += slots.device[g * table.slotCount..<(g + 1) * table.slotCount]
    }
  }
}

/// The starts and acceptances that are still possible in a part of the search.
struct ScheduleDomain: Sendable {
  /// Possible starts by rising index, and the first of each span; one more entry at the end.
  var starts: [Int32]
  var firstStart: [Int32]
  /// For each bundle: 1 accepted, −1 refused, 0 open.
  var state: [Int8]

  /// Everything is possible; what is promised is accepted.
  init(_ schedules: ScheduleTable) {
    starts = schedules.starts.indices.map(Int32.init)
    firstStart = schedules.firstStart
    let table = schedules.table
    state = (0..<table.bundleCount).map { b in
      if table.isPromised[b] { return 1 }
      // A request without any start keeps its series out.
      return table.members(b).allSatisfy { !table.segmentRange(Int($0)).isEmpty } ? 0 : -1
    }
    let state = state
    keep { _, i in state[Int(table.bundleOf[Int(schedules.starts[i].request)])] >= 0 }
  }

  /// Keeps the starts that satisfy a condition, given their position among the present ones.
  mutating func keep(_ isKept: (_ position: Int, _ start: Int) -> Bool) {
    var next = 0
    var begin = 0
    for span in 0..<firstStart.count - 1 {
      let end = Int(firstStart[span + 1])
      for i in begin..<end where isKept(i, Int(starts[i])) {
        starts[next] = starts[i]
        next += 1
      }
      begin = end
      firstStart[span + 1] = Int32(next)
    }
    starts.removeLast(starts.count - next)
  }
}
