public import Diagnostics

/// A rule that a roster breaks, and where.
public struct RosteringViolation: Hashable, Sendable {
  /// Stable key: the family of rows in `rotation.mod`, or the rule that its sets express
  /// (`tier`, `takes_part`, `one_seat`, `post_eligible`, `index`).
  public let rule: String
  /// What is broken, for people.
  public let text: Bilingual

  init(_ rule: String, zh: String, en: String) {
    self.rule = rule
    text = Bilingual(zh: zh, en: en)
  }
}
