/// Text as people mean it: what keyboards, forms and spreadsheets add is taken off.
public enum NormalizedText {
  /// The text of an identifier, a number, a date or a heading.
  ///
  /// Full-width letters, digits and signs become half-width, every kind of space becomes a space,
  /// zero-width and direction marks go, and spaces at the ends go.
  public static func key(_ text: String) -> String {
    trimmed(text, halfWidth: true)
  }

  /// The text of a name: spaces at the ends and invisible marks go, the characters stay.
  public static func name(_ text: String) -> String {
    trimmed(text, halfWidth: false)
  }

  private static func trimmed(_ text: String, halfWidth: Bool) -> String {
    // Most cells mean what they say: nothing is to be changed.
    if text.unicodeScalars.first != " ", text.unicodeScalars.last != " ",
      text.unicodeScalars.allSatisfy({ isPlain($0, halfWidth) })
    {
      return text
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0x00AD:
        continue  // zero-width characters and direction marks
      case 0x00A0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x09, 0x0A,
        0x0B, 0x0C, 0x0D:
        scalars.append(" ")
      case 0xFF01...0xFF5E where halfWidth:
        if let narrow = Unicode.Scalar(scalar.value - 0xFEE0) { scalars.append(narrow) }
      default:
        scalars.append(scalar)
      }
    }
    let end = scalars.lastIndex { $0 != " " }
    guard let first = scalars.firstIndex(where: { $0 != " " }), let end else { return "" }
    return String(scalars[first...end])
  }

  /// Whether a character stays as it is within a text.
  private static func isPlain(_ scalar: Unicode.Scalar, _ halfWidth: Bool) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0x4E00...0x9FFF: true
    case 0x09...0x0D, 0xA0, 0xAD, 0x1680, 0x2000...0x20FF, 0x3000, 0xFEFF: false
    case 0xFF01...0xFF5E: !halfWidth
    default: true
    }
  }

  /// Marks that can make a name look like another: direction overrides and zero-width characters.
  ///
  /// Returned as `U+202E`, in order, for a note to the user.
  public static func invisibleMarks(in text: String) -> [String] {
    text.unicodeScalars.compactMap { scalar in
      switch scalar.value {
      case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF, 0x00AD:
        "U+" + padded(String(scalar.value, radix: 16, uppercase: true))
      default: nil
      }
    }
  }

  private static func padded(_ hex: String) -> String {
    String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}
