import Diagnostics
import Interchange
import Testing
import Workbooks

/// The cells of a workbook of one sheet.
private func rows(_ book: RawWorkbook) throws -> [[String]] {
  try #require(try WorkbookFile.read(try book.file()).value.sheets.first).rows
}

private func codes(_ error: RejectedInput?) -> [String] {
  error?.faults.list.map(\.rule.code) ?? []
}

/// The codes of the faults for which a file as a whole is refused.
private func refusal(_ file: InputFile, _ limits: WorkbookLimits = WorkbookLimits()) -> [String] {
  do throws(RejectedInput) {
    _ = try WorkbookFile.read(file, limits: limits)
    return []
  } catch {
    return codes(error)
  }
}

@Test func `shared, rich and inline strings, booleans and gaps stand where the user sees them`()
  throws
{
  var book = RawWorkbook()
  book.strings = ["工号", "王 芳"]
  book.sheets = [
    .init(
      name: "导师",
      content: """
        <sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c></row>
        <row><c t="inlineStr"><is><r><t>富</t></r><r><t>文本</t></r><rPh><t>fu</t></rPh></is></c>
        <c t="b"><v>1</v></c><c t="str"><f>A1</f><v>算出</v></c><c><v>12</v></c></row></sheetData>
        """)
  ]
  #expect(try rows(book) == [[], ["", "工号", "", "王 芳"], ["富文本", "TRUE", "算出", "12"]])
}

