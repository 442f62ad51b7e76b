import DutyRostering
import Foundation
import Interchange
import Ledger
import Solving
import Testing

/// Runs a shell line in a folder, with `allot` on its path.
private func run(_ line: String, in folder: TemporaryFolder, locale: String) throws -> (
  Int32, String
) {
  let shell = Process()
  shell.executableURL = URL(fileURLWithPath: "/bin/bash")
  shell.arguments = ["-c", line]
  shell.currentDirectoryURL = folder.url
  let tools = CommandRun.executable.deletingLastPathComponent().path
  shell.environment = ["PATH": "\(tools):/usr/bin:/bin", "LC_ALL": locale]
  let talk = try folder.emptyFile("talk")
  let both = try FileHandle(forWritingTo: talk)
  shell.standardOutput = both
  shell.standardError = both
  shell.standardInput = FileHandle.nullDevice
  try shell.run()
  shell.waitUntilExit()
  return (shell.terminationStatus, try String(contentsOf: talk, encoding: .utf8))
}

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
  let (status, talk) = try run(
    "printf '010001 Ji\\n' | script -qec 'allot publish roster.json --ledger l.db' /dev/null",
    in: folder, locale: "C.UTF-8")
  #expect(status == 0 && talk.contains("approved by: "), "\(talk)")
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
  let (status, talk) = try run(
    "cp -r '\(CommandRun.datasets.appendingPathComponent("轮值").path)' 轮值 && "
      + "sed -i 's/2026-/2027-/g' 轮值/*.csv", in: folder, locale: "C.UTF-8")
  #expect(status == 0, "\(talk)")
  let strict = ["roster", folder.path("轮值"), "--strict-calendar"]
  #expect(try CommandRun(strict).status == 65)
  let final = try CommandRun(strict + ["--ledger", folder.path("l.db")])
  #expect(final.status == 0, "\(final.talk)")
}

@Test func `a draw decides between units that are level, and between people who are tied`() throws {
  let folder = try TemporaryFolder()
  let data = CommandRun.datasets.path
  let (status, talk) = try run(
    """
    set -e
    cp -r '\(data)/轮值' 轮值
    : > 轮值/不可用.csv; echo 单位编号,工号,期次 > 轮值/不可用.csv
    rm 轮值/历史.csv
    allot draw commit 轮值 --places 4 --source S --output c.json
    allot draw run c.json --value S=42 --by office --date 2026-01-01 --output t.json
    allot roster 轮值 --draw t.json --output r.json --json
    allot verify r.json
    allot roster 轮值 --draw c.json && exit 9 || test $? = 65
    allot publish r.json --ledger l.db --approver A && exit 9 || test $? = 65
    allot draw run c.json --value S=43 --by office --date 2026-01-02 --output other.json
    allot publish r.json --ledger l.db --approver A --draw other.json && exit 9 || test $? = 1
    allot publish r.json --ledger l.db --approver A --draw t.json
    allot roster 轮值 --draw t.json --draw-as ties --output ties.json
    allot verify ties.json | grep -qx 'the draw [0-9a-f]* decides between rosters that are equal in every other goal'
    allot report ties.json --output ties.html
    H=$(grep '"hash"' t.json | tail -1 | cut -d'"' -f4); test ${#H} = 64; grep -q "$H" ties.html
    printf '单位编号,单位名称\nC01,甲\nH01,乙\nX09,丙\n' > few.csv
    allot draw commit few.csv --places 1 --source S --output fc.json
    allot draw run fc.json --value S=1 --by office --date 2026-01-01 --output ft.json
    allot roster 轮值 --draw ft.json 2>&1 | grep -q '1 of the draw are not in the data and count for nothing: X09'
    allot roster 轮值 --draw ft.json 2>&1 | grep -q '13 were not drawn'
    printf '单位编号,单位名称\nX01,甲\nX09,丙\n' > none.csv
    allot draw commit none.csv --places 1 --source S --output nc.json
    allot draw run nc.json --value S=1 --by office --date 2026-01-01 --output nt.json
    allot roster 轮值 --draw nt.json && exit 9 || test $? = 65
    allot pair '\(data)/导师结对' --draw nt.json && exit 9 || test $? = 65
    """, in: folder, locale: "C.UTF-8")
  #expect(status == 0, "\(talk)")
  struct Transcript: Decodable { let order: [String] }
  let order = try JSONDecoder().decode(
    Transcript.self, from: Data(contentsOf: URL(fileURLWithPath: folder.path("t.json")))
  ).order
  let rows = try CommandRun([
    "export", folder.path("r.json"), "--to", "csv", "--output", folder.path("csv"),
    "--language", "zh",
  ])
  #expect(rows.status == 0, "\(rows.talk)")
  let sheet = try String(contentsOfFile: folder.path("csv/轮值表.csv"), encoding: .utf8)
    .components(separatedBy: "\r\n").dropFirst().map { $0.components(separatedBy: ",") }
    .filter { $0.count > 4 }
  // Each tier's units serve in the order drawn, every one of them once before any serves again.
  for (tier, count) in [("二三级医院", 5), ("社区", 10)] {
    let bag = order.filter { $0.hasPrefix(tier == "社区" ? "C" : "H") }
    let served = sheet.filter { $0[4] == tier }
    var first: [[String]] = []
    for row in served {
      if first.last?.first == row[0] {
        first[first.count - 1].append(row[5])
      } else {
        first.append([row[0], row[5]])
      }
    }
    var place = 0
    for term in first {
      let units = Set(term.dropFirst())
      let due = Set((0..<units.count).map { bag[(place + $0) % count] })
      #expect(units == due, "\(term)")
      place += units.count
    }
  }
  let ties = try run(
    """
    set -e
    allot draw commit '\(data)/导师结对/人才.csv' --places 1 --source S --output pc.json
    allot draw run pc.json --value S=7 --by office --date 2026-01-01 --output pt.json
    allot pair '\(data)/导师结对' --draw pt.json --output p.json
    allot verify p.json
    """, in: folder, locale: "C.UTF-8")
  #expect(ties.0 == 0, "\(ties.1)")
  #expect(ties.1.contains("in the order of the draw"))
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

@Test func `a wrong argument shows the usage of its own command`() throws {
  let arguments = ["ledger", "leave", "l.db", "--person", "1", "--on", "2026-13-01"]
  let english = try CommandRun(arguments)
  #expect(english.status == 64)
  #expect(english.talk.contains("Usage: allot ledger leave <ledger>"), "\(english.talk)")
  let chinese = try CommandRun(arguments, locale: "zh_CN.UTF-8")
  #expect(chinese.talk.contains("错误：") && chinese.talk.contains("用法：allot ledger leave"))
}
