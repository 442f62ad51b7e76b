import ArgumentParser
import Diagnostics
import Interchange

/// `allot export`.
struct Export: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "把题目或结果导出为其他格式。", "Write a problem or a result in another format."),
      discussion: say(
        "mathprog 是 Models/ 中同名模型的数据，可用 glpsol 独立求解。",
        "mathprog is data for the model in Models/, so that glpsol can solve it independently."))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var speech: SpeechOptions

  @Option(
    help: help("目标格式：csv、json、html（仅结果）、mathprog。", "csv, json, html (results only) or mathprog."))
  var to: OutputFormat

  @Option(
    help: help("文件，或 csv 的文件夹；“-”为标准输出。", "A file, or a folder for csv; - is standard output."),
    completion: .file())
  var output = "-"

  func validate() throws {
    if to == .csv && output == "-" {
      throw ValidationError(
        say("导出 csv 需用 --output 指定文件夹。", "csv needs a folder: give one with --output."))
    }
  }

  func run() throws {
    let loaded = try LoadedInput(input)
    let exported: Exported
    if case .json(let file, let header) = loaded, header.isResult {
      exported = try exportResult(file, of: commandJob(header.job))
    } else {
      exported = try exportProblem(loaded, of: try loaded.recognisedJob())
    }
    switch exported {
    case .text(let text): try Output.write(text, to: output)
    case .workbook(let workbook): try Output.write(workbook, to: output)
    }
    if output != "-" {
      speech.console.note(Bilingual(zh: "已保存：\(output)", en: "saved: \(output)"))
    }
  }

  private func exportResult(_ file: InputFile, of job: some CommandJob) throws -> Exported {
    try LoadedResult(job, file).exported(to)
  }

  private func exportProblem(_ loaded: LoadedInput, of job: some CommandJob) throws -> Exported {
    let (draft, problem) = try loaded.validated(for: job, console: speech.console)
    switch to {
    case .json:
      return .text(
        String(decoding: try DraftFile(job: job.job, draft: draft).encoded(), as: UTF8.self))
    case .csv: return .workbook(try job.workbook(draft, language: Speech.language))
    case .mathprog: return .text(try job.mathProgData(problem))
    case .html:
      throw CommandFailure(
        .usage,
        Bilingual(zh: "题目没有页面，只有结果有", en: "a problem has no page, only a result has"),
        next: Bilingual(
          zh: "先运行 allot \(job.job.rawValue)", en: "run allot \(job.job.rawValue) first"))
    }
  }
}
