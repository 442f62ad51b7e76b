internal import MentorMatching
internal import Solving

/// The largest total score whether stable or not, then most pairs, then the smallest sum of ranks.
extension PairingSearch {
  /// Solves the rule `maximum` as one flow, and proves all three goals by its prices.
  ///
  /// A pair is worth (score · `pairUnit` + 1) · `rankUnit` − ranks, with units so large that a point of
  /// score outweighs any number of pairs, and a pair any sum of ranks. Where fewest changed pairs come
  /// second, a pair is worth score · `pairUnit`, and one more if it stays.
  ///
  /// - Returns: Whether the numbers fit; nothing has changed if not.
  mutating func solveByFlow() -> Bool {
    let keepsPairs = [[.weight], [.weight, .stays]].contains(goals)
    guard keepsPairs || goals == [.weight, .size, .egalitarian],
      let units = FlowUnits(market, keepsPairs: keepsPairs)
    else { return false }
    let value = (0..<market.pairCount).map { units.value(ofPair: $0, in: market) }
    var flow = PlaceFlow(market, value: value)
    flow.run()
    run.charge(steps: 4 * market.pairCount + flow.steps)
    keep(flow.pairOfTalent)
    let mentorPrices = flow.mentorPrices(for: value)
    for k in goals.indices {
      certificates[k] = units.certificate(goals[k], flow.gain, mentorPrices, market)
      bounds[k] = bestValues[k]
    }
    return true
  }
}

/// What a point, a pair and a rank are worth beside one another.
private struct FlowUnits {
  /// What a point of score is worth in pairs.
  let pairUnit: Int
  /// What a pair is worth in ranks.
  let rankUnit: Int
  /// Largest sum of the two ranks of a pair; 0 where ranks do not count.
  let worstRanks: Int
  private let keepsPairs: Bool

  /// - Returns: `nil` if sums over all talents and places would not fit 64 bits.
  init?(_ market: PairingMarket, keepsPairs: Bool) {
    self.keepsPairs = keepsPairs
    var (worst, largest, seats) = (0, 0, 0)
    for p in 0..<market.pairCount {
      worst = max(worst, Int(market.talentRank[p]) + Int(market.mentorRank[p]))
      largest = max(largest, abs(market.score[p]))
    }
    for m in 0..<market.mentorCount {
      seats += min(market.places[m], market.pairs(ofMentor: m).count)
    }
    worstRanks = keepsPairs ? 0 : worst
    pairUnit = min(market.talentCount, seats) + 1
    rankUnit = market.talentCount * worstRanks + 1
    let people = Double(market.talentCount + seats + market.pairCount + 1)
    guard (Double(largest) * Double(pairUnit) + 1) * Double(rankUnit) * people < 4e18 else {
      return nil
    }
  }

  func value(ofPair p: Int, in market: PairingMarket) -> Int {
    keepsPairs
      ? market.score[p] * pairUnit + (market.stays[p] ? 1 : 0)
      : (market.score[p] * pairUnit + 1) * rankUnit - Int(market.talentRank[p])
        - Int(market.mentorRank[p])
  }

  /// The prices as multipliers of rows, in the units of a goal.
  ///
  /// A talent's and a mentor's price together are at least what their pair is worth, so they bound the
  /// sum of all three goals in their units. Counted in the units of one goal, what the goals before it
  /// add is known, and what those behind it add is less than one unit.
  func certificate(
    _ goal: PairingGoal, _ talentPrices: [Int], _ mentorPrices: [Int], _ market: PairingMarket
  ) -> GoalCertificate {
    var rows: [StableRow] = []
    var multipliers: [BoundCertificate.Multiplier] = []
    func add(_ row: StableRow, _ weight: Int) {
      if weight == 0 { return }
      multipliers.append(BoundCertificate.Multiplier(row: rows.count, weight: weight))
      rows.append(row)
    }
    // Ranks are taken off a pair's worth, which a bound on the pairs alone must put back.
    let allowance = goal == .size ? worstRanks : 0
    for t in 0..<market.talentCount where !market.pairs(ofTalent: t).isEmpty {
      add(.talent(t), -(talentPrices[t] + allowance))
    }
    for m in 0..<market.mentorCount { add(.mentor(m), -mentorPrices[m]) }
    if goal != .weight { add(.pinned(.weight), pairUnit * rankUnit) }
    if goal == .egalitarian { add(.pinned(.size), rankUnit) }
    let unit = goal == .weight ? pairUnit * rankUnit : goal == .size ? rankUnit : 1
    return GoalCertificate(
      goal: goal,
      proof: .sum(
        rows: rows,
        bound: BoundCertificate(
          denominator: unit, nodes: [.bounded(multipliers: multipliers)])))
  }
}
