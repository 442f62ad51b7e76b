import DutyRostering
import Foundation
import Interchange
import Ledger
import Solving
import Testing

private func roster(in folder: TemporaryFolder, _ name: String, seed: Int = 1) throws {
  let run = try CommandRun([
    "roster", CommandRun.datasets.appendingPathComponent("轮值").path, "--output",
    folder.path(name), "--seed", "\(seed)", "--time-limit", "20",
  ])
  try #require(run.status == 0, "\(run.talk)")
}

@Test func `whoever took a seat over and whoever left it are told of their own duties`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "roster.json")
  let (old, new) = (folder.path("roster.json"), folder.path("new.json"))
  func duties(_ file: String, _ person: String) throws -> Int {
    let text = try CommandRun(["explain", file, "--person", person]).output
    return text.split(separator: "\n").count { $0.hasPrefix("  Duty ") }
  }
  let whole = try duties(old, "010001")
  let run = try CommandRun([
    "succeed", old, "--leaver", "010001", "--successor", "010099", "--name", "新人", "--from",
    "2026年7月", "--output", new,
  ])
  #expect(run.status == 0, "\(run.talk)")
  let (before, after) = (try duties(new, "010001"), try duties(new, "010099"))
  #expect(before > 0 && after > 0 && before + after == whole, "\(before) \(after) \(whole)")
  let junk = try CommandRun([
    "succeed", old, "--leaver", "010001", "--successor", "010099", "--name", "新人", "--from",
    "1013", "--output", new,
  ])
  #expect(junk.status == 64, "\(junk.talk)")
}

@Test func `whoever has only one name may be called by it`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "roster.json")
  let (old, ledger) = (folder.path("roster.json"), folder.path("ledger.db"))
  func explained(_ arguments: String...) throws -> String {
    let run = try CommandRun(["explain", old] + arguments)
    #expect(run.status == 0, "\(run.talk)")
    return run.output
  }
  #expect(try explained("--unit", "上海市同仁医院") == explained("--unit", "H01"))
  #expect(try explained("--person", "俞若水") == explained("--person", "010021"))
  // Some of a unit's name says which may be meant; of a person's, nothing.
  let part = try CommandRun(["explain", old, "--unit", "天山", "--language", "en"])
  #expect(part.status == 65)
  #expect(part.talk.contains("H02 天山中医医院") && part.talk.contains("天山社区卫生服务中心"), "\(part.talk)")
  let stranger = try CommandRun(["explain", old, "--person", "若水"])
  #expect(stranger.status == 65 && !stranger.talk.contains("俞"), "\(stranger.talk)")
  func away(_ who: String) throws -> String {
    let run = try CommandRun([
      "roster", old, "--keep", old, "--absent", "\(who):2026-07", "--work-limit", "20000",
    ])
    #expect(run.status == 0, "\(run.talk)")
    return run.output.split(separator: "\n").filter { !$0.hasPrefix("status") }.joined()
  }
  #expect(try away("光华中西医结合医院") == away("H03"))
  let published = try CommandRun([
    "publish", old, "--ledger", ledger, "--approver", "1 甲", "--language", "zh",
  ])
  #expect(published.status == 0, "\(published.talk)")
  // As clocks in China show it.
  #expect(published.output.contains(/第 1 条，\d{4}-\d\d-\d\d \d\d:\d\d，/), "\(published.output)")
  let histories = try ["H01", "上海市同仁医院"].map {
    try CommandRun(["history", "--ledger", ledger, "--unit", $0]).output
  }
  #expect(histories[0] == histories[1] && histories[0].contains("2026"))
}

