/// Reads days, ranges of days, times and terms as people type them.
///
/// Every notation is read after ``NormalizedText/key(_:)``, so full-width digits and non-breaking
/// spaces do no harm.
public enum DayNotation {
  /// The day meant by `2027-1-5`, `2027/1/5`, `2027年1月5日`, `2027.1.5`, `20270105`, each with or without
  /// its weekday behind, or an Excel serial
  /// (36526, the first day of 2000, to 73050, the last of 2099); `nil` if it is none of these. A time
  /// of midnight behind the date, as spreadsheets write it, is allowed.
  public static func day(_ text: String) -> Day? {
    let key = NormalizedText.key(text)
    if let plain = PlainMoment(key), plain.minute ?? 0 == 0 { return plain.day }
    return day(normalized: withoutMidnight(withoutWeekday(key)))
  }

  /// The days meant by two dates joined by `-`, `–`, `～`, `~`, `至` or `到`, both included, or by one
  /// date alone; `nil` if a date is unreadable or the range is reversed.
  ///
  /// The second date may leave out the year, or the year and the month: `2027.1.5-1.9`,
  /// `2027年1月5日至9日`.
  public static func days(_ text: String) -> ClosedRange<Day>? {
    let key = NormalizedText.key(text)
    if let single = day(key) { return single...single }
    for (left, right) in splits(key) {
      guard let first = day(left) else { continue }
      guard let last = day(right) ?? day(right, after: first) else { continue }
      return first <= last ? first...last : nil
    }
    return nil
  }

  /// Minutes since midnight meant by `8:30`, `8：30`, `08:30:00`, `8点30分`, `8点`, `8时30分`, `24:00`,
  /// `下午3:30`, `3:30 PM`, or by a spreadsheet's fraction of a day with three digits or more, such as
  /// `0.354166667`; `nil` for any other text.
  public static func minute(_ text: String) -> Int? {
    let key = NormalizedText.key(text).replacing(" ", with: "")
    for (mark, afternoon) in [("上午", 0), ("下午", 12), ("am", 0), ("pm", 12)] {
      let lower = key.lowercased()
      guard lower.hasPrefix(mark) || lower.hasSuffix(mark) else { continue }
      guard let minute = minute(ofDay: key.lowercased().replacing(mark, with: "")),
        (1..<13).contains(minute / 60)
      else { return nil }
      return minute % 720 + afternoon * 60
    }
    if key.hasPrefix("0."), key.utf8.count >= 5 { return minutes(ofFraction: key.dropFirst(2)) }
    return minute(ofDay: key)
  }

  private static func minute(ofDay text: String) -> Int? {
    var key = text
    for mark in ["点", "时"] { key = key.replacing(mark, with: ":") }
    if key.hasSuffix("分") { key.removeLast() }
    if key.hasSuffix(":") { key += "00" }
    if key.hasSuffix("半") { key = key.dropLast() + "30" }
    let parts = key.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || (parts.count == 3 && parts[2] == "00"),
      let hours = number(parts[0], digits: 1...2), let minutes = number(parts[1], digits: 2...2),
      minutes < 60, hours < 24 || (hours == 24 && minutes == 0)
    else { return nil }
    return hours * 60 + minutes
  }

  /// The window meant by `8:30-12:00`, with the same joining marks as ranges of days; `nil` if a time
  /// is unreadable or the window is empty or reversed.
  public static func window(_ text: String) -> TimeWindow? {
    let key = NormalizedText.key(text)
    for (left, right) in splits(key) {
      guard let start = minute(left), let end = minute(right) else { continue }
      return TimeWindow(start: start, end: end)
    }
    return nil
  }

  /// The moment meant by a date and a time with a space or `T` between, such as `2027-1-5 8:30`; a
  /// date alone is its first minute. `nil` for any other text.
  public static func moment(_ text: String) -> Moment? {
    let key = NormalizedText.key(text)
    if let plain = PlainMoment(key) { return Moment(plain.day, minute: plain.minute ?? 0) }
    if let day = day(key) { return Moment(day, minute: 0) }
    if let serial = serialMoment(key) { return serial }
    for cut in key.indices where key[cut] == " " || key[cut] == "T" || key[cut] == "日" {
      let split = key[cut] == "日" ? key.index(after: cut) : cut
      let rest = key[split...].drop { $0 == " " || $0 == "T" }
      if let day = day(String(key[..<split])), let minute = minute(String(rest)) {
        return Moment(day, minute: minute)
      }
    }
    return nil
  }

