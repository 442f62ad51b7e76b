import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Solving
import TestSupport
import Testing

@Suite struct RotationOptimum {
  /// Rosters that the enumeration may try; larger instances are left out and counted.
  static let enumerationLimit = 60_000

  @Test(arguments: seedBlocks(UInt64(8)))
  func `every ordered goal equals enumeration`(batch: UInt64) throws {
    var compared = 0
    for seed in (batch * 100)..<(batch * 100 + 100) {
      let draft = TinyRotation.draft(seed: seed)
      let oracle = RotationOracle(draft)
      guard oracle.rosterCount <= Self.enumerationLimit else { continue }
      compared += 1
      let problem = try RosteringProblem(validating: draft)
      let outcome = try problem.solve()
      guard let best = oracle.best() else {
        #expect(outcome.termination == .infeasible, "seed \(seed)")
        #expect(outcome.solution == nil, "seed \(seed)")
        continue
      }
      let answer = try #require(outcome.solution, "seed \(seed)")
      #expect(outcome.termination == .optimal, "seed \(seed)")
      #expect(problem.violations(of: answer.roster) == [], "seed \(seed)")
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [], "seed \(seed)")
      #expect(outcome.terms.count == (draft.tieOrder == nil ? 14 : 16), "seed \(seed)")
      for (i, term) in outcome.terms.enumerated() {
        // Deviations are fractions with different denominators on the two sides.
        let (ours, theirs) =
          (2...5).contains(i)
          ? (term.value * oracle.denominator, best[i] * problem.deviationScale)
          : (term.value, best[i])
        #expect(ours == theirs, "seed \(seed), \(term.name)")
        #expect(term.isProven, "seed \(seed), \(term.name)")
      }
    }
    #expect(compared >= 63)
  }
}
