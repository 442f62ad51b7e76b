/// A table as the bytes of a CSV file that Excel and WPS open without garbling Chinese: UTF-8 with a
/// byte-order mark, CRLF line ends, RFC 4180 quotes, and no cell that could run as a formula.
public struct CSVText: Sendable {
  /// The bytes of the file.
  public let bytes: [UInt8]

  /// The file of `rows`.
  public init(_ rows: [[String]]) {
    var text = "\u{FEFF}"
    for row in rows {
      // A row of one empty cell would read back as a row without cells; both are blank.
      text += row.map(Self.written).joined(separator: ",")
      text += "\r\n"
    }
    bytes = Array(text.utf8)
  }

  private static func written(_ cell: String) -> String {
    let guarded = FormulaGuard.guarded(cell)
    // By scalar: "\r\n" is one character and would hide from a search for either. Semicolons and tabs are
    // quoted so that nobody takes them for what separates the cells.
    let needsQuotes = guarded.unicodeScalars.contains {
      ",;\"\r\n\t".unicodeScalars.contains($0)
    }
    return needsQuotes ? "\"" + guarded.replacing("\"", with: "\"\"") + "\"" : guarded
  }
}
