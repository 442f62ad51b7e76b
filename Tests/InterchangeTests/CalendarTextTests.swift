import Alliance
import Foundation
import Interchange
import Testing

/// A reader of iCalendar for tests, written from RFC 5545 and sharing nothing with the writer.
private struct ReadCalendar {
  /// Properties of each appointment by name, unescaped, with their parameters behind `;`.
  var events: [[String: String]] = []
  /// What breaks the standard.
  var defects: [String] = []

  init(_ bytes: [UInt8]) {
    let newline: [UInt8] = [13, 10]
    var lines: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let end = rest.indices.first(where: { rest[$0...].starts(with: newline) }) else {
        defects.append("no CRLF at the end")
        break
      }
      let line = Array(rest[..<end])
      if line.count > 75 { defects.append("\(line.count) octets") }
      if line.contains(10) || line.contains(13) { defects.append("a bare line end") }
      if String(validating: line, as: UTF8.self) == nil { defects.append("a cut character") }
      if line.first == 32, !lines.isEmpty {
        lines[lines.count - 1] += line.dropFirst()
      } else {
        lines.append(line)
      }
      rest = rest[(end + 2)...]
    }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    if texts.first != "BEGIN:VCALENDAR" || texts.last != "END:VCALENDAR" {
      defects.append("not one calendar")
    }
    var open: [String: String]?
    for text in texts {
      guard let colon = text.firstIndex(of: ":") else {
        defects.append("no colon in \(text)")
        continue
      }
      let (name, value) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
      switch (name, value) {
      case ("BEGIN", "VEVENT"): open = [:]
      case ("END", "VEVENT"):
        if let open { events.append(open) }
        open = nil
      case ("BEGIN", "VCALENDAR"), ("END", "VCALENDAR"): break
      default:
        if open?[name] != nil { defects.append("\(name) twice") }
        open?[name] = Self.unescaped(value)
      }
    }
    for event in events {
      for name in ["UID", "DTSTAMP", "SEQUENCE", "SUMMARY"] where event[name] == nil {
        defects.append("\(name) is missing")
      }
    }
  }

  private static func unescaped(_ value: String) -> String {
    var result = ""
    var isEscape = false
    for character in value {
      if isEscape {
        result.append(character == "n" || character == "N" ? "\n" : character)
        isEscape = false
      } else if character == "\\" {
        isEscape = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}

private func feed(_ events: [CalendarEvent], series: String = "s") -> CalendarFeed {
  CalendarFeed(series: series, kind: "unit", owner: "H01", title: "同仁医院", events: events)
}

private func event(_ key: String, _ summary: String, day: String = "2027-01-05") throws
  -> CalendarEvent
{
  let day = try #require(Day(iso: day))
  return CalendarEvent(
    key: key, time: .moments(from: Moment(day, minute: 90), to: Moment(day, minute: 1440)),
    summary: summary)
}

@Test func `times are universal, ends of whole days are the day after`() throws {
  let first = try #require(Day(iso: "2027-01-01"))
  let calendar = ReadCalendar(
    CalendarText(
      feed([
        try event("a", "一"),
        CalendarEvent(key: "b", time: .days(first...(first + 30)), summary: "二"),
      ]), issued: "20261120T000000Z"
    ).bytes)
  #expect(calendar.defects == [])
  // 01:30 in China is 17:30 of the day before, midnight is 16:00.
  #expect(calendar.events[0]["DTSTART"] == "20270104T173000Z")
  #expect(calendar.events[0]["DTEND"] == "20270105T160000Z")
  #expect(calendar.events[1]["DTSTART;VALUE=DATE"] == "20270101")
  #expect(calendar.events[1]["DTEND;VALUE=DATE"] == "20270201")
}

@Test(arguments: [
  String(repeating: "轮值", count: 60), String(repeating: "𠮷", count: 40), "a;b,c\\d\\n",
  "x\r\nATTENDEE:mailto:a@example.org", "x\nEND:VEVENT\nBEGIN:VEVENT", "tab\there",
  "\u{0}\u{7}bell",
  "\u{2028}line", "\u{2029}paragraph", "\u{85}next", "\u{0B}down", "\u{0C}page", "=1+1", "<b>",
  "王\u{200D}芳", "e\u{301}é",
])
func `a text stays one text, whatever is in it`(text: String) throws {
  let bytes = CalendarText(
    CalendarFeed(
      series: "s", kind: "person", owner: text, title: text,
      events: [
        CalendarEvent(
          key: text, time: try event("a", "").time, summary: text, location: text, details: text)
      ]), issued: "20261120T000000Z"
  ).bytes
  let calendar = ReadCalendar(bytes)
  #expect(calendar.defects == [])
  #expect(calendar.events.count == 1)
  #expect(calendar.events[0]["ATTENDEE"] == nil)
  var expected = text.replacing("\r\n", with: "\n")
  for mark in ["\u{2028}", "\u{2029}", "\u{85}", "\u{0B}", "\u{0C}"] {
    expected = expected.replacing(mark, with: "\n")
  }
  for mark in ["\u{0}", "\u{7}", "\t"] { expected = expected.replacing(mark, with: "") }
  #expect(calendar.events[0]["SUMMARY"] == expected)
  #expect(calendar.events[0]["LOCATION"] == expected)
}

@Test func `a new issue counts up what changed, cancels what vanished and leaves the rest`() throws
{
  let first = CalendarText(
    feed([try event("a", "一"), try event("b", "二"), try event("c", "三")]),
    issued: "20261120T000000Z")
  let second = CalendarText(
    feed([try event("a", "一"), try event("b", "二", day: "2027-01-06"), try event("d", "四")]),
    issued: "20261121T000000Z", replacing: first.bytes)
  func state(_ text: CalendarText) -> [String: [String?]] {
    let calendar = ReadCalendar(text.bytes)
    #expect(calendar.defects == [])
    return Dictionary(
      calendar.events.map {
        (
          String(($0["UID"] ?? "").dropFirst(2).prefix(1)),
          [$0["SEQUENCE"], $0["STATUS"], $0["DTSTAMP"]]
        )
      }, uniquingKeysWith: { first, _ in first })
  }
  let (old, new) = ("20261120T000000Z", "20261121T000000Z")
  #expect(
    state(second) == [
      "a": ["0", "CONFIRMED", old], "b": ["1", "CONFIRMED", new], "c": ["1", "CANCELLED", new],
      "d": ["0", "CONFIRMED", new],
    ])
  let same = CalendarText(
    feed([try event("a", "一"), try event("b", "二", day: "2027-01-06"), try event("d", "四")]),
    issued: "20261122T000000Z", replacing: second.bytes)
  #expect(same == second)
  let back = CalendarText(
    feed([try event("c", "三")]), issued: "20261123T000000Z", replacing: second.bytes)
  #expect(state(back)["c"] == ["2", "CONFIRMED", "20261123T000000Z"])
}

@Test(arguments: 0..<8)
func `a line folded before an accent is read back, so that nothing seems changed`(shift: Int) throws
{
  let text = String(repeating: "x", count: shift) + String(repeating: "e\u{301}\u{FE0F}", count: 60)
  let first = CalendarText(feed([try event("a", text)]), issued: "20261120T000000Z")
  let again = CalendarText(
    feed([try event("a", text)]), issued: "20261121T000000Z", replacing: first.bytes)
  #expect(again == first)
}

@Test func `a line is as long as it may be and no longer`() throws {
  let bytes = CalendarText(
    feed([try event("a", String(repeating: "x", count: 300))]), issued: "20261120T000000Z"
  ).bytes
  let lengths = bytes.split(separator: 10).map { $0.count - 1 }
  #expect(lengths.max() == 75)
}

@Test func `another round in the same file neither takes over nor cancels appointments`() throws {
  let first = CalendarText(
    feed([try event("R1", "一"), try event("R2", "二")], series: "book-1"),
    issued: "20261120T000000Z")
  // The next round numbers its requests from 1 again.
  let second = CalendarText(
    feed([try event("R1", "三", day: "2027-01-19")], series: "book-2"),
    issued: "20261121T000000Z", replacing: first.bytes)
  let events = ReadCalendar(second.bytes).events
  #expect(events.map { $0["SUMMARY"] } == ["三", "一", "二"])
  #expect(events.allSatisfy { $0["STATUS"] == "CONFIRMED" && $0["SEQUENCE"] == "0" })
  #expect(Set(events.map { $0["UID"] }).count == 3)
  // Issued again without its second one, the first round cancels that and nothing else.
  let third = CalendarText(
    feed([try event("R1", "一")], series: "book-1"), issued: "20261122T000000Z",
    replacing: second.bytes)
  let cancelled = ReadCalendar(third.bytes).events.filter { $0["STATUS"] == "CANCELLED" }
  #expect(cancelled.map { $0["SUMMARY"] } == ["二"])
  #expect(
    CalendarFeed.series("book", "a", "bc") != CalendarFeed.series("book", "ab", "c")
      && CalendarFeed.series("book", "a") == CalendarFeed.series("book", "a"))
}

