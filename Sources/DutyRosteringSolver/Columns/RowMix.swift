/// A mix of the rows found so far, and the prices that it leads to.
///
/// Minimises over mixes the cost of the rows plus, for each need and relaxed counter *r* with amount *yᵣ*,
///
///     min_z  costᵣ(z) + centerᵣ · (z − yᵣ) + weight/2 · (z − yᵣ)²
///
/// which is the dual of the cutting planes around a center of prices, one model for each person (Kiwiel
/// 1990, doi:10.1007/BF01585731; for crews and vehicles Borndörfer, Löbel & Weider 2008,
/// doi:10.1007/978-3-540-73312-6_1). The minimiser gives the next prices, centerᵣ + weight · (z − yᵣ).
/// Shares move between two rows of one person at a time, as far as the convex cost along the way falls; that
/// is cheap beside pricing, where a simplex method is not.
struct RowMix {
  /// A row that may be in the mix.
  struct Plan {
    let cells: [Int32]
    /// Cost by rules, cells and counters that are not relaxed.
    let cost: Double
    /// Whether the row keeps all rules, and its whole cost.
    let wholeCost: Int?
    /// What it adds to amounts.
    var entries: [(row: Int32, count: Float)]
    /// Final value of each counter of the person.
    let counters: [Int]
    var share = 0.0
    /// Rounds since it had a share.
    var age = 0
  }

  private(set) var rows: [ConvexRow]
  private var segments: RowSegments
  /// Prices around which the mix is sought, and how firmly amounts hold to them.
  var center: [Double]
  var weight: Double
  private(set) var prices: [Double]
  private(set) var amounts: [Double]
  /// Entries looked at since the work was last charged.
  private var looked = 0
  /// The plans of each position.
  private(set) var plans: [[Plan]]
  /// Least and greatest price.
  private var ranges: [ClosedRange<Double>]
  private var delta: [Double]
  private var touched: [Int] = []

  init(_ rows: [ConvexRow], people: Int, center: [Double], weight: Double) {
    self.rows = rows
    segments = RowSegments(rows)
    self.center = center
    self.weight = weight
    prices = center
    amounts = [Double](repeating: 0, count: rows.count)
    plans = [[Plan]](repeating: [], count: people)
    ranges = rows.map { row in
      let steepest = row.slopes.reduce(1) { max($0, abs($1)) }
      return -steepest...steepest
    }
    delta = [Double](repeating: 0, count: rows.count)
  }

  /// Adds a row of amounts for a counter of one position; its price stays within `range`.
  mutating func addRow(
    _ row: ConvexRow, ofCounter counter: Int, at position: Int, range: ClosedRange<Double>
  ) -> Int {
    let index = rows.count
    rows.append(row)
    segments.append(row)
    center.append(0)
    prices.append(0)
    amounts.append(0)
    delta.append(0)
    ranges.append(range)
    for k in plans[position].indices {
      let plan = plans[position][k]
      guard plan.counters[counter] != 0 else { continue }
      plans[position][k].entries.append((Int32(index), Float(plan.counters[counter])))
      amounts[index] += plan.share * Double(plan.counters[counter])
    }
    return index
  }

  /// Takes a row of amounts out of the game.
  mutating func silence(_ row: Int) {
    ranges[row] = 0...0
    (center[row], prices[row]) = (0, 0)
  }

  /// Adds a plan unless it is known; the first of a person takes the whole share.
  mutating func add(_ plan: Plan, at position: Int) {
    guard !plans[position].contains(where: { $0.cells == plan.cells }) else { return }
    var plan = plan
    if plans[position].isEmpty {
      plan.share = 1
      for entry in plan.entries { amounts[Int(entry.row)] += Double(entry.count) }
    }
    plans[position].append(plan)
  }

  /// Takes out the plans of a position that are not kept; what they shared goes to the others, or is missing
  /// until a plan is added.
  mutating func keep(_ isKept: (Plan) -> Bool, at position: Int) {
    let own = plans[position]
    guard own.contains(where: { !isKept($0) }) else { return }
    for plan in own { move(plan, by: -plan.share) }
    var left = own.filter(isKept)
    let sum = left.reduce(0) { $0 + $1.share }
    for k in left.indices {
      left[k].share = sum > 1e-9 ? left[k].share / sum : 1 / Double(left.count)
    }
    for plan in left { move(plan, by: plan.share) }
    plans[position] = left
  }

  private mutating func move(_ plan: Plan, by share: Double) {
    guard share != 0 else { return }
    for entry in plan.entries { amounts[Int(entry.row)] += share * Double(entry.count) }
  }

  @inline(__always)
  private func price(_ row: Int, at amount: Double) -> Double {
    let stiffness = weight * segments.softness[row]
    let z = segments.nearest(row, to: amount, price: center[row], weight: stiffness)
    let price = center[row] + stiffness * (z - amount)
    return max(ranges[row].lowerBound, min(ranges[row].upperBound, price))
  }

  /// Makes the prices fit the amounts, after the center or the weight have changed.
  mutating func refreshPrices() {
    for row in rows.indices { prices[row] = price(row, at: amounts[row]) }
  }

