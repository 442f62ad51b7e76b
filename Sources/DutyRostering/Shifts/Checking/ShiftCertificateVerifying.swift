import Solving

/// What is wrong with a proof about a shift roster.
public enum ShiftCertificateDefect: Error, Hashable, Sendable {
  /// The tree refers to a node, person, day or cell that does not exist, is not a tree, or its root
  /// carries no prices.
  case malformed(node: Int)
  /// The denominator is not a power of two up to 256, or a weight is negative.
  case scale
  /// A node carries prices that are not one for each need.
  case prices(node: Int)
  /// A node prices a count that does not exist, is priced twice, or has no whole number of steps.
  case tolls(node: Int)
  /// The proof does not say for each person which counts are kept apart.
  case counts
  /// The numbers do not fit 64 bits.
  case overflow
}

extension ShiftRosteringProblem {
  /// The bound that a certificate proves on the weighted value, from the rules and its prices alone.
  ///
  /// Recomputes both minima of ``ShiftBoundCertificate`` in integers: for each need over every number of
  /// cells that can count for it, for each person over every row that the rules allow.
  ///
  /// - Returns: The bound; `nil` if the proof shows that there is no roster at all.
  /// - Throws: ``ShiftCertificateDefect``.
  /// - Complexity: O(priced leaves × people × days × memories × combinations of counts).
  public func verifiedBound(
    of certificate: ShiftBoundCertificate
  ) throws(ShiftCertificateDefect) -> Int? {
    guard certificate.denominator > 0, certificate.denominator <= 256,
      certificate.denominator.nonzeroBitCount == 1, certificate.weights.open >= 0,
      certificate.weights.change >= 0, certificate.weights.penalty >= 0
    else { throw .scale }
    let tree = try CertificateTree(certificate, of: self)
    guard certificate.counts.map({ $0.count == people.count }) ?? true else { throw .counts }
    let rows = people.indices.map { LeastRow(self, person: $0, counting: certificate.counts?[$0]) }
    var best: Int?
    var provenAt: [Int: Int?] = [:]
    for leaf in tree.leaves {
      // A leaf without prices rests on the nearest node above that has them.
      let node = tree.pricedNode(above: leaf)
      if provenAt[node] == nil {
        provenAt[node] = .some(
          try leafBound(certificate, node: node, barred: tree.barred(at: node), rows: rows))
      }
      if case .some(.some(let bound)) = provenAt[node] { best = min(best ?? .max, bound) }
    }
    return best
  }

  /// The bound of one node; `nil` if some person has no row there.
  private func leafBound(
    _ certificate: ShiftBoundCertificate, node: Int, barred: [CertificateTree.Barred],
    rows: [LeastRow]
  ) throws(ShiftCertificateDefect) -> Int? {
    let prices = certificate.nodes[node].prices ?? []
    let (weights, denominator) = (certificate.weights, certificate.denominator)
    let unit = try product(denominator, weights.penalty)
    let changeUnit = try product(denominator, weights.change)
    let openUnit = try product(denominator, weights.open)
    var sum = 0
    for (need, price) in zip(cover, prices) {
      sum = try total(sum, try need.least(price: price, unit: unit, openUnit: openUnit))
    }
    let paid = try pricesOfCells(prices)
    let tolls = try CountTolls(certificate.nodes[node].tolls ?? [], of: self, node: node)
    let width = tasks.count + 1
    for (p, person) in people.enumerated() {
      var isAllowed = person.isAllowed
      for cell in barred where cell.person == p { isAllowed[cell.day * width + cell.cell] = false }
      var price = [Int](repeating: 0, count: isAllowed.count)
      for index in price.indices {
        let (day, cell) = index.quotientAndRemainder(dividingBy: width)
        var own = try product(unit, person.cost[index])
        if !person.published.isEmpty, person.published[day] != (cell == 0 ? nil : cell - 1) {
          own = try total(own, try product(changeUnit, cellWeight))
        }
        price[index] = try total(try total(own, -paid[p][index]), tolls.ofCell(p, day, cell))
      }
      guard let kept = try tolls.leastKept(p, unit: unit) else { return nil }
      sum = try total(sum, kept)
      let row =
        tolls.isEmpty(p)
        ? rows[p]
        : LeastRow(
          self, person: p, counting: certificate.counts?[p], tolls: tolls.ofPerson[p])
      guard
        let least = try row.least(
          price: price, isAllowed: isAllowed, scale: unit,
          changePrice: try product(changeUnit, personWeight))
      else { return nil }
      sum = try total(sum, least)
    }
    return sum.dividedRoundingUp(by: denominator)
  }

