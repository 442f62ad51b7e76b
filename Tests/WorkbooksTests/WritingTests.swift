import Diagnostics
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Interchange
import MentorMatching
import SampleData
import Testing
import Workbooks

/// What reading a job's workbook finds wrong, and what it left out.
private func review(_ reading: Reading<Workbook>, as job: Job) -> (
  faults: [String], notes: [String]
) {
  func review<Draft: Sendable, Problem>(
    _ reading: Reading<Draft>, _ make: (Draft) throws(Faults) -> Problem
  ) -> (faults: [String], notes: [String]) {
    let notes = reading.notes.map(\.en)
    do throws(RejectedInput) {
      _ = try reading.validated(make)
      return ([], notes)
    } catch {
      return ([error.report(in: .en)], notes)
    }
  }
  return switch job {
  case .pair:
    review(PairingWorkbook.read(reading)) { (draft) throws(Faults) in
      try PairingProblem(validating: draft)
    }
  case .shifts:
    review(ShiftWorkbook.read(reading)) { (draft) throws(Faults) in
      try ShiftRosteringProblem(validating: draft)
    }
  case .settle:
    review(SettlementWorkbook.read(reading)) { (draft) throws(Faults) in
      try UseLedger(validating: draft)
    }
  case .roster:
    review(RosteringWorkbook.read(reading)) { (draft) throws(Faults) in
      try RosteringProblem(validating: draft)
    }
  case .book:
    review(BookingWorkbook.read(reading)) { (draft) throws(Faults) in
      try BookingProblem(validating: draft)
    }
  }
}

private func reading(_ workbook: Workbook) -> Reading<Workbook> {
  Reading(value: workbook, provenance: Provenance())
}

@Test(arguments: Template.jobs, Language.allCases)
func `a fresh template passes its check, no column of it is ignored, and it is the same every time`(
  job: Job, language: Language
) throws {
  let template = Template.workbook(for: job, in: language, named: "t")
  let asFolder = review(reading(template), as: job)
  #expect(asFolder.faults == [])
  #expect(asFolder.notes == [])
  for plan in Template.sheets(for: job) {
    #expect(plan.examples.allSatisfy { $0.count == plan.columns.count }, "\(plan.name.zh)")
  }

  let sheets = template.formatted(as: job, in: language, guide: true, examples: true)
  let bytes = try WorkbookFile.bytes(of: sheets, examples: true)
  #expect(bytes == (try WorkbookFile.bytes(of: sheets, examples: true)))
  let read = try WorkbookFile.read(InputFile(path: "t.xlsx", bytes: bytes))
  let asWorkbook = review(read, as: job)
  #expect(asWorkbook.faults == [])
  #expect(asWorkbook.notes == [])
}

/// The sheets after a journey through the bytes of an `.xlsx`.
private func journey(_ workbook: Workbook, _ job: Job) throws -> Reading<Workbook> {
  let bytes = try WorkbookFile.bytes(of: workbook.formatted(as: job, in: .zh))
  return try WorkbookFile.read(InputFile(path: "\(workbook.name).xlsx", bytes: bytes))
}

@Test func `the three jobs read from a workbook what they read from a folder`() throws {
  let pairing = PairingWorkbook.workbook(of: PairingSample().draft(seed: 5))
  #expect(
    PairingWorkbook.read(try journey(pairing, .pair)).value
      == PairingWorkbook.read(reading(pairing)).value)
  let rotation = RosteringWorkbook.workbook(
    of: RotationSample(hospitals: 3, communities: 5, terms: RotationSample.months(6)).draft(seed: 5)
  )
  #expect(
    RosteringWorkbook.read(try journey(rotation, .roster)).value
      == RosteringWorkbook.read(reading(rotation)).value)
  let booking = BookingWorkbook.workbook(
    of: BookingSample(deviceCount: 5, requestCount: 40, dayCount: 7, seed: 5).draft())
  #expect(
    BookingWorkbook.read(try journey(booking, .book)).value
      == BookingWorkbook.read(reading(booking)).value)
}

/// Texts that programs have run, opened or obeyed.
let hostileTexts = [
  "=1+1", "=HYPERLINK(\"http://a.example\",\"x\")", "=cmd|' /C calc'!A0", "+1+cmd|'/C calc'!A0",
  "-2+3", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "＋1", "－1", "＠SUM(1)",
  "'=1+1",
  "''=1", "=DDE(\"cmd\";\"/C calc\";\"x\")", "=IMPORTXML(\"http://a.example\",\"//a\")", "0=1",
  "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>",
  "javascript:alert(1)", "http://a.example", "mailto:a@example.org", "internal:'Sheet'!A1",
  "file:///etc/passwd", "{{7*7}}", "${7*7}", "&lt;b&gt;", "]]>", "<!--", "BEGIN:VEVENT",
  "a\r\nATTENDEE:mailto:x@example.org", "../../etc/passwd", "C:\\Windows", "nul", "_x003D_1+1",
  "\u{202E}gpj.exe", "王\u{200B}芳", "𠮷野家", "a,b;c", "\"quoted\"", "{=1+1}",
]

@Test func `no text becomes a formula, a link or another text`() throws {
  let rows = hostileTexts.map { [$0, $0] }
  var sheet = FormattedSheet(
    name: "[坏]:*?/\\'名", title: "=1+1",
    columns: [.init("=A1", .text), .init("@b", .number)], rows: rows, foot: "=NOW()")
  sheet.columns[0].note = "=1"
  let bytes = try WorkbookFile.bytes(of: [sheet, sheet])
  for part in try unzipped(bytes) where part.name.hasSuffix(".xml") || part.name.hasSuffix(".rels")
  {
    let text = String(decoding: part.bytes, as: UTF8.self)
    #expect(!text.contains("<f>") && !text.contains("<f "), "\(part.name)")
    #expect(!text.contains("hyperlink"), "\(part.name)")
    #expect(!text.contains("TargetMode=\"External\""), "\(part.name)")
  }
  let read = try WorkbookFile.read(InputFile(path: "t.xlsx", bytes: bytes)).value
  #expect(Set(read.sheets.map(\.name)).count == 2)
  // A lone carriage return is a line feed to every XML parser.
  func plain(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
  for sheet in read.sheets {
    let cells = sheet.rows.dropFirst(2).prefix(rows.count).map { $0.map(plain) }
    #expect(cells == rows.map { $0.map(plain) })
  }
}

@Test func `dates and numbers are real ones, identifiers stay text`() throws {
  let sheet = FormattedSheet(
    name: "s", columns: [.init("a"), .init("b", .number), .init("c", .date), .init("d", .moment)],
    rows: [["007", "12", "2027-01-05", "2027-01-05 8:30"], ["12", "007", "2027-02-30", "soon"]])
  let bytes = try WorkbookFile.bytes(of: [sheet])
  let part = try #require(try unzipped(bytes).first { $0.name == "xl/worksheets/sheet1.xml" })
  let xml = String(decoding: part.bytes, as: UTF8.self)
  // 2027-01-05 is day 46392 of Excel, and 8:30 is 0.354166… of a day.
  #expect(xml.contains("<v>12</v>") && xml.contains("<v>46392</v>"))
  #expect(xml.contains("<v>46392.354166"))
  // Six texts and three numbers: texts say so by their type.
  #expect(xml.ranges(of: "t=\"s\"").count == 4 + 5)
  let read = try WorkbookFile.read(InputFile(path: "t.xlsx", bytes: bytes)).value.sheets[0]
  #expect(Array(read.rows.dropFirst()) == sheet.rows)
}
