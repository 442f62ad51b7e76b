import Diagnostics
import Interchange
import Solving
import Testing

/// The rows that a CSV file of these bytes is read as.
private func rows(_ bytes: [UInt8]) throws -> [[String]] {
  let reading = WorkbookFolder.workbook(
    named: "f", [("s", InputFile(path: "s.csv", bytes: bytes))])
  #expect(reading.faults.isEmpty)
  return try #require(reading.value.sheets.first).rows
}

private func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)) }

private func fault(_ bytes: [UInt8]) -> String? {
  WorkbookFolder.workbook(named: "f", [("s", InputFile(path: "s.csv", bytes: bytes))])
    .faults.list.first?.rule.code
}

@Test(arguments: [
  ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
  ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
  ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
  ("\u{FEFF}工号,姓名\r\n", [["工号", "姓名"]]),
  ("\"a,b\",\"say \"\"hi\"\"\"\r\n", [["a,b", "say \"hi\""]]),
  ("\"two\r\nlines\",x\r\ny", [["two\r\nlines", "x"], ["y"]]),
  ("a\tb,c\td\r\n", [["a", "b,c", "d"]]),
  // Semicolons, as Excel writes where the comma is the decimal mark; lists in cells keep the other marks.
  ("a;b\r\nc;d\r\n", [["a", "b"], ["c", "d"]]),
  ("工号;志愿\n001;002,003,004\n", [["工号", "志愿"], ["001", "002,003,004"]]),
  ("工号,志愿\n001,002;003;004\n", [["工号", "志愿"], ["001", "002;003;004"]]),
  ("工号\t志愿\n001\t002,003,004\n", [["工号", "志愿"], ["001", "002,003,004"]]),
  ("名单\r工号;志愿\r001;\"002;003\"\r", [["名单"], ["工号", "志愿"], ["001", "002;003"]]),
  ("sep=;\r\na,b;c\r\n", [["a,b", "c"]]), ("sep=\tx,y", [["sep=\tx", "y"]]), ("sep=,", []),
  ("a,,\r\n,,\r\n", [["a", "", ""], ["", "", ""]]),
  ("a\r\n\r\nb\r\n", [["a"], [], ["b"]]),
  ("\"\",b", [["", "b"]]), ("\"abc\"def,g", [["abcdef", "g"]]),
  ("5\" pipe,x", [["5\" pipe", "x"]]),
  ("", []), ("'=1,'x,''+2", [["=1", "'x", "'+2"]]),
])
func `text in rows and cells`(text: String, expected: [[String]]) throws {
  #expect(try rows(text) == expected)
}

@Test func `GB18030 is recognised, with two-byte and four-byte characters`() throws {
  // Two bytes from the standard's tables: 䶮 is FE9F. Four bytes by its formula for characters beyond
  // the basic plane: 𠮷 is U+20BB7, and 189000 + 0x10BB7 = 257535 = ((20 · 10 + 4) · 126 + 49) · 10 + 5
  // counts from 81 30 81 30 to 95 34 B2 35.
  let bytes: [UInt8] =
    [0xB9, 0xA4, 0xBA, 0xC5, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB, 0x0D, 0x0A]
    + [0x30, 0x30, 0x31, 0x2C, 0xFE, 0x9F, 0x95, 0x34, 0xB2, 0x35, 0x0D, 0x0A]
  let reading = WorkbookFolder.workbook(
    named: "轮值", [("人员", InputFile(path: "人员.csv", bytes: bytes))])
  #expect(reading.faults.isEmpty)
  #expect(reading.value.sheets[0].rows == [["工号", "姓名"], ["001", "䶮𠮷"]])
  #expect(reading.notes.map(\.zh) == ["轮值!人员：按GB18030编码读取。"])
}

@Test func `UTF-16 with a byte-order mark is read in both orders`() throws {
  let units = Array("工号\t1\n".utf16)
  let little = [0xFF, 0xFE] as [UInt8] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
  let big = [0xFE, 0xFF] as [UInt8] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
  #expect(try rows(little) == [["工号", "1"]])
  #expect(try rows(big) == [["工号", "1"]])
}

