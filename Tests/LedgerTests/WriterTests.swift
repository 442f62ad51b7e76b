import Foundation
import GRDB
import Ledger
import Testing

@Test func `writers wait for one another, and no entry is lost or torn`() async throws {
  let scratch = try Scratch()
  let path = scratch.path("台账.db")
  let (writers, each) = (6, 20)
  // All of them make the file, too.
  try await withThrowingTaskGroup(of: Void.self) { group in
    for writer in 0..<writers {
      group.addTask {
        let ledger = try LedgerFile(path, patience: 60)
        for n in 0..<each {
          try ledger.append(
            Sample.round([("T\(writer)-\(n)", "M\(writer)")], title: "\(writer)"),
            at: "2026-01-01T00:00:00Z")
        }
      }
    }
    try await group.waitForAll()
  }
  let ledger = try LedgerFile(path)
  let entries = try ledger.entries()
  #expect(entries.map(\.number) == Array(1...writers * each))
  #expect(ledger.defects() == [])
  for writer in 0..<writers { #expect(entries.count { $0.title == "\(writer)" } == each) }
}

@Test func `a ledger that another program writes to is refused with its name`() throws {
  let scratch = try Scratch()
  let path = scratch.path("台账.db")
  _ = try Sample.ledger(path)
  let other = try DatabaseQueue(path: path)
  try other.writeWithoutTransaction { db in
    try db.execute(sql: "BEGIN IMMEDIATE")
    #expect(throws: LedgerError(path, .locked)) { _ = try LedgerFile(path, patience: 0.2) }
    try db.execute(sql: "ROLLBACK")
  }
  #expect(try LedgerFile(path, patience: 0.2).entries().count == 4)
}

@Test func `what is refused inside a write leaves nothing behind`() throws {
  struct Refused: Error {}
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  #expect(throws: Refused.self) {
    _ = try ledger.append(at: "2026-01-01T00:00:00Z") { _ in throw Refused() }
  }
  #expect(try ledger.entries().count == 4)
}

@Test
func `what a killed maker of a ledger left is removed, unless somebody is saving in the folder`()
  throws
{
  let scratch = try Scratch()
  let dead = ["AbC123.db", "AbC123.db-wal", "AbC123.db-shm", "XyZ789.db-journal", "XyZ789"].map {
    ".allot-saving-\($0)"
  }
  let others = ["notes.db", ".allot-saving-longer-name", ".allot-saving-AbC123.txt"]
  for name in dead + others { try Data().write(to: scratch.url.appendingPathComponent(name)) }
  func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path))
  }
  let folder = open(scratch.url.path, O_RDONLY)
  defer { close(folder) }
  #expect(flock(folder, LOCK_SH | LOCK_NB) == 0)
  do { _ = try Sample.ledger(scratch.path("台账.db")) }
  #expect(try names() == Set(dead + others + ["台账.db"]))
  // A ledger that is there already tidies up, too.
  #expect(flock(folder, LOCK_UN) == 0)
  do { _ = try LedgerFile(scratch.path("台账.db")).entries() }
  #expect(try names() == Set(others + ["台账.db"]))
}

#if os(Linux)
  /// Locks that this process has on a file (fcntl), from the kernel's list.
  private func locks(on path: String) throws -> Int {
    let list = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
    var information = stat()
    #expect(stat(path, &information) == 0)
    return list.split(separator: "\n").count { line in
      let words = line.split(whereSeparator: { $0 == " " })
      return words.contains("POSIX") && words.contains("\(getpid())")
        && words.contains { $0.hasSuffix(":\(information.st_ino)") }
    }
  }

  @Test func `opening a ledger again, also in vain, leaves the locks of those that are open`()
    throws
  {
    let scratch = try Scratch()
    let path = scratch.path("台账.db")
    let first = try Sample.ledger(path)
    let held = try locks(on: path)
    #expect(held > 0)
    let second = try LedgerFile(path)
    #expect(try locks(on: path) == held)
    #expect(try second.entries() == first.entries())
    try first.backUp(to: scratch.path("copy.db"))
    #expect(try locks(on: path) == held)
    // What it must not do: whoever closes the file by himself ends them all.
    try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).close()
    #expect(try locks(on: path) < held)
  }
#endif

@Test(.enabled(if: geteuid() != 0, "root may read everything"))
func `a ledger that the user may not read is told from one that cannot be written to`() throws {
  let scratch = try Scratch()
  let path = scratch.path("台账.db")
  do { _ = try Sample.ledger(path) }
  chmod(path, 0)
  #expect(throws: LedgerError(path, .notReadable)) { _ = try LedgerFile(path, isMade: false) }
  chmod(path, 0o400)
  #expect(try LedgerFile(path, isMade: false).entries().count == 4)
}

@Test func `the file and its journal are for their owner alone`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  try ledger.backUp(to: scratch.path("copy.db"))
  for name in ["台账.db", "台账.db-wal", "copy.db"] {
    let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path(name))
    #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
  }
}

@Test func `a backup is one file with the same chain, and is not written over`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  try ledger.backUp(to: scratch.path("copy.db"))
  #expect(throws: LedgerError(scratch.path("copy.db"), .copyExists)) {
    try ledger.backUp(to: scratch.path("copy.db"))
  }
  let copy = try LedgerFile(scratch.path("copy.db"), isMade: false)
  #expect(copy.defects() == [])
  #expect(try copy.entries() == ledger.entries())
}

@Test func `reading and verifying leave every byte of the file as it was`() throws {
  let scratch = try Scratch()
  let path = scratch.path("台账.db")
  do { _ = try Sample.ledger(path) }
  let before = try Data(contentsOf: URL(fileURLWithPath: path))
  for _ in 0..<3 {
    let again = try LedgerFile(path, isMade: false)
    #expect(again.defects() == [])
    #expect(try again.entries().isEmpty == false)
    #expect(try again.reading { try $0.runningPairs() }.count > 0)
  }
  #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
}

@Test func `a ledger made through a link that leads nowhere yet is made where it leads`() throws {
  let scratch = try Scratch()
  try FileManager.default.createSymbolicLink(
    atPath: scratch.path("link.db"), withDestinationPath: scratch.path("台账.db"))
  _ = try Sample.ledger(scratch.path("link.db"))
  #expect(try LedgerFile(scratch.path("台账.db"), isMade: false).entries().count == 4)
}

@Test func `making a ledger leaves no other file behind`() throws {
  let scratch = try Scratch()
  do { _ = try Sample.ledger(scratch.path("台账.db")) }
  let folder = URL(fileURLWithPath: scratch.path("台账.db")).deletingLastPathComponent().path
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["台账.db"])
}
