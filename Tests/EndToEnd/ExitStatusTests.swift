import Foundation
import Testing

/// Arguments with the exit status that they lead to.
private let simpleCalls: [([String], Int32)] = [
  (["pair"], 64), (["pair", "x", "--gap", "-1"], 64), (["pair", "x", "--rule", "best"], 64),
  (["dance"], 64), (["explain", "x"], 64), (["export", "x", "--to", "csv"], 64),
  (["check", "/nonexistent"], 66), (["pair", "/nonexistent"], 66),
  (["verify", "/nonexistent"], 66), (["--help"], 0), (["--version"], 0), (["check", "--help"], 0),
  ([], 0),
]

@Test(arguments: simpleCalls)
func `usage errors are 64, missing inputs 66, help 0`(
  arguments: [String], status: Int32
) throws {
  let run = try CommandRun(arguments)
  #expect(run.status == status, "\(run.output)\(run.talk)")
  if status == 66 {
    #expect(run.output.isEmpty)
    #expect(run.talk.contains("next:"))
  }
}

@Test func `an output that cannot be created is refused before the run, and 73`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[0].solved(in: folder)
  let run = try CommandRun([
    "pair", folder.path("input.json"), "--output", folder.path("missing/result.json"),
  ])
  #expect(run.status == 73, "\(run.talk)")
  #expect(!folder.entries.contains("missing"))
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
func `a full disk is 74, on a file and on standard output`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[0].solved(in: folder)
  let run = try CommandRun(["pair", folder.path("input.json"), "--output", "/dev/full"])
  #expect(run.status == 74, "\(run.talk)")
  let report = try CommandRun(["report", folder.path("result.json"), "--output", "/dev/full"])
  #expect(report.status == 74, "\(report.talk)")
}

@Test func `an existing result is replaced whole, and nothing else is left behind`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[0].solved(in: folder)
  let before = try String(contentsOfFile: folder.path("result.json"), encoding: .utf8)
  let again = try CommandRun([
    "pair", folder.path("input.json"), "--output", folder.path("result.json"), "--seed", "5",
  ])
  #expect(again.status == 0, "\(again.talk)")
  let after = try String(contentsOfFile: folder.path("result.json"), encoding: .utf8)
  #expect(before != after && after.hasSuffix("}\n"))
  #expect(folder.entries == ["input.json", "result.json"])
}

@Test func `a problem comes in through a pipe and an answer goes out through one`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[1].solved(in: folder)
  let input = try Data(contentsOf: URL(fileURLWithPath: folder.path("input.json")))
  let run = try CommandRun(["roster", "-", "--output", "-"], input: input)
  #expect(run.status == 0, "\(run.talk)")
  let verified = try CommandRun(["verify", "-"], input: Data(run.output.utf8))
  #expect(verified.status == 0, "\(verified.output)\(verified.talk)")
}

@Test func `broken JSON and a result of another job are bad data`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[0].solved(in: folder)
  let wrong = try CommandRun(["roster", folder.path("input.json")])
  #expect(wrong.status == 65, "\(wrong.talk)")
  let broken = try CommandRun(["check", "-"], input: Data("{\"job\": ".utf8))
  #expect(broken.status == 65, "\(broken.talk)")
}

@Test func `a workbook of another job is refused with the command that takes it`() throws {
  let data = CommandRun.datasets.appendingPathComponent("导师结对").path
  for command in ["roster", "book", "settle"] {
    let run = try CommandRun([command, data])
    #expect(run.status == 65)
    #expect(run.talk.contains("use allot pair"), "\(run.talk)")
  }
}

@Test func `a reader that leaves early is no error to talk about`() throws {
  let folder = try TemporaryFolder()
  let data = CommandRun.datasets.appendingPathComponent("轮值").path
  let result = folder.path("result.json")
  #expect(try CommandRun(["roster", data, "--output", result]).status == 0)
  // The reader is gone long before the page is made.
  let run = try ShellRun(
    "allot report \(result) --language zh 2>\(folder.path("talk")) | (exec <&-; sleep 1); "
      + "echo ${PIPESTATUS[0]}")
  #expect(try String(contentsOfFile: folder.path("talk"), encoding: .utf8) == "")
  #expect(run.output == "141\n")
}

@Test func `a problem that is no result is refused with the next step`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[0].solved(in: folder)
  let run = try CommandRun(["verify", folder.path("input.json")])
  #expect(run.status == 65)
  #expect(run.talk.contains("allot pair"))
}

