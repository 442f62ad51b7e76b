import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import TestSupport
import Testing

/// Five thousand tiny rounds in a long run, half of them with ties; each is enumerated once and then
/// solved by every rule of the market.
@Suite struct `Every rule against enumeration` {
  /// A tiny round with scores and an earlier result, and all that may be said of its matchings.
  private struct Round {
    let problem: PairingProblem
    let all: [QuickEnumeration.Entry]
    let stable: [QuickEnumeration.Entry]
    private let kept: Set<Int>
    private let points: [[Int?]: Int]
    private let earlier: Set<[Int]>

    init(seed: UInt64, ties: Bool) throws {
      var draft = try tinyRound(seed: seed, ties: ties, oneToOne: seed % 3 == 0).draft
      var random = SeededRandom(seed: seed &+ 77)
      var earlier: Set<[Int]> = []
      for t in draft.talents.indices where Int.random(in: 0..<4, using: &random) > 0 {
        let m = Int.random(in: 0..<draft.mentors.count, using: &random)
        draft.previous.append(.init(mentor: draft.mentors[m].id, talent: draft.talents[t].id))
        earlier.insert([t, m])
      }
      self.earlier = earlier
      let ids = draft.talents.map(\.id)
      let mentors = draft.mentors.map(\.id)
      kept = Set(draft.kept.compactMap { ids.firstIndex(of: $0.talent) })
      var points: [[Int?]: Int] = [:]
      for score in draft.scores {
        points[[ids.firstIndex(of: score.talent), mentors.firstIndex(of: score.mentor)]] =
          score.points
      }
      self.points = points
      problem = try PairingProblem(validating: draft)
      all = QuickEnumeration(draft).all
      stable = all.filter(\.isStable)
    }

    /// Pairs that the round makes, those kept left out.
    private func made(_ entry: QuickEnumeration.Entry) -> [[Int]] {
      entry.mentorOfTalent.enumerated().compactMap { t, m in
        kept.contains(t) ? nil : m.map { [t, $0] }
      }
    }

    func score(_ entry: QuickEnumeration.Entry) -> Int {
      made(entry).reduce(0) { $0 + (points[$1] ?? 0) }
    }

    func stays(_ entry: QuickEnumeration.Entry) -> Int {
      made(entry).count(where: earlier.contains)
    }
  }

  /// Longer lists than any here: ranks beyond the last only add zeros.
  private static let ranks = 1...9

  /// What a rule asks for as one number after the other, smaller first; written from the rules' names.
  private func key(_ rule: PairingRule, _ entry: QuickEnumeration.Entry, _ round: Round) -> [Int] {
    let talents = entry.talentRanks.reduce(0, +)
    let mentors = entry.mentorRanks.reduce(0, +)
    let worst = (entry.talentRanks + entry.mentorRanks).max() ?? 0
    func profile(_ count: (Int) -> Int) -> [Int] { Self.ranks.map { -count($0) } }
    func reversed(_ count: (Int) -> Int) -> [Int] {
      [-entry.size] + Self.ranks.dropFirst().reversed().map(count)
    }
    func ofTalents(_ rank: Int) -> Int { entry.talentRanks.count { $0 == rank } }
    return switch rule {
    case .talent, .largest: [-entry.size, talents]
    case .mentor: [-entry.size, mentors]
    case .egalitarian: [-entry.size, talents + mentors]
    case .regret: [-entry.size, worst, talents + mentors]
    case .weighted: [-round.score(entry), -entry.size]
    case .maximum: [-round.score(entry), -entry.size, talents + mentors]
    case .rankMaximal: profile(ofTalents)
    case .generous: reversed(ofTalents)
    case .rankMaximalBoth: profile(entry.count(atRank:))
    case .generousBoth: reversed(entry.count(atRank:))
    case .sexEqual: [-entry.size, entry.imbalance]
    case .leastChange: [-entry.size, -round.stays(entry)]
    case .ordered([.largest, .generous, .leastChange]):
      reversed(ofTalents) + [-round.stays(entry)]
    case .ordered([.sexEqual, .leastChange]): [-entry.size, entry.imbalance, -round.stays(entry)]
    case .ordered([.egalitarian, .regret]): [-entry.size, talents + mentors, worst]
    default: []
    }
  }

  private static let rules: [PairingRule] = [
    .largest, .egalitarian, .regret, .weighted, .maximum, .rankMaximal, .generous,
    .rankMaximalBoth, .generousBoth, .sexEqual, .leastChange,
    .ordered([.largest, .generous, .leastChange]), .ordered([.egalitarian, .regret]),
    .ordered([.sexEqual, .leastChange]),
  ]

