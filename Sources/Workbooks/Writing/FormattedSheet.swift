public import Diagnostics
public import Interchange

/// A sheet as it is to look: cells with their kinds, notes, drop-downs, and how it prints.
public struct FormattedSheet: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// The heading.
    public var heading: String
    /// What the cells below hold; a cell that cannot be read so is written as text.
    public var kind: ColumnKind
    /// A note at the heading; empty for none.
    public var note = ""
    /// Words that the cells below offer; empty for none.
    public var choices: [String] = []
    /// The sheet in whose first column the cells below find their values.
    public var choicesFrom: String?
    /// The day that the heading names, written as a date with its weekday; `nil` for a heading of words.
    public var day: HeadingDay?

    /// A column.
    public init(_ heading: String, _ kind: ColumnKind = .text) {
      self.heading = heading
      self.kind = kind
    }
  }

  /// Name of the sheet; what spreadsheets forbid in names is replaced.
  public var name: String
  /// A line above the headings; `nil` for none.
  public var title: String?
  /// The columns.
  public var columns: [Column]
  /// The rows below the headings.
  public var rows: [[String]]
  /// A line below the table, such as 制表人、审核、日期; `nil` for none.
  public var foot: String?
  /// Rows that are formatted below the last one, to be filled in.
  public var blankRows = 0

  /// A sheet.
  public init(
    name: String, title: String? = nil, columns: [Column], rows: [[String]], foot: String? = nil
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    self.rows = rows
    self.foot = foot
  }

  /// A sheet of results: the first row of `sheet` holds the headings, whose words tell the kinds. A column of
  /// spans becomes two columns of moments, and a heading that is a day becomes a date.
  public init(result sheet: Sheet, title: String, language: Language) {
    let split = SpanColumns.split(sheet.rows, language)
    let headings = split.first ?? []
    self.init(
      name: sheet.name ?? sheet.file, title: title,
      columns: headings.enumerated().map { c, heading in
        let cells = split.dropFirst().compactMap { $0.indices.contains(c) ? $0[c] : nil }
        var column = Column(heading, FormattedSheet.kind(ofResultColumn: heading, cells: cells))
        column.day = HeadingDay(heading)
        return column
      },
      rows: Array(split.dropFirst()),
      foot: language == .zh
        ? "制表人：                审核：                日期：                "
        : "Prepared by:                Approved by:                Date:                ")
  }

  /// A sheet of a job's input, with the notes and drop-downs of its template.
  public init(input sheet: Sheet, plan: SheetPlan, language: Language) {
    let headings = sheet.rows.first ?? []
    let columns = headings.map { heading in
      let found = plan.columns.first { $0.heading.zh == heading || $0.heading.en == heading }
      var column = Column(heading, found?.kind ?? .text)
      column.note = found?.note[language] ?? ""
      column.choices = found?.choices.map { $0[language] } ?? []
      column.choicesFrom = found?.choicesFrom
      return column
    }
    self.init(
      name: sheet.name ?? sheet.file, columns: columns, rows: Array(sheet.rows.dropFirst()))
    blankRows = 200
  }

  /// What a column of results holds: by its heading, and amounts also by their two decimals. Whole numbers
  /// are never guessed: they may be identifiers.
  private static func kind(ofResultColumn heading: String, cells: [String]) -> ColumnKind {
    switch heading.lowercased() {
    case "日期", "开始", "结束", "date", "day", "start", "end": return .date
    case "志愿", "志愿名次", "人才志愿", "导师人选", "分值", "次数", "边际得失", "罚分", "缺几人", "使用次数", "无预约使用", "取消", "爽约",
      "wish", "talent's rank", "mentor's rank", "points", "marginal gain", "cost", "missing",
      "uses",
      "without booking", "cancelled", "no-shows":
      return .number
    case let words where words.hasSuffix("分钟") || words.hasSuffix(" minutes"): return .number
    case let words where words.hasSuffix("%"): return .money
    default:
      let filled = cells.filter { !$0.isEmpty }
      if !filled.isEmpty, filled.allSatisfy({ SpanColumns.isMoment($0) }) { return .moment }
      let isMoney = heading.contains("元") || heading.contains("yuan")
      let areAmounts =
        !filled.isEmpty && filled.allSatisfy { ColumnKind.money.number($0) != nil }
      return isMoney || areAmounts ? .money : .text
    }
  }
}

extension Workbook {
  /// The sheets of a job's input with everything its template says about them.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - language: Language of notes and choices.
  ///   - guide: Whether a sheet of instructions comes first.
  ///   - examples: Whether the rows are examples, of which the instructions speak.
  /// - Returns: The sheets in order.
  public func formatted(
    as job: Job, in language: Language, guide: Bool = false, examples: Bool = false
  ) -> [FormattedSheet] {
    let plans = Template.sheets(for: job)
    let names = Dictionary(
      plans.map { ($0.name.zh, $0.name[language]) }, uniquingKeysWith: { first, _ in first })
    let inputs = sheets.map { sheet in
      guard let plan = plans.first(where: { [$0.name.zh, $0.name.en].contains(sheet.name) }) else {
        return FormattedSheet(
          name: sheet.name ?? sheet.file,
          columns: (sheet.rows.first ?? []).map { FormattedSheet.Column($0) },
          rows: Array(sheet.rows.dropFirst()))
      }
      var formatted = FormattedSheet(input: sheet, plan: plan, language: language)
      for i in formatted.columns.indices {
        // A list that is itself elsewhere in this workbook, under the name it has there.
        if let source = formatted.columns[i].choicesFrom {
          let name = names[source] ?? source
          formatted.columns[i].choicesFrom =
            sheets.contains { $0.name == name }
            ? name : sheets.contains { $0.name == source } ? source : nil
        }
      }
      return formatted
    }
    return (guide ? [Workbook.guide(to: plans, job, language, examples)] : []) + inputs
  }

  /// The sheet that says what belongs where.
  private static func guide(
    to plans: [SheetPlan], _ job: Job, _ language: Language, _ examples: Bool
  ) -> FormattedSheet {
    let isChinese = language == .zh
    var rows = plans.flatMap { plan in
      plan.columns.map { column in
        [
          plan.name[language], plan.note[language], column.heading[language], column.note[language],
          column.choices.map { $0[language] }.joined(separator: isChinese ? "、" : ", "),
        ]
      }
    }
    rows.append([])
    let aboutExamples =
      isChinese
      ? "灰色斜体为示例，请改成自己的数据或删除。"
      : "Rows in grey italics are examples: replace or delete them. "
    rows.append([
      (examples ? aboutExamples : "")
        + (isChinese
          ? "表名和表头不要改；可以增加列，会被忽略。"
          : "Keep names of sheets and headings; columns may be added and are ignored.")
    ])
    return FormattedSheet(
      name: isChinese ? TableReader.sheetsForPeople[0] : TableReader.sheetsForPeople[1],
      title: isChinese ? "\(job.title.zh)：填写说明" : "How to fill in: \(job.title.en)",
      columns: (isChinese
        ? ["工作表", "用途", "列", "填写", "可选"] : ["sheet", "for", "column", "what to write", "choices"])
        .map { FormattedSheet.Column($0) },
      rows: rows)
  }
}
