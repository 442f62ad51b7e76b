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

  /// What stays the same when the appointment is issued again: the job's own key for it within its series.
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
  /// The round, rotation or roster that the appointments belong to; see ``series(_:_:)``.
  public let series: String

  /// A feed.
  public init(
    series: String, kind: String, owner: String, title: String, events: [CalendarEvent]
  ) {
    self.series = series
    self.kind = kind
    self.owner = owner
    self.title = title
    self.events = events
  }

  /// Name of the file, made of the kind and the identifier; whatever could lead elsewhere in a path is
  /// written as `~` and hexadecimal digits.
  public var fileName: String { Self.fileName(kind: kind, owner: owner) }

  static func fileName(kind: String, owner: String) -> String { "\(kind)-\(safe(owner)).ics" }

  /// The name of a series: the job, with a hash of what tells one round of it from the next, such as title and
  /// first day. It begins every identifier of its appointments, so that another round neither takes them over
  /// nor cancels them.
  ///
  /// - Parameters:
  ///   - job: `book`, `roster` or `shift`.
  ///   - parts: What stays when the round is issued again.
  /// - Returns: Such as `book-0f3a92c1d4e5b687`; the hash is FNV-1a of 64 bits.
  public static func series(_ job: String, _ parts: String...) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in Array(part.utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    let digits = String(hash, radix: 16)
    return "\(job)-\(String(repeating: "0", count: 16 - digits.count))\(digits)"
  }

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
