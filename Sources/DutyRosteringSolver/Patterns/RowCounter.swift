internal import DutyRostering

/// A quantity that grows along a row and costs by its value at the end: minutes, nights, weekends.
struct RowCounter: Sendable {
  /// Its automaton; its steps carry the amounts.
  let automaton: any RowAutomaton
  /// The person's limits on counts that are counted here or cut the table short, numbered in the order of
  /// the rules.
  let limits: [Int]
  /// Those of them that count exactly this, and the minutes in one step, 1 for other units.
  let same: [Int]
  let unit: Int
  /// Whether some value is forbidden.
  let isHard: Bool
  /// Whether a proof may price its steps: what the highest values cost must not matter where other limits
  /// cut them off.
  private(set) var isPriceable: Bool
  /// Cost of each final value from 0 on; `nil` where a rule forbids it. Values beyond the table are
  /// forbidden or never reached.
  let endCost: [Int?]
  /// Least cost of any value: what a row pays when the counter is not watched.
  let leastCost: Int
  /// Whether no value that can be reached costs anything, so that nothing needs to be counted.
  let isIdle: Bool

  /// Rules with the same cells, days and unit, merged. `unit` is minutes in one step of the counter, 1 for
  /// other units; a unit of cost weighs `weight`; no row gets beyond `reach`; `limits` numbers the rules.
  init(
    _ rules: [ShiftRosteringProblem.CountRule], limits: [Int], automaton: any RowAutomaton,
    unit: Int, weight: Int, reach: Int
  ) {
    self.automaton = automaton
    // Where a maximum forbids whatever other limits cut off, they do not matter.
    let isCapped = rules.contains { rule in
      rule.maximum.map { $0.penalty == nil && rule.already + reach * unit > $0.limit } ?? false
    }
    self.limits = isCapped ? Array(limits.prefix(rules.count)) : limits
    same = Array(limits.prefix(rules.count))
    self.unit = unit
    var costs = (0...reach).map { value -> Int? in
      var sum = 0
      for rule in rules {
        let count = rule.already + value * unit
        for distance in [
          rule.minimum.map { ($0, $0.limit - count) }, rule.maximum.map { ($0, count - $0.limit) },
        ].compactMap(\.self) {
          guard let cost = distance.0.cost(beyond: distance.1) else { return nil }
          sum += weight * cost
        }
      }
      return sum
    }
    let least = costs.compactMap(\.self).min() ?? 0
    leastCost = least
    isHard = costs.contains { $0 == nil }
    isPriceable = self.limits.count == rules.count
    isIdle = costs.allSatisfy { $0 == 0 }
    while costs.count > 1, costs.last == .some(nil) { costs.removeLast() }
    endCost = costs
  }

  /// This counter as a proof may use it beside `others`: not priced where it cuts off the values of another,
  /// which a verifier that no longer keeps its limits would grant.
  func beside(_ others: [RowCounter]) -> RowCounter {
    var own = self
    let cuts = others.contains { other in
      other.limits.dropFirst(other.same.count).contains(where: same.contains)
    }
    if cuts { own.isPriceable = false }
    return own
  }

  /// The highest line of slope `toll` below the costs, in units of 1/`denominator`: its height at 0, and a
  /// value at which it touches.
  func line(_ toll: Int, denominator: Int) -> (height: Int, touches: Int) {
    var best: (height: Int, touches: Int) = (.max, 0)
    for (value, cost) in endCost.enumerated() {
      guard let cost else { continue }
      let height = denominator * cost - toll * value
      if height < best.height { best = (height, value) }
    }
    return best
  }
}
