import Foundation
import Testing

/// A small ward, solved into `result.json` of the folder.
private func solvedWard(in folder: TemporaryFolder) throws -> CommandRun {
  let sample = try CommandRun([
    "sample", "ward", "--people", "12", "--days", "14", "--output", folder.path("ward"),
  ])
  #expect(sample.status == 0, "\(sample.talk)")
  return try CommandRun([
    "roster", folder.path("ward"), "--output", folder.path("result.json"), "--work-limit", "300",
    "--json",
  ])
}

@Test func `a ward is recognised, rostered, verified, shown and exported`() throws {
  let folder = try TemporaryFolder()
  let run = try solvedWard(in: folder)
  #expect(run.status == 0, "\(run.talk)")
  #expect(try run.json()["checked"] as? Bool == true)
  #expect(try run.json()["job"] as? String == "shifts")
  let result = folder.path("result.json")
  let verified = try CommandRun(["verify", result])
  #expect(verified.status == 0, "\(verified.output)\(verified.talk)")
  for language in ["zh", "en"] {
    let page = folder.path("\(language).html")
    #expect(
      try CommandRun(["report", result, "--output", page, "--language", language]).status == 0)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("2026-03-16") && !html.contains("<script"))
  }
  let sheets = folder.path("sheets")
  #expect(
    try CommandRun(["export", result, "--to", "csv", "--output", sheets, "--language", "zh"])
      .status == 0)
  #expect(FileManager.default.fileExists(atPath: sheets + "/排班表.csv"))
}

@Test func `an edited roster is held against the result it came from`() throws {
  let folder = try TemporaryFolder()
  _ = try solvedWard(in: folder)
  let result = folder.path("result.json")
  let sheets = folder.path("sheets")
  _ = try CommandRun(["export", result, "--to", "csv", "--output", sheets, "--language", "zh"])
  let file = sheets + "/排班表.csv"
  let same = try CommandRun(["check", file, "--against", result, "--language", "zh"])
  #expect(same.status == 0, "\(same.talk)")
  #expect(same.output.contains("改动 0 格"))
  // Somebody is given fourteen late duties in a row: the run is too long, whatever it was before.
  let text = try String(contentsOfFile: file, encoding: .utf8)
  var rows = text.components(separatedBy: "\r\n")
  let row = try #require(rows.firstIndex { $0.hasPrefix("030002") })
  let name = rows[row].components(separatedBy: ",")[1]
  rows[row] = "030002,\(name)" + String(repeating: ",中/护士", count: 14)
  try rows.joined(separator: "\r\n").write(toFile: file, atomically: true, encoding: .utf8)
  let edited = try CommandRun(["check", file, "--against", result, "--language", "zh"])
  #expect(edited.status == 1, "\(edited.output)\(edited.talk)")
  #expect(edited.output.contains("违反的硬性规则") && edited.output.contains("030002"))
  // A duty that does not exist is a fault at its cell.
  rows[row] = rows[row].replacingOccurrences(of: "中/护士,中/护士", with: "晚,中/护士")
  try rows.joined(separator: "\r\n").write(toFile: file, atomically: true, encoding: .utf8)
  let unknown = try CommandRun(["check", file, "--against", result])
  #expect(unknown.status == 65)
  #expect(unknown.talk.contains("R414"))
}

@Test func `whoever is absent has no duty, and only people to notify are changed`() throws {
  let folder = try TemporaryFolder()
  _ = try solvedWard(in: folder)
  let result = folder.path("result.json")
  let again = folder.path("again.json")
  let run = try CommandRun([
    "roster", result, "--keep", result, "--absent", "030004:2026-03-20..2026-03-24", "--output",
    again, "--work-limit", "300", "--language", "zh",
  ])
  #expect(run.status == 0, "\(run.talk)")
  #expect(run.output.contains("需通知") || run.output.contains("与已发布的表相同"))
  #expect(try CommandRun(["verify", again]).status == 0)
  let sheets = folder.path("sheets")
  _ = try CommandRun(["export", again, "--to", "csv", "--output", sheets, "--language", "zh"])
  let rows = try String(contentsOfFile: sheets + "/排班表.csv", encoding: .utf8)
    .components(separatedBy: "\r\n")
  let absent = try #require(rows.first { $0.hasPrefix("030004") }).components(separatedBy: ",")
  // 20 to 24 March are the fifth to ninth day, after number and name.
  #expect(absent[6...10].allSatisfy { $0.isEmpty })
  #expect(try CommandRun(["roster", result, "--absent", "030004:2026-03-20"]).status == 64)
}

@Test func `a shift roster answers why me, what if we swapped, and who could stand in`() throws {
  let folder = try TemporaryFolder()
  _ = try solvedWard(in: folder)
  let result = folder.path("result.json")
  let why = try CommandRun(["explain", result, "--person", "030002", "--language", "zh"])
  #expect(why.status == 0 && why.output.contains("应得"), "\(why.talk)")
  let swap = try CommandRun(["explain", result, "--person", "030002", "--swap", "030004"])
  #expect(swap.status == 0 && swap.output.contains("if swapped"), "\(swap.talk)")
  let open = try CommandRun(["explain", result, "--open", "2026-03-18/早", "--language", "zh"])
  #expect(open.status == 0 && open.output.contains("可以顶替"), "\(open.talk)")
  #expect(try CommandRun(["explain", result, "--open", "2026-05-01/早"]).status == 64)
  // Others' names appear on request only.
  let people = try String(contentsOfFile: folder.path("ward/People.csv"), encoding: .utf8)
  let names = people.components(separatedBy: "\r\n").dropFirst().compactMap { row in
    row.components(separatedBy: ",").dropFirst().first
  }
  for output in [why.output, swap.output, open.output] {
    #expect(!names.contains { output.contains($0) })
  }
}

@Test(arguments: ["轮班", "轮转培养", "双聘", "巡讲"])
func `the shift rosters of the demo data are sound, and are what the generators make`(
  name: String
) throws {
  let folder = CommandRun.datasets.appendingPathComponent(name).path
  let check = try CommandRun(["check", folder, "--language", "zh"])
  #expect(check.status == 0, "\(check.talk)")
  let sample = ["轮班": "ward", "轮转培养": "block", "双聘": "clinic", "巡讲": "tour"]
  let made = try TemporaryFolder()
  let size = name == "轮班" ? ["--people", "24"] : []
  let kind = try #require(sample[name])
  _ = try CommandRun(
    ["sample", kind, "--output", made.path("made"), "--language", "zh"] + size)
  for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
    let shipped = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
    let fresh = try Data(contentsOf: URL(fileURLWithPath: made.path("made/\(file)")))
    #expect(shipped == fresh, "\(file)")
  }
}

@Test func `usage errors speak Chinese when asked to`() throws {
  let run = try CommandRun(["roster", "x", "--nonsense", "--language", "zh"])
  #expect(run.status == 64)
  #expect(run.talk.contains("没有选项 --nonsense") && !run.talk.contains("Error"))
}

@Test func `a folder with other people's files is not written to`() throws {
  let folder = try TemporaryFolder()
  _ = try solvedWard(in: folder)
  let other = folder.path("notes")
  try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
  try "mine".write(toFile: other + "/letter.txt", atomically: true, encoding: .utf8)
  for target in [other, folder.path("ward")] {
    let run = try CommandRun([
      "export", folder.path("result.json"), "--to", "csv", "--output", target,
    ])
    #expect(run.status == 73, "\(run.talk)")
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["letter.txt"])
}
