internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Weights of the simplex method as weights in whole numbers.
extension CutoffSearch {
  /// A row of the session with its weight.
  typealias Weight = (row: Int, weight: Int)

  /// Rounds dual values and adds them up over the present bounds.
  ///
  /// - Returns: The weights, and the smallest cost that they prove, rounded up.
  func weigh(_ duals: [Double], _ lists: CaseLists) -> (weights: [Weight], bound: Int) {
    let denominator = CutoffProofWriter.denominator
    let weights = rounded(duals, scale: Double(denominator), lists)
    let bound =
      sum(weights, denominator: denominator, usesCosts: true)
      .dividedRoundingUp(by: denominator).dividedRoundingUp(by: costUnit) * costUnit
    return (weights, bound)
  }

  /// Weights that show that the present bounds leave nothing.
  mutating func emptiness(
    _ lists: CaseLists, _ session: inout Session
  ) throws -> RowWeights? {
    if let weights = emptiness(session.farkasMultipliers(), lists) { return weights }
    // The primal method leaves no proof behind; the dual one from the slack basis does.
    try session.resetBasis()
    guard try session.solve(.dual) == .infeasible else { return nil }
    return emptiness(session.farkasMultipliers(), lists)
  }

  private mutating func emptiness(
    _ found: [Double]?, _ lists: CaseLists
  ) -> RowWeights? {
    guard let found else { return nil }
    let largest = found.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return nil }
    for shift in [4, 10, 20, 28] {
      let weights = rounded(found, scale: Double(1 << shift) / largest, lists)
      if sum(weights, denominator: 1, usesCosts: false) > 0 {
        return RowWeights(named(weights))
      }
    }
    return nil
  }

  /// Weights by rows of the proof.
  mutating func named(_ weights: [Weight]) -> [BoundCertificate.Multiplier] {
    weights.map { row, weight in
      let meaning: StableRow =
        switch rows[row].meaning {
        case .talent(let t): weight > 0 ? .matched(t) : .talent(t)
        case .mentor(let m): weight > 0 ? .filled(m) : .mentor(m)
        case .comb(let comb): comb
        case .short(let m, let rank): .short(mentor: m, rank: Int(rank))
        case .pinned(let goal): .pinned(goal)
        }
      return BoundCertificate.Multiplier(row: proof.number(of: meaning), weight: weight)
    }
  }

  private func rounded(_ duals: [Double], scale: Double, _ lists: CaseLists) -> [Weight] {
    var weights: [Weight] = []
    for (i, dual) in duals.enumerated() {
      let scaled = (dual * scale).rounded()
      guard scaled != 0, abs(scaled) < 0x1p50 else { continue }
      // A weight on a side that the row does not have is rounding noise.
      let holds =
        switch rows[i].meaning {
        case .talent(let t): scaled < 0 || lists.matched[t]
        case .mentor(let m): scaled < 0 || lists.filled[m]
        case .comb: scaled > 0
        case .short(let m, let rank): scaled < 0 && lists.shortRank[m] >= rank
        case .pinned(let goal): goal.isMinimized ? scaled < 0 : scaled > 0
        }
      if holds { weights.append((i, Int(scaled))) }
    }
    return weights
  }

  private func sum(_ weights: [Weight], denominator: Int, usesCosts: Bool) -> Int {
    var reduced = usesCosts ? costs.map { $0 &* denominator } : costs.map { _ in 0 }
    var total = 0
    for (i, weight) in weights {
      total &+= weight &* side(of: rows[i], isLower: weight > 0)
      for (k, j) in rows[i].columns.enumerated() {
        reduced[Int(j)] &-= weight &* (rows[i].coefficients?[k] ?? 1)
      }
    }
    for j in reduced.indices where reduced[j] != 0 {
      total &+= reduced[j] &* Int(reduced[j] > 0 ? lower[j] : upper[j])
    }
    return total
  }

  private func side(of row: CutoffRow, isLower: Bool) -> Int {
    switch row.meaning {
    case .talent: 1
    case .mentor(let m), .comb(.comb(let m, _, _)): market.places[m]
    case .comb: 0
    case .short(let m, _): market.places[m] - 1
    case .pinned: row.side
    }
  }
}
