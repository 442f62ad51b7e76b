import ArgumentParser
import Diagnostics
import Interchange
import Ledger
import PublicDraw
import Workbooks

/// `allot export`.
struct Export: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "把题目或结果导出为其他格式。", "Write a problem or a result in another format."),
      discussion: say(
        "mathprog 是 Models/ 中同名模型的数据，可用 glpsol 独立求解。",
        "mathprog is data for the model in Models/, so that glpsol can solve it independently.")
        + examples(
          """
          allot export 结果.json --to xlsx --output 安排表.xlsx
          allot export 结果.json --to ics --output 日历
          allot export 新结果.json --to ics --output 新日历 --ledger 台账.db
          allot export 轮值 --to mathprog --output 题目.dat
          """,
          """
          allot export result.json --to xlsx --output arrangement.xlsx
          allot export result.json --to ics --output calendars
          allot export again.json --to ics --output calendars --ledger ledger.db
          allot export rotation --to mathprog --output problem.dat
          """))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var speech: SpeechOptions

  @Option(
    help: help(
      "目标格式：xlsx、csv、json、mathprog；仅结果：html、ics、text，轮班还有 curtois、inrc1、inrc2，预约还有 satnet、afscn；catalogue 为共享设备目录（网页，或 CSV 文件夹）。",
      "xlsx, csv, json or mathprog; of results also html, ics or text, of "
        + "shift rosters curtois, inrc1 or inrc2, of bookings satnet or afscn; catalogue lists what is shared (a page, or a folder of CSV)."
    ))
  var to: OutputFormat

  @Option(
    help: help("文件，或 csv 的文件夹；“-”为标准输出。", "A file, or a folder for csv; - is standard output."),
    completion: .file())
  var output = "-"

  @Option(
    help: help(
      "台账：日历中改动的日程按已发布的版本加大序号，取消的日程列为取消（ics）。",
      "A ledger: appointments that changed or vanished since what it has published get their sequence "
        + "numbers and cancellations (ics)."),
    completion: .file())
  var ledger: String?

  func validate() throws {
    if ledger != nil, to != .ics {
      throw ValidationError(say("--ledger 只用于 ics。", "--ledger is for ics only."))
    }
    if [.csv, .ics].contains(to) && output == "-" {
      throw ValidationError(
        say(
          "导出 \(to.rawValue) 需用 --output 指定文件夹。",
          "\(to.rawValue) needs a folder: give one with --output."))
    }
  }

  func run() throws {
    if to == .xlsx {
      try Output.requireFile(output, such: Bilingual(zh: "安排表.xlsx", en: "arrangement.xlsx"))
    } else if [.html, .catalogue].contains(to) {
      try Output.requireFile(output, such: Bilingual(zh: "页面.html", en: "page.html"))
    }
    let loaded = try LoadedInput(input)
    let exported: Exported
    var known: [IssuedAppointment] = []
    if case .json(let file, let header) = loaded, header.isResult {
      exported = try exportResult(file, of: commandJob(header.job))
      if let ledger { known = try appointments(of: file, in: ledger) }
    } else {
      exported = try exportProblem(loaded, of: try loaded.recognisedJob())
    }
    switch exported {
    case .text(let text): try Output.write(text, to: output)
    case .workbook(let workbook): try Output.write(workbook, to: output)
    case .formatted(let sheets): try Output.write(sheets, to: output)
    case .calendars(let feeds): try write(feeds, known)
    case .files(let files): try Output.write(files, to: output)
    case .catalogue(let catalogue):
      if output == "-" || OutputFormat(suggestedBy: output) == .html {
        try Output.write(catalogue.page, to: output)
      } else {
        try Output.write(catalogue.workbook, to: output)
      }
    }
    if output != "-" {
      speech.console.note(Bilingual(zh: "已保存：\(output)", en: "saved: \(output)"))
    }
  }

  /// Writes a file for each calendar; those that are there already are taken over, with their sequence
  /// numbers and with cancellations of what vanished.
  private func write(_ feeds: [CalendarFeed], _ known: [IssuedAppointment]) throws {
    guard !feeds.isEmpty else {
      throw CommandFailure(
        .usage,
        Bilingual(zh: "这一结果没有日期，不能写成日历", en: "this result has no dates, so no calendar"))
    }
    do throws(FileError) {
      try writeCalendars(feeds, to: output, issued: timestamp(), known: known)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// What the publications before this result and the result itself make of its appointments.
  private func appointments(
    of file: InputFile, in ledger: String
  ) throws -> [IssuedAppointment] {
    var draft = try withResult(file) { try $0.publication().draft }
    draft.result = Digest.hex(file.bytes)
    return try LedgerFile(ledger, isMade: false).reading { try $0.appointments(of: draft) }
  }

  private func exportResult(_ file: InputFile, of job: some CommandJob) throws -> Exported {
    try LoadedResult(job, file).exported(to)
  }

  private func exportProblem(_ loaded: LoadedInput, of job: some CommandJob) throws -> Exported {
    let (draft, problem) = try loaded.validated(for: job, tell: speech.console.note)
    switch to {
    case .json:
      return .text(
        String(decoding: try DraftFile(job: job.job, draft: draft).encoded(), as: UTF8.self))
    case .xlsx:
      return .formatted(
        try job.workbook(draft, language: Speech.language)
          .formatted(as: job.job, in: Speech.language))
    case .csv: return .workbook(try job.workbook(draft, language: Speech.language))
    case .mathprog: return .text(try job.mathProgData(problem))
    case .catalogue:
      return .catalogue(try job.catalogue(problem, language: Speech.language))
    case .html, .ics, .text, .curtois, .inrc1, .inrc2, .satnet, .afscn:
      throw CommandFailure(
        .usage,
        Bilingual(
          zh: "题目没有 \(to.rawValue)，只有结果有", en: "a problem has no \(to.rawValue), only a result has"),
        next: Bilingual(
          zh: "先运行 allot \(job.job.command)", en: "run allot \(job.job.command) first"))
    }
  }
}
