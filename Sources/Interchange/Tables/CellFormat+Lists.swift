internal import Alliance

extension CellFormat {
  /// Several values in one cell, separated by 、 , ; or line breaks, or by ┋ as forms join the options that were
  /// chosen; gaps between separators are skipped.
  public static func list<Element>(of format: CellFormat<Element>) -> Self
  where Value == [Element] {
    CellFormat { text throws(CellFault) in
      guard text.unicodeScalars.contains(where: { ListMark.scalars.contains($0) }) else {
        return try CellFormat.elements([text[...]], format)
      }
      return try CellFormat.elements(text.split { ListMark.matches($0) || $0.isNewline }, format)
    }
  }

  static func elements<Element>(
    _ parts: [Substring], _ format: CellFormat<Element>
  ) throws(CellFault) -> [Element] {
    var values: [Element] = []
    for part in parts {
      let part = NormalizedText.name(String(part))
      if part.isEmpty { continue }
      do throws(CellFault) {
        values.append(try format.read(part))
      } catch {
        throw CellFault(error.rule, part: error.part ?? part)
      }
    }
    return values
  }
}

/// What separates the values of a list in one cell, beside line breaks.
enum ListMark {
  /// Joins the options that were chosen of a multiple choice, as 问卷星 exports it.
  static let ofOptions: Character = "┋"

  private static let marks: [Character] = ["、", ",", "，", ";", "；", "|", "｜", ofOptions]
  /// The scalars of the marks and of line breaks; most cells hold one value and none of them.
  static let scalars = Set(
    marks.flatMap(\.unicodeScalars) + "\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}".unicodeScalars)

  static func matches(_ character: Character) -> Bool { marks.contains(character) }
}

extension CellFormat where Value == [String] {
  /// Several identifiers in one cell; spaces separate them too.
  public static let identifiers = CellFormat { text throws(CellFault) in
    let parts = NormalizedText.key(text).split { $0 == " " || ListMark.matches($0) }
    return try CellFormat.elements(parts, .identifier)
  }
}

extension CellFormat where Value == [[String]] {
  /// A ranking of identifiers, most wanted first; those in brackets are tied: `00123、(00124、00125)`.
  /// `→` and `>` separate ranks too, and `=` ties, as `┋` does between options that were chosen without an order.
  public static let ranking = CellFormat { text throws(CellFault) in
    var tiers: [[String]] = []
    var open: [String]?
    var word = ""
    var tiesNext = false
    func endWord() throws(CellFault) {
      defer { word = "" }
      guard !word.isEmpty else { return }
      if let rule = Identifier.brokenRule(word) { throw CellFault(rule, part: word) }
      if open != nil {
        open?.append(word)
      } else if tiesNext, !tiers.isEmpty {
        tiers[tiers.count - 1].append(word)
      } else {
        tiers.append([word])
      }
      tiesNext = false
    }
    for character in NormalizedText.key(text.replacing("\n", with: " ")) {
      switch character {
      case "(", "（", "[", "【":
        try endWord()
        guard open == nil else { throw CellFault(.bracketsUnbalanced) }
        open = []
      case ")", "）", "]", "】":
        try endWord()
        guard let tier = open else { throw CellFault(.bracketsUnbalanced) }
        if !tier.isEmpty { tiers.append(tier) }
        open = nil
      case "=", ListMark.ofOptions:
        try endWord()
        tiesNext = open == nil
      case " ", "→", ">":
        try endWord()
      case _ where ListMark.matches(character):
        try endWord()
        tiesNext = false
      default:
        word.append(character)
      }
    }
    try endWord()
    guard open == nil else { throw CellFault(.bracketsUnbalanced) }
    return tiers
  }
}
