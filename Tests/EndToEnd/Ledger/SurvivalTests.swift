import Foundation
import Ledger
import Solving
import Testing

private let isLong = ProcessInfo.processInfo.environment["ALLOT_LONG"] != nil

/// Results and a ledger with one published settlement, made once for all kills.
private final class Office: Sendable {
  let folder: TemporaryFolder
  let roster: String
  let bill: String

  init() throws {
    folder = try TemporaryFolder()
    roster = folder.path("roster.json")
    bill = folder.path("bill.json")
    let data = CommandRun.datasets
    for (job, input, output) in [("roster", "轮值", roster), ("settle", "结算", bill)] {
      let run = try CommandRun([job, data.appendingPathComponent(input).path, "--output", output])
      try #require(run.status == 0, "\(run.talk)")
    }
  }
}

/// A command whose process is killed, and what it may leave behind.
private enum Deed: CaseIterable {
  case save, publish, settle

  func arguments(_ office: Office, _ scratch: TemporaryFolder) -> [String] {
    let ledger = scratch.path("台账.db")
    return switch self {
    case .save:
      [
        "roster", office.roster, "--ledger", ledger, "--output", scratch.path("out.json"),
        "--quiet",
      ]
    case .publish: ["publish", office.roster, "--ledger", ledger, "--approver", "甲", "--quiet"]
    case .settle:
      [
        "settle", CommandRun.datasets.appendingPathComponent("结算").path, "--ledger", ledger,
        "--output", scratch.path("out.json"), "--quiet",
      ]
    }
  }
}

@Test func `a kill at any instant leaves the old state or the new one, whole`() throws {
  let office = try Office()
  var random = SeededRandom(seed: 2027)
  let rounds = isLong ? 500 : 50
  var states: [Int: Int] = [:]
  var lengths: [Deed: Double] = [:]
  for deed in Deed.allCases {
    let scratch = try TemporaryFolder()
    let start = ContinuousClock.now
    let whole = try CommandRun(deed.arguments(office, scratch))
    lengths[deed] = (ContinuousClock.now - start) / .seconds(1)
    #expect(whole.status == 0, "\(whole.talk)")
  }
  for round in 0..<rounds {
    let deed = Deed.allCases[round % 3]
    let scratch = try TemporaryFolder()
    let ledger = scratch.path("台账.db")
    // Every other ledger is made by the killed process itself.
    let old = round % 2
    if old == 1 {
      let first = try CommandRun([
        "publish", office.bill, "--ledger", ledger, "--approver", "甲", "--quiet",
      ])
      #expect(first.status == 0, "\(first.talk)")
    }
    // Beyond the usual length, so that some end undisturbed.
    let delay = (lengths[deed] ?? 0) * Double(random.next() % 1100) / 1000
    _ = try CommandRun(deed.arguments(office, scratch), interruptedAfter: delay, signal: SIGKILL)

    let out = scratch.path("out.json")
    if FileManager.default.fileExists(atPath: out) {
      #expect(try CommandRun(["verify", out]).status == 0)
    }
    var count = 0
    if FileManager.default.fileExists(atPath: ledger) {
      let file = try LedgerFile(ledger)
      #expect(file.defects() == [])
      count = try file.entries().count
    }
    #expect(count == old || count == old + 1)
    states[count - old, default: 0] += 1
    // The same command then runs as if nothing had happened.
    let again = try CommandRun(deed.arguments(office, scratch))
    let isThere = deed == .publish && count == old + 1
    #expect(again.status == (isThere ? 65 : 0), "\(again.talk)")
  }
  // Both outcomes were met, so the kills fell before and after the commit.
  #expect(states.count == 2, "\(states)")
}

/// Runs a shell line with `allot` on its path.
private func shell(_ line: String) throws -> (status: Int32, talk: String) {
  let process = Process()
  let folder = try TemporaryFolder()
  process.executableURL = URL(fileURLWithPath: "/bin/bash")
  process.arguments = ["-c", line]
  let tools = CommandRun.executable.deletingLastPathComponent().path
  process.environment = ["PATH": "\(tools):/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8"]
  let talk = try folder.emptyFile("talk")
  process.standardOutput = FileHandle.nullDevice
  process.standardError = try FileHandle(forWritingTo: talk)
  process.standardInput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return (process.terminationStatus, try String(contentsOf: talk, encoding: .utf8))
}

