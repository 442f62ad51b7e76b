internal import Alliance
public import Diagnostics

/// One data row of a sheet. Asking for a cell records where it stands and notes what is wrong with it.
public struct TableRow {
  let table: TableLayout
  let row: Int
  var provenance = Provenance()
  var faults = Faults()
  /// Which of them are the job's, as against those of a cell by itself.
  var crossFaults: [Int] = []
  var notes: [Bilingual] = []
  /// Cells that named somebody by name where a key belongs.
  var namedCells = 0
  /// Cells with full-width digits, special spaces or invisible characters, read as plain ones.
  var foldedCells = 0
  /// Columns without a plan that the job read all the same.
  var claimedColumns: Set<Int> = []

  /// Place of the row's entry in the draft; a cell `key` is recorded as `place.key`.
  public var place: Place {
    didSet { provenance.record(table.sheet.cell(row: row, column: table.firstColumn), for: place) }
  }

  init(table: TableLayout, row: Int, place: Place) {
    self.table = table
    self.row = row
    self.place = place
  }

  /// The value of a cell that must be filled.
  ///
  /// - Returns: `nil` if it is blank or unreadable, which is noted as a fault, or if the sheet has no
  ///   such column, which was noted once for the sheet.
  public mutating func required<Value>(_ key: String, _ format: CellFormat<Value>) -> Value? {
    guard let column = table.columns[key] else { return nil }
    return read(column, format, at: place.appending(key), isRequired: true)
  }

  /// The value of a cell that may be blank.
  ///
  /// - Returns: `nil` if there is no such column, if the cell is blank, or if it is unreadable, which is
  ///   noted as a fault.
  public mutating func optional<Value>(_ key: String, _ format: CellFormat<Value>) -> Value? {
    guard let column = table.columns[key] else { return nil }
    return read(column, format, at: place.appending(key), isRequired: false)
  }

  /// The value of a cell, or `standIn` if it is blank or the sheet has no such column; also if it is
  /// unreadable, which is noted as a fault.
  public mutating func value<Value>(
    _ key: String, _ format: CellFormat<Value>, ifBlank standIn: Value
  ) -> Value {
    optional(key, format) ?? standIn
  }

  /// The filled cells of a numbered family such as 第1志愿 to 第5志愿, by ascending number; unreadable
  /// ones are noted as faults and left out. Entry *i* of the result is recorded as `place.key[i]`.
  public mutating func numbered<Value>(
    _ key: String, _ format: CellFormat<Value>
  ) -> [(number: Int, value: Value)] {
    var values: [(number: Int, value: Value)] = []
    for (number, column) in table.numbered[key] ?? [] {
      // A cell that cannot be read has no entry, so its fault has a place of its own.
      let here = place.appending("\(key)@\(number)")
      if let value = read(column, format, at: here, isRequired: false) {
        provenance.record(
          table.sheet.cell(row: row, column: column), for: place.appending(key)[values.count])
        values.append((number, value))
      }
    }
    return values
  }

  /// Values of the columns whose headings `heading` can read, left to right, such as one column for each
  /// month; blank cells are left out. Entry *i* is recorded as `place.key[i]`.
  ///
  /// - Parameters:
  ///   - key: Name of the list in the draft.
  ///   - heading: Reads the headings that no named column claims.
  ///   - format: Reads the cells.
  /// - Returns: What each heading means, with the value below it.
  public mutating func matrix<Label, Value>(
    _ key: String, headings heading: CellFormat<Label>, _ format: CellFormat<Value>
  ) -> [(label: Label, value: Value)] {
    var values: [(label: Label, value: Value)] = []
    for column in table.unknown {
      let title = table.sheet.text(row: table.headingRow, column: column)
      guard let label = try? heading.read(title) else { continue }
      claimedColumns.insert(column)
      let here = place.appending("\(key)@\(column)")
      if let value = read(column, format, at: here, isRequired: false) {
        provenance.record(
          table.sheet.cell(row: row, column: column), for: place.appending(key)[values.count])
        values.append((label, value))
      }
    }
    return values
  }

