import Foundation
import Testing

/// A cell of a planted fault: sheet, cell, what is written there, and the code of the rule.
private struct Planted: Sendable {
  let sheet: String
  let row: Int
  let column: Int
  let text: String
  let code: String

  /// `项目!A3`.
  var cell: String { "\(sheet)!\(["A", "B", "C", "D", "E", "F"][column])\(row)" }
}

/// Ten mistakes that people make, each in a cell of its own.
private let planted = [
  // The same project twice.
  Planted(sheet: "项目", row: 3, column: 0, text: "P1001-1", code: "P102"),
  // A unit that nobody knows.
  Planted(sheet: "导师", row: 4, column: 2, text: "H99", code: "P103"),
  // A lower limit above the upper one.
  Planted(sheet: "导师", row: 5, column: 4, text: "50", code: "P105"),
  // A number in words.
  Planted(sheet: "导师", row: 15, column: 5, text: "四", code: "I122"),
  // A wish for somebody who is not a mentor.
  Planted(sheet: "人才志愿", row: 2, column: 1, text: "009999", code: "P106"),
  // A recusal of somebody who is in no list.
  Planted(sheet: "回避", row: 2, column: 0, text: "777777", code: "P109"),
  // A kind of pair that does not exist.
  Planted(sheet: "在带", row: 2, column: 2, text: "试用", code: "P118"),
  // A project of nobody.
  Planted(sheet: "项目", row: 5, column: 2, text: "888888", code: "P109"),
  // Fewer than no places.
  Planted(sheet: "项目", row: 6, column: 3, text: "-2", code: "P116"),
  // A talent of a unit that nobody knows.
  Planted(sheet: "人才", row: 7, column: 2, text: "C77", code: "P103"),
]

/// A copy of the demo workbook with the ten faults.
private func badWorkbook(in folder: TemporaryFolder) throws -> String {
  let path = folder.path("导师结对")
  try FileManager.default.copyItem(
    atPath: CommandRun.datasets.appendingPathComponent("导师结对").path, toPath: path)
  for fault in planted {
    let file = "\(path)/\(fault.sheet).csv"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    // The demo's cells hold neither commas nor quotes, so the rows can be split plainly.
    var rows = text.replacingOccurrences(of: "\r\n", with: "\n").components(separatedBy: "\n")
    var cells = rows[fault.row - 1].components(separatedBy: ",")
    cells[fault.column] = fault.text
    rows[fault.row - 1] = cells.joined(separator: ",")
    try rows.joined(separator: "\r\n").write(toFile: file, atomically: true, encoding: .utf8)
  }
  return path
}

@Test(arguments: ["zh", "en"])
func `ten planted faults are printed with file, sheet, cell, value, and a hint for each rule`(
  language: String
) throws {
  let folder = try TemporaryFolder()
  let bad = try badWorkbook(in: folder)
  let run = try CommandRun(["check", bad, "--language", language])
  #expect(run.status == 65)
  let lines = run.talk.components(separatedBy: "\n")
  let hint = language == "zh" ? "    提示：" : "    hint: "
  let rules = Set(planted.map(\.code))
  #expect(lines.count { $0.hasPrefix(hint) } == rules.count, "\(run.talk)")
  for fault in planted {
    let index = try #require(
      lines.firstIndex { $0.contains("导师结对!\(fault.cell): \(fault.code) ") },
      "\(fault.cell) \(fault.code) in\n\(run.talk)")
    #expect(lines[index].contains(fault.text))
    // The hint follows the faults of the same rule.
    let next = lines[index...].first { !$0.contains(": \(fault.code) ") } ?? ""
    #expect(next.hasPrefix(hint))
  }
}

@Test func `nothing is solved or written from a bad workbook`() throws {
  let folder = try TemporaryFolder()
  let bad = try badWorkbook(in: folder)
  let result = folder.path("result.json")
  try Data("before".utf8).write(to: URL(fileURLWithPath: result))
  let run = try CommandRun(["pair", bad, "--output", result])
  #expect(run.status == 65)
  #expect(run.output.isEmpty)
  #expect(try String(contentsOfFile: result, encoding: .utf8) == "before")
  #expect(folder.entries == ["result.json", "导师结对"])
}

@Test func `a table saved as text is a table, and other files are told from it`() throws {
  let folder = try TemporaryFolder()
  func talk(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.url.appendingPathComponent(name))
    let run = try CommandRun(["check", folder.path(name), "--language", "en"])
    #expect(run.status == 65)
    return run.talk
  }
  let table = try talk("导师.txt", "工号\t姓名\n001\t甲\n")
  #expect(table.contains("I111") && !table.contains("R28"), "\(table)")
  #expect(try talk("note.txt", "hello\n").contains("cannot tell which job"))
  #expect(try talk("roster.txt", "SECTION_HORIZON\n").contains("R28"))
  #expect(try talk("notice.pdf", "%PDF-1.7\n").contains("I208"))
}
