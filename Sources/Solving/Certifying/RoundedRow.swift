/// A row that every whole answer satisfies because others, added up and divided, leave a fraction.
///
/// Rows are added up as equations: one with an upper side as *row + s = upper*, one with a lower side alone
/// as *row − s = lower*, with a whole spare *s* ≥ 0; one whose sides agree has none. The upper end of an
/// unknown may take part as *x + s = end*. Divided by `divisor`, the sum reads Σ *a·x* + Σ *c·s* = *b* over
/// whole unknowns and spares that are not negative. With *f* the fraction of *b*, rounding each coefficient
/// *a* to ⌊*a*⌋ + max(0, frac *a* − *f*) / (1 − *f*) and *b* to ⌊*b*⌋ leaves "at most" true (mixed-integer
/// rounding; Nemhauser & Wolsey 1990, doi:10.1007/BF01585752; of rows of a simplex table these are Gomory's
/// cuts). The spares are put back at last, so that the row speaks of unknowns only.
public struct RoundedRow: Codable, Hashable, Sendable {
  /// What the sum is divided by, positive.
  public let divisor: Int
  /// Rows with their weights, of any sign; rounded rows before this one count on behind the system's rows.
  public let parts: [BoundCertificate.Multiplier]
  /// Unknowns whose upper ends take part, in the place of rows, with their weights of any sign.
  public let ends: [BoundCertificate.Multiplier]

  /// A row to be rounded.
  public init(
    divisor: Int, parts: [BoundCertificate.Multiplier], ends: [BoundCertificate.Multiplier]
  ) {
    self.divisor = divisor
    self.parts = parts
    self.ends = ends
  }

  /// The same with rows and unknowns counted differently; `nil` if one of them is gone.
  func renumbered(rows: [Int?], columns: [Int?]) -> RoundedRow? {
    func moved(
      _ list: [BoundCertificate.Multiplier], _ index: [Int?]
    ) -> [BoundCertificate.Multiplier] {
      list.compactMap { part in
        index[part.row].map { BoundCertificate.Multiplier(row: $0, weight: part.weight) }
      }
    }
    let (newParts, newEnds) = (moved(parts, rows), moved(ends, columns))
    guard newParts.count == parts.count, newEnds.count == ends.count else { return nil }
    return RoundedRow(divisor: divisor, parts: newParts, ends: newEnds)
  }
}

extension IntegerSystem {
  /// Adds what follows from the present rows by rounding, as "at most", its coefficients without a common
  /// divisor.
  ///
  /// Unknowns that can only be zero are no part of it: a program that leaves them out has the same row, whatever
  /// their coefficients would divide it by.
  ///
  /// - Throws: ``BoundCertificate/Defect`` for a divisor that is not positive, rows and unknowns that are not
  ///   there, unknowns that can be negative, a row without a side, a sum without a fraction, and numbers
  ///   beyond 64 bits.
  /// - Complexity: O(coefficients · log coefficients).
  public mutating func add(_ rounded: RoundedRow) throws(BoundCertificate.Defect) {
    let (terms, upper) = try row(rounded)
    addRow("rounded", terms, upper: upper)
  }