@Test func `a file that may grow no further ends in 74, and the ledger is as it was`() throws {
  let office = try Office()
  for limit in [4, 16, 40, 64] {
    let scratch = try TemporaryFolder()
    let ledger = scratch.path("台账.db")
    let first = try CommandRun(["publish", office.bill, "--ledger", ledger, "--approver", "甲"])
    #expect(first.status == 0, "\(first.talk)")
    let before = try LedgerFile(ledger).entries()
    let run = try shell(
      "trap '' XFSZ; ulimit -f \(limit); exec allot publish '\(office.roster)' --ledger '\(ledger)' "
        + "--approver 甲")
    let file = try LedgerFile(ledger)
    #expect(file.defects() == [])
    if run.status == 0 {
      #expect(try file.entries().count == 2)
    } else {
      #expect(run.status == 74, "\(limit): \(run.talk)")
      #expect(run.talk.contains("the disk is full") && run.talk.contains("next:"))
      #expect(try file.entries() == before)
    }
    if limit == 4 { #expect(run.status == 74) }
  }
}

/// Whether this process may mount.
private let mayMount =
  (try? shell("unshare -m mount -t tmpfs -o size=64k tmpfs /mnt").status) == 0

@Test(.enabled(if: mayMount, "needs the right to mount"))
func `a full disk ends in 74, and the ledger is as it was`() throws {
  let office = try Office()
  let scratch = try TemporaryFolder()
  let disk = scratch.path("disk")
  try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
  // The mount lives in a name space of its own and ends with the shell.
  let run = try shell(
    """
    exec unshare -m bash -c '
      mount -t tmpfs -o size=700k tmpfs "\(disk)" || exit 99
      allot publish "\(office.bill)" --ledger "\(disk)/l.db" --approver A || exit 98
      before=$(allot history --ledger "\(disk)/l.db" --json | sha256sum)
      head -c 2m /dev/zero >"\(disk)/filler" 2>/dev/null
      allot publish "\(office.roster)" --ledger "\(disk)/l.db" --approver A
      status=$?
      rm "\(disk)/filler"
      allot ledger verify "\(disk)/l.db" || exit 97
      [ "$before" = "$(allot history --ledger "\(disk)/l.db" --json | sha256sum)" ] || exit 96
      exit $status'
    """)
  #expect(run.status == 74, "\(run.talk)")
  #expect(run.talk.contains("the disk is full"))
}

@Test func `in a folder that cannot be written to a ledger is read and not changed`() throws {
  let office = try Office()
  let scratch = try TemporaryFolder()
  let ledger = scratch.path("台账.db")
  let first = try CommandRun(["publish", office.bill, "--ledger", ledger, "--approver", "甲"])
  #expect(first.status == 0, "\(first.talk)")
  // The superuser may write everywhere; as somebody else, then.
  let isRoot = getuid() == 0
  let somebody = isRoot ? "setpriv --reuid=65534 --clear-groups " : ""
  _ = try shell("chmod a+r '\(ledger)'; chmod 0555 '\(scratch.url.path)'")
  defer { _ = try? shell("chmod 0755 '\(scratch.url.path)'") }
  let tools = CommandRun.executable.path
  let mayRun = try shell("\(somebody)'\(tools)' --version").status == 0
  guard mayRun else { return }
  let before = try Data(contentsOf: URL(fileURLWithPath: ledger))
  let publish = try shell(
    "cp '\(office.roster)' '/tmp/allot-\(getpid()).json'; chmod a+r '/tmp/allot-\(getpid()).json'; "
      + "\(somebody)'\(tools)' publish '/tmp/allot-\(getpid()).json' --ledger '\(ledger)' --approver A; "
      + "s=$?; rm '/tmp/allot-\(getpid()).json'; exit $s")
  #expect(publish.status == 73, "\(publish.talk)")
  #expect(publish.talk.contains("cannot be written to") && publish.talk.contains("next:"))
  let history = try shell("\(somebody)'\(tools)' history --ledger '\(ledger)'")
  #expect(history.status == 0, "\(history.talk)")
  let verify = try shell("\(somebody)'\(tools)' ledger verify '\(ledger)'")
  #expect(verify.status == 0, "\(verify.talk)")
  let made = try shell(
    "\(somebody)'\(tools)' roster '\(office.roster)' --ledger '\(scratch.path("new.db"))'")
  #expect(made.status == 73, "\(made.talk)")
  #expect(scratch.entries == ["台账.db"])
  #expect(try Data(contentsOf: URL(fileURLWithPath: ledger)) == before)
}
