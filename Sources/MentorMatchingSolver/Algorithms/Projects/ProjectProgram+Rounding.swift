internal import MentorMatching
internal import Solving

/// Separation of rounded sums, and rows kept with all that they are made of.
extension ProjectProgram {
  /// Passes of elimination, the first in the plain order of the columns.
  private static let passes = 4
  /// Common multiples of units beyond this are left out, so that sums of sums stay small numbers.
  private static let largestUnit = 1 << 16
  /// Cuts that share one column at most.
  private static let cutsPerColumn = 4

  /// Halved and rounded sums of rows that cut a point off, the deepest first, spread over the columns.
  ///
  /// - Returns: The rows; the steps are charged to the run, which ends the passes where it must stop.
  func violatedSums(
    at point: [Double], using random: inout SeededRandom, run: Run
  ) -> [ContractRow] {
    var sums: [[Int]] = []
    let start = HalvedSums(wholeRows, at: point)
    run.charge(steps: start.steps)
    for pass in 0..<Self.passes where run.mustStop == nil {
      var search = start
      sums += search.found(noise: pass == 0 ? 0 : 0.3, using: &random)
      run.charge(steps: search.steps - start.steps)
    }
    var steps = 0
    sums.sort { $0.lexicographicallyPrecedes($1) }
    var candidates: [(depth: Double, meaning: ContractRow, row: WholeRow)] = []
    for (i, sum) in sums.enumerated() where i == 0 || sum != sums[i - 1] {
      let unit = sum.reduce(1) { unit, r in
        unit > Self.largestUnit
          ? unit : unit / greatestCommonDivisor(unit, wholeRows[r].unit) * wholeRows[r].unit
      }
      if unit > Self.largestUnit { continue }
      let parts = sum.map {
        BoundCertificate.Multiplier(row: $0, weight: unit / wholeRows[$0].unit)
      }
      let row = WholeRow(parts.map { (wholeRows[$0.row], $0.weight) }, dividedBy: 2 * unit)
      let violation = -row.slack(at: point)
      guard violation > 1e-3 else { continue }
      let length = row.coefficients.reduce(0) { $0 + Double($1 * $1) }.squareRoot()
      candidates.append(
        (violation / max(1, length), .rounded(parts: parts, divisor: 2 * unit), row))
      steps += row.columns.count
    }
    let order = candidates.indices.sorted {
      candidates[$0].depth == candidates[$1].depth
        ? $0 < $1 : candidates[$0].depth > candidates[$1].depth
    }
    var uses = [Int](repeating: 0, count: point.count)
    var seen = Set<WholeRow.Sides>()
    var chosen: [ContractRow] = []
    for i in order {
      let (_, meaning, row) = candidates[i]
      let shared = row.columns.filter { point[$0] > 1e-6 && point[$0] < 1 - 1e-6 }
      if shared.contains(where: { uses[$0] >= Self.cutsPerColumn }) { continue }
      guard seen.insert(row.sides).inserted else { continue }
      for j in shared { uses[j] += 1 }
      chosen.append(meaning)
    }
    run.charge(steps: steps)
    return chosen
  }

  /// The rows that are marked, those there from the start, and all that they are sums of.
  ///
  /// - Parameters:
  ///   - isNeeded: A mark for each row.
  ///   - base: Whether rows of talents, room and exchanges stay without a mark.
  /// - Returns: The rows, and the new position of each old one, `nil` for one that is gone.
  func rows(
    where isNeeded: [Bool], keepingBase base: Bool
  ) -> (rows: [ContractRow], position: [Int?]) {
    var isNeeded = isNeeded
    for i in rows.indices.reversed() {
      switch rows[i] {
      case .talent, .room, .exchange, .pinned: if base { isNeeded[i] = true }
      case .rounded(let parts, _) where isNeeded[i]:
        for part in parts { isNeeded[part.row] = true }
      case .comb, .projectComb, .rounded: break
      }
    }
    var position = [Int?](repeating: nil, count: rows.count)
    var kept: [ContractRow] = []
    for (i, row) in rows.enumerated() where isNeeded[i] {
      position[i] = kept.count
      switch row {
      case .rounded(let parts, let divisor):
        let moved = parts.compactMap { part in
          position[part.row].map { BoundCertificate.Multiplier(row: $0, weight: part.weight) }
        }
        kept.append(.rounded(parts: moved, divisor: divisor))
      default: kept.append(row)
      }
    }
    return (kept, position)
  }
}