  /// Whether the sheet has a column of one of the keys, plain or numbered, or columns that the job read by
  /// their headings.
  func hasColumns(_ keys: String...) -> Bool {
    !claimedColumns.isEmpty
      || keys.contains { table.columns[$0] != nil || table.numbered[$0] != nil }
  }

  /// Whether the cell is blank or the sheet has no such column.
  public func isBlank(_ key: String) -> Bool { text(key).isEmpty }

  /// The text of a cell without invisible characters; empty if it is blank or there is no such column.
  public func text(_ key: String) -> String {
    table.columns[key].map { NormalizedText.name(table.sheet.text(row: row, column: $0)) } ?? ""
  }

  /// Notes a fault of the job's own at a cell; without a column of that key, at the row. It is dropped if
  /// a sheet is missing altogether, because it may only follow from that.
  public mutating func fault(
    _ rule: FaultRule, at key: String, value: String? = nil, related: [Place] = []
  ) {
    let here = place.appending(key)
    if let column = table.columns[key] {
      provenance.record(table.sheet.cell(row: row, column: column), for: here)
    }
    crossFaults.append(faults.list.count)
    faults.append(
      rule, at: here, value: value ?? (isBlank(key) ? nil : text(key)), related: related)
  }

  /// Records the cell of `key` as the source of another place of the draft.
  public mutating func record(_ key: String, for other: Place) {
    guard let column = table.columns[key] else { return }
    provenance.record(table.sheet.cell(row: row, column: column), for: other)
  }

  /// Records the source of one place as that of another too.
  mutating func record(from place: Place, for other: Place) {
    if let cell = provenance.cell(for: place) { provenance.record(cell, for: other) }
  }

  /// Records the row's cells as the source of another entry of the draft, for a row that stands for
  /// several: the cell of each key is then also behind `other.key`.
  mutating func stand(for other: Place, _ keys: String...) {
    provenance.record(table.sheet.cell(row: row, column: table.firstColumn), for: other)
    for key in keys { record(key, for: other.appending(key)) }
  }

  /// Tells the user something that is not a fault.
  public mutating func note(_ note: Bilingual) { notes.append(note) }

  /// The cell of `key`, such as `导师结对!导师!D17`; the row's first cell if there is no such column.
  public func cell(_ key: String) -> SourceCell {
    table.sheet.cell(row: row, column: table.columns[key] ?? table.firstColumn)
  }

  /// Characters that people do not mean to type: full-width digits, marks and letters, spaces of other kinds,
  /// and those that nobody sees. A full-width comma or bracket is Chinese as it should be.
  private static func isFolded(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A, 0xFF0B, 0xFF0D...0xFF0F, 0xA0, 0x3000,
      0x200B...0x200D, 0xFEFF, 0x2002...0x200A:
      true
    default: false
    }
  }

  private mutating func read<Value>(
    _ column: Int, _ format: CellFormat<Value>, at here: Place, isRequired: Bool
  ) -> Value? {
    provenance.record(table.sheet.cell(row: row, column: column), for: here)
    let text = table.sheet.text(row: row, column: column)
    if let rule = table.sheet.unreadable[CellAddress(row: row, column: column)] {
      faults.append(rule, at: here, value: text.isEmpty ? nil : text)
      return nil
    }
    if text.unicodeScalars.contains(where: Self.isFolded) { foldedCells += 1 }
    if NormalizedText.key(text).isEmpty {
      if isRequired { faults.append(.cellBlank, at: here) }
      return nil
    }
    do throws(CellFault) {
      return try format.read(text)
    } catch {
      faults.append(
        error.rule, at: here, value: error.part ?? text, related: error.related)
      return nil
    }
  }
}
