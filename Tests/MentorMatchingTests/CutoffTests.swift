import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import TestSupport
import Testing

@Suite struct `Branching on cut-offs` {
  /// Values of a rule's goals of every stable matching, larger sums negated: the least wins.
  private func best(_ problem: PairingProblem, _ rule: PairingRule) throws -> [Int] {
    let rivals = QuickEnumeration(problem.draft).stable.map { entry in
      rule == .largest
        ? [-entry.size, entry.talentRanks.reduce(0, +)] : [-entry.size, entry.ranks]
    }
    return try #require(rivals.min { $0.lexicographicallyPrecedes($1) })
  }

  private func compare(_ problem: PairingProblem, _ rule: PairingRule, _ seed: UInt64) throws {
    let outcome = try problem.solve(rule)
    let answer = try #require(outcome.solution)
    let expected = try best(problem, rule)
    #expect(
      outcome.terms.map { $0.isMinimized ? $0.value : -$0.value } == expected, "seed \(seed)")
    #expect(outcome.terms.filter { !$0.isProven } == [], "seed \(seed)")
    let defects = problem.certificateDefects(of: answer, terms: outcome.terms)
    #expect(defects == [], "seed \(seed)")
  }

  @Test(arguments: seedBlocks(UInt64(10)))
  func `five thousand rounds with ties reach the enumerated optimum, proven`(
    block: UInt64
  ) throws {
    for seed in (block * 500)..<(block * 500 + 500) {
      let problem = try tinyRound(seed: 900_000 + seed, ties: true, scores: false)
      try compare(problem, seed % 2 == 0 ? .largest : .egalitarian, seed)
    }
  }

  /// Long lists with heavy ties on both sides, where one relaxation is not enough.
  private func tiedRound(seed: UInt64) throws -> PairingProblem {
    var random = SeededRandom(seed: seed)
    let mentors = (0..<4).map { "m\($0)" }
    let talents = (0..<7).map { "t\($0)" }
    func wishes(_ ids: [String], _ length: Int) -> [[String]] {
      var tiers: [[String]] = []
      for id in ids.shuffled(using: &random).prefix(length) {
        if !tiers.isEmpty, Int.random(in: 0..<2, using: &random) == 0 {
          tiers[tiers.count - 1].append(id)
        } else {
          tiers.append([id])
        }
      }
      return tiers
    }
    return try PairingProblem(
      validating: PairingDraft(
        mentors: mentors.map {
          PairingDraft.Mentor(
            id: $0, capacity: Int.random(in: 1...3, using: &random), wishes: wishes(talents, 6))
        }, talents: talents.map { PairingDraft.Talent(id: $0, wishes: wishes(mentors, 3)) }))
  }

  @Test func `rounds that need cases are proven by cases`() throws {
    var cases = 0
    for seed in 0..<UInt64(300) {
      let problem = try tiedRound(seed: seed)
      try compare(problem, seed % 2 == 0 ? .largest : .egalitarian, seed)
      let answer = try #require(try problem.solve(.largest).solution)
      for certificate in answer.certificates {
        guard case .rows(let proof) = certificate.proof else { continue }
        cases += proof.nodes.contains { if case .cutoff = $0 { true } else { false } } ? 1 : 0
      }
    }
    #expect(cases > 0)
  }

  @Test func `a case left out, a shifted cut-off and a row of another case are refused`() throws {
    var tried = 0
    for seed in 0..<UInt64(300) {
      let problem = try tiedRound(seed: seed)
      let outcome = try problem.solve(.largest)
      let answer = try #require(outcome.solution)
      for (k, certificate) in answer.certificates.enumerated() {
        guard case .rows(let proof) = certificate.proof,
          let at = proof.nodes.firstIndex(where: { if case .cutoff = $0 { true } else { false } }),
          case .cutoff(let mentor, let rank, let full, let short) = proof.nodes[at]
        else { continue }
        tried += 1
        func isRefused(_ node: RowProof.Node) -> Bool {
          var nodes = proof.nodes
          nodes[at] = node
          var certificates = answer.certificates
          certificates[k] = ProvenGoal(
            goal: certificate.goal,
            proof: .rows(RowProof(rows: proof.rows, unit: proof.unit, nodes: nodes)))
          let forged = PairingAnswer(
            rule: answer.rule, matching: answer.matching, reductions: answer.reductions,
            certificates: certificates, reports: answer.reports, blockingPairs: [],
            shortfalls: answer.shortfalls)
          return !problem.certificateDefects(of: forged, terms: outcome.terms).isEmpty
        }
        #expect(isRefused(.cutoff(class: mentor, rank: rank, full: full, short: full)))
        #expect(isRefused(.cutoff(class: mentor, rank: rank, full: short, short: full)))
        #expect(isRefused(.cutoff(class: -1, rank: rank, full: full, short: short)))
        #expect(isRefused(.bounded(RowWeights([]))))
      }
    }
    #expect(tried > 0)
  }
}
