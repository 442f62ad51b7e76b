extension WorkCalendar {
  /// The calendar that ships with the program: 2026 as published, 2027 provisional.
  public static let standard = WorkCalendar(years: [year2026, year2027])

  /// 2026, complete, as published by the General Office of the State Council.
  private static let year2026 = CalendarYear(
    year: 2026, source: "国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）", isProvisional: false,
    exceptions: off("元旦", 2026, (1, 1), through: (1, 3))
      + work("元旦", 2026, (1, 4))
      + work("春节", 2026, (2, 14))
      + off("春节", 2026, (2, 15), through: (2, 23))
      + work("春节", 2026, (2, 28))
      + off("清明节", 2026, (4, 4), through: (4, 6))
      + off("劳动节", 2026, (5, 1), through: (5, 5))
      + work("劳动节", 2026, (5, 9))
      + off("端午节", 2026, (6, 19), through: (6, 21))
      + work("国庆节", 2026, (9, 20))
      + off("中秋节", 2026, (9, 25), through: (9, 27))
      + off("国庆节", 2026, (10, 1), through: (10, 7))
      + work("国庆节", 2026, (10, 10)))

  /// 2027, provisional: the 13 statutory days alone, because the notice for the year was not at hand.
  private static let year2027 = CalendarYear(
    year: 2027, source: "全国年节及纪念日放假办法（2024年修订），仅法定节日，暂定", isProvisional: true,
    exceptions: off("元旦", 2027, (1, 1), through: (1, 1))
      + off("春节", 2027, (2, 5), through: (2, 8))
      + off("清明节", 2027, (4, 5), through: (4, 5))
      + off("劳动节", 2027, (5, 1), through: (5, 2))
      + off("端午节", 2027, (6, 9), through: (6, 9))
      + off("中秋节", 2027, (9, 15), through: (9, 15))
      + off("国庆节", 2027, (10, 1), through: (10, 3)))

  private static func off(
    _ name: String, _ year: Int, _ first: (Int, Int), through last: (Int, Int)
  ) -> [CalendarException] {
    guard let start = Day(year: year, month: first.0, day: first.1),
      let end = Day(year: year, month: last.0, day: last.1)
    else { preconditionFailure("the embedded calendar names a date that does not exist") }
    return (start...end).map { CalendarException(day: $0, name: name, isOffDay: true) }
  }

  private static func work(
    _ name: String, _ year: Int, _ date: (Int, Int)
  ) -> [CalendarException] {
    off(name, year, date, through: date).map {
      CalendarException(day: $0.day, name: $0.name, isOffDay: false)
    }
  }
}
