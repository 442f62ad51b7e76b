/// The bound that prices prove when schedules and budgets are kept exactly, and who is chosen there.
///
/// Requests take part twice: institutions choose whom to accept, devices choose schedules in which each
/// request starts once at most, and a price for each request makes the two agree (Lagrangian
/// decomposition; Guignard & Kim 1987, doi:10.1007/BF02592954). Both sides are solved as integer programs,
/// so the bound is better than that of the time-indexed linear program: half a request in the morning and
/// half in the afternoon is no schedule.
final class ScheduleEvaluation {
  let schedules: ScheduleTable
  private let width: Int
  private var prefix: [Double]
  /// What is left of each possible start's value, by position in the domain.
  private(set) var gain: [Double] = []
  /// Requests of each span that may start once at most; found where a schedule took them twice.
  private(set) var once: [[Int32]]
  /// Possible starts chosen, as positions in the domain, span by span.
  private(set) var chosen: [Int32] = []
  private(set) var firstChosen: [Int32]
  private(set) var isTaken: [Bool]
  private(set) var bound = 0.0
  /// No timetable is possible at all.
  private(set) var isImpossible = false
  /// Table entries looked at, for the work clock.
  var steps = 0

  /// Requests of a span that are told apart at most.
  let mostOnce: Int
  var bitOf: [Int8]
  var scratch = ScheduleScratch()
  private(set) var hasStart: [Bool]

  init(_ schedules: ScheduleTable, mostOnce: Int) {
    self.schedules = schedules
    self.mostOnce = mostOnce
    width = schedules.table.slotCount + 1
    prefix = [Double](repeating: 0, count: schedules.lineCount * width)
    once = [[Int32]](repeating: [], count: schedules.spans.count)
    firstChosen = [Int32](repeating: 0, count: schedules.spans.count + 1)
    isTaken = [Bool](repeating: false, count: schedules.budgets.items.count)
    bitOf = [Int8](repeating: -1, count: schedules.table.requestCount)
    hasStart = [Bool](repeating: false, count: schedules.table.requestCount)
  }

  /// Chooses schedules and acceptances at prices.
  ///
  /// - Complexity: O(possible starts · 2^*k* + items · budgets), for *k* requests told apart in a span.
  func evaluate(_ domain: ScheduleDomain, _ prices: SchedulePrices) {
    sumUp(prices)
    findGains(domain, prices)
    isImpossible = false
    bound = worthOfLimits(prices)
    chosen.removeAll(keepingCapacity: true)
    for span in schedules.spans.indices {
      bound += Double(schedules.spans[span].copies) * schedule(span, domain)
      firstChosen[span + 1] = Int32(chosen.count)
    }
    chooseItems(domain, prices)
  }

  private func sumUp(_ prices: SchedulePrices) {
    let slots = width - 1
    for l in 0..<schedules.lineCount {
      var total = 0.0
      for t in 0..<slots {
        prefix[l * width + t] = total
        total += prices.line[l * slots + t]
      }
      prefix[l * width + slots] = total
    }
  }

  private func worthOfLimits(_ prices: SchedulePrices) -> Double {
    let table = schedules.table
    let slots = table.slotCount
    var worth = 0.0
    for i in table.staff.indices { worth += Double(table.staff[i]) * prices.line[i] }
    for g in 0..<table.groupCount where schedules.lineOfGroup[g] >= 0 {
      let line = Int(schedules.lineOfGroup[g]) * slots
      var sum = 0.0
      for t in line..<line + slots { sum += prices.line[t] }
      worth += sum * Double(table.capacity[g])
    }
    for q in prices.quota.indices { worth += prices.quota[q] * Double(table.quotaLimit[q]) }
    return worth
  }

  private func findGains(_ domain: ScheduleDomain, _ prices: SchedulePrices) {
    let table = schedules.table
    let width = width
    if gain.count < domain.starts.count {
      gain = [Double](repeating: 0, count: domain.starts.count)
    }
    for r in hasStart.indices { hasStart[r] = false }
    let isPlain = schedules.lineCount == table.poolCount
    let hasQuotas = schedules.pricedQuotas.contains { !$0.isEmpty }
    steps += 4 * domain.starts.count
    domain.starts.withUnsafeBufferPointer { list in
      schedules.starts.withUnsafeBufferPointer { starts in
        prefix.withUnsafeBufferPointer { prefix in
          prices.request.withUnsafeBufferPointer { own in
            gain.withUnsafeMutableBufferPointer { gain in
              for i in list.indices {
                let start = starts[Int(list[i])]
                let r = Int(start.request)
                hasStart[r] = true
                var left = Double(start.value) * PriceVector.unitsPerPoint - own[r]
                if start.pool >= 0 {
                  let line = Int(start.pool) * width
                  left -= prefix[line + Int(start.useEnd)] - prefix[line + Int(start.from)]
                }
                if !isPlain || hasQuotas {
                  let place = table.segments[Int(start.segment)]
                  if !isPlain {
                    for g in table.occupied[Int(place.group)]
                    where schedules.lineOfGroup[Int(g)] >= 0 {
                      let line = Int(schedules.lineOfGroup[Int(g)]) * width
                      left -= prefix[line + Int(start.end)] - prefix[line + Int(start.from)]
                    }
                  }
                  for row in schedules.pricedQuotas[Int(place.quotas)] {
                    left -= prices.quota[Int(row)] * Double(place.length)
                  }
                }
                gain[i] = left
              }
            }
          }
        }
      }
    }
  }

