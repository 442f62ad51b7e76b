import Alliance
import Diagnostics
import Reporting

/// A year as twelve small months: 休 a holiday, 班 a make-up workday.
struct YearText {
  private let year: Int
  private let calendar: WorkCalendar

  init(_ year: Int, _ calendar: WorkCalendar) {
    self.year = year
    self.calendar = calendar
  }

  /// The months, then each holiday with its days, and what is not published yet.
  func text(in language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let marks = language == .zh ? ("休", "班") : ("H ", "W ")
    var lines: [String] = []
    for month in 1...12 {
      let count = Day.count(inMonth: month, of: year)
      guard let first = Day(year: year, month: month, day: 1) else { continue }
      let head = language == .zh ? "一  二  三  四  五  六  日" : "Mo  Tu  We  Th  Fr  Sa  Su"
      let title = say("\(year)年\(month)月", "\(year)-\(month < 10 ? "0" : "")\(month)")
      let workdays = calendar.workdays(in: first..<first + count)
      lines += ["\(title)  \(say("工作日 \(workdays) 天", counted(workdays, "workday")))", "  " + head]
      var line = "  " + String(repeating: "    ", count: first.weekday.rawValue - 1)
      for offset in 0..<count {
        let day = first + offset
        let number = day.dayOfMonth < 10 ? " \(day.dayOfMonth)" : "\(day.dayOfMonth)"
        let mark =
          switch calendar.status(of: day).kind {
          case .holiday: marks.0
          case .makeUpWorkday: marks.1
          case .workday, .weekend: "  "
          }
        line += number + mark
        if day.weekday.rawValue == 7 || offset == count - 1 {
          lines.append(line.trimmingSpacesAtEnd)
          line = "  "
        }
      }
      lines.append("")
    }
    let days = year(of: calendar)
    for exception in days {
      lines.append(
        "\(exception.day)  \(exception.name)  "
          + (exception.isOffDay ? say("休", "off") : say("调休上班", "make-up workday")))
    }
    guard let first = Day(year: year, month: 1, day: 1) else { return "" }
    guard calendar.years.contains(where: { $0.year == year }) else {
      lines += [
        say(
          "! \(year)年尚无任何节假日数据：上表只按周一至周五为工作日。公布后用 --import 导入。",
          "! nothing is known of the holidays of \(year): Monday to Friday are taken for workdays. Import the "
            + "list by --import when it is published.")
      ]
      return lines.joined(separator: "\n")
    }
    if let note = calendar.provisionalNote(for: first..<first + (Day.isLeap(year) ? 366 : 365)) {
      lines += ["", "! " + note[language]]
    }
    return lines.joined(separator: "\n")
  }

  private func year(of calendar: WorkCalendar) -> [CalendarException] {
    calendar.years.first { $0.year == year }?.exceptions ?? []
  }
}

extension String {
  fileprivate var trimmingSpacesAtEnd: String {
    var text = self[...]
    while text.hasSuffix(" ") { text = text.dropLast() }
    return String(text)
  }
}
