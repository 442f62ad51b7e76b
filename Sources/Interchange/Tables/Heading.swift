internal import Alliance

/// A column that a job looks for, with every heading that people give it.
public struct Heading: Hashable, Sendable {
  /// Key by which the job asks for the cell; also the name of the field in the draft, so that faults of
  /// the problem find the cell.
  public let key: String
  /// Headings in Chinese and English; the key is always one of them.
  public let names: [String]
  /// Whether a sheet without this column is faulty.
  public let isRequired: Bool
  /// Whether the names hold `{n}` and stand for several columns, such as 第1志愿 to 第5志愿.
  public let isNumbered: Bool

  /// A column.
  ///
  /// - Parameters:
  ///   - key: Key and field name.
  ///   - names: Other headings for it.
  ///   - isRequired: Whether a sheet without it is faulty.
  public init(_ key: String, _ names: String..., isRequired: Bool = true) {
    self.init(key: key, names: names, isRequired: isRequired, isNumbered: false)
  }

  private init(key: String, names: [String], isRequired: Bool, isNumbered: Bool) {
    self.key = key
    self.names = names
    self.isRequired = isRequired
    self.isNumbered = isNumbered
  }

  /// A family of columns: `{n}` in a name stands for 1, 2, … or 一, 二, ….
  public static func numbered(
    _ key: String, _ patterns: String..., isRequired: Bool = true
  ) -> Heading {
    Heading(key: key, names: patterns, isRequired: isRequired, isNumbered: true)
  }

  /// What is compared: without case, width, spaces and marks such as `*` and `：` at the end.
  static func normalized(_ text: String) -> String {
    var key = NormalizedText.key(text).lowercased().replacing(" ", with: "")
    while let last = key.last, "*:：＊".contains(last) { key.removeLast() }
    while key.hasPrefix("*") { key.removeFirst() }
    return key
  }

  /// The number of the column that `heading` names, 0 for a plain column; `nil` if it is not this one.
  func match(_ heading: String) -> Int? {
    let full = Heading.normalized(heading)
    guard !full.isEmpty else { return nil }
    for candidate in [full, Heading.withoutRemark(full)] {
      for name in names + [key] {
        let wanted = Heading.normalized(name)
        if !isNumbered {
          if wanted == candidate { return 0 }
        } else if let number = Heading.number(in: candidate, pattern: wanted) {
          return number
        }
      }
    }
    return nil
  }

  /// The heading without a remark in brackets at its end: `上限(人)` is `上限`.
  private static func withoutRemark(_ text: String) -> String {
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex else {
      return text
    }
    return String(text[..<open])
  }

  private static func number(in text: String, pattern: String) -> Int? {
    guard let mark = pattern.firstRange(of: "{n}") else { return nil }
    let head = pattern[..<mark.lowerBound]
    let tail = pattern[mark.upperBound...]
    guard text.hasPrefix(head), text.hasSuffix(tail), text.count > head.count + tail.count else {
      return nil
    }
    let digits = String(text.dropFirst(head.count).dropLast(tail.count))
    if let number = Int(digits), number > 0, digits.utf8.count <= 3 { return number }
    return chineseNumbers.firstIndex(of: digits).map { $0 + 1 }
  }

  private static let chineseNumbers = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六",
    "十七", "十八", "十九", "二十",
  ]
}
