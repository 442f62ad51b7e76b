internal import MentorMatching
internal import Solving

/// Looking for better matchings where lists have ties, and rounding points of the program.
extension PairingSearch {
  /// Deferred acceptance from both sides, promotion of those left over, and trades inside ties.
  mutating func searchTies(
    _ orders: StrictOrders, among allowed: [Bool]? = nil, tradesPerTalent: Int = 60
  ) {
    let among = allowed ?? remains
    for start in [
      talentsPropose(market, among: among, orders: orders),
      mentorsPropose(market, among: among, orders: orders),
    ] {
      offer(start)
      var search = TieSearch(
        market, among: among, from: start, goals: goals, random: SeededRandom(seed: random.next()))
      search.promoteLeftOvers()
      offer(search.pairOfTalent)
      let trades = 2_000 + tradesPerTalent * market.talentCount
      offer(search.trade(count: trades, depth: 1, run: run))
      offer(search.trade(count: trades, depth: goals.count, run: run))
      if run.mustStop != nil { return }
    }
  }

  /// Rounds a point of the program to matchings.
  ///
  /// With strict lists (and without stability) a vertex is a matching. Should a point lie inside a
  /// face after all, each talent takes the mentor at the middle of what he has: with strict lists that
  /// is stable and no worse than the point (Teo & Sethuraman 1998, doi:10.1287/moor.23.4.874).
  mutating func improve(
    from point: [Double], _ formulation: StableFormulation, searches: Bool,
    among allowed: [Bool]? = nil
  ) {
    if problem.isStrict || !rule.demandsStability {
      offer(middle(of: point, formulation))
      return
    }
    guard !keepsFirst else { return }
    // A point of whole numbers that meets every comb is a stable matching as it stands.
    offer(middle(of: point, formulation))
    let wanted = preference(point, formulation)
    let among = allowed ?? remains
    for attempt in 0..<Self.perturbedRoundings {
      if attempt > 0, !searches || isSettled || run.mustStop != nil { break }
      // The point decides ties first; later attempts decide close calls by chance.
      let noise = Double(attempt) / Double(Self.perturbedRoundings)
      let shaken = attempt == 0 ? wanted : shake(wanted, by: noise)
      let orders = StrictOrders(market, preferring: shaken)
      if attempt == 0, searches {
        searchTies(orders)
      } else {
        polish(
          talentsPropose(market, among: among, orders: orders), among: among, searches: searches)
        polish(
          mentorsPropose(market, among: among, orders: orders), among: among, searches: searches)
      }
      run.charge(steps: 8 * market.pairCount)
    }
  }

  /// Whether the matching held meets a bound on the first goal that was proven before.
  var isSettled: Bool { bounds[0] != nil && bounds[0] == bestValues[0] }

  mutating func polish(_ start: [Int32], among: [Bool], searches: Bool) {
    offer(start)
    guard searches else { return }
    var search = TieSearch(
      market, among: among, from: start, goals: goals, random: SeededRandom(seed: random.next()))
    search.promoteLeftOvers()
    offer(search.pairOfTalent)
    offer(search.trade(count: 10 * market.talentCount, depth: 1, run: run))
  }

  mutating func shake(_ preference: [Double], by noise: Double) -> [Double] {
    preference.map { $0 < 0 ? $0 : $0 + noise * Double.random(in: 0..<1, using: &random) }
  }

  func middle(of point: [Double], _ formulation: StableFormulation) -> [Int32] {
    (0..<market.talentCount).map { t in
      var sum = 0.0
      for p in market.pairs(ofTalent: t) where formulation.columnOfPair[p] >= 0 {
        sum += point[formulation.columnOfPair[p]]
        if sum > 0.5 { return Int32(p) }
      }
      return -1
    }
  }
}
