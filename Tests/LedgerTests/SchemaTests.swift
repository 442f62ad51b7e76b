import Foundation
import GRDB
import Ledger
import Testing

/// A ledger as version 1 wrote it, before equipment and calendars: two rosters and a departure. The hashes
/// come from Python's `hashlib` (`Tests/Verifiers/ledger/version1.py`).
private func versionOne(_ path: String) throws {
  let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Verifiers/ledger/version1.sql")
  let sql = try String(contentsOf: script, encoding: .utf8)
  try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
}

@Test func `an older ledger is brought up to date, and its chain holds as it stood`() throws {
  let scratch = try Scratch()
  let path = scratch.path("old.db")
  try versionOne(path)
  let ledger = try LedgerFile(path)
  #expect(ledger.defects() == [])
  let entries = try ledger.entries()
  #expect(entries.map(\.title) == ["轮值", "轮值", ""])
  #expect(entries.map(\.supersededBy) == [2, nil, nil])
  let version = try DatabaseQueue(path: path).read {
    try Int.fetchOne($0, sql: "PRAGMA user_version")
  }
  #expect(version == 3)
  // What version 1 had no table for can now be written, on the same chain.
  try ledger.append(Sample.timetable, at: "2026-01-01T00:00:00Z")
  #expect(ledger.defects() == [])
  #expect(try ledger.entries()[3].previous == entries[2].hash)
}

@Test func `a newer ledger and a foreign file are refused and left as they are`() throws {
  let scratch = try Scratch()
  let newer = scratch.path("newer.db")
  _ = try Sample.ledger(newer)
  try DatabaseQueue(path: newer).write { try $0.execute(sql: "PRAGMA user_version = 9") }
  #expect(throws: LedgerError(newer, .newer(schema: 9))) { _ = try LedgerFile(newer) }

  let foreign = scratch.path("foreign.db")
  try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE songs (title TEXT)") }
  let songs = try Data(contentsOf: URL(fileURLWithPath: foreign))
  #expect(throws: LedgerError(foreign, .notALedger)) { _ = try LedgerFile(foreign) }
  #expect(try Data(contentsOf: URL(fileURLWithPath: foreign)) == songs)

  let text = scratch.path("list.txt")
  let words = String(repeating: "工号,姓名\n", count: 200)
  try words.write(toFile: text, atomically: true, encoding: .utf8)
  #expect(throws: LedgerError(text, .notALedger)) { _ = try LedgerFile(text) }
  #expect(try String(contentsOfFile: text, encoding: .utf8) == words)

  let missing = scratch.path("missing.db")
  #expect(throws: LedgerError(missing, .missing)) { _ = try LedgerFile(missing, isMade: false) }
  #expect(!FileManager.default.fileExists(atPath: missing))
}
