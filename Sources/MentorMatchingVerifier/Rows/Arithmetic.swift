/// A proof, or an answer, that does not hold.
struct Refuted: Error {}

/// Goes on only if `condition` holds.
func need(_ condition: Bool) throws(Refuted) { if !condition { throw Refuted() } }

/// Adds a product, if all numbers fit.
func accumulate(_ a: Int, times b: Int, to sum: inout Int) throws(Refuted) {
  let (product, isTooLarge) = a.multipliedReportingOverflow(by: b)
  let (total, isBeyond) = sum.addingReportingOverflow(product)
  try need(!isTooLarge && !isBeyond && total > .min)
  sum = total
}

extension Array {
  /// The element at a position that a proof names.
  func at(_ i: Int) throws(Refuted) -> Element {
    try need(indices.contains(i))
    return self[i]
  }
}
