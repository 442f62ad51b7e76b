import MentorMatching
import MentorMatchingSolver
import Solving
import Testing

@Suite struct `Against enumeration` {
  /// Solves, and asserts what holds for every answer.
  private func solve(
    _ problem: PairingProblem, _ rule: PairingRule
  ) throws -> (answer: PairingAnswer, terms: [ObjectiveTerm], termination: Termination) {
    let outcome = try problem.solve(rule)
    let answer = try #require(outcome.solution)
    #expect(problem.violations(of: answer) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
    return (answer, outcome.terms, outcome.termination)
  }

  @Test(arguments: 0..<UInt64(300))
  func `strict rules with capacities reach the enumerated optimum`(seed: UInt64) throws {
    let problem = try tinyRound(seed: seed, ties: false)
    let all = Enumeration(problem.draft)
    let sizes = Set(all.stable.map(\.size))
    #expect(sizes.count == 1)

    let talent = try solve(problem, .talent)
    #expect(talent.termination == .optimal)
    #expect(
      talent.terms.map(\.value) == [
        sizes.first, all.stable.map { $0.talentRanks.reduce(0, +) }.min(),
      ])
    let mentor = try solve(problem, .mentor)
    #expect(mentor.termination == .optimal)
    #expect(mentor.terms.last?.value == all.stable.map { $0.mentorRanks.reduce(0, +) }.min())
    let egalitarian = try solve(problem, .egalitarian)
    #expect(egalitarian.termination == .optimal)
    #expect(egalitarian.terms.last?.value == all.stable.map(\.ranks).min())
    let regret = try solve(problem, .regret)
    #expect(regret.termination == .optimal)
    let least = all.stable.map(\.regret).min()
    #expect(regret.terms[1].value == least)
    #expect(
      regret.terms[2].value == all.stable.filter { $0.regret == least }.map(\.ranks).min())
    let weighted = try solve(problem, .weighted)
    #expect(weighted.termination == .optimal)
    #expect(weighted.terms.first?.value == all.stable.map(\.score).max())
    let largest = try solve(problem, .largest)
    #expect(largest.answer.matching == talent.answer.matching)
  }

  @Test(arguments: 0..<UInt64(200))
  func `one-to-one strict rules reach the enumerated optimum`(seed: UInt64) throws {
    let problem = try tinyRound(seed: 7_000 + seed, ties: false, oneToOne: true)
    let all = Enumeration(problem.draft)
    let egalitarian = try solve(problem, .egalitarian)
    #expect(egalitarian.terms.last?.value == all.stable.map(\.ranks).min())
    let regret = try solve(problem, .regret)
    #expect(regret.terms[1].value == all.stable.map(\.regret).min())
    let weighted = try solve(problem, .weighted)
    #expect(weighted.terms.first?.value == all.stable.map(\.score).max())
    #expect([egalitarian, regret, weighted].allSatisfy { $0.termination == .optimal })
  }

  @Test(arguments: 0..<UInt64(150))
  func `the maximum ignores stability and counts every blocking pair`(seed: UInt64) throws {
    let problem = try tinyRound(seed: 20_000 + seed, ties: seed % 2 == 0)
    let all = Enumeration(problem.draft)
    let maximum = try solve(problem, .maximum)
    #expect(maximum.termination == .optimal)
    let best = all.feasible.map(\.score).max()
    #expect(maximum.terms[0].value == best)
    let top = all.feasible.filter { $0.score == best }
    #expect(maximum.terms[1].value == top.map(\.size).max())
    let blocking = all.blockingPairs(maximum.answer.matching.mentorOfTalent)
    #expect(
      Set(maximum.answer.blockingPairs.map { [$0.mentor, $0.talent] }) == Set(blocking))
    #expect(maximum.answer.blockingPairs.count == blocking.count)
  }

  @Test(arguments: 0..<UInt64(300))
  func `with ties answers are stable and bounds hold`(seed: UInt64) throws {
    let problem = try tinyRound(seed: 40_000 + seed, ties: true)
    let all = Enumeration(problem.draft)
    let most = try #require(all.stable.map(\.size).max())
    for rule in [PairingRule.talent, .mentor, .egalitarian, .regret, .weighted, .largest] {
      let found = try solve(problem, rule)
      let matching = found.answer.matching.mentorOfTalent
      #expect(all.stable.contains { $0.mentorOfTalent == matching })
      guard rule != .weighted else {
        let best = try #require(all.stable.map(\.score).max())
        #expect(found.terms[0].value <= best)
        #expect(try #require(found.terms[0].bound) >= best)
        continue
      }
      #expect(found.terms[0].value <= most)
      #expect(try #require(found.terms[0].bound) >= most)
      // Later bounds speak of stable matchings with at least as many pairs.
      let rivals = all.stable.filter { $0.size >= found.terms[0].value }
      for term in found.terms.dropFirst() {
        let bound = try #require(term.bound)
        let least: Int? =
          switch PairingGoal(rawValue: term.name) {
          case .talentRanks: rivals.map { $0.talentRanks.reduce(0, +) }.min()
          case .mentorRanks: rivals.map { $0.mentorRanks.reduce(0, +) }.min()
          case .regret: rivals.map(\.regret).min()
          case .egalitarian:
            rivals.filter { rule != .regret || $0.regret <= found.terms[1].value }
              .map(\.ranks).min()
          default: nil
          }
        #expect(bound <= (try #require(least)))
        #expect(bound <= term.value)
      }
    }
  }

  @Test(arguments: 0..<UInt64(300))
  func `with ties branching reaches the enumerated optimum of every goal`(seed: UInt64) throws {
    let problem = try tinyRound(seed: 80_000 + seed, ties: true)
    let stable = Enumeration(problem.draft).stable
    for rule in [PairingRule.largest, .egalitarian, .weighted, .regret] {
      let found = try solve(problem, rule)
      // Values of each stable matching in the rule's order, larger sums negated: the least wins.
      let rivals = stable.map { matching in
        problem.goals(of: rule).map { goal in
          switch goal {
          case .size: -matching.size
          case .talentRanks: matching.talentRanks.reduce(0, +)
          case .egalitarian: matching.ranks
          case .weight: -matching.score
          case .regret: matching.regret
          default: 0
          }
        }
      }
      let best = try #require(rivals.min { $0.lexicographicallyPrecedes($1) })
      #expect(found.terms.map { $0.isMinimized ? $0.value : -$0.value } == best)
      #expect(found.terms.filter { !$0.isProven } == [])
      #expect(problem.certificateDefects(of: found.answer, terms: found.terms) == [])
    }
  }

  @Test func `the search for most pairs misses no optimum among two hundred tiny rounds`() throws {
    var missed = 0
    for seed in 0..<UInt64(200) {
      let problem = try tinyRound(seed: 60_000 + seed, ties: true)
      let outcome = try problem.solve(.largest)
      let most = Enumeration(problem.draft).stable.map(\.size).max()
      if outcome.terms.first?.value != most { missed += 1 }
    }
    #expect(missed == 0)
  }
}
