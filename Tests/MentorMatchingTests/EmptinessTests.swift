import Alliance
import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import TestSupport
import Testing

/// Rounds without an answer, by enumeration, and what shows it.
@Suite struct `A proof that there is no answer` {
  private typealias Empty = (problem: PairingProblem, proof: PairingAnswer.EmptinessProof)

  /// The round without a stable pairing, beside others who have nothing to do with it and come and go by `seed`.
  private func crossing(seed: UInt64) throws -> PairingProblem {
    var random = SeededRandom(seed: seed)
    var draft = roundWithoutStablePairing
    let others = (0..<Int.random(in: 0...3, using: &random)).map { "o\($0)" }
    for (k, id) in others.enumerated() {
      let tiers = others.shuffled(using: &random).map { [$0] }
      draft.talents.append(
        .init(id: id, institution: "c", wishes: tiers.map { ["g" + $0[0]] }))
      draft.mentors.append(
        .init(id: "g" + id, institution: "c", capacity: 1 + k % 2, wishes: tiers))
    }
    draft.mentors.shuffle(using: &random)
    draft.talents.shuffle(using: &random)
    return try PairingProblem(validating: draft)
  }

  /// Tiny rounds that a rule leaves no answer, as enumeration finds too, with their proofs.
  private func empty(_ rule: PairingRule, count: Int) throws -> [Empty] {
    var found: [Empty] = []
    for seed in UInt64(50_000)..<52_000 where found.count < count {
      let problem =
        rule.demandsStability
        ? try crossing(seed: seed)
        : try tinyProjects(seed: seed, ties: seed % 2 == 0, crossing: true, lower: true)
      let outcome = try problem.solve(rule)
      guard outcome.termination == .infeasible else { continue }
      #expect(outcome.solution == nil)
      let all = ContractEnumeration(problem.draft).all
      #expect(!all.contains { rule.demandsStability ? $0.blocking == 0 : $0.keepsLower })
      found.append((problem, try #require(outcome.emptiness)))
    }
    return found
  }

  private func isRefused(
    _ problem: PairingProblem, _ rule: PairingRule, _ rows: [ProofRow], _ nodes: [RowProof.Node],
    unit: Int = 1
  ) -> Bool {
    let forged = PairingAnswer.EmptinessProof(
      rule: rule, cases: RowProof(rows: rows, unit: unit, nodes: nodes))
    return problem.emptinessDefects(of: forged).count == 1
  }

  @Test(arguments: [PairingRule.largest, .fewestBlocking])
  func `holds for its own round and is refused with a part left out`(rule: PairingRule) throws {
    let rounds = try empty(rule, count: 12)
    #expect(rounds.count == 12)
    var dropped = 0
    for (problem, proof) in rounds {
      let cases = proof.cases
      #expect(problem.emptinessDefects(of: proof).map(\.en) == [])
      #expect(problem.emptinessAccount(of: proof).en.hasPrefix("No "))
      #expect(isRefused(problem, rule, cases.rows, Array(cases.nodes.dropLast()), unit: cases.unit))
      #expect(isRefused(problem, rule, cases.rows, [.bounded(RowWeights([]))], unit: cases.unit))
      #expect(isRefused(problem, rule, cases.rows, [.empty(RowWeights([]))], unit: cases.unit))
      for (k, node) in cases.nodes.enumerated() {
        guard case .empty(let weights) = node, !weights.multipliers.isEmpty else { continue }
        // Every weight turned presses on the wrong sides.
        var nodes = cases.nodes
        nodes[k] = .empty(
          RowWeights(weights.multipliers.map { .init(row: $0.row, weight: -$0.weight) }))
        #expect(isRefused(problem, rule, cases.rows, nodes, unit: cases.unit))
        dropped += 1
      }
    }
    #expect(dropped > 0)
  }

  @Test func `is refused for a round that has an answer, and for a rule that asks for less`() throws
  {
    var tried = 0
    for (problem, proof) in try empty(.largest, count: 12) {
      // The same round without its quotas has a stable pairing.
      var draft = problem.draft
      draft.quotas = []
      let open = try PairingProblem(validating: draft)
      #expect(try open.solve(.largest).solution != nil)
      #expect(open.emptinessDefects(of: proof).count == 1)
      guard try problem.solve(.fewestBlocking).solution != nil else { continue }
      let other = PairingAnswer.EmptinessProof(rule: .fewestBlocking, cases: proof.cases)
      #expect(problem.emptinessDefects(of: other).count == 1)
      tried += 1
    }
    #expect(tried > 0)
  }
}
