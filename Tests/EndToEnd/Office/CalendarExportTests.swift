import Foundation
import Testing

/// The lines of each appointment of a calendar file, unfolded.
private func events(_ path: String) throws -> [[String]] {
  try String(contentsOfFile: path, encoding: .utf8)
    .replacingOccurrences(of: "\r\n ", with: "").components(separatedBy: "BEGIN:VEVENT\r\n")
    .dropFirst().map { $0.components(separatedBy: "\r\n") }
}

@Test func `a shift roster has a calendar for each person, and its next version takes it over`()
  throws
{
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    set -euo pipefail
    allot sample ward --people 10 --days 7 --output ward.json
    allot roster ward.json --work-limit 300 --output old.json
    allot export old.json --to csv --output table
    allot export old.json --to ics --output calendars
    """, in: folder.url, locale: "zh_CN.UTF-8")
  try #require(made.status == 0, "\(made.talk)")
  let grid = SpreadsheetProgram.rows(
    try String(contentsOfFile: folder.path("table/排班表.csv"), encoding: .utf8))
  let days = try #require(grid.first).dropFirst(2).map { String($0.prefix(10)) }
  // Somebody with a duty on Wednesday falls ill.
  var ill: String?
  for row in grid.dropFirst() {
    let cells = row.dropFirst(2)
    let file = folder.path("calendars/person-\(row[0]).ics")
    let served = zip(days, cells).filter { !$1.isEmpty }.map(\.0)
    let appointments = try events(file)
    #expect(appointments.count == served.count, "\(row[0])")
    for (day, lines) in zip(served, appointments) {
      #expect(
        lines.contains { $0.hasPrefix("UID:shift-") && $0.contains("-\(day)-person-\(row[0])") },
        "\(lines)")
      #expect(lines.contains("SEQUENCE:0") && lines.contains("STATUS:CONFIRMED"))
    }
    if cells.count > 2, !row[4].isEmpty { ill = ill ?? row[0] }
  }
  // The night begins at 23:30 in China, which is 15:30 in universal time, and ends eight hours later.
  let all = try grid.dropFirst().flatMap {
    try events(folder.path("calendars/person-\($0[0]).ics"))
  }
  let nights = all.filter { $0.contains { $0.hasPrefix("SUMMARY:夜班") } }
  #expect(!nights.isEmpty)
  for night in nights {
    #expect(night.contains { $0.hasPrefix("DTSTART:") && $0.hasSuffix("T153000Z") }, "\(night)")
    #expect(night.contains { $0.hasPrefix("DTEND:") && $0.hasSuffix("T233000Z") }, "\(night)")
  }

  let person = try #require(ill)
  let again = try ShellRun(
    """
    set -euo pipefail
    allot roster old.json --keep old.json --absent \(person):\(days[2])..\(days[2]) \
      --work-limit 300 --output new.json
    allot export new.json --to ics --output calendars
    """, in: folder.url, locale: "zh_CN.UTF-8")
  try #require(again.status == 0, "\(again.talk)")
  let lines = try #require(
    try events(folder.path("calendars/person-\(person).ics")).first { lines in
      lines.contains { $0.hasPrefix("UID:shift-") && $0.contains("-\(days[2])-person-") }
    })
  #expect(lines.contains("SEQUENCE:1") && lines.contains("STATUS:CANCELLED"), "\(lines)")
}
