import Diagnostics
import EquipmentBooking
import Foundation
import Interchange
import Testing

/// Rounds whose devices have no weekly hours, as those of all benchmark formats.
@Suite struct DatedHoursTests {
  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Corpus").path

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(Self.corpus)/\(path)", encoding: .utf8)
  }

  private func read(_ workbook: Workbook) -> Reading<BookingDraft> {
    BookingWorkbook.read(
      Reading(value: workbook, provenance: Provenance(), faults: Faults(), notes: []))
  }

  private func expectSame(_ draft: BookingDraft) throws {
    #expect(draft.openings.isEmpty && !draft.extraOpenings.isEmpty)
    #expect(BookingProblem.faults(in: draft).isEmpty)
    for language in Language.allCases {
      let read = read(
        Template.translated(BookingWorkbook.workbook(of: draft), of: .book, to: language))
      #expect(read.faults.isEmpty)
      #expect(read.value == draft)
    }
  }

  @Test func `small rounds of benchmark formats read back the same from a workbook`() throws {
    try expectSame(Booking1File(parsing: text("booking1/small")).draft)
    try expectSame(AfscnFile(parsing: text("afscn/day"), name: "day").draft)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["ALLOT_INSTANCES"] != nil))
  func `a district and a week of antennas read back the same from a workbook`() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["ALLOT_INSTANCES"])
    func instance(_ path: String) throws -> String {
      try String(contentsOfFile: "\(folder)/booking/\(path)", encoding: .utf8)
    }
    try expectSame(Booking1File(parsing: instance("equipment/district-1.json")).draft)
    try expectSame(
      SatNetFile(
        parsing: instance("satnet/W10_2018.problem.json"),
        maintenance: instance("satnet/W10_2018.maintenance.csv"), name: "week", goal: .requests
      ).draft)
  }

  @Test func `a round without any hours is told so once`() throws {
    var draft = try Booking1File(parsing: text("booking1/small")).draft
    draft.extraOpenings = []
    let read = read(BookingWorkbook.workbook(of: draft))
    #expect(read.faults.list.map(\.rule.code) == ["I115"])
    #expect(read.faults.list.map(\.place.path) == ["sheets.开放"])
  }

  @Test func `a device or class whose name ends like a bonus keeps it`() throws {
    var draft = tinyRound(seed: 1)
    for d in draft.devices.indices { draft.devices[d].deviceClass = "C+5" }
    for r in draft.requests.indices {
      draft.requests[r].choices = [.init(target: "C+5", bonus: r % 2)]
    }
    draft.quotas = []
    let read = read(BookingWorkbook.workbook(of: draft))
    #expect(read.faults.isEmpty)
    #expect(read.value == draft)
  }
}
