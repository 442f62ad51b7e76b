import Diagnostics
import EquipmentBooking

/// When a device is open, under maintenance or kept by its owner.
extension DeviceChart {
  func background(
    _ device: BookingProblem.Device, y: Int, height: Int
  ) -> Markup {
    let perDay = view.problem.grid.slotsPerDay
    var content = Markup()
    for day in columns.map(\.day) {
      let slots = (day * perDay + daySlots.lowerBound)..<(day * perDay + daySlots.upperBound)
      for (isMaintenance, span) in spans(of: device, in: slots) {
        guard let from = x(ofSlot: span.lowerBound),
          let to = x(ofSlot: span.upperBound, asEnd: true)
        else { continue }
        if isMaintenance {
          content.append(
            Drawing.item(
              view.language.say("停机维护", "maintenance") + " " + view.problem.grid.text(of: span)
            ) {
              Drawing.rectangle(
                x: from, y: y, width: to - from, height: height, .class("maintenance"))
              Drawing.text(
                view.language.say("维", "M"), x: (from + to) / 2, y: y + height / 2 + 4,
                .class("mid", "bold"))
            })
        } else {
          content.append(
            Drawing.rectangle(x: from, y: y, width: to - from, height: height, .class("band")))
        }
      }
    }
    return content
  }

  /// Longest spans within `slots` in which the device is open, or under maintenance in open hours.
  private func spans(
    of device: BookingProblem.Device, in slots: Range<Int>
  ) -> [(isMaintenance: Bool, span: Range<Int>)] {
    var found: [(isMaintenance: Bool, span: Range<Int>)] = []
    for slot in slots where device.hours[slot] || device.maintenance[slot] {
      let isMaintenance = device.maintenance[slot]
      if let last = found.last, last.span.upperBound == slot, last.isMaintenance == isMaintenance {
        found[found.count - 1].span = last.span.lowerBound..<slot + 1
      } else {
        found.append((isMaintenance, slot..<slot + 1))
      }
    }
    return found
  }

  /// Frames around the open hours that owners keep, of the device itself or of its parts.
  func reserve(_ d: Int, y: Int, height: Int) -> Markup {
    let problem = view.problem
    var isKept = [Bool](repeating: false, count: problem.grid.slotCount)
    for taken in [d] + problem.devices[d].parts {
      for slot in problem.reserve(of: problem.draft.devices[taken]).joined() { isKept[slot] = true }
    }
    let perDay = problem.grid.slotsPerDay
    var content = Markup()
    for day in columns.map(\.day) {
      var slot = day * perDay + daySlots.lowerBound
      let end = day * perDay + daySlots.upperBound
      while slot < end {
        let first = slot
        while slot < end, isKept[slot], problem.devices[d].hours[slot] { slot += 1 }
        if slot > first { content.append(frame(first..<slot, y: y, height: height)) }
        slot = max(slot, first + 1)
      }
    }
    return content
  }

  private func frame(_ span: Range<Int>, y: Int, height: Int) -> Markup {
    guard let from = x(ofSlot: span.lowerBound), let to = x(ofSlot: span.upperBound, asEnd: true)
    else { return Markup() }
    let title = view.language.say("本单位自用", "kept by the owner")
    return Drawing.item(title + " " + view.problem.grid.text(of: span)) {
      Drawing.rectangle(
        x: from + 1, y: y + 1, width: max(2, to - from - 2), height: height - 2, .class("kept"))
      Drawing.text(
        view.language.say("自", "O"), x: from + 4, y: y + 12, .class("tiny", "soft"))
    }
  }
}
