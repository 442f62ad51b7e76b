import Foundation
import Testing

private let data = CommandRun.datasets.appendingPathComponent("设备").path

@Test func `a timetable written as a table reads back without a change, and an edit is priced`()
  throws
{
  let folder = try TemporaryFolder()
  let result = folder.path("result.json")
  #expect(try CommandRun(["book", data, "--output", result]).status == 0)
  for format in ["csv", "xlsx"] {
    let table = folder.path("table" + (format == "csv" ? "" : ".xlsx"))
    #expect(
      try CommandRun(["export", result, "--to", format, "--output", table]).status == 0)
    let run = try CommandRun(["check", table, "--against", result])
    #expect(run.status == 0, "\(run.talk)")
    #expect(run.output.contains("0 bookings changed."))
  }
  // The first booking is given up.
  let path = folder.path("table/Timetable.csv")
  var lines = try String(contentsOfFile: path, encoding: .utf8)
    .split(whereSeparator: \.isNewline).map(String.init)
  let given = lines.remove(at: 1)
  let edited = folder.path("edited.csv")
  try (lines.joined(separator: "\n") + "\n").write(
    toFile: edited, atomically: true, encoding: .utf8)
  let run = try CommandRun(["check", edited, "--against", result])
  #expect(run.output.contains("1 booking changed."))
  #expect(run.output.contains(" loses D"))
  #expect(run.output.contains("value 31245 → "))
  // The same booking twice over another: rules are broken and named.
  let clash = given.replacingOccurrences(of: "2026-1", with: "2027-1")
  try (lines.joined(separator: "\n") + "\n" + clash + "\n").write(
    toFile: edited, atomically: true, encoding: .utf8)
  let broken = try CommandRun(["check", edited, "--against", result])
  #expect(broken.status == 1)
  #expect(broken.output.contains("rules broken:"))
  // Typing errors are faults, and no bookings given up; a hyphen is a dash, and a length is told.
  func check(_ replace: (String) -> String) throws -> CommandRun {
    try ((lines + [replace(given)]).joined(separator: "\n") + "\n").write(
      toFile: edited, atomically: true, encoding: .utf8)
    return try CommandRun(["check", edited, "--against", result])
  }
  let cells = given.components(separatedBy: ",")
  for (column, value) in [(0, "D99"), (5, "R999")] {
    let wrong = try check { $0.replacingOccurrences(of: cells[column], with: value) }
    #expect(wrong.status == 65 && wrong.talk.contains("B198"), "\(wrong.output)\(wrong.talk)")
  }
  let hyphen = try check { $0.replacingOccurrences(of: "–", with: "-") }
  #expect(hyphen.status == 0 && hyphen.output.contains("0 bookings changed."), "\(hyphen.talk)")
  let longer = try check { row in
    let end = row.range(of: "–").map { String(row[$0.upperBound...].prefix(5)) } ?? ""
    return row.replacingOccurrences(of: "–\(end)", with: "–23:30")
  }
  #expect(longer.status == 65 && longer.talk.contains("B196"), "\(longer.output)\(longer.talk)")
  let otherDay = try check { $0.replacingOccurrences(of: cells[2] + ",", with: "2026-12-25,") }
  #expect(otherDay.status == 65 && otherDay.talk.contains("B197"), "\(otherDay.talk)")
}

