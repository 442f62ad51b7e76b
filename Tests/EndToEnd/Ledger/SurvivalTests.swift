import Foundation
import Ledger
import Testing

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
    try FileManager.default.copyItem(atPath: office.ledger, toPath: ledger)
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

@Test(arguments: [4, 16, 40])
func `a new ledger that finds no room leaves nothing behind`(limit: Int) throws {
  let office = try Office()
  let scratch = try TemporaryFolder()
  let run = try shell(
    "cd '\(scratch.url.path)'; trap '' XFSZ; ulimit -f \(limit); "
      + "exec allot publish '\(office.roster)' --ledger 新台账.db --approver 甲")
  #expect(run.status == 74, "\(run.talk)")
  #expect(scratch.entries == [])
}

/// Whether this process may mount.
private let mayMount =
  (try? shell("unshare -m mount -t tmpfs -o size=64k tmpfs /mnt").status) == 0

@Test(.enabled(if: mayMount, "needs the right to mount"), arguments: Deed.allCases)
func `a full disk ends in 74, and what was there is as it was`(deed: Deed) throws {
  let office = try Office()
  let scratch = try TemporaryFolder()
  let disk = scratch.path("disk")
  try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
  // What is saved stands on the full disk, and what is published or settled goes into a ledger there.
  let (ledger, out) = ("\(disk)/l.db", deed == .save ? "\(disk)/out.json" : scratch.path("out"))
  let command = deed.arguments(
    office, ledger: deed == .save ? scratch.path("other.db") : ledger, output: out
  ).map { "\"\($0)\"" }.joined(separator: " ")
  // The mount lives in a name space of its own and ends with the shell.
  let run = try shell(
    """
    exec unshare -m bash -c '
      mount -t tmpfs -o size=700k tmpfs "\(disk)" || exit 99
      cp "\(office.ledger)" "\(ledger)" && cp "\(office.roster)" "\(disk)/out.json" || exit 98
      before=$(allot history --ledger "\(ledger)" --json | sha256sum)
      head -c 2m /dev/zero >"\(disk)/filler" 2>/dev/null
      allot \(command) >/dev/null
      status=$?
      rm "\(disk)/filler"
      cmp "\(office.roster)" "\(disk)/out.json" || exit 95
      allot ledger verify "\(ledger)" || exit 97
      [ "$before" = "$(allot history --ledger "\(ledger)" --json | sha256sum)" ] || exit 96
      exit $status'
    """)
  #expect(run.status == 74, "\(run.talk)")
  #expect(run.talk.contains("the disk is full") && run.talk.contains("next:"))
  // Nothing is saved whose entry could not be written.
  #expect(!FileManager.default.fileExists(atPath: scratch.path("out")))
}

@Test(.enabled(if: mayMount, "needs the right to mount"), arguments: [12, 20, 28, 36, 48, 64])
func `of programs that make one ledger on a disk without room none leaves anything`(size: Int)
  throws
{
  let office = try Office()
  let scratch = try TemporaryFolder()
  let disk = scratch.path("disk")
  try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
  let run = try shell(
    """
    exec unshare -m bash -c '
      mount -t tmpfs -o size=\(size)k tmpfs "\(disk)" || exit 99
      cd "\(disk)"
      for i in 1 2 3; do
        allot publish "\(office.roster)" --ledger 新台账.db --approver 甲 >/dev/null & running[i]=$!
      done
      for i in 1 2 3; do wait ${running[i]}; [ $? = 74 ] || exit 98; done
      [ -z "$(ls -A)" ] || exit 97'
    """)
  #expect(run.status == 0, "\(run.talk)")
}

@Test func `in a folder that cannot be written to a ledger is read and not changed`() throws {
  let office = try Office()
  let scratch = try TemporaryFolder()
  let ledger = scratch.path("台账.db")
  try FileManager.default.copyItem(atPath: office.ledger, toPath: ledger)
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
  let saved = try shell(
    "\(somebody)'\(tools)' roster '\(office.roster)' --output '\(scratch.path("out.json"))'")
  #expect(saved.status == 73, "\(saved.talk)")
  let settled = try shell("\(somebody)'\(tools)' settle '\(office.uses)' --ledger '\(ledger)'")
  #expect(settled.status == 73, "\(settled.talk)")
  #expect(saved.talk.contains("next:") && settled.talk.contains("next:"))
  #expect(scratch.entries == ["台账.db"])
  #expect(try Data(contentsOf: URL(fileURLWithPath: ledger)) == before)
}
