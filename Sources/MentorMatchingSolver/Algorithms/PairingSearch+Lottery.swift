internal import MentorMatching
internal import Solving

/// Drawing among equally good matchings.
extension PairingSearch {
  /// Orders of the ties that are tried where lists have ties.
  private static let tieOrders = 1_000
  /// Stable matchings of strict lists that are averaged at most.
  private static let averagedMatchings = 20_000

  /// Replaces the matching held by a drawn one that is equal in every goal, if there is a choice.
  ///
  /// For a rule that names one matching of lists with ties, the draw decides the ties; so it comes
  /// before anything is proven about that matching's values.
  mutating func draw() throws {
    // The middle is one pairing: any other, however stable, is not what was asked for.
    guard draws, rule.demandsStability, rule != .centre else { return }
    if problem.isStrict { drawStable() } else { drawTieOrders() }
  }

  private mutating func drawStable() {
    guard let lattice = StableLattice(problem) else { return }
    var times = [Int](repeating: 0, count: market.pairCount)
    var count = 0
    let state = self
    let isComplete = lattice.visit(atMost: Self.averagedMatchings) { pairs in
      guard state.values(of: pairs) == state.bestValues else { return }
      count += 1
      for p in pairs where p >= 0 { times[Int(p)] += 1 }
    }
    run.charge(steps: count * market.talentCount)
    // The difference of two sums is no sum: mixing matchings could change it.
    guard count > 0, !goals.contains(.imbalance) else { return }
    let chances = chances(times)
    let drawn = PairingLottery(
      kind: .stablePoint(matchings: count, isComplete: isComplete), seed: run.seed, tickets: count,
      chances: chances)
    lottery = drawn
    best = (0..<market.talentCount).map { t in
      guard problem.keptMentor[t] == nil, let m = drawn.mentor(ofTalent: t, on: drawn.ticket)
      else { return -1 }
      return market.pairs(ofTalent: t).first { market.mentor(of: $0) == m }.map { Int32($0) } ?? -1
    }
  }

  private mutating func drawTieOrders() {
    var random = SeededRandom(seed: run.seed ^ 0x7469_6573)
    var found: [[Int32]] = []
    for attempt in 0..<Self.tieOrders {
      if attempt > 0, run.mustStop != nil { break }
      let preference = (0..<market.pairCount).map { _ in Double.random(in: 0..<1, using: &random) }
      let orders = StrictOrders(market, preferring: preference)
      let pairs =
        rule == .mentor
        ? mentorsPropose(market, orders: orders) : talentsPropose(market, orders: orders)
      run.charge(steps: 8 * market.pairCount)
      if keepsFirst || values(of: pairs) == bestValues { found.append(pairs) }
    }
    guard !found.isEmpty else { return }
    var times = [Int](repeating: 0, count: market.pairCount)
    for pairs in found { for p in pairs where p >= 0 { times[Int(p)] += 1 } }
    let drawn = PairingLottery(
      kind: .tieOrders, seed: run.seed, tickets: found.count, chances: chances(times))
    lottery = drawn
    keep(found[drawn.ticket])
  }

  private func chances(_ times: [Int]) -> [[PairingLottery.Chance]] {
    (0..<market.talentCount).map { t in
      market.pairs(ofTalent: t).compactMap { p in
        times[p] == 0
          ? nil : PairingLottery.Chance(mentor: market.mentor(of: p), tickets: times[p])
      }
    }
  }
}
