import EquipmentBooking
import EquipmentBookingSolver
import Solving
import TestSupport
import Testing

/// A published timetable with the first device down for the first day, and the bookings that could stay.
private func disturbed(
  _ seed: UInt64
) throws -> (problem: BookingProblem, staying: [Booking])? {
  var draft = tinyRound(seed: seed, requests: 5)
  draft.pins = []
  let before = try BookingProblem(validating: draft)
  let timetable = try #require(try before.solve().solution).timetable
  draft.published = publishedPins(timetable, before)
  draft.maintenance.append(
    .init(device: "D0", span: .init(from: 0, to: 6 * draft.slotMinutes)))
  let problem = try BookingProblem(validating: draft)
  var staying = problem.published.bookings
  while true {
    let broken = problem.violations(of: Timetable(bookings: staying)).flatMap(\.requests)
    if broken.isEmpty { break }
    staying.removeAll { broken.contains($0.request) }
  }
  return staying.count == problem.published.bookings.count ? nil : (problem, staying)
}

@Suite struct EjectionTests {
  @Test(arguments: seedBlocks(8))
  func `whoever must go nearly always finds the place that enumeration finds`(block: Int) throws {
    var (count, asGood, fewest) = (0, 0, 0)
    for seed in UInt64(block) * 40..<UInt64(block) * 40 + 40 {
      guard let round = try disturbed(seed) else { continue }
      var search = EjectionSearch(round.problem, staying: round.staying, run: Run())
      let plan = Timetable(bookings: try search.places())
      #expect(round.problem.violations(of: plan) == [], "seed \(seed)")
      let changes = round.problem.changes(of: plan)
      let lost = changes.reduce(0) {
        $0 + ($1.new == nil ? round.problem.requests[$1.old.request].weight : 0)
      }
      let least = leastRevision(round.problem)
      #expect(lost >= least.lost, "seed \(seed)")
      count += 1
      if lost == least.lost {
        asGood += 1
        #expect(changes.count >= least.changed, "seed \(seed)")
        if changes.count == least.changed { fewest += 1 }
      }
    }
    // Ordered series stay, and so does whoever counts against a quota in no other place.
    #expect(count >= 8 && asGood * 20 >= count * 19, "\(asGood) of \(count)")
    #expect(fewest * 20 >= asGood * 19, "\(fewest) of \(asGood)")
  }

  @Test func `the same limit in work gives the same places`() throws {
    var changed = 0
    for seed in UInt64(0)..<40 {
      guard let round = try disturbed(seed) else { continue }
      let plans = try (0..<2).map { _ in
        var search = EjectionSearch(
          round.problem, staying: round.staying, run: Run(within: SolveLimits(work: 12), seed: 7))
        return try search.places()
      }
      #expect(plans[0] == plans[1])
      if plans[0] != round.staying { changed += 1 }
    }
    #expect(changed >= 5)
  }

  /// Two devices for the same four hours of a morning of 30-minute slots.
  private func morning(
    _ requests: [BookingDraft.Request], _ series: BookingDraft.Series? = nil,
    published: [(request: String, device: String, slot: Int)]
  ) -> BookingDraft {
    var draft = BookingDraft(name: "", firstDay: "2026-12-01", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "甲")]
    draft.devices = ["D0", "D1"].map { .init(id: $0, name: $0, owner: "A", deviceClass: "C") }
    draft.openings = ["D0", "D1"].map { .init(device: $0, weekday: 2, from: 480, to: 720) }
    draft.requests = requests
    draft.series = series.map { [$0] } ?? []
    draft.published = published.map { .init(request: $0, device: $1, start: 30 * $2) }
    return draft
  }

  private func request(
    _ id: String, minutes: Int, from: Int, to: Int, on devices: String...
  ) -> BookingDraft.Request {
    .init(
      id: id, institution: "A", minutes: minutes, windows: [.init(from: from, to: to)],
      choices: devices.map { .init(target: $0) }, weight: 9)
  }

  @Test func `a series in order stays where it is`() throws {
    // There would be two hours for R2 if R1 began as soon as R0 ends, an hour too early.
    var draft = morning(
      [
        request("R0", minutes: 60, from: 480, to: 540, on: "D1"),
        request("R1", minutes: 60, from: 480, to: 660, on: "D1"),
        request("R2", minutes: 120, from: 480, to: 720, on: "D0", "D1"),
      ], .init(id: "S", requests: ["R0", "R1"], gapMinutes: 60),
      published: [("R0", "D1", 16), ("R1", "D1", 20), ("R2", "D0", 16)])
    draft.maintenance = [.init(device: "D0", span: .init(from: 480, to: 720))]
    let problem = try BookingProblem(validating: draft)
    let staying = Array(problem.published.bookings.prefix(2))
    for seed in UInt64(0)..<20 {
      var search = EjectionSearch(problem, staying: staying, run: Run(seed: seed))
      #expect(try search.places() == staying)
    }
  }

  @Test func `whoever could go elsewhere makes room on a device for two`() throws {
    var draft = morning(
      [
        request("R0", minutes: 240, from: 480, to: 720, on: "D0", "D1"),
        request("R1", minutes: 240, from: 480, to: 720, on: "D1", "D2"),
        request("R2", minutes: 240, from: 480, to: 720, on: "D1"),
      ], published: [("R0", "D0", 16), ("R1", "D1", 16), ("R2", "D1", 16)])
    draft.devices[1].capacity = 2
    draft.devices.append(.init(id: "D2", name: "D2", owner: "A", deviceClass: "C"))
    draft.openings.append(.init(device: "D2", weekday: 2, from: 480, to: 720))
    draft.maintenance = [.init(device: "D0", span: .init(from: 480, to: 720))]
    let problem = try BookingProblem(validating: draft)
    let staying = Array(problem.published.bookings.dropFirst())
    var search = EjectionSearch(problem, staying: staying, run: Run())
    let plan = Timetable(bookings: try search.places())
    #expect(problem.violations(of: plan) == [])
    #expect(plan.bookings.map(\.device).sorted() == [1, 1, 2])
  }

  @Test func `half a published series stays lost`() throws {
    let draft = morning(
      [
        request("R0", minutes: 120, from: 480, to: 720, on: "D1"),
        request("R1", minutes: 60, from: 480, to: 720, on: "D0"),
        request("R2", minutes: 120, from: 480, to: 720, on: "D1"),
      ], .init(id: "S", requests: ["R0", "R1"]), published: [("R0", "D1", 20), ("R2", "D1", 16)])
    let problem = try BookingProblem(validating: draft)
    let staying = problem.published.bookings.filter { $0.request == 2 }
    var search = EjectionSearch(problem, staying: staying, run: Run())
    #expect(try search.places() == staying)
  }
}
