public import Solving

/// The rules of a booking round as integer inequalities, written again for proofs.
///
/// Row and column names are those of `Models/booking/timetable.mod`, in which a device stands for a
/// group of devices; the objective is negated, because certificates minimise. Any timetable satisfies
/// the system, so whatever bounds the system bounds the timetable.
public struct TimetableSystem: Sendable {
  /// Unknowns and inequalities.
  public let system: IntegerSystem
  /// The groups that stand for devices, in the order of their index in names.
  public let groups: [DeviceGroup]

  private let problem: BookingProblem
  let accept: [Int]
  let onDevice: [[Int?]]
  let onDay: [[Int]]
  let start: [[[Int?]]]
  let short: [Int]
  private let groupOfDevice: [Int]

  /// Writes the rules down.
  ///
  /// - Complexity: O(requests × groups × slots × length).
  public init(_ problem: BookingProblem, groups: [DeviceGroup]) {
    var writer = TimetableSystemWriter(problem, groups: groups)
    writer.write()
    self.groups = groups
    system = writer.system
    self.problem = problem
    accept = writer.accept
    onDevice = writer.onDevice
    onDay = writer.onDay
    start = writer.start
    short = writer.short
    var groupOfDevice = [Int](repeating: 0, count: problem.devices.count)
    for (g, group) in groups.enumerated() {
      for d in group.devices { groupOfDevice[d] = g }
    }
    self.groupOfDevice = groupOfDevice
    slotsPerDay = problem.grid.slotsPerDay
  }

  let slotsPerDay: Int

  /// The unknowns' values in a timetable; `nil` if a booking has no unknown, because it breaks a rule
  /// that decides where a request can start.
  public func values(of timetable: Timetable) -> [Int]? {
    var values = [Int](repeating: 0, count: system.columns.count)
    for booking in timetable.bookings {
      let group = groupOfDevice[booking.device]
      let (day, r) = (booking.start / slotsPerDay, booking.request)
      guard start[r].indices.contains(group), start[r][group].indices.contains(booking.start),
        let column = start[r][group][booking.start], let device = onDevice[r][group]
      else { return nil }
      for unknown in [column, device, accept[r], onDay[r][day]] { values[unknown] += 1 }
    }
    for (unknown, missing) in zip(short, problem.shortfalls(in: timetable)) {
      values[unknown] = missing
    }
    return values
  }
}

extension BookingProblem {
  /// The system against which certificates are added up: groups of equal devices, all rules.
  public func certifiedSystem() -> TimetableSystem {
    TimetableSystem(self, groups: deviceGroups)
  }
}
