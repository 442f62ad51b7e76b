internal import Alliance
public import Diagnostics
public import EquipmentBooking

extension BookingWorkbook {
  /// A calendar for each device, institution and applicant with a booking, in the order of the round. Bookings
  /// of a combined device stand in the calendars of its parts too.
  public static func feeds(
    of timetable: Timetable, in problem: BookingProblem, language: Language
  ) -> [CalendarFeed] {
    let grid = problem.grid
    let series = CalendarFeed.series("book", problem.draft.name, problem.draft.firstDay)
    func moment(_ slot: Int) -> Moment {
      Moment(
        grid.firstDay + slot / grid.slotsPerDay, minute: slot % grid.slotsPerDay * grid.slotMinutes)
    }
    func event(_ booking: Booking, withOwner: Bool) -> CalendarEvent {
      let use = problem.use(of: booking)
      let (request, device) = (problem.requests[booking.request], problem.devices[booking.device])
      let unit = problem.institutions[request.institution].name
      return CalendarEvent(
        key: request.id,
        time: .moments(from: moment(use.lowerBound), to: moment(use.upperBound)),
        summary: withOwner ? "\(device.name)（\(request.id)）" : "\(request.id) \(unit)",
        location: problem.institutions[device.owner].name,
        details: language == .zh
          ? "设备\(device.id)，占用\(grid.text(of: problem.occupation(of: booking)))"
          : "device \(device.id), occupied \(grid.text(of: problem.occupation(of: booking)))")
    }
    func feed(
      _ kind: String, _ owner: String, _ title: String, _ bookings: [Booking]
    ) -> CalendarFeed? {
      let sorted = bookings.sorted { ($0.start, $0.request) < ($1.start, $1.request) }
      return sorted.isEmpty
        ? nil
        : CalendarFeed(
          series: series, kind: kind, owner: owner, title: title,
          events: sorted.map { event($0, withOwner: kind != "device") })
    }
    let bookings = timetable.bookings
    let devices = problem.devices.indices.compactMap { d in
      feed(
        "device", problem.devices[d].id, problem.devices[d].name,
        bookings.filter { problem.takes($0, device: d) }
      )
    }
    let units = problem.institutions.indices.compactMap { i in
      feed(
        "unit", problem.institutions[i].id, problem.institutions[i].name,
        bookings.filter { problem.requests[$0.request].institution == i })
    }
    var applicants: [String] = []
    for booking in bookings {
      let applicant = problem.requests[booking.request].applicant
      if !applicant.isEmpty, !applicants.contains(applicant) { applicants.append(applicant) }
    }
    let people = applicants.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { id in
      feed("person", id, id, bookings.filter { problem.requests[$0.request].applicant == id })
    }
    return devices + units + people
  }
}
