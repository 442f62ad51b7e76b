internal import Alliance
public import Diagnostics

/// Reads the sheets of a workbook into a draft and never stops at the first fault.
///
/// A job names each sheet and its columns with the words people use for them; the reader finds the
/// heading row below any title rows, skips blank rows, totals and notes at the foot, and hands over one
/// row at a time. Each cell that is asked for is recorded as the source of `place[row].key`, so that a
/// fault the problem finds later at `mentors[3].capacity` is printed as `导师结对!导师!D17`.
///
/// ```swift
/// static func read(_ workbook: Workbook) -> Reading<PairingDraft> {
///   var reader = TableReader(workbook)
///   var draft = PairingDraft()
///   reader.readSheet(
///     "导师", "mentors", at: Place("mentors"),
///     headings: [
///       Heading("id", "工号", "职工号"),
///       Heading("capacity", "上限", "可带人数上限", isRequired: false),
///       .numbered("wishes", "志愿{n}", "第{n}志愿", isRequired: false),
///     ]
///   ) { row in
///     draft.mentors.append(                    // exactly one entry a row, so that the places agree
///       MentorDraft(
///         id: row.required("id", .identifier) ?? "",             // a stand-in; the fault is noted
///         capacity: row.value("capacity", .integer(in: 0...99), ifBlank: 1),
///         wishes: row.numbered("wishes", .identifiers).map(\.value)))
///   }
///   return reader.reading(draft)
/// }
/// ```
public struct TableReader {
  let workbook: Workbook
  var provenance: Provenance
  var faults: Faults
  var notes: [Bilingual]
  private var usedSheets: [String?] = []
  /// Sheets that are missing, empty or without headings: what refers to them cannot be judged.
  private(set) var lostSheets: [String] = []
  /// What the job found about cells that can be read, such as a person whom no sheet knows.
  private(set) var crossFaults: Set<Int> = []

  /// The sheets that were asked for, and their columns.
  private(set) var askedSheets: [(names: [String], headings: [Heading])] = []
  /// Sheets without columns that they need, with their place in ``askedSheets`` and their faults.
  private(set) var unfitSheets: [(sheet: Sheet, asked: Int, place: Place, faults: Range<Int>)] = []

  /// Sheets that the job found to be others by what stands in them, with the faults that follow from that.
  private(set) var strangeSheets: [MistakenSheet] = []

  /// Sheets that the templates add for people and nobody reads.
  public static let sheetsForPeople = ["填写说明", "Instructions"]

  /// A reader of `workbook`.
  public init(_ workbook: Workbook) {
    self.init(
      Reading(value: workbook, provenance: Provenance(), faults: Faults(), notes: []))
  }

  /// A reader of a workbook with what was found when its files were read.
  public init(_ reading: Reading<Workbook>) {
    workbook = reading.value
    provenance = reading.provenance
    faults = reading.faults
    notes = reading.notes
    lostSheets = reading.lostSheets
  }

  /// Reads every data row of a sheet.
  ///
  /// - Parameters:
  ///   - names: Names of the sheet, the template's first.
  ///   - place: Place of the list in the draft; row *n* is `place[n]`.
  ///   - isRequired: Whether a workbook without the sheet is faulty.
  ///   - mayBeEmpty: Whether a required sheet may have no row, such as prices that nobody has agreed.
  ///   - headings: The columns.
  ///   - body: Called for each data row, top to bottom. Append exactly one entry to the draft's list in
  ///     each call, or set ``TableRow/place``.
  public mutating func readSheet(
    _ names: String..., at place: Place, isRequired: Bool = true, mayBeEmpty: Bool = false,
    headings: [Heading],
    body: (inout TableRow) -> Void
  ) {
    readSheet(
      named: names, at: place, isRequired: isRequired, mayBeEmpty: mayBeEmpty, headings: headings,
      body: body)
  }

  /// Reads every data row of a sheet whose names and columns are defined elsewhere.
  mutating func readSheet(
    _ shape: SheetShape, at place: Place, isRequired: Bool = false, body: (inout TableRow) -> Void
  ) {
    readSheet(
      named: shape.names, at: place, isRequired: isRequired, mayBeEmpty: false,
      headings: shape.headings, body: body)
  }

