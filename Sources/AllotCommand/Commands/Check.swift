import ArgumentParser
import Diagnostics
import Interchange

/// `allot check`: what is wrong with an input.
struct Check: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "检查输入，一次列出全部错误。", "Find everything that is wrong with an input, at once."),
      discussion: say(
        """
        由工作表自动识别属于哪项工作。手工改过的排班表或时间表用 --against 与结果比较。
        退出状态：0 无误，1 手工改动违反硬性规则，65 有错误，66 找不到输入。
        """,
        """
        The job is recognised from the sheets. A roster or timetable edited by hand is compared with the \
        result that it came from by --against.
        Exit status: 0 no fault, 1 an edit breaks a hard rule, 65 faults, 66 no such input.
        """)
        + examples(
          """
          allot check 轮值
          allot check 结对.xlsx --json
          allot check 改后.csv --against 排班.json
          """,
          """
          allot check rotation
          allot check pairing.xlsx --json
          allot check edited.csv --against shifts.json
          """))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var speech: SpeechOptions

  @Flag(help: help("涉及尚未公布节假日安排的年份时报错。", "Refuse days of a year whose holidays are provisional."))
  var strictCalendar = false

  @Option(
    help: help(
      "手工改过的表与哪个结果比较：列出违反的规则和得失（轮班、设备预约）。",
      "The result that a table edited by hand came from: names what the edit breaks and costs (shift "
        + "rosters, equipment)."),
    completion: .file(extensions: ["json"]))
  var against: String?

  @Flag(
    help: help(
      "在标准输出打印一个 JSON 对象，列出全部错误。", "Print one JSON object with all faults instead of text."))
  var json = false

  func validate() throws {
    if json, against != nil {
      throw ValidationError(say("--json 不能与 --against 同用。", "--json does not go with --against."))
    }
  }

  func run() throws {
    guard json else { return try checkInput() }
    do {
      try checkInput()
    } catch let failure as CommandFailure {
      guard let rejected = failure.rejected else { throw failure }
      try speech.console.print(CheckReport(on: input.input, rejected: rejected).text())
      throw StatusExit(status: failure.status)
    }
  }

  private func checkInput() throws {
    if let against {
      let (text, isAllowed) = try comparison(against)
      try speech.console.print(text)
      throw StatusExit(status: isAllowed ? .success : .violations)
    }
    let loaded = try LoadedInput(input)
    try check(loaded, as: try loaded.recognisedJob())
  }

  /// What an edit of a result changes, and whether it keeps every rule.
  private func comparison(_ against: String) throws -> (text: String, isAllowed: Bool) {
    let file: InputFile
    let header: FileHeader
    do {
      file = try InputFile(reading: against)
      header = try FileHeader(of: file)
    } catch let error as FileError {
      throw CommandFailure(error)
    } catch let error as RejectedInput {
      throw CommandFailure(error)
    }
    guard header.isResult, header.job == .shifts || header.job == .book else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "\(against) 不是轮班或设备预约的结果",
          en: "\(against) is no result of a shift roster or of equipment"),
        next: Bilingual(
          zh: "--against 用于 allot roster 排出的轮班与 allot book 的结果",
          en: "--against is for shift rosters of allot roster and for results of allot book"))
    }
    if header.job == .book {
      let edited = try EditedTimetable(input, against: file)
      return (edited.text(in: Speech.language), edited.isAllowed)
    }
    let edited = try EditedRoster(input, against: file)
    return (edited.text(in: Speech.language), edited.isAllowed)
  }

  private func check(_ loaded: LoadedInput, as job: some CommandJob) throws {
    let (_, problem) = try loaded.validated(for: job, console: speech.console)
    let years = job.provisionalYears(problem)
    if !years.isEmpty {
      let warning = provisionalWarning(years)
      if strictCalendar { throw CommandFailure(.badData, warning) }
      speech.console.note(warning)
    }
    for note in job.notes(on: problem) { speech.console.note(note) }
    if json { return try speech.console.print(CheckReport(on: input.input).text()) }
    try speech.console.print(
      job.job.title[Speech.language] + say("：", ": ") + job.summary(problem)[Speech.language]
        + say("。没有错误。", ". No fault found."))
    speech.console.note(
      Bilingual(
        zh: "下一步：allot \(job.job.command) \(input.input) --output 结果.json",
        en: "next: allot \(job.job.command) \(input.input) --output result.json"))
  }
}