@Test func `a result that breaks a rule is not published`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "roster.json")
  let whole = try ResultFile<RosteringDraft, RosteringAnswer>(
    reading: InputFile(reading: folder.path("roster.json")), expecting: .roster)
  let answer = try #require(whole.answer)
  // One duty short.
  let short = RosteringAnswer(
    roster: Roster(duties: Array(answer.roster.duties.dropFirst())), proofs: answer.proofs,
    reasons: answer.reasons, fairness: answer.fairness)
  let broken = ResultFile(
    job: .roster, version: whole.version, draft: whole.draft,
    outcome: Outcome(
      termination: whole.termination, solution: short, terms: whole.terms, work: whole.work,
      seed: whole.seed),
    limits: whole.limits, inputs: whole.inputs, cpuSeconds: 0, seconds: 0)
  try Data(broken.encoded()).write(to: folder.url.appendingPathComponent("broken.json"))
  let ledger = folder.path("ledger.db")
  let refused = try CommandRun([
    "publish", folder.path("broken.json"), "--ledger", ledger, "--approver", "A",
  ])
  #expect(refused.status == 1, "\(refused.output)\(refused.talk)")
  #expect(refused.output.contains("✗"))
  #expect(!FileManager.default.fileExists(atPath: ledger))
  // Nobody sits at a terminal who could be asked.
  let unsigned = try CommandRun(["publish", folder.path("roster.json"), "--ledger", ledger])
  #expect(unsigned.status == 64)
  let missing = try CommandRun(["history", "--ledger", ledger])
  #expect(missing.status == 66)
}

@Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
func `on a terminal the approver is asked for`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "roster.json")
  let run = try ShellRun(
    "printf '010001 Ji\\n' | script -qec 'allot publish roster.json --ledger l.db' /dev/null",
    in: folder.url)
  #expect(run.status == 0 && run.output.contains("approved by: "), "\(run.output)")
  let entries = try LedgerFile(folder.path("l.db"), isMade: false).entries()
  #expect(entries.first?.approver?.text(names: true) == "010001 Ji")
}

@Test func `without a ledger no file but the result is made`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "roster.json")
  #expect(folder.entries == ["roster.json"])
}

@Test func `an altered ledger is found by the command, with status 1`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "roster.json")
  let ledger = folder.path("ledger.db")
  let published = try CommandRun([
    "publish", folder.path("roster.json"), "--ledger", ledger, "--approver", "010001 甲",
  ])
  #expect(published.status == 0, "\(published.talk)")
  #expect(try CommandRun(["ledger", "verify", ledger]).status == 0)
  var bytes = try Data(contentsOf: URL(fileURLWithPath: ledger))
  let place = try #require(
    bytes.range(of: Data("2026-03C0".utf8)) ?? bytes.range(of: Data("communityC".utf8)))
  bytes[place.upperBound - 1] ^= 1
  try bytes.write(to: URL(fileURLWithPath: ledger))
  let altered = try CommandRun(["ledger", "verify", ledger])
  #expect(altered.status == 1, "\(altered.output)")
  #expect(altered.output.contains("entry 1"))
}

@Test func `the same seats under another title are refused, unless asked for`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "roster.json")
  let publish = [
    "publish", folder.path("roster.json"), "--ledger", folder.path("l.db"), "--approver", "A",
  ]
  #expect(try CommandRun(publish).status == 0)
  let other = try CommandRun([
    "roster", folder.path("roster.json"), "--seed", "2", "--output", folder.path("2.json"),
  ])
  #expect(other.status == 0)
  let again = ["publish", folder.path("2.json")] + publish.dropFirst(2) + ["--round", "T"]
  let refused = try CommandRun(again)
  #expect(refused.status == 65 && refused.talk.contains("--beside"), "\(refused.talk)")
  #expect(try CommandRun(again + ["--beside"]).status == 0)
  // What history prints as JSON is what its schema says, all entries and those of a unit and a person.
  let history = ["history", "--ledger", folder.path("l.db"), "--json"]
  let schema = try JSONSchema("history")
  for arguments in [[], ["--unit", "H01"], ["--person", "010001", "--names"]] {
    let run = try CommandRun(history + arguments)
    #expect(run.status == 0, "\(run.talk)")
    #expect(schema.defects(of: try run.json()) == [])
    #expect(schema.missedMutations(of: try run.json()).missed == [])
  }
  let diff = try CommandRun([
    "diff", folder.path("roster.json"), folder.path("2.json"), "--json",
  ])
  #expect(try JSONSchema("diff").defects(of: try diff.json()) == [])
  #expect(try JSONSchema("diff").missedMutations(of: try diff.json()).missed == [])
  // A hash that the chain does not hold tells that its end was cut off.
  let verify = ["ledger", "verify", folder.path("l.db")]
  let head = try #require(
    try CommandRun(verify).output.split(whereSeparator: \.isWhitespace).last.map(String.init))
  #expect(try CommandRun(verify + ["--expect", head]).status == 0)
  #expect(try CommandRun(verify + ["--expect", String(head.reversed())]).status == 1)
}

