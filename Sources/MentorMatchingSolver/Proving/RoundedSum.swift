internal import MentorMatching
internal import Solving

/// Rows of a system added up, divided and rounded down, in integers.
struct RoundedSum {
  /// Coefficients other than zero, by increasing unknown.
  let terms: [(column: Int, coefficient: Int)]
  /// What the sum is at most.
  let limit: Int

  /// Adds rows up, each as "at most" with its positive weight.
  ///
  /// - Throws: ``StableContracts/Refusal`` for a row that is not there or has no side, a weight or a
  ///   divisor that is not positive, and numbers beyond 64 bits.
  /// - Complexity: O(coefficients · log coefficients).
  init(
    _ parts: [BoundCertificate.Multiplier], of rows: [IntegerSystem.Row], divisor: Int
  ) throws(StableContracts.Refusal) {
    guard divisor > 0 else { throw StableContracts.Refusal() }
    var total = CheckedSum()
    var sums: [Int: CheckedSum] = [:]
    for part in parts {
      guard part.weight > 0, rows.indices.contains(part.row) else {
        throw StableContracts.Refusal()
      }
      let row = rows[part.row]
      guard let side = row.upper ?? row.lower else { throw StableContracts.Refusal() }
      let weight = row.upper == nil ? -part.weight : part.weight
      total.add(weight, times: side)
      for term in row.terms {
        sums[term.column, default: CheckedSum()].add(weight, times: term.coefficient)
      }
    }
    guard let whole = total.value, sums.values.allSatisfy({ $0.value != nil }) else {
      throw StableContracts.Refusal()
    }
    limit = whole.dividedRoundingDown(by: divisor)
    terms = sums.map { (column: $0.key, coefficient: $0.value.value ?? 0) }
      .map { (column: $0.column, coefficient: $0.coefficient.dividedRoundingDown(by: divisor)) }
      .filter { $0.coefficient != 0 }
      .sorted { $0.column < $1.column }
  }
}