@Test(arguments: [
  // Excel's own documentation: serial 1 is 1900-01-01, 61 is 1900-03-01, 39448 is 2008-01-01.
  ("39448", "yyyy-mm-dd", "2008-01-01"), ("1", "yyyy/m/d", "1900-01-01"),
  ("61", "m/d/yyyy", "1900-03-01"), ("39448.5", "yyyy/m/d h:mm", "2008-01-01 12:00"),
  ("39448", #"yyyy"年"m"月""#, "2008-01"), ("0.354166666666667", "h:mm", "8:30"),
  ("1", "[h]:mm", "24:00"), ("39448", #"[$-804]yyyy"年"m"月"d"日";@"#, "2008-01-01"),
  ("7", "000000", "000007"), ("0.1", "0.00", "0.1"), ("0.10000000000000001", "General", "0.1"),
  ("3", "0.00_ ", "3"), ("1250", "#,##0.00", "1250"), ("39448", #""d""0"#, "39448"),
])
func `a number is read as its format shows it`(
  value: String, code: String, shown: String
) throws {
  var book = RawWorkbook()
  book.formatCodes = [code]
  book.sheets = [
    .init(
      name: "s",
      content: "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>\(value)</v></c></row></sheetData>")
  ]
  #expect(try rows(book) == [[shown]])
}

@Test(arguments: [
  ("1", "0%", "100%"), ("0.6", "0%", "60%"), ("0.07", "0%", "7%"), ("0.155", "0.0%", "15.5%"),
  ("-0.5", "0%;-0%", "-50%"), ("0", "0.00%", "0%"), ("1.0000000000000002", "0%", "100%"),
])
func `a share is read as the percents that its cell shows`(
  value: String, code: String, shown: String
) throws {
  var book = RawWorkbook()
  book.formatCodes = [code]
  book.builtInFormats = [9]
  let cells = [1, 2].map { "<c s=\"\($0)\"><v>\(value)</v></c>" }.joined()
  book.sheets = [
    .init(name: "s", content: "<sheetData><row r=\"1\">\(cells)</row></sheetData>")
  ]
  #expect(try rows(book) == [[shown, shown]])
}

@Test func `a sheet that is listed and not there is damage`() throws {
  var book = RawWorkbook()
  book.sheets = [
    .init(name: "人员", content: RawWorkbook.text([["工号"], ["007"]])),
    .init(name: "不可用", content: RawWorkbook.text([["工号"], ["007"]])),
  ]
  let whole = book.entries
  #expect(refusal(InputFile(path: "t.xlsx", bytes: try zipped(whole))) == [])
  let torn = whole.filter { $0.name != "xl/worksheets/sheet2.xml" }
  #expect(refusal(InputFile(path: "t.xlsx", bytes: try zipped(torn))) == ["I156"])
}

@Test func `serials of an old Mac file count from 1904`() throws {
  var book = RawWorkbook()
  book.countsFrom1904 = true
  book.builtInFormats = [14]
  book.sheets = [
    .init(
      name: "s", content: "<sheetData><row><c s=\"1\"><v>37986</v></c></row></sheetData>")
  ]
  // 1904-01-01 is day 0, and 39448 - 1462 = 37986.
  #expect(try rows(book) == [["2008-01-01"]])
}

@Test(arguments: ["123456789012345678", "1.2345678901234501E+17", "1234567890123456"])
func `a long number that lost digits is refused as an identifier`(value: String) throws {
  var book = RawWorkbook()
  book.sheets = [
    .init(
      name: "人员",
      content: RawWorkbook.text([["工号", "姓名"]]).replacing(
        "</sheetData>",
        with: "<row r=\"2\"><c r=\"A2\"><v>\(value)</v></c></row></sheetData>"))
  ]
  var reader = TableReader(try WorkbookFile.read(try book.file()))
  reader.readSheet(
    "人员", at: Place("people"),
    headings: [Heading("id", "工号"), Heading("name", "姓名", isRequired: false)]
  ) { _ = $0.required("id", .identifier) }
  let reading = reader.reading(0)
  #expect(reading.faults.list.map(\.rule.code) == ["A103"])
  #expect(
    reading.provenance.cell(for: Place("people[0].id"))?.description == "t.xlsx!人员!A2")
}

@Test
func `errors and formulas without a value are faults of their cells only where they are read`()
  throws
{
  var book = RawWorkbook()
  book.sheets = [
    .init(
      name: "人员",
      content: """
        <sheetData><row r="1"><c r="A1" t="str"><v>工号</v></c><c r="B1" t="str"><v>人数</v></c>
        <c r="C1" t="str"><v>手机</v></c></row>
        <row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>SUM(C1:C9)</f></c>
        <c r="C2" t="e"><v>#N/A</v></c></row></sheetData>
        """)
  ]
  var reader = TableReader(try WorkbookFile.read(try book.file()))
  reader.readSheet(
    "人员", at: Place("people"), headings: [Heading("id", "工号"), Heading("count", "人数")]
  ) { row in
    _ = row.required("id", .identifier)
    _ = row.required("count", .integer())
  }
  #expect(reader.reading(0).faults.list.map(\.rule.code) == ["I133", "I134"])
}

@Test func `merged rows share their value, a merged title does not, hidden sheets are named`()
  throws
{
  var book = RawWorkbook()
  book.sheets = [
    .init(
      name: "人员",
      content: RawWorkbook.text(
        [["人员一览表"], ["单位", "工号"], ["H01", "001"], ["", "002"], ["H02", "003"]],
        extra: "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A3:A4\"/></mergeCells>")),
    .init(name: "旧", state: "veryHidden", content: "<sheetData/>"),
  ]
  let reading = try WorkbookFile.read(try book.file())
  #expect(reading.value.sheets.map(\.name) == ["人员"])
  #expect(
    reading.value.sheets[0].rows == [
      ["人员一览表"], ["单位", "工号"], ["H01", "001"], ["H01", "002"], ["H02", "003"],
    ])
  #expect(reading.notes.contains { $0.zh.contains("隐藏的工作表未读取：旧") })
  #expect(reading.notes.contains { $0.zh.contains("1处跨行合并") })
}

@Test func `what is no whole workbook is refused with the remedy`() throws {
  #expect(refusal(InputFile(path: "a.xls", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0])) == ["I152"])
  var book = RawWorkbook()
  book.sheets = [.init(name: "s", content: RawWorkbook.text([["a"]]))]
  let whole = try book.file()
  #expect(refusal(whole) == [])
  for count in stride(from: 4, to: whole.bytes.count, by: 97) {
    let cut = InputFile(path: "a.xlsx", bytes: Array(whole.bytes.prefix(count)))
    #expect(refusal(cut) == ["I151"], "\(count) bytes")
  }
  book.sheets[0].state = "hidden"
  #expect(refusal(try book.file()) == ["I157"])
  book.sheets[0] = .init(name: "s", content: "<sheetData><row r=\"1\"></sheetData>")
  #expect(refusal(try book.file()) == ["I156"])
  book.sheets[0] = .init(
    name: "s", content: "<sheetData><row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row></sheetData>")
  #expect(refusal(try book.file()) == ["I158"])
}

/// A compound file whose directory names these streams.
private func compound(_ streams: String...) -> InputFile {
  var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  bytes += Array(repeating: 0, count: 1024)
  for stream in ["Root Entry"] + streams {
    // An entry of the directory: the name in 64 bytes, then what does not matter here.
    let name: [UInt8] = stream.utf8.flatMap { [$0, 0] }
    bytes += name + Array(repeating: 0, count: 128 - name.count)
  }
  return InputFile(path: "a.xlsx", bytes: bytes)
}

@Test func `a password, an old workbook and another office file are told apart`() throws {
  #expect(refusal(compound("EncryptionInfo", "EncryptedPackage")) == ["I153"])
  #expect(refusal(compound("Workbook", "SummaryInformation")) == ["I152"])
  #expect(refusal(compound("Book")) == ["I152"])
  #expect(refusal(compound("WordDocument", "1Table")) == ["I159"])
  #expect(refusal(compound("PowerPoint Document")) == ["I159"])
  for main in ["word/document.xml", "ppt/presentation.xml", "xl/workbook.bin"] {
    let entries = [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
          + "Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
          + "Target=\"\(main)\"/></Relationships>"
      ), (main, "<document/>"),
    ]
    let bytes = try zipped(entries.map { ($0.0, Array($0.1.utf8)) })
    #expect(refusal(InputFile(path: "a.docx", bytes: bytes)) == ["I159"], "\(main)")
  }
}

