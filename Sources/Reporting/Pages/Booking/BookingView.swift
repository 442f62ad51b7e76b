import Diagnostics
import EquipmentBooking

/// A booking answer with the words and orders that its page shows.
struct BookingView {
  let problem: BookingProblem
  let answer: BookingAnswer
  let language: Language
  /// Bookings that take each device, those of combined devices it is part of among them, by rising start.
  let bookingsOfDevice: [[Booking]]

  init(_ problem: BookingProblem, _ answer: BookingAnswer, _ language: Language) {
    self.problem = problem
    self.answer = answer
    self.language = language
    var lists = [[Booking]](repeating: [], count: problem.devices.count)
    for booking in answer.timetable.bookings {
      for d in [booking.device] + problem.devices[booking.device].parts { lists[d].append(booking) }
    }
    bookingsOfDevice = lists.map { list in
      list.sorted { ($0.start, $0.request) < ($1.start, $1.request) }
    }
  }

  /// `11/30 周一`.
  func dayName(_ day: Int) -> String {
    let parts = problem.grid.dateText(ofDay: day).split(separator: "-").compactMap { Int($0) }
    let (month, number) = parts.count == 3 ? (parts[1], parts[2]) : (0, day)
    let weekday = problem.grid.weekday(ofDay: day) - 1
    let names =
      language == .zh
      ? ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
      : ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return "\(month)/\(number) \(names[weekday])"
  }

  func institutionName(ofRequest r: Int) -> String {
    problem.institutions[problem.requests[r].institution].name
  }

  /// Hours of a number of slots, with one decimal where needed.
  func hours(_ slots: Int) -> String {
    let tenths = slots * problem.grid.slotMinutes / 6
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// Slots in which a device is open, once for each request that it can serve.
  func openSlots(_ d: Int) -> Int {
    let device = problem.devices[d]
    return device.openSpans.reduce(0) { $0 + $1.count } * device.capacity
  }

  /// Slots of use on a device, set-up and clean-up excluded.
  func usedSlots(_ d: Int) -> Int {
    bookingsOfDevice[d].reduce(0) { $0 + problem.use(of: $1).count }
  }

  /// What a request asked for: length and devices.
  func wish(_ r: Int) -> String {
    let request = problem.requests[r]
    let names = problem.draft.requests[r].choices.map { name(ofTarget: $0.target) }
    let length = language.say("\(hours(request.length)) 小时", "\(hours(request.length)) h")
    return "\(length) · \(names.joined(separator: language.say("、", ", ")))"
  }

  /// `超声（东片）` for a class in an area; a device or a class as it is written.
  private func name(ofTarget target: String) -> String {
    guard let (deviceClass, area) = problem.classAndArea(of: target) else { return target }
    let (className, areaName) = (problem.deviceClasses[deviceClass], problem.areas[area])
    return language.say("\(className)（\(areaName)）", "\(className) (\(areaName))")
  }

  static func tone(ofPriority priority: Int) -> Tone {
    switch priority {
    case ...1: .brown
    case 2: .blue
    case 3: .green
    default: .plum
    }
  }
}
