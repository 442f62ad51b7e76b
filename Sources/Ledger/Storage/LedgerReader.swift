internal import GRDB
public import Interchange

/// Reads a ledger as it stands at one moment.
public struct LedgerReader {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// Far beyond any count, minutes or 分 that are written here, and far below what sums could not hold.
  private static let largest: UInt64 = 1_000_000_000_000_000

  private static let heads = """
    SELECT entry.*, person.number AS approverNumber, person.name AS approverName,
      (SELECT min(entry) FROM supersession WHERE earlier = entry.number) AS supersededBy
    FROM entry LEFT JOIN person
      ON person.entry = entry.number AND person.pseudonym = entry.approver
    """

  /// All entries, first to last.
  public func entries() throws -> [LedgerEntry] {
    try Row.fetchAll(db, sql: Self.heads + " ORDER BY entry.number").compactMap(entry)
  }

  /// An entry by its number; `nil` if there is none.
  public func entry(_ number: Int) throws -> LedgerEntry? {
    try Row.fetchOne(db, sql: Self.heads + " WHERE entry.number = ?", arguments: [number])
      .flatMap(entry)
  }

  /// The published entries of a job that no later one took the place of, first to last.
  public func standing(_ job: Job) throws -> [LedgerEntry] {
    try entries().filter { $0.kind == .published && $0.job == job && $0.supersededBy == nil }
  }

  /// Whether an entry names a person by a staff number.
  public func knows(_ number: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM person WHERE number = ?)", arguments: [number])
      ?? false
  }

  /// What an entry says in a table, in order.
  public func facts(of entry: Int, _ table: Fact.Table) throws -> [Fact] {
    let people = try Row.fetchAll(
      db, sql: "SELECT pseudonym, number, name FROM person WHERE entry = ?", arguments: [entry]
    ).reduce(into: [String: LedgerPerson]()) { people, row in
      people[row["pseudonym"]] = LedgerPerson(
        number: row["number"], name: row["name"] ?? "", pseudonym: row["pseudonym"])
    }
    let personal = ["person", "talent", "mentor", "successor"]
    return try Row.fetchAll(
      db, sql: "SELECT * FROM \(table.rawValue) WHERE entry = ? ORDER BY position",
      arguments: [entry]
    ).map { row in
      var values: [String: FactValue?] = [:]
      for column in row.columnNames where column != "entry" && column != "position" {
        let value = row[column] as DatabaseValue
        switch value.storage {
        case .int64(let number):
          guard number.magnitude <= Self.largest else {
            throw DatabaseError(
              resultCode: .SQLITE_CORRUPT, message: "\(table.rawValue).\(column) = \(number)")
          }
          values[column] = .number(Int(number))
        case .string(let text) where personal.contains(column):
          values[column] = .person(
            people[text] ?? LedgerPerson(number: nil, name: "", pseudonym: text))
        case .string(let text): values[column] = .text(text)
        default: break
        }
      }
      return Fact(table, values)
    }
  }

  /// Everything that an entry says, table by table.
  public func facts(of entry: Int) throws -> [Fact] {
    try Fact.Table.allCases.flatMap { try facts(of: entry, $0) }
  }

  private func entry(_ row: Row) -> LedgerEntry? {
    guard let kind = LedgerEntry.Kind(rawValue: row["kind"]) else { return nil }
    let approver = (row["approver"] as String?).map {
      LedgerPerson(
        number: row["approverNumber"], name: row["approverName"] ?? "", pseudonym: $0)
    }
    return LedgerEntry(
      number: row["number"], moment: row["moment"], kind: kind,
      job: (row["job"] as String?).flatMap(Job.init(rawValue:)), title: row["title"],
      first: row["first"], last: row["last"], result: row["result"], approver: approver,
      previous: row["previous"], hash: row["hash"], supersededBy: row["supersededBy"])
  }
}

extension LedgerFile {
  /// Reads the ledger as it stands at one moment.
  ///
  /// - Throws: ``LedgerError``.
  public func reading<Value>(
    _ body: (LedgerReader) throws -> Value
  ) throws(LedgerError) -> Value {
    try read { try body(LedgerReader($0)) }
  }

  /// All entries, first to last.
  public func entries() throws(LedgerError) -> [LedgerEntry] {
    try reading { try $0.entries() }
  }
}
