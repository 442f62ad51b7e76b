import EquipmentBooking
import EquipmentBookingSolver
import Reporting
import Solving
import Testing

@Test func `a request that is split counts as one, and as served once`() throws {
  var draft = BookingDraft(name: "分段", firstDay: "2026-12-01", dayCount: 2)
  draft.institutions = [.init(id: "A", name: "甲")]
  draft.devices = [.init(id: "X", name: "仪器", owner: "A", deviceClass: "Y")]
  // Four hours a day leave no room for six in one piece.
  draft.openings = (0..<7).map { .init(device: "X", weekday: $0 + 1, from: 480, to: 720) }
  draft.requests = [
    .init(
      id: "R", institution: "A", minutes: 360, windows: [.init(from: 0, to: 2880)],
      choices: [.init(target: "X")], weight: 100, split: .init(leastMinutes: 120, mostParts: 3))
  ]
  let problem = try BookingProblem(validating: draft)
  let timetable = try #require(try problem.solve().solution).timetable
  #expect(timetable.bookings.count == 2)
  #expect(problem.requests.count > 1)
  #expect(problem.askedRequests() == 1)
  #expect(problem.askedRequests { $0.priority == 1 } == 0)
  #expect(problem.servedRequests(in: timetable) == 1)
  #expect(problem.servedRequests(in: timetable) { $0.start < 48 } == 1)
}
