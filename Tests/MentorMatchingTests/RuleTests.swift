import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

@Suite struct `Rules among stable matchings` {
  /// What a rule asks for as one number after the other, smaller first, counted by the enumeration.
  private typealias Key = @Sendable (QuickEnumeration.Entry) -> [Int]

  /// Solves, and compares what was reached with the best of the enumerated stable matchings.
  private func compare(
    _ rule: PairingRule, seed: UInt64, ties: Bool, key: Key
  ) throws {
    let problem = try tinyRound(seed: seed, ties: ties, oneToOne: seed % 3 == 0, scores: false)
    let all = QuickEnumeration(problem.draft)
    let best = try #require(all.stable.map(key).min { $0.lexicographicallyPrecedes($1) })
    let outcome = try problem.solve(rule)
    let answer = try #require(outcome.solution)
    #expect(outcome.termination == .optimal, "\(rule) \(seed)")
    let entry = all.stable.first { $0.mentorOfTalent == answer.matching.mentorOfTalent }
    #expect(entry.map(key) == best, "\(rule) \(seed)")
    #expect(problem.violations(of: answer) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
  }

  @Test func `equal sides come after another rule`() throws {
    for seed in UInt64(0)..<300 {
      try compare(.ordered([.mentor, .sexEqual]), seed: 700_000 + seed, ties: seed % 2 == 0) {
        [-$0.size, $0.mentorRanks.reduce(0, +), $0.imbalance]
      }
    }
  }

  @Test func `names of combinations are read back and senseless ones refused`() {
    for rule in PairingRule.allCases { #expect(PairingRule(rawValue: rule.rawValue) == rule) }
    let combined = PairingRule(rawValue: "largest,generous,least-change")
    #expect(combined == .ordered([.largest, .generous, .leastChange]))
    #expect(combined?.rawValue == "largest,generous,least-change")
    for name in ["", "largest,", "largest,largest", "maximum,largest", "sex-equal,largest", "best"]
    {
      #expect(PairingRule(rawValue: name) == nil, "\(name)")
    }
  }

  @Test func `the middle gives everybody the median of his stable partners`() throws {
    for seed in UInt64(0)..<300 {
      let problem = try rankedByAll(seed: 800 + seed)
      let stable = QuickEnumeration(problem.draft).stable
      let answer = try #require(try problem.solve(.centre).solution)
      #expect(stable.contains { $0.mentorOfTalent == answer.matching.mentorOfTalent })
      for t in 0..<problem.talentCount {
        func rank(_ m: Int?) -> Int {
          problem.talentWishes[t].firstIndex { m.map($0.contains) ?? false } ?? -1
        }
        let ranks = stable.map { rank($0.mentorOfTalent[t]) }.sorted()
        #expect(rank(answer.matching.mentorOfTalent[t]) == ranks[(ranks.count - 1) / 2])
      }
    }
  }
}
