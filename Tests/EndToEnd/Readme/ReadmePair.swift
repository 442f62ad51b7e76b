import Interchange
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import Solving
import Testing

@Test func `the README's pairing example pairs, proves and checks`() throws {
  // README
  let workbook = try WorkbookFolder.read("Datasets/changning/导师结对")
  let problem = try PairingWorkbook.read(workbook).validated(PairingProblem.init(validating:))
  let outcome = try problem.solve(run: Run(within: SolveLimits(seconds: 60), seed: 1))
  for goal in outcome.terms {
    print("\(goal.name): \(goal.value), bound \(goal.bound.map(String.init) ?? "unknown")")
  }
  if let answer = outcome.solution {
    let broken = problem.violations(of: answer)
    let defects = problem.certificateDefects(of: answer, terms: outcome.terms)
    print("\(answer.matching.pairCount) pairs, \(outcome.termination)")
    print("checker: \(broken.count) rules broken, \(defects.count) defects of the proof")
  }
  // README end
  let answer = try #require(outcome.solution)
  #expect(outcome.termination == .optimal)
  #expect(problem.violations(of: answer) == [])
  #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
}
