public import Alliance
internal import Diagnostics

/// One year's holidays as a JSON file in the shape of the public holiday-cn files
/// (`{"year", "papers", "days": [{"name", "date", "isOffDay"}]}`).
public struct CalendarFile: Codable, Hashable, Sendable {
  /// The year.
  public let year: Int
  /// Addresses of the official notices.
  public let papers: [String]
  /// Whether the dates may still change; the public files leave it out, and then only a year without
  /// days is provisional.
  public let isProvisional: Bool?
  /// Days off and make-up workdays.
  public let days: [CalendarException]

  /// The file of a year of the calendar.
  public init(_ year: CalendarYear) {
    self.year = year.year
    papers = [year.source]
    isProvisional = year.isProvisional ? true : nil
    days = (year.exceptions + year.neighbours).sorted { $0.day < $1.day }
  }

  /// Reads a year. A year whose list of days is empty has not been published and is provisional. A list may
  /// reach into the December before and the January after, as a New Year's holiday does; these days go to
  /// `CalendarYear.neighbours`.
  ///
  /// - Throws: ``RejectedInput`` if the file is unreadable, or with every other day of another year, every
  ///   day named twice and every make-up workday that is no weekend.
  public static func read(_ file: InputFile) throws(RejectedInput) -> CalendarYear {
    let content = try JSONInput.decode(CalendarFile.self, from: file)
    var faults = Faults()
    var firstUse: [Day: Place] = [:]
    let list = Place("days")
    for (i, exception) in content.days.enumerated() {
      let place = list[i].appending("date")
      let value = exception.day.description
      let day = exception.day
      // The year is whatever the file says.
      let (distance, isFar) = day.year.subtractingReportingOverflow(content.year)
      let isNear =
        distance == 0 || (distance == -1 && day.month == 12) || (distance == 1 && day.month == 1)
      if isFar || !isNear {
        faults.append(.dayOfAnotherYear, at: place, value: value)
      }
      if let first = firstUse[exception.day] {
        faults.append(.dayRepeated, at: place, value: value, related: [first])
      } else {
        firstUse[exception.day] = place
      }
      if !exception.isOffDay, !exception.day.weekday.isWeekend {
        faults.append(.makeUpOnWeekday, at: place, value: value)
      }
    }
    guard faults.isEmpty else {
      throw RejectedInput(faults: faults, provenance: Provenance(file: file.path))
    }
    return CalendarYear(
      year: content.year, source: content.papers.joined(separator: " "),
      isProvisional: content.isProvisional ?? content.days.isEmpty, exceptions: content.days)
  }

  /// The file's bytes: one line of JSON with sorted keys.
  public func encoded() throws -> [UInt8] { try JSONInput.encode(self) + [0x0A] }
}

extension FaultRule {
  /// A calendar file names a day of another year.
  static let dayOfAnotherYear = FaultRule(
    "A202",
    text: Bilingual(zh: "日期不属于该年", en: "The day lies in another year"),
    hint: Bilingual(
      zh: "改正日期；名单只可跨到上年12月和次年1月。",
      en: "Correct it; a list may reach into the December before and the January after only."))
  /// A calendar file names a day twice.
  static let dayRepeated = FaultRule(
    "A203",
    text: Bilingual(zh: "同一天出现两次", en: "The day is listed twice"),
    hint: Bilingual(zh: "删除其中一条。", en: "Delete one of the entries."))
  /// A make-up workday falls on a weekday.
  static let makeUpOnWeekday = FaultRule(
    "A204",
    text: Bilingual(zh: "调休上班日应是周六或周日", en: "A make-up workday must be a Saturday or a Sunday"),
    hint: Bilingual(
      zh: "核对通知；平日本来就上班，无需列出。", en: "Check the notice; a weekday is a workday already."))
}
