internal import MentorMatching
internal import Solving

/// Drawing among equally good matchings.
extension PairingSearch {
  /// Orders of the ties that are tried where lists have ties.
  private static let tieOrders = 1_000
  /// Choices of one part of strict lists' stable matchings that are gone through, and tickets that stand
  /// for one matching each.
  private static let averagedMatchings = 20_000
  /// Most tickets where each stands for many matchings.
  private static let mostTickets = 1 << 40

  /// Replaces the matching held by a drawn one that is equal in every goal, if there is a choice.
  ///
  /// For a rule that names one matching of lists with ties, the draw decides the ties; so it comes
  /// before anything is proven about that matching's values.
  mutating func draw() throws {
    // The middle is one pairing: any other, however stable, is not what was asked for.
    guard draws, rule.demandsStability, !rule.namesMiddle else { return }
    if problem.isStrict { drawStable() } else { try drawTieOrders() }
  }

  private mutating func drawStable() {
    // The difference of two sums is no sum: mixing matchings could change it.
    guard !goals.contains(.imbalance) else { return }
    let rotations = RotationPoset(market)
    var closure = RotationClosure(rotations, market)
    for (goal, value) in zip(goals, bestValues) where goal != .size {
      if goal == .regret {
        _ = closure.minimizeWorstRank(from: value)
      } else {
        run.charge(steps: closure.minimize(goal).steps)
      }
    }
    guard let (shares, tickets) = shares(of: closure) else { return }
    let drawn = PairingLottery(
      kind: .stablePoint(
        matchings: shares.isExact ? shares.matchings ?? tickets : tickets,
        isComplete: shares.isExact && shares.matchings != nil),
      seed: run.seed, tickets: tickets, chances: chances(shares, of: rotations, tickets))
    lottery = drawn
    best = (0..<market.talentCount).map { t in
      guard problem.keptMentor[t] == nil, let m = drawn.mentor(ofTalent: t, on: drawn.ticket)
      else { return -1 }
      return market.pairs(ofTalent: t).first { market.mentor(of: $0) == m }.map { Int32($0) } ?? -1
    }
  }

  /// Shares of the rotations with a number of tickets that all of them divide, as exact as fits.
  private func shares(of closure: RotationClosure) -> (RotationShares, tickets: Int)? {
    for most in [Self.averagedMatchings, 1_000, 50, 1, 0] {
      let shares = closure.shares(atMost: most)
      run.charge(steps: market.pairCount)
      if let all = shares.matchings, all <= Self.averagedMatchings { return (shares, all) }
      var tickets = 1
      for total in shares.outOf where tickets <= Self.mostTickets && tickets % total != 0 {
        tickets *= total / greatestCommonDivisor(tickets, total)
      }
      if tickets <= Self.mostTickets { return (shares, tickets) }
    }
    return nil
  }

  /// Each talent's chances: a rotation that takes him from one mentor to the next is carried out on its
  /// share of the tickets, and of his rotations those that come first at least as often.
  private func chances(
    _ shares: RotationShares, of rotations: RotationPoset, _ tickets: Int
  ) -> [[PairingLottery.Chance]] {
    var times = [Int](repeating: 0, count: market.pairCount)
    for p in rotations.talentOptimal where p >= 0 { times[Int(p)] = tickets }
    for r in 0..<rotations.count {
      let moved = tickets / shares.outOf[r] * shares.carriedOut[r]
      for move in rotations.moves(of: r) {
        times[Int(rotations.fromPair[move])] -= moved
        times[Int(rotations.toPair[move])] += moved
      }
    }
    return chances(times)
  }

  private mutating func drawTieOrders() throws {
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
    // On hard rounds orders hardly ever lead to what is as good, or always to the same.
    if !keepsFirst, Set(found).count < 2, try drawListed() || found.isEmpty { return }
    var times = [Int](repeating: 0, count: market.pairCount)
    for pairs in found { for p in pairs where p >= 0 { times[Int(p)] += 1 } }
    let drawn = PairingLottery(
      kind: .tieOrders, seed: run.seed, tickets: found.count, chances: chances(times))
    lottery = drawn
    keep(found[drawn.ticket])
  }

  func chances(_ times: [Int]) -> [[PairingLottery.Chance]] {
    (0..<market.talentCount).map { t in
      market.pairs(ofTalent: t).compactMap { p in
        times[p] == 0
          ? nil : PairingLottery.Chance(mentor: market.mentor(of: p), tickets: times[p])
      }
    }
  }
}
