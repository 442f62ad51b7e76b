import Diagnostics
import EquipmentBooking
import Interchange
import Testing

@Test func `a booking of a combined device stands in the calendars of its parts`() throws {
  var draft = BookingDraft(name: "组合", firstDay: "2026-12-01", dayCount: 1)
  draft.institutions = [.init(id: "A", name: "甲")]
  draft.devices = [
    .init(id: "ROOM", name: "机房", owner: "A", deviceClass: "房"),
    .init(id: "MRI", name: "磁共振", owner: "A", deviceClass: "机"),
    .init(id: "BOTH", name: "套间", owner: "A", deviceClass: "组", parts: ["ROOM", "MRI"]),
  ]
  draft.openings = ["ROOM", "MRI", "BOTH"].map {
    .init(device: $0, weekday: 2, from: 480, to: 720)
  }
  draft.requests = [("R1", "BOTH"), ("R2", "MRI")].map { id, device in
    .init(
      id: id, institution: "A", minutes: 120, windows: [.init(from: 480, to: 720)],
      choices: [.init(target: device)])
  }
  let problem = try BookingProblem(validating: draft)
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
