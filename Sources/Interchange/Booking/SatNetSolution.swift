import Alliance
public import EquipmentBooking

extension SatNetFile {
  /// A timetable as SatNet's checkers read it: a track for each booking, on each antenna of an array.
  ///
  /// - Parameters:
  ///   - timetable: An answer of a round that was read from such a file.
  ///   - problem: The round.
  /// - Returns: A JSON array of tracks, by rising request.
  public static func solutionText(of timetable: Timetable, in problem: BookingProblem) -> String {
    let clock = SatNetClock(firstDay: problem.grid.firstDay, dayCount: problem.grid.dayCount)
    let seconds = problem.grid.slotMinutes * 60
    var tracks: [String] = []
    for booking in timetable.bookings {
      let request = problem.requests[booking.request]
      let (use, occupied) = (problem.use(of: booking), problem.occupation(of: booking))
      let device = problem.devices[booking.device]
      let antennas = device.parts.isEmpty ? [booking.device] : device.parts
      // The track's own name is what precedes the mark of a length or of a part.
      let id = request.id.prefix { $0 != "#" && $0 != "+" }
      for antenna in antennas {
        tracks.append(
          "{\"RESOURCE\": \"\(problem.devices[antenna].id)\", "
            + "\"SC\": \"\(problem.institutions[request.institution].id)\", "
            + "\"START_TIME\": \(clock.base + occupied.lowerBound * seconds), "
            + "\"TRACKING_ON\": \(clock.base + use.lowerBound * seconds), "
            + "\"TRACKING_OFF\": \(clock.base + use.upperBound * seconds), "
            + "\"END_TIME\": \(clock.base + occupied.upperBound * seconds), "
            + "\"TRACK_ID\": \"\(id)\"}")
      }
    }
    return "[\n" + tracks.joined(separator: ",\n") + "\n]\n"
  }
}
