import Alliance
import ArgumentParser
import Ledger
import Solving

/// A text of the help in the language of the command.
func help(_ zh: String, _ en: String) -> ArgumentHelp { ArgumentHelp(stringLiteral: say(zh, en)) }

/// A value of `--language`; ``Speech`` has read it before the arguments are parsed.
enum SpokenLanguage: String, ExpressibleByArgument, CaseIterable {
  case zh, en
}

/// What every command understands.
struct SpeechOptions: ParsableArguments {
  @Option(
    help: help(
      "文字语言 zh 或 en；默认取自 LC_ALL、LC_MESSAGES、LANG。",
      "Language of all texts, zh or en; by default that of LC_ALL, LC_MESSAGES or LANG."))
  var language: SpokenLanguage?

  @Flag(help: help("只输出结果与错误。", "Print results and errors only."))
  var quiet = false

  var console: Console { Console(isQuiet: quiet) }
}

/// What is read.
struct InputOptions: ParsableArguments {
  @Argument(
    help: help(
      "输入：.xlsx 工作簿、CSV 文件夹（每个工作表一个文件）或 JSON 文件；“-”为标准输入。",
      "The input: an .xlsx workbook, a folder of CSV files, one for each sheet, or a JSON file; - is "
        + "standard input."),
    completion: .file())
  var input: String

  @Option(
    help: help(
      "输入格式；不写则自动识别。", "Format of the input; recognised if not given."))
  var from: InputFormat?

  @Option(help: help("inrc2：历史文件的编号。", "inrc2: number of the history file."))
  var history = 0

  @Option(
    help: help("inrc2：各周文件的编号，如 1,2,3,4。", "inrc2: numbers of the week files, such as 1,2,3,4."))
  var weeks: String?

  /// The week files' numbers in order; `nil` if they cannot be read.
  var weekNumbers: [Int]? {
    let numbers = (weeks ?? "0").split(separator: ",").map { Int($0) }
    return numbers.isEmpty || numbers.contains(nil) ? nil : numbers.compactMap(\.self)
  }

  func validate() throws {
    guard weekNumbers != nil else {
      throw ValidationError(
        say("--weeks 写成 1,2,3,4。", "--weeks is a list of numbers such as 1,2,3,4."))
    }
  }
}

/// What every job understands beside its input.
struct SolveOptions: ParsableArguments {
  @Option(
    help: help(
      "保存结果的文件：.json 结果文件，.xlsx 安排表，.html 页面，无扩展名则为 CSV 文件夹；“-”为标准输出。",
      "Where to save the answer: .json is a result file, .xlsx a workbook to print, .html a page, no "
        + "extension a folder of CSV files; - is standard output."),
    completion: .file())
  var output: String?

  @Option(help: help("输出格式；不写则按文件名。", "Format of the output; by its name if not given."))
  var to: OutputFormat?

  @Option(
    parsing: .unconditional,
    help: help("最多用时（秒），到时返回已有的最好结果。", "Seconds after which to return the best answer held."))
  var timeLimit = 60.0

  @Option(
    parsing: .unconditional,
    help: help(
      "最多工作量（单位约一毫秒）；与时限不同，同一上限在任何机器上结果相同。",
      "Work units (about a millisecond each) after which to return the best answer held; unlike "
        + "seconds, they give the same answer on every machine."))
  var workLimit: Int?

  @Option(
    parsing: .unconditional,
    help: help(
      "可以接受的差距（分数，0.01 为 1%）；到时仍更大则退出状态为 3。",
      "Gap that is good enough, a fraction such as 0.01; if the answer is wider at the limit the "
        + "exit status is 3."))
  var gap: Double?

  @Option(
    parsing: .unconditional, help: help("随机种子。", "Seed of every random choice."))
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: help(
      "并行线程数；设有 --work-limit 时不影响结果。",
      "Threads to use at once; with --work-limit the answer does not depend on it."))
  var threads: Int?

  @Flag(help: help("在标准输出打印一个 JSON 对象代替表格。", "Print one JSON object instead of tables."))
  var json = false

  @Flag(help: help("表格中显示姓名；否则只有工号。", "Show names in tables; otherwise staff numbers only."))
  var names = false

  @Flag(
    help: help(
      "涉及尚未公布节假日安排的年份时拒绝。", "Refuse days of a year whose holidays are provisional."))
  var strictCalendar = false

  func validate() throws {
    guard timeLimit >= 0, timeLimit.isFinite else {
      throw ValidationError(
        say("--time-limit 应为不小于 0 的秒数。", "--time-limit is a number of seconds, 0 or more."))
    }
    guard workLimit ?? 0 >= 0 else {
      throw ValidationError(say("--work-limit 应为不小于 0 的整数。", "--work-limit is 0 or more."))
    }
    guard gap ?? 0 >= 0, (gap ?? 0).isFinite else {
      throw ValidationError(
        say("--gap 应为不小于 0 的分数，如 0.01。", "--gap is a fraction of 0 or more, such as 0.01."))
    }
    guard threads ?? 1 >= 1, threads ?? 1 <= 1024 else {
      throw ValidationError(say("--threads 应为 1 到 1024。", "--threads is 1 to 1024."))
    }
    if to == .mathprog || (to == nil && output.map { OutputFormat(suggestedBy: $0) } == .mathprog) {
      throw ValidationError(
        say(
          "结果不能写成 mathprog；用 allot export 导出题目。",
          "An answer cannot be written as mathprog; export the problem with allot export."))
    }
    if to == nil, let output, OutputFormat.isForeign(output) {
      throw ValidationError(
        say(
          "不会写 \(output) 这种文件；请用 .json、.xlsx、.html 或无扩展名的 CSV 文件夹，或加 --to。",
          "Cannot write a file like \(output); use .json, .xlsx, .html or no extension (a folder of CSV "
            + "files), or give --to."))
    }
  }

  @Option(
    help: help(
      "台账文件（没有则新建）：接续其中的轮值历史、在带结对、机时加分，并记下草稿。",
      "A ledger (made if missing): its fairness history, running pairs and credits go on, and the draft is "
        + "noted there."),
    completion: .file())
  var ledger: String?

  /// The ledger, opened.
  ///
  /// - Throws: ``CommandFailure``.
  func openedLedger() throws -> LedgerFile? {
    guard let ledger else { return nil }
    do throws(LedgerError) { return try LedgerFile(ledger) } catch { throw CommandFailure(error) }
  }

  /// The calendar of the ledger; the one that ships with the program without a ledger.
  func calendar() throws -> WorkCalendar {
    try openedLedger()?.reading { try $0.calendar() } ?? .standard
  }

  /// Limits for a run.
  var limits: SolveLimits { SolveLimits(seconds: timeLimit, work: workLimit, gap: gap ?? 0) }
}
