import Alliance

/// Seconds since 1970 as minutes of a horizon of whole days (UTC).
struct SatNetClock {
  private static let secondsPerDay = 86_400
  /// The day that begins at second 0.
  private static let epoch = Day(year: 1970, month: 1, day: 1) ?? Day(number: 0)

  /// First day and number of days.
  let firstDay: Day
  let dayCount: Int
  /// Second at which the horizon begins.
  let base: Int

  /// The days that contain a span of seconds.
  init(from first: Int, to last: Int) {
    let day = first / Self.secondsPerDay
    base = day * Self.secondsPerDay
    firstDay = Self.epoch + day
    dayCount = (last - base + Self.secondsPerDay - 1) / Self.secondsPerDay
  }

  /// The clock of a horizon that begins on a day.
  init(firstDay: Day, dayCount: Int) {
    self.firstDay = firstDay
    self.dayCount = dayCount
    base = (firstDay - Self.epoch) * Self.secondsPerDay
  }

  private var slotSeconds: Int { SatNetFile.slotMinutes * 60 }

  /// Minutes from the first slot that begins at or after a second.
  func minutesUp(_ second: Int) -> Int {
    (max(0, second - base) + slotSeconds - 1) / slotSeconds * SatNetFile.slotMinutes
  }

  /// Minutes to the last slot that ends at or before a second.
  func minutesDown(_ second: Int) -> Int {
    max(0, second - base) / slotSeconds * SatNetFile.slotMinutes
  }
}
