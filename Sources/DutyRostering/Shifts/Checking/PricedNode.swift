import Solving

/// A node of a proof that has prices, and what they make of the rules.
struct PricedNode {
  private let prices: [Int]
  let tolls: CountTolls
  private let barred: [CertificateTree.Barred]
  /// What a unit of penalty, a required duty left open and a change cost in prices.
  private let unit: Int
  private let openUnit: Int
  let changeUnit: Int

  init(
    _ certificate: ShiftBoundCertificate, _ node: Int, _ tree: CertificateTree,
    of problem: ShiftRosteringProblem
  ) throws(ShiftCertificateDefect) {
    prices = certificate.nodes[node].prices ?? []
    tolls = try CountTolls(certificate.nodes[node].tolls ?? [], of: problem, node: node)
    barred = tree.barred(at: node)
    let (weights, denominator) = (certificate.weights, certificate.denominator)
    unit = try denominator.times(weights.penalty)
    changeUnit = try denominator.times(weights.change)
    openUnit = try denominator.times(weights.open)
  }

  /// The least that all needs can cost.
  func leastOfNeeds(_ problem: ShiftRosteringProblem) throws(ShiftCertificateDefect) -> Int {
    var sum = 0
    for (need, price) in zip(problem.cover, prices) {
      sum = try sum.plus(try need.least(price: price, unit: unit, openUnit: openUnit))
    }
    return sum
  }

  /// The least that a row of a person can cost, who counts for `needs`; `nil` if there is none.
  func least(
    of row: LeastRow, needs: [Int], _ problem: ShiftRosteringProblem
  ) throws(ShiftCertificateDefect) -> Int? {
    let p = row.rules.person
    let person = problem.people[p]
    let width = problem.tasks.count + 1
    guard let kept = try tolls.leastKept(p, unit: unit) else { return nil }
    var isAllowed = person.isAllowed
    for cell in barred where cell.person == p { isAllowed[cell.day * width + cell.cell] = false }
    var price = [Int](repeating: 0, count: isAllowed.count)
    for n in needs where prices[n] != 0 {
      let paid = try prices[n].times(-1)
      for day in problem.cover[n].days {
        for task in problem.cover[n].tasks {
          let index = day * width + 1 + task
          price[index] = try price[index].plus(paid)
        }
      }
    }
    for index in price.indices {
      let (day, cell) = index.quotientAndRemainder(dividingBy: width)
      var own = try unit.times(person.cost[index])
      if !person.published.isEmpty, person.published[day] != (cell == 0 ? nil : cell - 1) {
        own = try own.plus(try changeUnit.times(problem.cellWeight))
      }
      price[index] = try own.plus(price[index]).plus(tolls.ofCell(p, day, cell))
    }
    guard
      let least = try row.least(
        price: price, isAllowed: isAllowed, scale: unit,
        changePrice: try changeUnit.times(problem.personWeight), tolls: tolls.ofPerson[p])
    else { return nil }
    return try kept.plus(least)
  }
}

extension Int {
  /// The sum, where it fits 64 bits.
  func plus(_ other: Int) throws(ShiftCertificateDefect) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { throw .overflow }
    return sum
  }

  /// The product, where it fits 64 bits.
  func times(_ other: Int) throws(ShiftCertificateDefect) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    if overflow { throw .overflow }
    return product
  }
}

extension ShiftRosteringProblem.Cover {
  /// The least of `unit · penalties + openUnit · open + price · number` over every number of cells that
  /// can count for the need.
  func least(price: Int, unit: Int, openUnit: Int) throws(ShiftCertificateDefect) -> Int {
    var least: Int?
    for number in 0...days.count * people.count {
      if let maximum, maximum.penalty == nil, number > maximum.limit { break }
      var sum = CheckedSum()
      sum.add(price, times: number)
      if let minimum, number < minimum.limit {
        let missing = minimum.limit - number
        if let cost = minimum.cost(beyond: missing) {
          sum.add(unit, times: cost)
        } else {
          sum.add(openUnit, times: missing)
        }
      }
      if let preferred {
        sum.add(unit, times: preferred.cost(beyond: preferred.limit - number) ?? 0)
      }
      if let maximum { sum.add(unit, times: maximum.cost(beyond: number - maximum.limit) ?? 0) }
      guard let value = sum.value else { throw .overflow }
      least = min(least ?? .max, value)
    }
    return least ?? 0
  }
}
