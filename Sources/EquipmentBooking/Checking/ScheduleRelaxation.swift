/// Both sides' best choices at prices, in 1/256 points.
struct ScheduleRelaxation {
  /// The bound; `nil` if no timetable is possible.
  let bound: Int?
  /// What the bound loses if a start must be used, or if an item is accepted or refused; `nil` if that is
  /// impossible.
  let startLosses: [Int?]
  let itemLosses: [[(accepted: Int?, refused: Int?)]]
}

extension ScheduleSystem {
  /// Looks at every possible start and every item; losses only if they are wanted.
  func relaxation(
    _ prices: ScheduleProof.Prices, _ domain: Domain, wantsLosses: Bool = false
  ) -> ScheduleRelaxation {
    var isPossible = domain.isPossible
    for (i, start) in starts.enumerated() where domain.isAccepted[bundleOf[start.request]] == false
    {
      isPossible[i] = false
    }
    let gains = gains(at: prices)
    var bound = worthOfLimits(at: prices)
    var losses = [Int?](repeating: nil, count: starts.count)
    var told: [[[Int]]] = spans.map { $0.map { _ in [] } }
    for once in prices.once { told[once.device][once.span] = once.requests }
    for (d, device) in problem.devices.enumerated() {
      for (s, span) in spans[d].enumerated() {
        let table = SpanTable(
          span.filter { isPossible[$0] }.map { (starts[$0], gains[$0], $0) }, once: told[d][s],
          looksBack: wantsLosses)
        bound += device.capacity * table.best
        if wantsLosses {
          for (i, loss) in table.losses() { losses[i] = loss }
        }
      }
    }
    var canStart = [Bool](repeating: false, count: problem.requests.count)
    for (i, start) in starts.enumerated() where isPossible[i] { canStart[start.request] = true }
    var items: [[(accepted: Int?, refused: Int?)]] = []
    var isEmpty = false
    for budget in budgets {
      let states = budget.items.map { domain.isAccepted[bundleOf[$0.requests[0]]] }
      let able = budget.items.map { $0.requests.allSatisfy { canStart[$0] } }
      let worths = budget.items.map { $0.requests.reduce(0) { $0 + prices.requests[$1] } }
      let choice = budget.best(
        worths, states: states, able: able, wantsLosses: wantsLosses)
      if let best = choice.best { bound += best } else { isEmpty = true }
      items.append(choice.losses)
    }
    return ScheduleRelaxation(
      bound: isEmpty ? nil : bound, startLosses: losses, itemLosses: items)
  }

  /// The domain without what is in no timetable worth `reach` points.
  func narrowed(_ domain: Domain, _ prices: ScheduleProof.Prices, reach: Int) -> Domain {
    let relaxation = relaxation(prices, domain, wantsLosses: true)
    var narrow = domain
    guard let bound = relaxation.bound else { return domain }
    let spare = bound - reach * BookingPrices.unitsPerPoint
    func isTooMuch(_ loss: Int?) -> Bool { loss.map { $0 > spare } ?? true }
    var accepted = [Int?](repeating: nil, count: problem.requests.count)
    for (budget, losses) in zip(budgets, relaxation.itemLosses) {
      for (item, loss) in zip(budget.items, losses) {
        for r in item.requests { accepted[r] = loss.accepted }
        let b = bundleOf[item.requests[0]]
        guard narrow.isAccepted[b] == nil else { continue }
        if isTooMuch(loss.accepted) {
          narrow.isAccepted[b] = false
        } else if isTooMuch(loss.refused) {
          narrow.isAccepted[b] = true
        }
      }
    }
    for (i, start) in starts.enumerated() where narrow.isPossible[i] {
      if narrow.isAccepted[bundleOf[start.request]] == false {
        narrow.isPossible[i] = false
      } else if let loss = relaxation.startLosses[i], let entry = accepted[start.request] {
        narrow.isPossible[i] = loss + entry <= spare
      } else {
        narrow.isPossible[i] = false
      }
    }
    return narrow
  }

