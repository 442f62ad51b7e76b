internal import DutyRostering
internal import Solving

/// A shift roster as column generation sees it: people as graphs of rows, needs as convex costs.
///
/// All costs are whole numbers in units of the certificate's value.
struct RosterModel: Sendable {
  let problem: ShiftRosteringProblem
  let weights: ShiftBoundCertificate.Weights
  /// Prices are multiples of 1/`denominator`.
  let denominator: Int
  /// Cells of a day: free, then the tasks.
  let width: Int
  let graphs: [PatternGraph]
  /// Cost of each cell of each person by wishes and changes, by day × width.
  let cellCosts: [[Int]]
  /// What each need costs by its count.
  let needs: [NeedCost]
  /// The needs that a person's cells count for.
  let links: [NeedLinks]
  /// What all costs are multiples of.
  let costUnit: Int

  /// Works out everybody's rows on up to `threads` threads.
  init(_ problem: ShiftRosteringProblem, weights: ShiftBoundCertificate.Weights, threads: Int = 1) {
    self.problem = problem
    self.weights = weights
    let width = problem.tasks.count + 1
    self.width = width
    graphs = valuesSideBySide(problem.people.count, threads: threads) {
      PatternGraph(problem.people[$0], of: problem, weights: weights)
    }
    cellCosts = problem.people.map { person in
      var costs = person.cost.map { weights.penalty * $0 }
      guard !person.published.isEmpty else { return costs }
      for day in 0..<problem.days {
        let published = (person.published[day] ?? -1) + 1
        for cell in 0..<width where cell != published {
          costs[day * width + cell] += weights.change * problem.cellWeight
        }
      }
      return costs
    }
    needs = problem.cover.map { NeedCost($0, weights: weights) }
    links = NeedLinks.all(of: problem, width: width)
    costUnit = Self.costUnit(graphs, cellCosts, needs)
    denominator = Self.denominator(needs: needs, costs: cellCosts, links: links, days: problem.days)
  }

  /// The largest power of two up to 256 with which every sum over a row, tolls of counters included, stays
  /// exact in `Float`.
  private static func denominator(
    needs: [NeedCost], costs: [[Int]], links: [NeedLinks], days: Int
  ) -> Int {
    // A row's sum lies within what its dearest cells can be worth, one for each day.
    var largest = 1
    for (cost, link) in zip(costs, links) {
      var sum = 0
      let width = cost.count / max(1, days)
      for day in 0..<days {
        var dearest = 0
        for cell in 0..<width {
          var price = cost[day * width + cell]
          for need in link.needs(day * width + cell) { price += needs[Int(need)].steepest }
          dearest = max(dearest, price)
        }
        sum += dearest
      }
      largest = max(largest, sum)
    }
    var denominator = 256
    while denominator > 1, largest * denominator >= 1 << 23 { denominator /= 2 }
    return denominator
  }

  private static func costUnit(
    _ graphs: [PatternGraph], _ cellCosts: [[Int]], _ needs: [NeedCost]
  ) -> Int {
    var divisor = 0
    func see(_ cost: Int) {
      if cost != 0, divisor != 1 { divisor = greatestCommonDivisor(divisor, cost) }
    }
    for graph in graphs {
      for arc in graph.arcs { see(Int(arc.cost)) }
      for cost in graph.endCost { see(cost) }
      for counter in graph.counters {
        for cost in counter.endCost { see(cost ?? 0) }
      }
    }
    for costs in cellCosts { for cost in costs { see(cost) } }
    for need in needs {
      for cost in need.table { see(cost) }
      see(need.lastSlope)
    }
    return max(1, divisor)
  }

  /// Own cost of a row: its rules and its cells; `nil` if it breaks a rule or uses a cell that is not
  /// allowed.
  func rowCost(_ person: Int, _ row: [Int32]) -> Int? {
    guard var cost = graphs[person].ruleCost(row) else { return nil }
    for (day, cell) in row.enumerated() { cost += cellCosts[person][day * width + Int(cell)] }
    return cost
  }

  /// How often each need is counted for by whole rows.
  func counts(_ rows: [[Int32]]) -> [Int] {
    var counts = [Int](repeating: 0, count: needs.count)
    for (person, row) in rows.enumerated() {
      for (day, cell) in row.enumerated() {
        for need in links[person].needs(day * width + Int(cell)) { counts[Int(need)] += 1 }
      }
    }
    return counts
  }
}

/// The needs that each cell of a person counts for.
struct NeedLinks: Hashable, Sendable {
  private let start: [Int32]
  private let list: [Int32]

  /// Needs of a cell, by day × width.
  func needs(_ place: Int) -> ArraySlice<Int32> {
    list[Int(start[place])..<Int(start[place + 1])]
  }

  private init(_ needs: [[Int32]]) {
    var start: [Int32] = [0]
    for own in needs { start.append(start[start.count - 1] + Int32(own.count)) }
    self.start = start
    list = needs.flatMap(\.self)
  }

  /// The links of every person; people with the same needs share them.
  static func all(of problem: ShiftRosteringProblem, width: Int) -> [NeedLinks] {
    var own = [[Int32]](repeating: [], count: problem.people.count)
    for (need, cover) in problem.cover.enumerated() {
      for person in cover.people { own[person].append(Int32(need)) }
    }
    var made: [[Int32]: NeedLinks] = [:]
    return own.map { needs in
      if let links = made[needs] { return links }
      var cells = [[Int32]](repeating: [], count: problem.days * width)
      for need in needs {
        let cover = problem.cover[Int(need)]
        for day in cover.days {
          for task in cover.tasks { cells[day * width + 1 + task].append(need) }
        }
      }
      let links = NeedLinks(cells)
      made[needs] = links
      return links
    }
  }
}
