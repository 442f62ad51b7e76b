/// What the moves of a plan cost under some prices.
struct MoveCosts {
  let denominator: Int
  /// The cheapest allowed cell of each bundle of the plan's days, and its price.
  private(set) var price: [Float]
  private(set) var cell: [Int32]
  /// Cost of each move.
  private(set) var moves: [Float] = []
  /// What every row pays: the held days before the plan's, and the counters that are not watched.
  private(set) var floor: Int
  /// Prices of a step of each counter that is not watched, no larger than sums stay exact with.
  let tolls: [Int]

  init(_ plan: PricingPlan, prices: [Float], denominator: Int, tolls: [Int]) {
    self.denominator = denominator
    let graph = plan.part.graph
    let (tolls, tollOfStep) = Self.exact(tolls, graph)
    self.tolls = tolls
    let days = plan.part.days
    let first = graph.bundleStart[days.lowerBound]
    let count = graph.bundleStart[days.upperBound] - first
    price = [Float](repeating: .infinity, count: count)
    cell = [Int32](repeating: 0, count: count)
    for day in days {
      for bundle in graph.bundleStart[day]..<graph.bundleStart[day + 1] {
        for option in graph.bundleCells[bundle] {
          let place = day * plan.width + Int(option)
          if plan.allowed[place], prices[place] < price[bundle - first] {
            price[bundle - first] = prices[place]
            cell[bundle - first] = option
          }
        }
      }
    }
    let unit = Float(denominator)
    floor = denominator * plan.part.startCost
    moves.reserveCapacity(plan.moves.count)
    for move in plan.moves {
      moves.append(price[Int(move.bundle)] + Float(move.cost) * unit + tollOfStep[Int(move.step)])
    }
    for (i, counter) in graph.counters.enumerated() where !plan.watched.contains(i) {
      let toll = i < tolls.count ? tolls[i] : 0
      floor +=
        counter.line(toll, denominator: denominator).height + toll * plan.part.startCounters[i]
    }
  }

  /// Tolls with which a row pays at most 2²³ for its steps, as much as its cells and rules may cost (see
  /// ``RosterModel/denominator``), so that sums in `Float` stay exact; and what each step pays then.
  private static func exact(_ tolls: [Int], _ graph: PatternGraph) -> ([Int], [Float]) {
    func ofSteps(_ tolls: [Int]) -> [Int] {
      graph.steps.map { zip($0, tolls).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    var (tolls, own) = (tolls, ofSteps(tolls))
    while let most = own.map(abs).max(), most * graph.days > 1 << 23 {
      tolls = tolls.map { $0 / 2 }
      own = ofSteps(tolls)
    }
    return (tolls, own.map(Float.init))
  }

  /// What held days behind the plan's pay for the counters that are not watched.
  func toll(of counters: [Int]) -> Int { zip(counters, tolls).reduce(0) { $0 + $1.0 * $1.1 } }
}
