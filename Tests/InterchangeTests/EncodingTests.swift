import Diagnostics
import Foundation
import Interchange
import Testing

/// A table with characters of two, three and four bytes in GB18030.
private let text = "工号,姓名\r\n007,王芳\r\n008,𠮷䶮·李\r\n009,〇一\r\n"
private let simple = "工号,姓名\r\n007,王芳\r\n"

/// An encoding by the name that the C library gives it.
private struct EncodingName: Sendable, CustomTestStringConvertible {
  let name: String
  var testDescription: String { name }

  /// The bytes of a text, converted by the system's `iconv` program.
  func bytes(_ text: String) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
    process.arguments = ["-f", "UTF-8", "-t", name]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    input.fileHandleForWriting.write(Data(text.utf8))
    try? input.fileHandleForWriting.close()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? [UInt8](bytes) : nil
  }
}

private func rows(_ bytes: [UInt8]) -> (rows: [[String]], codes: [String]) {
  let reading = WorkbookFolder.workbook(
    named: "t", [("人员", InputFile(path: "人员.csv", bytes: bytes))])
  var reader = TableReader(reading)
  var rows: [[String]] = []
  reader.readSheet(
    "人员", at: Place("people"), headings: [Heading("id", "工号"), Heading("name", "姓名")]
  ) { row in
    rows.append([row.required("id", .identifier) ?? "", row.required("name", .text) ?? ""])
  }
  return (rows, reader.reading(0).faults.list.map(\.rule.code))
}

@Test(arguments: ["UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"], [false, true])
func `a table is read in each encoding that offices use`(name: String, hasMark: Bool) throws {
  // UTF-16 without its mark is nothing that a spreadsheet writes.
  guard hasMark || !name.hasPrefix("UTF-16") else { return }
  let marked = hasMark && name != "GB18030" ? "\u{FEFF}" + text : text
  let (rows, codes) = rows(try #require(EncodingName(name: name).bytes(marked)))
  #expect(codes == [])
  #expect(rows == [["007", "王芳"], ["008", "𠮷䶮·李"], ["009", "〇一"]])
}

@Test(arguments: ["GBK", "GB2312", "CP936"])
func `older Chinese encodings are part of GB18030`(name: String) throws {
  let (rows, codes) = rows(try #require(EncodingName(name: name).bytes(simple)))
  #expect(codes == [] && rows == [["007", "王芳"]])
}

@Test(arguments: ["BIG5", "SHIFT-JIS", "EUC-KR", "EUC-TW", "UTF-16LE", "UTF-32LE", "UTF-7"])
func `any other encoding is a clear error and never wrong characters`(name: String) throws {
  // The first is not in every one of them, the second is.
  let bytes = try #require(
    EncodingName(name: name).bytes(simple)
      ?? EncodingName(name: name).bytes("工號,姓名\r\n007,王芳\r\n"))
  let (rows, codes) = rows(bytes)
  #expect(rows == [] && codes.count == 1, "\(rows) \(codes)")
}

@Test(arguments: [
  ("BIG5", "陳大文,林美玲,黃志強"), ("SHIFT-JIS", "山田太郎,鈴木花子,佐藤さくら"), ("EUC-JP", "すずき,たなか,さとう"),
  ("EUC-KR", "김철수,박영희,이민호,최지우,정수빈,강하늘,조인성,윤아름,장동건,임수정"),
  ("CP1252", "José Muñoz,Zoë Müller,François"), ("CP1251", "Иван Петров,Анна,Сергей"),
])
func `foreign names below English headings are a clear error too`(name: String, names: String)
  throws
{
  let table = names.split(separator: ",").enumerated().map { "00\($0),\($1)\r\n" }.joined()
  let bytes = try #require(EncodingName(name: name).bytes("id,name\r\n" + table))
  let (rows, codes) = rows(bytes)
  #expect(rows == [] && codes.count == 1, "\(rows) \(codes)")
}

@Test(arguments: ["王芳", "李喆", "陶镕基,周恩", "欧阳娜娜,诸葛亮,司马懿,夏侯惇,令狐冲,慕容复,东方朔,皇甫嵩,上官婉儿"])
func `Chinese names below English headings are read in GB18030`(names: String) throws {
  let names = names.split(separator: ",").map(String.init)
  let table = names.enumerated().map { "00\($0),\($1)\r\n" }.joined()
  let bytes = try #require(EncodingName(name: "GB18030").bytes("id,name\r\n" + table))
  #expect(rows(bytes).rows.map(\.[1]) == names)
}

@Test func `a cut character is an error`() throws {
  let bytes = Array(simple.utf8)
  #expect(rows(Array(bytes.dropLast(4))).codes == ["I101"])
}
