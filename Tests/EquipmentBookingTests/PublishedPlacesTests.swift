import Alliance
import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import Solving
import Testing

@Suite struct PublishedPlacesTests {
  /// A result as `allot book` writes it.
  private func file(
    _ outcome: Outcome<BookingAnswer>, of draft: BookingDraft, _ edit: (String) -> String = { $0 }
  ) throws -> InputFile {
    let result = ResultFile(
      job: .book, version: "0", draft: draft, outcome: outcome, limits: SolveLimits(), inputs: [],
      cpuSeconds: 0, seconds: 0)
    let text = edit(String(decoding: try result.encoded(), as: UTF8.self))
    return InputFile(path: "r.json", bytes: Array(text.utf8))
  }

  @Test func `the places are those of the whole result`() throws {
    var count = 0
    for seed in UInt64(0)..<20 {
      let draft = tinyRound(seed: seed, requests: 6)
      let problem = try BookingProblem(validating: draft)
      let outcome = try problem.solve()
      let published = try PublishedPlaces(reading: try file(outcome, of: draft))
      let bookings = try #require(outcome.solution).timetable.bookings
      let firstDay = try #require(Day(iso: draft.firstDay))
      let expected = bookings.map { booking in
        PublishedPlaces.Place(
          request: draft.requests[booking.request].id, device: draft.devices[booking.device].id,
          moment: Moment(
            firstDay + booking.start * draft.slotMinutes / 1440,
            minute: booking.start * draft.slotMinutes % 1440))
      }
      #expect(published.places == expected)
      #expect(published.termination == .optimal)
      count += bookings.count
    }
    #expect(count >= 40)
  }

  @Test func `a result without an answer has no places`() throws {
    let draft = tinyRound(seed: 1, requests: 4)
    let nothing = Outcome<BookingAnswer>(
      termination: .limitReached, solution: nil, terms: [], work: 0, seed: 1)
    let published = try PublishedPlaces(reading: try file(nothing, of: draft))
    #expect(published.places == nil)
    #expect(published.termination == .limitReached)
  }

  @Test(arguments: [
    (#""device":0"#, #""device":99"#), (#""start":"#, #""start":9999999999"#),
    (#""job":"book""#, #""job":"pair""#),
  ])
  func `what the result does not have is a fault`(text: String, edited: String) throws {
    let draft = tinyRound(seed: 1, requests: 4)
    let booking = Booking(request: 0, device: 0, start: 3)
    let answer = BookingAnswer(
      timetable: Timetable(bookings: [booking]), certificate: nil, refusals: [])
    let outcome = Outcome(
      termination: .limitReached, solution: answer, terms: [], work: 0, seed: 1)
    _ = try PublishedPlaces(reading: try file(outcome, of: draft))
    let broken = try file(outcome, of: draft) { whole in
      #expect(whole.contains(text))
      return whole.replacing(text, with: edited)
    }
    #expect(throws: RejectedInput.self) { try PublishedPlaces(reading: broken) }
  }
}
