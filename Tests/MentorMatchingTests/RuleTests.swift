import MentorMatching
import MentorMatchingSolver
import Solving
import Testing

@Suite struct `Rules among stable matchings` {
  /// What a rule asks for as one number after the other, smaller first, counted by the enumeration.
  private typealias Key = @Sendable (QuickEnumeration.Entry, Int) -> [Int]

  private static let profile: Key = { entry, worst in
    (1..<worst + 1).map { k in -entry.talentRanks.count { $0 == k } }
  }
  private static let reversedProfile: Key = { entry, worst in
    [-entry.size]
      + (1..<worst + 1).dropFirst().reversed().map { k in
        entry.talentRanks.count { $0 == k }
      }
  }
  private static let profileOfBoth: Key = { entry, worst in
    (1..<worst + 1).map { -entry.count(atRank: $0) }
  }

  /// Solves, and compares what was reached with the best of the enumerated stable matchings.
  private func compare(
    _ rule: PairingRule, seed: UInt64, ties: Bool, previous: Bool = false, key: Key
  ) throws {
    var problem = try tinyRound(seed: seed, ties: ties, oneToOne: seed % 3 == 0, scores: false)
    if previous { problem = try withPrevious(problem, seed: seed) }
    let all = QuickEnumeration(problem.draft)
    // The longest list decides how many ranks the rules count; longer lists only add zeros.
    let worst = 9
    let best = try #require(
      all.stable.map { key($0, worst) }.min { $0.lexicographicallyPrecedes($1) })
    let outcome = try problem.solve(rule)
    let answer = try #require(outcome.solution)
    #expect(outcome.termination == .optimal, "\(rule) \(seed)")
    let entry = all.stable.first { $0.mentorOfTalent == answer.matching.mentorOfTalent }
    #expect(entry.map { key($0, worst) } == best, "\(rule) \(seed)")
    #expect(problem.violations(of: answer) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
  }

  private func withPrevious(_ problem: PairingProblem, seed: UInt64) throws -> PairingProblem {
    var random = SeededRandom(seed: seed &+ 77)
    var draft = problem.draft
    for talent in draft.talents where Int.random(in: 0..<4, using: &random) > 0 {
      let mentor = draft.mentors[Int.random(in: 0..<draft.mentors.count, using: &random)]
      draft.previous.append(.init(mentor: mentor.id, talent: talent.id))
    }
    return try PairingProblem(validating: draft)
  }

  @Test(arguments: [false, true], 0..<UInt64(25))
  func `rank-maximal and generous reach the enumerated profile`(
    ties: Bool, block: UInt64
  ) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      try compare(.rankMaximal, seed: 400_000 + seed, ties: ties, key: Self.profile)
      try compare(.generous, seed: 400_000 + seed, ties: ties, key: Self.reversedProfile)
      try compare(.rankMaximalBoth, seed: 400_000 + seed, ties: ties, key: Self.profileOfBoth)
    }
  }

  @Test(arguments: [false, true], 0..<UInt64(25))
  func `sex-equal reaches the enumerated least difference`(ties: Bool, block: UInt64) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      try compare(.sexEqual, seed: 500_000 + seed, ties: ties) { entry, _ in
        [-entry.size, entry.imbalance]
      }
    }
  }

  @Test(arguments: [false, true], 0..<UInt64(25))
  func `least change keeps most earlier pairs, also after another rule`(
    ties: Bool, block: UInt64
  ) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      let previous = try withPrevious(
        try tinyRound(seed: 600_000 + seed, ties: ties, oneToOne: seed % 3 == 0, scores: false),
        seed: 600_000 + seed
      ).draft.previous
      let ids = Set(previous.map { "\($0.talent) \($0.mentor)" })
      let stays: @Sendable (QuickEnumeration.Entry, Set<Int>) -> Int = { entry, kept in
        entry.mentorOfTalent.enumerated().count { t, m in
          m.map { !kept.contains(t) && ids.contains("00\(t) m\($0)") } ?? false
        }
      }
      let draft = try tinyRound(
        seed: 600_000 + seed, ties: ties, oneToOne: seed % 3 == 0, scores: false
      ).draft
      let kept = Set(
        draft.kept.compactMap { pair in draft.talents.firstIndex { $0.id == pair.talent } })
      try compare(.leastChange, seed: 600_000 + seed, ties: ties, previous: true) { entry, _ in
        [-entry.size, -stays(entry, kept)]
      }
      try compare(
        .ordered([.largest, .generous, .leastChange]), seed: 600_000 + seed, ties: ties,
        previous: true
      ) { entry, worst in Self.reversedProfile(entry, worst) + [-stays(entry, kept)] }
    }
  }

  @Test func `a combination with a worst rank is followed in order`() throws {
    for seed in UInt64(0)..<300 {
      try compare(.ordered([.egalitarian, .regret]), seed: 700_000 + seed, ties: false) {
        entry, _ in
        [-entry.size, entry.ranks, (entry.talentRanks + entry.mentorRanks).max() ?? 0]
      }
      try compare(.ordered([.mentor, .sexEqual]), seed: 700_000 + seed, ties: seed % 2 == 0) {
        entry, _ in [-entry.size, entry.mentorRanks.reduce(0, +), entry.imbalance]
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

  @Test func `the middle with ties is stable`() throws {
    for seed in UInt64(0)..<200 {
      let problem = try tinyRound(seed: 810_000 + seed, ties: true, scores: false)
      let outcome = try problem.solve(.centre)
      let answer = try #require(outcome.solution)
      #expect(problem.violations(of: answer) == [])
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    }
  }
}
