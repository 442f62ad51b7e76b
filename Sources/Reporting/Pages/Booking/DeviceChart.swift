import Diagnostics
import EquipmentBooking

/// Devices against the hours of one week.
///
/// Closed hours are hatched, maintenance is grey, hours that the owner keeps are framed, set-up and clean-up are
/// the thin outline around a use. Only the hours are drawn in which a device is open that is not open day and night; a day on
/// which there are none, such as a Sunday, is narrow.
struct DeviceChart {
  /// A day of the chart.
  struct Column {
    let day: Int
    let left: Int
    let width: Int
    let isNarrow: Bool
  }

  let view: BookingView
  let columns: [Column]
  /// Slots of the day that are drawn.
  let daySlots: Range<Int>

  private static let width = 1238
  private static let left = 186
  private static let top = 40
  static let lane = 20
  private static let gap = 5

  /// One chart for each week in which a device is open.
  static func charts(_ view: BookingView) -> [DeviceChart] {
    let grid = view.problem.grid
    let perDay = grid.slotsPerDay
    // Open at all, and open among devices that shut at some time of that day.
    var isOpen = [Bool](repeating: false, count: grid.slotCount)
    var isOpenByDay = isOpen
    for device in view.problem.devices {
      for day in 0..<grid.dayCount {
        let slots = day * perDay..<(day + 1) * perDay
        let isRoundTheClock = slots.allSatisfy { device.hours[$0] }
        for slot in slots where device.hours[slot] {
          isOpen[slot] = true
          if !isRoundTheClock { isOpenByDay[slot] = true }
        }
      }
    }
    let hours = isOpenByDay.indices.filter { isOpenByDay[$0] }.map { $0 % perDay }
    let drawn =
      hours.min().flatMap { first in hours.max().map { first..<$0 + 1 } } ?? 0..<perDay
    return grid.weeks.compactMap { week in
      let days = (week.lowerBound / perDay..<week.upperBound / perDay).filter { day in
        isOpen[day * perDay..<(day + 1) * perDay].contains(true)
      }
      let narrow = days.map { day in
        !isOpenByDay[day * perDay..<(day + 1) * perDay].contains(true)
      }
      guard !days.isEmpty else { return nil }
      return DeviceChart(view: view, days: days, narrow: narrow, daySlots: drawn)
    }
  }

  private init(view: BookingView, days: [Int], narrow: [Bool], daySlots: Range<Int>) {
    self.view = view
    self.daySlots = daySlots
    // A narrow day takes a third of the width of another.
    let parts = narrow.reduce(0) { $0 + ($1 ? 1 : 3) }
    let part = (Self.width - Self.left - 2) / max(1, parts)
    var left = Self.left
    columns = zip(days, narrow).map { day, isNarrow in
      let width = part * (isNarrow ? 1 : 3)
      defer { left += width }
      return Column(day: day, left: left, width: width, isNarrow: isNarrow)
    }
  }

  var title: String {
    let days = columns.map(\.day)
    return "\(view.dayName(days.first ?? 0)) – \(view.dayName(days.last ?? 0))"
  }

  var markup: Markup {
    var y = Self.top
    var rows = Markup()
    var bars = Markup()
    var names: [Drawing.RowName] = []
    for d in view.problem.devices.indices {
      let lanes = lanes(d)
      let height = max(30, lanes.count * Self.lane + 4)
      names.append(name(d, y: y))
      rows.append(row(d, y: y, height: height))
      bars.append(self.bars(lanes, y: y, height: height))
      y += height + Self.gap
    }
    let bottom = y
    return scrolling(title) {
      Drawing.chart(
        width: Self.width, height: bottom + 2, title: title, left: Self.left - 5, names: names
      ) {
        for day in columns.map(\.day) {
          if let (from, to) = edges(ofDay: day) {
            Drawing.hatched(x: from, y: Self.top, width: to - from, height: bottom - Self.top)
          }
        }
        rows
        axis(bottom: bottom)
        bars
      }
    }
  }

  /// The slots of the chart's days.
  var slots: Range<Int> {
    let perDay = view.problem.grid.slotsPerDay
    return (columns.first?.day ?? 0) * perDay..<((columns.last?.day ?? -1) + 1) * perDay
  }

  /// Left edge of a slot's picture; slots outside the drawn hours lie at the day's edges.
  func x(ofSlot slot: Int, asEnd: Bool = false) -> Int? {
    let perDay = view.problem.grid.slotsPerDay
    let day = asEnd ? (slot - 1) / perDay : slot / perDay
    guard let column = columns.first(where: { $0.day == day }) else { return nil }
    let inDay = min(max(slot - day * perDay, daySlots.lowerBound), daySlots.upperBound)
    return column.left
      + (inDay - daySlots.lowerBound) * (column.width - 6) / daySlots.count
  }

  /// Left and right edge of a day's hours.
  private func edges(ofDay day: Int) -> (from: Int, to: Int)? {
    let first = day * view.problem.grid.slotsPerDay
    guard let from = x(ofSlot: first + daySlots.lowerBound),
      let to = x(ofSlot: first + daySlots.upperBound, asEnd: true)
    else { return nil }
    return (from, to)
  }

  private func axis(bottom: Int) -> Markup {
    let perDay = view.problem.grid.slotsPerDay
    let perHour = max(1, 60 / view.problem.grid.slotMinutes)
    var content = Markup()
    for column in columns {
      content.append(
        Drawing.text(
          fitting(view.dayName(column.day), pixels: column.width), x: column.left + 2, y: 14,
          .class("bold")))
      content.append(
        Drawing.line(
          x1: column.left - 3, y1: 2, x2: column.left - 3, y2: bottom, .class("axis")))
      if column.isNarrow { continue }
      // The smallest step of whole hours whose labels do not touch.
      let hourWidth = max(1, (column.width - 6) * perHour / daySlots.count)
      let hours = [1, 2, 3, 4, 6].first { $0 * hourWidth >= 38 } ?? 12
      for slot in daySlots where slot % (hours * perHour) == 0 {
        guard let at = x(ofSlot: column.day * perDay + slot) else { continue }
        content.append(
          Drawing.text(
            view.problem.grid.clockText(ofSlot: slot), x: at + 1, y: 31, .class("tiny", "soft")))
        content.append(Drawing.line(x1: at, y1: 34, x2: at, y2: bottom, .class("rule")))
      }
    }
    return content
  }

  private func name(_ d: Int, y: Int) -> Drawing.RowName {
    let device = view.problem.devices[d]
    // The number of places stands before the name, which may be cut off.
    let places = device.capacity > 1 ? " ×\(device.capacity)" : ""
    return Drawing.RowName(
      text: "\(device.id)\(places) \(device.name)", y: y + 13,
      detail: view.problem.institutions[device.owner].name)
  }

  private func row(_ d: Int, y: Int, height: Int) -> Markup {
    let device = view.problem.devices[d]
    var content = Markup()
    content.append(background(device, y: y, height: height))
    content.append(reserve(d, y: y, height: height))
    // The hatching of the days runs through between the rows.
    content.append(
      Drawing.rectangle(
        x: Self.left - 4, y: y + height, width: Self.width - Self.left + 4, height: Self.gap,
        .class("paper")))
    return content
  }
}