  private func worthOfLimits(at prices: ScheduleProof.Prices) -> Int {
    var worth = 0
    for (device, row) in zip(problem.devices, prices.devices) {
      for price in row { worth += device.capacity * price }
    }
    for (pool, row) in zip(problem.pools, prices.pools) {
      for (count, price) in zip(pool.onDuty, row) { worth += count * price }
    }
    for (quota, row) in zip(problem.quotas, prices.quotas) {
      for price in row { worth += quota.limit * price }
    }
    return worth
  }

  /// What each start leaves of its points beyond all that it pays.
  func gains(at prices: ScheduleProof.Prices) -> [Int] {
    func sums(_ row: [Int]) -> [Int] { row.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }
    let pools = prices.pools.map(sums)
    let devices = prices.devices.map(sums)
    func sum(_ sums: [Int], _ slots: Range<Int>) -> Int {
      sums.count == 1 ? 0 : sums[slots.upperBound] - sums[slots.lowerBound]
    }
    return starts.map { start in
      var gain = start.points * BookingPrices.unitsPerPoint - prices.requests[start.request]
      if let pool = start.pool { gain -= sum(pools[pool], start.attended) }
      for d in [start.device] + problem.devices[start.device].parts {
        gain -= sum(devices[d], start.occupied)
      }
      for (q, f) in start.quotas {
        gain -= problem.requests[start.request].length * prices.quotas[q][f]
      }
      return gain
    }
  }
}

/// The most that schedules of one span gain until and from each slot.
struct SpanTable {
  let best: Int
  private let list: [(start: ScheduleSystem.Start, gain: Int, index: Int)]
  private let bit: [Int: Int]
  private let sets: Int
  private let origin: Int
  private var until: [[Int]]
  private var since: [[Int]]

  init(
    _ list: [(start: ScheduleSystem.Start, gain: Int, index: Int)], once: [Int],
    looksBack: Bool
  ) {
    self.list = list
    sets = 1 << once.count
    bit = Dictionary(once.enumerated().map { ($1, 1 << $0) }) { first, _ in first }
    origin = list.map(\.start.occupied.lowerBound).min() ?? 0
    let length = (list.map(\.start.occupied.upperBound).max() ?? origin) - origin
    until = [[Int]](repeating: [Int](repeating: 0, count: sets), count: length + 1)
    since = until
    guard length > 0 else {
      best = 0
      return
    }
    var ending = [[Int]](repeating: [], count: length + 1)
    var beginning = ending
    for (k, entry) in list.enumerated() where entry.gain > 0 {
      ending[entry.start.occupied.upperBound - origin].append(k)
      beginning[entry.start.occupied.lowerBound - origin].append(k)
    }
    for t in 1...length {
      until[t] = until[t - 1]
      for k in ending[t] {
        let own = bit[list[k].start.request] ?? 0
        let before = list[k].start.occupied.lowerBound - origin
        for m in 0..<sets where m & own == own {
          until[t][m] = max(until[t][m], until[before][m ^ own] + list[k].gain)
        }
      }
    }
    best = until[length][sets - 1]
    guard looksBack else { return }
    for t in (0..<length).reversed() {
      since[t] = since[t + 1]
      for k in beginning[t] {
        let own = bit[list[k].start.request] ?? 0
        let after = list[k].start.occupied.upperBound - origin
        for m in 0..<sets where m & own == own {
          since[t][m] = max(since[t][m], since[after][m ^ own] + list[k].gain)
        }
      }
    }
  }

  /// What is lost if each start must be used.
  func losses() -> [(index: Int, loss: Int)] {
    list.map { entry in
      let rest = sets - 1 - (bit[entry.start.request] ?? 0)
      let before = until[entry.start.occupied.lowerBound - origin]
      let after = since[entry.start.occupied.upperBound - origin]
      let others = (0..<sets).filter { $0 & rest == $0 }.map { before[$0] + after[rest ^ $0] }
      return (entry.index, best - entry.gain - (others.max() ?? 0))
    }
  }
}
