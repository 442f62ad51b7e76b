public import Diagnostics

/// Where a cell stands in a sheet: row and column from 0.
public struct CellAddress: Hashable, Sendable {
  /// The row.
  public let row: Int
  /// The column.
  public let column: Int

  /// A cell by row and column from 0.
  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// The cell that a spreadsheet calls `D17` (or `$D$17`); `nil` for any other text.
  public init?(_ reference: String) {
    var column = 0
    var row = 0
    var digits = 0
    for byte in reference.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where digits == 0 && column < 100_000:
        column = column * 26 + Int(byte) - 64
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0 && digits < 9:
        row = row * 10 + Int(byte) - 48
        digits += 1
      default: return nil
      }
    }
    guard column > 0, row > 0 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }
}

/// One sheet of a workbook: rows of text cells at the places where the user sees them.
public struct Sheet: Hashable, Sendable {
  /// File name, or name of the folder for a folder of CSV files.
  public let file: String
  /// Name of the sheet; `nil` for a file of its own.
  public let name: String?
  /// Cells by row and column from 0; rows differ in length, and a missing cell is empty.
  public let rows: [[String]]
  /// Cells whose content means nothing, such as `#REF!`, with the rule they break; a fault only where
  /// the cell is asked for.
  public let unreadable: [CellAddress: FaultRule]

  /// Most rows that hold something; a longer sheet is refused as a whole.
  public static let mostRows = 100_000
  /// Most cells, counting the blank ones left of a filled one.
  public static let mostCells = 5_000_000
  /// Most bytes of a sheet in text form.
  static let mostBytes = 32 * 1_048_576

  /// A sheet.
  public init(
    file: String, name: String?, rows: [[String]], unreadable: [CellAddress: FaultRule] = [:]
  ) {
    self.file = file
    self.name = name
    self.rows = rows
    self.unreadable = unreadable
  }

  /// The cell at a row and a column from 0, as `file!sheet!D17`.
  public func cell(row: Int, column: Int) -> SourceCell {
    SourceCell(file: file, sheet: name, row: row, column: column)
  }

  /// The sheet as a whole, as `file!sheet`.
  public var source: SourceCell { SourceCell(file: file, sheet: name) }

  /// The text at a row and a column; empty if there is none.
  public func text(row: Int, column: Int) -> String {
    guard rows.indices.contains(row), rows[row].indices.contains(column) else { return "" }
    return rows[row][column]
  }
}

/// The sheets of one input.
public struct Workbook: Sendable {
  /// Name that places print: the file's or the folder's.
  public let name: String
  /// The sheets in order.
  public let sheets: [Sheet]
  /// The files that were read, for hashing.
  public let files: [InputFile]

  /// A workbook.
  public init(name: String, sheets: [Sheet], files: [InputFile] = []) {
    self.name = name
    self.sheets = sheets
    self.files = files
  }

  /// The name without the ending of a file.
  public var title: String {
    for ending in [".xlsx", ".xlsm", ".csv", ".tsv"] where name.lowercased().hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// The first sheet with one of these names; case and width of letters and spaces do not count.
  public func sheet(named names: [String]) -> Sheet? {
    let wanted = names.map(Heading.normalized)
    return sheets.first { sheet in wanted.contains(Heading.normalized(sheet.name ?? "")) }
  }
}
