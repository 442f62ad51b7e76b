import Alliance

/// Who is away when, as written.
struct Absence {
  /// A staff number or a unit.
  let person: String
  let first: String
  let last: String

  /// Reads `NUMBER:FROM..TO` or `NUMBER:DAY`.
  init?(_ text: String) {
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
    person = NormalizedText.key(String(text[..<colon]))
    let span = NormalizedText.key(String(text[text.index(after: colon)...]))
    let parts = span.split(separator: "..", omittingEmptySubsequences: false)
    guard !person.isEmpty, (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      let first = parts.first, let last = parts.last
    else { return nil }
    self.first = String(first)
    self.last = String(last)
  }
}
