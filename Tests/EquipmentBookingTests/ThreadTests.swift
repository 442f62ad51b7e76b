import EquipmentBooking
import EquipmentBookingSolver
import Interchange
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

/// The bytes around the first that differs; `nil` if none does.
private func difference(_ one: [UInt8], _ other: [UInt8]) -> String? {
  guard one != other else { return nil }
  let same = zip(one, other).prefix { $0 == $1 }.count
  let near = max(0, same - 40)..<(same + 40)
  return [one, other].map { String(decoding: $0[near.clamped(to: 0..<$0.count)], as: UTF8.self) }
    .joined(separator: " | ")
}

// The first limit lets the run go deep; the others are short, so that there can be more rounds.
@Test(arguments: zip([5, 6, 7, 8] as [UInt64], [300, 80, 80, 80]))
func `a limit of work saves the same bytes when repeated and with two threads`(
  seed: UInt64, work: Int
) throws {
  let draft = middleRound(seed: seed)
  let problem = try BookingProblem(validating: draft)
  let limits = SolveLimits(work: work)
  func solved(threads: Int) throws -> (outcome: Outcome<BookingAnswer>, saved: [UInt8]) {
    let outcome = try problem.solve(run: Run(within: limits, seed: 3, threads: threads))
    let result = ResultFile(
      job: .book, version: "1", draft: draft, outcome: outcome, limits: limits, inputs: [],
      cpuSeconds: 0, seconds: 0)
    return (outcome, try result.encoded())
  }
  let first = try solved(threads: 1)
  #expect(difference(first.saved, try solved(threads: 1).saved) == nil)
  #expect(difference(first.saved, try solved(threads: 2).saved) == nil)
  // It got as far as schedules and blocks, and was not done.
  #expect(first.outcome.solution?.schedules != nil)
  #expect(first.outcome.termination == .limitReached)
}

@Test func `shares that come first save the same bytes again and with two threads`() throws {
  var draft = middleRound(seed: 5)
  // A quarter of the requests for an eighth of the devices: not all can have what they ask for.
  draft.quotas = []
  draft.devices = Array(draft.devices.prefix(4))
  draft.openings = draft.openings.filter { ["D0", "D1", "D2", "D3"].contains($0.device) }
  draft.requests = draft.requests.prefix(80).map { request in
    var request = request
    request.choices = [request.choices[0]]
    return request
  }
  draft.fairShareRule = .maxMin
  draft.fairShares = draft.institutions.map { institution in
    let asked = draft.requests.filter { $0.institution == institution.id }
    return .init(institution: institution.id, minutes: asked.reduce(0) { $0 + $1.minutes })
  }
  let problem = try BookingProblem(validating: draft)
  let limits = SolveLimits(work: 240)
  func saved(threads: Int) throws -> [UInt8] {
    let outcome = try problem.solve(run: Run(within: limits, seed: 3, threads: threads))
    let answer = try #require(outcome.solution)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    // Otherwise no stage would be the same.
    try #require(answer.fairness?.stages.isEmpty == false)
    return try ResultFile(
      job: .book, version: "1", draft: draft, outcome: outcome, limits: limits, inputs: [],
      cpuSeconds: 0, seconds: 0
    ).encoded()
  }
  let first = try saved(threads: 1)
  #expect(difference(first, try saved(threads: 1)) == nil)
  #expect(difference(first, try saved(threads: 2)) == nil)
}
