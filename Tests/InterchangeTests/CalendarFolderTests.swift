import Alliance
import Foundation
import Interchange
import Testing

private func feed(_ owner: String, _ keys: [String], series: String = "book-1") throws
  -> CalendarFeed
{
  let day = try #require(Day(iso: "2027-01-05"))
  return CalendarFeed(
    series: series, kind: "unit", owner: owner, title: owner,
    events: keys.map { CalendarEvent(key: $0, time: .days(day...day), summary: $0) })
}

/// Key, sequence number and state of every appointment of a file.
private func states(_ bytes: [UInt8]) -> [String] {
  String(decoding: bytes, as: UTF8.self).components(separatedBy: "BEGIN:VEVENT\r\n").dropFirst().map
  {
    let lines = $0.components(separatedBy: "\r\n")
    func value(_ name: String) -> String {
      lines.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) } ?? "?"
    }
    return "\(value("SUMMARY")) \(value("SEQUENCE")) \(value("STATUS"))"
  }
}

/// A folder of calendars that goes away with its owner.
private final class Calendars {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent("allot-\(UUID())")
  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ feeds: [CalendarFeed], known: [IssuedAppointment] = []) throws {
    try writeCalendars(feeds, to: url.path, issued: "20261120T000000Z", known: known)
  }

  func states(_ name: String) throws -> [String] {
    InterchangeTests.states(Array(try Data(contentsOf: url.appendingPathComponent(name))))
  }
}

@Test func `whoever has no appointment left is told so in the file of before`() throws {
  let folder = Calendars()
  try folder.write([try feed("H01", ["a", "b"]), try feed("H02", ["c"])])
  try folder.write([try feed("H03", ["x"], series: "book-2")])
  #expect(try folder.states("unit-H02.ics") == ["c 0 CONFIRMED"], "another round cancels nothing")
  // A file of the same name by somebody else stays as it is.
  let foreign = "BEGIN:VCALENDAR\r\nPRODID:-//Other//\r\nUID:book-1-x\r\nEND:VCALENDAR\r\n"
  let path = folder.url.appendingPathComponent("unit-H09.ics")
  try foreign.write(to: path, atomically: false, encoding: .utf8)
  try folder.write([try feed("H01", ["a"])])
  #expect(try folder.states("unit-H01.ics") == ["a 0 CONFIRMED", "b 1 CANCELLED"])
  #expect(try folder.states("unit-H02.ics") == ["c 1 CANCELLED"])
  #expect(try folder.states("unit-H03.ics") == ["x 0 CONFIRMED"])
  #expect(try String(contentsOf: path, encoding: .utf8) == foreign)
}

@Test func `a new folder takes up what a ledger knows of the earlier issues`() throws {
  let day = try #require(Day(iso: "2027-01-05"))
  func known(_ owner: String, _ key: String, _ sequence: Int, isCancelled: Bool)
    -> IssuedAppointment
  {
    IssuedAppointment(
      kind: "unit", owner: owner, key: key, time: .days(day...day), sequence: sequence,
      isCancelled: isCancelled)
  }
  let issued = [
    known("H01", "a", 3, isCancelled: false), known("H01", "b", 2, isCancelled: true),
    known("H01", "e", 1, isCancelled: false), known("H02", "c", 5, isCancelled: true),
  ]
  let folder = Calendars()
  try folder.write([try feed("H01", ["a", "d"])], known: issued)
  // What was cancelled goes by the owner's name; what neither stands nor was cancelled is no matter of the ledger.
  #expect(
    try folder.states("unit-H01.ics") == ["a 3 CONFIRMED", "d 0 CONFIRMED", "H01 2 CANCELLED"])
  #expect(try folder.states("unit-H02.ics") == ["H02 5 CANCELLED"])
  // In the folder of before a number never falls below what the ledger knows.
  try folder.write([try feed("H01", ["d"])], known: [known("H01", "a", 7, isCancelled: true)])
  #expect(try folder.states("unit-H01.ics").sorted().contains("a 7 CANCELLED"))
}
