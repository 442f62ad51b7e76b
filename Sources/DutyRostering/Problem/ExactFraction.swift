import Solving

/// A rational number in lowest terms, written `7/5` or `3` in JSON and on paper.
public struct ExactFraction: Hashable, Sendable, CustomStringConvertible {
  /// Numerator; carries the sign.
  public let numerator: Int
  /// Denominator, positive.
  public let denominator: Int

  /// `numerator / denominator` in lowest terms.
  ///
  /// - Precondition: `denominator` is positive.
  public init(_ numerator: Int, over denominator: Int = 1) {
    precondition(denominator > 0, "a positive denominator")
    let divisor = max(1, greatestCommonDivisor(numerator.magnitude, denominator.magnitude))
    self.numerator = numerator / Int(divisor)
    self.denominator = denominator / Int(divisor)
  }

  /// Reads `7/5`, `1.4` or `-2`, with at most nine digits on either side; `nil` for anything else.
  public init?(_ text: String) {
    func whole(_ digits: Substring) -> Int? {
      guard (1...9).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) })
      else { return nil }
      return Int(digits)
    }
    let isNegative = text.utf8.first == 45
    let body = isNegative ? text.dropFirst() : Substring(text)
    let sign = isNegative ? -1 : 1
    if let slash = body.firstIndex(of: "/") {
      guard let top = whole(body[..<slash]), let bottom = whole(body[body.index(after: slash)...]),
        bottom > 0
      else { return nil }
      self.init(sign * top, over: bottom)
    } else if let point = body.firstIndex(of: ".") {
      let digits = body[body.index(after: point)...]
      guard let top = whole(body[..<point]), let fraction = whole(digits), digits.utf8.count <= 6
      else { return nil }
      let unit = (0..<digits.utf8.count).reduce(1) { power, _ in power * 10 }
      self.init(sign * (top * unit + fraction), over: unit)
    } else {
      guard let top = whole(body) else { return nil }
      self.init(sign * top)
    }
  }

  /// Zero.
  public static let zero = ExactFraction(0)

  /// `7/5`, or `3` when whole.
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}

extension ExactFraction {
  /// At most two decimals, rounded half away from zero, as people read it: `6.4`, `−0.33`.
  public var decimalText: String {
    let isNegative = numerator < 0
    let magnitude = abs(numerator)
    let hundredths = (200 * magnitude + denominator) / (2 * denominator)
    var text = String(hundredths / 100)
    let cents = hundredths % 100
    if cents > 0 {
      text += "." + (cents < 10 ? "0" : "") + String(cents)
      if text.hasSuffix("0") { text.removeLast() }
    }
    return isNegative && hundredths > 0 ? "−" + text : text
  }
}

extension ExactFraction: Codable {
  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = ExactFraction(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text.prefix(40)) is not a number such as 7/5 or 1.4")
    }
    self = value
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