  /// What the needs pay for each cell of each person.
  private func pricesOfCells(_ prices: [Int]) throws(ShiftCertificateDefect) -> [[Int]] {
    let width = tasks.count + 1
    var paid = [[Int]](
      repeating: [Int](repeating: 0, count: days * width), count: people.count)
    for (need, price) in zip(cover, prices) where price != 0 {
      for p in need.people {
        for day in need.days {
          for task in need.tasks {
            let index = day * width + 1 + task
            paid[p][index] = try total(paid[p][index], price)
          }
        }
      }
    }
    return paid
  }

  private func product(_ a: Int, _ b: Int) throws(ShiftCertificateDefect) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { throw .overflow }
    return product
  }

  private func total(_ a: Int, _ b: Int) throws(ShiftCertificateDefect) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    if overflow || sum == .min { throw .overflow }
    return sum
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

/// A sum of products that remembers whether it ever left 64 bits.
private struct CheckedSum {
  private(set) var value: Int? = 0

  mutating func add(_ factor: Int, times other: Int) {
    guard let held = value else { return }
    let (product, overflowed) = factor.multipliedReportingOverflow(by: other)
    let (total, wrapped) = held.addingReportingOverflow(product)
    value = overflowed || wrapped ? nil : total
  }
}

/// The tree of a certificate, found to be one.
private struct CertificateTree {
  /// A cell that a person may not have at a node.
  struct Barred {
    let person: Int
    let day: Int
    let cell: Int
  }

  private let nodes: [ShiftBoundCertificate.Node]
  private var parent: [Int?]
  private let width: Int
  let leaves: [Int]

  init(
    _ certificate: ShiftBoundCertificate, of problem: ShiftRosteringProblem
  ) throws(ShiftCertificateDefect) {
    let nodes = certificate.nodes
    guard let root = nodes.first, root.prices != nil else { throw .malformed(node: 0) }
    var parent = [Int?](repeating: nil, count: nodes.count)
    for (n, node) in nodes.enumerated() {
      if let prices = node.prices, prices.count != problem.cover.count { throw .prices(node: n) }
      guard n == 0 || parent[n] != nil else { throw .malformed(node: n) }
      guard let split = node.split else { continue }
      let cells = 0...problem.tasks.count
      guard problem.people.indices.contains(split.person), (0..<problem.days).contains(split.day),
        split.cells.allSatisfy(cells.contains), split.inside > n, split.outside > n,
        split.inside != split.outside
      else { throw .malformed(node: n) }
      for child in [split.inside, split.outside] {
        guard child < nodes.count, parent[child] == nil else { throw .malformed(node: n) }
        parent[child] = n
      }
    }
    self.nodes = nodes
    self.parent = parent
    width = problem.tasks.count + 1
    leaves = nodes.indices.filter { nodes[$0].split == nil }
  }

  func pricedNode(above node: Int) -> Int {
    var node = node
    while nodes[node].prices == nil, let above = parent[node] { node = above }
    return node
  }

  /// Cells that the splits above a node take away.
  func barred(at node: Int) -> [Barred] {
    var barred: [Barred] = []
    var node = node
    while let above = parent[node] {
      if let split = nodes[above].split {
        let isInside = split.inside == node
        for cell in 0..<width where split.cells.contains(cell) != isInside {
          barred.append(Barred(person: split.person, day: split.day, cell: cell))
        }
      }
      node = above
    }
    return barred
  }
}
