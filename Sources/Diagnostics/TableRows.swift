/// Rows of tables behind the entries of lists: a number for each entry instead of a text for each cell.
struct TableRows: Sendable {
  private var tables: [Table] = []
  /// By list: for each entry its table, from 1, and its row; 0 for an entry without a row.
  private var entries: [String: [(table: Int32, row: Int32)]] = [:]

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
    let known = entries[list]?.count ?? 0
    if known <= entry {
      let gap = repeatElement((table: Int32(0), row: Int32(0)), count: entry + 1 - known)
      entries[list, default: []].append(contentsOf: gap)
    }
    entries[list]?[entry] = (Int32(table + 1), Int32(row))
  }

  mutating func record(field: String, _ column: Int, of table: Int) -> Bool {
    if let known = tables[table].columns[field] { return known == column }
    tables[table].columns[field] = column
    return true
  }

  /// The cell behind an entry, `talents[3]`, or one of its fields, `talents[3].level`.
  func cell(for path: String) -> SourceCell? {
    guard !entries.isEmpty, let open = path.firstIndex(of: "["),
      let list = entries[String(path[..<open])],
      let close = path[open...].firstIndex(of: "]"),
      let entry = Int(path[path.index(after: open)..<close]), list.indices.contains(entry),
      list[entry].table > 0
    else { return nil }
    let table = tables[Int(list[entry].table) - 1]
    let rest = path[path.index(after: close)...]
    let column: Int? =
      if rest.isEmpty {
        table.firstColumn
      } else {
        rest.first == "." ? table.columns[String(rest.dropFirst())] : nil
      }
    return column.map {
      SourceCell(
        file: table.sheet.file, sheet: table.sheet.sheet, row: Int(list[entry].row), column: $0)
    }
  }
}