  /// Makes the prices those of the center.
  mutating func returnToCenter() { prices = center }

  /// Cost of a plan under the present prices.
  @inline(__always)
  func reduced(_ plan: Plan) -> Double {
    var sum = plan.cost
    for entry in plan.entries { sum -= prices[Int(entry.row)] * Double(entry.count) }
    return sum
  }

  /// Moves shares until a sweep over all people gains little, at most `sweeps` times.
  ///
  /// - Returns: How far the mix may still be from the best one.
  mutating func settle(sweeps: Int, tolerance: Double) -> Double {
    refreshPrices()
    var gap = Double.infinity
    for _ in 0..<sweeps {
      gap = 0
      for position in plans.indices { gap += shift(position) }
      if gap <= tolerance { break }
    }
    return gap
  }

  /// Elementary steps since the last call.
  mutating func takeSteps() -> Int {
    defer { looked = 0 }
    return 4 * looked
  }

  /// Moves share from the dearest row of a position in the mix to the cheapest row.
  private mutating func shift(_ position: Int) -> Double {
    guard plans[position].count > 1 else { return 0 }
    let own = extremes(position)
    looked += own.entries
    guard own.most >= 0, own.most != own.least, own.high - own.low > 1e-7 else { return 0 }
    let (least, most) = (own.least, own.most)
    for entry in plans[position][least].entries { note(Int(entry.row), Double(entry.count)) }
    for entry in plans[position][most].entries { note(Int(entry.row), -Double(entry.count)) }
    touched.removeAll { delta[$0] == 0 }
    let limit = plans[position][most].share
    let step = length(
      limit: limit, slope: plans[position][least].cost - plans[position][most].cost,
      rise: own.low - own.high)
    if step > 0 {
      plans[position][least].share += step
      plans[position][most].share = step == limit ? 0 : plans[position][most].share - step
      for row in touched {
        amounts[row] += step * delta[row]
        prices[row] = price(row, at: amounts[row])
      }
    }
    for row in touched { delta[row] = 0 }
    touched.removeAll(keepingCapacity: true)
    return own.mean - own.low
  }

  /// The cheapest row of a position, the dearest one in the mix, and their costs under the present prices.
  private func extremes(_ position: Int) -> (
    least: Int, most: Int, low: Double, high: Double, mean: Double, entries: Int
  ) {
    var (least, most, entries) = (0, -1, 0)
    var (low, high, mean) = (Double.infinity, -Double.infinity, 0.0)
    plans[position].withUnsafeBufferPointer { own in
      for k in own.indices {
        entries += own[k].entries.count
        let value = reduced(own[k])
        if value < low { (low, least) = (value, k) }
        guard own[k].share > 0 else { continue }
        mean += own[k].share * value
        if value > high { (high, most) = (value, k) }
      }
    }
    return (least, most, low, high, mean, entries)
  }

  /// How far to go along the touched rows, at most `limit`: as long as the cost falls.
  ///
  /// How steep the cost is grows along the way, so that a chord between a place where it falls and one where it rises
  /// meets zero between them; an end that stays is taken for half as steep (the Illinois rule: Dowell & Jarratt
  /// 1971, doi:10.1007/BF01934364).
  ///
  /// - Parameters:
  ///   - limit: Where the way ends.
  ///   - slope: How steep the costs of the two rows are.
  ///   - first: How steep the cost is where the way begins, less than 0.
  /// - Returns: The length of the step, at least 0.
  private mutating func length(limit: Double, slope: Double, rise first: Double) -> Double {
    let last = rise(limit, slope)
    guard last > 0 else { return limit }
    var (lower, upper) = ((step: 0.0, rise: first), (step: limit, rise: last))
    var stays = 0
    for _ in 0..<16 {
      // A stiff mix moves by little, and a little too short is as good as a little too far.
      let share = max(1.0 / 32, min(31.0 / 32, -lower.rise / (upper.rise - lower.rise)))
      let step = lower.step + share * (upper.step - lower.step)
      let here = rise(step, slope)
      if here > 0 {
        upper = (step, here)
        stays = max(1, stays + 1)
        if stays > 1 { lower.rise /= 2 }
      } else {
        lower = (step, here)
        if here > first / 1024 { break }
        stays = min(-1, stays - 1)
        if stays < -1 { upper.rise /= 2 }
      }
    }
    return lower.step
  }

  /// How steep the cost is after a step along the touched rows.
  private mutating func rise(_ step: Double, _ slope: Double) -> Double {
    looked += touched.count
    var sum = slope
    for row in touched { sum -= price(row, at: amounts[row] + step * delta[row]) * delta[row] }
    return sum
  }

  @inline(__always)
  private mutating func note(_ row: Int, _ count: Double) {
    if delta[row] == 0 { touched.append(row) }
    delta[row] += count
  }

  /// Forgets plans that had no share for `age` rounds.
  mutating func forget(olderThan age: Int) {
    for position in plans.indices {
      for k in plans[position].indices {
        plans[position][k].age = plans[position][k].share > 1e-6 ? 0 : plans[position][k].age + 1
      }
      plans[position].removeAll { $0.share == 0 && $0.age > age }
    }
  }
}
