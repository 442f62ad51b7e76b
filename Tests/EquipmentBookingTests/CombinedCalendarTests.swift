import Diagnostics
import EquipmentBooking
import Interchange
import TestSupport
import Testing

@Test func `a booking of a combined device stands in the calendars of its parts`() throws {
  let problem = try BookingProblem(validating: combinedRound)
  let timetable = Timetable(bookings: [
    Booking(request: 0, device: 2, start: 16), Booking(request: 1, device: 1, start: 20),
  ])
  #expect(problem.violations(of: timetable) == [])
  let feeds = BookingWorkbook.feeds(of: timetable, in: problem, language: .en)
  func keys(_ device: String) -> [String]? {
    feeds.first { $0.kind == "device" && $0.owner == device }?.events.map(\.key)
  }
  #expect(keys("ROOM") == ["R1"])
  #expect(keys("MRI") == ["R1", "R2"])
  #expect(keys("BOTH") == ["R1"])
  #expect(feeds.first { $0.kind == "unit" }?.events.map(\.key) == ["R1", "R2"])
}
