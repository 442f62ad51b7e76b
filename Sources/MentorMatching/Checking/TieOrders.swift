internal import Solving

extension PairingProblem {
  /// Orders of the ties that a draw tries at most.
  private static let mostTieOrders = 1_000

  /// Whether the orders that the seed gives lead to the chances and the answer of a draw over ties.
  ///
  /// For each order every pair, talent by talent in the order of the lists, gets a number below 1; among the
  /// tied the larger comes first. Tickets are the orders whose matching equals the answer in every goal; for
  /// the rules that name one matching of strict lists, all orders.
  ///
  /// - Complexity: O(pairs · log pairs) for each order.
  func drawsAgain(_ lottery: PairingLottery, _ answer: PairingAnswer) -> Bool {
    var random = SeededRandom(seed: lottery.seed ^ 0x7469_6573)
    var pairs: [(talent: Int, mentor: Int, talentRank: Int, mentorRank: Int)] = []
    for t in 0..<talentCount where keptMentor[t] == nil {
      for e in talentWishes.entries(of: t) {
        let m = Int(talentWishes.person[e])
        if recused.contains(PairKey(mentor: m, talent: t)) { continue }
        guard let rank = listing.rank(ofTalent: t, byMentor: m) else { continue }
        pairs.append((t, m, Int(talentWishes.rank[e]), rank))
      }
    }
    let namesOne = answer.rule == .talent || answer.rule == .mentor
    let goals = goals(of: answer.rule)
    let expected = values(of: goals, for: answer.matching)
    var times = [[Int]](repeating: [], count: pairs.count)
    var count = 0
    for _ in 0..<Self.mostTieOrders where count < lottery.tickets {
      let preference = pairs.indices.map { _ in Double.random(in: 0..<1, using: &random) }
      let made = proposals(pairs, preference, byTalents: answer.rule != .mentor)
      var mentors = keptMentor
      for p in made { mentors[pairs[p].talent] = pairs[p].mentor }
      let matching = Matching(mentorOfTalent: mentors)
      guard namesOne || values(of: goals, for: matching) == expected else { continue }
      for p in made { times[p].append(count) }
      if count == lottery.ticket, matching != answer.matching { return false }
      count += 1
    }
    var chances = [[PairingLottery.Chance]](repeating: [], count: talentCount)
    for (p, pair) in pairs.enumerated() where !times[p].isEmpty {
      chances[pair.talent].append(.init(mentor: pair.mentor, tickets: times[p].count))
    }
    return count == lottery.tickets && chances == lottery.chances
  }

  /// Deferred acceptance on pairs whose ties are ordered by a preference: positions of the pairs made.
  private func proposals(
    _ pairs: [(talent: Int, mentor: Int, talentRank: Int, mentorRank: Int)], _ preference: [Double],
    byTalents: Bool
  ) -> [Int] {
    func isBefore(_ p: Int, _ q: Int, _ rank: (Int) -> Int) -> Bool {
      (rank(p), -preference[p], p) < (rank(q), -preference[q], q)
    }
    let (talentRank, mentorRank) = ({ pairs[$0].talentRank }, { pairs[$0].mentorRank })
    var places = draft.mentors.map(\.capacity)
    for m in keptMentor { if let m { places[m] -= 1 } }
    let one = [Int](repeating: 1, count: talentCount)
    let (asking, asked) = byTalents ? (one, places) : (places, one)
    func asker(_ p: Int) -> Int { byTalents ? pairs[p].talent : pairs[p].mentor }
    func target(_ p: Int) -> Int { byTalents ? pairs[p].mentor : pairs[p].talent }
    var lists = [[Int]](repeating: [], count: asking.count)
    for p in pairs.indices { lists[asker(p)].append(p) }
    for i in lists.indices {
      // Best last, to be taken off the end.
      lists[i].sort { isBefore($1, $0, byTalents ? talentRank : mentorRank) }
    }
    var seats = asking
    var held = [[Int]](repeating: [], count: asked.count)
    var waiting = Array(asking.indices)
    while let i = waiting.popLast() {
      while seats[i] > 0, let p = lists[i].popLast() {
        held[target(p)].append(p)
        seats[i] -= 1
        guard held[target(p)].count > max(0, asked[target(p)]) else { continue }
        let rank = byTalents ? mentorRank : talentRank
        guard let worst = held[target(p)].max(by: { isBefore($0, $1, rank) }) else { continue }
        held[target(p)].removeAll { $0 == worst }
        seats[asker(worst)] += 1
        waiting.append(asker(worst))
      }
    }
    return held.joined().sorted()
  }
}
