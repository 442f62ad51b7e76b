internal import Diagnostics
internal import EquipmentBooking

/// How full every day is: devices against days, or classes where there are many devices.
extension BookingPage {
  /// Most devices that have a row of their own.
  private static let mostRows = 60
  /// Most days beside each other.
  private static let mostDays = 31
  private static let left = 190
  private static let cell = (width: 40, height: 24)

  var heat: Markup {
    section(say("逐日使用率", "Use day by day"), id: "heat") {
      tag("p", .class("soft", "small")) {
        say(
          "每格填充的高度与数字是当天安排的机时占开放机时的百分比；划线的格当天不开放。",
          "The fill of a cell and its number are the hours booked as a percentage of those open on the "
            + "day; a struck cell is shut.")
      }
      for first in stride(from: 0, to: view.problem.grid.dayCount, by: Self.mostDays) {
        chart(
          days: Array(
            first..<min(view.problem.grid.dayCount, first + Self.mostDays)))
      }
    }
  }

  /// Rows with their names and devices.
  private var rows: [(name: String, devices: [Int])] {
    let problem = view.problem
    if problem.devices.count <= Self.mostRows {
      return problem.devices.indices.map {
        ("\(problem.devices[$0].id) \(problem.devices[$0].name)", [$0])
      }
    }
    return problem.deviceClasses.indices.map { deviceClass in
      let alike = problem.devices.indices.filter {
        problem.devices[$0].deviceClass == deviceClass
      }
      return ("\(problem.deviceClasses[deviceClass]) ×\(alike.count)", alike)
    }
  }

  private func chart(days: [Int]) -> Markup {
    let rows = rows
    let title = say("逐日使用率", "Use day by day")
    let width = Self.left + days.count * Self.cell.width + 2
    let height = 24 + rows.count * (Self.cell.height + 3)
    var content = Markup()
    var names: [Drawing.RowName] = []
    for (i, day) in days.enumerated() {
      content.append(
        Drawing.text(
          String(view.dayName(day).split(separator: " ").first ?? ""),
          x: Self.left + i * Self.cell.width + Self.cell.width / 2, y: 14, .class("mid", "tiny")))
    }
    for (k, row) in rows.enumerated() {
      let y = 22 + k * (Self.cell.height + 3)
      names.append(Drawing.RowName(text: row.name, y: y + 16))
      let open = openSlots(of: row.devices)
      let used = usedSlots(of: row.devices)
      for (i, day) in days.enumerated() {
        content.append(
          cell(
            used[day], of: open[day], x: Self.left + i * Self.cell.width, y: y,
            title: "\(row.name) \(view.dayName(day))"))
      }
    }
    return scrolling(title) {
      Drawing.chart(
        width: width, height: height, title: title, left: Self.left - 2, names: names
      ) { content }
    }
  }

  private func cell(_ used: Int, of open: Int, x: Int, y: Int, title: String) -> Markup {
    let (width, height) = (Self.cell.width - 3, Self.cell.height)
    guard open > 0 else {
      return Drawing.line(
        x1: x + 8, y1: y + height / 2, x2: x + width - 8, y2: y + height / 2, .class("rule"))
    }
    let fill = min(height, height * used / open)
    return Drawing.item("\(title) \(share(used, of: open))") {
      Drawing.rectangle(x: x, y: y, width: width, height: height, round: 2, .class("band"))
      if fill > 0 {
        Drawing.rectangle(
          x: x, y: y + height - fill, width: width, height: fill, round: 2,
          (10 * used >= 9 * open ? Tone.brown : 2 * used >= open ? .blue : .green).fill)
      }
      Drawing.text(
        share(used, of: open), x: x + width / 2, y: y + 16, .class("mid", "tiny", "clear"))
    }
  }

  /// Open slots of devices by day, once for each request that they can serve.
  private func openSlots(of devices: [Int]) -> [Int] {
    let grid = view.problem.grid
    var open = [Int](repeating: 0, count: grid.dayCount)
    for d in devices {
      let device = view.problem.devices[d]
      for span in device.openSpans {
        for slot in span { open[grid.day(ofSlot: slot)] += device.capacity }
      }
    }
    return open
  }

  /// Slots of use on devices by day.
  private func usedSlots(of devices: [Int]) -> [Int] {
    let grid = view.problem.grid
    var used = [Int](repeating: 0, count: grid.dayCount)
    for booking in devices.flatMap({ view.bookingsOfDevice[$0] }) {
      for slot in view.problem.use(of: booking) { used[grid.day(ofSlot: slot)] += 1 }
    }
    return used
  }
}
