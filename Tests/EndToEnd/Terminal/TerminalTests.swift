import Foundation
import Testing

/// A week that keeps the solver busy for minutes.
func longInput(in folder: TemporaryFolder) throws -> String {
  let input = folder.path("input.json")
  let sample = try CommandRun([
    "sample", "book", "--output", input, "--devices", "60", "--requests", "900", "--days", "14",
  ])
  try #require(sample.status == 0, "\(sample.talk)")
  return input
}

private let escape = "\u{1B}"
private let interrupt = "\u{03}"

@Test(
  arguments: [
    (80, "en", ["best", "bound", "gap"]), (80, "zh", ["最好", "界", "差距"]), (40, "en", ["/"]),
  ])
func `a terminal shows how far a run has come, on one line without escape codes`(
  columns: Int, language: String, words: [String]
) throws {
  let folder = try TemporaryFolder()
  let input = try longInput(in: folder)
  let run = try TerminalRun(
    [
      "book", input, "--output", folder.path("r.json"), "--time-limit", "2.5", "--language",
      language,
    ],
    columns: UInt16(columns), output: FileHandle.nullDevice)
  #expect(run.status() == 0)
  #expect(!run.screen.contains(escape))
  let lines = run.screen.components(separatedBy: "\r").filter { $0.contains("%") }
  #expect(!lines.isEmpty, "\(run.screen)")
  for line in lines {
    for word in words { #expect(line.contains(word), "\(line)") }
    // A line that reaches the edge would go on below and stay.
    #expect(!line.contains("\n") && displayWidth(line) < columns, "\(line)")
  }
}

/// Columns of a terminal that a text takes: a Chinese character takes two.
private func displayWidth(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
}

@Test func `--quiet shows no progress, and a pipe gets neither progress nor escape codes`() throws {
  let folder = try TemporaryFolder()
  let input = try longInput(in: folder)
  let arguments = ["book", input, "--output", folder.path("r.json"), "--time-limit", "1"]
  let quiet = try TerminalRun(arguments + ["--quiet"], output: FileHandle.nullDevice)
  #expect(quiet.status() == 0)
  #expect(quiet.screen == "")
  let piped = try CommandRun(arguments)
  #expect(piped.status == 0)
  for text in [piped.output, piped.talk] {
    #expect(!text.contains(escape) && !text.contains("\r"))
  }
}

@Test func `the first Ctrl-C returns the best answer, whole and with status 130`() throws {
  let folder = try TemporaryFolder()
  let input = try longInput(in: folder)
  let result = folder.path("r.json")
  let run = try TerminalRun(["book", input, "--output", result, "--time-limit", "600"])
  try #require(run.waits(for: "best 2"), "\(run.screen)")
  run.type(interrupt)
  #expect(run.status() == 130)
  #expect(run.screen.contains("saving the best answer"))
  #expect(folder.entries == ["input.json", "r.json"])
  let verified = try CommandRun(["verify", result])
  #expect(verified.status == 0, "\(verified.output.suffix(400))\(verified.talk)")
}

// Found by one interrupt in three: a program inside another one was stopped, and took the outer one along.
@Test(arguments: [1.5, 3, 4.5])
func `a Ctrl-C while linear programs are solved inside one another keeps the best`(
  seconds: Double
) throws {
  let folder = try TemporaryFolder()
  let (input, result) = (folder.path("input.json"), folder.path("r.json"))
  let made = try CommandRun(["sample", "book", "--seed", "4", "--output", input])
  try #require(made.status == 0)
  let run = try CommandRun(
    ["book", input, "--output", result], interruptedAfter: seconds, signal: SIGINT)
  // A fast machine may have proven it by then.
  #expect(run.status == 130 || run.status == 0, "\(run.talk)")
  #expect(try CommandRun(["verify", result]).status == 0)
}

@Test func `the second Ctrl-C stops at once, and no file is left half-written`() throws {
  let folder = try TemporaryFolder()
  let input = try longInput(in: folder)
  let result = folder.path("r.json")
  try "the old one".write(toFile: result, atomically: true, encoding: .utf8)
  let run = try TerminalRun(["book", input, "--output", result, "--time-limit", "600"])
  try #require(run.waits(for: "gap"), "\(run.screen)")
  run.type(interrupt)
  try #require(run.waits(for: "once more"))
  run.type(interrupt)
  let start = ContinuousClock.now
  #expect(run.status() == 130)
  #expect(ContinuousClock.now - start < .seconds(2))
  // The answer may have been saved between the two.
  let left = try String(contentsOfFile: result, encoding: .utf8)
  let isOld = left == "the old one"
  let verifies = try CommandRun(["verify", result]).status == 0
  #expect(isOld || verifies)
  #expect(folder.entries == ["input.json", "r.json"])
}

@Test func `colour is for a terminal that wants it`() throws {
  func talk(_ variables: [String: String]) throws -> String {
    let run = try TerminalRun(["check", "/x"], variables: variables)
    #expect(run.status() == 66)
    #expect(run.screen.contains("next: "))
    return run.screen
  }
  #expect(try talk([:]).contains(escape))
  for variables in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
    #expect(try !talk(variables).contains(escape), "\(variables)")
  }
  #expect(try !CommandRun(["check", "/x"]).talk.contains(escape))
}

