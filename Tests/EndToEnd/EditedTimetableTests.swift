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
  #expect(run.output.contains("1 bookings changed."))
  #expect(run.output.contains(" loses D"))
  #expect(run.output.contains("value 31245 → "))
  // The same booking twice over another: rules are broken and named.
  let clash = given.replacingOccurrences(of: "2026-1", with: "2027-1")
  try (lines.joined(separator: "\n") + "\n" + clash + "\n").write(
    toFile: edited, atomically: true, encoding: .utf8)
  let broken = try CommandRun(["check", edited, "--against", result])
  #expect(broken.status == 1)
  #expect(broken.output.contains("rules broken:"))
}

@Test func `what is shared is published from the input, and prices from the result`() throws {
  let folder = try TemporaryFolder()
  let page = try CommandRun(["export", data, "--to", "catalogue", "--language", "zh"])
  #expect(page.status == 0)
  #expect(page.output.hasPrefix("<!DOCTYPE html>"))
  #expect(page.output.contains("周一至周"))
  let table = folder.path("shared")
  #expect(
    try CommandRun(["export", data, "--to", "catalogue", "--output", table, "--language", "zh"])
      .status == 0)
  let text = try String(contentsOfFile: folder.path("shared/共享目录.csv"), encoding: .utf8)
  #expect(text.contains("元/小时"))
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

@Test func `a second verifier adds the prices up to no more than is claimed`() throws {
  let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  guard let python else {
    print("left out: there is no python3")
    return
  }
  let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Verifiers/verify_prices.py")
  let folder = try TemporaryFolder()
  let result = folder.path("result.json")
  #expect(try CommandRun(["book", data, "--output", result]).status == 0)
  func verify(_ path: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [script.path, path]
    process.standardOutput = try FileHandle(forWritingTo: try folder.emptyFile("verified"))
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
  #expect(try verify(result) == 0)
}