  /// The end of a span: as ``moment(_:)``, but a date without a time is the end of that day, which is what
  /// people mean by a last day.
  public static func end(_ text: String) -> Moment? {
    if let plain = PlainMoment(NormalizedText.key(text)) {
      return Moment(plain.day, minute: plain.minute ?? TimeWindow.minutesPerDay)
    }
    guard text.contains(where: { ":：点时".contains($0) }) else {
      return day(text).map { Moment($0, minute: TimeWindow.minutesPerDay) }
        ?? serialMoment(NormalizedText.key(text))
    }
    return moment(text)
  }

  /// Every way to cut a text in two at a mark that joins the ends of a span: `-`, `–`, `—`, `－`, `−`, `~`,
  /// `〜`, `～`, `至` or `到`, also when it is doubled. The texts are as ``NormalizedText/key(_:)`` has them.
  public static func splits(_ text: String) -> [(left: String, right: String)] {
    let key = NormalizedText.key(text)
    return key.indices.compactMap { index in
      guard "-–—－−~〜～至到".contains(key[index]) else { return nil }
      var right = key.index(after: index)
      if right < key.endIndex, key[right] == key[index] { right = key.index(after: right) }
      return (String(key[..<index]), String(key[right...]))
    }
  }

  /// The term meant by its key (`2026-01`, `2026-W53`, `2026-Q1`, `2026-H1`) or by `2026年1月`,
  /// `2026年第53周`, `2026年第1季度`, `2026年上半年`; `nil` for any other text.
  public static func term(_ text: String) -> Term? { Term(NormalizedText.key(text)) }
}

extension DayNotation {
  private static func day(normalized key: String) -> Day? {
    if key.utf8.allSatisfy({ (48...57).contains($0) }) {
      guard let value = Int(key) else { return nil }
      switch key.utf8.count {
      case 8: return Day(year: value / 10_000, month: value / 100 % 100, day: value % 100)
      case 5: return excelSerial(value)
      default: return nil
      }
    }
    // A serial with the fraction of midnight.
    if key.hasSuffix(".0"), key.utf8.count == 7, let value = Int(key.dropLast(2)) {
      return excelSerial(value)
    }
    var unified = key.replacing(" ", with: "")
    if unified.contains("年") {
      guard unified.hasSuffix("日") || unified.hasSuffix("号") else { return nil }
      unified = String(unified.dropLast())
      unified = unified.replacing("年", with: "-").replacing("月", with: "-")
    } else {
      // One mark throughout: 2027-1/5 is a slip of the finger, not a date.
      for mark: Character in ["/", "."] where unified.contains(mark) {
        guard !unified.contains("-") else { return nil }
        unified = String(unified.map { $0 == mark ? "-" : $0 })
      }
    }
    let parts = unified.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0], digits: 4...4),
      let month = number(parts[1], digits: 1...2), let day = number(parts[2], digits: 1...2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// A day of Excel's 1900 system. Serials count from 1899-12-30 for every day after February 1900,
  /// because Excel believes in 1900-02-29.
  private static func excelSerial(_ value: Int) -> Day? {
    (36_526...73_050).contains(value) ? Day(number: value - 25_569) : nil
  }

  /// A serial with the fraction of a time, such as `46363.3333333333` for eight o'clock.
  private static func serialMoment(_ key: String) -> Moment? {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let whole = number(parts[0], digits: 5...5),
      let day = excelSerial(whole), let minute = minutes(ofFraction: parts[1])
    else { return nil }
    return Moment(day, minute: minute)
  }

  /// The minutes that a fraction of a day comes to within a second, which is finer than anybody types.
  private static func minutes(ofFraction digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let kept = digits.prefix(12)
    guard let value = Int(kept) else { return nil }
    let one = (0..<kept.count).reduce(1) { power, _ in power * 10 }
    let minutes = (1440 * value + one / 2) / one
    return abs(1440 * value - minutes * one) * 60 <= one ? minutes : nil
  }

  /// The second date of a range that leaves out what it shares with the first.
  private static func day(_ text: String, after first: Day) -> Day? {
    var unified = NormalizedText.key(text).replacing(" ", with: "")
    if unified.hasSuffix("日") || unified.hasSuffix("号") { unified = String(unified.dropLast()) }
    let parts = unified.split(omittingEmptySubsequences: false) { "-/.月".contains($0) }
    let numbers = parts.compactMap { number($0, digits: 1...2) }
    guard numbers.count == parts.count else { return nil }
    switch numbers.count {
    case 1: return Day(year: first.year, month: first.month, day: numbers[0])
    case 2: return Day(year: first.year, month: numbers[0], day: numbers[1])
    default: return nil
    }
  }

  /// `2027-1-5(周二)` and `2027年1月5日 星期二` without the weekday, which follows from the date.
  private static func withoutWeekday(_ key: String) -> String {
    for mark in ["星期", "周"] {
      guard let range = key.firstRange(of: mark) else { continue }
      let rest = key[range.upperBound...].filter { !" )".contains($0) }
      guard rest.count == 1, "一二三四五六日天".contains(rest) else { return key }
      return String(key[..<range.lowerBound].filter { $0 != "(" && $0 != " " })
    }
    return key
  }

  private static func withoutMidnight(_ key: String) -> String {
    for tail in [" 00:00:00", " 0:00:00", " 00:00", " 0:00", "T00:00:00"] where key.hasSuffix(tail)
    {
      return String(key.dropLast(tail.count))
    }
    return key
  }

  private static func number(_ digits: Substring, digits count: ClosedRange<Int>) -> Int? {
    guard count.contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(digits)
  }
}

