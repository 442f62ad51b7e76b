internal import Alliance

/// How the days of a shift roster are written in cells: as dates, by their own names, or as numbers from 1.
struct DayNames: Sendable {
  let count: Int
  let first: Day?
  let labels: [String]
  /// Whether the first day or the number of days could not be read. Every date is then taken for one of the
  /// roster, because what else could be said of it would follow from that one fault.
  let isLost: Bool

  /// The days of a draft; a first day that is no date leaves numbers.
  init(count: Int, firstDay: String?, labels: [String], isLost: Bool = false) {
    self.count = isLost ? 3660 : count
    first = firstDay.flatMap(Day.init(iso:))
    self.labels = labels
    self.isLost = isLost
  }

  /// What a cell calls a day, 1…count.
  func name(_ day: Int) -> String {
    if labels.indices.contains(day - 1) { return labels[day - 1] }
    return first.map { ($0 + (day - 1)).description } ?? String(day)
  }

  /// The day that a text names; days outside 1…count too, as a calendar has them.
  func day(_ text: String) -> Int? {
    let key = NormalizedText.key(text)
    // Names such as 第1–2周 hold a dash that no keyboard has.
    let plain = Self.withPlainDashes(key)
    if let position = labels.firstIndex(where: {
      Self.withPlainDashes(NormalizedText.key($0)) == plain
    }) {
      return position + 1
    }
    if let date = DayNotation.day(key) {
      if isLost { return 1 }
      if let first { return date - first + 1 }
    }
    if let day = dayWithoutYear(key) { return day }
    guard (1...4).contains(key.utf8.count), key.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int(key)
  }

  /// `3.18`, `3/18` or `3月18日` (`3-18` are the third day to the eighteenth) of the only year of the roster that
  /// has the day, or of its first year; `nil` where a spreadsheet may have made `3.1` of `3.10`.
  private func dayWithoutYear(_ key: String) -> Int? {
    var text = key.replacing(" ", with: "")
    if text.hasSuffix("日") || text.hasSuffix("号") { text.removeLast() }
    let parts = text.split(omittingEmptySubsequences: false) { "./月".contains($0) }
    guard parts.count == 2,
      parts.allSatisfy({
        (1...2).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
      }), let month = Int(parts[0]), let day = Int(parts[1])
    else { return nil }
    if isLost { return 1 }
    guard let first else { return nil }
    let last = first + (count - 1)
    guard first.year <= last.year, last.year - first.year <= 1 else { return nil }
    let days = (first.year...last.year).compactMap { Day(year: $0, month: month, day: day) }
    let inside = days.filter { $0 >= first && $0 <= last }
    // Of a day that the roster has twice it cannot be told which is meant.
    guard inside.count < 2, let chosen = inside.first ?? days.first else { return nil }
    // As a number 3.10 loses its last digit.
    let hasLostDigit =
      text.contains(".") && parts[1].utf8.count == 1
      && (first.year...last.year).contains { year in
        Day(year: year, month: month, day: 10 * day).map { $0 >= first && $0 <= last } ?? false
      }
    return hasLostDigit ? nil : chosen - first + 1
  }

  private static func withPlainDashes(_ text: String) -> String {
    String(text.map { "–—−~〜～".contains($0) ? "-" : $0 })
  }

  /// The days from one to another that a text names.
  func span(_ text: String) -> ClosedRange<Int>? {
    if let single = day(text) { return single...single }
    if let dates = DayNotation.days(text) {
      if isLost { return 1...1 }
      if let first { return dates.lowerBound - first + 1...dates.upperBound - first + 1 }
    }
    for (left, right) in DayNotation.splits(text) {
      guard let start = day(left), let end = day(right), start <= end else { continue }
      return start...end
    }
    return nil
  }

  /// Days in ascending order, as spans and single days.
  func text(of days: [Int]) -> String {
    var parts: [String] = []
    var index = 0
    while index < days.count {
      var end = index
      while end + 1 < days.count, days[end + 1] == days[end] + 1 { end += 1 }
      parts.append(
        end == index ? name(days[index]) : "\(name(days[index]))至\(name(days[end]))")
      index = end + 1
    }
    return parts.joined(separator: "、")
  }

  /// Reads a day that lies in the roster.
  var dayFormat: CellFormat<Int> {
    CellFormat { text throws(CellFault) in
      guard let day = day(text) else { throw CellFault(.notRosterDay) }
      guard day >= 1, day <= count else { throw CellFault(.dayOutsideRoster) }
      return day
    }
  }

  /// Reads a day, also one before or after the roster.
  var anyDayFormat: CellFormat<Int> { CellFormat(.notRosterDay) { day($0) } }

  /// Reads a day or a span, also one before or after the roster.
  var anySpanFormat: CellFormat<ClosedRange<Int>> { CellFormat(.notRosterDay) { span($0) } }

  /// Reads spans and single days that lie in the roster, in ascending order and each once.
  var daysFormat: CellFormat<[Int]> {
    CellFormat { text throws(CellFault) in
      let span = CellFormat<ClosedRange<Int>> { text throws(CellFault) in
        guard let span = self.span(text) else { throw CellFault(.notRosterDay) }
        guard span.lowerBound >= 1, span.upperBound <= count else {
          throw CellFault(.dayOutsideRoster)
        }
        return span
      }
      let spans = try CellFormat<[ClosedRange<Int>]>.list(of: span).read(text)
      var isNamed = [Bool](repeating: false, count: max(0, count))
      for span in spans { for day in span { isNamed[day - 1] = true } }
      return isNamed.indices.filter { isNamed[$0] }.map { $0 + 1 }
    }
  }
}
