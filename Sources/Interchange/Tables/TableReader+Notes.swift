internal import Alliance
internal import Diagnostics

extension TableReader {
  /// Tells what was taken for granted about a sheet: title rows, names for keys, odd characters, columns left
  /// out.
  mutating func noteAssumptions(
    _ table: TableLayout, _ claimedColumns: Set<Int>, _ namedCells: Int, _ foldedCells: Int,
    _ blankMarks: Int, at position: Int
  ) {
    let sheet = table.sheet
    let titles = sheet.rows.prefix(table.headingRow).count { !TableLayout.isBlank($0) }
    if titles > 0 {
      notes.insert(
        Bilingual(
          zh: "\(sheet.source)：表头在第\(table.headingRow + 1)行，其上\(titles)行作为标题跳过。",
          en: "\(sheet.source): the headings are in row \(table.headingRow + 1); "
            + "\(counted(titles, "row")) above skipped as titles."),
        at: position)
    }
    if foldedCells > 0 {
      notes.insert(
        Bilingual(
          zh: "\(sheet.source)：\(foldedCells)格含全角字符、特殊空格或不可见字符，已按普通字符读取。",
          en: "\(sheet.source): \(counted(foldedCells, "cell")) with full-width characters, "
            + "special spaces or invisible ones, read as plain ones."),
        at: position)
    }
    if blankMarks > 0 {
      notes.insert(
        Bilingual(
          zh: "\(sheet.source)：\(blankMarks)格填的是“无”“/”一类，按空白处理。",
          en:
            "\(sheet.source): \(counted(blankMarks, "cell")) with a mark such as 无 or /, read as blank."
        ),
        at: position)
    }
    if namedCells > 0 {
      notes.insert(
        Bilingual(
          zh: "\(sheet.source)：\(namedCells)格填的是姓名或名称，已对应到工号或编号。",
          en: "\(sheet.source): \(counted(namedCells, "cell")) with a name, for which its key "
            + "was taken."),
        at: position)
    }
    let shortened = table.columns.values.sorted().compactMap { lostZero(in: $0, of: table) }
    if !shortened.isEmpty {
      let cells = shortened.map { cell in
        "\(sheet.cell(row: cell.row, column: cell.column)) \(cell.text)"
      }
      notes.insert(
        Bilingual(
          zh: "\(sheet.source)：比同列其他编号短而不以0开头，可能丢了前导零：\(cells.joined(separator: "、"))。",
          en:
            "\(sheet.source): shorter than the other numbers of their column, which begin with 0; a leading "
            + "zero may be lost: \(cells.joined(separator: ", "))."),
        at: position)
    }
    let unnamed = table.unnamed.filter { !claimedColumns.contains($0) }
    if !unnamed.isEmpty {
      let cells = unnamed.map { column in
        let row = sheet.rows.indices.dropFirst(table.headingRow + 1).first { row in
          !NormalizedText.key(sheet.text(row: row, column: column)).isEmpty
        }
        return sheet.cell(row: row ?? table.headingRow, column: column).description
      }
      notes.insert(
        Bilingual(
          zh: "\(sheet.source)：没有表头的列未读，如\(cells.joined(separator: "、"))。",
          en: "\(sheet.source): columns without a heading were not read, such as "
            + "\(cells.joined(separator: ", "))."),
        at: position)
    }
    let ignored = table.unknown.filter { !claimedColumns.contains($0) }
    if !ignored.isEmpty {
      let names = ignored.map { sheet.text(row: table.headingRow, column: $0) }
      let limits = names.filter { name in
        Self.wordsOfLimits.contains { NormalizedText.key(name).lowercased().contains($0) }
      }
      if !limits.isEmpty {
        notes.insert(
          Bilingual(
            zh: "\(sheet.source)：\(limits.joined(separator: "、"))像是人数或数量的限制，但没有这一列的用法，"
              + "排定时不会遵守；要遵守请改用模板（allot init）中的列名。",
            en:
              "\(sheet.source): \(limits.joined(separator: ", ")) looks like a limit, but no such column is "
              + "known and it will not be kept; to have it kept, use the heading of the template (allot init)."
          ),
          at: position)
      }
      notes.insert(
        Bilingual(
          zh: "\(sheet.source)：忽略的列：\(names.joined(separator: "、"))。",
          en: "\(sheet.source): columns ignored: \(names.joined(separator: ", "))."),
        at: position)
    }
  }

  /// Words of headings that limit something.
  private static let wordsOfLimits = [
    "下限", "上限", "最少", "最多", "至少", "至多", "不少于", "不超过", "不多于", "minimum", "maximum", "at least",
    "at most",
  ]

  /// Tells that lists were joined as a form's multiple choice is.
  mutating func noteJoined(_ cells: Int, of sheet: Sheet) {
    guard cells > 0 else { return }
    notes.append(
      Bilingual(
        zh: "\(sheet.source)：\(cells)格是多选题选中的几项（以┋分隔），已按列表读取；选项没有先后，作为志愿时视为并列。",
        en:
          "\(sheet.source): \(counted(cells, "cell")) with options of a multiple choice, joined by ┋, read "
          + "as lists; they have no order, so as wishes they are tied."))
  }

  /// The first cell of a column that looks like a number typed without its leading zero: at least half of the
  /// column are digits of one length that begin with 0, and this one is shorter and does not.
  private func lostZero(
    in column: Int, of table: TableLayout
  ) -> (row: Int, column: Int, text: String)? {
    let sheet = table.sheet
    var padded: [Int: Int] = [:]
    var shorter: [(row: Int, text: String)] = []
    var count = 0
    for row in sheet.rows.indices.dropFirst(table.headingRow + 1) {
      let text = NormalizedText.key(sheet.text(row: row, column: column))
      guard !text.isEmpty else { continue }
      guard text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
      count += 1
      if text.utf8.first == 48 {
        padded[text.utf8.count, default: 0] += 1
      } else {
        shorter.append((row, text))
      }
    }
    guard let length = padded.keys.first, padded.count == 1, length >= 3,
      2 * (padded[length] ?? 0) >= count
    else { return nil }
    return shorter.first { $0.text.utf8.count < length }.map { ($0.row, column, $0.text) }
  }
}
