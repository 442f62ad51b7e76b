public import Diagnostics

/// What makes a text an identifier, such as a staff number.
public enum Identifier {
  /// Most characters in an identifier.
  public static let longest = 64

  /// The rule that `text` breaks as an identifier, or `nil` if it is one.
  ///
  /// Expects text that went through ``NormalizedText/key(_:)``. `1.23E+17` is refused, because a
  /// spreadsheet wrote it in place of digits that are lost.
  public static func brokenRule(_ text: String) -> FaultRule? {
    if text.isEmpty { return .identifierMissing }
    if isScientific(text) { return .identifierDestroyed }
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_./#·".unicodeScalars.contains(scalar)
    }
    return isPlain && text.count <= longest ? nil : .identifierUnprintable
  }

  /// Whether `key` may be what a spreadsheet turned into `destroyed`, such as `1.23E+17` out of
  /// `123456789012345678`: a number of as many digits that begins with those shown, the last of them cut or rounded.
  public static func mayHaveBeen(_ key: String, before destroyed: String) -> Bool {
    guard isScientific(destroyed) else { return false }
    let parts = destroyed.uppercased().split(separator: "E")
    let shown = parts[0].filter { $0 != "." }
    let decimals = parts[0].split(separator: ".").dropFirst().first?.count ?? 0
    let digits = key.drop { $0 == "0" }
    guard let exponent = Int(parts[1]), shown.count == decimals + 1, exponent >= decimals,
      digits.count == exponent + 1, digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let first = Int(digits.prefix(shown.count)), let number = Int(shown)
    else { return false }
    return first == number || first + 1 == number
  }

  /// Whether the text is a number in scientific notation with a fraction or a signed exponent. A
  /// plain `1E5` may be a room or a badge and stays.
  private static func isScientific(_ text: String) -> Bool {
    let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard parts.count == 2, let mantissa = parts.first, let exponent = parts.last else {
      return false
    }
    func digits(_ text: Substring) -> Bool {
      !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
    }
    let fraction = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(fraction.count), fraction.allSatisfy(digits) else { return false }
    guard exponent.hasPrefix("+") || exponent.hasPrefix("-") else {
      return fraction.count == 2 && digits(exponent)
    }
    return digits(exponent.dropFirst())
  }
}
