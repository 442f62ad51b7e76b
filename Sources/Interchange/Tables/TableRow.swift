internal import Alliance
public import Diagnostics

/// One data row of a sheet. Asking for a cell records where it stands and notes what is wrong with it.
public struct TableRow {
  let table: TableLayout
  let row: Int
  /// What is known of all rows so far; lent to this one while it is read.
  var provenance = Provenance()
  /// Number of the sheet's table in ``provenance``.
  private let tableNumber: Int
  /// Whether the entry stands where the sheet's rows stand by themselves, so that ``provenance`` finds its
  /// cells by their columns.
  private(set) var isInTable = true
  /// The part of the entry whose cells ``provenance`` finds by their columns, if it has a row of its own.
  private var part: String?
  var faults = Faults()
  /// Which of them are the job's, as against those of a cell by itself.
  var crossFaults: [Int] = []
  var notes: [Bilingual] = []
  /// A row above that no longer counts, nor what is wrong with it.
  var withdrawnRow: Int?
  /// Cells that named somebody by name where a key belongs.
  var namedCells = 0
  /// Cells with full-width digits, special spaces or invisible characters, read as plain ones.
  var foldedCells = 0
  /// Cells with a mark such as 无 or `/`, read as blank.
  var blankMarks = 0
  /// Cells with options of a multiple choice, joined by `┋`.
  var joinedCells = 0
  /// Columns without a plan that the job read all the same.
  var claimedColumns: Set<Int> = []

  /// Place of the row's entry in the draft; a cell `key` is recorded as `place.key`.
  public var place: Place {
    get { location }
    set {
      location = newValue
      isInTable = false
      part = nil
      provenance.record(table.sheet.cell(row: row, column: table.firstColumn), for: newValue)
    }
  }

  private var location: Place

  init(table: TableLayout, number: Int, row: Int, place: Place) {
    self.table = table
    tableNumber = number
    self.row = row
    location = place
  }

  /// The value of a cell that must be filled.
  ///
  /// - Returns: `nil` if it is blank or unreadable, which is noted as a fault, or if the sheet has no
  ///   such column, which was noted once for the sheet.
  public mutating func required<Value>(_ key: String, _ format: CellFormat<Value>) -> Value? {
    guard let column = table.columns[key] else { return nil }
    if !isInTable { recordCell(column, key) }
    return read(column, format, at: key, isRequired: true)
  }

  /// The value of a cell that may be blank.
  ///
  /// - Returns: `nil` if there is no such column, if the cell is blank, or if it is unreadable, which is
  ///   noted as a fault.
  public mutating func optional<Value>(_ key: String, _ format: CellFormat<Value>) -> Value? {
    guard let column = table.columns[key] else { return nil }
    if !isInTable { recordCell(column, key) }
    return read(column, format, at: key, isRequired: false)
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
    let numbers = table.numbered[key] ?? []
    return cells(key, format).map { cell in
      (numbers.first { $0.column == cell.column }?.number ?? 0, cell.value)
    }
  }

  /// The filled cells of a numbered family with their columns.
  mutating func cells<Value>(
    _ key: String, _ format: CellFormat<Value>
  ) -> [(column: Int, value: Value)] {
    var values: [(column: Int, value: Value)] = []
    for (position, (number, column)) in (table.numbered[key] ?? []).enumerated() {
      // A cell that cannot be read has no entry, so its fault has a place of its own.
      if let value = read(column, format, at: "\(key)@\(number)", isRequired: false) {
        // Without gaps the table knows where each stands.
        if !isFound(key) || position != values.count {
          provenance.record(
            table.sheet.cell(row: row, column: column), for: place.appending(key)[values.count])
        }
        values.append((column, value))
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
      if let value = read(column, format, at: "\(key)@\(column)", isRequired: false) {
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
    if let column = table.columns[key], !isInTable {
      provenance.record(table.sheet.cell(row: row, column: column), for: here)
    }
    crossFaults.append(faults.list.count)
    faults.append(
      rule, at: here, value: value ?? (isBlank(key) ? nil : text(key)), related: related)
  }

  /// Records the cell of `key` as the source of another place of the draft.
  public mutating func record(_ key: String, for other: Place) {
    guard let column = table.columns[key] else { return }
    if let field = place.field(other), isFound(field),
      provenance.record(field: field, column: column, of: tableNumber)
    {
      return
    }
    provenance.record(table.sheet.cell(row: row, column: column), for: other)
  }

  /// Records the source of one place as that of another too.
  mutating func record(from place: Place, for other: Place) {
    if let cell = provenance.cell(for: place) { provenance.record(cell, for: other) }
  }

  /// Records the row as the source of an entry of another list, for a row that stands for several: the cell
  /// of each key is then also behind `list[entry].key`.
  mutating func stand(for list: Place, entry: Int) {
    provenance.record(row: row, of: tableNumber, for: list, entry: entry)
  }

  /// Puts the row behind a part of an entry that has a row of its own in another sheet, such as the wishes of
  /// `talents[3]`. Where another row stood before, each cell is recorded by itself, since some of that row's may be.
  mutating func stand(for part: String, of list: Place, entry: Int, isFirst: Bool) {
    location = list[entry]
    isInTable = false
    self.part = isFirst ? part : nil
    provenance.record(row: row, of: tableNumber, for: part, of: list, entry: entry)
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
    _ column: Int, _ format: CellFormat<Value>, at key: String, isRequired: Bool
  ) -> Value? {
    let text = table.sheet.text(row: row, column: column)
    if let rule = table.sheet.unreadable[CellAddress(row: row, column: column)] {
      return refuse(rule, text.isEmpty ? nil : text, column, key)
    }
    if text.isEmpty || NormalizedText.key(text).isEmpty {
      return isRequired ? refuse(.cellBlank, nil, column, key) : nil
    }
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    if !isPlain, text.unicodeScalars.contains(where: Self.isFolded) { foldedCells += 1 }
    do throws(CellFault) {
      let value = try format.read(text)
      if !isPlain, text.contains(ListMark.ofOptions) { joinedCells += 1 }
      return value
    } catch {
      // A mark that the column has no meaning for stands for nothing.
      if !isRequired, BlankMark.matches(text) {
        blankMarks += 1
        return nil
      }
      let part = error.part ?? text
      let rule = part.contains(ListMark.ofOptions) ? .severalOptions : error.rule
      return refuse(rule, part, column, key, related: error.related)
    }
  }

  private mutating func recordCell(_ column: Int, _ key: String) {
    provenance.record(table.sheet.cell(row: row, column: column), for: place.appending(key))
  }

  /// Whether ``provenance`` finds a field by its column.
  private func isFound(_ field: String) -> Bool {
    isInTable || part.map { field.hasPrefix($0) } ?? false
  }

  /// Notes a fault at a cell.
  private mutating func refuse<Value>(
    _ rule: FaultRule, _ value: String?, _ column: Int, _ key: String, related: [Place] = []
  ) -> Value? {
    let isKnown =
      isFound(key) && provenance.record(field: key, column: column, of: tableNumber)
    if !isKnown { recordCell(column, key) }
    faults.append(rule, at: place.appending(key), value: value, related: related)
    return nil
  }
}

extension Place {
  /// The path of `other` below this place; `nil` if it is not a named part of it.
  fileprivate func field(_ other: Place) -> String? {
    let (here, there) = (path.utf8, other.path.utf8)
    guard there.count > here.count + 1, there.starts(with: here) else { return nil }
    let rest = there.dropFirst(here.count)
    return rest.first == UInt8(ascii: ".") ? String(Substring(rest.dropFirst())) : nil
  }
}
