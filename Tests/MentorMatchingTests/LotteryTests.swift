import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

@Suite struct `A draw among equally good pairings` {
  @Test func `chances are the enumerated shares and every seed draws a stable pairing`() throws {
    var drawn: Set<[Int?]> = []
    for seed in UInt64(0)..<200 {
      let problem = try rankedByAll(seed: seed % 10)
      let stable = QuickEnumeration(problem.draft).stable
      let outcome = try problem.solve(.leastChange, draws: true, run: Run(seed: seed))
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
      let lottery = try #require(answer.lottery)
      #expect(lottery.kind == .stablePoint(matchings: stable.count, isComplete: true))
      for t in 0..<problem.talentCount {
        for chance in lottery.chances[t] {
          #expect(chance.tickets == stable.count { $0.mentorOfTalent[t] == chance.mentor })
        }
        #expect(lottery.chances[t].reduce(0) { $0 + $1.tickets } == stable.count)
      }
      #expect(stable.contains { $0.mentorOfTalent == answer.matching.mentorOfTalent })
      if seed % 10 == 3 { drawn.insert(answer.matching.mentorOfTalent) }
    }
    #expect(drawn.count > 1)
  }

  @Test func `an egalitarian draw stays egalitarian`() throws {
    for seed in UInt64(0)..<200 {
      let problem = try rankedByAll(seed: seed)
      let least = QuickEnumeration(problem.draft).stable.map(\.ranks).min()
      let outcome = try problem.solve(.egalitarian, draws: true, run: Run(seed: seed))
      #expect(outcome.terms.last?.value == least)
      #expect(outcome.termination == .optimal)
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
    }
  }

  @Test(arguments: [PairingRule.talent, .largest])
  func `with ties the draw orders the ties and stays as good`(rule: PairingRule) throws {
    for seed in UInt64(0)..<40 {
      let problem = try tinyRound(seed: 820_000 + seed, ties: true, scores: false)
      let plain = try problem.solve(rule)
      let outcome = try problem.solve(rule, draws: true, run: Run(seed: seed))
      let answer = try #require(outcome.solution)
      #expect(problem.violations(of: answer) == [])
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
      if rule == .largest { #expect(outcome.terms.map(\.value) == plain.terms.map(\.value)) }
      let again = try problem.solve(rule, draws: true, run: Run(seed: seed))
      #expect(again.solution == answer)
    }
  }

  @Test func `a ticket that the seed did not draw is refused`() throws {
    let problem = try rankedByAll(seed: 3)
    let seeds = try (UInt64(0)..<30).map { seed in
      try #require(
        try problem.solve(.leastChange, draws: true, run: Run(seed: seed)).solution)
    }
    let first = seeds[0]
    let other = try #require(seeds.first { $0.matching != first.matching })
    let forged = PairingAnswer(
      rule: first.rule, matching: other.matching, reductions: [], certificates: [],
      reports: other.reports, blockingPairs: [], shortfalls: [], lottery: first.lottery)
    #expect(problem.lotteryDefects(of: first) == [])
    #expect(problem.lotteryDefects(of: forged).count == 1)
  }

  /// A round of a few long lists with heavy ties, of which no order at random is as good as the optimum.
  private func hardRound(seed: UInt64) throws -> PairingProblem {
    var random = SeededRandom(seed: seed)
    let talents = (0..<40).map { "t\($0)" }
    let mentors = (0..<20).map { "m\($0)" }
    let lists = talents.map { _ in Array(mentors.shuffled(using: &random).prefix(3)) }
    func tiers(_ ids: [String]) -> [[String]] {
      ids.reduce(into: []) { tiers, id in
        if !tiers.isEmpty, Int.random(in: 0..<6, using: &random) > 0 {
          tiers[tiers.count - 1].append(id)
        } else {
          tiers.append([id])
        }
      }
    }
    let draft = PairingDraft(
      mentors: mentors.map { id in
        .init(
          id: id, capacity: 2,
          wishes: tiers(
            talents.filter { lists[talents.firstIndex(of: $0)!].contains(id) }
              .shuffled(using: &random)))
      },
      talents: talents.enumerated().map { .init(id: $1, wishes: lists[$0].map { [$0] }) })
    return try PairingProblem(validating: draft)
  }