@Test(arguments: [
  ["report", "r.json"], ["export", "r.json", "--to", "xlsx"], ["export", "r.json", "--to", "html"],
  ["export", "input.json", "--to", "xlsx"],
])
func `pages and workbooks are not poured onto a terminal`(arguments: [String]) throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[1].solved(in: folder)
  let paths = arguments.map {
    $0.hasSuffix(".json") ? folder.path($0 == "r.json" ? "result.json" : $0) : $0
  }
  let run = try TerminalRun(paths)
  #expect(run.status() == 64)
  #expect(run.screen.contains("--output") && run.screen.count < 400, "\(run.screen.prefix(400))")
  // Through a pipe they go.
  let piped = try CommandRun(paths)
  #expect(piped.status == 0 && !piped.output.isEmpty, "\(piped.talk)")
}

@Test(arguments: [80, 40], ["zh", "en"])
func `tables and sentences fit into the terminal`(columns: Int, language: String) throws {
  for small in Small.all {
    let folder = try TemporaryFolder()
    _ = try small.solved(in: folder)
    for command in [
      [small.job, "--help"],
      [small.job, folder.path("input.json"), "--names"], ["verify", folder.path("result.json")],
    ] {
      // What is said beside it names files, whose paths are as long as they are.
      let run = try TerminalRun(
        command + ["--quiet", "--language", language], columns: UInt16(columns))
      #expect(run.status() == 0)
      for line in run.screen.components(separatedBy: "\r\n") {
        // What a carriage return took back is not seen; a hash and its path are not to be broken.
        let seen = line.components(separatedBy: "\r").last ?? ""
        let isHash = seen.prefix(64).count == 64 && seen.prefix(64).allSatisfy(\.isHexDigit)
        #expect(
          displayWidth(seen) <= columns || isHash, "\(command[0]) \(displayWidth(seen)): \(seen)")
      }
    }
  }
}

@Test(
  arguments: [
    ["rooster"], ["roster"], ["roster", "x", "--gap", "-1"], ["check", "/x"],
    ["explain", "r.json", "--unit", "no such"], ["explain", "r.json", "--talent", "1"],
    ["export", "input.json", "--to", "html"], ["export", "r.json", "--to", "satnet"],
    ["verify", "input.json"], ["diff", "r.json", "bill.json"], ["history", "--ledger", "/x"],
    ["report", "r.json", "--output", "missing/page.html"], ["init", "pair", "--output", "r.json"],
    ["roster", "r.json", "--draw", "r.json"], ["ledger", "verify", "/x"],
    ["draw", "run", "r.json", "--value", "x", "--by", "x"],
    ["calendar", "2030", "--import", "r.json"],
  ])
func `an error says what to do next`(arguments: [String]) throws {
  let folder = try TemporaryFolder()
  _ = try Small.all[1].solved(in: folder)
  let steps = """
    mv result.json r.json
    allot sample settle --devices 4 --uses 10 --output uses.json --quiet
    allot settle uses.json --output bill.json --quiet >/dev/null
    allot \(arguments.map { "'\($0)'" }.joined(separator: " "))
    """
  for (locale, heads) in [
    ("en_US.UTF-8", ["next: ", "--help' for more information"]),
    ("zh_CN.UTF-8", ["下一步：", "详见 allot"]),
  ] {
    let run = try ShellRun(
      locale == "en_US.UTF-8" ? steps : steps.components(separatedBy: "\n").last ?? "",
      in: folder.url, locale: locale)
    #expect(run.status != 0)
    #expect(heads.contains { run.talk.contains($0) }, "\(run.talk)")
    #expect(run.output == "")
  }
}
