internal import Alliance
internal import Diagnostics
internal import Interchange

/// Columns of spans such as `2026-12-02 10:30–12:00` as two columns of moments, so that a spreadsheet can sort
/// and count them.
enum SpanColumns {
  /// The rows with each such column in two; the first row holds the headings.
  static func split(_ rows: [[String]], _ language: Language) -> [[String]] {
    guard let headings = rows.first else { return rows }
    let spans = headings.indices.filter { c in
      let cells = rows.dropFirst().compactMap { $0.indices.contains(c) ? $0[c] : nil }
        .filter { !$0.isEmpty }
      return !cells.isEmpty && cells.allSatisfy { moments($0) != nil }
    }
    guard !spans.isEmpty else { return rows }
    return rows.enumerated().map { r, row in
      // A row of remarks below the table is not a row of the table.
      guard row.count > 1 || headings.count == 1 else { return row }
      return row.enumerated().flatMap { c, cell -> [String] in
        guard spans.contains(c) else { return [cell] }
        if r == 0 { return Self.headings(cell, language) }
        return moments(cell).map { [$0.from, $0.to] } ?? [cell, ""]
      }
    }
  }

  /// Whether a text is a moment as it is written here, such as `2026-12-02 10:30`.
  static func isMoment(_ text: String) -> Bool {
    text.utf8.count == 16 && Day(iso: String(text.prefix(10))) != nil
      && DayNotation.moment(text) != nil
  }

  /// 起止 becomes 起 and 止, 使用时间 becomes 使用时间起 and 使用时间止.
  private static func headings(_ heading: String, _ language: Language) -> [String] {
    guard language == .zh else { return ["\(heading) from", "\(heading) to"] }
    let stem = heading.hasSuffix("起止") ? String(heading.dropLast(2)) : heading
    return ["\(stem)起", "\(stem)止"]
  }

  private static func moments(_ text: String) -> (from: String, to: String)? {
    let parts = text.split(separator: "–", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, isMoment(parts[0]) else { return nil }
    if isMoment(parts[1]) { return (parts[0], parts[1]) }
    guard parts[1].utf8.count == 5, DayNotation.minute(parts[1]) != nil else { return nil }
    return (parts[0], parts[0].prefix(11) + parts[1])
  }
}

/// A heading that is a day, perhaps with its weekday behind it: `2026-03-16(一)`.
public struct HeadingDay: Hashable, Sendable {
  /// Days since 1899-12-30, as spreadsheets count.
  let serial: Double
  /// How a spreadsheet shows it.
  let format: String

  /// The day of a heading; `nil` if it says anything else.
  init?(_ heading: String) {
    guard let day = Day(iso: String(heading.prefix(10))) else { return nil }
    let rest = heading.dropFirst(10)
    let format: String? =
      if rest.isEmpty {
        "yyyy-mm-dd"
      } else if rest == "(\(day.weekday.title.zh.suffix(1)))" {
        "[$-804]yyyy-mm-dd(aaa)"
      } else if rest.hasPrefix("("), rest.hasSuffix(")"),
        rest.dropFirst().dropLast() == day.weekday.title.en
      {
        "[$-409]yyyy-mm-dd(ddd)"
      } else {
        nil
      }
    guard let format, let serial = ColumnKind.date.number(day.description) else { return nil }
    self.serial = serial
    self.format = format
  }
}
