internal import Alliance
internal import Diagnostics
internal import DutyRostering

/// Which cells are meant, as people write it: 任意, 休, 班, `早、夜`, `除早、夜` (other duties) or `非早、夜`
/// (other duties or free).
///
/// A duty whose identifier reads like one of these words, or holds a separator, stands in 「 」.
enum CellNotation {
  private static let words: [(CellMatchDraft, [String])] = [
    (.anything, ["任意", "any"]), (.off, ["休", "off"]), (.work, ["班", "work"]),
  ]
  private static let except = ["除", "except "]
  private static let not = ["非", "not "]
  private static let separators: [Character] = [
    "、", ",", "，", ";", "；", "|", "｜", " ", "→", ">",
  ]

  /// A cell's text for `match`.
  static func text(of match: CellMatchDraft, in language: Language) -> String {
    func word(_ names: [String]) -> String { names[language == .zh ? 0 : 1] }
    switch match {
    case .anything, .off, .work:
      return words.first { $0.0 == match }.map { word($0.1) } ?? ""
    case .oneOf(let duties): return list(duties)
    case .workExcept(let duties): return word(except) + list(duties)
    case .noneOf(let duties): return word(not) + list(duties)
    }
  }

  /// Duties or groups, separated by 、.
  static func list(_ duties: [String]) -> String { duties.map(quoted).joined(separator: "、") }

  private static func quoted(_ duty: String) -> String {
    let lower = duty.lowercased()
    let isWord =
      words.contains { $0.1.contains(lower) }
      || (except + not).contains { lower.hasPrefix($0) && lower.count > 1 }
    return isWord || duty.contains(where: separators.contains) ? "「\(duty)」" : duty
  }

  /// Reads a cell.
  static let format = CellFormat<CellMatchDraft> { text throws(CellFault) in try match(text) }

  /// Reads steps joined by → or >.
  static let steps = CellFormat<[CellMatchDraft]> { text throws(CellFault) in
    var steps: [CellMatchDraft] = []
    for part in split(text, at: ["→", ">"]) { steps.append(try match(part)) }
    return steps
  }

  /// Reads a list of duties or groups.
  static let duties = CellFormat<[String]> { text throws(CellFault) in try names(text) }

  private static func match(_ text: String) throws(CellFault) -> CellMatchDraft {
    let key = NormalizedText.key(text)
    let lower = key.lowercased()
    if let word = words.first(where: { $0.1.contains(lower) }) { return word.0 }
    func rest(_ prefixes: [String]) -> String? {
      prefixes.first { lower.hasPrefix($0) && lower.count > $0.count }.map {
        String(key.dropFirst($0.count))
      }
    }
    if let rest = rest(except) { return .workExcept(try names(rest)) }
    if let rest = rest(not) { return .noneOf(try names(rest)) }
    return .oneOf(try names(key))
  }

  private static func names(_ text: String) throws(CellFault) -> [String] {
    var names: [String] = []
    for part in split(text, at: ["、", ",", "，", ";", "；", "|", "｜", " "]) {
      let isQuoted = part.hasPrefix("「") && part.hasSuffix("」") && part.count > 2
      let name = isQuoted ? String(part.dropFirst().dropLast()) : NormalizedText.key(part)
      if name.isEmpty { continue }
      if !isQuoted, let rule = Identifier.brokenRule(name) { throw CellFault(rule, part: name) }
      names.append(name)
    }
    guard !names.isEmpty else { throw CellFault(.notRosterCells) }
    return names
  }

  /// Parts between separators that stand outside 「 」.
  private static func split(_ text: String, at marks: [Character]) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in NormalizedText.name(text) {
      if character == "「" { isQuoted = true }
      if character == "」" { isQuoted = false }
      if !isQuoted, marks.contains(character) || character.isNewline {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts.map { NormalizedText.name($0) }
  }
}
