/// Part of a day in minutes since midnight, half open: 8:30–12:00 holds 8:30 and not 12:00.
public struct TimeWindow: Hashable, Sendable, Codable {
  /// First minute, 0 to 1439.
  public let start: Int
  /// Minute after the last, 1 to 1440; larger than ``start``.
  public let end: Int

  /// The window from `start` to `end`; `nil` if it is empty, reversed or leaves the day.
  public init?(start: Int, end: Int) {
    guard start >= 0, start < end, end <= TimeWindow.minutesPerDay else { return nil }
    self.start = start
    self.end = end
  }

  private init(unchecked start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// Minutes in a day.
  public static let minutesPerDay = 1440

  /// From midnight to midnight.
  public static let wholeDay = TimeWindow(unchecked: 0, minutesPerDay)

  /// Minutes in the window.
  public var minutes: Int { end - start }

  /// Whether `minute` lies inside.
  public func contains(_ minute: Int) -> Bool { minute >= start && minute < end }
  /// Whether all of `other` lies inside.
  public func contains(_ other: TimeWindow) -> Bool { other.start >= start && other.end <= end }
  /// Whether the two share a minute; windows that only touch do not.
  public func overlaps(_ other: TimeWindow) -> Bool { start < other.end && other.start < end }
  /// The minutes that both hold; `nil` if there are none.
  public func intersection(_ other: TimeWindow) -> TimeWindow? {
    TimeWindow(start: max(start, other.start), end: min(end, other.end))
  }

  private enum CodingKeys: CodingKey { case start, end }

  /// Reads `{"start": 510, "end": 720}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let start = try container.decode(Int.self, forKey: .start)
    let end = try container.decode(Int.self, forKey: .end)
    guard let window = TimeWindow(start: start, end: end) else {
      throw DecodingError.dataCorruptedError(
        forKey: .end, in: container,
        debugDescription: "a time window must satisfy 0 ≤ start < end ≤ 1440")
    }
    self = window
  }
}

extension TimeWindow: CustomStringConvertible {
  /// `08:30-12:00`.
  public var description: String { "\(Self.clock(start))-\(Self.clock(end))" }

  /// `08:30` for minute 510; `24:00` for 1440.
  public static func clock(_ minute: Int) -> String {
    "\(padded(minute / 60, to: 2)):\(padded(minute % 60, to: 2))"
  }
}

/// A minute of a day.
public struct Moment: Hashable, Comparable, Sendable, Codable {
  /// The day.
  public let day: Day
  /// Minutes since midnight, 0 to 1440; 1440 is the end of the day and sorts before minute 0 of the
  /// next.
  public let minute: Int

  /// A minute of a day.
  ///
  /// - Precondition: `minute` is 0 to 1440.
  public init(_ day: Day, minute: Int) {
    precondition((0...TimeWindow.minutesPerDay).contains(minute), "a minute is 0 to 1440")
    self.day = day
    self.minute = minute
  }

  private enum CodingKeys: CodingKey { case day, minute }

  /// Reads `{"day": "2027-01-05", "minute": 510}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    day = try container.decode(Day.self, forKey: .day)
    minute = try container.decode(Int.self, forKey: .minute)
    guard (0...TimeWindow.minutesPerDay).contains(minute) else {
      throw DecodingError.dataCorruptedError(
        forKey: .minute, in: container, debugDescription: "a minute must be 0 to 1440")
    }
  }

  /// Minutes from `other` to this moment.
  public func minutes(since other: Moment) -> Int {
    (day - other.day) * TimeWindow.minutesPerDay + minute - other.minute
  }

  /// Whether `a` is earlier.
  public static func < (a: Moment, b: Moment) -> Bool {
    (a.day, a.minute) < (b.day, b.minute)
  }
}

extension Moment: CustomStringConvertible {
  /// `2027-01-05 08:30`.
  public var description: String { "\(day) \(TimeWindow.clock(minute))" }
}