@Test func `an edited timetable is saved, published over the one before, and kept to`() throws {
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    set -euo pipefail
    allot sample book --devices 4 --requests 16 --output in.json
    allot book in.json --output old.json
    allot export old.json --to csv --output table
    # The first booking that is neither promised nor part of a series.
    for line in $(seq 2 17); do
      sed "${line}d" table/Timetable.csv >edited.csv
      allot check edited.csv --against old.json --output new.json && break
    done
    allot verify new.json
    allot publish old.json --ledger l.db --approver A
    allot publish new.json --ledger l.db --approver A
    allot diff 1 2 --ledger l.db
    allot export old.json --to ics --output first --ledger l.db
    allot export new.json --to ics --output second --ledger l.db
    allot report new.json --output new.html
    allot book in.json --keep new.json --output kept.json
    """, in: folder.url)
  try #require(made.status == 0, "\(made.output)\(made.talk)")
  #expect(made.output.contains("Edited by hand and not solved again. Feasible"))
  #expect(made.output.contains("1 cell changed"))
  let result = try JSONSerialization.jsonObject(
    with: Data(contentsOf: URL(fileURLWithPath: folder.path("new.json"))))
  #expect(try JSONSchema("result-book").defects(of: result) == [])
  let root = try #require(result as? [String: Any])
  #expect(root["termination"] as? String == "edited")
  // The bound is the one that was proven before; the value is that of the edited timetable.
  let terms = try #require(root["terms"] as? [[String: Any]])
  let (value, bound) = (terms[0]["value"] as? Int ?? 0, terms[0]["bound"] as? Int ?? 0)
  #expect(value < bound)
  // The original and the edited table are among the inputs, by their hashes.
  let inputs = try #require(root["inputs"] as? [[String: Any]])
  #expect(inputs.suffix(2).map { $0["path"] as? String } == ["old.json", "edited.csv"])
  // Whoever lost the place is told in a folder that never held the first issue.
  func rows(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: folder.path(path), encoding: .utf8).split(
      whereSeparator: \.isNewline)
  }
  let left = try rows("edited.csv")
  let row = try #require(try rows("table/Timetable.csv").first { !left.contains($0) })
  let device = String(try #require(row.split(separator: ",").first))
  func events(_ path: String, _ line: String) throws -> Int {
    try String(contentsOfFile: folder.path(path), encoding: .utf8)
      .components(separatedBy: line + "\r\n").count - 1
  }
  #expect(try events("first/device-\(device).ics", "STATUS:CANCELLED") == 0)
  #expect(try events("second/device-\(device).ics", "STATUS:CANCELLED") == 1)
  #expect(try events("second/device-\(device).ics", "SEQUENCE:1") == 1)
  let page = try String(contentsOfFile: folder.path("new.html"), encoding: .utf8)
  #expect(page.contains("Edited by hand and not solved again"))
}

@Test func `an edit that breaks a rule or opens a required duty is not saved`() throws {
  let folder = try TemporaryFolder()
  let made = try ShellRun(
    """
    set -euo pipefail
    allot sample ward --people 10 --days 7 --output in.json
    allot roster in.json --work-limit 300 --output old.json
    allot export old.json --to csv --output table
    """, in: folder.url)
  try #require(made.status == 0, "\(made.talk)")
  let path = folder.path("table/Roster.csv")
  let rows = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\r\n")
  // Everybody is free on the last day.
  let emptied = rows.enumerated().map { r, row in
    var cells = row.components(separatedBy: ",")
    if r > 0, cells.count > 2 { cells[cells.count - 1] = "" }
    return cells.joined(separator: ",")
  }
  try emptied.joined(separator: "\r\n").write(
    toFile: folder.path("edited.csv"), atomically: true, encoding: .utf8)
  let arguments = ["check", folder.path("edited.csv"), "--against", folder.path("old.json")]
  let told = try CommandRun(arguments)
  #expect(told.status == 1, "\(told.output)")
  let new = folder.path("new.json")
  let refused = try CommandRun(arguments + ["--output", new])
  #expect(refused.status == 1 && refused.talk.contains("--allow-open"), "\(refused.talk)")
  #expect(!FileManager.default.fileExists(atPath: new))
  let saved = try CommandRun(arguments + ["--output", new, "--allow-open"])
  #expect(saved.status == 0, "\(saved.talk)")
  #expect(try CommandRun(["verify", new]).status == 0)
}

@Test func `what is shared is published from the input, and prices from the result`() throws {
  let folder = try TemporaryFolder()
  let page = try CommandRun(["export", data, "--to", "catalogue", "--language", "zh"])
  #expect(page.status == 0)
  #expect(page.output.hasPrefix("<!DOCTYPE html>"))
  #expect(page.output.contains("周一至周"))
  #expect(page.output.contains("影像科设备管理岗") && page.output.contains("东片"))
  let table = folder.path("shared")
  #expect(
    try CommandRun(["export", data, "--to", "catalogue", "--output", table, "--language", "zh"])
      .status == 0)
  let text = try String(contentsOfFile: folder.path("shared/共享目录.csv"), encoding: .utf8)
  #expect(text.contains("元/小时"))
  #expect(text.contains("影像科设备管理岗") && text.contains("片区"))
  // The posts that have devices in custody are published, and never who.
  let sheet = try String(contentsOfFile: data + "/设备.csv", encoding: .utf8)
  let numbers = sheet.split(whereSeparator: \.isNewline).dropFirst().map {
    String($0.split(separator: ",", omittingEmptySubsequences: false)[8])
  }
  #expect(numbers.count == 20 && numbers.first == "000700")
  for number in numbers { #expect(!page.output.contains(number) && !text.contains(number)) }
  let roster = CommandRun.datasets.appendingPathComponent("轮值").path
  #expect(try CommandRun(["export", roster, "--to", "catalogue"]).status == 64)

  let result = folder.path("result.json")
  #expect(try CommandRun(["book", data, "--output", result]).status == 0)
  let prices = try CommandRun(["explain", result, "--prices"])
  #expect(prices.status == 0)
  #expect(prices.output.contains("one more device like D"))
  #expect(prices.output.contains("at most"))
  let device = try CommandRun(["explain", result, "--device", "D01"])
  #expect(device.output.contains("the place costs"))
}