@Test(arguments: [
  ([0x41, 0xFF, 0xFF, 0x0A] as [UInt8], "I101"),  // no encoding at all
  ([0xB9], "I101"),  // half a character
  ([0xEF, 0xBB, 0xBF, 0xB9, 0xA4], "I101"),  // a UTF-8 mark before GB18030
  ([0xFF, 0xFE, 0x41], "I101"),  // half a UTF-16 unit
  ([0x50, 0x4B, 0x03, 0x04, 0x14], "I102"),  // xlsx
  ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "I102"),  // xls
  ([0x41, 0x00, 0x42], "I103"),
  (Array("a,\"b\nc,d\n".utf8), "I104"),
])
func `bytes that are no table are refused`(bytes: [UInt8], code: String) {
  #expect(fault(bytes) == code)
}

@Test func `an open quotation mark is found at its cell`() throws {
  let file = InputFile(path: "s.csv", bytes: Array("a,b\r\nc,\"d\r\ne,f\r\n".utf8))
  let reading = WorkbookFolder.workbook(named: "f", [("s", file)])
  let text = reading.faults.report(in: .zh, provenance: reading.provenance)
  #expect(text.hasPrefix("f!s!B2: I104"))
}

@Test(arguments: [
  "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx", "\n=x", "＝1", "＋1", "－1+1", "＠x", " =1",
  "\u{3000}=1", "=HYPERLINK(\"http://x\")", "\0=x",
])
func `what starts like a formula is written as text and read back`(text: String) throws {
  let bytes = CSVText([[text]]).bytes
  let written = String(decoding: bytes.dropFirst(3), as: UTF8.self)
  #expect(written.hasPrefix("'") || written.hasPrefix("\"'"))
  if !text.contains("\0") { #expect(try rows(bytes) == [[text]]) }
}

@Test(arguments: ["-5", "-0.50", "00123", "王芳", "a=b", "1-2", "'quoted'", "5'"])
func `harmless cells are written as they are`(text: String) {
  #expect(CSVText([[text]]).bytes == Array("\u{FEFF}\(text)\r\n".utf8))
}

@Test(arguments: 0..<UInt64(300))
func `any table survives being written and read`(seed: UInt64) throws {
  var random = SeededRandom(seed: seed)
  let pieces = [
    "a", "'", "=", "\"", ",", ";", "\t", "\r", "\n", "\r\n", " ", "＝", "-", "1", ".", "王", "𠮷",
    "\u{FEFF}", "",
  ]
  let table = (0..<4).map { _ in
    (0..<3).map { _ in
      (0..<Int.random(in: 0...4, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    } + ["end"]
  }
  // Compared by scalars, because "\r\n" and "\n" must not count as the same character.
  let back = try rows(CSVText(table).bytes)
  #expect(
    back.map { $0.map { Array($0.unicodeScalars) } }
      == table.map { $0.map { Array($0.unicodeScalars) } })
}

@Test func `a sheet beyond what any round needs is refused at once, and blank rows do not count`() {
  let line = Array("1\n".utf8)
  func rows(_ count: Int) -> [UInt8] { Array(repeatElement(line, count: count).joined()) }
  #expect(fault(rows(100_000)) == nil)
  #expect(fault(rows(100_001)) == "I116")
  #expect(fault(rows(100_000) + Array(repeating: 10, count: 500_000)) == nil)
  // Five million cells, and bytes that say nothing.
  #expect(fault([UInt8](repeating: UInt8(ascii: ","), count: 16_000) + [10]) == nil)
  let wide = [UInt8](repeating: UInt8(ascii: ","), count: 16_000) + [10]
  #expect(fault(Array(repeatElement(wide, count: 320).joined())) == "I116")
  #expect(fault([UInt8](repeating: UInt8(ascii: " "), count: 33_554_433)) == "I116")
}

@Test func `what a row has too many of does not show up in the next row`() {
  let commas = String(repeating: ",", count: 16_384)
  let file = InputFile(path: "s.csv", bytes: Array("\(commas)\"lost\"\n\"kept\",x\n".utf8))
  let reading = WorkbookFolder.workbook(named: "f", [("s", file)])
  #expect(reading.faults.list.map(\.rule.code) == ["I105"])
  #expect(reading.value.sheets.first?.rows.last == ["kept", "x"])
}

@Test func `nothing is said about a sheet that was refused as too long`() {
  let long = InputFile(
    path: "人才.csv", bytes: Array(repeatElement(Array("1\n".utf8), count: 100_001).joined()))
  let reading = WorkbookFolder.workbook(named: "w", [("人才", long)])
  #expect(reading.lostSheets == ["人才"])
  #expect(reading.faults.report(in: .zh, provenance: reading.provenance).hasPrefix("w!人才: I116"))
}
