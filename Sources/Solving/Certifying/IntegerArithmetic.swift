/// A sum of products that remembers whether it ever left 64 bits.
package struct CheckedSum {
  /// The sum so far; `nil` once a product or the sum did not fit.
  package private(set) var value: Int? = 0

  /// An empty sum, 0.
  package init() {}

  /// Adds `factor · other`.
  package mutating func add(_ factor: Int, times other: Int) {
    guard let held = value else { return }
    let (product, overflowed) = factor.multipliedReportingOverflow(by: other)
    let (total, wrapped) = held.addingReportingOverflow(product)
    value = overflowed || wrapped ? nil : total
  }
}

extension Int {
  /// The smallest integer at least `self / divisor`.
  ///
  /// - Precondition: `divisor` is positive.
  public func dividedRoundingUp(by divisor: Int) -> Int {
    precondition(divisor > 0, "a positive divisor")
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder > 0 ? quotient + 1 : quotient
  }

  /// The largest integer at most `self / divisor`.
  ///
  /// - Precondition: `divisor` is positive.
  package func dividedRoundingDown(by divisor: Int) -> Int {
    precondition(divisor > 0, "a positive divisor")
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

/// The largest number that divides both without remainder, their signs aside; 0 for two zeros.
///
/// - Precondition: Neither is the least number of its type.
/// - Complexity: O(log min(|a|, |b|)), by Euclid's algorithm.
package func greatestCommonDivisor<Number: FixedWidthInteger>(_ a: Number, _ b: Number) -> Number {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return Number(a.magnitude)
}
