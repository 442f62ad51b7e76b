/// What a decision would cost: the ground for dropping what no good timetable contains.
extension ScheduleEvaluation {
  /// Drops what no timetable worth `reach` points uses (reduced-cost fixing); says whether anything was.
  func narrow(_ domain: inout ScheduleDomain, _ prices: SchedulePrices, reach: Int) -> Bool {
    evaluate(domain, prices)
    let spare = bound - Double(reach) * PriceVector.unitsPerPoint
    let losses = losses(domain, prices)
    var isNarrower = false
    for (i, item) in schedules.budgets.items.enumerated() {
      let b = Int(item.bundle)
      guard domain.state[b] == 0 else { continue }
      if losses.in[i] > spare {
        domain.state[b] = -1
        isNarrower = true
      } else if losses.out[i] > spare {
        domain.state[b] = 1
        isNarrower = true
      }
    }
    let state = domain.state
    domain.keep { position, start in
      let r = Int(schedules.starts[start].request)
      let item = Int(schedules.budgets.itemOf[r])
      let isKept =
        state[Int(schedules.table.bundleOf[r])] >= 0
        && losses.starts[position] + losses.in[item] <= spare
      if !isKept { isNarrower = true }
      return isKept
    }
    return isNarrower
  }

  /// What is lost, at the prices of the latest evaluation, by accepting or refusing each item and by
  /// using each possible start.
  func losses(
    _ domain: ScheduleDomain, _ prices: SchedulePrices
  ) -> (in: [Double], out: [Double], starts: [Double]) {
    var accepted = [Double](repeating: 0, count: schedules.budgets.items.count)
    var refused = accepted
    for budget in schedules.budgets.budgets {
      let table = BudgetTable(
        budget, schedules.budgets.items, domain, prices, hasStart, &scratch, &steps)
      table.losses(in: &accepted, out: &refused)
    }
    var starts = [Double](repeating: 0, count: domain.starts.count)
    for span in schedules.spans.indices {
      let list = Int(domain.firstStart[span])..<Int(domain.firstStart[span + 1])
      if !list.isEmpty { addStartLosses(span, list, domain, &starts) }
    }
    return (accepted, refused, starts)
  }

  private func addStartLosses(
    _ index: Int, _ list: Range<Int>, _ domain: ScheduleDomain, _ losses: inout [Double]
  ) {
    let best = fillForward(index, list, domain)
    let span = schedules.spans[index]
    let (length, sets) = (Int(span.end - span.from), 1 << once[index].count)
    for (bit, r) in once[index].enumerated() { bitOf[Int(r)] = Int8(bit) }
    defer { for r in once[index] { bitOf[Int(r)] = -1 } }
    let (forward, backward) = (scratch.forward, scratch.backward)
    // backward[t]: the most gained from t on; starts in order of their beginning, last first.
    let order = list.sorted {
      let (a, b) = (Int(domain.starts[$0]), Int(domain.starts[$1]))
      return (schedules.starts[a].from, $0) > (schedules.starts[b].from, $1)
    }
    for m in 0..<sets { backward[length * sets + m] = 0 }
    var next = 0
    for t in (0..<length).reversed() {
      let row = t * sets
      for m in 0..<sets { backward[row + m] = backward[row + sets + m] }
      while next < order.count,
        Int(schedules.starts[Int(domain.starts[order[next]])].from - span.from) == t
      {
        let i = order[next]
        next += 1
        let worth = gain[i]
        if worth <= 0 { continue }
        let start = schedules.starts[Int(domain.starts[i])]
        let after = Int(start.end - span.from) * sets
        let bit = bitOf[Int(start.request)] < 0 ? 0 : 1 << Int(bitOf[Int(start.request)])
        for m in 0..<sets where m & bit == bit {
          backward[row + m] = max(backward[row + m], backward[after + (m ^ bit)] + worth)
        }
      }
    }
    steps += sets * (length + 2 * list.count)
    for i in list {
      let start = schedules.starts[Int(domain.starts[i])]
      let before = Int(start.from - span.from) * sets
      let after = Int(start.end - span.from) * sets
      let bit = bitOf[Int(start.request)] < 0 ? 0 : 1 << Int(bitOf[Int(start.request)])
      let rest = sets - 1 - bit
      var most = -Double.infinity
      // Each set of the others before the start, the rest after it.
      var m = rest
      while true {
        most = max(most, forward[before + m] + backward[after + (rest ^ m)])
        if m == 0 { break }
        m = (m - 1) & rest
      }
      losses[i] = best - most - gain[i]
    }
  }
}
