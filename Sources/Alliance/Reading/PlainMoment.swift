/// A date, with or without a time, as nearly every cell has it: `2027-1-5`, `2027/1/5 8:30`,
/// `2027年1月5日8:30`, read in one pass. What people write otherwise is left to ``DayNotation``.
struct PlainMoment {
  let day: Day
  /// Minutes since midnight; `nil` without a time.
  let minute: Int?

  /// The date and the time of a text as ``NormalizedText/key(_:)`` has it; `nil` for any other notation.
  init?(_ key: String) {
    var rest = key.unicodeScalars[...]
    guard let year = Self.number(&rest, digits: 4...4), let mark = rest.popFirst(),
      let month = Self.number(&rest, digits: 1...2),
      let second = rest.popFirst(), let number = Self.number(&rest, digits: 1...2)
    else { return nil }
    switch (mark, second) {
    case ("-", "-"), ("/", "/"), (".", "."): break
    case ("年", "月"):
      guard let last = rest.popFirst(), last == "日" || last == "号" else { return nil }
    default: return nil
    }
    guard let day = Day(year: year, month: month, day: number) else { return nil }
    self.day = day
    guard let next = rest.first else {
      minute = nil
      return
    }
    if next == " " || next == "T" { rest.removeFirst() } else if mark != "年" { return nil }
    guard let hours = Self.number(&rest, digits: 1...2), rest.popFirst() == ":",
      let minutes = Self.number(&rest, digits: 2...2),
      rest.isEmpty || rest.elementsEqual(":00".unicodeScalars),
      minutes < 60, hours < 24 || (hours == 24 && minutes == 0)
    else { return nil }
    minute = hours * 60 + minutes
  }

  /// Takes a number off the front, if it has as many digits and no more.
  private static func number(
    _ rest: inout Substring.UnicodeScalarView, digits: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var count = 0
    while let digit = rest.first, (48...57).contains(digit.value), count < digits.upperBound {
      value = value * 10 + Int(digit.value) - 48
      count += 1
      rest.removeFirst()
    }
    return digits.contains(count) ? value : nil
  }
}
