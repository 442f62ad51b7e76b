internal import Solving

extension TreeSearch {
  /// Fractional columns whose rows of the simplex table are looked at in one round.
  private static let lookedAt = 200
  /// Most cuts added in one round.
  private static let mostAdded = 60
  /// Largest divisor, and largest coefficient: greater numbers cut little and burden every proof.
  private static let largestDivisor = 40
  private static let largestCoefficient = 2_000
  /// Distance that a cut must have from the point, and cosine from which two cuts are alike.
  private static let leastDistance = 1e-3
  private static let mostAlike = 0.9

  /// Rounds at the root, and how many of the last must have closed how much of the gap for another.
  private static let mostRounds = 40
  private static let judgedRounds = 5
  private static let leastClosed = 0.01

  /// Whether rounding rows once more is likely to be worth more than a node of the tree.
  mutating func isWorthRounding(_ cost: Double) -> Bool {
    rootCosts.append(cost)
    if rootCosts.count > Self.mostRounds { return false }
    guard rootCosts.count > Self.judgedRounds else { return true }
    let gap = cutoff.isFinite ? cutoff - cost : 1e-4 * abs(cost)
    return cost - rootCosts[rootCosts.count - 1 - Self.judgedRounds] > Self.leastClosed * gap
  }

  /// A rounded row with what it does at a point.
  private struct Candidate {
    let rounded: RoundedRow
    let terms: [(column: Int, coefficient: Int)]
    let upper: Int
    let norm: Double
    let distance: Double
  }

  /// Adds rows that the relaxed optimum breaks: rows of the simplex table, rounded in whole numbers.
  ///
  /// Only rows of a small common denominator are used, which are those of small determinants.
  ///
  /// - Returns: Whether any was added.
  mutating func addRoundedRows(at point: [Double], _ session: inout Session) throws -> Bool {
    guard proof != nil, options.roundsRows, hooks.cuts == nil,
      program.columns.allSatisfy({ $0.kind == .integer && $0.bounds.lower >= 0 })
    else { return false }
    let fractional = integerColumns.map { (j: $0, part: point[$0] - point[$0].rounded(.down)) }
      .filter { min($0.part, 1 - $0.part) > 0.01 }
      .sorted { (abs($0.part - 0.5), $0.j) < (abs($1.part - 0.5), $1.j) }
    var found: [Candidate] = []
    for (j, _) in fractional.prefix(Self.lookedAt) {
      if run.mustStop != nil { return false }
      if let weights = try session.tableRow(of: Column(j)),
        let cut = candidate(weights, at: point)
      {
        found.append(cut)
      }
    }
    run.charge(steps: fractional.prefix(Self.lookedAt).count * session.nonzeroCount)
    var chosen: [Candidate] = []
    for i in found.indices.sorted(by: { (found[$1].distance, $0) < (found[$0].distance, $1) }) {
      let cut = found[i]
      if chosen.allSatisfy({ !Self.areAlike(cut, $0) }) { chosen.append(cut) }
      if chosen.count == Self.mostAdded { break }
    }
    guard !chosen.isEmpty else { return false }
    var rows: [NewRow] = []
    for cut in chosen {
      guard proof?.add(cut.rounded) == true else { continue }
      proofRows.append((proof?.rowCount ?? 1) - 1)
      rows.append(
        NewRow(
          name: "rounded", bounds: .init(lower: -.infinity, upper: Double(cut.upper)),
          terms: cut.terms.map { .init(Double($0.coefficient), Column($0.column)) }))
    }
    try session.addRows(rows)
    return true
  }

  /// The rounded row of a row of the simplex table; `nil` if it is unwieldy, or does not cut the point off.
  private func candidate(_ weights: [Double], at point: [Double]) -> Candidate? {
    guard let proof else { return nil }
    let used = weights.indices.filter { abs(weights[$0]) > 1e-9 }
    let divisor = (2...Self.largestDivisor).first { d in
      used.allSatisfy { i in
        let scaled = weights[i] * Double(d)
        return abs(scaled - scaled.rounded()) < 1e-5 && abs(scaled) < 1e9
      }
    }
    guard let divisor else { return nil }
    // Whole multiples of a row change nothing: weights between −½ and ½ keep numbers small.
    let parts = used.compactMap { i -> BoundCertificate.Multiplier? in
      var weight = Int((weights[i] * Double(divisor)).rounded()) % divisor
      if 2 * weight > divisor { weight -= divisor }
      if 2 * weight <= -divisor { weight += divisor }
      return weight == 0 ? nil : BoundCertificate.Multiplier(row: proofRows[i], weight: weight)
    }
    let ends = proof.coefficients(of: parts).compactMap { j, coefficient in
      let end = program.columns[j].bounds.upper
      return coefficient % divisor != 0 && end > 0 && point[j] > end - 1e-7
        ? BoundCertificate.Multiplier(row: j, weight: -coefficient) : nil
    }
    let rounded = RoundedRow(divisor: divisor, parts: parts, ends: ends)
    guard let (terms, upper) = try? proof.system.row(rounded),
      terms.allSatisfy({ abs($0.coefficient) <= Self.largestCoefficient })
    else { return nil }
    let norm = terms.reduce(0.0) { $0 + Double($1.coefficient * $1.coefficient) }.squareRoot()
    let value = terms.reduce(0.0) { $0 + Double($1.coefficient) * point[$1.column] }
    let distance = (value - Double(upper)) / max(norm, 1)
    guard distance > Self.leastDistance else { return nil }
    return Candidate(
      rounded: rounded, terms: terms, upper: upper, norm: norm, distance: distance)
  }

  private static func areAlike(_ a: Candidate, _ b: Candidate) -> Bool {
    var product = 0.0
    var (i, k) = (0, 0)
    while i < a.terms.count, k < b.terms.count {
      if a.terms[i].column == b.terms[k].column {
        product += Double(a.terms[i].coefficient * b.terms[k].coefficient)
        i += 1
        k += 1
      } else if a.terms[i].column < b.terms[k].column {
        i += 1
      } else {
        k += 1
      }
    }
    return product > mostAlike * a.norm * b.norm
  }
}
