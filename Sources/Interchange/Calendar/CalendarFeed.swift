public import Alliance

/// An appointment of a feed.
public struct CalendarEvent: Hashable, Sendable {
  /// When it is. Times are those of China, which are eight hours ahead of universal time all year.
  public enum Time: Hashable, Sendable {
    /// Whole days, the last one included.
    case days(ClosedRange<Day>)
    /// From one moment to another.
    case moments(from: Moment, to: Moment)
  }

  /// What stays the same when the appointment is issued again: the job's own key for it.
  public let key: String
  /// When.
  public let time: Time
  /// One line.
  public let summary: String
  /// Where; empty if it is not said.
  public let location: String
  /// More about it; empty for nothing.
  public let details: String

  /// An appointment.
  public init(
    key: String, time: Time, summary: String, location: String = "", details: String = ""
  ) {
    self.key = key
    self.time = time
    self.summary = summary
    self.location = location
    self.details = details
  }
}

/// The appointments of one person, unit or device: one `.ics` file.
public struct CalendarFeed: Hashable, Sendable {
  /// Whose it is, for the name of the file: `person`, `unit`, `device`.
  public let kind: String
  /// Identifier of the owner.
  public let owner: String
  /// What calendars show as the name of the feed.
  public let title: String
  /// The appointments in order.
  public let events: [CalendarEvent]

  /// A feed.
  public init(kind: String, owner: String, title: String, events: [CalendarEvent]) {
    self.kind = kind
    self.owner = owner
    self.title = title
    self.events = events
  }

  /// Name of the file, made of the kind and the identifier; whatever could lead elsewhere in a path is
  /// written as `~` and hexadecimal digits.
  public var fileName: String { "\(kind)-\(Self.safe(owner)).ics" }

  static func safe(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "~" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }.joined()
  }
}