  /// Terms and upper side of a rounded row.
  public func row(
    _ rounded: RoundedRow
  ) throws(BoundCertificate.Defect) -> (terms: [(column: Int, coefficient: Int)], upper: Int) {
    guard rounded.divisor > 0 else { throw .malformed(node: 0) }
    var sum = SparseSum()
    for part in rounded.parts {
      guard rows.indices.contains(part.row), part.weight != .min else { throw .malformed(node: 0) }
      let row = rows[part.row]
      guard let side = row.upper ?? row.lower else { throw .missingSide(node: 0, row: part.row) }
      sum.add(row.terms, side: side, times: part.weight)
    }
    for end in rounded.ends {
      guard columns.indices.contains(end.row) else { throw .malformed(node: 0) }
      sum.add([(end.row, 1)], side: columns[end.row].range.upperBound, times: end.weight)
    }
    guard let whole = sum.value else { throw .overflow(node: 0) }
    guard let rounding = Rounding(of: whole.side, divisor: rounded.divisor) else {
      throw .overflow(node: 0)
    }
    guard rounding.rest != 0 else { throw .malformed(node: 0) }
    var result = SparseSum()
    for term in whole.terms {
      guard columns[term.column].range.lowerBound >= 0 else { throw .malformed(node: 0) }
      guard let factor = rounding.factor(term.coefficient) else { throw .overflow(node: 0) }
      result.add([(term.column, 1)], side: 0, times: factor)
    }
    guard let side = rounding.side else { throw .overflow(node: 0) }
    result.add([], side: side, times: 1)
    // A spare is what its row leaves: factor · s moves to the right as factor · (side − row).
    for part in rounded.parts {
      let row = rows[part.row]
      if row.lower == row.upper { continue }
      let factor = rounding.factor(row.upper == nil ? -part.weight : part.weight)
      guard let factor else { throw .overflow(node: 0) }
      result.add(
        row.terms, side: row.upper ?? row.lower ?? 0, times: row.upper == nil ? factor : -factor)
    }
    for end in rounded.ends {
      guard let factor = rounding.factor(end.weight) else { throw .overflow(node: 0) }
      result.add([(end.row, 1)], side: columns[end.row].range.upperBound, times: -factor)
    }
    guard let (all, upper) = result.value else { throw .overflow(node: 0) }
    let terms = all.filter { columns[$0.column].range != 0...0 }
    let unit = terms.reduce(0) { greatestCommonDivisor($0, $1.coefficient) }
    guard unit > 1 else { return (terms, upper) }
    return (
      terms.map { ($0.column, $0.coefficient / unit) },
      upper.dividedRoundingDown(by: unit)
    )
  }
}

/// How numbers are rounded beside a side that leaves a fraction, times the divisor less the rest.
private struct Rounding {
  /// Beyond that, multiples of the divisor next to a number may not fit 64 bits.
  private static let most: UInt = 1 << 61
  let divisor: Int
  let rest: Int
  private let quotient: Int

  /// `nil` for numbers too large.
  init?(of side: Int, divisor: Int) {
    guard side.magnitude <= Self.most, divisor.magnitude <= Self.most else { return nil }
    self.divisor = divisor
    quotient = side.dividedRoundingDown(by: divisor)
    rest = side - quotient * divisor
  }

  /// What the side becomes; `nil` beyond 64 bits.
  var side: Int? { product(quotient, divisor - rest) }

  /// What a coefficient becomes; `nil` beyond 64 bits.
  func factor(_ coefficient: Int) -> Int? {
    guard coefficient.magnitude <= Self.most else { return nil }
    let whole = coefficient.dividedRoundingDown(by: divisor)
    guard let scaled = product(whole, divisor - rest) else { return nil }
    let (sum, overflow) = scaled.addingReportingOverflow(
      max(0, coefficient - whole * divisor - rest))
    return overflow || sum == .min ? nil : sum
  }

  private func product(_ a: Int, _ b: Int) -> Int? {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? nil : product
  }
}

/// Weighted rows added up, with a side.
private struct SparseSum {
  private var sums: [Int: CheckedSum] = [:]
  private var side = CheckedSum()

  mutating func add(
    _ terms: [(column: Int, coefficient: Int)], side: Int, times weight: Int
  ) {
    self.side.add(side, times: weight)
    for term in terms {
      sums[term.column, default: CheckedSum()].add(term.coefficient, times: weight)
    }
  }

  /// Coefficients other than zero by increasing unknown, and the side; `nil` if a sum left 64 bits.
  var value: (terms: [(column: Int, coefficient: Int)], side: Int)? {
    guard let side = side.value else { return nil }
    var terms: [(column: Int, coefficient: Int)] = []
    for column in sums.keys.sorted() {
      guard let coefficient = sums[column]?.value, coefficient != .min else { return nil }
      if coefficient != 0 { terms.append((column, coefficient)) }
    }
    return (terms, side)
  }
}