  /// Solves, and asserts what holds for every answer.
  ///
  /// - Returns: The entry of the answer.
  private func solve(
    _ rule: PairingRule, _ round: Round, _ note: Comment
  ) throws -> (entry: QuickEnumeration.Entry, outcome: Outcome<PairingAnswer>) {
    let outcome = try round.problem.solve(rule)
    let answer = try #require(outcome.solution)
    #expect(round.problem.violations(of: answer) == [], note)
    let defects = round.problem.certificateDefects(of: answer, terms: outcome.terms)
    #expect(defects.map(\.en) == [], note)
    let rivals = rule.demandsStability ? round.stable : round.all
    let entry = rivals.first { $0.mentorOfTalent == answer.matching.mentorOfTalent }
    return (try #require(entry, note), outcome)
  }

  @Test(arguments: [false, true], seedBlocks(UInt64(10)))
  func `the best of the enumerated matchings is reached and proven`(
    ties: Bool, block: UInt64
  ) throws {
    for seed in (block * 250)..<(block * 250 + 250) {
      let round = try Round(seed: (ties ? 450_000 : 400_000) + seed, ties: ties)
      for rule in Self.rules + (ties ? [] : [.talent, .mentor]) {
        // Two programs that are branched on: a fifth of the rounds, but in a long run.
        if rule == .ordered([.sexEqual, .leastChange]), seed % 5 > 0, !isLongRun { continue }
        let note = Comment(rawValue: "\(rule.rawValue) \(seed)")
        let (entry, outcome) = try solve(rule, round, note)
        let rivals = rule.demandsStability ? round.stable : round.all
        let best = rivals.map { key(rule, $0, round) }.min { $0.lexicographicallyPrecedes($1) }
        #expect(key(rule, entry, round) == best, note)
        #expect(outcome.termination == .optimal, note)
        if rule == .maximum {
          let blocking = try #require(outcome.solution).blockingPairs
          #expect(Set(blocking.map { [$0.talent, $0.mentor] }) == Set(entry.blocking), note)
        }
      }
      if ties {
        for rule in [PairingRule.talent, .mentor] { try boundsHold(rule, round, seed) }
        _ = try solve(.centre, round, "centre \(seed)")
      } else {
        try isMiddle(round, seed)
      }
    }
  }

  /// Deferred acceptance with ties gives a stable matching; its bounds must not exclude a better one.
  private func boundsHold(_ rule: PairingRule, _ round: Round, _ seed: UInt64) throws {
    let note = Comment(rawValue: "\(rule.rawValue) \(seed)")
    let (entry, outcome) = try solve(rule, round, note)
    let bounds = outcome.terms.compactMap(\.bound)
    try #require(bounds.count == 2, note)
    #expect(bounds[0] >= round.stable.map(\.size).max() ?? 0, note)
    // The second bound speaks of the matchings with as many pairs.
    let rivals = round.stable.filter { $0.size >= entry.size }
    let least = rivals.map { key(rule, $0, round)[1] }.min() ?? 0
    #expect(bounds[1] <= least, note)
  }

  /// The rules of one side's optimum and of the middle on more strict rounds, where they say most.
  @Test(arguments: seedBlocks(UInt64(10)))
  func `one side's optimum and the middle on as many strict rounds again`(block: UInt64) throws {
    for seed in (block * 250)..<(block * 250 + 250) {
      let round = try Round(seed: 480_000 + seed, ties: false)
      for rule in [PairingRule.talent, .mentor] {
        let note = Comment(rawValue: "\(rule.rawValue) \(seed)")
        let (entry, outcome) = try solve(rule, round, note)
        let best = round.stable.map { key(rule, $0, round) }.min {
          $0.lexicographicallyPrecedes($1)
        }
        #expect(key(rule, entry, round) == best, note)
        #expect(outcome.termination == .optimal, note)
      }
      try isMiddle(round, seed)
    }
  }

  /// With strict lists everybody placed has the median of his stable partners; of two medians the better one,
  /// or either where fewest changes are asked for.
  private func isMiddle(_ round: Round, _ seed: UInt64) throws {
    let (entry, _) = try solve(.centre, round, "centre \(seed)")
    for i in entry.talentRanks.indices {
      let ranks = round.stable.map { $0.talentRanks[i] }.sorted()
      #expect(entry.talentRanks[i] == ranks[(ranks.count - 1) / 2], "centre \(seed)")
    }
    let (nearest, outcome) = try solve(.ordered([.centre, .leastChange]), round, "nearest \(seed)")
    let middles = round.stable.filter { rival in
      rival.talentRanks.indices.allSatisfy { i in
        let ranks = round.stable.map { $0.talentRanks[i] }.sorted()
        return [(ranks.count - 1) / 2, ranks.count / 2].contains {
          ranks[$0] == rival.talentRanks[i]
        }
      }
    }
    #expect(round.stays(nearest) == middles.map(round.stays).max(), "nearest \(seed)")
    #expect(middles.contains { $0.mentorOfTalent == nearest.mentorOfTalent }, "nearest \(seed)")
    #expect(outcome.termination == .optimal, "nearest \(seed)")
  }
}
