import Diagnostics
import EquipmentBooking

/// The bookings of a device.
extension DeviceChart {
  /// The bookings of a device, a lane under the other.
  func bars(_ lanes: [[Booking]], y: Int, height: Int) -> Markup {
    var content = Markup()
    for (k, lane) in lanes.enumerated() {
      let laneHeight = lanes.count == 1 ? height - 4 : Self.lane - 2
      let top = lanes.count == 1 ? y + 2 : y + 2 + k * Self.lane
      for booking in lane { content.append(bar(booking, y: top, height: laneHeight)) }
    }
    return content
  }

  /// Bookings of a device that serves several at once, spread so that none overlap in a lane.
  func lanes(_ d: Int) -> [[Booking]] {
    var lanes: [[Booking]] = []
    var ends: [Int] = []
    let present = view.bookingsOfDevice[d].filter {
      view.problem.occupation(of: $0).overlaps(slots)
    }
    for booking in present.sorted(by: {
      (view.problem.occupation(of: $0).lowerBound, $0.request)
        < (view.problem.occupation(of: $1).lowerBound, $1.request)
    }) {
      let occupied = view.problem.occupation(of: booking)
      if let free = ends.firstIndex(where: { $0 <= occupied.lowerBound }) {
        lanes[free].append(booking)
        ends[free] = occupied.upperBound
      } else {
        lanes.append([booking])
        ends.append(occupied.upperBound)
      }
    }
    return lanes
  }

  private func bar(_ booking: Booking, y: Int, height: Int) -> Markup {
    let problem = view.problem
    let request = problem.requests[booking.request]
    let use = problem.use(of: booking)
    let occupied = problem.occupation(of: booking)
    // A long use may begin in the week before or end in the week after.
    guard let from = x(ofSlot: max(use.lowerBound, slots.lowerBound)),
      let to = x(ofSlot: min(use.upperBound, slots.upperBound), asEnd: true),
      use.overlaps(slots)
    else { return Markup() }
    let outerFrom = x(ofSlot: max(occupied.lowerBound, slots.lowerBound)) ?? from
    let outerTo = x(ofSlot: min(occupied.upperBound, slots.upperBound), asEnd: true) ?? to
    let tone = BookingView.tone(ofPriority: request.priority)
    let full = "\(request.priority) \(request.id)"
    let width = to - from
    let label = width >= displayWidth(full) * 7 ? full : "\(request.priority)"
    let title =
      "\(request.id) · \(view.institutionName(ofRequest: booking.request)) · "
      + "\(problem.devices[booking.device].id) · \(problem.grid.text(of: use))"
    return Drawing.item(title) {
      if outerFrom < from || outerTo > to {
        Drawing.rectangle(
          x: outerFrom, y: y + height / 2 - 4, width: outerTo - outerFrom, height: 8, round: 3,
          tone.fill)
      }
      Drawing.rectangle(
        x: from, y: y, width: max(4, width - 1), height: height, round: 3, tone.fill)
      Drawing.text(label, x: (from + to) / 2, y: y + height / 2 + 4, tone.smallInk)
      if request.pin != nil {
        tag(
          "path", problem.isMoved(booking.request) ? .class("pin-line") : .class("pin"),
          Attribute("d", "M\(to - 9) \(y + 1)h7v7z"))
      }
    }
  }
}
