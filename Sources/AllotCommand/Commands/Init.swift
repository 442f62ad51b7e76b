import ArgumentParser
import Diagnostics
import Interchange
import Workbooks

/// `allot init`.
struct Init: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "写一份填表模板：表头、批注、下拉选项和一行示例。",
        "Write a template to fill in: headings, notes, drop-downs and an example row."),
      discussion: say(
        ".xlsx 为工作簿；无扩展名为 CSV 文件夹，表名与列名相同。新模板能通过 allot check。"
          + "--fill 以已有的名单（如去年的）代替示例行。",
        ".xlsx is a workbook; no extension is a folder of CSV files with the same names. A fresh template "
          + "passes allot check. --fill puts lists at hand, such as last year's, in place of the example rows."
      )
        + examples(
          """
          allot init roster --output 新轮值.xlsx
          allot check 新轮值.xlsx
          allot init pair --output 新结对
          allot init roster --fill 轮值 --output 填好的轮值.xlsx
          """,
          """
          allot init roster --output new-rotation.xlsx
          allot check new-rotation.xlsx
          allot init pair --output new-round
          allot init roster --fill rotation --output filled-in.xlsx
          """))
  }

  /// A job with a template.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case pair, roster, shifts, book, settle

    var job: Interchange.Job {
      switch self {
      case .pair: .pair
      case .roster: .roster
      case .book: .book
      case .shifts: .shifts
      case .settle: .settle
      }
    }
  }

  @Argument(
    help: help(
      "哪项工作：pair、roster（轮值）、shifts（轮班）、book 或 settle。",
      "Which job: pair, roster (rotation), shifts (shift roster), book or settle."))
  var job: Kind

  @Option(
    help: help("模板：.xlsx 文件，或 CSV 文件夹。", "The template: an .xlsx file, or a folder of CSV files."),
    completion: .file(extensions: ["xlsx"]))
  var output: String

  @Option(
    help: help(
      "用这份输入（工作簿、CSV 文件夹或 JSON）中的名单填表，代替示例行。",
      "Fill the template with the lists of this input (a workbook, a folder of CSV or JSON)."),
    completion: .file())
  var fill: String?

  @OptionGroup var speech: SpeechOptions

  func validate() throws {
    guard output == "-" || [.xlsx, .csv].contains(OutputFormat(suggestedBy: output)),
      !OutputFormat.isForeign(output)
    else {
      throw ValidationError(
        say("模板是 .xlsx 文件或无扩展名的 CSV 文件夹。", "A template is an .xlsx file or a folder of CSV files."))
    }
  }

  func run() throws {
    // What somebody began to fill in is not to be lost.
    guard output == "-" || !exists(output) else {
      throw CommandFailure(
        .cannotCreate, Bilingual(zh: "\(output) 已存在", en: "\(output) is there already"),
        next: Bilingual(zh: "请换一个名称，或先删除它", en: "choose another name, or remove it first"))
    }
    let job = job.job
    let workbook =
      try fill.map { try filled(commandJob(job), with: $0) }
      ?? Template.workbook(for: job, in: Speech.language, named: job.title[Speech.language])
    if OutputFormat(suggestedBy: output) == .csv {
      try Output.write(workbook, to: output)
    } else {
      let sheets = workbook.formatted(
        as: job, in: Speech.language, guide: true, examples: fill == nil)
      try Output.write(sheets, to: output, examples: fill == nil)
    }
    if output != "-" {
      speech.console.note(
        fill == nil
          ? Bilingual(
            zh: "已保存：\(output)。填写后运行：allot check \(output)",
            en: "saved: \(output); when it is filled in: allot check \(output)")
          : Bilingual(
            zh: "已保存：\(output)。下一步：allot check \(output)",
            en: "saved: \(output); next: allot check \(output)"))
    }
  }

  /// The template with the lists of an input. What cannot be read would be missing in it, so every fault of the
  /// cells comes first; what the lists say about each other is for `allot check`.
  private func filled<J: CommandJob>(_ job: J, with path: String) throws -> Workbook {
    let read = try LoadedInput(InputOptions.parse(["--", path])).draft(for: job)
    read.notes.forEach(speech.console.note)
    guard read.faults.isEmpty else {
      throw CommandFailure(
        RejectedInput(faults: read.faults, provenance: read.provenance),
        next: Bilingual(zh: "在名单中改正后再填表", en: "correct them in the lists, then fill the template"))
    }
    return Template.workbook(
      for: job.job, filledWith: try job.workbook(read.value, language: Speech.language),
      in: Speech.language)
  }
}
