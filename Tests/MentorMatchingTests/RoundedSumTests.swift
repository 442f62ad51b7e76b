import Diagnostics
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import SampleData
import Solving
import Testing

@Suite struct `Rounded sums in the proofs of projects` {
  private struct Sample {
    let problem: PairingProblem
    let outcome: Outcome<PairingAnswer>
    let number: Int
    let proof: RowProof
    /// Positions of the rounded sums.
    let sums: [Int]

    /// Whether the answer is refused with these rows in its proof.
    func isRefused(with rows: [ProofRow]) throws -> Bool {
      let answer = try #require(outcome.solution)
      var certificates = answer.certificates
      certificates[number] = ProvenGoal(
        goal: certificates[number].goal,
        proof: .rows(RowProof(rows: rows, unit: proof.unit, nodes: proof.nodes)))
      let forged = PairingAnswer(
        rule: answer.rule, matching: answer.matching, reductions: answer.reductions,
        certificates: certificates,
        reports: answer.reports, blockingPairs: [], shortfalls: answer.shortfalls)
      return !problem.certificateDefects(of: forged, terms: outcome.terms).isEmpty
    }
  }

  /// Proofs of sampled rounds that use rounded sums.
  private static func proofs(talents: Int, seeds: ClosedRange<UInt64>) throws -> [Sample] {
    var proofs: [Sample] = []
    for seed in seeds {
      let problem = try PairingProblem(
        validating: ProjectRoundSample(talents: talents).draft(seed: seed))
      let outcome = try problem.solve(.largest)
      #expect(outcome.termination == .optimal, "\(seed)")
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
      for (number, certificate) in answer.certificates.enumerated() {
        guard case .rows(let proof) = certificate.proof else { continue }
        let sums = proof.rows.indices.filter {
          if case .rounded = proof.rows[$0] { true } else { false }
        }
        if sums.isEmpty { continue }
        proofs.append(
          Sample(problem: problem, outcome: outcome, number: number, proof: proof, sums: sums))
      }
    }
    return proofs
  }

  @Test func `sums of what is not there, of nothing below, and beyond 64 bits are refused`() throws
  {
    let proofs = try Self.proofs(talents: 300, seeds: 1...8)
    #expect(!proofs.isEmpty)
    for sample in proofs {
      for i in sample.sums.prefix(4) {
        guard case .rounded(let parts, let divisor) = sample.proof.rows[i] else { continue }
        let first = try #require(parts.multipliers.first)
        func part(_ row: Int, _ weight: Int) -> BoundCertificate.Multiplier {
          BoundCertificate.Multiplier(row: row, weight: weight)
        }
        let all = parts.multipliers
        let forgeries: [ProofRow] = [
          .rounded(parts, divisor: 0),
          .rounded(parts, divisor: -divisor),
          .rounded(RowWeights(all + [part(i, 1)]), divisor: divisor),
          .rounded(RowWeights(all + [part(-1, 1)]), divisor: divisor),
          .rounded(RowWeights([part(first.row, .max), part(first.row, .max)]), divisor: divisor),
        ]
        for forgery in forgeries {
          var rows = sample.proof.rows
          rows[i] = forgery
          #expect(try sample.isRefused(with: rows))
        }
      }
    }
  }

  @Test func `a sum that loses a row no longer carries its proof`() throws {
    var refused = 0
    for sample in try Self.proofs(talents: 300, seeds: 1...8) {
      for i in sample.sums {
        guard case .rounded(let parts, let divisor) = sample.proof.rows[i] else { continue }
        var rows = sample.proof.rows
        rows[i] = .rounded(RowWeights(Array(parts.multipliers.dropFirst())), divisor: divisor)
        if try sample.isRefused(with: rows) { refused += 1 }
      }
    }
    #expect(refused > 0)
  }
}
