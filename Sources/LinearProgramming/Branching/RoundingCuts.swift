internal import Solving

extension TreeSearch {
  /// Fractional columns whose rows of the simplex table are looked at in one round.
  private static let lookedAt = 200
  /// Most cuts added in one round.
  private static let mostAdded = 60
  /// Largest common denominator of weights that are taken as they are.
  private static let largestDenominator = 40
  /// Other weights become multiples of one over each of these.
  private static let units = [1_024, 16_384]
  /// Most sums of rows that are halved in one round.
  private static let mostHalved = 400
  /// Cosine from which two cuts are alike.
  private static let mostAlike = 0.9

  /// How many of the last rounds must have closed how much of the gap for another.
  private static let judgedRounds = 5
  private static let leastClosed = 0.01

  /// Whether rounding rows once more is likely to be worth more than a node of the tree.
  mutating func isWorthRounding(_ cost: Double) -> Bool {
    rootCosts.append(cost)
    if rootCosts.count > options.mostRoundings { return false }
    guard rootCosts.count > Self.judgedRounds else { return true }
    let gap = cutoff.isFinite ? cutoff - cost : 1e-4 * abs(cost)
    return cost - rootCosts[rootCosts.count - 1 - Self.judgedRounds] > Self.leastClosed * gap
  }

  /// Adds rows that the relaxed optimum breaks, rounded in whole numbers: rows of the simplex table, of which only
  /// those of a small common denominator are used, which are those of small determinants, and halves of sums.
  ///
  /// - Returns: Whether any was added.
  mutating func addRoundedRows(at point: [Double], _ session: inout Session) throws -> Bool {
    guard let proof, options.roundsRows, hooks.cuts == nil,
      program.columns.allSatisfy({ $0.kind == .integer && $0.bounds.lower >= 0 })
    else { return false }
    var rounding = RowRounding(proof.system, at: point, isWide: options.roundsWidely)
    var found = try tableCuts(at: point, &rounding, &session)
    if options.roundsWidely {
      found += proofRows.filter(rounding.isWorthDividing).compactMap {
        rounding.farthestCut(of: [BoundCertificate.Multiplier(row: $0, weight: 1)])
      }
    }
    var halves = HalfSums(proof.system, rows: proofRows, at: point)
    for rows in halves.sums(most: Self.mostHalved) {
      // A spare that is taken away leaves nothing when it is halved and rounded.
      let parts = rows.map {
        BoundCertificate.Multiplier(row: $0, weight: proof.system.rows[$0].upper == nil ? -1 : 1)
      }
      if let cut = rounding.cut(of: parts, divisor: 2) { found.append(cut) }
    }
    run.charge(steps: rounding.steps + halves.steps)
    if run.mustStop != nil { return false }
    var chosen: [RoundedCut] = []
    for i in found.indices.sorted(by: { (found[$1].distance, $0) < (found[$0].distance, $1) }) {
      let cut = found[i]
      if chosen.allSatisfy({ !cut.isLike($0, cosine: Self.mostAlike) }) { chosen.append(cut) }
      if chosen.count == Self.mostAdded { break }
    }
    // A row is taken as the proof adds it up.
    let added = chosen.compactMap { cut -> Int? in
      self.proof?.add(cut.rounded) == true ? (self.proof?.rowCount ?? 1) - 1 : nil
    }
    return try enterRows(added, &session)
  }

  /// Puts rounded rows of the proof into the session.
  ///
  /// - Returns: Whether there were any.
  private mutating func enterRows(_ added: [Int], _ session: inout Session) throws -> Bool {
    guard let proof, !added.isEmpty else { return false }
    proofRows += added
    try session.addRows(
      added.map { i in
        let row = proof.system.rows[i]
        return NewRow(
          name: row.name,
          bounds: .init(lower: -.infinity, upper: row.upper.map(Double.init) ?? .infinity),
          terms: row.terms.map { .init(Double($0.coefficient), Column($0.column)) })
      })
    return true
  }

  /// Cuts from rows of the simplex table, of the columns nearest to a half.
  private func tableCuts(
    at point: [Double], _ rounding: inout RowRounding, _ session: inout Session
  ) throws -> [RoundedCut] {
    var near: [(j: Int, half: Double)] = []
    for j in integerColumns {
      let half = abs(point[j] - point[j].rounded(.down) - 0.5)
      if half < 0.49 { near.append((j, half)) }
    }
    near.sort { ($0.half, $0.j) < ($1.half, $1.j) }
    let fractional = near.prefix(Self.lookedAt)
    var found: [RoundedCut] = []
    for (j, _) in fractional {
      if run.mustStop != nil { return [] }
      guard let weights = try session.tableRow(of: Column(j)) else { continue }
      if let (parts, divisor) = whole(weights) {
        if let cut = rounding.cut(of: parts, divisor: divisor) { found.append(cut) }
      } else if options.roundsWidely {
        found += Self.units.compactMap { unit in
          rounding.farthestCut(of: multiples(of: unit, weights), divisor: unit)
        }
      }
    }
    run.charge(steps: fractional.count * session.nonzeroCount)
    return found
  }

  /// Weights of a row of the simplex table with their common denominator; `nil` if that is large.
  private func whole(
    _ weights: [Double]
  ) -> (parts: [BoundCertificate.Multiplier], divisor: Int)? {
    let used = weights.indices.filter { abs(weights[$0]) > 1e-9 }
    let divisor = (2...Self.largestDenominator).first { d in
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
    return (parts, divisor)
  }

  /// Weights of a row of the simplex table as multiples of 1/`unit`, which they nearly are.
  private func multiples(of unit: Int, _ weights: [Double]) -> [BoundCertificate.Multiplier] {
    weights.indices.compactMap { i in
      let weight = (weights[i] * Double(unit)).rounded()
      guard weight != 0, abs(weight) < 1e9 else { return nil }
      return BoundCertificate.Multiplier(row: proofRows[i], weight: Int(weight))
    }
  }
}
