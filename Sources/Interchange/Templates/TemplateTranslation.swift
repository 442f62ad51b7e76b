public import Diagnostics

extension Template {
  /// A workbook in another language: names of sheets, headings, settings and words to choose from.
  ///
  /// Names of people and institutions, and whatever else somebody wrote, stay as they are, and so do
  /// sheets that no template has. Reading the translation gives what reading the workbook gives.
  ///
  /// - Parameters:
  ///   - workbook: A workbook of the job with Chinese names.
  ///   - job: The job.
  ///   - language: The language wanted; Chinese leaves the workbook as it is.
  /// - Returns: The workbook with the same cells otherwise.
  /// - Complexity: O(number of cells).
  public static func translated(
    _ workbook: Workbook, of job: Job, to language: Language
  ) -> Workbook {
    guard language != .zh else { return workbook }
    let plans = sheets(for: job)
    return Workbook(
      name: workbook.name,
      sheets: workbook.sheets.map { sheet in
        guard let plan = plans.first(where: { $0.name.zh == sheet.name }) else { return sheet }
        return Sheet(
          file: sheet.file, name: plan.name[language],
          rows: translated(sheet.rows, as: plan, among: plans, language))
      })
  }

  private static func translated(
    _ rows: [[String]], as plan: SheetPlan, among plans: [SheetPlan], _ language: Language
  ) -> [[String]] {
    guard let headings = rows.first else { return rows }
    let columns = headings.map { heading in
      plan.columns.first { $0.heading.zh == heading }
    }
    // A sheet of settings has its words in the first column, those of the template among them.
    let settings = plan.examples.compactMap(\.first) + further
    let isSettings = plan.name.zh == "设置"
    let words = columns.enumerated().map { c, column in
      isSettings ? (c == 0 ? settings : chosen) : (column?.choices ?? []) + everywhere
    }
    return [headings.map { heading(for: $0, of: [plan] + plans, language) }]
      + rows.dropFirst().map { row in
        row.enumerated().map { c, cell in
          c < words.count ? translated(cell, among: words[c], language) : cell
        }
      }
  }

  /// The heading in another language, as its own sheet has it or else another one, with its number if it
  /// has one: 第2志愿, 最早2.
  private static func heading(
    for zh: String, of plans: [SheetPlan], _ language: Language
  ) -> String {
    let names = plans.flatMap { $0.columns.map(\.heading) } + further
    if let whole = names.first(where: { $0.zh == zh }) { return whole[language] }
    let digits = zh.filter(\.isWholeNumber)
    let bare = zh.filter { !$0.isWholeNumber }
    return translated(bare, among: names, language) + (digits.isEmpty ? "" : " " + digits)
  }

  private static func translated(
    _ text: String, among words: [Bilingual], _ language: Language
  ) -> String {
    words.first { $0.zh == text }?[language] ?? text
  }

  /// Words that mean the same in every sheet.
  private static let everywhere =
    yesNo + tiers + [
      Bilingual(zh: "秘书处", en: "secretariat"), Bilingual(zh: "办公室", en: "office"),
      Bilingual(zh: "全部", en: "all"),
    ]

  /// Words that settings have for values.
  private static let chosen =
    yesNo + [Bilingual(zh: "分值", en: "points"), Bilingual(zh: "最大最小", en: "maxmin")]

  /// Headings and settings that are too rare for a template.
  private static let further = [
    Bilingual(zh: "第志愿", en: "wish"), Bilingual(zh: "所属申请", en: "part of"),
    Bilingual(zh: "标题", en: "title"),
    Bilingual(zh: "所需角色", en: "required role"),
    Bilingual(zh: "最小间隔", en: "least gap"), Bilingual(zh: "席位人数下限", en: "fewest places"),
    Bilingual(zh: "席位人数上限", en: "most places"), Bilingual(zh: "允许空缺", en: "may leave open"),
    Bilingual(zh: "挂靠单位参与", en: "host takes part"),
  ]
}
