/// Text in rows and cells: comma-separated as RFC 4180 has it, or tab-separated.
///
/// The parser keeps what spreadsheets count: a blank line is a row, and a line break inside quotes
/// belongs to its cell, so row and column here are row and column on the user's screen.
struct DelimitedText {
  /// The rows, as long as they were written.
  private(set) var rows: [[String]] = []
  /// Row and column of a quoted cell that never ends.
  private(set) var unclosedQuote: (row: Int, column: Int)?
  /// Whether a row has more cells than a spreadsheet can hold; the rest of it was dropped.
  private(set) var tooWideRow: Int?

  /// Whether there are more rows or cells than a sheet may have; what follows was dropped.
  private(set) var isTooLong = false

  /// Most cells in a row, as in a spreadsheet.
  static let mostColumns = 16_384
  /// Most bytes in quotes: far beyond what a cell of a spreadsheet holds, so the quotation mark was not meant
  /// to open a cell. What follows is not read.
  static let longestQuote = 1_048_576

  /// Parses a whole file; the separator is the tab if the first twenty lines have more tabs than
  /// commas.
  ///
  /// - Complexity: O(length).
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let separator = DelimitedText.separator(of: bytes)
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var quoteOpened = (row: 0, column: 0)
    var (filledRows, cellCount) = (0, 0)

    /// Ends the cell whose bytes are `plain`, or those unescaped in `cell` if it was quoted.
    func endCell(_ plain: Range<Int>) {
      defer {
        cell.removeAll(keepingCapacity: true)
        wasQuoted = false
      }
      guard row.count < DelimitedText.mostColumns else {
        tooWideRow = tooWideRow ?? rows.count
        return
      }
      guard wasQuoted else {
        row.append(plain.isEmpty ? "" : String(decoding: bytes[plain], as: UTF8.self))
        return
      }
      cell += bytes[plain]
      row.append(String(decoding: cell, as: UTF8.self))
    }
    func endRow(_ plain: Range<Int>) {
      endCell(plain)
      let width = row.count
      cellCount += width
      if row.contains(where: { !$0.isEmpty }) { filledRows += 1 }
      isTooLong = filledRows > Sheet.mostRows || cellCount + rows.count > Sheet.mostCells
      // A blank line is a row without cells.
      rows.append(row == [""] ? [] : row)
      row = []
      row.reserveCapacity(width)
    }

    var i = 0
    /// Where the bytes begin that stand outside quotes.
    var start = 0
    file: while i < bytes.count, !isTooLong {
      let byte = bytes[i]
      i += 1
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          guard cell.count < DelimitedText.longestQuote else { break file }
          cell.append(byte)
        } else if i < bytes.count, bytes[i] == UInt8(ascii: "\"") {
          cell.append(byte)
          i += 1
        } else {
          isQuoted = false
          start = i
        }
      } else if byte == UInt8(ascii: "\""), i == start + 1, !wasQuoted {
        isQuoted = true
        wasQuoted = true
        start = i
        quoteOpened = (rows.count, row.count)
      } else if byte == separator {
        endCell(start..<(i - 1))
        start = i
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        let end = i - 1
        if byte == UInt8(ascii: "\r"), i < bytes.count, bytes[i] == UInt8(ascii: "\n") { i += 1 }
        endRow(start..<end)
        start = i
      }
    }
    if isQuoted {
      unclosedQuote = quoteOpened
      start = i
    }
    if !isTooLong, start < i || !row.isEmpty || wasQuoted { endRow(start..<i) }
  }

  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var tabs = 0
    var commas = 0
    var lines = 0
    var isQuoted = false
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "\t") where !isQuoted: tabs += 1
      case UInt8(ascii: ",") where !isQuoted: commas += 1
      case UInt8(ascii: "\n") where !isQuoted: lines += 1
      default: break
      }
      if lines == 20 { break }
    }
    return tabs > commas ? UInt8(ascii: "\t") : UInt8(ascii: ",")
  }
}
