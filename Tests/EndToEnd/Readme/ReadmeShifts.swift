import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Interchange
import Solving
import Testing

@Test func `the README's example of a shift roster rosters, proves and checks`() throws {
  // README
  let workbook = try WorkbookFolder.read("Datasets/changning/轮班")
  let problem = try ShiftWorkbook.read(workbook).validated(ShiftRosteringProblem.init(validating:))
  let outcome = try problem.solve(run: Run(within: SolveLimits(seconds: 60), seed: 1))
  for goal in outcome.terms {
    print("\(goal.name): \(goal.value), bound \(goal.bound.map(String.init) ?? "unknown")")
  }
  if let answer = outcome.solution {
    for finding in problem.findings(in: answer.roster) {
      print(problem.text(of: finding).zh, finding.cost ?? 0)
    }
    let broken = problem.violations(of: answer.roster)
    let defects = problem.certificateDefects(of: answer, terms: outcome.terms)
    print("checker: \(broken.count) rules broken, \(defects.count) defects of the proof")
  }
  // README end
  let answer = try #require(outcome.solution)
  #expect(problem.violations(of: answer.roster) == [])
  #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
  // What is paid for is what the findings cost.
  let costs = problem.findings(in: answer.roster).reduce(0) { $0 + ($1.cost ?? 0) }
  #expect(outcome.terms.contains { $0.value == costs })
}
