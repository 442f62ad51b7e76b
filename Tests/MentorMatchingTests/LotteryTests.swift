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
}
