/// A cell of an input file.
public struct SourceCell: Hashable, Sendable, CustomStringConvertible {
  /// File name as the user gave it.
  public let file: String
  /// Sheet of the workbook; `nil` for a file without sheets.
  public let sheet: String?
  /// Cell in spreadsheet notation, such as `D17`; `nil` for the whole sheet.
  public let cell: String?

  /// A cell, a sheet or a file.
  public init(file: String, sheet: String? = nil, cell: String? = nil) {
    self.file = file
    self.sheet = sheet
    self.cell = cell
  }

  /// A cell by zero-based row and column.
  public init(file: String, sheet: String?, row: Int, column: Int) {
    self.init(file: file, sheet: sheet, cell: Self.columnLetters(column) + String(row + 1))
  }

  /// `file!sheet!cell`, as far as known.
  public var description: String {
    [file, sheet, cell].compactMap { $0 }.joined(separator: "!")
  }

  /// `A` for 0, `Z` for 25, `AA` for 26.
  ///
  /// - Precondition: `column` is not negative.
  public static func columnLetters(_ column: Int) -> String {
    precondition(column >= 0, "columns count from 0")
    var letters = ""
    var rest = column
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }
}

/// Which cell of which file stands behind each place of a problem.
public struct Provenance: Sendable {
  private var cells: [Place: SourceCell] = [:]
  /// Files that hold one entry of a list in each line: the lines by the list's name.
  private var lines: [String: (file: String, numbers: [Int32])] = [:]
  /// Rows behind the entries of lists, which come by the hundred thousand.
  private var rows = TableRows()
  private let document: (file: String, root: Place)?

  /// Nothing recorded.
  public init() { document = nil }

  /// The provenance of a file that has the problem's own structure, such as JSON: a place without a
  /// record of its own is found at the same path below `root`.
  public init(file: String, root: Place = .root) { document = (file, root) }

  /// Records the cell behind a place; a later record replaces an earlier one.
  public mutating func record(_ cell: SourceCell, for place: Place) { cells[place] = cell }

  /// Records the lines behind the entries of a list, such as `talents`.
  ///
  /// - Parameters:
  ///   - numbers: For each entry its line, from 1; 0 for none.
  ///   - file: The file.
  ///   - list: Name of the list at the root of the problem.
  public mutating func record(lines numbers: [Int32], of file: String, for list: String) {
    lines[list] = (file, numbers)
  }

  /// Starts a table whose rows stand behind entries of lists.
  ///
  /// - Parameters:
  ///   - sheet: The sheet.
  ///   - firstColumn: Column of the cell that stands for a row as a whole.
  ///   - columns: Column of each field of an entry, such as `capacity` or `wishes[0]`.
  /// - Returns: The number of the table.
  public mutating func addTable(
    _ sheet: SourceCell, firstColumn: Int, columns: [String: Int]
  ) -> Int {
    rows.addTable(sheet, firstColumn, columns)
  }

  /// Records the row of a table that stands behind an entry of a list; its fields are then found by the
  /// columns of the table.
  public mutating func record(row: Int, of table: Int, for list: Place, entry: Int) {
    rows.record(row, of: table, for: list.path, entry: entry)
  }

  /// Records the row of another table that stands behind a part of an entry, such as the wishes of
  /// `talents[3]`: that part, and what is below it, is then found there.
  ///
  /// - Precondition: The tables of a list are all behind the same part.
  public mutating func record(
    row: Int, of table: Int, for part: String, of list: Place, entry: Int
  ) {
    rows.record(row, of: table, for: part, of: list.path, entry: entry)
  }

  /// Records in which column the rows of a table hold a field.
  ///
  /// - Returns: Whether they do; `false` if another column was recorded before.
  public mutating func record(field: String, column: Int, of table: Int) -> Bool {
    rows.record(field: field, column, of: table)
  }

  /// The cell behind `place`, or behind the nearest place around it; `nil` if none is recorded.
  public func cell(for place: Place) -> SourceCell? {
    var candidate: Place? = place
    while let here = candidate {
      if let cell = cells[here] ?? rows.cell(for: here.path) ?? line(of: here) { return cell }
      candidate = here.parent
    }
    guard let document else { return nil }
    let path =
      place.path.isEmpty ? document.root.path : document.root.appending(place.path).path
    return SourceCell(file: document.file, cell: path.isEmpty ? nil : path)
  }

  /// The line of an entry of a list that was recorded by lines.
  private func line(of place: Place) -> SourceCell? {
    guard !lines.isEmpty, place.path.hasSuffix("]"), let open = place.path.firstIndex(of: "["),
      let (file, numbers) = lines[String(place.path[..<open])],
      let entry = Int(place.path[place.path.index(after: open)...].dropLast()),
      numbers.indices.contains(entry), numbers[entry] > 0
    else { return nil }
    return SourceCell(file: file, cell: String(numbers[entry]))
  }
}
