import Foundation
import Testing

private let data = CommandRun.datasets.appendingPathComponent("结算").path

@Suite struct SettlementTests {
  @Test func `the demo settles, verifies, reports in both languages and exports its sheets`() throws
  {
    let folder = try TemporaryFolder()
    let result = folder.path("bill.json")
    let run = try CommandRun(["settle", data, "--output", result, "--json"])
    #expect(run.status == 0, "\(run.talk)")
    let summary = try run.json()
    #expect(summary["checked"] as? Bool == true)
    #expect(summary["proven"] as? Bool == true)
    #expect(summary["objective"] as? Int == summary["bound"] as? Int)

    let verified = try CommandRun(["verify", result])
    #expect(verified.status == 0, "\(verified.output)")
    for language in ["zh", "en"] {
      let page = try CommandRun(["report", result, "--language", language])
      #expect(page.status == 0)
      #expect(page.output.contains("<section id=\"matrix\">"))
      #expect(page.output.contains("id=\"statement-15\""))
    }
    let exported = try CommandRun([
      "export", result, "--to", "csv", "--output", folder.path("csv"), "--language", "zh",
    ])
    #expect(exported.status == 0)
    let lines = try String(
      contentsOfFile: folder.path("csv/明细.csv"), encoding: .utf8)
    // Nothing agreed is a word and not a number.
    let open = lines.split(separator: "\r\n").filter { $0.contains("待协商") }
    #expect(open.count == 33)
    #expect(open.allSatisfy { $0.contains(",待协商,待协商,") })
  }

  @Test func `two runs write the same bytes but for the times`() throws {
    let folder = try TemporaryFolder()
    func bytes(_ name: String) throws -> Substring {
      let run = try CommandRun(["settle", data, "--output", folder.path(name)])
      #expect(run.status == 0)
      let text = try String(contentsOfFile: folder.path(name), encoding: .utf8)
      return text.prefix(upTo: try #require(text.range(of: "\"cpuSeconds\"")).lowerBound)
    }
    #expect(try bytes("a.json") == bytes("b.json"))
  }

  @Test func `a changed 分 is found by verify, status 1`() throws {
    let folder = try TemporaryFolder()
    let result = folder.path("bill.json")
    _ = try CommandRun(["settle", data, "--output", result])
    let text = try String(contentsOfFile: result, encoding: .utf8)
    let changed = text.replacingOccurrences(of: "\"fen\":1380", with: "\"fen\":1381")
    let another = text.replacingOccurrences(
      of: "\"status\":\"toBeAgreed\"", with: "\"fen\":0,\"status\":\"charged\"")
    #expect(another != text)
    for (name, content) in [("changed", changed), ("zero", another)] where content != text {
      try content.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
      let run = try CommandRun(["verify", folder.path(name)])
      #expect(run.status == 1, "\(name)")
    }
  }

  @Test func `every fault of the sheets is told at once with its cell, status 65`() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path("结算")
    try FileManager.default.copyItem(atPath: data, toPath: copy)
    let log = copy + "/使用记录.csv"
    var rows = try String(contentsOfFile: log, encoding: .utf8).components(separatedBy: "\r\n")
    // A device that is not there, a use that ends before it begins, an unreadable state, half a span.
    func change(_ row: Int, _ column: Int, _ text: String) {
      var cells = rows[row].components(separatedBy: ",")
      cells[column] = text
      rows[row] = cells.joined(separator: ",")
    }
    let used = rows.indices.filter { rows[$0].contains(",完成,") }
    change(used[0], 2, "D99")
    change(used[1], 9, "2026-11-29 08:00")
    change(used[2], 10, "也许")
    change(used[3], 8, "")
    try rows.joined(separator: "\r\n").write(toFile: log, atomically: true, encoding: .utf8)
    let run = try CommandRun(["check", copy])
    #expect(run.status == 65)
    for (row, code, column) in [
      (used[0], "S104", "C"), (used[1], "S150", "I"), (used[2], "S194", "K"),
      (used[3], "S197", "I"),
    ] {
      #expect(run.talk.contains("结算!使用记录!\(column)\(row + 1): \(code)"), "\(run.talk)")
    }
  }

  @Test func `a line is explained by its booking, and a statement by its institution`() throws {
    let folder = try TemporaryFolder()
    let result = folder.path("bill.json")
    _ = try CommandRun(["settle", data, "--output", result])
    let line = try CommandRun(["explain", result, "--request", "R056"])
    #expect(line.status == 0)
    #expect(line.output.contains("F07B/XY2026-01"))
    #expect(line.output.contains("设备共享收费规则 2026年第1版"))
    let unit = try CommandRun(["explain", result, "--unit", "H01"])
    #expect(unit.output.split(separator: "\n").count > 20)
    #expect(try CommandRun(["explain", result, "--request", "nobody"]).status != 0)
  }
}
