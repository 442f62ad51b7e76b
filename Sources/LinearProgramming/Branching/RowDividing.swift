internal import Solving

/// What a sum of rows is divided by.
extension RowRounding {
  /// What a row by itself may leave, and by how many of its coefficients a sum is divided.
  private static let mostSpare = 0.9
  private static let mostDivisors = 4

  /// The cut of weighted rows divided by the number, or by one of the sum's coefficients, that seems to lie
  /// farthest from the point.
  ///
  /// Where a sum is divided by the coefficient of a column between whole numbers, that column counts in full
  /// (Marchand & Wolsey 2001, doi:10.1287/opre.49.3.363.11211).
  mutating func farthestCut(
    of parts: [BoundCertificate.Multiplier], divisor: Int? = nil
  ) -> RoundedCut? {
    guard let best = farthestDivisor(of: parts, or: divisor) else { return nil }
    return cut(of: parts, divisor: best)
  }

  private mutating func farthestDivisor(
    of parts: [BoundCertificate.Multiplier], or divisor: Int?
  ) -> Int? {
    defer { clear() }
    guard var side = addUp(parts) else { return nil }
    // Unknowns at an end leave nothing, whatever they are divided by.
    var inside: [(value: Double, sum: Int, half: Double)] = []
    for j in touched where sums[j] != 0 && point[j] > 0 {
      if ends[j] > 0, point[j] > Double(ends[j]) - 1e-7 {
        side &-= sums[j] &* ends[j]
      } else {
        inside.append((point[j], sums[j], abs(point[j] - point[j].rounded(.down) - 0.5)))
      }
    }
    let spares = parts.compactMap { part -> (value: Double, weight: Int)? in
      guard spare[part.row] > 1e-9 else { return nil }
      return (spare[part.row], rows[part.row].upper == nil ? 0 &- part.weight : part.weight)
    }
    var best: (distance: Double, divisor: Int)?
    for divisor in (divisor.map { [$0] } ?? []) + Self.divisors(inside.map { ($0.half, $0.sum) }) {
      let rest = side.remainder(by: divisor)
      guard rest != 0 else { continue }
      var value = -Double((side &- rest) / divisor &* (divisor &- rest))
      var norm = 0.0
      for (x, sum, _) in inside {
        let factor = Double(sum.rounded(by: divisor, rest: rest))
        value += factor * x
        norm += factor * factor
      }
      for (s, weight) in spares {
        value += Double(weight.rounded(by: divisor, rest: rest)) * s
      }
      let distance = value / norm.squareRoot()
      if distance > best?.distance ?? Self.leastDistance { best = (distance, divisor) }
    }
    return best?.divisor
  }

  /// Sizes of coefficients greater than one, those of columns nearest to a half first.
  private static func divisors(_ inside: [(half: Double, sum: Int)]) -> [Int] {
    var chosen: [Int] = []
    let sizes = inside.map { (half: $0.half, size: Int(clamping: $0.sum.magnitude)) }
      .sorted { ($0.half, $0.size) < ($1.half, $1.size) }
    for (half, size) in sizes where size > 1 && half < 0.5 - 1e-6 && !chosen.contains(size) {
      chosen.append(size)
      if chosen.count == mostDivisors { break }
    }
    return chosen
  }

  /// Whether a row has something to round, and leaves less than one at the point.
  func isWorthDividing(_ i: Int) -> Bool {
    spare[i] < Self.mostSpare && (rows[i].upper ?? rows[i].lower) != nil
      && rows[i].terms.contains { abs($0.coefficient) > 1 }
  }
}
