import Alliance
import Diagnostics
import Foundation
import Interchange
import Solving
import Testing

private struct Draft: Codable, Hashable, Sendable {
  struct Mentor: Codable, Hashable, Sendable {
    var id: String
    var capacity: Int
  }
  var mentors: [Mentor]
}

private struct Answer: JobAnswer, Hashable {
  var pairs: [Int?]
}

private let draft = Draft(mentors: [.init(id: "007", capacity: 2), .init(id: "𠮷/1", capacity: 0)])

private func result(seconds: Double) -> ResultFile<Draft, Answer> {
  let terms = [ObjectiveTerm(name: "paired", value: 2, bound: 2, isMinimized: false)]
  return ResultFile(
    job: .pair, version: "0.1.0", draft: draft,
    outcome: Outcome(
      termination: .optimal, solution: Answer(pairs: [0, nil]), terms: terms, work: 3, seed: .max),
    limits: SolveLimits(seconds: 60, work: nil, gap: 0.01),
    inputs: [InputRecord(path: "导师结对/导师.csv", sha256: "ab")], provisionalYears: [2027],
    cpuSeconds: seconds / 2, seconds: seconds)
}

private func file(_ text: String) -> InputFile {
  InputFile(path: "r.json", bytes: Array(text.utf8))
}

private func faultText(_ error: RejectedInput?) -> String {
  error?.report(in: .en).split(separator: "\n").first.map(String.init) ?? ""
}

@Test func `a result survives being written and read`() throws {
  let bytes = try result(seconds: 12.3456).encoded()
  let back = try ResultFile<Draft, Answer>(
    reading: InputFile(path: "r", bytes: bytes), expecting: .pair)
  #expect(back.draft == draft)
  #expect(back.answer == Answer(pairs: [0, nil]))
  #expect(back.seed == .max)
  #expect(back.limits == SolveLimits(seconds: 60, work: nil, gap: 0.01))
  #expect(back.provisionalYears == [2027])
  #expect(back.seconds == 12.346)
  #expect(try back.encoded() == result(seconds: 12.3456).encoded().map { $0 })
}

@Test func `a draft that was written before gives the same bytes`() throws {
  let written = try EncodedDraft(draft)
  #expect(try result(seconds: 2).encoded(draft: written) == result(seconds: 2).encoded())
}

@Test(
  arguments: [
    #"{"draft":{"a":"]}\\","b":[{"c":"\"}]"}]},"job":"roster","schemaVersion":1}"#,
    #"{"schemaVersion":1,"job":"roster","note":"{[\"","draft":[[],{}]}"#,
    "\u{FEFF} { \"job\" : \"roster\" ,\n\"schemaVersion\" : 1 }",
  ])
func `a header is read past everything inside the draft`(text: String) throws {
  let header = try FileHeader(of: file(text))
  #expect(header.job == .roster && header.schemaVersion == 1 && !header.isResult)
}

@Test(
  arguments: [
    "", "{", "[1]", #"{"job":"roster","schemaVersion":1"#, #"{"draft":[},"job":"roster"}"#,
    #"{"job":"roster","schemaVersion":1,"draft":"x}"#,
  ])
func `a header of a text that is no JSON is refused as the text is`(text: String) {
  let error = #expect(throws: RejectedInput.self) { try FileHeader(of: file(text)) }
  #expect(faultText(error).contains(text == "[1]" ? " I203 " : " I201 "))
}

