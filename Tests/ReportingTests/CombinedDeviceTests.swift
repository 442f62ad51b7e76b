import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Foundation
import Reporting
import Solving
import TestSupport
import Testing

/// The words of a piece of a page.
private func words(_ markup: Substring) -> [String] {
  markup.replacing(/<[^>]*>/, with: "\u{1F}").split(separator: "\u{1F}").map {
    $0.filter { !$0.isWhitespace }
  }.filter { !$0.isEmpty }
}

@Test func `a booking of a combined device is drawn and counted at its parts`() throws {
  let problem = try BookingProblem(validating: combinedRound)
  let answer = try #require(try problem.solve().solution)
  #expect(answer.timetable.bookings.count == 2)
  let page = problem.page(of: answer, proof: statement("x"), in: .zh)

  /// Bookings, hours booked, hours open and share of a device in the table of use.
  func use(_ heading: String) throws -> [String] {
    let row = try #require(page.range(of: "<th scope=\"row\">\(heading)</th>"))
    let end = try #require(page[row.upperBound...].range(of: "</tr>"))
    return words(page[row.upperBound..<end.lowerBound]).suffix(4)
  }
  #expect(try use("ROOM 机房") == ["1", "2", "4", "50%"])
  #expect(try use("MRI 磁共振") == ["2", "4", "4", "100%"])
  #expect(try use("BOTH 套间") == ["1", "2", "4", "50%"])
  // Hours are booked once, and the room and the instrument are what is open.
  let chart = try #require(page.range(of: "id=\"timetable\""))
  let figures = words(page[..<chart.lowerBound])
  #expect(figures.contains("4小时") && figures.contains("75%"))
  // The row of each part and that of the combined device.
  #expect(page.ranges(of: "<title>R1 · 甲 · BOTH").count == 3)
  #expect(page.ranges(of: "<title>R2 · 甲 · MRI").count == 1)
  #expect(page.ranges(of: "<title>本单位自用 2026-12-01 10:00–11:00").count == 2)
  #expect(page.contains("所属单位自用时间"))
}
