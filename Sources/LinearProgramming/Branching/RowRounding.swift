internal import Solving

/// A row rounded in whole numbers, with what it does at a point.
struct RoundedCut {
  let rounded: RoundedRow
  let terms: [(column: Int, coefficient: Int)]
  let upper: Int
  let norm: Double
  /// How far the point lies behind the row.
  let distance: Double

  /// Whether both cut off nearly the same.
  func isLike(_ other: RoundedCut, cosine: Double) -> Bool {
    var product = 0.0
    var (i, k) = (0, 0)
    while i < terms.count, k < other.terms.count {
      let (a, b) = (terms[i], other.terms[k])
      if a.column == b.column { product += Double(a.coefficient * b.coefficient) }
      if a.column <= b.column { i += 1 }
      if b.column <= a.column { k += 1 }
    }
    return product > cosine * norm * other.norm
  }
}

/// Rounds sums of rows and sees which cut a point off.
///
/// The same as `RoundedRow` prescribes, in 64 bits unchecked, because most sums are thrown away: a proof adds
/// up again what is chosen.
struct RowRounding {
  /// Greater coefficients cut little and burden every proof; sums divided by their own have greater ones.
  private static let largestCoefficient = 2_000
  private static let largestWideCoefficient = 100_000
  /// Longer rows of such sums slow every later relaxation down: so many columns, and so much of all.
  private static let mostColumns = 200
  private static let mostShare = 0.05
  /// Distance that a cut must have from the point.
  static let leastDistance = 1e-3

  let rows: [IntegerSystem.Row]
  let ends: [Int]
  let point: [Double]
  private(set) var sums: [Int]
  private var isTouched: [Bool]
  private let largestCoefficient: Int
  private let mostColumns: Int
  private(set) var touched: [Int] = []
  /// What each row leaves at the point.
  let spare: [Double]
  /// Coefficients read so far.
  private(set) var steps = 0

  /// - Parameters:
  ///   - system: The rows, over columns that are integer and not negative.
  ///   - point: Values of the columns.
  ///   - isWide: Whether sums are divided by their own coefficients too.
  init(_ system: IntegerSystem, at point: [Double], isWide: Bool) {
    largestCoefficient = isWide ? Self.largestWideCoefficient : Self.largestCoefficient
    mostColumns =
      isWide ? Self.mostColumns + Int(Self.mostShare * Double(point.count)) : point.count
    rows = system.rows
    ends = system.columns.map(\.range.upperBound)
    self.point = point
    spare = rows.map { row in
      let value = row.terms.reduce(0.0) { $0 + Double($1.coefficient) * point[$1.column] }
      return abs(Double(row.upper ?? row.lower ?? 0) - value)
    }
    sums = [Int](repeating: 0, count: ends.count)
    isTouched = [Bool](repeating: false, count: ends.count)
  }

  /// The cut of weighted rows divided by a number, unknowns at their upper ends counted from there; `nil` if
  /// it is unwieldy, or does not cut the point off.
  mutating func cut(of parts: [BoundCertificate.Multiplier], divisor: Int) -> RoundedCut? {
    defer { clear() }
    guard var side = addUp(parts) else { return nil }
    var atEnds: [BoundCertificate.Multiplier] = []
    for j in touched
    where sums[j] % divisor != 0 && ends[j] > 0 && point[j] > Double(ends[j]) - 1e-7 {
      atEnds.append(BoundCertificate.Multiplier(row: j, weight: 0 &- sums[j]))
      side &-= sums[j] &* ends[j]
      sums[j] = 0
    }
    let rest = side.remainder(by: divisor)
    guard rest != 0 else { return nil }
    let factor = { (a: Int) in a.rounded(by: divisor, rest: rest) }
    for j in touched { sums[j] = factor(sums[j]) }
    var upper = (side &- rest) / divisor &* (divisor &- rest)
    for part in parts {
      let row = rows[part.row]
      if row.lower == row.upper { continue }
      let times = row.upper == nil ? 0 &- factor(0 &- part.weight) : factor(part.weight)
      if times == 0 { continue }
      upper &-= times &* (row.upper ?? row.lower ?? 0)
      add(row.terms, times: 0 &- times)
    }
    for end in atEnds {
      let times = factor(end.weight)
      upper &-= times &* ends[end.row]
      sums[end.row] &-= times
    }
    atEnds.sort { $0.row < $1.row }
    return cut(RoundedRow(divisor: divisor, parts: parts, ends: atEnds), upper)
  }

  /// What stands in the sums as a cut.
  private func cut(_ rounded: RoundedRow, _ upper: Int) -> RoundedCut? {
    var (unit, norm, value) = (0, 0.0, 0.0)
    for j in touched where sums[j] != 0 {
      if unit != 1 { unit = greatestCommonDivisor(unit, sums[j]) }
      norm += Double(sums[j]) * Double(sums[j])
      value += Double(sums[j]) * point[j]
    }
    guard unit > 0 else { return nil }
    let whole = upper.dividedRoundingDown(by: unit)
    norm = norm.squareRoot() / Double(unit)
    let distance = (value / Double(unit) - Double(whole)) / max(norm, 1)
    guard distance > Self.leastDistance else { return nil }
    guard touched.count(where: { sums[$0] != 0 }) <= mostColumns else { return nil }
    let terms = touched.filter { sums[$0] != 0 }.sorted()
      .map { (column: $0, coefficient: sums[$0] / unit) }
    guard terms.allSatisfy({ abs($0.coefficient) <= largestCoefficient }) else { return nil }
    return RoundedCut(rounded: rounded, terms: terms, upper: whole, norm: norm, distance: distance)
  }

  /// Adds weighted rows to the sums.
  ///
  /// - Returns: Their side; `nil` if one has none.
  mutating func addUp(_ parts: [BoundCertificate.Multiplier]) -> Int? {
    var side = 0
    for part in parts {
      guard let end = rows[part.row].upper ?? rows[part.row].lower else { return nil }
      side &+= part.weight &* end
      add(rows[part.row].terms, times: part.weight)
    }
    return side
  }

  private mutating func add(_ terms: [(column: Int, coefficient: Int)], times weight: Int) {
    for term in terms {
      if !isTouched[term.column] {
        isTouched[term.column] = true
        touched.append(term.column)
      }
      sums[term.column] &+= weight &* term.coefficient
    }
    steps += terms.count
  }

  mutating func clear() {
    for j in touched {
      sums[j] = 0
      isTouched[j] = false
    }
    touched.removeAll(keepingCapacity: true)
  }
}

extension Int {
  /// What is left of the number beyond a multiple of `divisor` below it.
  func remainder(by divisor: Int) -> Int {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }

  /// The number divided and rounded as ``RoundedRow`` prescribes, times `divisor − rest`.
  func rounded(by divisor: Int, rest: Int) -> Int {
    let part = remainder(by: divisor)
    return (self &- part) / divisor &* (divisor &- rest) &+ Swift.max(0, part &- rest)
  }
}
