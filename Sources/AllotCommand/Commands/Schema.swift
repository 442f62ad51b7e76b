import ArgumentParser
import Diagnostics
import PublishedSchemas

/// `allot schema`.
struct Schema: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "打印结果文件与各命令 --json 输出的 JSON Schema。",
        "Print the JSON Schema of results and of what commands print with --json."),
      discussion: say(
        "按 2020-12 版；不写名称则列出全部。", "In the version of 2020-12; without a name all are listed.")
        + examples(
          """
          allot schema
          allot schema roster --output 轮值结果.schema.json
          """,
          """
          allot schema
          allot schema roster --output result-roster.schema.json
          """))
  }

  @Argument(help: help("哪一种。", "Which one."))
  var kind: PublishedSchema?
  @Option(help: help("文件；“-”为标准输出。", "A file; - is standard output."), completion: .file())
  var output = "-"
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    guard let kind else {
      let width = PublishedSchema.allCases.map(\.rawValue.count).max() ?? 0
      let lines = PublishedSchema.allCases.map { kind in
        kind.rawValue + String(repeating: " ", count: width + 2 - kind.rawValue.count)
          + kind.title[Speech.language]
      }
      return try speech.console.print(lines.joined(separator: "\n"))
    }
    try Output.write(kind.bytes, to: output)
    if output != "-" {
      speech.console.note(Bilingual(zh: "已保存：\(output)", en: "saved: \(output)"))
    }
  }
}

extension PublishedSchema: ExpressibleByArgument {
  var title: Bilingual {
    switch self {
    case .pair: Bilingual(zh: "allot pair 的结果", en: "a result of allot pair")
    case .roster: Bilingual(zh: "allot roster 的轮值结果", en: "a rotation of allot roster")
    case .shifts: Bilingual(zh: "allot roster 的轮班结果", en: "a shift roster of allot roster")
    case .book: Bilingual(zh: "allot book 的结果", en: "a result of allot book")
    case .settle: Bilingual(zh: "allot settle 的结果", en: "a result of allot settle")
    case .check: Bilingual(zh: "allot check --json 的报告", en: "the report of allot check --json")
    case .run:
      Bilingual(
        zh: "allot pair、roster、book、settle --json 的摘要",
        en: "the summary of allot pair, roster, book and settle --json")
    case .diff: Bilingual(zh: "allot diff --json", en: "allot diff --json")
    case .history: Bilingual(zh: "allot history --json", en: "allot history --json")
    }
  }
}
