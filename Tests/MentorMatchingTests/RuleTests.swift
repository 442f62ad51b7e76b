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

  @Test(arguments: [false, true], 0..<UInt64(10))
  func `rank-maximal and generous reach the enumerated profile`(
    ties: Bool, block: UInt64
  ) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      try compare(.rankMaximal, seed: 400_000 + seed, ties: ties, key: Self.profile)
      try compare(.generous, seed: 400_000 + seed, ties: ties, key: Self.reversedProfile)
      try compare(.rankMaximalBoth, seed: 400_000 + seed, ties: ties, key: Self.profileOfBoth)
    }
  }

  @Test(arguments: [false, true], 0..<UInt64(10))
  func `sex-equal reaches the enumerated least difference`(ties: Bool, block: UInt64) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      try compare(.sexEqual, seed: 500_000 + seed, ties: ties) { entry, _ in
        [-entry.size, entry.imbalance]
      }
    }
  }
}
