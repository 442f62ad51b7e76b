internal import GRDB

/// The tables, and the steps that lead from each older version to the present one.
enum Schema {
  /// Marks a file as a ledger: `ALOT`.
  static let applicationID = 0x414C_4F54

  /// One step for each version, the first from an empty file. A step that has been released never
  /// changes: old ledgers have taken it.
  static let steps: [String] = [core, equipment, datedPosts]

  /// Brings a file to the present version, all steps in one transaction.
  ///
  /// The version stands in the file's header and not in a table of its own, so that two programs that
  /// make the same new ledger at once cannot both take the first step: the second waits for the first and
  /// then finds the version there.
  ///
  /// - Throws: ``LedgerError`` if the file is no ledger or a newer one.
  static func migrate(_ db: Database, path: String) throws {
    let version = try version(of: db, path: path)
    guard version < steps.count else { return try check(db, path: path) }
    for step in steps[version...] { try db.execute(sql: step) }
    try db.execute(
      sql: "PRAGMA user_version = \(steps.count); PRAGMA application_id = \(applicationID)")
    try check(db, path: path)
  }

  /// The version of a ledger, 0 for an empty file.
  ///
  /// - Throws: ``LedgerError`` if the file is no ledger or a newer one.
  static func version(of db: Database, path: String) throws -> Int {
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    guard application == applicationID || (isEmpty && version == 0) else {
      throw LedgerError(path, .notALedger)
    }
    guard isEmpty || version > 0 else { throw LedgerError(path, .damaged("user_version")) }
    guard version <= steps.count else { throw LedgerError(path, .newer(schema: version)) }
    return version
  }

  /// Refuses a file in which a page, a table or a value is not what it can be, before anything is read from
  /// it.
  ///
  /// - Throws: ``LedgerError``.
  /// - Complexity: O(size of the file).
  static func check(_ db: Database, path: String) throws {
    let found = try String.fetchAll(db, sql: "PRAGMA quick_check")
    guard found == ["ok"] else { throw LedgerError(path, .damaged(found.first ?? "")) }
    guard try tables(db) == tables() else { throw LedgerError(path, .damaged("sqlite_schema")) }
  }

  /// The tables as they should be.
  private static func tables() throws -> [String] {
    let queue = try DatabaseQueue()
    return try queue.write { db in
      for step in steps { try db.execute(sql: step) }
      return try tables(db)
    }
  }

  /// What made the tables, without white space, by name.
  private static func tables(_ db: Database) throws -> [String] {
    let made = try String.fetchAll(
      db, sql: "SELECT type || name || coalesce(sql, '') FROM sqlite_master ORDER BY name")
    return made.map { $0.filter { !$0.isWhitespace } }
  }

  /// Version 1: entries, people, rosters and pairing rounds.
  ///
  /// Everything personal stands in `person`, under a hash that is fresh for each entry; all other tables
  /// name people by that hash, which is what the chain covers.
  private static let core = """
    CREATE TABLE entry (
      number INTEGER PRIMARY KEY, moment TEXT NOT NULL, kind TEXT NOT NULL, job TEXT,
      title TEXT NOT NULL, first TEXT, last TEXT, result TEXT, approver TEXT,
      previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
    CREATE TABLE person (
      entry INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL, pseudonym TEXT NOT NULL,
      salt TEXT, number TEXT, name TEXT, PRIMARY KEY (entry, position)) STRICT;
    CREATE TABLE supersession (
      entry INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL, earlier INTEGER,
      PRIMARY KEY (entry, position)) STRICT;
    \(table("input", "name TEXT, sha256 TEXT"))
    \(table("institution", "id TEXT, name TEXT, tier TEXT"))
    \(table("post", "person TEXT, unit TEXT, role TEXT, served INTEGER"))
    \(table("term", "label TEXT, first TEXT, last TEXT"))
    \(table("duty", "term TEXT, body TEXT, tier TEXT, unit TEXT, person TEXT"))
    \(table("share", "unit TEXT, servedBefore INTEGER, entitledBefore TEXT, served INTEGER, entitled TEXT"))
    \(table("debt", "term TEXT, body TEXT, tier TEXT, unit TEXT, status TEXT"))
    \(table("shift", "day TEXT, duty TEXT, person TEXT"))
    \(table("pairing", "talent TEXT, mentor TEXT, project TEXT"))
    \(table("departure", "person TEXT, last TEXT, successor TEXT, unit TEXT"))
    """

  /// Version 2: equipment and calendars.
  private static let equipment = """
    \(table(
      "booking",
      "request TEXT, institution TEXT, person TEXT, device TEXT, first TEXT, last TEXT"))
    \(table(
      "charge",
      "use TEXT, device TEXT, first TEXT, creditor TEXT, debtor TEXT, person TEXT, status TEXT, "
        + "minutes INTEGER, fen INTEGER"))
    \(table("payment", "payer TEXT, payee TEXT, fen INTEGER"))
    \(table("holiday", "day TEXT, name TEXT, isOff INTEGER"))
    """

  /// Version 3: from when to when somebody holds a post.
  private static let datedPosts = """
    ALTER TABLE post ADD COLUMN first TEXT;
    ALTER TABLE post ADD COLUMN last TEXT;
    """

  private static func table(_ name: String, _ columns: String) -> String {
    "CREATE TABLE \(name) (entry INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL, "
      + "\(columns), PRIMARY KEY (entry, position)) STRICT;"
  }
}
