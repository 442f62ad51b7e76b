import MentorMatching
import MentorMatchingSolver
import Solving
import Testing

@Suite struct `Changes that must not matter` {
  private static let rules: [PairingRule] = [
    .largest, .egalitarian, .regret, .generous, .rankMaximal, .sexEqual, .fewestBlocking,
    .ordered([.largest, .rankMaximal]),
  ]

  private func values(_ draft: PairingDraft, _ rule: PairingRule) throws -> [Int] {
    let outcome = try PairingProblem(validating: draft).solve(rule)
    #expect(outcome.termination == .optimal)
    return outcome.terms.map(\.value)
  }

  @Test(arguments: 0..<UInt64(60))
  func `the order and the names of people change no value`(seed: UInt64) throws {
    let draft = try tinyRound(seed: 900_000 + seed, ties: seed % 2 == 0).draft
    var random = SeededRandom(seed: seed)
    func renamed(_ id: String) -> String { "x" + String(id.reversed()) + id }
    var other = draft
    other.mentors = draft.mentors.shuffled(using: &random)
    other.talents = draft.talents.shuffled(using: &random)
    for m in other.mentors.indices {
      other.mentors[m].id = renamed(other.mentors[m].id)
      // The order inside a tie is only an order of writing.
      other.mentors[m].wishes = WishList(
        other.mentors[m].wishes.map { $0.map(renamed).shuffled(using: &random) })
    }
    for t in other.talents.indices {
      other.talents[t].id = renamed(other.talents[t].id)
      other.talents[t].wishes = WishList(
        other.talents[t].wishes.map { $0.map(renamed).shuffled(using: &random) })
    }
    other.recusals = draft.recusals.map { .init(renamed($0.second), renamed($0.first)) }
    other.kept = draft.kept.map { .init(mentor: renamed($0.mentor), talent: renamed($0.talent)) }
    other.scores = draft.scores.reversed().map {
      .init(mentor: renamed($0.mentor), talent: renamed($0.talent), points: $0.points)
    }
    for rule in Self.rules + [.weighted, .maximum] {
      #expect(try values(other, rule) == values(draft, rule), "\(rule.rawValue)")
    }
  }

  @Test(arguments: 0..<UInt64(60))
  func `a mentor whom nobody can have changes nothing`(seed: UInt64) throws {
    let draft = try tinyRound(seed: 910_000 + seed, ties: seed % 2 == 0, scores: false).draft
    var other = draft
    // One lists everybody and is listed by nobody, one is last on every list and has no place.
    other.mentors.append(
      .init(id: "useless", capacity: 2, wishes: draft.talents.map { [$0.id] }))
    other.mentors.append(.init(id: "full", capacity: 0, wishes: []))
    for t in other.talents.indices { other.talents[t].wishes.append(["full"]) }
    for rule in Self.rules {
      #expect(try values(other, rule) == values(draft, rule), "\(rule.rawValue)")
    }
  }

  /// Two clones of a mentor with a place each, tied on every list, serve as many talents.
  @Test(arguments: 0..<UInt64(120))
  func `a mentor split into tied clones serves as many`(seed: UInt64) throws {
    let draft = try tinyRound(seed: 920_000 + seed, ties: seed % 2 == 0, scores: false).draft
    guard draft.kept.isEmpty, draft.recusals.isEmpty,
      let m = draft.mentors.firstIndex(where: { $0.capacity == 2 })
    else { return }
    var other = draft
    let id = draft.mentors[m].id
    other.mentors[m].capacity = 1
    var clone = other.mentors[m]
    clone.id = "clone"
    other.mentors.append(clone)
    for t in other.talents.indices {
      other.talents[t].wishes = WishList(
        other.talents[t].wishes.map { tier in tier.flatMap { $0 == id ? [$0, "clone"] : [$0] } })
    }
    for rule in [PairingRule.largest, .rankMaximal, .generous] {
      #expect(try values(other, rule) == values(draft, rule), "\(rule.rawValue)")
    }
  }

  @Test func `the curve starts stable, ends at the maximum and never falls`() throws {
    for seed in UInt64(0)..<60 {
      let problem = try tinyRound(seed: 930_000 + seed, ties: seed % 2 == 0, scores: false)
      let entries = QuickEnumeration(problem.draft).all
      let curve = try problem.sizeAgainstBlocking(limits: SolveLimits())
      #expect(curve.last?.size == entries.map(\.size).max())
      #expect(curve.first?.blocking == 0)
      for point in curve {
        let fewest = entries.filter { $0.size >= point.size }.map { $0.blocking.count }.min()
        #expect(point.blocking == fewest)
        #expect(point.bound == fewest)
      }
    }
  }
}
