import Alliance
import Diagnostics
import Testing

private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
  try #require(Day(year: year, month: month, day: day))
}

/// The notice of 2025-11-04, written out as month and days, apart from the embedded tables.
private let off2026: [(Int, [Int])] = [
  (1, [1, 2, 3]), (2, [15, 16, 17, 18, 19, 20, 21, 22, 23]), (4, [4, 5, 6]),
  (5, [1, 2, 3, 4, 5]), (6, [19, 20, 21]), (9, [25, 26, 27]), (10, [1, 2, 3, 4, 5, 6, 7]),
]
private let work2026 = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)]

@Test func `2026 is the published year, day by day`() throws {
  let off = Set(try off2026.flatMap { month, days in try days.map { try day(2026, month, $0) } })
  let work = Set(try work2026.map { try day(2026, $0, $1) })
  #expect(off.count == 33)
  var workdays = 0
  for today in try day(2026, 1, 1)...day(2026, 12, 31) {
    let status = WorkCalendar.standard.status(of: today)
    let isWorkday = work.contains(today) || (!off.contains(today) && today.weekday.rawValue <= 5)
    #expect(status.isWorkday == isWorkday, "\(today)")
    #expect((status.kind == .holiday) == off.contains(today), "\(today)")
    #expect((status.kind == .makeUpWorkday) == work.contains(today), "\(today)")
    #expect(!status.isProvisional)
    workdays += isWorkday ? 1 : 0
  }
  // Holidays move days about, but take none away: 365 days, less 104 of weekends and 13 statutory.
  #expect(workdays == 248)
  #expect(WorkCalendar.standard.workdays(in: try day(2026, 1, 1)..<day(2027, 1, 1)) == 248)
}

@Test func `2027 has the 13 statutory days and says that it is provisional`() throws {
  let year = try day(2027, 1, 1)..<day(2028, 1, 1)
  let holidays = year.filter { WorkCalendar.standard.status(of: $0).kind == .holiday }
  #expect(
    holidays.map(\.description) == [
      "2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05",
      "2027-05-01", "2027-05-02", "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02",
      "2027-10-03",
    ])
  #expect(year.allSatisfy { WorkCalendar.standard.status(of: $0).isProvisional })
  let note = try #require(WorkCalendar.standard.provisionalNote(for: year))
  #expect(note.zh.contains("2027年") && note.zh.contains("暂定"))
}

@Test func `a range of final days needs no note`() throws {
  let year = try day(2026, 1, 1)..<day(2027, 1, 1)
  #expect(WorkCalendar.standard.provisionalNote(for: year) == nil)
  #expect(WorkCalendar.standard.strictFaults(using: year, at: .root).isEmpty)
}

@Test func `the strict calendar refuses each provisional year once`() throws {
  let days = try day(2026, 12, 28)..<day(2028, 2, 1)
  let faults = WorkCalendar.standard.strictFaults(using: days, at: Place("horizon"))
  #expect(faults.list.map(\.rule.code) == ["A201", "A201"])
  #expect(faults.list.map(\.value) == ["2027", "2028"])
}

@Test func `an entered year replaces the provisional one`() throws {
  let newYear = try day(2027, 1, 1)
  let entered = CalendarYear(
    year: 2027, source: "notice", isProvisional: false,
    exceptions: [
      CalendarException(day: newYear, name: "元旦", isOffDay: true),
      CalendarException(day: newYear + 1, name: "元旦", isOffDay: false),
    ])
  let calendar = WorkCalendar.standard.replacing(entered)
  #expect(calendar.status(of: newYear + 1).kind == .makeUpWorkday)
  #expect(calendar.status(of: try day(2027, 10, 1)).kind == .workday)
  #expect(calendar.provisionalYears(in: newYear..<(newYear + 9)) == [])
  #expect(calendar.status(of: try day(2026, 10, 1)).kind == .holiday)
}
