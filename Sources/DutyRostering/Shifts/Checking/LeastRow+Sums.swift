extension LeastRow {
  /// Refuses prices with which a sum could come near ``none``.
  func checkSums(
    price: [Int], scale: Int, changePrice: Int, weekendPrices: [Int]
  ) throws(ShiftCertificateDefect) {
    let problem = rules.problem
    var sum = CheckedTotal()
    let width = problem.tasks.count + 1
    for day in 0..<problem.days {
      var dearest: UInt = 0
      for cell in 0..<width { dearest = max(dearest, price[day * width + cell].magnitude) }
      sum.add(dearest, times: 1)
    }
    sum.add(changePrice.magnitude, times: 1)
    for toll in weekendPrices { sum.add(toll.magnitude, times: UInt(problem.days)) }
    for rule in problem.people[rules.person].rules {
      let times = UInt(problem.days + problem.people[rules.person].history.count)
      switch rule {
      case .run(let rule):
        for limit in [rule.minimum, rule.maximum].compactMap(\.self) {
          sum.add((limit.penalty ?? 0).magnitude, times: times, and: UInt(limit.limit) + 1, scale)
        }
      case .pattern(let rule): sum.add((rule.penalty ?? 0).magnitude, times: times, and: 1, scale)
      case .weekend(let rule):
        sum.add((rule.penalty ?? 0).magnitude, times: times, and: 1, scale)
        if case .run(let minimum, let maximum) = rule.demand {
          for limit in [minimum, maximum].compactMap(\.self) {
            sum.add((limit.penalty ?? 0).magnitude, times: times, and: UInt(limit.limit) + 1, scale)
          }
        }
      case .count: break
      }
    }
    for count in rules.counts where count.top >= 0 {
      let dearest = max(count.cost(of: 0) ?? 0, count.cost(of: count.top) ?? 0)
      sum.add(dearest.magnitude, times: 1, and: 1, scale)
    }
    guard let total = sum.value, total < UInt(Self.none / 4) else { throw .overflow }
  }
}

/// A sum of products that remembers whether it ever left 64 bits.
private struct CheckedTotal {
  private(set) var value: UInt? = 0

  mutating func add(_ factor: UInt, times other: UInt, and third: UInt = 1, _ scale: Int = 1) {
    guard let held = value else { return }
    let (a, first) = factor.multipliedReportingOverflow(by: other)
    let (b, second) = a.multipliedReportingOverflow(by: third)
    let (c, again) = b.multipliedReportingOverflow(by: scale.magnitude)
    let (total, last) = held.addingReportingOverflow(c)
    value = first || second || again || last ? nil : total
  }
}
