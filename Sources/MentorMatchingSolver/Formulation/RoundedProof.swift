internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Turns weights of the simplex method into proofs in whole numbers.
///
/// Weights are rounded to multiples of 1/256, then of 2⁻¹⁶ and 2⁻²⁴ if the coarser ones lose the
/// last unit of the bound; what a proof is worth is told by the verifier, not by the simplex method.
struct RoundedProof {
  let problem: PairingProblem
  let rule: PairingRule
  let matching: Matching
  let lists: ShortenedLists

  private static let denominators = [1 << 8, 1 << 16, 1 << 24]

  /// The strongest bound on a goal that rounding leaves, with its proof.
  ///
  /// - Parameters:
  ///   - goal: A goal that is a sum.
  ///   - value: Its value of the matching held.
  ///   - earlier: Earlier goals with their values.
  ///   - rows: Meaning of the rows.
  ///   - weights: Weight of each row; positive presses on its lower side.
  /// - Returns: The bound with its certificate, or `nil` if nothing was proven.
  func sum(
    _ goal: PairingGoal, value: Int, earlier: [(goal: PairingGoal, value: Int)],
    rows: [StableRow], weights: [Double]
  ) -> (bound: Int, certificate: GoalCertificate)? {
    var best: (bound: Int, certificate: GoalCertificate)?
    for denominator in Self.denominators {
      let (used, multipliers) = round(weights, rows, denominator: denominator)
      let certificate = GoalCertificate(
        goal: goal,
        proof: .sum(
          rows: used,
          bound: BoundCertificate(
            denominator: denominator, nodes: [.bounded(multipliers: multipliers)])))
      guard
        let bound = problem.provenBound(
          certificate, rule: rule, earlier: earlier,
          lists: lists)
      else { continue }
      if let held = best?.bound, goal.isMinimized ? bound <= held : bound >= held { continue }
      best = (bound, certificate)
      if bound == value { break }
    }
    return best
  }

  /// A proof that no matching keeps every rank below `bound`.
  func empty(
    bound: Int, value: Int, earlier: [(goal: PairingGoal, value: Int)], rows: [StableRow],
    weights: [Double]
  ) -> GoalCertificate? {
    let largest = weights.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return nil }
    for denominator in Self.denominators {
      let (used, multipliers) = round(
        weights.map { $0 / largest }, rows, denominator: denominator)
      let certificate = GoalCertificate(
        goal: .regret,
        proof: .empty(
          rows: used, bound: bound,
          proof: BoundCertificate(
            denominator: denominator, nodes: [.empty(multipliers: multipliers)])))
      let proven = problem.provenBound(
        certificate, rule: rule, earlier: earlier, lists: lists)
      if proven != nil { return certificate }
    }
    return nil
  }

  private func round(
    _ weights: [Double], _ rows: [StableRow], denominator: Int
  ) -> (rows: [StableRow], multipliers: [BoundCertificate.Multiplier]) {
    var used: [StableRow] = []
    var multipliers: [BoundCertificate.Multiplier] = []
    for (row, weight) in zip(rows, weights) {
      let scaled = (weight * Double(denominator)).rounded()
      guard abs(scaled) < 0x1p53 else { continue }
      var rounded = Int(scaled)
      // A row with one side takes weights of one sign; the other is rounding noise.
      switch row {
      case .talent, .mentor, .short: rounded = min(0, rounded)
      case .shortShaft, .comb, .imbalance, .matched, .filled: rounded = max(0, rounded)
      case .pinned(let goal): rounded = goal.isMinimized ? min(0, rounded) : max(0, rounded)
      }
      if rounded == 0 { continue }
      multipliers.append(BoundCertificate.Multiplier(row: used.count, weight: rounded))
      used.append(row)
    }
    return (used, multipliers)
  }

  /// Weights that bound a goal without a linear program: each talent adds at most his largest
  /// amount, and each pair that an earlier goal demands adds at least the smallest amount.
  func withoutProgram(
    _ goal: PairingGoal, value: Int, earlier: [(goal: PairingGoal, value: Int)]
  ) -> (bound: Int, certificate: GoalCertificate)? {
    let market = problem.market
    let amounts = (0..<market.pairCount).map {
      lists.remains[$0] ? market.amount(of: goal, pair: $0) : nil
    }
    if goal.isMinimized {
      guard earlier.contains(where: { $0.goal == .size }) else { return nil }
      let least = amounts.reduce(Int.max) { min($0, $1 ?? .max) }
      guard least < .max else { return nil }
      return sum(
        goal, value: value, earlier: earlier, rows: [.pinned(.size)], weights: [Double(least)])
    }
    let byTalent = (0..<market.talentCount).map { t in
      market.pairs(ofTalent: t).reduce(0) { max($0, amounts[$1] ?? 0) }
    }
    return sum(
      goal, value: value, earlier: earlier, rows: (0..<market.talentCount).map { .talent($0) },
      weights: byTalent.map { -Double($0) })
  }
}
