import Diagnostics
import Interchange
import Testing
import Workbooks

/// What a spreadsheet stores in a cell.
enum StoredCell: Sendable {
  case text(String)
  /// A number that is shown as the style says.
  case number(String, Style = .general)
  case boolean(Bool)
  case error(String)
  /// A formula with the value that was saved with it, if any.
  case formula(String, saved: String? = nil)
  /// Empty because the cell above it was merged down over it.
  case mergedAway

  enum Style: Int { case general, date, moment, time, percent }

  func xml(at place: String) -> String {
    switch self {
    case .text(let text): "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
    case .number(let value, let style):
      "<c r=\"\(place)\" s=\"\(style.rawValue)\"><v>\(value)</v></c>"
    case .boolean(let value): "<c r=\"\(place)\" t=\"b\"><v>\(value ? 1 : 0)</v></c>"
    case .error(let code): "<c r=\"\(place)\" t=\"e\"><v>\(code)</v></c>"
    case .formula(let text, let saved):
      "<c r=\"\(place)\"><f>\(escaped(text))</f>" + (saved.map { "<v>\($0)</v>" } ?? "") + "</c>"
    case .mergedAway: "<c r=\"\(place)\"/>"
    }
  }
}

/// A cell of a sound workbook put wrong.
///
/// Which faults must be told, and where, follows from what was done to which cell: the rule that the new
/// content breaks, at the cell itself, with what the spreadsheet shows there; and, for a key that is there no
/// more, one at every cell that still names it.
struct Spoiled: Sendable, CustomTestStringConvertible {
  /// Where else one wrong cell shows.
  enum Consequence: Sendable {
    /// At every cell below these headings that names what the cell said before.
    case references(String, [(sheet: String, heading: String)])
    /// At another cell of the row, to which both belong.
    case beside(String, String)
    /// At the other cells that a row needs: it was blank before.
    case missing([String])
    /// At the cells of one heading in the rows that a condition picks, by heading.
    case rows(String, String, String, @Sendable ([String: String]) -> Bool)
  }

  let sheet: String
  let heading: String
  /// Row below the headings, from 1.
  let row: Int
  let cell: StoredCell
  /// Code of the rule that the cell breaks, and the heading at which that is told; `nil` if it is sound.
  let broken: (code: String, heading: String)?
  let consequences: [Consequence]

  init(
    _ sheet: String, _ heading: String, _ row: Int = 1, _ cell: StoredCell,
    breaks code: String? = nil, at told: String? = nil, _ consequences: Consequence...
  ) {
    self.sheet = sheet
    self.heading = heading
    self.row = row
    self.cell = cell
    broken = code.map { ($0, told ?? heading) }
    self.consequences = consequences
  }

  /// What must be told, as `CODE Sheet!Cell`, sorted.
  func expected(in workbook: Workbook) throws -> [String] {
    func table(_ name: String) throws -> [[String]] {
      try #require(workbook.sheets.first { $0.name == name }).rows
    }
    func place(_ name: String, _ heading: String, _ row: Int) throws -> String {
      let column = try #require(try table(name)[0].firstIndex(of: heading), "\(name) \(heading)")
      return "\(name)!\(RawWorkbook.letters(column))\(row + 1)"
    }
    var faults: [String] = []
    if let broken { faults.append("\(broken.code) \(try place(sheet, broken.heading, row))") }
    for consequence in consequences {
      switch consequence {
      case .references(let code, let columns):
        let own = try table(sheet)
        let column = try #require(own[0].firstIndex(of: heading))
        let key = own[row][column]
        for (name, heading) in columns {
          let rows = try table(name)
          let column = try #require(rows[0].firstIndex(of: heading), "\(name) \(heading)")
          for (r, cells) in rows.enumerated().dropFirst() where column < cells.count {
            let names = cells[column].split(separator: "、").map(String.init)
            if names.contains(key) { faults.append("\(code) \(try place(name, heading, r))") }
          }
        }
      case .beside(let code, let heading):
        faults.append("\(code) \(try place(sheet, heading, row))")
      case .missing(let headings):
        #expect(try table(sheet).count <= row, "the row was not blank")
        faults += try headings.map { "I121 \(try place(sheet, $0, row))" }
      case .rows(let name, let code, let heading, let isHit):
        let rows = try table(name)
        for (r, cells) in rows.enumerated().dropFirst() {
          let values = Dictionary(zip(rows[0], cells)) { first, _ in first }
          if isHit(values) { faults.append("\(code) \(try place(name, heading, r))") }
        }
      }
    }
    return faults.sorted()
  }

  /// What is told of a cell that cannot be read: what the spreadsheet shows in it.
  var shown: String? {
    switch cell {
    case .text(let text): text
    case .number(let value, .general): value
    case .number(let value, .percent): Double(value).map { "\(Int($0 * 100))%" }
    case .number("46023", .date): "2026-01-01"
    case .number: nil
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .error(let code): code
    case .formula(_, let saved): saved
    case .mergedAway: nil
    }
  }

  var testDescription: String { "\(sheet) \(heading) \(row): \(cell)" }

  func file(of workbook: Workbook) throws -> InputFile {
    var raw = RawWorkbook()
    raw.builtInFormats = [14, 22, 20, 9]
    raw.sheets = try workbook.sheets.map { sheet in
      guard sheet.name == self.sheet else {
        return .init(name: sheet.name ?? "", content: RawWorkbook.text(sheet.rows))
      }
      let column = try #require(sheet.rows[0].firstIndex(of: heading), "\(sheet.rows[0])")
      let count = max(sheet.rows.count, row + 1)
      let rows = (0..<count).map { r -> String in
        var cells = (sheet.rows.indices.contains(r) ? sheet.rows[r] : []).enumerated()
          .filter { !$1.isEmpty && !($0 == column && r == row) }
          .map { ($0, StoredCell.text($1)) }
        if r == row { cells.append((column, cell)) }
        let xml = cells.sorted { $0.0 < $1.0 }.map {
          $1.xml(at: "\(RawWorkbook.letters($0))\(r + 1)")
        }
        return "<row r=\"\(r + 1)\">\(xml.joined())</row>"
      }
      let letter = RawWorkbook.letters(column)
      var merges = ""
      if case .mergedAway = cell {
        merges =
          "<mergeCells count=\"1\"><mergeCell ref=\"\(letter)\(row):\(letter)\(row + 1)\"/></mergeCells>"
      }
      return .init(
        name: self.sheet, content: "<sheetData>\(rows.joined())</sheetData>\(merges)")
    }
    return try raw.file(named: "t.xlsx")
  }

  /// Compares what is told with what must be.
  func check<Draft: Sendable, Problem>(
    in workbook: Workbook, read: (Reading<Workbook>) -> Reading<Draft>,
    check: (Draft) throws(Faults) -> Problem
  ) throws {
    let reading = read(try WorkbookFile.read(try file(of: workbook)))
    var found: [String] = []
    do throws(RejectedInput) {
      _ = try reading.validated(check)
    } catch {
      for fault in error.faults.list {
        let cell = error.provenance.cell(for: fault.place)
        found.append("\(fault.rule.code) \(cell?.sheet ?? "")!\(cell?.cell ?? fault.place.path)")
        // Rules of a cell by itself have codes of the reader and of identifiers.
        if let broken, broken.code == fault.rule.code, ["I", "A"].contains(broken.code.prefix(1)) {
          #expect(fault.value == shown)
        }
      }
    }
    #expect(found.sorted() == (try expected(in: workbook)))
  }
}
