import Alliance
import Foundation
import Testing

private func gregorian(_ identifier: Calendar.Identifier) -> Calendar {
  var calendar = Calendar(identifier: identifier)
  calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .current
  return calendar
}

/// Foundation's calendar is the oracle: it shares no code with `Day`.
@Test func `every day of 1900 to 2100 agrees with Foundation`() throws {
  let calendar = gregorian(.gregorian)
  let isoCalendar = gregorian(.iso8601)
  let first = try #require(Day(year: 1900, month: 1, day: 1))
  let last = try #require(Day(year: 2100, month: 12, day: 31))
  #expect(last - first + 1 == 73_414)
  var disagreements: [Day] = []
  for day in first...last {
    let instant = Date(timeIntervalSince1970: Double(day.number) * 86_400)
    let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: instant)
    let week = isoCalendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: instant)
    let agrees =
      parts.year == day.year && parts.month == day.month && parts.day == day.dayOfMonth
      // Foundation counts from Sunday = 1.
      && parts.weekday == day.weekday.rawValue % 7 + 1
      && week.yearForWeekOfYear == day.week.year && week.weekOfYear == day.week.number
      && Day(year: day.year, month: day.month, day: day.dayOfMonth) == day
    if !agrees { disagreements.append(day) }
  }
  #expect(disagreements == [])
}

@Test(arguments: [
  ("2027-01-01", 2026, 53), ("2026-01-01", 2026, 1), ("2025-12-29", 2026, 1),
  ("2024-12-30", 2025, 1), ("2021-01-03", 2020, 53), ("2026-12-31", 2026, 53),
])
func `ISO weeks at the turn of the year`(text: String, year: Int, number: Int) throws {
  let week = try #require(Day(iso: text)).week
  #expect(week == (year, number))
}

@Test(arguments: [(1900, false), (2000, true), (2024, true), (2026, false), (2100, false)])
func `leap years`(year: Int, isLeap: Bool) {
  #expect((Day(year: year, month: 2, day: 29) != nil) == isLeap)
  #expect(Day.count(inMonth: 2, of: year) == (isLeap ? 29 : 28))
}

@Test func `days far before the epoch count backwards`() throws {
  // 1582-10-15, the first Gregorian day, was a Friday, day 2299161 of the Julian count; 1970-01-01 is
  // day 2440588.
  let reform = try #require(Day(year: 1582, month: 10, day: 15))
  #expect(reform.number == 2_299_161 - 2_440_588)
  #expect(reform.weekday == .friday)
  let first = try #require(Day(year: 1, month: 1, day: 1))
  #expect(first.number == -719_162)
  #expect(first.weekday == .monday)
}

@Test func `a day is written and read as ISO text`() throws {
  let day = try #require(Day(year: 2027, month: 1, day: 5))
  #expect(String(decoding: try JSONEncoder().encode([day]), as: UTF8.self) == #"["2027-01-05"]"#)
  #expect(try JSONDecoder().decode([Day].self, from: Data(#"["2027-01-05"]"#.utf8)) == [day])
  #expect(throws: DecodingError.self) {
    try JSONDecoder().decode([Day].self, from: Data(#"["2027-02-29"]"#.utf8))
  }
}

@Test func `windows that touch do not overlap`() throws {
  let morning = try #require(TimeWindow(start: 510, end: 720))
  let afternoon = try #require(TimeWindow(start: 720, end: 1020))
  #expect(!morning.overlaps(afternoon))
  #expect(!morning.contains(720))
  #expect(morning.description == "08:30-12:00")
  #expect(TimeWindow(start: 720, end: 720) == nil)
  #expect(TimeWindow(start: 0, end: 1441) == nil)
}
