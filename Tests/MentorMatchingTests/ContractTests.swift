import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import TestSupport
import Testing

@Suite struct `Projects, quotas and limits from below` {
  private typealias Key = @Sendable (ContractEnumeration.Entry, PairingDraft) -> [Int]

  /// Solves and compares with the best of the enumerated matchings that the rule allows.
  private func compare(
    _ rule: PairingRule, _ problem: PairingProblem, seed: UInt64, key: Key
  ) throws {
    let all = ContractEnumeration(problem.draft).all
    let allowed = all.filter { rule.demandsStability ? $0.blocking == 0 : $0.keepsLower }
    let best = allowed.map { key($0, problem.draft) }.min { $0.lexicographicallyPrecedes($1) }
    let outcome = try problem.solve(rule)
    guard let best else {
      #expect(outcome.termination == .infeasible, "\(rule.rawValue) \(seed)")
      let proof = try #require(outcome.emptiness, "\(rule.rawValue) \(seed)")
      #expect(problem.emptinessDefects(of: proof).map(\.en) == [], "\(rule.rawValue) \(seed)")
      return
    }
    #expect(outcome.termination == .optimal, "\(rule.rawValue) \(seed)")
    let answer = try #require(outcome.solution, "\(rule.rawValue) \(seed)")
    #expect(problem.violations(of: answer) == [])
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
    let chosen = (0..<problem.talentCount).map { t in
      answer.matching.mentorOfTalent[t].map { [$0, answer.matching.projectOfTalent?[t] ?? -1] }
    }
    let entry = allowed.first { $0.choice == chosen }
    #expect(entry.map { key($0, problem.draft) } == best, "\(rule.rawValue) \(seed)")
    if !rule.demandsStability { #expect(answer.blockingPairs.count == entry?.blocking) }
  }

  private static let generous: Key = { entry, _ in
    [-entry.size] + (2..<8).reversed().map { k in entry.talentRanks.count { $0 == k } }
  }

  private static let gaps: Key = { entry, draft in
    let gaps = zip(entry.loads, draft.mentors).map { abs($0 - ($1.target ?? $0)) }
    return [-entry.size, gaps.max() ?? 0, gaps.reduce(0, +)]
  }

  @Test(arguments: [false, true], seedBlocks(UInt64(42)))
  func `laminar quotas and projects reach the enumerated stable optimum`(
    ties: Bool, block: UInt64
  ) throws {
    for seed in (block * 60)..<(block * 60 + 60) {
      let problem = try tinyProjects(seed: seed, ties: ties)
      try compare(.largest, problem, seed: seed) { entry, _ in
        [-entry.size, entry.talentRanks.reduce(0, +)]
      }
      try compare(.generous, problem, seed: seed, key: Self.generous)
      try compare(.balanced, problem, seed: seed, key: Self.gaps)
      try compare(.regret, problem, seed: seed) { entry, _ in
        [
          -entry.size, (entry.talentRanks + entry.mentorRanks).max() ?? 0,
          (entry.talentRanks + entry.mentorRanks).reduce(0, +),
        ]
      }
    }
  }

  /// The engine for projects: combs over projects and mentors, exchanges with one's own mentor.
  @Test(arguments: seedBlocks(UInt64(50)))
  func `projects with heavy ties reach the enumerated stable optimum`(block: UInt64) throws {
    for seed in (block * 50)..<(block * 50 + 50) {
      let problem = try tinyProjects(seed: 200_000 + seed, ties: true, heavy: true)
      try compare(.largest, problem, seed: seed) { entry, _ in
        [-entry.size, entry.talentRanks.reduce(0, +)]
      }
      try compare(.generous, problem, seed: seed, key: Self.generous)
    }
  }

  /// The same engine where mentors lie within quotas, and the plain program where those lie deeper.
  @Test(arguments: [false, true], seedBlocks(UInt64(42)))
  func `quotas over mentors reach the enumerated stable optimum`(ties: Bool, block: UInt64) throws {
    for seed in (block * 60)..<(block * 60 + 60) {
      let problem = try tinyQuotas(seed: 600_000 + seed, ties: ties)
      try compare(.largest, problem, seed: seed) { entry, _ in
        [-entry.size, entry.talentRanks.reduce(0, +)]
      }
      try compare(.egalitarian, problem, seed: seed) { entry, _ in
        [-entry.size, (entry.talentRanks + entry.mentorRanks).reduce(0, +)]
      }
      try compare(.generous, problem, seed: seed, key: Self.generous)
    }
  }

  @Test func `a proof over the contracts left is refused with a step or a tooth too many`() throws {
    var tried = 0
    for seed in UInt64(0)..<200 {
      let problem = try tinyProjects(seed: 300_000 + seed, ties: true, heavy: true)
      let outcome = try problem.solve(.largest)
      let answer = try #require(outcome.solution)
      for (k, certificate) in answer.certificates.enumerated() {
        guard case .rows(let proof) = certificate.proof else { continue }
        func isRefused(_ steps: [ProofStep], _ rows: [ProofRow]) -> Bool {
          var certificates = answer.certificates
          certificates[k] = ProvenGoal(
            goal: certificate.goal,
            proof: .rows(RowProof(rows: rows, unit: proof.unit, nodes: proof.nodes)))
          let forged = PairingAnswer(
            rule: answer.rule, matching: answer.matching, reductions: steps,
            certificates: certificates, reports: answer.reports, blockingPairs: [],
            shortfalls: answer.shortfalls)
          return !problem.certificateDefects(of: forged, terms: outcome.terms).isEmpty
        }
        #expect(
          isRefused(answer.reductions + [.applications(class: 0, lastRank: 0)], proof.rows)
            || problem.contracts.classes[0].upper == 0)
        for (i, row) in proof.rows.enumerated() {
          guard case .comb(let c, let mentor, let end, let teeth) = row else { continue }
          tried += 1
          var forged = proof.rows
          forged[i] = .comb(class: c, mentor: mentor, end: end, teeth: teeth + teeth.prefix(1))
          #expect(isRefused(answer.reductions, forged))
          forged[i] = .comb(class: c, mentor: mentor, end: 0, teeth: teeth)
          #expect(isRefused(answer.reductions, forged))
        }
      }
    }
    #expect(tried > 0)
  }

