import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// Places of a timetable as pins.
private func pins(_ timetable: Timetable, _ problem: BookingProblem) -> [BookingDraft.Pin] {
  timetable.bookings.map {
    .init(
      request: problem.requests[$0.request].id, device: problem.devices[$0.device].id,
      start: $0.start * problem.grid.slotMinutes)
  }
}

/// The least weighted loss of published bookings, by trying every timetable of them.
private func leastLoss(_ problem: BookingProblem) -> Int {
  let old = problem.published.bookings.map(\.request)
  var best = Int.max
  func place(_ i: Int, _ bookings: [Booking], _ loss: Int) {
    guard loss < best else { return }
    guard i < old.count else {
      if problem.violations(of: Timetable(bookings: bookings)).isEmpty { best = loss }
      return
    }
    let r = old[i]
    for choice in problem.requests[r].choices where choice.isAuthorized {
      for start in 0..<problem.grid.slotCount {
        let tried = bookings + [Booking(request: r, device: choice.device, start: start)]
        let broken = problem.violations(of: Timetable(bookings: tried))
        // A series may still be completed.
        if broken.allSatisfy({ $0.rule == "series" }) { place(i + 1, tried, loss) }
      }
    }
    place(i + 1, bookings, loss + problem.requests[r].weight)
  }
  place(0, [], 0)
  return best
}

@Suite struct ReplanTests {
  private func loss(_ problem: BookingProblem, _ timetable: Timetable) -> Int {
    problem.changes(of: timetable).filter { $0.new == nil }
      .reduce(0) { $0 + problem.requests[$1.old.request].weight }
  }

  @Test func `with nothing down nobody moves`() throws {
    for seed in UInt64(0)..<20 {
      let draft = tinyRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      let before = try #require(try problem.solve().solution).timetable
      let next = try draft.replanned(keeping: pins(before, problem), down: [])
      let again = try BookingProblem(validating: next)
      let after = try #require(try again.solve().solution).timetable
      #expect(again.changes(of: after) == [], "seed \(seed)")
      #expect(again.leastChanges == 0)
    }
  }

  @Test func `a failed device costs what enumeration says it must`() throws {
    var disturbed = 0
    var exact = 0
    for seed in UInt64(0)..<60 {
      var draft = tinyRound(seed: seed, requests: 4)
      draft.pins = []
      let problem = try BookingProblem(validating: draft)
      let before = try #require(try problem.solve().solution).timetable
      let down = [
        BookingDraft.DeviceSpan(device: "D0", span: .init(from: 0, to: 6 * draft.slotMinutes))
      ]
      let next = try draft.replanned(keeping: pins(before, problem), down: down)
      let again = try BookingProblem(validating: next)
      let after = try #require(try again.solve().solution).timetable
      #expect(again.violations(of: after) == [])
      let changes = again.changes(of: after)
      #expect(changes.count >= again.leastChanges)
      if again.leastChanges > 0 { disturbed += 1 }
      // Nobody moves for a higher value: each change is needed, or makes room for one that is.
      if again.leastChanges == 0 { #expect(changes.isEmpty, "seed \(seed)") }
      var free = next
      free.pins = []
      let least = leastLoss(try BookingProblem(validating: free))
      #expect(loss(again, after) >= least, "seed \(seed)")
      if loss(again, after) == least { exact += 1 }
    }
    #expect(disturbed >= 10)
    // The second plan moves only bookings of the classes that the losers want.
    #expect(exact >= 57, "\(exact) of 60")
  }

  @Test func `the waiting list begins with the largest gain`() throws {
    for seed in UInt64(0)..<40 {
      let problem = try BookingProblem(validating: tinyRound(seed: seed, requests: 8))
      let answer = try #require(try problem.solve().solution)
      let list = problem.waitingList(answer)
      #expect(list.map(\.refusal.request).sorted() == answer.refusals.map(\.request))
      let gains = list.map { $0.gain ?? .min }
      #expect(gains == gains.sorted(by: >))
    }
  }
}
