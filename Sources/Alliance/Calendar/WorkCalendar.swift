public import Diagnostics

/// One exception to "Monday to Friday are workdays": a day off, or a make-up workday (调休).
public struct CalendarException: Codable, Hashable, Sendable {
  /// The day.
  public let day: Day
  /// Holiday that it belongs to, such as `春节`.
  public let name: String
  /// Whether nobody works; `false` for a make-up workday.
  public let isOffDay: Bool

  /// An exception. The coding keys are those of the public holiday-cn files.
  public init(day: Day, name: String, isOffDay: Bool) {
    self.day = day
    self.name = name
    self.isOffDay = isOffDay
  }

  private enum CodingKeys: String, CodingKey {
    case day = "date"
    case name, isOffDay
  }
}

/// The public holidays and make-up workdays of one year.
public struct CalendarYear: Codable, Hashable, Sendable {
  /// The year.
  public let year: Int
  /// Where the dates come from.
  public let source: String
  /// Whether the State Council has not published the year yet, or nobody has entered it: statutory
  /// days only, no make-up workdays. Every output that uses such a day says so.
  public let isProvisional: Bool
  /// The exceptions in order of days.
  public let exceptions: [CalendarException]
  /// Days of the years before and after that the same notice decides, such as the last days of December before
  /// a New Year's holiday, in order. They count where the list of their own year does not name them.
  public let neighbours: [CalendarException]

  /// A year of the calendar; exceptions of other years become ``neighbours``, a later exception for the same
  /// day replaces an earlier one.
  public init(year: Int, source: String, isProvisional: Bool, exceptions: [CalendarException]) {
    self.year = year
    self.source = source
    self.isProvisional = isProvisional
    var byDay: [Day: CalendarException] = [:]
    for exception in exceptions { byDay[exception.day] = exception }
    let sorted = byDay.values.sorted { $0.day < $1.day }
    self.exceptions = sorted.filter { $0.day.year == year }
    neighbours = sorted.filter { $0.day.year != year }
  }
}

/// What the calendar says about a day.
public struct DayStatus: Hashable, Sendable {
  /// Kind of day.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// Monday to Friday without an exception.
    case workday
    /// Saturday or Sunday without an exception.
    case weekend
    /// A public holiday or a day off that belongs to one.
    case holiday
    /// A Saturday or Sunday on which everybody works (调休).
    case makeUpWorkday
  }

  /// Kind of day.
  public let kind: Kind
  /// Name of the holiday, for a holiday or a make-up workday.
  public let name: String?
  /// Whether the year is provisional or unknown, so that this may still change.
  public let isProvisional: Bool

  /// Whether people work.
  public var isWorkday: Bool { kind == .workday || kind == .makeUpWorkday }
}

/// Workdays and days off, from published years, provisional years and, for every other year, the days
/// of the week alone.
public struct WorkCalendar: Hashable, Sendable {
  /// The known years, earliest first.
  public let years: [CalendarYear]
  private let exceptions: [Day: CalendarException]
  private let finalYears: Set<Int>

  /// A calendar of the given years; a later entry for the same year replaces an earlier one.
  public init(years: [CalendarYear]) {
    var byYear: [Int: CalendarYear] = [:]
    for year in years { byYear[year.year] = year }
    self.years = byYear.values.sorted { $0.year < $1.year }
    var exceptions: [Day: CalendarException] = [:]
    for year in self.years {
      for exception in year.neighbours { exceptions[exception.day] = exception }
    }
    // What a year's own list says of a day goes before what its neighbours' say.
    for year in self.years {
      for exception in year.exceptions { exceptions[exception.day] = exception }
    }
    self.exceptions = exceptions
    finalYears = Set(self.years.filter { !$0.isProvisional }.map(\.year))
  }

  /// This calendar with `year` put in or replaced, such as a year that somebody entered.
  public func replacing(_ year: CalendarYear) -> WorkCalendar {
    WorkCalendar(years: years + [year])
  }

  /// What the calendar says about `day`.
  public func status(of day: Day) -> DayStatus {
    let isProvisional = !finalYears.contains(day.year)
    if let exception = exceptions[day] {
      return DayStatus(
        kind: exception.isOffDay ? .holiday : .makeUpWorkday, name: exception.name,
        isProvisional: isProvisional)
    }
    return DayStatus(
      kind: day.weekday.isWeekend ? .weekend : .workday, name: nil, isProvisional: isProvisional)
  }

  /// Whether people work on `day`.
  public func isWorkday(_ day: Day) -> Bool { status(of: day).isWorkday }

  /// Whether `day` lies in a year that is provisional or unknown.
  public func isProvisional(_ day: Day) -> Bool { !finalYears.contains(day.year) }

  /// Workdays among `days`.
  public func workdays(in days: Range<Day>) -> Int { days.count { isWorkday($0) } }

  /// The years among `days` that are provisional or unknown, earliest first; empty if every day is
  /// final.
  ///
  /// - Complexity: O(years touched).
  public func provisionalYears(in days: Range<Day>) -> [Int] {
    guard !days.isEmpty else { return [] }
    let last = days.upperBound - 1
    return (days.lowerBound.year...last.year).filter { !finalYears.contains($0) }
  }

  /// The sentence that every output with a provisional day carries; `nil` if all of `days` are final.
  public func provisionalNote(for days: Range<Day>) -> Bilingual? {
    let years = provisionalYears(in: days)
    guard !years.isEmpty else { return nil }
    return Bilingual(
      zh: "\(years.map { "\($0)年" }.joined(separator: "、"))的节假日安排为暂定，正式通知发布后请更新日历并重新计算。",
      en: "The holidays of \(years.map(String.init).joined(separator: ", ")) are provisional; "
        + "update the calendar when the official notice is out, then run again.")
  }

  /// Refuses provisional days: one fault for each provisional year that `days` touch.
  public func strictFaults(using days: Range<Day>, at place: Place) -> Faults {
    var faults = Faults()
    for year in provisionalYears(in: days) {
      faults.append(.provisionalCalendar, at: place, value: String(year))
    }
    return faults
  }
}
