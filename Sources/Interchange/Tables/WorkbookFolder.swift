internal import Diagnostics

/// A workbook as a folder of CSV files, one for each sheet.
public enum WorkbookFolder {
  /// Reads all `.csv` and `.tsv` files and tab-separated `.txt` files of a folder, or one such file as a workbook
  /// of one sheet.
  ///
  /// The sheet 导师 of the folder 导师结对 is the file `导师.csv`, and its cells print as
  /// `导师结对!导师!D17`.
  ///
  /// - Parameters:
  ///   - path: The folder or the file.
  ///   - limit: Most bytes in a file, and in all together.
  /// - Returns: The workbook; files that are no text or have an open quotation mark are faults of the
  ///   reading.
  /// - Throws: ``FileError`` if something cannot be read.
  public static func read(
    _ path: String, limit: Int = InputFile.sizeLimit
  ) throws(FileError) -> Reading<Workbook> {
    guard try isFolder(path) else {
      return workbook(of: try InputFile(reading: path, limit: limit))
    }
    let resolved = resolvedPath(path) ?? path
    return try readingFolder(path) { (names) throws(FileError) in
      workbook(named: lastName(resolved), try tables(names, in: path, limit: limit))
    }
  }

  /// The tables among the entries of a folder, with the names of their sheets.
  private static func tables(
    _ names: [String], in path: String, limit: Int
  ) throws(FileError) -> [(String, InputFile)] {
    var sheets: [(String, InputFile)] = []
    var room = limit
    for name in names where name.isTable && !name.hasPrefix("~$") {
      let separator = path.hasSuffix("/") ? "" : "/"
      let file = try InputFile(reading: "\(path)\(separator)\(name)", limit: limit)
      // Excel calls its tab-separated text .txt; other notes are called so, too.
      if name.lowercased().hasSuffix(".txt"), !file.bytes.prefix(4096).contains(0x09) { continue }
      room -= file.bytes.count
      if room < 0 { throw FileError(path, .read, .tooLarge(limit: limit)) }
      sheets.append((name.sheetName, file))
    }
    return sheets
  }

  /// A table in text form as a workbook of one sheet, which has the name of the file.
  public static func workbook(of file: InputFile) -> Reading<Workbook> {
    workbook(named: lastName(file.path), [(lastName(file.path).sheetName, file)])
  }

  /// A workbook of files whose bytes are at hand, with the names of their sheets.
  public static func workbook(
    named name: String, _ files: [(sheet: String, file: InputFile)]
  ) -> Reading<Workbook> {
    var sheets: [Sheet] = []
    var provenance = Provenance()
    var faults = Faults()
    var notes: [Bilingual] = []
    var lostSheets: [String] = []
    for (sheetName, file) in files {
      let place = Place("sheets").appending(sheetName)
      let source = SourceCell(file: name, sheet: sheetName)
      provenance.record(source, for: place)
      let table: DelimitedText
      do throws(BrokenText) {
        guard file.bytes.count <= Sheet.mostBytes else { throw BrokenText(rule: .sheetTooLong) }
        let decoded = try decodedText(file.bytes)
        table = DelimitedText(decoded.text)
        if table.isTooLong { throw BrokenText(rule: .sheetTooLong) }
        if decoded.encoding != .utf8 {
          notes.append(
            Bilingual(
              zh: "\(source)：按\(decoded.encoding.rawValue)编码读取。",
              en: "\(source): read as \(decoded.encoding.rawValue)."))
        }
      } catch {
        faults.append(error.rule, at: place)
        // The sheet is there, so nobody should also be told that it is missing.
        sheets.append(Sheet(file: name, name: sheetName, rows: []))
        lostSheets.append(sheetName)
        continue
      }
      let sheet = Sheet(
        file: name, name: sheetName, rows: table.rows.map { $0.map(FormulaGuard.unguarded) })
      if let (row, column) = table.unclosedQuote {
        let here = place.appending("quote")
        provenance.record(sheet.cell(row: row, column: column), for: here)
        faults.append(
          .quoteUnclosed, at: here, value: excerpt(sheet.text(row: row, column: column)))
      }
      if let row = table.tooWideRow {
        let here = place.appending("width")
        provenance.record(sheet.cell(row: row, column: 0), for: here)
        faults.append(.rowTooWide, at: here)
      }
      sheets.append(sheet)
    }
    return Reading(
      value: Workbook(name: name, sheets: sheets, files: files.map(\.file)),
      provenance: provenance, faults: faults, notes: notes, lostSheets: lostSheets)
  }

  /// Writes each sheet as a CSV file of the folder, which is made if it is missing; other files in it
  /// stay. All sheets are written or none is.
  ///
  /// - Throws: ``FileError``.
  public static func write(_ workbook: Workbook, to path: String) throws(FileError) {
    try replaceFiles(
      in: path,
      with: workbook.sheets.map { sheet in
        // A sheet's name is the user's text and must not lead out of the folder.
        let name = (sheet.name ?? workbook.name).map { "/\\:\0".contains($0) ? "_" : $0 }
        return ("\(String(name)).csv", CSVText(sheet.rows).bytes)
      })
  }

  private static func excerpt(_ text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 20 ? line.prefix(20) + "…" : String(line)
  }

  private static func lastName(_ path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }
}

extension String {
  /// Whether a file of this name is a table in text form.
  fileprivate var isTable: Bool {
    let lower = lowercased()
    return [".csv", ".tsv", ".txt"].contains { lower.hasSuffix($0) }
  }

  /// The name without its extension.
  fileprivate var sheetName: String { isTable ? String(dropLast(4)) : self }
}
