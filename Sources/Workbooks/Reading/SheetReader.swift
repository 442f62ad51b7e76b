internal import Diagnostics
internal import Interchange

/// The cells of one sheet, as text where the user sees them.
struct SheetReader: PartReader {
  /// A rectangle of cells shown as one, both ends included.
  struct Merge {
    let first: CellAddress
    let last: CellAddress
  }

  let strings: [String]
  let formats: [NumberFormat]
  let numbers: NumberText
  let limits: WorkbookLimits

  private(set) var rows: [[String]] = []
  private(set) var unreadable: [CellAddress: FaultRule] = [:]
  private(set) var merges: [Merge] = []
  /// Cells whose value comes from a formula.
  private(set) var formulaCount = 0
  /// Rows that a filter or the user hides; they are read.
  private(set) var hiddenRowCount = 0
  /// Whether the part is a sheet of cells at all.
  private(set) var isWorksheet = false

  private var cellCount = 0
  private var filledRows = 0
  private var row = -1
  private var column = -1
  private var type = ""
  private var format = NumberFormat.number
  private var value: String?
  private var inline = ""
  private var hasFormula = false
  private var phoneticDepth = 0

  static let mostRows = 1_048_576
  static let mostColumns = 16_384

  init(strings: [String], formats: [NumberFormat], numbers: NumberText, limits: WorkbookLimits) {
    self.strings = strings
    self.formats = formats
    self.numbers = numbers
    self.limits = limits
  }

  mutating func start(_ name: String, _ attributes: [String: String]) throws(BrokenPackage) {
    switch name {
    case "worksheet": isWorksheet = true
    case "row":
      if let text = attributes["r"] {
        guard let number = Int(text), number - 1 > row, number <= Self.mostRows else {
          throw BrokenPackage(.cellMisplaced, value: text)
        }
        row = number - 1
      } else {
        row += 1
      }
      column = -1
      if ["1", "true"].contains(attributes["hidden"] ?? "") { hiddenRowCount += 1 }
    case "c":
      if let text = attributes["r"] {
        guard let address = CellAddress(text), address.row == row, address.column > column,
          address.column < Self.mostColumns
        else { throw BrokenPackage(.cellMisplaced, value: text) }
        column = address.column
      } else {
        column += 1
      }
      type = attributes["t"] ?? "n"
      let style = attributes["s"].flatMap { Int($0) } ?? 0
      format = formats.indices.contains(style) ? formats[style] : .number
      value = nil
      inline = ""
      hasFormula = false
    case "f": hasFormula = true
    case "rPh": phoneticDepth += 1
    case "mergeCell":
      let ends = (attributes["ref"] ?? "").split(separator: ":").map { CellAddress(String($0)) }
      if ends.count == 2, let first = ends[0], let last = ends[1] {
        merges.append(Merge(first: first, last: last))
      }
    default: break
    }
  }

  mutating func end(_ name: String, text: String) throws(BrokenPackage) {
    switch name {
    case "v": value = text
    case "t" where phoneticDepth == 0: inline += text
    case "rPh": phoneticDepth -= 1
    case "c": try endCell()
    default: break
    }
  }

  private mutating func endCell() throws(BrokenPackage) {
    if hasFormula { formulaCount += 1 }
    var text = ""
    var rule: FaultRule?
    switch type {
    case "s":
      if let value {
        guard let index = Int(value), strings.indices.contains(index) else {
          throw BrokenPackage(.partBroken, value: value)
        }
        text = strings[index]
      }
    case "inlineStr": text = unescaped(inline)
    case "str": text = unescaped(value ?? "")
    case "b": text = value.map { $0 == "1" || $0 == "true" ? "TRUE" : "FALSE" } ?? ""
    case "e":
      text = value ?? "#N/A"
      rule = .cellError
    case "d": text = value ?? ""
    default: text = value.map { numbers.text($0, format) } ?? ""
    }
    // An empty text is a result; an empty number is none.
    if hasFormula, inline.isEmpty, value == nil || (value == "" && type != "str") {
      rule = .formulaWithoutValue
    }
    if let rule { unreadable[CellAddress(row: row, column: column)] = rule }
    guard !text.isEmpty else { return }
    try set(row, column, text)
  }

  private mutating func set(_ row: Int, _ column: Int, _ text: String) throws(BrokenPackage) {
    while rows.count <= row {
      rows.append([])
      cellCount += 1
    }
    let missing = column + 1 - rows[row].count
    cellCount += max(0, missing)
    if rows[row].isEmpty { filledRows += 1 }
    guard cellCount <= limits.cells, filledRows <= limits.rows else {
      throw BrokenPackage(.sheetTooLong)
    }
    if missing > 0 {
      for _ in 1..<missing { rows[row].append("") }
      rows[row].append(text)
    } else {
      rows[row][column] = text
    }
  }

  /// Gives every row of a merged rectangle the value that is shown for all of them, in its first column;
  /// the rest of a rectangle stays blank, so that a title above the table does not become a column.
  ///
  /// - Returns: How many rectangles of several rows there are.
  mutating func fillMerges() throws(BrokenPackage) -> Int {
    var count = 0
    for merge in merges where merge.last.row > merge.first.row && merge.last.row < rows.count {
      let (row, column) = (merge.first.row, merge.first.column)
      guard rows[row].indices.contains(column), !rows[row][column].isEmpty else { continue }
      count += 1
      let text = rows[row][column]
      for below in (row + 1)...merge.last.row
      where !rows[below].indices.contains(column) || rows[below][column].isEmpty {
        try set(below, column, text)
      }
    }
    return count
  }
}
