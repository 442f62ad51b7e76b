internal import Alliance

/// A feed as an iCalendar file (RFC 5545), which takes over the one that was issued before: an appointment
/// that changed has a higher SEQUENCE, one of the same series that vanished is cancelled, and one that did not
/// change or belongs to another series keeps its bytes.
public struct CalendarText: Hashable, Sendable {
  /// The bytes of the file: UTF-8, CRLF, lines of at most 75 octets.
  public let bytes: [UInt8]

  /// A feed's file.
  ///
  /// - Parameters:
  ///   - feed: The appointments.
  ///   - issued: When it is issued, in universal time: `20270105T010000Z`.
  ///   - previous: Bytes of the file that this one replaces; `nil` for the first issue.
  ///   - known: What is known of the feed's appointments from elsewhere: no sequence number is smaller, and
  ///     those that are cancelled are so here.
  public init(
    _ feed: CalendarFeed, issued: String, replacing previous: [UInt8]? = nil,
    known: [IssuedAppointment] = []
  ) {
    let before = previous.map { IssuedEvent.all(in: $0) } ?? []
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Allot//Allot//ZH", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "X-WR-CALNAME:" + Self.escaped(feed.title),
      "X-WR-TIMEZONE:Asia/Shanghai",
    ]
    func uid(_ key: String) -> String {
      "\(feed.series)-\(CalendarFeed.safe(key))-\(feed.kind)-\(CalendarFeed.safe(feed.owner))@allot"
    }
    let least = known.reduce(into: [String: Int]()) { $0[uid($1.key)] = $1.sequence }
    var seen: Set<String> = []
    for event in feed.events {
      let uid = uid(event.key)
      guard seen.insert(uid).inserted else { continue }
      let content = Self.content(of: event) + ["STATUS:CONFIRMED"]
      let earlier = before.first { $0.uid == uid }
      let isSame = earlier?.content == content
      let sequence = max(
        earlier.map { isSame ? $0.sequence : $0.sequence + 1 } ?? 0, least[uid] ?? 0)
      lines += Self.event(
        uid, sequence, isSame ? earlier?.stamp ?? issued : issued, content)
    }
    for gone in before where !seen.contains(gone.uid) {
      let stays =
        gone.content.contains("STATUS:CANCELLED") || !gone.uid.hasPrefix(feed.series + "-")
      seen.insert(gone.uid)
      lines += Self.event(
        gone.uid, stays ? gone.sequence : max(gone.sequence + 1, least[gone.uid] ?? 0),
        stays ? gone.stamp : issued,
        stays
          ? gone.content
          : gone.content.filter { !$0.hasPrefix("STATUS:") } + ["STATUS:CANCELLED"])
    }
    for gone in known where gone.isCancelled && seen.insert(uid(gone.key)).inserted {
      lines += Self.event(
        uid(gone.key), gone.sequence, issued,
        Self.lines(of: gone.time) + ["SUMMARY:" + Self.escaped(feed.title), "STATUS:CANCELLED"])
    }
    lines.append("END:VCALENDAR")
    bytes = lines.flatMap { Array(Self.folded($0).utf8) }
  }

  private static func event(
    _ uid: String, _ sequence: Int, _ stamp: String, _ content: [String]
  ) -> [String] {
    ["BEGIN:VEVENT", "UID:\(uid)", "SEQUENCE:\(sequence)", "DTSTAMP:\(stamp)"] + content
      + ["END:VEVENT"]
  }

  private static func lines(of time: CalendarEvent.Time) -> [String] {
    switch time {
    case .days(let days):
      // The end is the first day after.
      [
        "DTSTART;VALUE=DATE:\(compact(days.lowerBound))",
        "DTEND;VALUE=DATE:\(compact(days.upperBound + 1))",
      ]
    case .moments(let from, let to):
      ["DTSTART:\(universal(from))", "DTEND:\(universal(to))"]
    }
  }

  private static func content(of event: CalendarEvent) -> [String] {
    var lines = lines(of: event.time)
    lines.append("SUMMARY:" + escaped(event.summary))
    if !event.location.isEmpty { lines.append("LOCATION:" + escaped(event.location)) }
    if !event.details.isEmpty { lines.append("DESCRIPTION:" + escaped(event.details)) }
    return lines
  }

  private static func compact(_ day: Day) -> String { day.description.replacing("-", with: "") }

  private static func universal(_ moment: Moment) -> String {
    let minutes = moment.minute - 8 * 60
    let (day, minute) = minutes < 0 ? (moment.day + -1, minutes + 1440) : (moment.day, minutes)
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    // A moment may be the end of its day.
    let whole = day + minute / 1440
    return "\(compact(whole))T\(padded(minute % 1440 / 60))\(padded(minute % 60))00Z"
  }

  /// The text of a property: what would end the line or the value is escaped, and other control
  /// characters go (RFC 5545, 3.3.11). The only way for a text into a file.
  static func escaped(_ text: String) -> String {
    var result = ""
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      switch scalar {
      case "\\", ";", ",": result += "\\\(scalar)"
      case "\n" where wasReturn: break
      case "\r", "\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": result += "\\n"
      case _ where scalar.properties.generalCategory == .control: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The line with its end, folded so that no piece has more than 75 octets and no character is cut.
  static func folded(_ line: String) -> String {
    var result = ""
    var length = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if length + size > 75 {
        result += "\r\n "
        length = 1
      }
      result.unicodeScalars.append(scalar)
      length += size
    }
    return result + "\r\n"
  }
}

/// An appointment of a file that was issued before.
private struct IssuedEvent {
  var uid = ""
  var sequence = 0
  var stamp = ""
  /// All other lines in order.
  var content: [String] = []

  /// The appointments of a file; what cannot be read is left out.
  static func all(in bytes: [UInt8]) -> [IssuedEvent] {
    let text = String(decoding: bytes, as: UTF8.self)
    var lines: [String] = []
    for piece in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
      // By scalar: a space and an accent that was cut off from its letter are one character.
      if let first = piece.unicodeScalars.first, first == " " || first == "\t", !lines.isEmpty {
        lines[lines.count - 1].unicodeScalars.append(contentsOf: piece.unicodeScalars.dropFirst())
      } else {
        lines.append(String(piece))
      }
    }
    var events: [IssuedEvent] = []
    var open: IssuedEvent?
    for line in lines {
      switch line {
      case "BEGIN:VEVENT": open = IssuedEvent()
      case "END:VEVENT":
        if let event = open, !event.uid.isEmpty { events.append(event) }
        open = nil
      default:
        if line.hasPrefix("UID:") {
          open?.uid = String(line.dropFirst(4))
        } else if line.hasPrefix("SEQUENCE:") {
          open?.sequence = min(max(Int(line.dropFirst(9)) ?? 0, 0), 1_000_000_000)
        } else if line.hasPrefix("DTSTAMP:") {
          open?.stamp = String(line.dropFirst(8))
        } else {
          open?.content.append(line)
        }
      }
    }
    return events
  }
}
