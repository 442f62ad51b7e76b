import MentorMatching
import MentorMatchingSolver
import Solving
import Testing

@Suite struct `Changes that must not matter` {
  /// Every rule and some combinations, but those that take one of several answers where lists have ties.
  private static func rules(ties: Bool) -> [PairingRule] {
    PairingRule.allCases.filter { !ties || ![.talent, .mentor, .centre].contains($0) }
      + [
        .ordered([.largest, .rankMaximal]), .ordered([.largest, .generous, .leastChange]),
        .ordered([.any, .largest, .egalitarian]),
      ]
  }

  /// A tiny round with an earlier result.
  private func round(_ seed: UInt64) throws -> PairingDraft {
    var draft = try tinyRound(seed: seed, ties: seed % 2 == 0).draft
    var random = SeededRandom(seed: seed)
    for talent in draft.talents where Bool.random(using: &random) {
      if let mentor = draft.mentors.randomElement(using: &random) {
        draft.previous.append(.init(mentor: mentor.id, talent: talent.id))
      }
    }
    return draft
  }

  private func values(_ draft: PairingDraft, _ rule: PairingRule) throws -> [Int] {
    let outcome = try PairingProblem(validating: draft).solve(rule)
    #expect(outcome.termination == .optimal)
    return outcome.terms.map(\.value)
  }

  @Test(arguments: 0..<UInt64(60))
  func `the order and the names of people change no value`(seed: UInt64) throws {
    let draft = try round(900_000 + seed)
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
    other.previous = draft.previous.map {
      .init(mentor: renamed($0.mentor), talent: renamed($0.talent))
    }
    for rule in Self.rules(ties: seed % 2 == 0) {
      #expect(try values(other, rule) == values(draft, rule), "\(rule.rawValue)")
    }
  }

  @Test(arguments: 0..<UInt64(60))
  func `a mentor whom nobody can have changes nothing`(seed: UInt64) throws {
    let draft = try round(910_000 + seed)
    var other = draft
    // One lists everybody and is listed by nobody, one is last on every list and has no place.
    other.mentors.append(
      .init(id: "useless", capacity: 2, wishes: draft.talents.map { [$0.id] }))
    other.mentors.append(.init(id: "full", capacity: 0, wishes: []))
    for t in other.talents.indices { other.talents[t].wishes.append(["full"]) }
    for rule in Self.rules(ties: seed % 2 == 0) {
      #expect(try values(other, rule) == values(draft, rule), "\(rule.rawValue)")
    }
  }

  /// The two places of a mentor as two mentors with a place each, tied on every list: whoever is stable
  /// there is stable here. Only blocking pairs and pairs that stay are counted by person, and tied clones
  /// take a strict list's order away.
  @Test(arguments: 0..<UInt64(80))
  func `a mentor split into tied clones changes no sum and no rank`(seed: UInt64) throws {
    var draft = try tinyRound(seed: 920_000 + seed, ties: seed % 2 == 0).draft
    draft.kept = []
    draft.recusals = []
    guard let m = draft.mentors.firstIndex(where: { $0.capacity == 2 }) else { return }
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
    other.scores += draft.scores.filter { $0.mentor == id }.map {
      .init(mentor: "clone", talent: $0.talent, points: $0.points)
    }
    let counted: [PairingRule] = [.fewestBlocking, .leastChange]
    for rule in Self.rules(ties: true) where !counted.contains(rule) {
      if case .ordered(let rules) = rule, rules.contains(where: counted.contains) { continue }
      #expect(try values(other, rule) == values(draft, rule), "\(rule.rawValue)")
    }
  }

  /// The same of rounds with projects, and with quotas over mentors.
  @Test(arguments: 0..<UInt64(60))
  func `the order of mentors, projects and talents changes no value`(seed: UInt64) throws {
    let problem =
      seed % 2 == 0
      ? try tinyProjects(seed: 940_000 + seed, ties: true, heavy: seed % 4 == 0)
      : try tinyQuotas(seed: 940_000 + seed, ties: true)
    var random = SeededRandom(seed: seed)
    var other = problem.draft
    other.mentors.shuffle(using: &random)
    other.talents.shuffle(using: &random)
    other.projects.shuffle(using: &random)
    other.quotas.shuffle(using: &random)
    // One lists everybody and is listed by nobody.
    other.mentors.append(
      .init(id: "useless", capacity: 2, wishes: other.talents.map { [$0.id] }))
    for rule in Self.rules(ties: true) where rule != .balanced {
      #expect(try values(other, rule) == values(problem.draft, rule), "\(rule.rawValue) \(seed)")
    }
  }

  @Test func `the curve starts stable, ends at the maximum and never falls`() throws {
    for seed in UInt64(0)..<60 {
      let problem = try tinyRound(seed: 930_000 + seed, ties: seed % 2 == 0, scores: false)
      let entries = QuickEnumeration(problem.draft).all
      let curve = try problem.sizeAgainstBlocking(run: Run())
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
