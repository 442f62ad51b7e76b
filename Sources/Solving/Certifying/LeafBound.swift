extension IntegerSystem {
  /// Smallest value, in units of 1/`denominator`, of `Σ weight · row + Σ (cost − Σ weight ·
  /// coefficient) · unknown` over the box: a lower bound on the objective (on zero, if `usesCosts`
  /// is false) of every answer in the box.
  public func leafBound(
    _ multipliers: [BoundCertificate.Multiplier], denominator: Int, box: [ClosedRange<Int>],
    usesCosts: Bool, node: Int = 0
  ) throws(BoundCertificate.Defect) -> Int {
    try leaf(
      multipliers, denominator: denominator, box: box, usesCosts: usesCosts, node: node
    ).bound
  }

  /// The box without what the multiplied rows show to cost at least `reach`.
  ///
  /// With a bound *L* and a reduced cost *r* of an unknown, *k* steps from its cheap end cost at
  /// least *L* + *k*·|*r*|.
  ///
  /// - Throws: ``BoundCertificate/Defect/malformed(node:)`` if nothing is left.
  public func narrowed(
    _ box: [ClosedRange<Int>], below reach: Int, by multipliers: [BoundCertificate.Multiplier],
    denominator: Int, node: Int = 0
  ) throws(BoundCertificate.Defect) -> [ClosedRange<Int>] {
    let (bound, reduced) = try leaf(
      multipliers, denominator: denominator, box: box, usesCosts: true, node: node)
    let (limit, overflow) = (reach - 1).multipliedReportingOverflow(by: denominator)
    if overflow { throw .overflow(node: node) }
    guard limit >= bound else { throw .malformed(node: node) }
    var narrow = box
    for j in columns.indices where reduced[j] != 0 {
      let steps = (limit - bound) / abs(reduced[j])
      guard steps < box[j].upperBound - box[j].lowerBound else { continue }
      narrow[j] =
        reduced[j] > 0
        ? box[j].lowerBound...box[j].lowerBound + steps
        : box[j].upperBound - steps...box[j].upperBound
    }
    return narrow
  }

  private func leaf(
    _ multipliers: [BoundCertificate.Multiplier], denominator: Int, box: [ClosedRange<Int>],
    usesCosts: Bool, node: Int
  ) throws(BoundCertificate.Defect) -> (bound: Int, reduced: [Int]) {
    var sum = CheckedSum()
    var reduced = [Int](repeating: 0, count: columns.count)
    if usesCosts {
      for j in columns.indices {
        let (cost, overflow) = columns[j].cost.multipliedReportingOverflow(by: denominator)
        if overflow { throw .overflow(node: node) }
        reduced[j] = cost
      }
    }
    for multiplier in multipliers where multiplier.weight != 0 {
      guard rows.indices.contains(multiplier.row) else { throw .malformed(node: node) }
      let row = rows[multiplier.row]
      guard let side = multiplier.weight > 0 ? row.lower : row.upper else {
        throw .missingSide(node: node, row: multiplier.row)
      }
      sum.add(side, times: multiplier.weight)
      for term in row.terms {
        let (product, overflowed) = multiplier.weight.multipliedReportingOverflow(
          by: term.coefficient)
        let (difference, wrapped) = reduced[term.column].subtractingReportingOverflow(product)
        if overflowed || wrapped { throw .overflow(node: node) }
        reduced[term.column] = difference
      }
    }
    for j in columns.indices where reduced[j] != 0 {
      sum.add(reduced[j] > 0 ? box[j].lowerBound : box[j].upperBound, times: reduced[j])
    }
    guard let total = sum.value else { throw .overflow(node: node) }
    return (total, reduced)
  }
}

extension IntegerSystem {
  /// Greatest common divisor of the costs, of which every objective is a multiple; 1 without costs.
  public var costUnit: Int {
    max(1, columns.reduce(0) { greatestCommonDivisor($0, $1.cost) })
  }
}