  @Test(arguments: seedBlocks(UInt64(84)))
  func `crossing quotas and limits from below leave the fewest blocking pairs`(
    block: UInt64
  ) throws {
    for seed in (block * 60)..<(block * 60 + 60) {
      let problem = try tinyProjects(
        seed: 50_000 + seed, ties: seed % 2 == 0, crossing: true, lower: true)
      try compare(.fewestBlocking, problem, seed: seed) { entry, _ in [entry.blocking, -entry.size]
      }
      try compare(.ordered([.largest, .fewestBlocking]), problem, seed: seed) { entry, _ in
        [-entry.size, entry.blocking]
      }
      try compare(.largest, problem, seed: seed) { entry, _ in
        [-entry.size, entry.talentRanks.reduce(0, +)]
      }
    }
  }

  @Test(arguments: seedBlocks(UInt64(125)))
  func `loads, profiles and equal sides without stability`(block: UInt64) throws {
    for seed in (block * 40)..<(block * 40 + 40) {
      let problem = try tinyProjects(seed: 90_000 + seed, ties: true, lower: true)
      try compare(.ordered([.any, .largest, .balanced]), problem, seed: seed, key: Self.gaps)
      try compare(.ordered([.any, .largest, .generous]), problem, seed: seed, key: Self.generous)
      try compare(.ordered([.any, .largest, .sexEqual]), problem, seed: seed) { entry, _ in
        [-entry.size, abs(entry.talentRanks.reduce(0, +) - entry.mentorRanks.reduce(0, +))]
      }
    }
  }

  @Test func `a plain round keeps limits from below at the price of blocking pairs`() throws {
    let draft = PairingDraft(
      mentors: [
        .init(id: "m0", capacity: 2, wishes: [["a"], ["b"]]),
        .init(id: "m1", lowerCapacity: 1, capacity: 1, wishes: [["a"], ["b"]]),
      ],
      talents: [
        .init(id: "a", wishes: [["m0"], ["m1"]]), .init(id: "b", wishes: [["m0"], ["m1"]]),
      ])
    let problem = try PairingProblem(validating: draft)
    let stable = try #require(try problem.solve(.largest).solution)
    #expect(stable.shortfalls.map(\.limit) == [.mentor(1)])
    let outcome = try problem.solve(.fewestBlocking)
    let answer = try #require(outcome.solution)
    #expect(outcome.terms.map(\.value) == [1, 2])
    #expect(outcome.termination == .optimal)
    #expect(answer.blockingPairs.count == 1)
    #expect(answer.shortfalls == [])
  }

  @Test func `whoever waited stands first in a tie, and scores make lists`() throws {
    let draft = PairingDraft(
      mentors: [.init(id: "m", capacity: 1, wishes: [["a", "b"]])],
      talents: [
        .init(id: "a", wishes: [["m"]]), .init(id: "b", wishes: [["m"]], waited: true),
      ])
    let answer = try #require(try PairingProblem(validating: draft).solve(.largest).solution)
    #expect(answer.matching.mentorOfTalent == [nil, 0])
    var scored = draft
    scored.mentors[0].wishes = []
    scored.listsFromScores = true
    scored.scores = [
      .init(mentor: "m", talent: "a", points: 7), .init(mentor: "m", talent: "b", points: 3),
    ]
    let problem = try PairingProblem(validating: scored)
    #expect(Array(problem.mentorWishes) == [[[0], [1]]])
    #expect(try problem.solve(.talent).solution?.matching.mentorOfTalent == [0, nil])
  }
}