  mutating func readSheet(
    named names: [String], at place: Place, isRequired: Bool = true, mayBeEmpty: Bool = false,
    headings: [Heading], body: (inout TableRow) -> Void
  ) {
    let sheetPlace = Place("sheets").appending(names.first ?? "")
    askedSheets.append((names, headings))
    guard let sheet = workbook.sheet(named: names) else {
      provenance.record(SourceCell(file: workbook.name), for: sheetPlace)
      if isRequired {
        faults.append(.sheetMissing, at: sheetPlace, value: title(ofSheet: names))
        lostSheets.append(names.first ?? "")
      }
      return
    }
    usedSheets.append(sheet.name)
    provenance.record(sheet.source, for: sheetPlace)
    provenance.record(sheet.source, for: place)
    // Its file could not be read, which was said already.
    if lostSheets.contains(sheet.name ?? "") { return }
    let firstFault = faults.list.count
    func noteUnfit() {
      let found = firstFault..<faults.list.count
      unfitSheets.append((sheet, askedSheets.count - 1, sheetPlace, found))
    }
    guard let table = TableLayout(sheet, headings) else {
      // A sheet left empty is a list without entries, if the job can do without the sheet.
      if isRequired || sheet.rows.contains(where: { !TableLayout.isBlank($0) }) {
        let required = headings.filter(\.isRequired)
        let wanted = (required.isEmpty ? headings : required).map { $0.names.first ?? $0.key }
        faults.append(.headingsMissing, at: sheetPlace, value: wanted.joined(separator: "、"))
        lostSheets.append(names.first ?? "")
        noteUnfit()
      }
      return
    }
    note(table, at: sheetPlace)
    let number = provenance.addTable(
      sheet.source, firstColumn: table.firstColumn, columns: table.fields)
    var index = 0
    var (namedCells, foldedCells, blankMarks, joinedCells) = (0, 0, 0, 0)
    var claimedColumns: Set<Int> = []
    /// What is wrong with each row, until it is known which rows count.
    var found: [(row: Int, faults: Faults, cross: [Int])] = []
    let firstNote = notes.count
    for row in (table.headingRow + 1)..<max(table.headingRow + 1, sheet.rows.count) {
      let cells = sheet.rows[row]
      if TableLayout.isBlank(cells) { continue }
      if table.repeatsHeadings(cells) {
        let cell = sheet.cell(row: row, column: table.firstColumn)
        notes.append(
          Bilingual(zh: "\(cell)：重复的表头，已跳过。", en: "\(cell): the headings again, skipped."))
        continue
      }
      if let mark = TableLayout.footMark(cells) {
        let cell = sheet.cell(row: row, column: 0)
        notes.append(
          Bilingual(zh: "\(cell)：按“\(mark)”行跳过。", en: "\(cell): skipped as a “\(mark)” row."))
        continue
      }
      var tableRow = TableRow(table: table, number: number, row: row, place: place[index])
      // Lent, not copied: what is known grows with every row.
      swap(&tableRow.provenance, &provenance)
      body(&tableRow)
      swap(&tableRow.provenance, &provenance)
      if tableRow.isInTable {
        provenance.record(row: row, of: number, for: place, entry: index)
      }
      if let withdrawn = tableRow.withdrawnRow { found.removeAll { $0.row == withdrawn } }
      if !tableRow.faults.isEmpty { found.append((row, tableRow.faults, tableRow.crossFaults)) }
      namedCells += tableRow.namedCells
      foldedCells += tableRow.foldedCells
      blankMarks += tableRow.blankMarks
      joinedCells += tableRow.joinedCells
      claimedColumns.formUnion(tableRow.claimedColumns)
      notes += tableRow.notes
      index += 1
    }
    for entry in found {
      crossFaults.formUnion(entry.cross.map { $0 + faults.list.count })
      faults.append(entry.faults)
    }
    if !table.missing.isEmpty { noteUnfit() }
    noteAssumptions(table, claimedColumns, namedCells, foldedCells, blankMarks, at: firstNote)
    noteJoined(joinedCells, of: sheet)
    if index == 0, isRequired, !mayBeEmpty {
      faults.append(.sheetEmpty, at: sheetPlace)
      lostSheets.append(names.first ?? "")
    }
  }

