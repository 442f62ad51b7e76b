import Diagnostics
import MentorMatching
import MentorMatchingSolver
import SampleData
import Solving
import Testing

@Suite struct `Rounded sums in the proofs of projects` {
  private struct Proof {
    let problem: PairingProblem
    let outcome: Outcome<PairingAnswer>
    let number: Int
    let steps: [ContractReduction]
    let rows: [ContractRow]
    let bound: BoundCertificate
    /// Positions of the rounded sums.
    let sums: [Int]

    /// Whether the answer is refused with these rows in its proof.
    func isRefused(with rows: [ContractRow]) throws -> Bool {
      let answer = try #require(outcome.solution)
      var certificates = answer.certificates
      certificates[number] = GoalCertificate(
        goal: certificates[number].goal,
        proof: .stableContracts(steps: steps, rows: rows, bound: bound))
      let forged = PairingAnswer(
        rule: answer.rule, matching: answer.matching, reductions: [], certificates: certificates,
        reports: answer.reports, blockingPairs: [], shortfalls: answer.shortfalls)
      return !problem.certificateDefects(of: forged, terms: outcome.terms).isEmpty
    }
  }

  /// Proofs of sampled rounds that use rounded sums.
  private static func proofs(talents: Int, seeds: ClosedRange<UInt64>) throws -> [Proof] {
    var proofs: [Proof] = []
    for seed in seeds {
      let problem = try PairingProblem(
        validating: ProjectRoundSample(talents: talents).draft(seed: seed))
      let outcome = try problem.solve(.largest)
      #expect(outcome.termination == .optimal, "\(seed)")
      let answer = try #require(outcome.solution)
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
      for (number, certificate) in answer.certificates.enumerated() {
        guard case .stableContracts(let steps, let rows, let bound) = certificate.proof
        else { continue }
        let sums = rows.indices.filter { if case .rounded = rows[$0] { true } else { false } }
        if sums.isEmpty { continue }
        proofs.append(
          Proof(
            problem: problem, outcome: outcome, number: number, steps: steps, rows: rows,
            bound: bound, sums: sums))
      }
    }
    return proofs
  }

  @Test func `sums of what is not there, of nothing below, and beyond 64 bits are refused`() throws
  {
    let proofs = try Self.proofs(talents: 300, seeds: 1...8)
    #expect(!proofs.isEmpty)
    for proof in proofs {
      for i in proof.sums.prefix(4) {
        guard case .rounded(let parts, let divisor) = proof.rows[i] else { continue }
        let first = try #require(parts.first)
        func part(_ row: Int, _ weight: Int) -> BoundCertificate.Multiplier {
          BoundCertificate.Multiplier(row: row, weight: weight)
        }
        let forgeries: [ContractRow] = [
          .rounded(parts: parts, divisor: 0),
          .rounded(parts: parts, divisor: -divisor),
          .rounded(parts: parts + [part(i, 1)], divisor: divisor),
          .rounded(parts: parts + [part(-1, 1)], divisor: divisor),
          .rounded(parts: parts + [part(first.row, 0)], divisor: divisor),
          .rounded(parts: parts + [part(first.row, -first.weight)], divisor: divisor),
          .rounded(
            parts: [part(first.row, .max), part(first.row, .max)], divisor: divisor),
        ]
        for forgery in forgeries {
          var rows = proof.rows
          rows[i] = forgery
          #expect(try proof.isRefused(with: rows))
        }
      }
    }
  }

  @Test func `a sum that loses a row no longer carries its proof`() throws {
    var refused = 0
    for proof in try Self.proofs(talents: 300, seeds: 1...8) {
      for i in proof.sums {
        guard case .rounded(let parts, let divisor) = proof.rows[i] else { continue }
        var rows = proof.rows
        rows[i] = .rounded(parts: Array(parts.dropFirst()), divisor: divisor)
        if try proof.isRefused(with: rows) { refused += 1 }
      }
    }
    #expect(refused > 0)
  }
}
