import Alliance
import Diagnostics
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Interchange
import SampleData
import Testing
import Workbooks

/// One way in which every sheet of a workbook may be untidy without meaning anything else.
private enum Untidiness: String, CaseIterable, CustomTestStringConvertible {
  case titles = "title rows above the headings"
  case foot = "a total, a count and a line to sign at the foot"
  case columns = "a column that nobody asked for"
  case remarks = "remarks and stars in the headings"
  case wide = "full-width digits"
  case spaces = "no-break, zero-width and ideographic spaces"
  case order = "columns from right to left, sheets from last to first"
  case pages = "blank rows and the headings on every page"
  case types = "numbers, dates and times as a spreadsheet stores them"
  case quotes = "line breaks at the end of cells"

  var testDescription: String { rawValue }

  /// The rows of a sheet with this untidiness.
  func applied(to rows: [[String]]) -> [[String]] {
    guard let headings = rows.first, rows.count > 1 else { return rows }
    switch self {
    case .titles: return [["长宁区医疗科研联盟"], [], ["填报日期：2026-11-20"]] + rows
    case .foot:
      return rows + [["合计（\(rows.count - 1)行）"], [], ["共\(rows.count - 1)条"], ["制表人：某某", "审核："]]
    case .columns: return rows.enumerated().map { $1 + [$0 == 0 ? "手机号码" : "13800000000"] }
    case .remarks: return [headings.map { "*\($0)（必填）" }] + rows.dropFirst()
    case .wide: return [headings] + rows.dropFirst().map { $0.map(Self.fullWidth) }
    case .spaces:
      return [headings] + rows.dropFirst().map { $0.map { "\u{00A0}\($0)\u{200B}\u{3000}" } }
    case .order: return rows.map { $0.reversed() }
    case .pages: return [headings, [], ["", " "], headings] + rows.dropFirst()
    case .types: return rows
    case .quotes: return [headings] + rows.dropFirst().map { $0.map { $0 + "\n" } }
    }
  }

  /// A whole number in full-width digits; any other text as it is.
  private static func fullWidth(_ text: String) -> String {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) })
    )
  }

  /// The file of a workbook with this untidiness.
  func file(of workbook: Workbook) throws -> InputFile {
    var raw = RawWorkbook()
    raw.builtInFormats = [14, 22, 20, 9]
    let sheets = self == .order ? workbook.sheets.reversed() : workbook.sheets
    raw.sheets = sheets.map { sheet in
      let rows = applied(to: sheet.rows)
      return .init(
        name: sheet.name ?? "",
        content: self == .types ? Self.typed(rows) : RawWorkbook.text(rows))
    }
    return try raw.file(named: "t.xlsx")
  }

  /// The cells as numbers wherever a spreadsheet would have made one of what somebody typed.
  private static func typed(_ rows: [[String]]) -> String {
    let body = rows.enumerated().map { r, cells in
      let row = cells.enumerated().filter { !$1.isEmpty }.map { c, cell in
        let place = "\(RawWorkbook.letters(c))\(r + 1)"
        guard r > 0, let number = number(cell) else {
          return "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(escaped(cell))</t></is></c>"
        }
        return "<c r=\"\(place)\" s=\"\(number.style)\"><v>\(number.value)</v></c>"
      }
      return "<row r=\"\(r + 1)\">\(row.joined())</row>"
    }
    return "<sheetData>\(body.joined())</sheetData>"
  }

  /// What a spreadsheet stores for a text, with the number of the format that shows it.
  private static func number(_ text: String) -> (value: String, style: Int)? {
    if text == "0" || (text.first != "0" && text.count < 10 && text.allSatisfy(\.isNumber)) {
      return Int(text).map { (String($0), 0) }
    }
    let parts = text.split(separator: " ")
    guard let first = parts.first else { return nil }
    if let day = Day(iso: String(first)) {
      let serial = day.number + 25_569
      guard parts.count == 2, let minute = minute(String(parts[1])) else {
        return parts.count == 1 ? (String(serial), 1) : nil
      }
      return (String(Double(serial) + Double(minute) / 1440), 2)
    }
    return parts.count == 1 ? minute(text).map { (String(Double($0) / 1440), 3) } : nil
  }

  private static func minute(_ text: String) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    // 24:00 is a text: a spreadsheet's day has no such time.
    return parts.count == 2 && text.count == 5 && parts[0] < 24 ? parts[0] * 60 + parts[1] : nil
  }
}

/// The untidy workbook is read as the tidy one.
private func check<Draft: Equatable & Sendable>(
  _ workbook: Workbook, _ untidiness: Untidiness, read: (Reading<Workbook>) -> Reading<Draft>
) throws {
  let clean = read(Reading(value: workbook, provenance: Provenance()))
  #expect(clean.faults.isEmpty)
  let untidy = read(try WorkbookFile.read(try untidiness.file(of: workbook)))
  #expect(untidy.faults.isEmpty, "\(untidy.faults.list.prefix(3))")
  #expect(untidy.value == clean.value)
}

@Test(arguments: Untidiness.allCases, 0..<2)
private func `an untidy rotation is read as meant`(untidiness: Untidiness, seed: UInt64) throws {
  let draft = RotationSample().draft(seed: seed)
  try check(
    RosteringWorkbook.workbook(of: draft, named: "t.xlsx"), untidiness,
    read: RosteringWorkbook.read)
}

@Test(arguments: Untidiness.allCases, 0..<2)
private func `an untidy shift roster is read as meant`(untidiness: Untidiness, seed: UInt64) throws
{
  let draft =
    seed == 0
    ? WardSample(people: 10, days: 14).draft(seed: 1)
    : BlockRotationSample(trainees: 6, periods: 8).draft(seed: 1)
  try check(
    ShiftWorkbook.workbook(of: draft, named: "t.xlsx"), untidiness, read: ShiftWorkbook.read)
}

@Test(arguments: Untidiness.allCases, 0..<2)
private func `an untidy booking round is read as meant`(untidiness: Untidiness, seed: UInt64) throws
{
  let draft = BookingSample(deviceCount: 8, requestCount: 30, dayCount: 14, seed: seed).draft()
  try check(BookingWorkbook.workbook(of: draft), untidiness, read: BookingWorkbook.read)
}

@Test(arguments: Untidiness.allCases, 0..<2)
private func `an untidy settlement is read as meant`(untidiness: Untidiness, seed: UInt64) throws {
  let draft = SettlementSample(deviceCount: 8, useCount: 40, dayCount: 14, seed: seed).draft()
  try check(SettlementWorkbook.workbook(of: draft), untidiness, read: SettlementWorkbook.read)
}
