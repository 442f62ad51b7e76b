internal import Alliance
internal import Diagnostics

extension TableRow {
  /// Says which of several submissions of one person counts; `left` is the row that no longer does, `nil`
  /// for this one.
  mutating func noteSubmission(of id: String, left earlier: Int?) {
    withdrawnRow = earlier
    let out = table.sheet.cell(row: earlier ?? row, column: table.firstColumn)
    note(
      Bilingual(
        zh: "\(out)：\(id)有更晚的提交，此行不采用。",
        en: "\(out): \(id) submitted again later, so this row does not count."))
  }
}

/// Wishes as forms export them: one row for each submission, the ranking in one cell or as one column for
/// each option with its rank below.
struct Submissions {
  /// Headings of such exports, beside those of the wishes.
  static let headings = [
    .withOptions("ranking", "志愿排序", "排序", "志愿顺序", "志愿", "ranking", isRequired: false),
    Heading("submitted", "提交答卷时间", "提交时间", "答题时间", "submitted", isRequired: false),
  ]

  /// What each person's valid submission was sent with, by row of the sheet.
  private var latest: [Int: (time: [Int], row: Int)] = [:]

  /// Whether the submission in `row` replaces what the person sent before.
  ///
  /// A sheet without times is no export, and two rows of one person are then a fault.
  enum Verdict {
    case first, replaces(row: Int), replaced(by: Int), twice
  }

  mutating func judge(_ row: TableRow, of person: Int) -> Verdict {
    let time = row.text("submitted").split { !$0.isNumber }.compactMap { Int($0) }
    guard let earlier = latest[person] else {
      latest[person] = (time, row.row)
      return .first
    }
    guard !time.isEmpty, !earlier.time.isEmpty else { return .twice }
    if time.lexicographicallyPrecedes(earlier.time) { return .replaced(by: earlier.row) }
    latest[person] = (time, row.row)
    return .replaces(row: earlier.row)
  }

  /// The tiers of a row: from the numbered columns, the ranking cell or the columns of options.
  static func tiers(_ row: inout TableRow, in index: NameIndex) -> [[String]] {
    let plain = row.numbered("wishes", in: index)
    if !plain.isEmpty { return plain }
    if let ranking = row.optional("ranking", index.rankingFormat) {
      row.record("ranking", for: row.place.appending("wishes"))
      return ranking
    }
    let options = CellFormat<String> { text throws(CellFault) in
      guard let id = option(text, in: index) else { throw CellFault(.identifierMissing) }
      return id
    }
    let ranked = row.matrix("wishes", headings: options, .rank).compactMap { option in
      option.value.map { (rank: $0, id: option.label) }
    }
    // `2、请按意愿排序`: the words of a form's question.
    let question = CellFormat<String> { text throws(CellFault) in
      guard text.contains("排序") || text.contains("顺序"), option(text, in: index) == nil else {
        throw CellFault(.identifierMissing)
      }
      return text
    }
    if ranked.isEmpty,
      let ranking = row.matrix("ranking", headings: question, index.rankingFormat).first
    {
      row.record(from: row.place.appending("ranking")[0], for: row.place.appending("wishes"))
      return ranking.value
    }
    let ranks = Set(ranked.map(\.rank)).sorted()
    return ranks.map { rank in ranked.filter { $0.rank == rank }.map(\.id) }
  }

  /// Whom a heading such as `3、您的志愿(王芳)` or `志愿：王芳` offers.
  private static func option(_ heading: String, in index: NameIndex) -> String? {
    let key = NormalizedText.key(heading)
    if let id = try? index.found(key) { return id }
    // The widest bracket first: an option may be 王芳(同仁医院) itself.
    for open in key.indices where key[open] == "(" && key.hasSuffix(")") {
      let inside = key[key.index(after: open)...].dropLast()
      if let id = try? index.found(String(inside)) { return id }
    }
    for mark in [":", "—", "_", "、", "."] as [Character] {
      if let cut = key.lastIndex(of: mark),
        let id = try? index.found(String(key[key.index(after: cut)...]))
      {
        return id
      }
    }
    return nil
  }
}

extension CellFormat where Value == Int? {
  /// The rank of an option: `1`, `2`, …; forms write −2 for one that was not chosen and −3 for a question
  /// that was skipped.
  static let rank = CellFormat { text throws(CellFault) in
    let key = NormalizedText.key(text).replacing("−", with: "-")
    if ["-2", "-3", "(空)", "(跳过)", "空", "跳过"].contains(key) { return nil }
    guard let value = Int(key) else { throw CellFault(.notInteger) }
    guard (1...1000).contains(value) else { throw CellFault(.outOfRange(1...1000)) }
    return value
  }
}
