public import Diagnostics

extension Template {
  /// A template with the rows of a workbook in place of its examples.
  ///
  /// Every sheet and column of the template is there, also those that the workbook can do without, and so is every
  /// sheet and column of the workbook. Reading it gives what reading the workbook gives.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - workbook: The job's input as it is written, headings in the first rows.
  ///   - language: Language of the headings in both.
  /// - Returns: The sheets of the template in its order, then those that it does not have.
  /// - Complexity: O(number of cells).
  public static func workbook(
    for job: Job, filledWith workbook: Workbook, in language: Language
  ) -> Workbook {
    let plans = sheets(for: job)
    let filled = plans.map { plan in
      let headings = plan.columns.map { $0.heading[language] }
      guard let found = workbook.sheet(named: [plan.name.zh, plan.name.en]) else {
        return Sheet(file: workbook.name, name: plan.name[language], rows: [headings])
      }
      let own = found.rows.first ?? []
      let further = headings.filter { !own.contains($0) }
      return Sheet(
        file: found.file, name: found.name, rows: [own + further] + found.rows.dropFirst())
    }
    let names = filled.map(\.name)
    return Workbook(
      name: workbook.name, sheets: filled + workbook.sheets.filter { !names.contains($0.name) })
  }
}
