internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Drawing where lists have ties and hardly any order of them leads to a matching as good.
extension PairingSearch {
  /// Most pairings that a draw lists of those that trades find, and most that are looked at.
  private static let (mostListed, mostFound) = (100, 5_000)
  /// Trades inside ties tried for each talent when pairings as good are looked for.
  private static let tradesPerTalent = 60
  /// Most questions to the exact engine.
  private static let mostQuestions = 50

  /// Draws among pairings that are as good as the one held, to which trades inside ties and the exact engine
  /// lead.
  ///
  /// - Returns: Whether another one was found, or found not to exist.
  mutating func drawListed() throws -> Bool {
    var random = SeededRandom(seed: run.seed ^ 0x7472_6164)
    var search = TieSearch(
      market, among: remains, from: best, goals: goals,
      random: SeededRandom(seed: random.next()))
    var seen: Set<[Int32]> = [best]
    var listed = [best]
    let state = self
    search.wander(trades: 2_000 + Self.tradesPerTalent * market.talentCount, run: run) { pairs in
      guard seen.count < Self.mostFound, !seen.contains(pairs),
        state.values(of: pairs) == bestValues,
        state.problem.isStable(pairs)
      else { return }
      seen.insert(pairs)
      // Each of those found is listed with the same chance.
      if listed.count < Self.mostListed {
        listed.append(pairs)
      } else if case let k = Int.random(in: 0..<seen.count, using: &random), k < listed.count {
        listed[k] = pairs
      }
    }
    let isWhole = try findNewPairs(&listed)
    guard isWhole || listed.count > 1 else { return false }
    let ticket = PairingLottery.ticket(of: run.seed, among: listed.count)
    let drawn = problem.matching(fromPairs: listed[ticket]).mentorOfTalent
    let moves = listed.map { pairs in
      problem.matching(fromPairs: pairs).mentorOfTalent.enumerated().compactMap { t, m in
        m == drawn[t] ? nil : PairingLottery.Move(talent: t, mentor: m)
      }
    }
    var times = [Int](repeating: 0, count: market.pairCount)
    for pairs in listed { for p in pairs where p >= 0 { times[Int(p)] += 1 } }
    lottery = PairingLottery(
      kind: .listed(moves), seed: run.seed, tickets: listed.count, chances: chances(times),
      namesEveryPair: isWhole ? true : nil)
    keep(listed[ticket])
    return true
  }

  /// Adds pairings as good that have pairs which none of those listed has, as many as possible, each found by
  /// branching on cut-offs with every goal held at its value. Where there is none, no pairing as good has a
  /// pair that the list does not name.
  ///
  /// - Returns: Whether that was reached.
  private func findNewPairs(_ listed: inout [[Int32]]) throws -> Bool {
    guard zip(bounds, bestValues).allSatisfy({ $0 == $1 }), branches(over: remains.count { $0 }),
      let counted = [PairingGoal.stays, .weight].first(where: { !goals.contains($0) })
    else { return false }
    for _ in 0..<Self.mostQuestions where run.mustStop == nil {
      var isNew = remains
      for pairs in listed { for p in pairs where p >= 0 { isNew[Int(p)] = false } }
      guard isNew.contains(true) else { return true }
      let asked = problem.counting(isNew, as: counted)
      var search = CutoffSearch(
        asked, goals: goals + [counted], goal: goals.count,
        formulation: StableFormulation(asked.market, remains: remains, demandsStability: true),
        best: best, run: run)
      guard try search.search(remains: remains, earlier: earlier(goals.count)) != nil else {
        return false
      }
      if search.bestCost == 0 { return search.open.all.isEmpty }
      listed.append(search.best)
    }
    return false
  }
}
