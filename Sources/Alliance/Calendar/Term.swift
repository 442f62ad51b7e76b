public import Diagnostics

/// A stretch of the calendar for which seats are filled: a week, a month, a quarter or a half-year.
public struct Term: Hashable, Sendable {
  /// How long a term is.
  public enum Length: String, Codable, CaseIterable, Hashable, Sendable {
    /// Monday to Sunday.
    case week
    /// A calendar month.
    case month
    /// Three months from January, April, July or October.
    case quarter
    /// Six months from January or July.
    case halfYear

    /// Months in a term; `nil` for weeks.
    var months: Int? {
      switch self {
      case .week: nil
      case .month: 1
      case .quarter: 3
      case .halfYear: 6
      }
    }

    /// `周`, `月`, `季度`, `半年` and the English words.
    public var title: Bilingual {
      switch self {
      case .week: Bilingual(zh: "周", en: "week")
      case .month: Bilingual(zh: "月", en: "month")
      case .quarter: Bilingual(zh: "季度", en: "quarter")
      case .halfYear: Bilingual(zh: "半年", en: "half-year")
      }
    }
  }

  /// How long the term is.
  public let length: Length
  /// Position among all terms of this length, so that the next term has the next number. Months
  /// count from January of year 0; weeks from the week of 1970-01-01.
  public let number: Int

  /// The term of a given length that holds `day`.
  public init(_ length: Length, containing day: Day) {
    self.length = length
    if let months = length.months {
      let (year, month, _) = day.date
      number = (year * 12 + month - 1).dividedRoundingDown(by: months)
    } else {
      number = (day.number + 3).dividedRoundingDown(by: 7)
    }
  }

  init(_ length: Length, number: Int) {
    self.length = length
    self.number = number
  }

  /// First day.
  public var firstDay: Day { Term.firstDay(length, number) }
  /// The days, from the first up to but without the first day of the next term.
  public var days: Range<Day> { firstDay..<Term.firstDay(length, number + 1) }
  /// Last day.
  public var lastDay: Day { days.upperBound - 1 }

  /// The term `count` terms later.
  public func advanced(by count: Int) -> Term { Term(length, number: number + count) }

  /// Consecutive terms, this one first.
  public func sequence(_ count: Int) -> [Term] { (0..<max(0, count)).map { advanced(by: $0) } }

  private static func firstDay(_ length: Length, _ number: Int) -> Day {
    guard let months = length.months else { return Day(number: number * 7 - 3) }
    let month = number * months
    let year = month.dividedRoundingDown(by: 12)
    // Not by the checking initialiser: the term after the last of year 9999 has a first day too.
    return Day(number: Day.number(year: year, month: month - year * 12 + 1, day: 1))
  }
}

extension Term: Comparable {
  /// Whether `a` begins earlier; of two that begin together the shorter is earlier.
  public static func < (a: Term, b: Term) -> Bool {
    let (first, second) = (a.days, b.days)
    return (first.lowerBound, first.upperBound) < (second.lowerBound, second.upperBound)
  }
}

extension Term: CustomStringConvertible {
  /// Stable key: `2026-W53`, `2026-01`, `2026-Q1`, `2026-H1`.
  public var description: String {
    let first = firstDay
    switch length {
    case .week:
      let (year, week) = first.week
      return "\(padded(year, to: 4))-W\(padded(week, to: 2))"
    case .month: return "\(padded(first.year, to: 4))-\(padded(first.month, to: 2))"
    case .quarter: return "\(padded(first.year, to: 4))-Q\(first.month / 3 + 1)"
    case .halfYear: return "\(padded(first.year, to: 4))-H\(first.month / 6 + 1)"
    }
  }

  /// `2026年1月` and `January 2026`, and so on.
  public var title: Bilingual {
    let first = firstDay
    let (year, month, _) = first.date
    switch length {
    case .week:
      let (weekYear, week) = first.week
      return Bilingual(zh: "\(weekYear)年第\(week)周", en: "week \(week) of \(weekYear)")
    case .month:
      return Bilingual(zh: "\(year)年\(month)月", en: "\(Self.monthNames[month - 1]) \(year)")
    case .quarter:
      let quarter = month / 3 + 1
      return Bilingual(zh: "\(year)年第\(quarter)季度", en: "Q\(quarter) \(year)")
    case .halfYear:
      return Bilingual(
        zh: "\(year)年\(month == 1 ? "上" : "下")半年", en: "H\(month / 6 + 1) \(year)")
    }
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Term: Codable {
  /// Reads the stable key.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let term = Term(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "“\(text)” is not a term such as 2026-01 or 2026-W53")
    }
    self = term
  }

  /// Writes the stable key.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
