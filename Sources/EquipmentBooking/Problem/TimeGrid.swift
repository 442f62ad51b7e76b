public import Alliance

/// The slots of a horizon: equal pieces of whole days, counted from 0.
public struct TimeGrid: Hashable, Sendable {
  /// Minutes in a day.
  public static let minutesPerDay = 1440

  /// First day.
  public let firstDay: Day
  /// Days in the horizon.
  public let dayCount: Int
  /// Minutes in a slot, a divisor of a day.
  public let slotMinutes: Int

  /// A horizon.
  ///
  /// - Precondition: `slotMinutes` divides a day and `dayCount` is positive.
  public init(firstDay: Day, dayCount: Int, slotMinutes: Int) {
    precondition(slotMinutes > 0 && Self.minutesPerDay % slotMinutes == 0 && dayCount > 0)
    self.firstDay = firstDay
    self.dayCount = dayCount
    self.slotMinutes = slotMinutes
  }

  /// Slots in a day.
  public var slotsPerDay: Int { Self.minutesPerDay / slotMinutes }
  /// Slots in the horizon.
  public var slotCount: Int { dayCount * slotsPerDay }
  /// Minutes in the horizon.
  public var minuteCount: Int { dayCount * Self.minutesPerDay }

  /// Day of the horizon in which a slot lies, from 0.
  public func day(ofSlot slot: Int) -> Int { slot / slotsPerDay }

  /// Weekday of a day of the horizon: 1 for Monday … 7 for Sunday.
  public func weekday(ofDay day: Int) -> Int { (firstDay + day).weekday.rawValue }

  /// Monday weeks that the horizon touches, as ranges of slots.
  public var weeks: [Range<Int>] {
    var cuts = [0]
    for day in 1..<max(1, dayCount) where weekday(ofDay: day) == 1 {
      cuts.append(day * slotsPerDay)
    }
    cuts.append(slotCount)
    return zip(cuts, cuts.dropFirst()).map { $0..<$1 }
  }

  /// The longest spans of windows, or of the whole horizon, outside the slots that are kept.
  func spans(_ windows: [Range<Int>]?, outside kept: [Range<Int>]) -> [Range<Int>] {
    var isKept = [Bool](repeating: false, count: slotCount)
    for span in kept {
      for slot in span { isKept[slot] = true }
    }
    return (windows ?? [0..<slotCount]).flatMap { window -> [Range<Int>] in
      var spans: [Range<Int>] = []
      for slot in window where !isKept[slot] {
        if let last = spans.last, last.upperBound == slot {
          spans[spans.count - 1] = last.lowerBound..<slot + 1
        } else {
          spans.append(slot..<slot + 1)
        }
      }
      return spans
    }
  }

  /// `2026-11-30` for a day of the horizon.
  public func dateText(ofDay day: Int) -> String { (firstDay + day).description }

  /// `09:30` for a slot's first minute; the end of a day is written `24:00`.
  public func clockText(ofSlot slot: Int, asEnd: Bool = false) -> String {
    let minute = slot * slotMinutes % Self.minutesPerDay
    if asEnd && minute == 0 { return "24:00" }
    return "\(Self.padded(minute / 60)):\(Self.padded(minute % 60))"
  }

  /// `2026-11-30 09:30` for a slot's first minute.
  public func text(ofSlot slot: Int) -> String {
    "\(dateText(ofDay: day(ofSlot: slot))) \(clockText(ofSlot: slot))"
  }

  /// `2026-11-30 09:30–11:00`, with the date of the end if it is another one.
  public func text(of slots: Range<Int>) -> String {
    let lastDay = day(ofSlot: max(slots.lowerBound, slots.upperBound - 1))
    let end = clockText(ofSlot: slots.upperBound, asEnd: true)
    let date = lastDay == day(ofSlot: slots.lowerBound) ? "" : dateText(ofDay: lastDay) + " "
    return "\(text(ofSlot: slots.lowerBound))–\(date)\(end)"
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
