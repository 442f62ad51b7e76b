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

@Test(arguments: [
  "2027-1-5 8:60", "2027-1-5 24:01", "2027-1-5 8:3", "2027-1-5 8:30:15", "2027-1-5T",
  "2027年1月5 8:30", "2027年1-5日x", "2027-1/5 8:30", "2027-2-30 8:30", "02027-1-5 8:30",
  "2027-1-58:30",
])
func `what is no moment is refused`(text: String) {
  #expect(DayNotation.moment(text) == nil)
  #expect(DayNotation.end(text) == nil)
}

@Test(arguments: ["2027-1-5", "2027/01/05", "2027年1月5日", "2027.1.5", "20270105", "46392"])
func `a last day without a time ends with that day`(text: String) throws {
  let day = try #require(Day(year: 2027, month: 1, day: 5))
  #expect(DayNotation.end(text) == Moment(day, minute: 1440))
  #expect(DayNotation.end(text + " 0:00") == Moment(day, minute: 0))
}

/// Whatever people type is read or refused; what was read means the same when it is written out.
@Test func `no text does harm`() {
  let pieces = [
    "2027", "-", "/", ".", "年", "月", "日", "1", "5", "12", "31", "99", "至", "～", "~", " ", "8", ":",
    "：",
    "30", "点", "半", "W", "Q", "H", "第", "周", "季度", "上半年", "T", "E+", "46392", "0", "𠮷", "\u{200B}",
    "２",
    "-", "2027-1-5", "8:30", "99999999999999999999",
  ]
  var generator = Stream(state: 2027)
  var read = 0
  for _ in 0..<20_000 {
    let text = (0..<Int.random(in: 0...8, using: &generator))
      .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    if let day = DayNotation.day(text) {
      read += 1
      #expect(DayNotation.day(day.description) == day, "\(text)")
    }
    if let days = DayNotation.days(text) {
      let written = "\(days.lowerBound)至\(days.upperBound)"
      #expect(DayNotation.days(written) == days, "\(text)")
    }
    if let window = DayNotation.window(text) {
      #expect(DayNotation.window(window.description) == window, "\(text)")
    }
    if let moment = DayNotation.moment(text) {
      #expect(DayNotation.moment(moment.description) == moment, "\(text)")
    }
    if let term = DayNotation.term(text) {
      #expect(Term(term.description) == term && term.days.count >= 7, "\(text)")
    }
    _ = Identifier.brokenRule(NormalizedText.key(text))
  }
  #expect(read > 0)
}

/// A fixed stream (Knuth's MMIX constants), so that a failure can be repeated.
private struct Stream: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}

@Test(arguments: [
  ("46363.33333333334", "2026-12-07", 480), ("46363.5", "2026-12-07", 720),
  ("46366.54166666666", "2026-12-10", 780), ("２０２６-12-7　下午3:30", "2026-12-07", 930),
  ("2026/12/7 上午9:05", "2026-12-07", 545), ("2026-12-7 12:10 AM", "2026-12-07", 10),
])
func `a moment may be a serial with a fraction, or have its half of the day named`(
  text: String, iso: String, minute: Int
) throws {
  let day = try #require(Day(iso: iso))
  #expect(DayNotation.moment(text) == Moment(day, minute: minute))
  #expect(DayNotation.end(text) == Moment(day, minute: minute))
}

@Test(arguments: ["46363.3333", "46363.", "46363.3x", "4636.5", "46363.33.33"])
func `a serial that comes to no minute is no moment`(text: String) {
  #expect(DayNotation.moment(text) == nil)
}

@Test func `a time may be a fraction of a day or have its half of the day named`() {
  #expect(DayNotation.minute("0.354166666666667") == 510)
  #expect(DayNotation.minute("0.375") == 540)
  #expect(DayNotation.minute("下午 3:30") == 930 && DayNotation.minute("12:00 PM") == 720)
  // Somebody may mean half past eight, a quarter to one, or a half hour.
  for text in ["0.35", "0.5", "8.30", "0.3333", "下午15:30", "上午0:30", "下午"] {
    #expect(DayNotation.minute(text) == nil, "\(text)")
  }
}