@Test func `a calendar shows make-up days, and an imported list makes rosters final`() throws {
  let folder = try TemporaryFolder()
  let year = try CommandRun(["calendar", "2026", "--language", "zh"])
  #expect(year.output.contains("2026-02-14  春节  调休上班"))
  #expect(!year.output.contains("暂定"))
  #expect(try CommandRun(["calendar", "2027"]).output.contains("provisional"))
  #expect(try CommandRun(["calendar", "2030"]).output.contains("nothing is known of the holidays"))
  let wrong = try CommandRun([
    "calendar", "2027", "--import", CommandRun.datasets.appendingPathComponent("日历/2026.json").path,
  ])
  #expect(wrong.status == 65)
  let list = CommandRun.datasets.appendingPathComponent("日历/2026.json")
  let text = try String(contentsOf: list, encoding: .utf8)
    .replacing("2026-", with: "2027-").replacing("\"year\": 2026", with: "\"year\": 2027")
    // Weekdays move by a year, so only the days off remain.
    .components(separatedBy: "\n").filter { !$0.contains("\"isOffDay\": false") }
    .joined(separator: "\n")
  try text.write(toFile: folder.path("2027.json"), atomically: true, encoding: .utf8)
  let imported = try CommandRun([
    "calendar", "2027", "--import", folder.path("2027.json"), "--ledger", folder.path("l.db"),
  ])
  #expect(imported.status == 0, "\(imported.talk)")
  #expect(!imported.output.contains("provisional"))
  let shown = try CommandRun(["calendar", "2027", "--ledger", folder.path("l.db")])
  #expect(shown.output == imported.output)

  // A rotation of 2027 is final with the ledger and refused without it.
  let run = try ShellRun(
    "cp -r '\(CommandRun.datasets.appendingPathComponent("轮值").path)' 轮值 && "
      + "sed -i 's/2026-/2027-/g' 轮值/*.csv", in: folder.url)
  #expect(run.status == 0, "\(run.talk)")
  let strict = ["roster", folder.path("轮值"), "--strict-calendar"]
  #expect(try CommandRun(strict).status == 65)
  let final = try CommandRun(strict + ["--ledger", folder.path("l.db")])
  #expect(final.status == 0, "\(final.talk)")
}

@Test
func
  `a publication without an approver says how to name one, and an empty workbook that it is empty`()
  throws
{
  let folder = try TemporaryFolder()
  let run = try ShellRun(
    """
    allot sample roster --hospitals 2 --communities 3 --months 2 --output r.json --quiet
    allot roster r.json --output 1.json --quiet >/dev/null
    allot publish 1.json --ledger l.db --language zh; echo $?
    : >leer.xlsx; allot check leer.xlsx --language zh; echo $?
    """, in: folder.url)
  #expect(run.output.split(separator: "\n") == ["64", "65"], "\(run.talk)")
  #expect(run.talk.contains("没有写明批准人") && run.talk.contains("--approver \"工号 姓名\""))
  #expect(run.talk.contains("leer.xlsx 是空文件") && run.talk.contains("下一步："))
}

@Test func `a result that was superseded stands again only with a word about it`() throws {
  let folder = try TemporaryFolder()
  try roster(in: folder, "a.json")
  try roster(in: folder, "b.json", seed: 2)
  func publish(_ file: String) throws -> String {
    let run = try CommandRun([
      "publish", folder.path(file), "--ledger", folder.path("l.db"), "--approver", "甲",
    ])
    try #require(run.status == 0, "\(run.talk)")
    return run.talk
  }
  #expect(try !publish("a.json").contains("stands again"))
  #expect(try !publish("b.json").contains("stands again"))
  #expect(
    try publish("a.json").contains(
      "this result was published as entry 1 and superseded by entry 2; now it stands again"))
}
