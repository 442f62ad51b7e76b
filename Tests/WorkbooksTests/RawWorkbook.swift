import CZip
import Interchange
import Testing

/// A zip archive of the given entries, packed by libzip.
func zipped(_ entries: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
  var failure = zip_error_t()
  zip_error_init(&failure)
  let source = try #require(zip_source_buffer_create(nil, 0, 0, &failure))
  zip_source_keep(source)
  defer { zip_source_free(source) }
  let archive = try #require(zip_open_from_source(source, ZIP_TRUNCATE, &failure))
  // libzip reads the entries when the archive is closed, so they must stay where they are.
  var kept: [UnsafeMutableBufferPointer<UInt8>] = []
  defer { for buffer in kept { buffer.deallocate() } }
  for entry in entries {
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, entry.bytes.count))
    _ = buffer.update(fromContentsOf: entry.bytes)
    kept.append(buffer)
    let content = try #require(
      zip_source_buffer(archive, buffer.baseAddress, UInt64(entry.bytes.count), 0))
    #expect(zip_file_add(archive, entry.name, content, 0) >= 0)
  }
  try #require(zip_close(archive) == 0)
  var status = zip_stat_t()
  zip_stat_init(&status)
  try #require(zip_source_stat(source, &status) == 0 && zip_source_open(source) == 0)
  defer { zip_source_close(source) }
  var bytes = [UInt8](repeating: 0, count: Int(status.size))
  let count = bytes.withUnsafeMutableBytes {
    zip_source_read(source, $0.baseAddress, UInt64($0.count))
  }
  try #require(Int(count) == bytes.count)
  return bytes
}

/// A workbook written part by part, so that a test can say exactly what a file holds.
struct RawWorkbook {
  /// One sheet: its name, state and the XML inside `worksheet`.
  struct Sheet {
    var name: String
    var state = "visible"
    var content: String
  }

  var sheets: [Sheet] = []
  var strings: [String] = []
  /// Number format codes; style *n* shows the *n*th, style 0 plain numbers.
  var formatCodes: [String] = []
  var builtInFormats: [Int] = []
  var countsFrom1904 = false
  /// Put before the root element of every sheet.
  var prologue = ""

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  var entries: [(name: String, bytes: [UInt8])] {
    let list = sheets.enumerated().map { i, sheet in
      "<sheet name=\"\(escaped(sheet.name))\" sheetId=\"\(i + 1)\" state=\"\(sheet.state)\" "
        + "r:id=\"rId\(i + 1)\"/>"
    }
    var relationships = sheets.indices.map { i in
      "<Relationship Id=\"rId\(i + 1)\" Type=\"\(Self.office)/worksheet\" "
        + "Target=\"worksheets/sheet\(i + 1).xml\"/>"
    }
    relationships.append(
      "<Relationship Id=\"s\" Type=\"\(Self.office)/sharedStrings\" Target=\"sharedStrings.xml\"/>")
    relationships.append(
      "<Relationship Id=\"f\" Type=\"\(Self.office)/styles\" Target=\"/xl/styles.xml\"/>")
    let codes = formatCodes.enumerated().map { i, code in
      "<numFmt numFmtId=\"\(200 + i)\" formatCode=\"\(escaped(code))\"/>"
    }
    let ids = [0] + formatCodes.indices.map { 200 + $0 } + builtInFormats
    let styles =
      "<styleSheet xmlns=\"\(Self.main)\"><numFmts>\(codes.joined())</numFmts><cellStyleXfs>"
      + "<xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>"
      + ids.map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs></styleSheet>"
    let texts = strings.map { "<si><t>\(escaped($0))</t></si>" }.joined()
    var parts: [(String, String)] = [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(Self.package)\"><Relationship Id=\"a\" "
          + "Type=\"\(Self.office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">"
          + "<workbookPr date1904=\"\(countsFrom1904 ? 1 : 0)\"/><sheets>\(list.joined())</sheets>"
          + "</workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(Self.package)\">\(relationships.joined())</Relationships>"
      ),
      ("xl/styles.xml", styles),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(texts)</sst>"),
    ]
    for (i, sheet) in sheets.enumerated() {
      parts.append(
        (
          "xl/worksheets/sheet\(i + 1).xml",
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\(prologue)<worksheet xmlns=\"\(Self.main)\">"
            + sheet.content + "</worksheet>"
        ))
    }
    return parts.map { ($0.0, Array($0.1.utf8)) }
  }

  func file(named name: String = "t.xlsx") throws -> InputFile {
    InputFile(path: name, bytes: try zipped(entries))
  }

  /// The XML of rows of text, written inside the cells.
  static func text(_ rows: [[String]], extra: String = "") -> String {
    let body = rows.enumerated().map { r, cells in
      let row = cells.enumerated().filter { !$1.isEmpty }.map { c, cell in
        "<c r=\"\(letters(c))\(r + 1)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
          + escaped(cell) + "</t></is></c>"
      }
      return "<row r=\"\(r + 1)\">\(row.joined())</row>"
    }
    return "<sheetData>\(body.joined())</sheetData>" + extra
  }

  static func letters(_ column: Int) -> String {
    column < 26
      ? String(UnicodeScalar(UInt8(65 + column)))
      : letters(column / 26 - 1) + letters(column % 26)
  }
}

func escaped(_ text: String) -> String {
  text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    .replacing("\"", with: "&quot;")
}

/// The entries of a zip archive.
func unzipped(_ bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
  try bytes.withUnsafeBytes { buffer in
    var failure = zip_error_t()
    zip_error_init(&failure)
    let source = try #require(
      zip_source_buffer_create(buffer.baseAddress, UInt64(buffer.count), 0, &failure))
    let archive = try #require(zip_open_from_source(source, ZIP_RDONLY, &failure))
    defer { zip_discard(archive) }
    return try (0..<UInt64(zip_get_num_entries(archive, 0))).map { index in
      var status = zip_stat_t()
      zip_stat_init(&status)
      try #require(zip_stat_index(archive, index, 0, &status) == 0)
      let file = try #require(zip_fopen_index(archive, index, 0))
      defer { zip_fclose(file) }
      var content = [UInt8](repeating: 0, count: Int(status.size))
      let count = content.withUnsafeMutableBytes { target in
        target.baseAddress.map { zip_fread(file, $0, UInt64(target.count)) } ?? 0
      }
      try #require(Int(count) == content.count)
      return (String(cString: zip_get_name(archive, index, 0)), content)
    }
  }
}
