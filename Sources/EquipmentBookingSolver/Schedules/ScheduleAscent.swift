/// Steps of schedule prices towards a small bound, as ``PriceSearch`` takes them for slot prices.
struct ScheduleAscent {
  /// How long to go on.
  struct Effort {
    var steps: Int
    /// Length of the first steps, as a part of Polyak's.
    var factor: Double
    /// Steps without a better bound before they are shortened.
    var patience: Int
    /// Length at which to stop.
    var end: Double
  }

  let evaluation: ScheduleEvaluation
  private(set) var best: SchedulePrices
  private(set) var bestBound = Double.infinity
  /// How much each possible start was chosen lately, by index of the start: an approximate solution of
  /// the relaxation.
  private(set) var mean: [Float]
  private(set) var isImpossible = false
  private var isFollowing = false

  private var prices: SchedulePrices
  private var direction: SchedulePrices
  private var request: [Int32]
  private var use: [Int32]
  private var quotaUse: [Int32]

  /// Weight of the newest excess in the direction, and of the newest choice in ``mean``.
  private static let newest = 0.3
  private static let newestChoice: Float = 0.1
  private static let lineScale = 0.1
  /// Steps for each timetable built.
  private static let stepsForBuilding = 10
  private static let quotaScale = 0.01
  /// How far the bound is taken to stand above the best one in ``follow(_:steps:mustStop:)``, as a part of it.
  private static let nearness = 1.0 / 4_000

  init(_ evaluation: ScheduleEvaluation, from prices: SchedulePrices) {
    self.evaluation = evaluation
    let schedules = evaluation.schedules
    best = prices
    self.prices = prices
    direction = SchedulePrices(for: schedules)
    mean = [Float](repeating: 0, count: schedules.starts.count)
    request = [Int32](repeating: 0, count: schedules.table.requestCount)
    use = [Int32](repeating: 0, count: schedules.lineCount * (schedules.table.slotCount + 1))
    quotaUse = [Int32](repeating: 0, count: schedules.table.quotaLimit.count)
  }

  /// Steps until the bound is below `reach` points, steps become short, or `mustStop`.
  ///
  /// `build`, if given, builds timetables from ``mean`` now and then, and says what to reach from then on;
  /// `improved` learns of better prices.
  /// - Returns: Whether no timetable of the domain is worth what was to be reached last.
  mutating func run(
    _ domain: ScheduleDomain, below reach: Int, _ effort: Effort, mustStop: () -> Bool,
    build: ((_ mean: [Float]) -> Int)? = nil, improved: ((SchedulePrices) -> Void)? = nil
  ) -> Bool {
    var goal = Double(reach) * PriceVector.unitsPerPoint
    var factor = effort.factor
    var idle = 0
    var isFresh = true
    for i in domain.starts { mean[Int(i)] = 0 }
    for step in 0..<effort.steps {
      if step > 0, mustStop() { return false }
      evaluation.evaluate(domain, prices)
      let bound = evaluation.bound
      if bound < bestBound {
        idle = bound < bestBound - 1e-5 * abs(bound) ? 0 : idle + 1
        bestBound = bound
        best = prices
        improved?(prices)
        if bound < goal {
          isImpossible = evaluation.isImpossible
          return true
        }
      } else {
        idle += 1
      }
      remember(domain, isFresh ? 1 : Self.newestChoice)
      if let build, step % Self.stepsForBuilding == Self.stepsForBuilding - 1 {
        goal = Double(build(mean)) * PriceVector.unitsPerPoint
        if bestBound < goal { return true }
      }
      if idle > effort.patience {
        factor *= 0.75
        idle = 0
        if factor < effort.end { break }
        prices = best
        isFresh = true
        continue
      }
      countUse(domain)
      let square = deflect(isFresh ? 1 : Self.newest)
      isFresh = false
      let gap = max(bound - goal, 0.5 * PriceVector.unitsPerPoint)
      move(factor * gap / max(square, 1e-9))
    }
    return false
  }

  /// Steps that keep prices good for a domain that has changed, whether or not they lower the bound.
  ///
  /// - Returns: Whether there is a timetable in the domain, as far as the bound can tell.
  mutating func follow(_ domain: ScheduleDomain, steps: Int, mustStop: () -> Bool) -> Bool {
    for step in 0..<steps {
      if step > 0, mustStop() { break }
      evaluation.evaluate(domain, prices)
      if evaluation.isImpossible { return false }
      remember(domain, isFollowing ? Self.newestChoice : 1)
      countUse(domain)
      let square = deflect(isFollowing ? Self.newest : 1)
      isFollowing = true
      move(Self.nearness * abs(evaluation.bound) / max(square, 1e-9))
    }
    return true
  }

