/// Rows of tables behind the entries of lists: a number for each entry instead of a text for each cell.
struct TableRows: Sendable {
  private var tables: [Table] = []
  /// By list: for each entry its table, from 1, and its row; 0 for an entry without a row.
  private var entries: [String: [Row]] = [:]
  /// The same by list for one part of each entry that has a table of its own.
  private var parts: [String: (name: String, entries: [Row])] = [:]

  private typealias Row = (table: Int32, row: Int32)

  private struct Table: Sendable {
    let sheet: SourceCell
    let firstColumn: Int
    var columns: [String: Int]
  }

  mutating func addTable(_ sheet: SourceCell, _ firstColumn: Int, _ columns: [String: Int]) -> Int {
    tables.append(Table(sheet: sheet, firstColumn: firstColumn, columns: columns))
    return tables.count - 1
  }

  mutating func record(_ row: Int, of table: Int, for list: String, entry: Int) {
    Self.record(row, of: table, in: &entries[list, default: []], entry)
  }

  /// - Precondition: The tables of a list are all behind the same part.
  mutating func record(
    _ row: Int, of table: Int, for part: String, of list: String, entry: Int
  ) {
    precondition(parts[list].map { $0.name == part } ?? true, "one part of a list has rows")
    Self.record(row, of: table, in: &parts[list, default: (part, [])].entries, entry)
  }

  private static func record(_ row: Int, of table: Int, in entries: inout [Row], _ entry: Int) {
    if entries.count <= entry {
      let none: Row = (table: 0, row: 0)
      entries.append(contentsOf: repeatElement(none, count: entry + 1 - entries.count))
    }
    entries[entry] = (Int32(table + 1), Int32(row))
  }

  mutating func record(field: String, _ column: Int, of table: Int) -> Bool {
    if let known = tables[table].columns[field] { return known == column }
    tables[table].columns[field] = column
    return true
  }

  /// The cell behind an entry, `talents[3]`, or one of its fields, `talents[3].level`.
  func cell(for path: String) -> SourceCell? {
    guard !(entries.isEmpty && parts.isEmpty), let open = path.firstIndex(of: "["),
      let close = path[open...].firstIndex(of: "]"),
      let entry = Int(path[path.index(after: open)..<close])
    else { return nil }
    let list = String(path[..<open])
    let rest = path[path.index(after: close)...]
    let field = rest.first == "." ? String(rest.dropFirst()) : nil
    if let field, let part = parts[list], Self.belongs(field, to: part.name),
      let row = Self.row(entry, of: part.entries)
    {
      // What has no column of its own, such as a name within a cell, is found with what holds it.
      let column = tables[Int(row.table) - 1].columns[field]
      return column == nil && field != part.name ? nil : cell(row, column)
    }
    guard let row = entries[list].flatMap({ Self.row(entry, of: $0) }) else { return nil }
    if rest.isEmpty { return cell(row, nil) }
    return field.flatMap { tables[Int(row.table) - 1].columns[$0] }.map { cell(row, $0) }
  }

  /// Whether a field is the part itself or something below it, such as `wishes[2]`.
  private static func belongs(_ field: String, to part: String) -> Bool {
    guard field.hasPrefix(part) else { return false }
    return field.utf8.dropFirst(part.utf8.count).first.map { "[@.".utf8.contains($0) } ?? true
  }

  private static func row(_ entry: Int, of entries: [Row]) -> Row? {
    entries.indices.contains(entry) && entries[entry].table > 0 ? entries[entry] : nil
  }

  /// The cell of a row in a column, or the one that stands for the row.
  private func cell(_ row: Row, _ column: Int?) -> SourceCell {
    let table = tables[Int(row.table) - 1]
    return SourceCell(
      file: table.sheet.file, sheet: table.sheet.sheet, row: Int(row.row),
      column: column ?? table.firstColumn)
  }
}