extension Term: LosslessStringConvertible {
  /// The term of a stable key or of its Chinese title; `nil` for any other text. `2026-1` is read as
  /// `2026-01`.
  public init?(_ text: String) {
    let key = NormalizedText.key(text).replacing(" ", with: "")
    let parts = key.split(separator: key.contains("年") ? "年" : "-", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.count == 4,
      let year = Int(parts[0]), (1...9998).contains(year)
    else { return nil }
    var rest = parts[1]
    func take(_ prefixes: [String], _ suffixes: [String]) -> Int? {
      for prefix in prefixes where rest.hasPrefix(prefix) {
        for suffix in suffixes where rest.dropFirst(prefix.count).hasSuffix(suffix) {
          let middle = rest.dropFirst(prefix.count).dropLast(suffix.count)
          if middle.utf8.allSatisfy({ (48...57).contains($0) }), middle.utf8.count <= 2,
            let value = Int(middle)
          {
            return value
          }
        }
      }
      return nil
    }
    if rest == "上半年" { rest = "H1" }
    if rest == "下半年" { rest = "H2" }
    let isChinese = key.contains("年")
    func month(_ value: Int, per length: Term.Length, upTo last: Int) -> Term? {
      guard (1...last).contains(value), let months = length.months,
        let day = Day(year: year, month: (value - 1) * months + 1, day: 1)
      else { return nil }
      return Term(length, containing: day)
    }
    if let value = take(isChinese ? ["第"] : ["W"], isChinese ? ["周"] : [""]) {
      guard value >= 1, let fourth = Day(year: year, month: 1, day: 4) else { return nil }
      let term = Term(.week, containing: fourth.monday + (value - 1) * 7)
      guard term.firstDay.week == (year, value) else { return nil }
      self = term
    } else if let value = take(isChinese ? ["第"] : ["Q"], isChinese ? ["季度"] : [""]),
      let term = month(value, per: .quarter, upTo: 4)
    {
      self = term
    } else if let value = take(["H"], [""]), let term = month(value, per: .halfYear, upTo: 2) {
      self = term
    } else if let value = take([""], isChinese ? ["月"] : [""]),
      let term = month(value, per: .month, upTo: 12)
    {
      self = term
    } else {
      return nil
    }
  }
}
