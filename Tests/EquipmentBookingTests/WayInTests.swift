import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import SampleData
import Solving
import Testing

@Suite struct WayInTests {
  /// A request as a change would leave it: on any device of the round that the way names, or on other days. The
  /// four-hour slots of tiny rounds hold no two hours.
  private func changed(
    _ request: BookingDraft.Request, _ change: Refusal.WayIn.Change, to booking: Booking,
    in draft: BookingDraft
  ) -> BookingDraft.Request {
    var request = request
    switch change {
    case .otherDevice:
      let id = draft.devices[booking.device].id
      let mine = request.choices.map(\.target)
      // Devices that it accepts by their class are accepted as they are.
      if !mine.contains(id), !mine.contains(draft.devices[booking.device].deviceClass) {
        request.choices.append(.init(target: id))
      }
    case .otherDay:
      request.windows += request.windows.flatMap { window in
        [-1440, 1440].map { BookingDraft.Span(from: window.from + $0, to: window.to + $0) }
      }.filter { $0.from >= 0 && $0.to <= draft.dayCount * 1440 }
    case .widerWindow:
      request.windows = request.windows.map {
        .init(from: max(0, $0.from - 120), to: min(draft.dayCount * 1440, $0.to + 120))
      }
    }
    return request
  }

  @Test func `each way in leads to a better timetable that breaks no rule`() throws {
    var ways: [Refusal.WayIn.Change: Int] = [:]
    var (contested, together) = (0, 0)
    for seed in UInt64(2000)..<2240 {
      let draft = tinyRound(seed: seed, requests: 7)
      let problem = try BookingProblem(validating: draft)
      let answer = try #require(try problem.solve().solution)
      for refusal in answer.refusals {
        let found = try #require(refusal.waysIn, "time was not limited")
        #expect(Set(found.map(\.change)).count == found.count)
        for way in found {
          let bookings = [way.booking] + (way.partners ?? [])
          var wider = draft
          for booking in bookings {
            wider.requests[booking.request] = changed(
              draft.requests[booking.request], way.change, to: booking, in: draft)
          }
          let relaxed = try BookingProblem(validating: wider)
          let rest = answer.timetable.bookings.filter {
            way.displaced?.contains($0.request) != true
          }
          let timetable = Timetable(bookings: rest + bookings)
          #expect(relaxed.violations(of: timetable) == [], "seed \(seed) \(way)")
          #expect(
            relaxed.value(of: timetable) > problem.value(of: answer.timetable),
            "seed \(seed) \(way)")
          ways[way.change, default: 0] += 1
          if way.displaced != nil { contested += 1 }
          if way.partners != nil { together += 1 }
        }
      }
    }
    // None of this holds for want of cases.
    #expect(ways[.otherDevice] ?? 0 > 0 && ways[.otherDay] ?? 0 > 0)
    #expect(contested > 0 && together > 0)
  }

  /// A device on Monday, taken from eight to twelve, and a request for these hours.
  private func crowded() -> BookingDraft {
    var draft = BookingDraft(name: "crowded", firstDay: "2026-11-30", dayCount: 3)
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "X")]
    draft.openings = [.init(device: "D", weekday: 1, from: 480, to: 840)]
    draft.requests = [
      .init(
        id: "first", institution: "A", minutes: 240, windows: [.init(from: 480, to: 720)],
        choices: [.init(target: "D")], weight: 100),
      .init(
        id: "late", institution: "A", minutes: 120, windows: [.init(from: 480, to: 720)],
        choices: [.init(target: "D")], weight: 10),
    ]
    return draft
  }

  @Test func `the way that brings most comes first`() throws {
    var draft = crowded()
    draft.openings.append(.init(device: "D", weekday: 2, from: 480, to: 720))
    func ways() throws -> [Refusal.WayIn] {
      let answer = try #require(try BookingProblem(validating: draft).solve().solution)
      return try #require(answer.refusals.first?.waysIn)
    }
    #expect(try ways().map(\.change) == [.widerWindow, .otherDay])
    draft.requests[1].preferred = .init(from: 1440 + 480, to: 1440 + 540)
    draft.requests[1].preferredBonus = 5
    #expect(try ways().map(\.change) == [.otherDay, .widerWindow])
    #expect(try ways().map(\.booking.start) == [64, 24])
  }

  @Test func `where nothing is free, whoever is worth less is named`() throws {
    var draft = crowded()
    draft.openings = [
      .init(device: "D", weekday: 1, from: 480, to: 720),
      .init(device: "D", weekday: 2, from: 480, to: 600),
    ]
    draft.requests.append(
      .init(
        id: "small", institution: "A", minutes: 120, windows: [.init(from: 1920, to: 2040)],
        choices: [.init(target: "D")], weight: 9))
    let answer = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(
      answer.refusals.map(\.waysIn) == [
        [.init(change: .otherDay, booking: .init(request: 1, device: 0, start: 64), displaced: [2])]
      ])
    // Whoever is promised a place, or is worth as much, is not.
    draft.requests[2].weight = 10
    let even = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(even.refusals.map(\.waysIn) == [[]])
    draft.requests[2].weight = 9
    draft.pins = [.init(request: "small", device: "D", start: 1920)]
    let promised = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(promised.refusals.map(\.waysIn) == [[]])
  }

  @Test func `a series comes in whole, and whoever can keeps to what was asked`() throws {
    var draft = crowded()
    draft.openings.append(.init(device: "D", weekday: 2, from: 480, to: 600))
    draft.requests.append(
      .init(
        id: "later", institution: "A", minutes: 120, windows: [.init(from: 1920, to: 2040)],
        choices: [.init(target: "D")], weight: 10))
    draft.series = [.init(id: "S", requests: ["late", "later"], rule: .allOrNothing)]
    let problem = try BookingProblem(validating: draft)
    let answer = try #require(try problem.solve().solution)
    let early = Booking(request: 1, device: 0, start: 24)
    let late = Booking(request: 2, device: 0, start: 64)
    #expect(
      answer.refusals.map(\.waysIn) == [
        [.init(change: .widerWindow, booking: early, partners: [late])],
        [.init(change: .widerWindow, booking: late, partners: [early])],
      ])
    let text = problem.text(of: try #require(answer.refusals[1].waysIn)[0])
    #expect(
      text.en
        == "two hours wider (the whole series): late D, 2026-11-30 12:00–14:00; later D, 2026-12-01 08:00–10:00"
    )
    // In order, and with a gap that the next morning does not keep, there is none.
    draft.series[0].gapMinutes = 1200
    let apart = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(apart.refusals.map(\.waysIn) == [[], []])
    draft.series[0].gapMinutes = 1080
    let near = try #require(try BookingProblem(validating: draft).solve().solution)
    #expect(near.refusals.map { $0.waysIn?.count } == [1, 1])
  }

  @Test func `a series of which one request has no start is out for its sake, and waits last`()
    throws
  {
    var draft = crowded()
    draft.requests += [
      .init(
        id: "night", institution: "A", minutes: 120, windows: [.init(from: 1200, to: 1320)],
        choices: [.init(target: "D")], weight: 90),
      .init(
        id: "alone", institution: "A", minutes: 240, windows: [.init(from: 480, to: 720)],
        choices: [.init(target: "D")], weight: 5),
    ]
    draft.series = [.init(id: "S", requests: ["late", "night"], rule: .allOrNothing)]
    let problem = try BookingProblem(validating: draft)
    let answer = try #require(try problem.solve().solution)
    #expect(
      answer.refusals.map(\.reasons) == [
        [.partnerBlocked(partner: 2)], [.noStart(rules: ["windows", "open"])],
        [.classFull(winners: [0], value: 100)],
      ])
    let list = problem.waitingList(answer)
    #expect(list.map(\.refusal.request) == [3, 1, 2])
    #expect(list.map { $0.gain == nil } == [false, true, true])
    // With a start for both the series has one gain.
    draft.openings.append(.init(device: "D", weekday: 1, from: 1200, to: 1320))
    let open = try BookingProblem(validating: draft)
    let both = open.waitingList(try #require(try open.solve().solution))
    #expect(
      both.first { $0.refusal.request == 1 }?.gain == both.first { $0.refusal.request == 2 }?.gain)
  }

  @Test func `a round that stops at its limit has ways in as well`() throws {
    for limits in [SolveLimits(work: 0), SolveLimits(seconds: 0.000_1)] {
      let problem = try BookingProblem(validating: crowded())
      let answer = try #require(try problem.solve(run: Run(within: limits)).solution)
      #expect(answer.refusals.map { $0.waysIn?.map(\.change) } == [[.widerWindow]])
    }
  }

  @Test func `what there was no time for is said, and is looked for later`() throws {
    let sample = BookingSample(deviceCount: 100, requestCount: 3_000, loadPercent: 150, seed: 1)
    let problem = try BookingProblem(validating: sample.draft())
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 0)))
    let answer = try #require(outcome.solution)
    let missing = answer.refusals.filter { $0.waysIn == nil }
    #expect(!missing.isEmpty && missing.count < answer.refusals.count)
    let refusal = try #require(missing.first)
    #expect(problem.texts(ofWaysInto: refusal).map(\.en) == ["not looked for: time was up"])
    let later = problem.refusalWithWaysIn(refusal, in: answer)
    #expect(later.waysIn != nil && later.reasons == refusal.reasons)
    #expect(problem.texts(ofWaysInto: later) != problem.texts(ofWaysInto: refusal))
  }
}
