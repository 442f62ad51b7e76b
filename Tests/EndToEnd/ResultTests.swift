import Foundation
import Testing

/// A job with a sample that is solved in well under a second.
struct Small: CustomTestStringConvertible, Sendable {
  let job: String
  let size: [String]
  var testDescription: String { job }

  static let all = [
    Small(job: "pair", size: ["--mentors", "8", "--talents", "20"]),
    Small(job: "roster", size: ["--hospitals", "5", "--communities", "6", "--months", "4"]),
    Small(job: "book", size: ["--devices", "5", "--requests", "20", "--days", "7"]),
  ]

  /// Writes the sample and solves it into `result.json`.
  func solved(in folder: TemporaryFolder, _ extra: [String] = []) throws -> CommandRun {
    let input = folder.path("input.json")
    let sample = try CommandRun(["sample", job, "--output", input] + size)
    #expect(sample.status == 0, "\(sample.talk)")
    return try CommandRun(
      [job, input, "--output", folder.path("result.json"), "--json"] + extra)
  }
}

@Test(arguments: Small.all)
func `a job is solved, proven, checked, verified, explained and shown`(small: Small) throws {
  let folder = try TemporaryFolder()
  let run = try small.solved(in: folder)
  #expect(run.status == 0, "\(run.talk)")
  let summary = try run.json()
  for key in [
    "status", "objective", "bound", "gap", "seconds", "cpuSeconds", "checked", "seed", "inputs",
    "terms", "version",
  ] { #expect(summary[key] != nil, "\(key)") }
  #expect(summary["checked"] as? Bool == true)
  let inputs = try #require(summary["inputs"] as? [[String: Any]])
  #expect(inputs.first?["path"] as? String == folder.path("input.json"))
  #expect((inputs.first?["sha256"] as? String)?.count == 64)

  let result = folder.path("result.json")
  let verified = try CommandRun(["verify", result])
  #expect(verified.status == 0, "\(verified.output)\(verified.talk)")
  for language in ["zh", "en"] {
    let page = folder.path("page-\(language).html")
    let report = try CommandRun(["report", result, "--output", page, "--language", language])
    #expect(report.status == 0, "\(report.talk)")
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.hasPrefix("<!DOCTYPE html>"))
    #expect(html.contains(try #require(inputs.first?["sha256"] as? String)))
    #expect(html.utf8.count < 2 * 1_048_576)
  }
}

@Test(arguments: Small.all)
func `the same input and seed write the same bytes, but for the two times`(small: Small) throws {
  func bytes(_ extra: [String], locale: String) throws -> String {
    let folder = try TemporaryFolder()
    let run = try small.solved(in: folder, extra)
    #expect(run.status == 0, "\(run.talk)")
    let text = try String(contentsOfFile: folder.path("result.json"), encoding: .utf8)
    // The paths differ with the folder; the times stand last.
    let end = try #require(text.range(of: ",\"cpuSeconds\":"))
    return text[..<end.lowerBound].replacingOccurrences(of: folder.url.path, with: "")
  }
  let first = try bytes(["--threads", "1"], locale: "C.UTF-8")
  let second = try bytes(["--threads", "2"], locale: "zh_CN.UTF-8")
  #expect(first == second)
}

@Test(arguments: Small.all)
func `a tampered result does not pass`(small: Small) throws {
  let folder = try TemporaryFolder()
  _ = try small.solved(in: folder)
  let result = folder.path("result.json")
  let text = try String(contentsOfFile: result, encoding: .utf8)
  var root = try #require(
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  var terms = try #require(root["terms"] as? [[String: Any]])
  let value = try #require(terms.first?["value"] as? Int)
  // Somebody makes the first goal look better than it is, value and bound alike.
  terms[0]["value"] = value + 1
  terms[0]["bound"] = value + 1
  root["terms"] = terms
  try JSONSerialization.data(withJSONObject: root).write(to: URL(fileURLWithPath: result))
  let verified = try CommandRun(["verify", result])
  #expect(verified.status == 1, "\(verified.output)\(verified.talk)")
  #expect(verified.output.contains("does not hold"))
}

@Test func `a pair that was swapped by hand is named`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[0].solved(in: folder)
  let result = folder.path("result.json")
  var root = try #require(
    try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: result)))
      as? [String: Any])
  var answer = try #require(root["answer"] as? [String: Any])
  var matching = try #require(answer["matching"] as? [String: Any])
  let mentors = try #require(matching["mentorOfTalent"] as? [Any])
  // Everybody without a mentor: whoever was paired before would rather have one another.
  matching["mentorOfTalent"] = mentors.map { _ in NSNull() }
  answer["matching"] = matching
  root["answer"] = answer
  try JSONSerialization.data(withJSONObject: root).write(to: URL(fileURLWithPath: result))
  let verified = try CommandRun(["verify", result])
  #expect(verified.status == 1)
  #expect(verified.output.contains("would rather have one another"))
}

@Test func `an interrupted run saves the best answer it holds`() throws {
  let folder = try TemporaryFolder()
  let input = folder.path("input.json")
  _ = try CommandRun([
    "sample", "book", "--output", input, "--devices", "60", "--requests", "900", "--days", "14",
  ])
  for (signal, status) in [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] {
    let result = folder.path("result-\(status).json")
    let run = try CommandRun(
      ["book", input, "--output", result, "--time-limit", "600"], interruptedAfter: 3,
      signal: signal)
    #expect(run.status == status, "\(run.output.suffix(400))\(run.talk)")
    let verified = try CommandRun(["verify", result])
    #expect(verified.status == 0, "\(verified.output.suffix(400))\(verified.talk)")
  }
}

@Test func `a limit that is too short for the asked gap is told by the exit status`() throws {
  let folder = try TemporaryFolder()
  let input = folder.path("input.json")
  _ = try CommandRun([
    "sample", "book", "--output", input, "--devices", "40", "--requests", "600",
  ])
  let run = try CommandRun(["book", input, "--work-limit", "50", "--gap", "0", "--json"])
  let summary = try run.json()
  if summary["status"] as? String == "optimal" {
    #expect(run.status == 0)
  } else {
    #expect(run.status == (summary["objective"] is NSNull ? 4 : 3))
  }
}

@Test func `a job ends with one result line and the name of the file`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[1].solved(in: folder)
  for (language, head) in [("en", "status: "), ("zh", "状态：")] {
    let run = try CommandRun([
      "roster", folder.path("input.json"), "--output", folder.path("again.json"), "--quiet",
      "--language", language,
    ])
    let lines = run.output.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix(head) } == 1)
    #expect(lines.suffix(2).first?.hasPrefix(head) == true)
    #expect(lines.last?.hasSuffix("again.json") == true)
    #expect(run.talk.isEmpty)
  }
}

@Test(arguments: [
  ["verify"], ["publish", "--ledger", "l.db", "--approver", "1"],
  ["succeed", "--leaver", "010001", "--successor", "010003", "--from", "2026-06", "--output", "o"],
])
func `a folder of input in place of a result is told apart, with the command that solves it`(
  arguments: [String]
) throws {
  let folder = try TemporaryFolder()
  let input = CommandRun.datasets.appendingPathComponent("轮值").path
  let run = try CommandRun(
    [arguments[0], input]
      + arguments.dropFirst().map { ["l.db", "o"].contains($0) ? folder.path($0) : $0 })
  #expect(run.status == 66)
  #expect(run.talk.contains("allot roster \(input) --output result.json"), "\(run.talk)")
  #expect(folder.entries == [])
}
