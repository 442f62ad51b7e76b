internal import Alliance

/// Where the columns of a sheet are.
struct TableLayout {
  let sheet: Sheet
  /// Row of the headings.
  let headingRow: Int
  /// Leftmost column with a heading.
  let firstColumn: Int
  /// Column of each plain heading by key.
  private(set) var columns: [String: Int] = [:]
  /// Columns of each numbered heading by key, in order of the numbers.
  private(set) var numbered: [String: [(number: Int, column: Int)]] = [:]
  /// Required headings without a column.
  private(set) var missing: [Heading] = []
  /// Columns that mean the same: the first and a later one.
  private(set) var repeated: [(Int, Int)] = []
  /// Columns with a heading that nobody asked for.
  private(set) var unknown: [Int] = []
  /// The headings as they are compared.
  private let titles: [String]

  /// Rows among which the headings are sought.
  static let searchedRows = 20

  /// The layout by the first row that names most of the columns; `nil` if no row names as many as two,
  /// or the only one that is required.
  init?(_ sheet: Sheet, _ headings: [Heading]) {
    var best: (row: Int, score: Int, columns: Int)?
    for (row, cells) in sheet.rows.prefix(Self.searchedRows).enumerated() {
      let named = headings.count { heading in cells.contains { heading.match($0) != nil } }
      guard named > 0, named >= best?.score ?? 0 else { continue }
      // Below 志愿 over several columns stand 第1志愿, 第2志愿 …: the row that names more of them.
      let columns = cells.count { cell in headings.contains { $0.match(cell) != nil } }
      if named > best?.score ?? 0 || columns > best?.columns ?? 0 { best = (row, named, columns) }
    }
    let needed = headings.count(where: \.isRequired)
    guard let best, best.score >= min(2, needed == 0 ? headings.count : needed) else { return nil }
    self.sheet = sheet
    headingRow = best.row
    let cells = sheet.rows[best.row]
    titles = cells.map(Heading.normalized)
    firstColumn = cells.firstIndex { !NormalizedText.key($0).isEmpty } ?? 0
    var options: [String: [Int]] = [:]
    for (column, cell) in cells.enumerated() where !NormalizedText.key(cell).isEmpty {
      guard let (heading, number) = Self.find(cell, headings) else {
        unknown.append(column)
        continue
      }
      if heading.isNumbered {
        let place = numbered[heading.key, default: []].firstIndex { $0.number == number }
        if let place, let earlier = numbered[heading.key]?[place].column {
          // Of a wish's number and its name beside it the number is read.
          if Self.isName(cell) {
            unknown.append(column)
            continue
          }
          guard Self.isName(cells[earlier]) else {
            repeated.append((earlier, column))
            continue
          }
          unknown.append(earlier)
          numbered[heading.key]?[place].column = column
          continue
        }
        numbered[heading.key, default: []].append((number, column))
      } else if let earlier = columns[heading.key], heading.hasOptions,
        titles[column].hasSuffix(")"),
        titles[earlier] != titles[column]
      {
        options[heading.key, default: [earlier]].append(column)
      } else if let earlier = columns[heading.key] {
        repeated.append((earlier, column))
      } else {
        columns[heading.key] = column
      }
    }
    for heading in headings {
      guard let split = options[heading.key] else { continue }
      columns[heading.key] = nil
      unknown = (unknown + split).sorted()
    }
    for heading in headings where heading.isNumbered {
      numbered[heading.key]?.sort { $0.number < $1.number }
    }
    missing = headings.filter {
      $0.isRequired && columns[$0.key] == nil && numbered[$0.key] == nil
        && $0.alternative.flatMap { columns[$0] } == nil
    }
  }

  /// How many of the columns that were asked for are there, those of a numbered family as one.
  var columnCount: Int { columns.count + numbered.count }

  private static func find(_ cell: String, _ headings: [Heading]) -> (Heading, Int)? {
    // A column's own name wins over a word that stands for another one.
    for heading in headings {
      if let number = heading.named(cell) { return (heading, number) }
    }
    // A plain name wins over a numbered family, whatever their order.
    for isNumbered in [false, true] {
      for heading in headings where heading.isNumbered == isNumbered {
        if let number = heading.match(cell) { return (heading, number) }
      }
    }
    return nil
  }

  private static func isName(_ heading: String) -> Bool {
    ["姓名", "姓名)"].contains { Heading.normalized(heading).hasSuffix($0) }
  }

  /// Columns without a heading, left to right, in which a row below the headings holds something.
  var unnamed: [Int] {
    let headings = sheet.rows[headingRow]
    let width = sheet.rows.reduce(0) { max($0, $1.count) }
    return (0..<width).filter { column in
      guard column >= headings.count || NormalizedText.key(headings[column]).isEmpty else {
        return false
      }
      return sheet.rows.dropFirst(headingRow + 1).contains { row in
        column < row.count && !NormalizedText.key(row[column]).isEmpty && Self.footMark(row) == nil
      }
    }
  }

  /// Whether the row says the headings again, as printed lists do on every page.
  func repeatsHeadings(_ cells: [String]) -> Bool {
    var count = 0
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      let text = Heading.normalized(cell)
      if text.isEmpty { continue }
      guard column < titles.count, titles[column] == text else { return false }
      count += 1
    }
    return count >= 2 || (count == 1 && titles.count == 1)
  }

  /// Whether no cell of the row has anything visible.
  static func isBlank(_ cells: [String]) -> Bool {
    cells.allSatisfy { $0.isEmpty || NormalizedText.key($0).isEmpty }
  }

  /// The word that makes the row a total or a note at the foot; `nil` for data.
  static func footMark(_ cells: [String]) -> String? {
    guard let first = cells.lazy.map(NormalizedText.key).first(where: { !$0.isEmpty }) else {
      return nil
    }
    // Nearly every row begins with something else.
    guard let initial = first.unicodeScalars.first, footInitials.contains(initial) else {
      return nil
    }
    let lead = first.replacing(" ", with: "").lowercased()
    for word in totalWords
    where lead == word || lead.hasPrefix(word + ":") || lead.hasPrefix(word + "(") {
      return word
    }
    // 共31人: a count below a list, alone in its row.
    let filled = cells.count { !NormalizedText.key($0).isEmpty }
    if filled == 1, lead.hasPrefix("共"), lead.dropFirst().prefix(while: \.isWholeNumber).count > 0 {
      return "共"
    }
    for word in noteWords where lead.hasPrefix(word + ":") { return word }
    return nil
  }

  private static let totalWords = ["合计", "总计", "小计", "共计", "total", "subtotal", "grandtotal"]
  private static let noteWords = ["注", "备注", "说明", "填表说明", "制表人", "审核", "制表"]
  private static let footInitials = Set(
    (totalWords + noteWords + ["共", "Total", "Subtotal", "Grandtotal"]).compactMap(
      \.unicodeScalars.first))

  /// Column of each field of an entry: plain ones by their keys, those of a numbered family by their number
  /// and, where no cell before them is blank, by their position.
  var fields: [String: Int] {
    // Every name is a place of its own, so that the order of the families does not matter.
    numbered.reduce(into: columns) { fields, family in
      for (position, (number, column)) in family.value.enumerated() {
        fields["\(family.key)@\(number)"] = column
        fields["\(family.key)[\(position)]"] = column
      }
    }
  }
}
