import Diagnostics
import DutyRostering
import DutyRosteringSolver
import SampleData
import Solving
import Testing

@Suite struct ShiftEarlierGoalsTests {
  @Test func `proofs of earlier goals alone hold among all rosters of tiny problems`() throws {
    var (open, change) = (0, 0)
    for seed in UInt64(0)..<60 {
      let problem = TinyShifts.problem(seed: seed)
      guard let best = ShiftEnumeration(problem).best() else { continue }
      let outcome = try problem.solve(run: Run(within: SolveLimits(work: 1000), seed: 1))
      guard let answer = outcome.solution else { continue }
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
      let values = problem.values(of: answer.roster)
      for proof in answer.earlier ?? [] {
        #expect(proof.weights.penalty == 0)
        let proven = try problem.verifiedBound(of: proof) ?? .max
        if proof.weights.change == 0 {
          #expect(proven <= best.open, "seed \(seed)")
          open += 1
        } else if values.open == best.open {
          #expect(
            proven <= proof.weights.open * best.open + proof.weights.change * best.change,
            "seed \(seed)")
          change += 1
        }
      }
    }
    #expect(open > 4 && change > 9)
  }

  @Test func `that an understaffed ward must leave duties open is proven by itself`() throws {
    let draft = WardSample(people: 12, days: 7).draft(seed: 7)
    let problem = try ShiftRosteringProblem(validating: draft)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 2000), seed: 1))
    let answer = try #require(outcome.solution)
    let open = try #require(outcome.terms.first)
    #expect(open.name == "open" && open.value > 0 && open.bound == open.value)
    let proof = try #require(answer.earlier?.first)
    #expect(proof.weights == .init(open: 1, change: 0, penalty: 0))
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms).map(\.en) == [])
    // One more than is proven, in the proof and in what is told.
    let forged = ShiftAnswer(
      roster: answer.roster, certificate: answer.certificate,
      earlier: [
        ShiftBoundCertificate(
          weights: proof.weights, denominator: proof.denominator, nodes: proof.nodes,
          counts: proof.counts, bound: proof.bound + 1)
      ])
    #expect(problem.certificateDefects(of: forged, terms: outcome.terms).count == 1)
    let without = ShiftAnswer(roster: answer.roster, certificate: nil)
    #expect(problem.certificateDefects(of: without, terms: outcome.terms) != [])
    // What the proof says of every roster goes on to an edited one.
    let edited = problem.outcome(editing: answer, to: answer.roster, seed: 1)
    #expect(edited.terms == outcome.terms && edited.solution?.earlier == answer.earlier)
  }
}
