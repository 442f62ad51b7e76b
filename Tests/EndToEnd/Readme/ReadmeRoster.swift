import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Interchange
import Solving
import Testing

@Test func `the README's roster example rosters, proves and checks`() throws {
  // README
  let workbook = try WorkbookFolder.read("Datasets/changning/轮值")
  let problem = try RosteringWorkbook.read(workbook).validated(RosteringProblem.init(validating:))
  let outcome = try problem.solve(run: Run(within: SolveLimits(seconds: 60), seed: 1))
  for goal in outcome.terms {
    print("\(goal.name): \(goal.value), bound \(goal.bound.map(String.init) ?? "unknown")")
  }
  if let answer = outcome.solution {
    for reason in answer.reasons { print(problem.text(of: reason).zh) }
    let broken = problem.violations(of: answer.roster)
    let defects = problem.certificateDefects(of: answer, terms: outcome.terms)
    print("checker: \(broken.count) rules broken, \(defects.count) defects of the proofs")
  }
  // README end
  let answer = try #require(outcome.solution)
  #expect(outcome.termination == .optimal)
  #expect(answer.reasons.count == 15)
  #expect(problem.violations(of: answer.roster) == [])
  #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
}
