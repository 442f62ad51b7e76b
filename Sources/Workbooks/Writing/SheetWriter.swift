internal import Alliance
internal import CXlsxWriter
internal import Diagnostics
internal import Interchange

/// Writes sheets into an open book of libxlsxwriter, one after the other.
struct SheetWriter {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private let examples: Bool
  private let title: UnsafeMutablePointer<lxw_format>?
  private let heading: UnsafeMutablePointer<lxw_format>?
  private let foot: UnsafeMutablePointer<lxw_format>?
  private var cells: [ColumnKind: UnsafeMutablePointer<lxw_format>?] = [:]
  private var blanks: [ColumnKind: UnsafeMutablePointer<lxw_format>?] = [:]
  private var dayHeadings: [String: UnsafeMutablePointer<lxw_format>?] = [:]
  private var names: Set<String> = []

  static let longestText = 32_767

  init(_ book: UnsafeMutablePointer<lxw_workbook>, examples: Bool) {
    self.book = book
    self.examples = examples
    title = workbook_add_format(book)
    format_set_bold(title)
    format_set_font_size(title, 16)
    format_set_align(title, UInt8(LXW_ALIGN_CENTER.rawValue))
    format_set_align(title, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    heading = Self.heading(book)
    foot = workbook_add_format(book)
    for kind in [ColumnKind.text, .number, .money, .date, .moment, .time] {
      cells[kind] = Self.format(book, kind, isExample: examples, hasBorder: true)
      blanks[kind] = Self.format(book, kind, isExample: false, hasBorder: false)
    }
  }

  private static func heading(
    _ book: UnsafeMutablePointer<lxw_workbook>
  ) -> UnsafeMutablePointer<lxw_format>? {
    let heading = workbook_add_format(book)
    format_set_bold(heading)
    format_set_border(heading, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_bg_color(heading, 0xE7EEF7)
    format_set_align(heading, UInt8(LXW_ALIGN_CENTER.rawValue))
    format_set_text_wrap(heading)
    return heading
  }

  /// The format of headings that are days.
  private mutating func headingFormat(_ days: String) -> UnsafeMutablePointer<lxw_format>? {
    if let made = dayHeadings[days] { return made }
    let format = Self.heading(book)
    format_set_num_format(format, days)
    dayHeadings[days] = format
    return format
  }

  private static func format(
    _ book: UnsafeMutablePointer<lxw_workbook>, _ kind: ColumnKind, isExample: Bool, hasBorder: Bool
  ) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(book)
    switch kind {
    case .text: format_set_num_format(format, "@")
    case .number: format_set_num_format(format, "0")
    case .money: format_set_num_format(format, "#,##0.00")
    case .date: format_set_num_format(format, "yyyy-mm-dd")
    case .moment: format_set_num_format(format, "yyyy-mm-dd hh:mm")
    case .time: format_set_num_format(format, "hh:mm")
    }
    if hasBorder {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      if kind == .text { format_set_text_wrap(format) }
    }
    if isExample {
      format_set_italic(format)
      format_set_font_color(format, 0x7F7F7F)
    }
    return format
  }

  /// Writes a sheet; says what is too much for a spreadsheet.
  mutating func write(_ sheet: FormattedSheet) -> WorkbookTooLarge? {
    let name = usableName(sheet.name)
    func tooLarge(_ zh: String, _ en: String) -> WorkbookTooLarge {
      WorkbookTooLarge(sheet: name, text: Bilingual(zh: zh, en: en))
    }
    let width = max(1, sheet.columns.count, sheet.rows.map(\.count).max() ?? 0)
    guard width <= SheetReader.mostColumns, sheet.rows.count + 10 <= SheetReader.mostRows else {
      return tooLarge("行或列超过Excel的上限", "more rows or columns than a spreadsheet has")
    }
    guard let target = workbook_add_worksheet(book, name) else {
      return tooLarge("无法建立工作表", "the sheet cannot be made")
    }
    let lastColumn = UInt16(width - 1)
    var row: UInt32 = 0
    if let text = sheet.title {
      if width > 1 {
        worksheet_merge_range(target, 0, 0, 0, lastColumn, clipped(text), title)
      } else {
        worksheet_write_string(target, 0, 0, clipped(text), title)
      }
      worksheet_set_row(target, 0, 28, nil)
      row = 1
    }
    let headingRow = row
    for (c, column) in sheet.columns.enumerated() {
      if let day = column.day {
        worksheet_write_number(target, row, UInt16(c), day.serial, headingFormat(day.format))
      } else {
        worksheet_write_string(target, row, UInt16(c), clipped(column.heading), heading)
      }
      if !column.note.isEmpty { worksheet_write_comment(target, row, UInt16(c), column.note) }
    }
    row += 1
    let firstRow = row
    for cells in sheet.rows {
      guard cells.allSatisfy({ $0.utf16.count <= Self.longestText }) else {
        return tooLarge("有单元格超过32767个字符", "a cell has more than 32767 characters")
      }
      // A row of remarks below the table is not a row of the table.
      let isRemark = cells.count == 1 && width > 1
      for c in 0..<(isRemark ? 1 : width) {
        let kind = sheet.columns.indices.contains(c) ? sheet.columns[c].kind : .text
        let text = cells.indices.contains(c) ? cells[c] : ""
        if isRemark {
          worksheet_write_string(target, row, UInt16(c), literal(text), foot)
        } else if !cells.isEmpty {
          write(text, kind, target, row, UInt16(c))
        }
      }
      row += 1
    }
    setColumns(sheet, target, firstRow: firstRow, lastRow: row + UInt32(sheet.blankRows))
    if let text = sheet.foot {
      worksheet_write_string(target, row + 1, 0, clipped(text), foot)
      row += 2
    }
    worksheet_freeze_panes(target, headingRow + 1, 0)
    worksheet_set_landscape(target)
    worksheet_set_paper(target, 9)  // A4
    worksheet_fit_to_pages(target, 1, 0)
    worksheet_repeat_rows(target, headingRow, headingRow)
    worksheet_print_area(target, 0, 0, max(row, headingRow + 1) - 1, lastColumn)
    worksheet_set_footer(target, "&C&P / &N")
    return nil
  }

  private func write(
    _ text: String, _ kind: ColumnKind, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
    _ column: UInt16
  ) {
    let format = cells[kind] ?? nil
    if text.isEmpty {
      worksheet_write_blank(sheet, row, column, format)
    } else if let number = kind.number(text) {
      worksheet_write_number(sheet, row, column, number, format)
    } else {
      worksheet_write_string(sheet, row, column, literal(text), cells[.text] ?? nil)
    }
  }

  /// Widths by content, formats for the blank rows, drop-downs.
  private func setColumns(
    _ sheet: FormattedSheet, _ target: UnsafeMutablePointer<lxw_worksheet>, firstRow: UInt32,
    lastRow: UInt32
  ) {
    for (c, column) in sheet.columns.enumerated() {
      let texts =
        [column.heading]
        + sheet.rows.compactMap { row in
          row.count > 1 && row.indices.contains(c) ? row[c] : nil
        }
      let longest = texts.reduce(6) { max($0, displayWidth($1)) }
      worksheet_set_column(
        target, UInt16(c), UInt16(c), Double(min(48, longest + 3)),
        sheet.blankRows > 0 ? blanks[column.kind] ?? nil : nil)
      guard lastRow > firstRow else { continue }
      if let source = column.choicesFrom {
        let quoted = source.replacing("'", with: "''")
        DropDown(target, firstRow...lastRow, UInt16(c)).offer(formula: "='\(quoted)'!$A$2:$A$2000")
      } else if !column.choices.isEmpty {
        DropDown(target, firstRow...lastRow, UInt16(c)).offer(column.choices)
      }
    }
  }

  /// A name that spreadsheets allow and that no other sheet of the book has.
  private mutating func usableName(_ name: String) -> String {
    var base = String(
      NormalizedText.name(name).map { "[]:*?/\\'".contains($0) || $0 == "\0" ? "_" : $0 })
    if base.isEmpty { base = "Sheet" }
    base = String(base.prefix(28))
    var candidate = base
    var count = 1
    while !names.insert(candidate.lowercased()).inserted {
      count += 1
      candidate = "\(base)~\(count)"
    }
    return candidate
  }

  /// A text that a cell of one line can hold.
  private func clipped(_ text: String) -> String { literal(String(text.prefix(2_000))) }

  /// The text written so that nothing in it is read as an escape such as `_x003D_`.
  private func literal(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: "_x") {
      let tail = rest[range.upperBound...]
      let isEscape =
        tail.prefix(4).utf8.count == 4 && UInt32(tail.prefix(4), radix: 16) != nil
        && tail.dropFirst(4).hasPrefix("_")
      result += rest[..<range.lowerBound] + (isEscape ? "_x005F_x" : "_x")
      rest = tail
    }
    return result + rest
  }

  /// Columns that a text takes: a Chinese character takes two.
  private func displayWidth(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
  }
}
