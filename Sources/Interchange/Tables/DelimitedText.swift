/// Text in rows and cells: comma-separated as RFC 4180 has it, or separated by tabs or, as Excel writes CSV where
/// the comma is the decimal mark, by semicolons.
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

  /// Parses a whole file. What separates its cells is said by a first line such as `sep=;`, which is no row in a
  /// spreadsheet either, or found in its first lines.
  ///
  /// - Complexity: O(length).
  init(_ text: String) {
    let bytes = Array(text.utf8)
    let declared = DelimitedText.declaredSeparator(of: bytes)
    let separator = declared?.separator ?? DelimitedText.separator(of: bytes)
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

    var i = declared?.length ?? 0
    /// Where the bytes begin that stand outside quotes.
    var start = i
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

  private static let separators = Array("\t,;".utf8)

  /// The separator that the first line declares, and the length of that line.
  private static func declaredSeparator(
    of bytes: [UInt8]
  ) -> (separator: UInt8, length: Int)? {
    let line = bytes.prefix(8)
    guard line.prefix(4).elementsEqual("sep=".utf8) || line.prefix(4).elementsEqual("SEP=".utf8),
      line.count > 4, separators.contains(line[4])
    else { return nil }
    let end = line.dropFirst(5)
    if end.isEmpty { return (line[4], 5) }
    if end.starts(with: "\r\n".utf8) { return (line[4], 7) }
    return end.starts(with: "\n".utf8) || end.starts(with: "\r".utf8) ? (line[4], 6) : nil
  }

  /// What separates the cells by the first twenty lines that hold a separator: each line with one kind of them
  /// alone is a vote. Cells hold lists with the other marks, but headings seldom do.
  ///
  /// Between tabs and commas the more frequent decides where votes do not, and the comma in the end.
  private static func separator(of bytes: [UInt8]) -> UInt8 {
    var (counts, votes, line) = ([0, 0, 0], [0, 0, 0], [0, 0, 0])
    var lines = 0
    var isQuoted = false
    func endLine() {
      guard line.contains(where: { $0 > 0 }) else { return }
      let kinds = line.indices.filter { line[$0] > 0 }
      if kinds.count == 1 { votes[kinds[0]] += 1 }
      for kind in kinds { counts[kind] += line[kind] }
      line = [0, 0, 0]
      lines += 1
    }
    for byte in bytes {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if isQuoted {
        continue
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        endLine()
        if lines == 20 { break }
      } else if let kind = separators.firstIndex(of: byte) {
        line[kind] += 1
      }
    }
    endLine()
    for kind in separators.indices
    where separators.indices.allSatisfy({ $0 == kind || votes[$0] < votes[kind] }) {
      return separators[kind]
    }
    return counts[0] > counts[1] ? separators[0] : separators[1]
  }
}
