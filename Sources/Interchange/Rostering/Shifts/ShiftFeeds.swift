internal import Alliance
public import Diagnostics
public import DutyRostering

extension ShiftWorkbook {
  /// A calendar for each unit and each person with a duty, in the order of the problem.
  ///
  /// A duty without a clock time is a whole day. A roster without a calendar, or of periods instead of
  /// days, has no appointments.
  ///
  /// - Parameters:
  ///   - roster: A checked roster.
  ///   - problem: Its problem.
  ///   - language: Language of what is added to names.
  /// - Returns: The feeds; one appointment for each duty served.
  public static func feeds(
    of roster: ShiftRoster, in problem: ShiftRosteringProblem, language: Language
  ) -> [CalendarFeed] {
    guard let firstDay = problem.firstDay, problem.draft.labels.isEmpty else { return [] }
    let series = CalendarFeed.series("shift", problem.draft.title, firstDay.description)
    func event(_ p: Int, _ day: Int, ofUnit: Bool) -> CalendarEvent? {
      guard let t = roster.tasks[p][day] else { return nil }
      let (person, task) = (problem.people[p], problem.tasks[t])
      let duty = problem.duties[task.duty]
      let name = duty.name.isEmpty ? duty.id : duty.name
      let date = firstDay + day
      let time: CalendarEvent.Time
      if let start = duty.start, duty.minutes > 0 {
        func moment(_ minute: Int) -> Moment { Moment(date + minute / 1440, minute: minute % 1440) }
        time = .moments(from: moment(start), to: moment(start + duty.minutes))
      } else {
        time = .days(date...date)
      }
      return CalendarEvent(
        key: ofUnit ? "\(date)-\(person.staffNumber)" : "\(date)", time: time,
        summary: ofUnit
          ? "\(name) \(person.name.isEmpty ? person.staffNumber : person.name)" : name,
        location: duty.site.map { problem.sites[$0] } ?? "",
        details: problem.cellText(t))
    }
    func feed(
      _ kind: String, _ owner: String, _ title: String, _ people: [Int]
    ) -> CalendarFeed? {
      let events = (0..<problem.days).flatMap { day in
        people.compactMap { event($0, day, ofUnit: kind == "unit") }
      }
      return events.isEmpty
        ? nil
        : CalendarFeed(series: series, kind: kind, owner: owner, title: title, events: events)
    }
    var units: [String] = []
    for person in problem.people {
      if let unit = person.unit, !unit.isEmpty, !units.contains(unit) { units.append(unit) }
    }
    return units.compactMap { unit in
      feed("unit", unit, unit, problem.people.indices.filter { problem.people[$0].unit == unit })
    }
      + problem.people.enumerated().compactMap { p, person in
        feed("person", person.staffNumber, person.name, [p])
      }
  }
}