@Test func `the language follows the environment and --language`() throws {
  #expect(try CommandRun(["check", "/x"], locale: "zh_CN.UTF-8").talk.contains("错误"))
  #expect(try CommandRun(["check", "/x"], locale: "de_DE.UTF-8").talk.contains("error"))
  #expect(try CommandRun(["check", "/x", "--language", "zh"]).talk.contains("错误"))
  #expect(
    try CommandRun(["check", "/x", "--language=en"], locale: "zh_CN.UTF-8").talk.contains("error"))
}

@Test func `no colour and no progress line reach a file`() throws {
  let folder = try TemporaryFolder()
  let run = try Small.all[2].solved(in: folder)
  let broken = try CommandRun(["check", "/x"])
  for text in [run.output, run.talk, broken.talk] {
    #expect(!text.contains("\u{1B}") && !text.contains("\r"))
  }
}

@Test func `an output never takes the place of an input, a ledger or filled tables`() throws {
  let folder = try TemporaryFolder()
  let table = folder.path("own.xlsx")
  #expect(try CommandRun(["init", "pair", "--output", table]).status == 0)
  let before = try Data(contentsOf: URL(fileURLWithPath: table))
  let result = folder.path("result.json")
  #expect(try CommandRun(["pair", table, "--output", table]).status == 73)
  #expect(try CommandRun(["pair", table, "--output", result]).status == 0)
  // Not even by a command that does not read it.
  #expect(try CommandRun(["report", result, "--output", table]).status == 73)
  #expect(try Data(contentsOf: URL(fileURLWithPath: table)) == before)
  let ledger = folder.path("office.db")
  let published = try CommandRun([
    "publish", result, "--ledger", ledger, "--approver", "A", "--round", "1",
  ])
  #expect(published.status == 0, "\(published.talk)")
  #expect(try CommandRun(["report", result, "--output", ledger]).status == 73)
  #expect(try CommandRun(["ledger", "verify", ledger]).status == 0)
}

@Test func `figures that somebody altered in a result are found`() throws {
  let folder = try TemporaryFolder()
  let data = CommandRun.datasets.appendingPathComponent("轮值").path
  let result = folder.path("result.json")
  #expect(try CommandRun(["roster", data, "--output", result]).status == 0)
  let text = try String(contentsOfFile: result, encoding: .utf8)
  let most = try #require(text.range(of: #""most":[0-9]+"#, options: .regularExpression))
  try text.replacingCharacters(in: most, with: "\"most\":2").write(
    toFile: result, atomically: true, encoding: .utf8)
  let verified = try CommandRun(["verify", result])
  #expect(verified.status == 1 && verified.output.contains("are said to serve"))
  let published = try CommandRun([
    "publish", result, "--ledger", folder.path("l.db"), "--approver", "A",
  ])
  #expect(published.status == 1)
}

@Test func `a template that is there already is not written over`() throws {
  let folder = try TemporaryFolder()
  let first = try CommandRun(["sample", "roster", "--output", folder.path("轮值")])
  #expect(first.status == 0, "\(first.talk)")
  let sheet = folder.path("轮值/单位.csv")
  try "filled in".write(toFile: sheet, atomically: true, encoding: .utf8)
  let again = try CommandRun(["sample", "roster", "--output", folder.path("轮值")])
  #expect(again.status == 73)
  #expect(try String(contentsOfFile: sheet, encoding: .utf8) == "filled in")
}

@Test func `an output named like a format that is not written is refused`() throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[0].solved(in: folder)
  let run = try CommandRun([
    "pair", folder.path("input.json"), "--output", folder.path("result.xls"),
  ])
  #expect(run.status == 64)
  #expect(!folder.entries.contains("result.xls"))
}

@Test func `a Glasgow file is solved with ties, and its faults are named`() throws {
  let folder = try TemporaryFolder()
  let file = folder.path("round.hrt")
  // Two talents want mentor 1, who is indifferent; only talent 2 also accepts mentor 2.
  try "0\n2\n2\n1 1\n2 1 2\n1 1 (1 2)\n2 1 2\n".write(
    toFile: file, atomically: true, encoding: .utf8)
  let run = try CommandRun(["pair", file, "--json"])
  #expect(run.status == 0, "\(run.talk)")
  #expect(run.output.contains("\"name\":\"size\",\"value\":2"))
  try "0\n2\n2\n1 9\n".write(toFile: file, atomically: true, encoding: .utf8)
  #expect(try CommandRun(["check", file]).status == 65)
}
