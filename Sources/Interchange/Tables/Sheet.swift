public import Diagnostics

/// One sheet of a workbook: rows of text cells at the places where the user sees them.
public struct Sheet: Hashable, Sendable {
  /// File name, or name of the folder for a folder of CSV files.
  public let file: String
  /// Name of the sheet; `nil` for a file of its own.
  public let name: String?
  /// Cells by row and column from 0; rows differ in length, and a missing cell is empty.
  public let rows: [[String]]

  /// A sheet.
  public init(file: String, name: String?, rows: [[String]]) {
    self.file = file
    self.name = name
    self.rows = rows
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

  /// The first sheet with one of these names; case and width of letters and spaces do not count.
  public func sheet(named names: [String]) -> Sheet? {
    let wanted = names.map(Heading.normalized)
    return sheets.first { sheet in wanted.contains(Heading.normalized(sheet.name ?? "")) }
  }
}
