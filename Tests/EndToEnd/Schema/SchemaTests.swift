import Foundation
import Testing

@Test(
  arguments: [
    "result-pair", "result-roster", "result-shifts", "result-book", "result-settle", "check", "run",
    "diff", "history",
  ])
func `the command prints each schema as it is published`(name: String) throws {
  let kind = name.hasPrefix("result-") ? String(name.dropFirst("result-".count)) : name
  let printed = try CommandRun(["schema", kind])
  #expect(printed.status == 0, "\(printed.talk)")
  let published = CommandRun.datasets.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Models/schemas/\(name).schema.json")
  #expect(printed.output == (try String(contentsOf: published, encoding: .utf8)))
  #expect(try CommandRun(["schema"]).output.contains(kind))
}

@Test(
  arguments: [
    ["pair", "pair", "--mentors", "4", "--talents", "8"],
    ["roster", "roster", "--hospitals", "5", "--communities", "6", "--months", "3"],
    ["shifts", "clinic"], ["book", "book", "--devices", "3", "--requests", "8"],
    ["settle", "settle", "--devices", "4", "--uses", "10"],
  ])
func `a result is what its published schema says, and one with any field of another type is not`(
  kind: [String]
) throws {
  let folder = try TemporaryFolder()
  let (job, result) = (kind[0], folder.path("result.json"))
  let sample = try CommandRun(
    ["sample", kind[1], "--output", folder.path("input.json")] + kind[2...])
  #expect(sample.status == 0, "\(sample.talk)")
  let run = try CommandRun([
    job == "shifts" ? "roster" : job, folder.path("input.json"), "--output", result, "--json",
    "--work-limit", "500",
  ])
  #expect(run.status == 0, "\(run.talk)")
  let summary = try JSONSchema("run")
  #expect(summary.defects(of: try run.json()) == [])
  #expect(summary.missedMutations(of: try run.json()).missed == [])

  var root = try result.jsonFile()
  let schema = try JSONSchema("result-\(job)")
  #expect(schema.defects(of: root) == [])
  let (tried, missed) = schema.missedMutations(of: root)
  #expect(missed == [])
  #expect(tried > 60)
  root["draft"] = nil
  root["more"] = 1
  #expect(schema.defects(of: root).count == 2)
}

@Test(arguments: ["导师结对", "轮值", "轮班", "轮转培养", "双聘", "巡讲", "设备", "结算"])
func `every problem of the demonstration is what its schema says`(name: String) throws {
  let folder = try TemporaryFolder()
  let run = try CommandRun([
    "export", CommandRun.datasets.appendingPathComponent(name).path, "--to", "json", "--output",
    folder.path("draft.json"),
  ])
  #expect(run.status == 0, "\(run.talk)")
  let root = try folder.path("draft.json").jsonFile()
  let job = try #require(root["job"] as? String)
  let schema = try JSONSchema("result-\(job)")
  let draft = try #require(root["draft"])
  #expect(schema.defects(of: draft, as: "draft") == [])
}

@Test func `schemas of results name what the types have, no more and no less`() throws {
  let root = CommandRun.datasets.deletingLastPathComponent().deletingLastPathComponent()
  let run = try ShellRun("python3 .ci/schemas --check", in: root)
  #expect(run.status == 0, "\(run.output)\(run.talk)")
}

@Test func `results with every kind of proof are what their schemas say`() throws {
  let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpus/json")
  var met: Set<String> = []
  for name in try FileManager.default.contentsOfDirectory(atPath: corpus.path).sorted() {
    guard let root = try? corpus.appendingPathComponent(name).path.jsonFile(),
      root["termination"] != nil, let job = root["job"] as? String
    else { continue }
    // Work of earlier days may lack what draft lists have had since; answers are whole.
    let schema = try JSONSchema("result-\(job)")
    if let answer = root["answer"] {
      #expect(schema.defects(of: answer, as: "answer") == [], "\(name)")
      met.insert(job)
    }
  }
  #expect(met.count >= 4, "\(met)")
}

