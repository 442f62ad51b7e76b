import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

@Suite struct PriceTableTests {
  @Test(arguments: 0..<3)
  func `nothing more gains beyond what the prices prove, and trying gains what enumeration gains`(
    block: Int
  ) throws {
    var entries = 0
    for seed in UInt64(block) * 20..<UInt64(block) * 20 + 20 {
      let draft = tinyRound(seed: 6000 + seed)
      let problem = try BookingProblem(validating: draft)
      let outcome = try problem.solve()
      let answer = try #require(outcome.solution)
      let best = TinyOracle(draft).best()
      #expect(problem.value(of: answer.timetable) == best)
      let table = problem.priceTable(of: answer)
      let tried = try problem.triedPrices(
        of: answer, isOptimal: true, run: Run(within: SolveLimits(seconds: 60)))
      #expect(tried.map(\.price) == table)
      for entry in tried {
        entries += 1
        let roomier = problem.draftWithMore(of: entry.price.limit)
        let gain = TinyOracle(roomier).best() - best
        #expect(gain >= 0)
        #expect(gain <= entry.price.gainAtMost, "seed \(seed)")
        if let found = entry.gain { #expect(found == gain, "seed \(seed)") }
        #expect(entry.price.units > 0)
      }
    }
    #expect(entries > 0)
  }

  @Test func `a booking at its only device or at a promised place says so`() throws {
    var draft = BookingDraft(name: "two", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [
      .init(id: "D0", name: "D0", owner: "A", deviceClass: "X"),
      .init(id: "D1", name: "D1", owner: "A", deviceClass: "X"),
    ]
    draft.openings = ["D0", "D1"].map { .init(device: $0, weekday: 1, from: 480, to: 540) }
    func request(_ id: String, _ choices: [BookingDraft.Choice]) -> BookingDraft.Request {
      .init(
        id: id, institution: "A", minutes: 60, windows: [.init(from: 0, to: 1440)],
        choices: choices, weight: 10)
    }
    draft.requests = [
      request("R0", [.init(target: "D0", bonus: 5), .init(target: "D1")]),
      request("R1", [.init(target: "D1")]),
    ]
    let problem = try BookingProblem(validating: draft)
    let timetable = Timetable(bookings: [
      Booking(request: 0, device: 0, start: 16), Booking(request: 1, device: 1, start: 16),
    ])
    let answer = BookingAnswer(timetable: timetable, certificate: nil, refusals: [])
    let reasons = problem.placeReasons(of: timetable.bookings, in: answer)
    // Without prices the other device would bring the bonus less.
    #expect(
      reasons.map(\.kind) == [
        .elsewhere(Booking(request: 0, device: 1, start: 16), units: -5 * 256), .onlyDevice,
      ])
    draft.pins = [.init(request: "R1", device: "D1", start: 480)]
    let promised = try BookingProblem(validating: draft)
    #expect(
      promised.placeReasons(of: [timetable.bookings[1]], in: answer).map(\.kind) == [.promised])
  }
}
