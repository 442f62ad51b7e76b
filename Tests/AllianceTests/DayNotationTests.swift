import Alliance
import Testing

@Test(arguments: [
  "2027-1-5", "2027/1/5", "2027年1月5日", "2027.1.5", "20270105", "46392", "2027-01-05",
  "２０２７－１－５", "２０２７／０１／０５", "２０２７年１月５日", " 2027-1-5\u{00A0}", "\u{200B}2027-1-5\u{FEFF}",
  "2027 年 1 月 5 日", "2027年1月5号", "2027/1/5 0:00:00", "2027-01-05T00:00:00", "46392.0",
])
func `one day in every notation`(text: String) throws {
  #expect(DayNotation.day(text) == Day(year: 2027, month: 1, day: 5))
}

@Test(arguments: [
  "2027-2-29", "2027-13-1", "2027-1-32", "2027-0-1", "27-1-5", "2027-1/5", "2027.1-5", "1-5",
  "2027年1月", "5", "123456", "20271305", "0", "99999", "1.23E+17", "2027-1-5-6", "明天", "",
  "2027-1-5 8:30", "2027--1-5",
])
func `what is no day is refused`(text: String) {
  #expect(DayNotation.day(text) == nil)
}

@Test(arguments: [(36_526, "2000-01-01"), (45_292, "2024-01-01"), (73_050, "2099-12-31")])
func `Excel serials`(serial: Int, iso: String) {
  #expect(DayNotation.day(String(serial))?.description == iso)
}

@Test(arguments: [
  "2027-1-5-2027-1-9", "2027-1-5 - 2027-1-9", "2027/1/5～2027/1/9", "2027.1.5-1.9", "2027.1.5-9",
  "2027年1月5日至9日", "2027年1月5日至1月9日", "２０２７．１．５－１．９", "20270105-20270109",
  "2027-1-5到2027-1-9", "2027-1-5~1-9", "2027-1-5——2027-1-9", "2027-1-5－1-9",
])
func `one range in every notation`(text: String) throws {
  let days = try #require(DayNotation.days(text))
  #expect(days.lowerBound.description == "2027-01-05")
  #expect(days.upperBound.description == "2027-01-09")
}

@Test func `a single date is a range of one day`() throws {
  let days = try #require(DayNotation.days("2027-1-5"))
  #expect(days.count == 1)
}

@Test(arguments: ["2027-1-9至2027-1-5", "2027-1-5至", "至2027-1-5", "2027-1-5至2-30", "假期", ""])
func `what is no range is refused`(text: String) {
  #expect(DayNotation.days(text) == nil)
}

@Test(arguments: [
  ("8:30", 510), ("8：30", 510), ("08:30", 510), ("08:30:00", 510), ("８：３０", 510), ("8点30分", 510),
  ("8时30分", 510), ("8点半", 510), ("8点", 480), ("0:00", 0), ("23:59", 1439), ("24:00", 1440),
])
func `times`(text: String, minute: Int) {
  #expect(DayNotation.minute(text) == minute)
}

@Test(arguments: ["8", "8:60", "24:01", "25:00", "8:3", "8:30:15", "-1:00", "8.30", ":30", "", "半"])
func `what is no time is refused`(text: String) {
  #expect(DayNotation.minute(text) == nil)
}

@Test(arguments: [
  "8:30-12:00", "8：30～12：00", "8:30至12:00", "08:30 – 12:00", "8点30分到12点", "８：３０－１２：００",
])
func `one window in every notation`(text: String) {
  #expect(DayNotation.window(text) == TimeWindow(start: 510, end: 720))
}

@Test(arguments: ["12:00-8:30", "8:30-8:30", "8:30", "22:00-6:00x", "8:30-25:00"])
func `what is no window is refused`(text: String) {
  #expect(DayNotation.window(text) == nil)
}

@Test(arguments: [
  "2027-1-5 8:30", "2027/1/5 08:30:00", "2027年1月5日8:30", "2027年1月5日 8点30分", "2027-01-05T08:30",
  "２０２７－１－５　８：３０",
])
func `one moment in every notation`(text: String) throws {
  let day = try #require(Day(year: 2027, month: 1, day: 5))
  #expect(DayNotation.moment(text) == Moment(day, minute: 510))
}