@Test func `check --json lists faults as its published schema says`() throws {
  let folder = try TemporaryFolder()
  let book = folder.path("book")
  #expect(try CommandRun(["init", "pair", "--output", book, "--language", "zh"]).status == 0)
  let schema = try JSONSchema("check")
  let good = try CommandRun(["check", book, "--json"])
  #expect(good.status == 0, "\(good.talk)")
  #expect(schema.defects(of: try good.json()) == [])
  #expect(try good.json()["isSound"] as? Bool == true)
  #expect(schema.missedMutations(of: try good.json()).missed == [])

  // The unit of the example mentor is not in the sheet of units.
  let sheet = book + "/导师.csv"
  let text = try String(contentsOfFile: sheet, encoding: .utf8)
  try text.replacingOccurrences(of: "H01", with: "H99").write(
    toFile: sheet, atomically: true, encoding: .utf8)
  let bad = try CommandRun(["check", book, "--json"])
  #expect(bad.status == 65)
  let report = try bad.json()
  #expect(schema.defects(of: report) == [])
  #expect(schema.missedMutations(of: report).missed == [])
  let faults = try #require(report["faults"] as? [[String: Any]])
  #expect(faults.count == 1)
  #expect(faults.first?["code"] as? String == "P103")
  #expect(faults.first?["sheet"] as? String == "导师")
  #expect(faults.first?["cell"] as? String == "C2")
  #expect(faults.first?["value"] as? String == "H99")
}

@Test
func `check --json lists at most 200 faults, some of every rule, and says how many it left out`()
  throws
{
  let folder = try TemporaryFolder()
  let round = folder.path("round")
  let sample = ["sample", "pair", "--mentors", "30", "--talents", "300", "--language", "zh"]
  #expect(try CommandRun(sample + ["--output", round]).status == 0)
  let sound = try CommandRun(["check", round, "--json"]).json()
  #expect(sound["leftOut"] as? Int == 0)

  // The institutions of all talents are gone, and one row of wishes is of nobody.
  func edit(_ name: String, _ change: (Int, String) -> String) throws {
    let path = "\(round)/\(name).csv"
    let rows = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\r\n")
    let changed = rows.enumerated().map { $0 == 0 || $1.isEmpty ? $1 : change($0, $1) }
    try changed.joined(separator: "\r\n").write(toFile: path, atomically: true, encoding: .utf8)
  }
  try edit("人才") { _, row in
    var cells = row.components(separatedBy: ",")
    cells[2] = "Z99"
    return cells.joined(separator: ",")
  }
  try edit("人才志愿") { k, row in k == 1 ? "9\(row)" : row }
  let checked = try CommandRun(["check", round, "--json"])
  #expect(checked.status == 65)
  let report = try checked.json()
  #expect(try JSONSchema("check").defects(of: report) == [])
  let faults = try #require(report["faults"] as? [[String: Any]])
  let codes = faults.compactMap { $0["code"] as? String }
  #expect(Set(codes) == ["P103", "P109"] && codes.count == 200)
  #expect(report["leftOut"] as? Int == 301 - 200)
  // Those of one rule stand together.
  #expect(zip(codes, codes.dropFirst()).count { $0 != $1 } == 1)
}

@Test func `a result edited to name what its problem lacks is refused, not printed`() throws {
  let folder = try TemporaryFolder()
  let small = Small.all[2]
  _ = try small.solved(in: folder)
  let file = URL(fileURLWithPath: folder.path("result.json"))
  var root = try #require(
    try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  var answer = try #require(root["answer"] as? [String: Any])
  answer["refusals"] = [["request": 4_000_000, "reasons": [Any](), "waysIn": [Any]()]]
  root["answer"] = answer
  try JSONSerialization.data(withJSONObject: root).write(to: file)
  for command in ["verify", "report"] {
    let run = try CommandRun([command, file.path, "--language", "en"])
    #expect(run.status == 65, "\(run.talk)")
    #expect(run.talk.contains("edited"))
  }
}

@Test func `assumptions stand in the JSON of a check too`() throws {
  let folder = try TemporaryFolder()
  let book = folder.path("book")
  #expect(try CommandRun(["init", "pair", "--output", book, "--language", "zh"]).status == 0)
  let sheet = book + "/导师.csv"
  let text = try String(contentsOfFile: sheet, encoding: .utf8)
  let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
  try lines.map { $0.isEmpty ? "" : $0 + ($0 == lines[0] ? ",备注" : ",说明") }
    .joined(separator: "\r\n").write(toFile: sheet, atomically: true, encoding: .utf8)
  let run = try CommandRun(["check", book, "--json"])
  let report = try run.json()
  #expect(try JSONSchema("check").defects(of: report) == [])
  let notes = try #require(report["notes"] as? [[String: String]])
  #expect(notes.contains { $0["zh"]?.contains("备注") == true })
}

extension String {
  /// The object of the JSON file at this path.
  fileprivate func jsonFile() throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: self)))
        as? [String: Any])
  }
}