@Test func `what is broken inside the draft is told when the draft is read`() throws {
  let broken = file(#"{"draft":{"mentors":[1 2]},"job":"pair","schemaVersion":1}"#)
  let error = #expect(throws: RejectedInput.self) {
    try DraftFile<Draft>.read(broken, expecting: .pair)
  }
  let whole = #expect(throws: RejectedInput.self) {
    try FileHeader(of: file(#"{"draft":{"mentors":[1 2}"#))
  }
  #expect(faultText(error) == faultText(whole) && faultText(error) != "")
}

@Test func `only the tail of a result depends on the clock`() throws {
  let fast = String(decoding: try result(seconds: 0.002).encoded(), as: UTF8.self)
  let slow = String(decoding: try result(seconds: 99).encoded(), as: UTF8.self)
  #expect(fast.hasSuffix(#","cpuSeconds":0.001,"seconds":0.002}"# + "\n"))
  #expect(slow.hasSuffix(#","cpuSeconds":49.500,"seconds":99.000}"# + "\n"))
  let cut = try #require(fast.range(of: #","cpuSeconds""#))
  #expect(slow.hasPrefix(fast[..<cut.lowerBound]))
  // Any JSON reader can read it, and its keys are sorted.
  let object = try JSONSerialization.jsonObject(with: Data(slow.utf8))
  #expect((object as? [String: Any])?["seconds"] as? Double == 99)
  #expect(
    fast.hasPrefix(#"{"answer":{"pairs":[0,null]},"draft":{"mentors":[{"capacity":2,"id":"007"}"#))
}

@Test func `the problem of a result can be read again`() throws {
  let bytes = try result(seconds: 1).encoded()
  let file = InputFile(path: "r.json", bytes: bytes)
  #expect(try FileHeader(of: file).isResult)
  let reading = try DraftFile<Draft>.read(file, expecting: .pair)
  #expect(reading.value == draft)
  #expect(
    reading.provenance.cell(for: Place("mentors[1].capacity"))?.description
      == "r.json!draft.mentors[1].capacity")
  let alone = InputFile(path: "d.json", bytes: try DraftFile(job: .pair, draft: draft).encoded())
  #expect(try !FileHeader(of: alone).isResult)
  #expect(try DraftFile<Draft>.read(alone, expecting: .pair).value == draft)
}

@Test func `a result of an older version is refused, and its problem can still be read`() throws {
  let new = String(decoding: try result(seconds: 1).encoded(), as: UTF8.self)
  let old = file(new.replacingOccurrences(of: #""schemaVersion":3"#, with: #""schemaVersion":2"#))
  let error = #expect(throws: RejectedInput.self) {
    try ResultFile<Draft, Answer>(reading: old, expecting: .pair)
  }
  #expect(
    faultText(error)
      == "r.json!schemaVersion: I207 The result was written by an older allot, whose proofs are no "
      + "longer read: \"2\"")
  #expect(try DraftFile<Draft>.read(old, expecting: .pair).value == draft)
}

@Test(arguments: [
  (
    #"{"schemaVersion":1,"job":"pair","draft":{"mentors":[{"id":"1"}]}}"#,
    "r.json!draft.mentors[0]: I202 The JSON file lacks this entry: \"capacity\""
  ),
  (
    #"{"schemaVersion":1,"job":"pair","draft":{"mentors":[{"id":7,"capacity":1}]}}"#,
    "r.json!draft.mentors[0].id: I203 The JSON file has an impossible value here: \"≠ \"…\"\""
  ),
  (
    #"{"schemaVersion":1,"job":"pair","draft":null}"#,
    "r.json!draft: I202 The JSON file lacks this entry: \"null\""
  ),
  (
    #"{"schemaVersion":2,"job":"pair","draft":{}}"#,
    "r.json!schemaVersion: I204 The file was written by a newer allot: \"2\""
  ),
  (
    #"{"schemaVersion":1,"job":"book","draft":{}}"#,
    "r.json!job: I205 The file belongs to another job: \"book\""
  ),
  (#"{"schemaVersion":1,"job":"pair","draft":{"ment"#, "r.json: I201 The file is not JSON"),
  (
    "PK\u{3}\u{4}x", "r.json: I206 This is an Excel workbook, and a result in JSON is wanted here"
  ),
  ("", "r.json: I201 The file is not JSON"),
  (
    "%PDF-1.7",
    "r.json: I208 This kind of file is not known: neither an .xlsx workbook, nor CSV, nor JSON"
  ),
  (
    "SQLite format 3\u{0}", "r.json: I209 This is a ledger (a database), not a list or a result"
  ),
])
func `mistakes of JSON are faults at their paths`(text: String, expected: String) {
  let error = #expect(throws: RejectedInput.self) {
    try DraftFile<Draft>.read(file(text), expecting: .pair)
  }
  #expect(faultText(error) == expected)
}

@Test func `a calendar file in the public shape is read`() throws {
  let year = try CalendarFile.read(
    file(
      """
      {"$schema": "x", "year": 2027, "papers": ["https://example.org/notice"], "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
        {"name": "元旦", "date": "2027-01-03", "isOffDay": false}]}
      """))
  #expect(!year.isProvisional)
  #expect(year.exceptions.map(\.isOffDay) == [true, false])
  let again = InputFile(path: "c", bytes: try CalendarFile(year).encoded())
  #expect(try CalendarFile.read(again) == year)
  #expect(try CalendarFile.read(file(#"{"year":2028,"papers":[],"days":[]}"#)).isProvisional)
}

@Test func `every fault of a calendar file is reported`() {
  let error = #expect(throws: RejectedInput.self) {
    try CalendarFile.read(
      file(
        """
        {"year": 2027, "papers": [], "days": [
          {"name": "元旦", "date": "2026-11-30", "isOffDay": true},
          {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
          {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
          {"name": "元旦", "date": "2027-01-04", "isOffDay": false}]}
        """))
  }
  #expect(error?.faults.list.map(\.rule.code) == ["A202", "A203", "A204"])
}