@Test(arguments: [
  "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\">]>",
  "<!doctype worksheet SYSTEM \"file:///etc/passwd\">",
])
func `a document type is refused before it is parsed`(prologue: String) throws {
  var book = RawWorkbook()
  book.prologue = prologue
  book.sheets = [.init(name: "s", content: RawWorkbook.text([["a"]]))]
  #expect(refusal(try book.file()) == ["I155"])
}

@Test func `bombs stop at the limits`() throws {
  var book = RawWorkbook()
  book.sheets = [.init(name: "s", content: RawWorkbook.text([["a"]]))]
  // Five MiB of blanks pack to five KiB.
  book.sheets[0].content += String(repeating: " ", count: 5_242_880)
  #expect(refusal(try book.file()) == ["I154"])
  var limits = WorkbookLimits()
  limits.ratio = 10_000
  #expect(refusal(try book.file(), limits) == [])
  limits.entryBytes = 1_048_576
  #expect(refusal(try book.file(), limits) == ["I154"])
  // One cell at the far end of each row.
  let wide = (1...400).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }
  book.sheets[0].content = "<sheetData>\(wide.joined())</sheetData>"
  #expect(refusal(try book.file()) == ["I116"])
  book.sheets[0].content =
    String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70)
  #expect(refusal(try book.file()) == ["I156"])
  let many = (0..<2_100).map { (name: "x\($0)", bytes: [UInt8(0)]) }
  #expect(refusal(InputFile(path: "a.xlsx", bytes: try zipped(many))) == ["I154"])
}

@Test func `names in the archive are compared and never used as paths`() throws {
  var book = RawWorkbook()
  book.sheets = [.init(name: "../../../etc/passwd", content: RawWorkbook.text([["a"]]))]
  let entries = book.entries + [("../../../../tmp/allot-slip", Array("x".utf8))]
  let reading = try WorkbookFile.read(InputFile(path: "a.xlsx", bytes: try zipped(entries)))
  #expect(reading.value.sheets.map(\.rows) == [[["a"]]])
}
