internal import Diagnostics
public import Interchange

/// An `.xlsx` workbook as the same sheets that a folder of CSV files gives.
///
/// Formulas are never evaluated: what was computed when the file was saved is used, and a formula without
/// it is a fault of its cell. Dates, times and numbers with leading zeros come as the text that the
/// user sees. Hidden sheets are not read. What was taken for granted is in the notes.
public enum WorkbookFile {
  /// Whether the bytes begin as an `.xlsx` does, or as an old or encrypted workbook, which
  /// ``read(_:limits:)`` refuses with the remedy.
  public static func isWorkbook(_ file: InputFile) -> Bool {
    file.bytes.starts(with: zipHead) || file.bytes.starts(with: compoundHead)
  }

  private static let zipHead: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let compoundHead: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

  /// What a compound file (MS-CFB) is, by the names of its streams: `EncryptedPackage` holds an `.xlsx` under a
  /// password (MS-OFFCRYPTO 2.3), and old Word and PowerPoint have streams of their own.
  private static func rule(ofCompound bytes: [UInt8]) -> FaultRule {
    func has(_ stream: String) -> Bool {
      bytes.firstRange(of: stream.utf8.flatMap { [$0, 0] }) != nil
    }
    if has("EncryptedPackage") { return .packageEncrypted }
    return has("WordDocument") || has("PowerPoint Document") ? .packageForeign : .packageLegacy
  }

  /// Reads a workbook.
  ///
  /// - Parameters:
  ///   - file: The file; its name is the workbook's.
  ///   - limits: What reading may cost.
  /// - Returns: The visible sheets in order.
  /// - Throws: `RejectedInput` if the file as a whole cannot be read.
  /// - Complexity: O(unpacked bytes).
  public static func read(
    _ file: InputFile, limits: WorkbookLimits = WorkbookLimits()
  ) throws(RejectedInput) -> Reading<Workbook> {
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    do throws(BrokenPackage) {
      guard !file.bytes.starts(with: compoundHead) else {
        throw BrokenPackage(rule(ofCompound: file.bytes))
      }
      return try ZipEntries.with(file.bytes, limits: limits) { entries throws(BrokenPackage) in
        try reading(&entries, named: name, file, limits)
      }
    } catch {
      var faults = Faults()
      faults.append(error.rule, at: .root, value: error.value)
      var provenance = Provenance()
      provenance.record(SourceCell(file: name), for: .root)
      throw RejectedInput(faults: faults, provenance: provenance)
    }
  }

  private static func reading(
    _ entries: inout ZipEntries, named name: String, _ file: InputFile, _ limits: WorkbookLimits
  ) throws(BrokenPackage) -> Reading<Workbook> {
    let root = try relationships(of: "", &entries, limits)
    guard let main = root.target(ofType: "officeDocument"), let list = try entries.bytes(of: main)
    else { throw BrokenPackage(.packageBroken) }
    // Word and PowerPoint pack their files alike, and `.xlsb` holds no XML.
    let path = main.lowercased()
    guard !path.hasPrefix("word/"), !path.hasPrefix("ppt/"), !path.hasSuffix(".bin") else {
      throw BrokenPackage(.packageForeign)
    }
    var book = SheetListReader()
    try parsePart(list, named: main, into: &book, limits: limits)
    let parts = try relationships(of: main, &entries, limits)

    var strings = SharedStringReader()
    if let path = parts.target(ofType: "sharedStrings"), let bytes = try entries.bytes(of: path) {
      try parsePart(bytes, named: path, into: &strings, limits: limits)
    }
    var styles = StyleReader()
    if let path = parts.target(ofType: "styles"), let bytes = try entries.bytes(of: path) {
      try parsePart(bytes, named: path, into: &styles, limits: limits)
    }

    var notes: [Bilingual] = []
    let hidden = book.sheets.filter(\.isHidden).map(\.name)
    if !hidden.isEmpty {
      notes.append(
        Bilingual(
          zh: "\(name)：隐藏的工作表未读取：\(hidden.joined(separator: "、"))（要使用请取消隐藏）。",
          en: "\(name): hidden sheets were not read: \(hidden.joined(separator: ", ")) "
            + "(unhide them to use them)."))
    }
    var sheets: [Sheet] = []
    for entry in book.sheets where !entry.isHidden {
      guard let target = parts.targets[entry.relationship], target.type == "worksheet" else {
        continue
      }
      // A sheet that is listed and not there is damage, not a sheet without rows.
      guard let bytes = try entries.bytes(of: target.path) else {
        throw BrokenPackage(.partBroken, value: entry.name)
      }
      var reader = SheetReader(
        strings: strings.strings, formats: styles.formats,
        numbers: NumberText(countsFrom1904: book.countsFrom1904), limits: limits)
      do throws(BrokenPackage) {
        try parsePart(bytes, named: target.path, into: &reader, limits: limits)
      } catch  where error.rule == .sheetTooLong {
        throw BrokenPackage(.sheetTooLong, value: entry.name)
      }
      let merged = try reader.fillMerges()
      let sheet = Sheet(
        file: name, name: entry.name, rows: reader.rows, unreadable: reader.unreadable)
      notes += reader.notes(at: sheet.source, merged: merged)
      sheets.append(sheet)
    }
    guard !sheets.isEmpty else { throw BrokenPackage(.sheetsMissing) }
    return Reading(
      value: Workbook(name: name, sheets: sheets, files: [file]), provenance: Provenance(),
      notes: notes)
  }

  /// The relationships of a part, `""` for the package; none if they are missing.
  private static func relationships(
    of part: String, _ entries: inout ZipEntries, _ limits: WorkbookLimits
  ) throws(BrokenPackage) -> RelationshipReader {
    let parts = part.split(separator: "/")
    let folder = parts.dropLast().joined(separator: "/")
    var reader = RelationshipReader(folder: folder)
    let path = (folder.isEmpty ? "" : folder + "/") + "_rels/\(parts.last ?? "").rels"
    if let bytes = try entries.bytes(of: path) {
      try parsePart(bytes, named: path, into: &reader, limits: limits)
    }
    return reader
  }
}

extension SheetReader {
  /// What was taken for granted in the sheet.
  fileprivate func notes(at source: SourceCell, merged: Int) -> [Bilingual] {
    var notes: [Bilingual] = []
    if formulaCount > 0 {
      notes.append(
        Bilingual(
          zh: "\(source)：\(formulaCount)个公式单元格采用保存时的计算结果，不重新计算。",
          en:
            "\(source): \(counted(formulaCount, "formula cell")); what they showed when saved is used."
        ))
    }
    if merged > 0 {
      notes.append(
        Bilingual(
          zh: "\(source)：\(merged)处跨行合并的单元格，其值用于所跨各行。",
          en:
            "\(source): the value of \(counted(merged, "merged cell")) is used for every row below."
        ))
    }
    if hiddenRowCount > 0 {
      notes.append(
        Bilingual(
          zh: "\(source)：\(hiddenRowCount)个隐藏或被筛选的行也已读取。",
          en: "\(source): \(counted(hiddenRowCount, "hidden or filtered row")) read too."))
    }
    return notes
  }
}
