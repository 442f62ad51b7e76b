internal import GRDB
import Interchange

extension LedgerFile {
  /// Writes an entry at the end of the chain.
  ///
  /// - Parameters:
  ///   - draft: What to write.
  ///   - moment: When, in universal time: `2027-01-05T01:02:03Z`.
  /// - Returns: The entry as it stands.
  /// - Throws: ``LedgerError``; nothing is written then.
  /// - Complexity: O(facts).
  @discardableResult
  public func append(_ draft: LedgerDraft, at moment: String) throws(LedgerError) -> LedgerEntry {
    try write { db in try Self.append(draft, at: moment, db) }
  }

  /// Writes an entry that depends on what the ledger holds: `make` sees the ledger as it will be
  /// continued, with no other writer in between.
  ///
  /// - Throws: ``LedgerError``, or what `make` throws; nothing is written then.
  public func append(
    at moment: String, _ make: (LedgerReader) throws -> LedgerDraft
  ) throws -> LedgerEntry {
    var refusal: (any Error)?
    do {
      return try queue.write { db in
        let draft: LedgerDraft
        do { draft = try make(LedgerReader(db)) } catch {
          refusal = error
          throw error
        }
        return try Self.append(draft, at: moment, db)
      }
    } catch {
      throw refusal ?? LedgerError(path, error)
    }
  }

  static func append(
    _ draft: LedgerDraft, at moment: String, _ db: Database
  ) throws -> LedgerEntry {
    let last = try Row.fetchOne(
      db, sql: "SELECT number, hash FROM entry ORDER BY number DESC LIMIT 1")
    let number = (last?["number"] as Int? ?? 0) + 1
    let previous = last?["hash"] as String? ?? Chain.origin
    var people = People(entry: number)
    let approver = draft.approver.map { people.pseudonym(of: $0) }
    let rows = draft.facts.map { fact in
      fact.values.mapValues { value -> DatabaseValue in
        switch value {
        case .text(let text): text.databaseValue
        case .number(let number): number.databaseValue
        case .person(let person): people.pseudonym(of: person).databaseValue
        }
      }
    }
    try db.execute(
      sql: """
        INSERT INTO entry (number, moment, kind, job, title, first, last, result, approver, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
        """,
      arguments: [
        number, moment, draft.kind.rawValue, draft.job?.rawValue, draft.title, draft.first,
        draft.last, draft.result, approver, previous,
      ])
    try people.insert(db)
    var positions: [Fact.Table: Int] = [:]
    for (fact, row) in zip(draft.facts, rows) {
      let position = positions[fact.table, default: 0]
      positions[fact.table] = position + 1
      let columns = row.keys.sorted()
      let names = (["entry", "position"] + columns).joined(separator: ", ")
      let marks = repeatElement("?", count: columns.count + 2).joined(separator: ", ")
      try db.execute(
        sql: "INSERT INTO \(fact.table.rawValue) (\(names)) VALUES (\(marks))",
        arguments: StatementArguments(
          [number.databaseValue, position.databaseValue] + columns.map { row[$0] ?? .null }))
    }
    let hash = try Chain.hash(ofEntry: number, db)
    try db.execute(
      sql: "UPDATE entry SET hash = ? WHERE number = ?", arguments: [hash, number])
    guard let entry = try LedgerReader(db).entry(number) else {
      throw DatabaseError(resultCode: .SQLITE_INTERNAL, message: "the new entry cannot be read")
    }
    return entry
  }
}

/// The people of one entry, each under a hash with a salt of its own.
private struct People {
  let entry: Int
  private var known: [String: String] = [:]
  private var rows: [(pseudonym: String, salt: String, number: String, name: String)] = []

  init(entry: Int) { self.entry = entry }

  /// The hash of a person; somebody forgotten keeps the one of the older entry and has no row here.
  mutating func pseudonym(of person: LedgerPerson) -> String {
    guard let number = person.number else { return person.pseudonym ?? "" }
    if let pseudonym = known[number] { return pseudonym }
    let salt = Chain.salt()
    let pseudonym = Chain.pseudonym(salt: salt, number: number, name: person.name)
    known[number] = pseudonym
    rows.append((pseudonym, salt, number, person.name))
    return pseudonym
  }

  func insert(_ db: Database) throws {
    for (position, row) in rows.enumerated() {
      try db.execute(
        sql: "INSERT INTO person (entry, position, pseudonym, salt, number, name) "
          + "VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [entry, position, row.pseudonym, row.salt, row.number, row.name])
    }
  }
}
