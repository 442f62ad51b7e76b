internal import GRDB
internal import PublicDraw

/// The text of an entry that its hash covers.
///
/// Every stored value of the entry but its hash and the personal fields: the table's name, then each
/// column that has a value, by name, with the kind of value and a length in front, so that no text can
/// pass for another. Columns come in the order of their names and empty ones are left out, so that a
/// column or a table added later leaves old entries as they were.
enum Chain {
  /// Hash before the first entry.
  static let origin = String(repeating: "0", count: 64)
  private static let personal: Set<String> = ["salt", "number", "name"]

  /// The hash of an entry as it stands in the database.
  static func hash(ofEntry number: Int, _ db: Database) throws -> String {
    var text = "allot-ledger-1\n"
    if let row = try Row.fetchOne(
      db, sql: "SELECT * FROM entry WHERE number = ?", arguments: [number])
    {
      text += line("entry", row, leavingOut: ["hash"])
    }
    for table in ["person"] + Fact.Table.allCases.map(\.rawValue) {
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM \(table) WHERE entry = ? ORDER BY position", arguments: [number])
      for row in rows { text += line(table, row, leavingOut: table == "person" ? personal : []) }
    }
    return Digest.hex(text)
  }

  private static func line(_ table: String, _ row: Row, leavingOut left: Set<String>) -> String {
    let columns = row.columnNames.filter { !left.contains($0) }.sorted()
    let values = columns.compactMap { column in
      encoded(row[column] as DatabaseValue).map { "\(column)=\($0);" }
    }
    return "\(table):\(values.joined())\n"
  }

  private static func encoded(_ value: DatabaseValue) -> String? {
    switch value.storage {
    case .null: nil
    case .int64(let number): "i\(number)"
    case .double(let number): "d\(number.bitPattern)"
    case .string(let text): "t\(text.utf8.count):\(text)"
    case .blob(let data): "b\(Digest.hex(Array(data)))"
    }
  }

  /// The hash that stands for a person in an entry.
  static func pseudonym(salt: String, number: String, name: String) -> String {
    Digest.hex("\(salt.utf8.count):\(salt)\(number.utf8.count):\(number)\(name.utf8.count):\(name)")
  }

  /// 128 fresh random bits: they must not be guessable, so this is the one choice that no seed repeats.
  static func salt() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
