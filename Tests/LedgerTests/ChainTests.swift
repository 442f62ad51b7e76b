import Foundation
import GRDB
import Ledger
import Solving
import Testing

/// Every value of a ledger in one text, read without any code of the ledger.
private func dump(_ path: String) throws -> String {
  let queue = try DatabaseQueue(path: path)
  return try queue.read { db in
    let tables = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return try tables.map { table in
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\" ORDER BY 1, 2")
      return table + ":" + rows.map { "\($0)" }.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

@Test func `an untouched ledger has no defect, and knows its published hashes`() throws {
  let scratch = try Scratch()
  let ledger = try Sample.ledger(scratch.path("台账.db"))
  let entries = try ledger.entries()
  #expect(entries.count == 4)
  #expect(ledger.defects() == [])
  #expect(ledger.defects(expecting: entries[1].hash) == [])
  #expect(ledger.defects(expecting: String(repeating: "a", count: 64)).count == 1)
}

@Test func `a flipped byte of the file is found, unless every value is as it was`() throws {
  let scratch = try Scratch()
  let original = scratch.path("original.db")
  try Sample.ledger(original).backUp(to: scratch.path("whole.db"))
  let sound = try Data(contentsOf: URL(fileURLWithPath: scratch.path("whole.db")))
  let content = try dump(scratch.path("whole.db"))
  var random = SeededRandom(seed: 11)
  var found = 0
  let path = scratch.path("flipped.db")
  // Free space is zero and most of so small a file.
  let written = sound.indices.filter { sound[$0] != 0 }
  for _ in 0..<150 {
    var bytes = sound
    let place = written[Int(random.next() % UInt64(written.count))]
    bytes[place] ^= 1 << UInt8(random.next() % 8)
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    try bytes.write(to: URL(fileURLWithPath: path))
    let defects: Int
    do { defects = try LedgerFile(path, isMade: false).defects().count } catch { defects = 1 }
    if defects > 0 {
      found += 1
    } else {
      let after = try dump(path)
      #expect(after == content, "byte \(place) was altered unnoticed")
    }
  }
  #expect(found > 100)
}

/// One altered value for each column that holds one, by table.
@Test func `every stored value is covered by the chain`() throws {
  let scratch = try Scratch()
  try Sample.ledger(scratch.path("original.db")).backUp(to: scratch.path("whole.db"))
  let queue = try DatabaseQueue(path: scratch.path("whole.db"))
  let cells: [(table: String, column: String)] = try queue.read { db in
    try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'").flatMap {
      table in
      try db.columns(in: table).map { (table, $0.name) }
    }
  }
  var altered = 0
  for (table, column) in cells where column != "number" || table != "entry" {
    let path = scratch.path("\(table)-\(column).db")
    try FileManager.default.copyItem(atPath: scratch.path("whole.db"), toPath: path)
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let changes = try DatabaseQueue(path: path, configuration: configuration).write { db in
      try db.execute(
        sql: """
          UPDATE "\(table)" SET "\(column)" = CASE typeof("\(column)")
            WHEN 'integer' THEN "\(column)" + 1 ELSE "\(column)" || 'x' END
          WHERE rowid = (SELECT max(rowid) FROM "\(table)" WHERE "\(column)" IS NOT NULL)
          """)
      return db.changesCount
    }
    guard changes > 0 else { continue }
    altered += 1
    let defects: Int
    do { defects = try LedgerFile(path, isMade: false).defects().count } catch { defects = 1 }
    #expect(defects > 0, "\(table).\(column) was altered unnoticed")
  }
  #expect(altered > 40)
}

@Test func `a removed row, a removed entry and a swapped order are found`() throws {
  let scratch = try Scratch()
  try Sample.ledger(scratch.path("original.db")).backUp(to: scratch.path("whole.db"))
  let attacks = [
    "DELETE FROM duty WHERE entry = 2 AND position = 1", "DELETE FROM person WHERE entry = 3",
    "DELETE FROM booking; DELETE FROM person WHERE entry = 4; DELETE FROM entry WHERE number = 4",
    "UPDATE entry SET number = 9 WHERE number = 2",
    "INSERT INTO duty (entry, position, term) VALUES (77, 0, '2020-01')",
  ]
  for (n, attack) in attacks.enumerated() {
    let path = scratch.path("attack\(n).db")
    try FileManager.default.copyItem(atPath: scratch.path("whole.db"), toPath: path)
    let head = try #require(try LedgerFile(path).entries().last).hash
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: path, configuration: configuration).write {
      try $0.execute(sql: attack)
    }
    let defects = try LedgerFile(path).defects(expecting: head)
    #expect(!defects.isEmpty, "\(attack)")
  }
}
