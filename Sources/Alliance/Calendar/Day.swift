/// A civil day, counted from 1970-01-01 in the proleptic Gregorian calendar.
///
/// A day is a whole number, not an instant: it knows no time zone and no daylight saving, so nothing
/// shifts by an hour or a day. The alliance lives in Asia/Shanghai, which keeps one offset all year;
/// converting to an instant is left to the files that need one.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let number: Int

  /// The day `number` days after 1970-01-01.
  public init(number: Int) { self.number = number }

  /// The day of a date; `nil` if there is no such date, such as 2027-02-29.
  ///
  /// - Parameters:
  ///   - year: Year, 1 to 9999.
  ///   - month: Month, 1 to 12.
  ///   - day: Day of the month, from 1.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.count(inMonth: month, of: year)
    else { return nil }
    number = Day.number(year: year, month: month, day: day)
  }

  /// Year, month and day of the month.
  ///
  /// Inverse of the count below (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  public var date: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted.dividedRoundingDown(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Year of the date.
  public var year: Int { date.year }
  /// Month, 1 to 12.
  public var month: Int { date.month }
  /// Day of the month, from 1.
  public var dayOfMonth: Int { date.day }

  /// Day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday, three days after a Monday.
    let index = number + 3 - (number + 3).dividedRoundingDown(by: 7) * 7
    return Weekday.allCases[index]
  }

  /// Monday of this day's week.
  public var monday: Day { self + (1 - weekday.rawValue) }

  /// Week number with the year that the week belongs to (ISO 8601): the week of a year's first
  /// Thursday is week 1, so 2027-01-01, a Friday, lies in week 53 of 2026.
  public var week: (year: Int, number: Int) {
    let thursday = monday + 3
    let year = thursday.year
    let newYear = Day.number(year: year, month: 1, day: 1)
    return (year, (thursday.number - newYear) / 7 + 1)
  }

  /// Days of a month.
  ///
  /// - Precondition: `month` is 1 to 12.
  public static func count(inMonth month: Int, of year: Int) -> Int {
    precondition((1...12).contains(month), "months are 1 to 12")
    switch month {
    case 2: return isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// Whether `year` has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// The day that is `count` days later.
  public static func + (day: Day, count: Int) -> Day { Day(number: day.number + count) }
  /// The day that is `count` days earlier.
  public static func - (day: Day, count: Int) -> Day { Day(number: day.number - count) }
  /// Days from `other` to `day`.
  public static func - (day: Day, other: Day) -> Int { day.number - other.number }
  /// Whether `a` is earlier.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// Days since 1970-01-01 of a date that exists. Years begin in March here, so that the leap day is
  /// the last day of its year.
  static func number(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.dividedRoundingDown(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Day: Strideable {
  /// Days to `other`.
  public func distance(to other: Day) -> Int { other.number - number }
  /// The day `count` days later.
  public func advanced(by count: Int) -> Day { self + count }
}

extension Day: CustomStringConvertible {
  /// `2027-01-05`.
  public var description: String {
    let (year, month, day) = date
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }
}

extension Day: Codable {
  /// Reads `2027-01-05`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(iso: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "“\(text)” is not a date such as 2027-01-05")
    }
    self = day
  }

  /// Writes `2027-01-05`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// The day written exactly as `2027-01-05`; `nil` for any other text.
  ///
  /// Use ``DayNotation`` for what people type.
  public init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// A day of the week; weeks begin on Monday.
public enum Weekday: Int, CaseIterable, Hashable, Sendable, Codable {
  /// 星期一.
  case monday = 1
  /// 星期二.
  case tuesday
  /// 星期三.
  case wednesday
  /// 星期四.
  case thursday
  /// 星期五.
  case friday
  /// 星期六.
  case saturday
  /// 星期日.
  case sunday

  /// Whether it is a Saturday or a Sunday.
  public var isWeekend: Bool { rawValue >= 6 }
}

extension Int {
  /// The largest integer at most `self / divisor`, for a positive divisor.
  package func dividedRoundingDown(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}

/// Decimal digits with leading zeros up to `width`.
func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
