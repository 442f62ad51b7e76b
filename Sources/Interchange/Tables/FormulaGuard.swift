/// Keeps a spreadsheet from running a cell as a formula (CWE-1236).
///
/// A cell that starts like a formula gets an apostrophe in front, which spreadsheets read as "this is
/// text"; the reader takes it off again. Apostrophes that are there already are counted, so every text
/// survives the round trip. Plain numbers such as `-5` stay as they are.
enum FormulaGuard {
  /// The text to write.
  static func guarded(_ text: String) -> String {
    isRisky(text.drop { $0 == "'" }) && !isNumber(text) ? "'" + text : text
  }

  /// The text that was meant.
  static func unguarded(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'"), isRisky(text.drop { $0 == "'" }) else {
      return text
    }
    return String(text.dropFirst())
  }

  private static func isRisky(_ text: Substring) -> Bool {
    // By scalar: a carriage return and a line feed are one character.
    guard let first = text.unicodeScalars.first(where: { $0 != " " && $0 != "\u{3000}" }) else {
      return text.unicodeScalars.first.map { "\t\r\n".unicodeScalars.contains($0) } ?? false
    }
    return "=+-@\t\r\n\0＝＋－＠".unicodeScalars.contains(first)
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
  }
}
