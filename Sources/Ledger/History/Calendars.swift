public import Alliance

extension LedgerDraft {
  /// The holidays of a year, as entered.
  public init(entering year: CalendarYear) {
    self.init(
      .calendar, title: "\(year.year)", first: "\(year.year)-01-01", last: "\(year.year)-12-31",
      facts: (year.exceptions + year.neighbours).map { exception in
        Fact(
          .holiday,
          [
            "day": .text(exception.day.description), "name": .text(exception.name),
            "isOff": .number(exception.isOffDay ? 1 : 0),
          ])
      })
  }
}

extension LedgerReader {
  /// The calendar that ships with the program, with the years that were entered here put in.
  public func calendar() throws -> WorkCalendar {
    var calendar = WorkCalendar.standard
    for entry in try entries() where entry.kind == .calendar {
      guard let year = Int(entry.title) else { continue }
      let exceptions = try facts(of: entry.number, .holiday).compactMap { fact in
        fact.text("day").flatMap(Day.init(iso:)).map { day in
          CalendarException(
            day: day, name: fact.text("name") ?? "", isOffDay: fact.number("isOff") == 1)
        }
      }
      calendar = calendar.replacing(
        CalendarYear(
          year: year, source: "\(entry.hash)", isProvisional: false, exceptions: exceptions))
    }
    return calendar
  }
}
