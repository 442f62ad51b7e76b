/// The slots of a horizon: equal pieces of whole days, counted from 0.
public struct TimeGrid: Hashable, Sendable {
  /// Minutes in a day.
  public static let minutesPerDay = 1440

  /// First day, counted in days from 1970-01-01.
  public let firstDayNumber: Int
  /// Days in the horizon.
  public let dayCount: Int
  /// Minutes in a slot, a divisor of a day.
  public let slotMinutes: Int

  /// A horizon.
  ///
  /// - Precondition: `slotMinutes` divides a day and `dayCount` is positive.
  public init(firstDayNumber: Int, dayCount: Int, slotMinutes: Int) {
    precondition(slotMinutes > 0 && Self.minutesPerDay % slotMinutes == 0 && dayCount > 0)
    self.firstDayNumber = firstDayNumber
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
  public func weekday(ofDay day: Int) -> Int {
    // 1970-01-01 was a Thursday.
    let fromMonday = (firstDayNumber + day + 3) % 7
    return (fromMonday + 7) % 7 + 1
  }

  /// Monday weeks that the horizon touches, as ranges of slots.
  public var weeks: [Range<Int>] {
    var cuts = [0]
    for day in 1..<max(1, dayCount) where weekday(ofDay: day) == 1 {
      cuts.append(day * slotsPerDay)
    }
    cuts.append(slotCount)
    return zip(cuts, cuts.dropFirst()).map { $0..<$1 }
  }

  /// Year, month and day of a day of the horizon.
  public func date(ofDay day: Int) -> (year: Int, month: Int, day: Int) {
    Self.civilDate(dayNumber: firstDayNumber + day)
  }

  /// `2026-11-30` for a day of the horizon.
  public func dateText(ofDay day: Int) -> String {
    let (year, month, day) = date(ofDay: day)
    return "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))"
  }

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

  /// Days from 1970-01-01 to a date written `2026-11-30`; `nil` if it is no date of 1900 … 2199.
  public static func dayNumber(of text: String) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), (1900...2199).contains(year), (1...12).contains(month),
      (1...31).contains(day)
    else { return nil }
    let number = dayNumber(year: year, month: month, day: day)
    return civilDate(dayNumber: number) == (year, month, day) ? number : nil
  }

  /// Days from 1970-01-01 to a date of the Gregorian calendar.
  ///
  /// The year is taken to begin in March, so that the leap day is its last.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  /// The date of a day number; the inverse of ``dayNumber(of:)``.
  private static func civilDate(dayNumber: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = dayNumber + 719_468
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = shifted / 146_097 * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
