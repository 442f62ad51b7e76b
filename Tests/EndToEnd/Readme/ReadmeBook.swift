import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import Solving
import Testing

@Test func `the README's booking example books, proves and checks`() throws {
  // README
  let workbook = try WorkbookFolder.read("Datasets/changning/设备")
  let problem = try BookingWorkbook.read(workbook).validated(BookingProblem.init(validating:))
  let outcome = try problem.solve(run: Run(within: SolveLimits(seconds: 60), seed: 1))
  for goal in outcome.terms {
    print("\(goal.name): \(goal.value), bound \(goal.bound.map(String.init) ?? "unknown")")
  }
  if let answer = outcome.solution {
    for refusal in answer.refusals {
      let reasons = refusal.reasons.map { problem.text(of: $0).zh }
      print(problem.requests[refusal.request].id, reasons.joined(separator: "；"))
    }
    let broken = problem.violations(of: answer.timetable)
    let defects = problem.certificateDefects(of: answer, terms: outcome.terms)
    print("checker: \(broken.count) rules broken, \(defects.count) defects of the proof")
  }
  // README end
  let answer = try #require(outcome.solution)
  #expect(outcome.termination == .optimal)
  #expect(answer.timetable.bookings.count + answer.refusals.count == problem.requests.count)
  #expect(problem.violations(of: answer.timetable) == [])
  #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
}
