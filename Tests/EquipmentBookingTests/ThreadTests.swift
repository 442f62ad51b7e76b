import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// A round between a district and a city: 32 devices of four classes, 320 requests, too many starts to branch
/// on.
private func middleRound(seed: UInt64) -> BookingDraft {
  var random = SeededRandom(seed: seed)
  func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  var draft = BookingDraft(name: "middle", firstDay: "2026-11-30", dayCount: 7)
  draft.institutions = (0..<6).map { .init(id: "H\($0)", name: "H\($0)") }
  for d in 0..<32 {
    draft.devices.append(
      .init(
        id: "D\(d)", name: "D\(d)", owner: "H\(d % 6)", deviceClass: "C\(d % 4)",
        setUpMinutes: d % 3 == 0 ? 30 : 0, operatorPool: d % 4 == 0 ? "P" : nil))
    draft.openings += (1...5).map { .init(device: "D\(d)", weekday: $0, from: 480, to: 1200) }
  }
  draft.shifts = (1...5).map { .init(pool: "P", weekday: $0, from: 480, to: 1200, count: 6) }
  for r in 0..<320 {
    let day = number(0...3)
    draft.requests.append(
      .init(
        id: "R\(r)", institution: "H\(number(0...5))", minutes: 30 * number(2...8),
        windows: [.init(from: day * 1440, to: (day + 2) * 1440)],
        choices: [
          .init(target: "C\(number(0...3))"), .init(target: "D\(number(0...31))", bonus: 9),
        ],
        priority: number(1...4)))
  }
  draft.quotas = (0..<6).map { .init(institution: "H\($0)", minutes: 4800) }
  return draft
}

@Test func `a limit of work gives the same answer and proof with one thread and with two`() throws {
  let problem = try BookingProblem(validating: middleRound(seed: 5))
  let limits = SolveLimits(work: 500)
  let one = try problem.solve(run: Run(within: limits, seed: 3, threads: 1))
  let two = try problem.solve(run: Run(within: limits, seed: 3, threads: 2))
  #expect(one.solution == two.solution)
  #expect(one.terms == two.terms)
  #expect(one.work == two.work)
  // It got as far as schedules and blocks, and was not done.
  #expect(one.solution?.schedules != nil)
  #expect(one.termination == .limitReached)
}
