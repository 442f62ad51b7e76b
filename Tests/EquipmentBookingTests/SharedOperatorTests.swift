import EquipmentBooking
import EquipmentBookingSolver
import Solving
import TestSupport
import Testing

/// Small rounds whose devices share one operator: prices of schedules alone leave some of them open, what
/// the schedules leave has to be searched as a program.
@Suite struct SharedOperatorTests {
  /// Fourteen requests of one to four hours for two classes of devices with one operator, in a week.
  private func round(seed: UInt64) throws -> BookingProblem {
    var random = SeededRandom(seed: seed)
    var draft = BookingDraft(name: "shared \(seed)", firstDay: "2026-11-30", dayCount: 7)
    draft.slotMinutes = 30
    draft.priorityPoints = [100, 50, 10]
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [
      .init(
        id: "M", name: "M", owner: "A", deviceClass: "scanner", capacity: 2, setUpMinutes: 60,
        cleanUpMinutes: 30, operatorPool: "P"),
      .init(
        id: "F", name: "F", owner: "A", deviceClass: "flow", capacity: 1, setUpMinutes: 0,
        cleanUpMinutes: 30, operatorPool: "P"),
    ]
    for weekday in 1...5 {
      draft.shifts.append(.init(pool: "P", weekday: weekday, from: 510, to: 1050, count: 1))
      for device in ["M", "F"] {
        draft.openings.append(.init(device: device, weekday: weekday, from: 510, to: 1050))
      }
    }
    for r in 0..<14 {
      let day = Int.random(in: 0..<4, using: &random)
      let days = [1, 1, 2].randomElement(using: &random) ?? 1
      draft.requests.append(
        .init(
          id: "R\(r)", institution: "A",
          minutes: [60, 120, 180, 240].randomElement(using: &random) ?? 60,
          windows: [.init(from: day * 1440 + 510, to: (day + days - 1) * 1440 + 1050)],
          choices: [.init(target: ["M", "M", "M", "F"].randomElement(using: &random) ?? "M")],
          priority: Int.random(in: 1...3, using: &random)))
    }
    return try BookingProblem(validating: draft)
  }

  @Test func `rounds of two classes with one operator are proven within few units of work`() throws
  {
    for seed in UInt64(1)...8 {
      let problem = try round(seed: seed)
      let outcome = try problem.solve(run: Run(within: SolveLimits(work: 1000), seed: 1))
      #expect(outcome.termination == .optimal, "seed \(seed)")
      let answer = try #require(outcome.solution)
      #expect(problem.violations(of: answer.timetable) == [], "seed \(seed)")
      #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [], "seed \(seed)")
    }
  }
}