  private mutating func remember(_ domain: ScheduleDomain, _ newest: Float) {
    let old = 1 - newest
    for i in domain.starts { mean[Int(i)] *= old }
    for i in evaluation.chosen { mean[Int(domain.starts[Int(i)])] += newest }
  }

  private mutating func countUse(_ domain: ScheduleDomain) {
    let schedules = evaluation.schedules
    let table = schedules.table
    let width = table.slotCount + 1
    for r in request.indices { request[r] = 0 }
    for i in use.indices { use[i] = 0 }
    for q in quotaUse.indices { quotaUse[q] = 0 }
    for span in schedules.spans.indices {
      let copies = schedules.spans[span].copies
      for c in Int(evaluation.firstChosen[span])..<Int(evaluation.firstChosen[span + 1]) {
        let start = schedules.starts[Int(domain.starts[Int(evaluation.chosen[c])])]
        request[Int(start.request)] += copies
        if start.pool >= 0 {
          use[Int(start.pool) * width + Int(start.from)] += copies
          use[Int(start.pool) * width + Int(start.useEnd)] -= copies
        }
        let place = table.segments[Int(start.segment)]
        for g in table.occupied[Int(place.group)] where schedules.lineOfGroup[Int(g)] >= 0 {
          let line = Int(schedules.lineOfGroup[Int(g)]) * width
          use[line + Int(start.from)] += copies
          use[line + Int(start.end)] -= copies
        }
        for row in schedules.pricedQuotas[Int(place.quotas)] {
          quotaUse[Int(row)] += copies * place.length
        }
      }
    }
    for (i, item) in schedules.budgets.items.enumerated() where evaluation.isTaken[i] {
      for r in item.requests { request[Int(r)] -= 1 }
    }
    for l in 0..<schedules.lineCount {
      var total: Int32 = 0
      for t in 0..<width {
        total += use[l * width + t]
        use[l * width + t] = total
      }
    }
  }

  private mutating func deflect(_ newest: Double) -> Double {
    let schedules = evaluation.schedules
    let table = schedules.table
    let slots = table.slotCount
    let old = 1 - newest
    var square = 0.0
    for r in request.indices {
      let d = newest * Double(request[r]) + old * direction.request[r]
      direction.request[r] = d
      square += d * d
    }
    func mix(_ l: Int, _ limit: (Int) -> Int32) {
      for t in 0..<slots {
        let i = l * slots + t
        let d = newest * Double(use[l * (slots + 1) + t] - limit(t)) + old * direction.line[i]
        direction.line[i] = d
        if d > 0 || prices.line[i] > 0 { square += d * d * Self.lineScale }
      }
    }
    for p in 0..<table.poolCount { mix(p) { table.staff[p * slots + $0] } }
    for g in 0..<table.groupCount where schedules.lineOfGroup[g] >= 0 {
      mix(Int(schedules.lineOfGroup[g])) { _ in table.capacity[g] }
    }
    for q in quotaUse.indices where !schedules.budgets.isExact[q] {
      let d = newest * Double(quotaUse[q] - table.quotaLimit[q]) + old * direction.quota[q]
      direction.quota[q] = d
      if d > 0 || prices.quota[q] > 0 { square += d * d * Self.quotaScale }
    }
    return square
  }

  private mutating func move(_ length: Double) {
    for r in prices.request.indices {
      let moved = (prices.request[r] + length * direction.request[r]).rounded()
      prices.request[r] = min(PriceVector.mostPrice, max(-PriceVector.mostPrice, moved))
    }
    func raised(_ price: Double, _ step: Double) -> Double {
      min(PriceVector.mostPrice, max(0, (price + step).rounded()))
    }
    for i in prices.line.indices where direction.line[i] > 0 || prices.line[i] > 0 {
      prices.line[i] = raised(prices.line[i], length * Self.lineScale * direction.line[i])
    }
    for q in prices.quota.indices where direction.quota[q] > 0 || prices.quota[q] > 0 {
      prices.quota[q] = raised(prices.quota[q], length * Self.quotaScale * direction.quota[q])
    }
  }
}
