internal import Alliance
public import Diagnostics
public import DutyRostering

extension RosteringWorkbook {
  /// A calendar for each unit and each person with a duty, in the order of the problem.
  ///
  /// Terms without dates, and whose label is no term either, have no appointment.
  public static func feeds(
    of roster: Roster, in problem: RosteringProblem, language: Language
  ) -> [CalendarFeed] {
    let series = CalendarFeed.series("roster", problem.draft.title)
    func event(_ duty: Duty, _ place: Int, details: String) -> CalendarEvent? {
      guard let days = problem.terms[duty.term].days else { return nil }
      let seat = "\(duty.seat.body.title[language])·\(duty.seat.tier.title[language])"
      return CalendarEvent(
        key:
          "\(problem.terms[duty.term].label)-\(duty.seat.body)-\(duty.seat.tier)-\(place)",
        time: .days(days),
        summary: (language == .zh ? "轮值：" : "Duty: ") + seat, details: details)
    }
    func feed(
      _ kind: String, _ owner: String, _ title: String, _ duties: [Duty],
      _ details: (Duty) -> String
    ) -> CalendarFeed? {
      // Two places of one seat in a term are told apart by their order.
      var counts: [Seat: (term: Int, count: Int)] = [:]
      let events = duties.compactMap { duty -> CalendarEvent? in
        let last = counts[duty.seat]
        let place = last?.term == duty.term ? (last?.count ?? 0) + 1 : 1
        counts[duty.seat] = (duty.term, place)
        return event(duty, place, details: details(duty))
      }
      return events.isEmpty
        ? nil
        : CalendarFeed(series: series, kind: kind, owner: owner, title: title, events: events)
    }
    let units = problem.units.indices.compactMap { u in
      feed("unit", problem.units[u].id, problem.units[u].name, roster.duties(ofUnit: u)) { duty in
        duty.person.map { problem.holder(ofPerson: $0, term: duty.term).name } ?? ""
      }
    }
    // Each person, then whoever took a place over; a colleague who did has one calendar for both.
    var listed: Set<String> = []
    let people = problem.people.flatMap { person in
      let holders =
        [(person.staffNumber, person.name)]
        + person.successors.map { ($0.staffNumber, $0.name) }
      return holders.compactMap { number, name -> CalendarFeed? in
        guard listed.insert(number).inserted else { return nil }
        return feed(
          "person", number, name,
          roster.duties.filter { duty in
            duty.person.map {
              problem.holder(ofPerson: $0, term: duty.term).staffNumber == number
            } ?? false
          }
        ) { duty in duty.unit.map { problem.units[$0].name } ?? "" }
      }
    }
    let posts = problem.posts.indices.compactMap { f in
      feed(
        "person", problem.posts[f].staffNumber, problem.posts[f].name,
        roster.duties.filter { $0.post == f }
      ) { _ in "" }
    }
    return units + people + posts
  }
}
