import EquipmentBooking
import EquipmentSettlement
import Ledger
import TestSupport
import Testing

@Test func `a booked combined device is charged once, not again for its parts`() throws {
  var round = combinedRound
  round.institutions.append(.init(id: "B", name: "乙"))
  round.reserves = []
  for r in round.requests.indices { round.requests[r].institution = "B" }
  let problem = try BookingProblem(validating: round)
  // The room and its instrument from 8:00 to 10:00, then the instrument alone.
  let timetable = Timetable(bookings: [
    Booking(request: 0, device: 2, start: 16), Booking(request: 1, device: 1, start: 20),
  ])
  #expect(problem.violations(of: timetable) == [])
  let scratch = try Scratch()
  let file = try LedgerFile(scratch.path("台账.db"))
  try file.append(LedgerDraft(publishing: timetable, of: problem), at: "2026-11-20T00:00:00Z")

  var draft = SettlementDraft(
    name: "组合", firstDay: "2026-12-01", lastDay: "2026-12-31", ruleVersion: "v1")
  draft.institutions = [.init(id: "A", name: "甲"), .init(id: "B", name: "乙")]
  draft.devices = round.devices.map {
    .init(id: $0.id, name: $0.name, owner: $0.owner, deviceClass: $0.deviceClass)
  }
  // The parts have prices of their own.
  draft.tariffs = [("ROOM", 7_001), ("MRI", 10_001), ("BOTH", 33_333)].map {
    .init(id: $0, owner: "A", target: $0, fenPerHour: $1, from: "2026-01-01")
  }
  draft.uses = [
    .init(id: "1", booking: "R1", device: "BOTH", user: "B", actual: .init(from: 480, to: 595)),
    .init(id: "2", booking: "R2", device: "MRI", user: "B", event: .noShow),
    // A walk-in that quotes the booking of the whole is a use of the room, and has no booked time.
    .init(id: "3", booking: "R1", device: "ROOM", user: "B", actual: .init(from: 600, to: 630)),
  ]
  let (continued, _, charged) = try file.reading { try $0.continued(by: draft) }
  #expect(charged == [])
  #expect(
    continued.uses.map(\.plan) == [.init(from: 480, to: 600), .init(from: 600, to: 720), nil])
  let ledger = try UseLedger(validating: continued)
  let settlement = ledger.settle()
  #expect(ledger.violations(of: settlement) == [])
  // 115 minutes at 333.33 yuan an hour are 638.8825 yuan, half an hour at 70.01 is 35.005.
  #expect(settlement.lines.map(\.fen) == [63_888, 20_002, 3_501])
  #expect(settlement.total == 87_391)
  #expect(settlement.payments == [.init(payer: 1, payee: 0, fen: 87_391, agreement: nil)])
  #expect(settlement.utilisation.map(\.planned) == [0, 120, 120])
  #expect(settlement.utilisation.map(\.used) == [30, 0, 115])
}