@Test func `an owner's name never leads out of the folder`() {
  for owner in ["../../etc/passwd", "/etc", "a\\b", "nul\u{0}x", "..", "王芳", "a b"] {
    let name = CalendarFeed(series: "s", kind: "person", owner: owner, title: "", events: [])
      .fileName
    #expect(name.utf8.allSatisfy { $0 < 128 } && !name.contains("/") && !name.contains(".."))
    #expect(name.hasPrefix("person-") && name.hasSuffix(".ics"))
  }
}

@Test func `marks that part values are escaped, also where a lenient reader would not mind`() throws
{
  let text = String(
    decoding: CalendarText(feed([try event("a", "a;b,c\\d")]), issued: "20261120T000000Z").bytes,
    as: UTF8.self)
  #expect(text.contains("\r\nSUMMARY:a\\;b\\,c\\\\d\r\n"))
}

@Test func `an appointment has one identifier of its own in each calendar`() throws {
  let one = try event("a", "一")
  var seen: Set<String> = []
  for (kind, owner) in [("unit", "H01"), ("unit", "H02"), ("device", "H01")] {
    let calendar = ReadCalendar(
      CalendarText(
        CalendarFeed(series: "s", kind: kind, owner: owner, title: "", events: [one, one]),
        issued: "20261120T000000Z"
      ).bytes)
    #expect(calendar.events.count == 1, "the same key is one appointment")
    seen.formUnion(calendar.events.compactMap { $0["UID"] })
  }
  #expect(seen.count == 3)
  let names = ["王", "~e7~8e~8b"].map {
    CalendarFeed(series: "s", kind: "unit", owner: $0, title: "", events: []).fileName
  }
  #expect(names[0] != names[1])
}
