import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

@Suite struct `Tampering with certificates` {
  /// Answers whose proof is a sum, with their rounds.
  private func proven(
    _ rule: PairingRule, ties: Bool, from seed: UInt64
  ) throws -> [(problem: PairingProblem, answer: PairingAnswer, terms: [ObjectiveTerm])] {
    try (0..<20).compactMap { offset in
      let problem = try tinyRound(seed: seed + UInt64(offset), ties: ties)
      let outcome = try problem.solve(rule)
      let answer = try #require(outcome.solution)
      return answer.certificates.isEmpty ? nil : (problem, answer, outcome.terms)
    }
  }

  private func copy(
    _ answer: PairingAnswer, matching: Matching? = nil, reductions: [ProofStep]? = nil,
    certificates: [ProvenGoal]? = nil
  ) -> PairingAnswer {
    PairingAnswer(
      rule: answer.rule, matching: matching ?? answer.matching,
      reductions: reductions ?? answer.reductions,
      certificates: certificates ?? answer.certificates, reports: answer.reports,
      blockingPairs: answer.blockingPairs, shortfalls: answer.shortfalls)
  }

  @Test(arguments: [PairingRule.egalitarian, .weighted, .maximum, .largest])
  func `a bound that claims more than the sum is refused`(rule: PairingRule) throws {
    for ties in [false, true] {
      for (problem, answer, terms) in try proven(rule, ties: ties, from: 900) {
        for k in terms.indices {
          guard let bound = terms[k].bound else { continue }
          var forged = terms
          forged[k] = ObjectiveTerm(
            name: terms[k].name, value: terms[k].value,
            bound: bound + (terms[k].isMinimized ? 1 : -1), isMinimized: terms[k].isMinimized)
          // Theorems prove the value itself, so a bound beyond it is refused as well.
          #expect(!problem.certificateDefects(of: answer, terms: forged).isEmpty)
        }
      }
    }
  }

  @Test func `a wrong value, a lost certificate and a wrong goal are refused`() throws {
    for (problem, answer, terms) in try proven(.egalitarian, ties: false, from: 930) {
      guard let last = terms.last, last.value > 0 else { continue }
      let wrong = ObjectiveTerm(
        name: last.name, value: last.value - 1, bound: last.bound, isMinimized: true)
      #expect(
        !problem.certificateDefects(of: answer, terms: Array(terms.dropLast()) + [wrong]).isEmpty)
      #expect(!problem.certificateDefects(of: copy(answer, certificates: []), terms: terms).isEmpty)
      #expect(!problem.certificateDefects(of: answer, terms: Array(terms.dropLast())).isEmpty)
    }
  }

  @Test func `an unstable matching and a false reduction are refused`() throws {
    var tried = 0
    for (problem, answer, terms) in try proven(.egalitarian, ties: false, from: 960) {
      let nobody = Matching(mentorOfTalent: answer.matching.mentorOfTalent.map { _ in nil })
      if answer.matching.pairCount > 0 {
        #expect(
          !problem.certificateDefects(of: copy(answer, matching: nobody), terms: terms).isEmpty)
      }
      // The worst talent of a list longer than the places does not fit.
      for m in 0..<problem.mentorCount {
        let list = problem.market.pairs(ofMentor: m)
        guard let last = list.last, list.count > problem.market.places[m] else { continue }
        let step = ProofStep.offer(contract: Int(last))
        #expect(
          !problem.certificateDefects(of: copy(answer, reductions: [step]), terms: terms).isEmpty)
        tried += 1
      }
    }
    #expect(tried > 0)
  }

  @Test func `rows that the rules do not give are refused`() throws {
    var tried = 0
    for (problem, answer, terms) in try proven(.maximum, ties: false, from: 990) {
      guard let k = answer.certificates.firstIndex(where: { $0.goal == .egalitarian }),
        case .rows(let proof) = answer.certificates[k].proof, !proof.rows.isEmpty,
        terms.contains(where: { $0.name == PairingGoal.egalitarian.rawValue && $0.value > 0 })
      else { continue }
      let forgeries: [ProofRow] = [
        .talent(problem.talentCount), .room(class: -1), .filled(class: 0),
        .short(class: 0, rank: 1), .comb(class: 0, mentor: nil, end: 1, teeth: []),
        .comb(class: 99, mentor: nil, end: 1, teeth: [0]), .exchange(contract: 0),
        .pinned(.regret), .rounded(RowWeights([]), divisor: 0), .imbalance(sign: 2),
        .worst(contract: -1), .gap(target: 0, sign: 1), .worstGap(target: 0),
        .full(contract: 0, place: 7), .stable(contract: -1),
      ]
      for forgery in forgeries {
        var changed = answer.certificates
        changed[k] = ProvenGoal(
          goal: .egalitarian,
          proof: .rows(
            RowProof(
              rows: [forgery] + proof.rows.dropFirst(), unit: proof.unit, nodes: proof.nodes)))
        #expect(
          !problem.certificateDefects(of: copy(answer, certificates: changed), terms: terms)
            .isEmpty, "\(forgery)")
        tried += 1
      }
    }
    #expect(tried > 0)
  }

  @Test func `steps for stable pairings prove nothing where stability is not asked for`() throws {
    var tried = 0
    for (problem, answer, terms) in try proven(.maximum, ties: true, from: 1_050) {
      for e in problem.contracts.contracts.indices {
        let steps: [ProofStep] = [.offer(contract: e)]
        let proof = RowProof(
          rows: [], unit: 1, nodes: [.steps(steps, next: 1), .bounded(RowWeights([]))])
        let forged = [ProvenGoal(goal: .weight, proof: .rows(proof))]
        let loose = terms.map {
          ObjectiveTerm(
            name: $0.name, value: $0.value, bound: $0.name == "weight" ? 1 << 30 : nil,
            isMinimized: $0.isMinimized)
        }
        // Without the steps the same claim holds: everything is paired.
        #expect(
          !problem.certificateDefects(of: copy(answer, certificates: forged), terms: loose).isEmpty)
        let plain = [
          ProvenGoal(
            goal: .weight,
            proof: .rows(RowProof(rows: [], unit: 1, nodes: [.bounded(RowWeights([]))])))
        ]
        #expect(
          problem.certificateDefects(of: copy(answer, certificates: plain), terms: loose).isEmpty)
        tried += 1
      }
    }
    #expect(tried > 50)
  }

  @Test func `the optimum of one side does not pass for that of the other`() throws {
    var tried = 0
    for seed in 0..<UInt64(200) {
      let problem = try tinyRound(seed: 3_000 + seed, ties: false, oneToOne: true)
      let talent = try #require(try problem.solve(.talent).solution)
      let mentor = try #require(try problem.solve(.mentor).solution)
      guard talent.matching != mentor.matching else { continue }
      tried += 1
      for (held, other) in [(talent, mentor), (mentor, talent)] {
        let forged = copy(held, matching: other.matching)
        let goals = problem.goals(of: held.rule)
        let values = problem.values(of: goals, for: other.matching)
        let terms = zip(goals, values).map {
          ObjectiveTerm(name: $0.rawValue, value: $1, bound: $1, isMinimized: $0.isMinimized)
        }
        #expect(!problem.certificateDefects(of: forged, terms: terms).isEmpty)
      }
    }
    #expect(tried > 5)
  }
}
