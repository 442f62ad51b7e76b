public import Diagnostics

/// What a column of a workbook holds, so that a spreadsheet shows and keeps it as meant.
public enum ColumnKind: Hashable, Sendable {
  /// Words, or an identifier with its leading zeros.
  case text
  /// A whole number.
  case number
  /// An amount in 元 with two decimals.
  case money
  /// A day.
  case date
  /// A day with a time.
  case moment
  /// A time of day.
  case time
}

/// One column of a template: its heading, what to write there, and an example.
public struct ColumnPlan: Hashable, Sendable {
  /// The heading; both languages are read.
  public let heading: Bilingual
  /// What it holds.
  public let kind: ColumnKind
  /// What to write, as a note at the heading.
  public let note: Bilingual
  /// The words to choose from; empty if any text is allowed.
  public let choices: [Bilingual]
  /// The sheet whose first column offers the values, by its Chinese name.
  public let choicesFrom: String?

  init(
    _ zh: String, _ en: String, _ noteZh: String, _ noteEn: String, choices: [Bilingual] = [],
    from sheet: String? = nil
  ) {
    self.init(zh, en, .text, noteZh, noteEn, choices: choices, from: sheet)
  }

  init(
    _ zh: String, _ en: String, _ kind: ColumnKind, _ noteZh: String, _ noteEn: String,
    choices: [Bilingual] = [], from sheet: String? = nil
  ) {
    heading = Bilingual(zh: zh, en: en)
    self.kind = kind
    note = Bilingual(zh: noteZh, en: noteEn)
    self.choices = choices
    choicesFrom = sheet
  }
}

/// One sheet of a template.
public struct SheetPlan: Hashable, Sendable {
  /// Its name; both languages are read.
  public let name: Bilingual
  /// What it is for.
  public let note: Bilingual
  /// Its columns, left to right.
  public let columns: [ColumnPlan]
  /// The filled rows of a fresh template.
  public let examples: [[Bilingual]]

  init(
    _ zh: String, _ en: String, _ noteZh: String, _ noteEn: String, _ columns: [ColumnPlan],
    examples: [[Bilingual]] = []
  ) {
    name = Bilingual(zh: zh, en: en)
    note = Bilingual(zh: noteZh, en: noteEn)
    self.columns = columns
    self.examples = examples
  }
}

extension Bilingual {
  /// The same text in both languages, such as an identifier.
  static func same(_ text: String) -> Bilingual { Bilingual(zh: text, en: text) }
}

/// The sheets of each job, as a template offers them and as the readers read them.
public enum Template {
  /// The jobs that have a template: all of them.
  public static let jobs: [Job] = Job.allCases

  /// The sheets of a job's workbook in order.
  public static func sheets(for job: Job) -> [SheetPlan] {
    switch job {
    case .pair: pairingSheets
    case .roster: rosteringSheets
    case .book: bookingSheets
    case .shifts: shiftSheets
    case .settle: settlementSheets
    }
  }

  /// A fresh template: headings and example rows.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - language: Language of names, headings and words.
  ///   - name: Name of the workbook.
  /// - Returns: A sheet for each plan.
  public static func workbook(for job: Job, in language: Language, named name: String) -> Workbook {
    Workbook(
      name: name,
      sheets: sheets(for: job).map { plan in
        Sheet(
          file: name, name: plan.name[language],
          rows: [plan.columns.map { $0.heading[language] }]
            + plan.examples.map { $0.map { $0[language] } })
      })
  }

  static let yesNo = [Bilingual(zh: "是", en: "yes"), Bilingual(zh: "否", en: "no")]
  static let tiers = [
    Bilingual(zh: "二三级医院", en: "hospital"), Bilingual(zh: "社区", en: "community health centre"),
  ]
}