  @Test func `on hard rounds a draw lists pairings that are as good, and no others pass`() throws {
    var listed = 0
    for seed in UInt64(0)..<12 {
      let problem = try hardRound(seed: seed)
      let outcome = try problem.solve(.largest, draws: true, run: Run(seed: seed))
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
      #expect(try problem.solve(.largest, draws: true, run: Run(seed: seed)).solution == answer)
      guard let lottery = answer.lottery, case .listed(let moves) = lottery.kind else { continue }
      guard moves.count > 1 else { continue }
      listed += 1
      #expect(lottery.tickets == moves.count)
      func isRefused(
        _ moves: [[PairingLottery.Move]], chances: [[PairingLottery.Chance]]? = nil
      ) -> Bool {
        let forged = PairingLottery(
          kind: .listed(moves), seed: lottery.seed, tickets: lottery.tickets,
          chances: chances ?? lottery.chances)
        let changed = PairingAnswer(
          rule: answer.rule, matching: answer.matching, reductions: [], certificates: [],
          reports: answer.reports, blockingPairs: [], shortfalls: [], lottery: forged)
        return problem.lotteryDefects(of: changed).count == 1
      }
      #expect(!isRefused(moves))
      let other = try #require(moves.indices.first { $0 != lottery.ticket })
      var changed = moves
      changed[other] = []
      #expect(isRefused(changed), "a pairing twice")
      changed[other] = [.init(talent: 0, mentor: nil), .init(talent: 1, mentor: nil)]
      #expect(isRefused(changed), "an unstable pairing")
      changed[other] = [.init(talent: 99, mentor: nil)]
      #expect(isRefused(changed), "a talent who is not there")
      #expect(isRefused(Array(moves.dropLast())), "one left out")
      var chances = lottery.chances
      let t = try #require(chances.firstIndex { $0.count > 1 })
      chances[t].swapAt(0, 1)
      chances[t] = zip(chances[t], lottery.chances[t]).map {
        .init(mentor: $0.mentor, tickets: $1.tickets)
      }
      let isEven = chances[t].map(\.tickets) == chances[t].reversed().map(\.tickets)
      #expect(isEven || isRefused(moves, chances: chances), "other chances")
    }
    #expect(listed > 0)
  }

  @Test func `a list that names every pair names those of all enumerated pairings as good`() throws
  {
    var (single, several) = (0, 0)
    for seed in UInt64(0)..<1_200 {
      let problem = try tinyRound(seed: 830_000 + seed, ties: true, scores: false)
      let rule: PairingRule = seed % 2 == 0 ? .largest : .egalitarian
      let outcome = try problem.solve(rule, draws: true, run: Run(seed: seed))
      let answer = try #require(outcome.solution)
      guard let lottery = answer.lottery, lottery.namesEveryPair == true else { continue }
      let stable = QuickEnumeration(problem.draft).stable
      func key(_ entry: QuickEnumeration.Entry) -> [Int] {
        [-entry.size, rule == .largest ? entry.talentRanks.reduce(0, +) : entry.ranks]
      }
      let best = try #require(stable.map(key).min { $0.lexicographicallyPrecedes($1) })
      let asGood = stable.filter { key($0) == best }
      if lottery.tickets == 1 { single += 1 } else { several += 1 }
      #expect(lottery.tickets > 1 || asGood.count == 1, "\(seed)")
      let kept = problem.keptMentor
      for t in kept.indices where kept[t] == nil {
        let possible = Set(asGood.compactMap { $0.mentorOfTalent[t] })
        #expect(Set(lottery.chances[t].map(\.mentor)) == possible, "\(seed)")
      }
    }
    #expect(single > 100, "\(single), \(several)")
  }
}
