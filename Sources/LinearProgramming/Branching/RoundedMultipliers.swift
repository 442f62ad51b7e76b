public import Solving

/// Rounds dual values to multiples of 1/`denominator`, so that they can certify a bound in integers.
///
/// A weight whose sign needs a side that its row does not have is a rounding error of the simplex
/// method; it becomes zero, which is always allowed.
///
/// - Parameters:
///   - duals: One dual value for each row, of a minimisation (negate those of a maximisation).
///   - denominator: Unit of the weights, a power of two.
///   - bounds: The rows' bounds.
/// - Returns: The weights that are not zero, by row.
public func roundedMultipliers(
  _ duals: [Double], denominator: Int, bounds: [LinearProgram.Bounds]
) -> [BoundCertificate.Multiplier] {
  precondition(duals.count == bounds.count, "one dual value for each row")
  return duals.indices.compactMap { i in
    let scaled = (duals[i] * Double(denominator)).rounded()
    guard scaled != 0, abs(scaled) < 1e17 else { return nil }
    let side = scaled > 0 ? bounds[i].lower : bounds[i].upper
    return side.isFinite ? BoundCertificate.Multiplier(row: i, weight: Int(scaled)) : nil
  }
}