  /// Most that one device gains in a span; adds the starts that gain it to ``chosen``.
  private func schedule(_ index: Int, _ domain: ScheduleDomain) -> Double {
    let list = Int(domain.firstStart[index])..<Int(domain.firstStart[index + 1])
    let mark = chosen.count
    guard list.contains(where: { gain[$0] > 0 }) else { return 0 }
    while true {
      chosen.removeSubrange(mark...)
      let best = fillForward(index, list, domain)
      trace(index, domain)
      guard once[index].count < mostOnce, let twice = repeated(from: mark, domain) else {
        return best
      }
      once[index].append(twice)
    }
  }

  /// A start that gains something, with what its place in the table depends on.
  struct GainfulStart {
    let gain: Double
    let from: Int32
    let end: Int32
    let request: Int32
    /// Position in the domain.
    let position: Int32
  }

  /// Fills `scratch.forward`: the most gained before each slot with each set of the requests told apart.
  func fillForward(_ index: Int, _ list: Range<Int>, _ domain: ScheduleDomain) -> Double {
    let span = schedules.spans[index]
    let (length, sets) = (Int(span.end - span.from), 1 << once[index].count)
    for (bit, r) in once[index].enumerated() { bitOf[Int(r)] = Int8(bit) }
    defer { for r in once[index] { bitOf[Int(r)] = -1 } }
    scratch.reserve((length + 1) * sets)
    let (forward, taken) = (scratch.forward, scratch.taken)
    let count = findGainful(list, domain, from: span.from)
    let gainful = scratch.gainful
    steps += list.count / 8 + sets * (length + count)
    forward.update(repeating: 0, count: sets)
    taken.update(repeating: -1, count: sets)
    var next = 0
    for t in 1...length {
      let row = forward + t * sets
      let choice = taken + t * sets
      row.update(from: row - sets, count: sets)
      choice.update(repeating: -1, count: sets)
      while next < count, gainful[next].end == t {
        let start = gainful[next]
        next += 1
        let before = forward + Int(start.from) * sets
        let bit = Int(bitOf[Int(start.request)])
        if bit < 0 {
          Self.raise(row, choice, by: start, from: before, 0..<sets)
        } else {
          // Sets with the request, from those without.
          let step = 1 << bit
          var first = step
          while first < sets {
            Self.raise(row, choice, by: start, from: before - step, first..<first + step)
            first += 2 * step
          }
        }
      }
    }
    return forward[length * sets + sets - 1]
  }

  @inline(__always)
  private static func raise(
    _ row: UnsafeMutablePointer<Double>, _ choice: UnsafeMutablePointer<Int32>,
    by start: GainfulStart, from before: UnsafeMutablePointer<Double>, _ sets: Range<Int>
  ) {
    for m in sets {
      let reached = before[m] + start.gain
      let isBetter = reached > row[m]
      row[m] = isBetter ? reached : row[m]
      choice[m] = isBetter ? start.position : choice[m]
    }
  }

  /// Lists the starts of a span that gain something; says how many there are.
  private func findGainful(
    _ list: Range<Int>, _ domain: ScheduleDomain, from origin: Int32
  ) -> Int {
    scratch.reserve(gainful: list.count)
    let gainful = scratch.gainful
    var count = 0
    gain.withUnsafeBufferPointer { gain in
      for i in list where gain[i] > 0 {
        let start = schedules.starts[Int(domain.starts[i])]
        gainful[count] = GainfulStart(
          gain: gain[i], from: start.from - origin, end: start.end - origin,
          request: start.request, position: Int32(i))
        count += 1
      }
    }
    return count
  }

  /// Reads the best schedule off the table.
  private func trace(_ index: Int, _ domain: ScheduleDomain) {
    let span = schedules.spans[index]
    let sets = 1 << once[index].count
    var (t, m) = (Int(span.end - span.from), sets - 1)
    while t > 0 {
      let i = scratch.taken[t * sets + m]
      if i < 0 {
        t -= 1
        continue
      }
      chosen.append(i)
      let start = schedules.starts[Int(domain.starts[Int(i)])]
      if let bit = once[index].firstIndex(of: start.request) { m ^= 1 << bit }
      t = Int(start.from - span.from)
    }
  }

  private func repeated(from mark: Int, _ domain: ScheduleDomain) -> Int32? {
    for i in mark..<chosen.count {
      let r = schedules.starts[Int(domain.starts[Int(chosen[i])])].request
      for j in i + 1..<chosen.count
      where schedules.starts[Int(domain.starts[Int(chosen[j])])].request == r { return r }
    }
    return nil
  }

  /// Accepts at each institution the items that gain most within its budget.
  private func chooseItems(_ domain: ScheduleDomain, _ prices: SchedulePrices) {
    for budget in schedules.budgets.budgets {
      let table = BudgetTable(
        budget, schedules.budgets.items, domain, prices, hasStart, &scratch, &steps)
      guard table.best > BudgetTable.impossible / 2 else {
        isImpossible = true
        bound = -.infinity
        return
      }
      bound += table.best
      table.trace(into: &isTaken)
    }
  }
}