@Test
func `a list that reaches into December speaks for those days too, unless their own year does`()
  throws
{
  // As the notice for 2019 had it: New Year's holiday began on 30 December 2018.
  let next = try CalendarFile.read(
    file(
      """
      {"year": 2019, "papers": ["p"], "days": [
        {"name": "元旦", "date": "2018-12-29", "isOffDay": false},
        {"name": "元旦", "date": "2018-12-30", "isOffDay": true},
        {"name": "元旦", "date": "2018-12-31", "isOffDay": true},
        {"name": "元旦", "date": "2019-01-01", "isOffDay": true}]}
      """))
  #expect(next.exceptions.map(\.day.description) == ["2019-01-01"])
  let own = try CalendarFile.read(
    file(
      """
      {"year": 2018, "papers": ["p"], "days": [
        {"name": "国庆节", "date": "2018-10-01", "isOffDay": true},
        {"name": "校庆", "date": "2018-12-31", "isOffDay": false}]}
      """.replacing("2018-12-31", with: "2018-12-29")))
  let monday = try #require(Day(iso: "2018-12-31"))
  let saturday = try #require(Day(iso: "2018-12-29"))
  for years in [[next, own], [own, next]] {
    let calendar = years.reduce(WorkCalendar.standard) { $0.replacing($1) }
    #expect(calendar.status(of: monday).kind == .holiday)
    #expect(calendar.status(of: saturday).name == "校庆")
    #expect(calendar.status(of: monday + 1).kind == .holiday)
  }
  let again = InputFile(path: "c", bytes: try CalendarFile(next).encoded())
  #expect(try CalendarFile.read(again) == next)
}

@Test func `a provisional year stays provisional through a file`() throws {
  let year = try #require(WorkCalendar.standard.years.first { $0.year == 2027 })
  let bytes = try CalendarFile(year).encoded()
  #expect(try CalendarFile.read(InputFile(path: "2027.json", bytes: bytes)) == year)
}

@Test func `the calendar file of the demo data is the calendar inside the program`() throws {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let path = root.appending(path: "Datasets/changning/日历/2026.json").path(percentEncoded: false)
  let year = try CalendarFile.read(try InputFile(reading: path))
  #expect(year == WorkCalendar.standard.years.first { $0.year == 2026 })
}