  /// The name of a sheet in the language of the workbook's own.
  func title(ofSheet names: [String]) -> String? {
    let isEnglish = workbook.sheets.allSatisfy { $0.name?.allSatisfy(\.isASCII) ?? true }
    return names.first { isEnglish && $0.allSatisfy(\.isASCII) } ?? names.first
  }

  /// Notes a fault at a place of the draft that no single cell shows, such as an empty list.
  public mutating func fault(
    _ rule: FaultRule, at place: Place, value: String? = nil, related: [Place] = []
  ) {
    faults.append(rule, at: place, value: value, related: related)
  }

  /// Says that a sheet is another one, in place of the faults of its rows.
  ///
  /// - Parameters:
  ///   - place: Place of the sheet, whose source is known.
  ///   - names: Names of the sheet that it looks like.
  ///   - rule: What is said.
  ///   - firstFault: Number of its first fault; there is one.
  mutating func mistake(
    _ place: Place, for names: [String], _ rule: FaultRule, since firstFault: Int
  ) {
    guard firstFault < faults.list.count else { return }
    strangeSheets.append(
      MistakenSheet(
        place: place, title: title(ofSheet: names) ?? "", rule: rule,
        faults: firstFault..<faults.list.count))
  }

  /// Notes that what a sheet says cannot be relied on, so that nothing is said that may follow from it.
  mutating func lose(_ names: [String]) { lostSheets.append(names.first ?? "") }

  /// Tells the user something that is not a fault.
  public mutating func note(_ note: Bilingual) { notes.append(note) }

  /// The draft with everything found on the way; sheets that nobody asked for are listed in the notes.
  public func reading<Draft>(_ draft: Draft) -> Reading<Draft> {
    let unused = workbook.sheets.compactMap(\.name).filter {
      !usedSheets.contains($0) && !Self.sheetsForPeople.contains($0)
    }
    var notes = notes
    let (found, consequences, roots) = withoutConsequences()
    if !roots.isEmpty {
      notes.append(
        Bilingual(
          zh: "编号不可读的行（\(roots.joined(separator: "、"))）改正后，再检查指向它们的其他行。",
          en:
            "Rows that refer to those whose keys cannot be read (\(roots.joined(separator: ", "))) are "
            + "checked once these are corrected."))
    }
    if !lostSheets.isEmpty {
      notes.append(
        Bilingual(
          zh: "补齐工作表（\(lostSheets.joined(separator: "、"))）后，再检查各表之间的引用。",
          en: "What the sheets say about each other is checked once these are there: "
            + "\(lostSheets.joined(separator: ", "))."))
    }
    if !unused.isEmpty {
      notes.append(
        Bilingual(
          zh: "未使用的工作表：\(unused.joined(separator: "、"))。",
          en: "Sheets that were not used: \(unused.joined(separator: ", "))."))
    }
    return Reading(
      value: draft, provenance: provenance, faults: found, notes: notes,
      lostSheets: lostSheets, consequences: consequences)
  }

  private mutating func note(_ table: TableLayout, at place: Place) {
    let sheet = table.sheet
    for heading in table.missing {
      let isEnglish = sheet.rows[table.headingRow].allSatisfy { $0.allSatisfy(\.isASCII) }
      let name = isEnglish ? heading.englishName : heading.names.first ?? heading.key
      let here = place.appending(heading.key)
      provenance.record(sheet.cell(row: table.headingRow, column: table.firstColumn), for: here)
      faults.append(.columnMissing, at: here, value: name)
      lostSheets.append(sheet.name ?? "")
    }
    for (first, second) in table.repeated {
      let here = place.appending("columns")[second]
      let other = place.appending("columns")[first]
      provenance.record(sheet.cell(row: table.headingRow, column: second), for: here)
      provenance.record(sheet.cell(row: table.headingRow, column: first), for: other)
      faults.append(
        .columnRepeated, at: here, value: sheet.text(row: table.headingRow, column: second),
        related: [other])
    }
  }
}
