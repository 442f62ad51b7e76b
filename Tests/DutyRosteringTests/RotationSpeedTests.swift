import DutyRostering
import DutyRosteringSolver
import SampleData
import Solving
import Testing

@Suite struct RotationSpeed {
  @Test(arguments: [(5, 10, 12), (5, 10, 24), (5, 10, 52), (14, 26, 12), (14, 26, 24)])
  func probe(h: Int, c: Int, t: Int) throws {
    let sample = RotationSample(hospitals: h, communities: c, terms: RotationSample.months(t))
    let problem = try RosteringProblem(validating: sample.draft(seed: 1))
    let clock = ContinuousClock()
    let start = clock.now
    let run = Run(within: SolveLimits(seconds: 60))
    let outcome = try problem.solve(run: run)
    print(h, c, t, outcome.termination, clock.now - start, "work", outcome.work)
    for term in outcome.terms { print("   ", term.name, term.value, term.bound as Any) }
    if let answer = outcome.solution {
      print(
        "   nodes", answer.proofs.map { "\($0.goal) \($0.certificate?.nodes.count ?? -1)" },
        problem.certificateDefects(of: answer, terms: outcome.terms))
    }
  }
}
