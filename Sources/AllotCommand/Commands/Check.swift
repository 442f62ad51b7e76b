import ArgumentParser
import Diagnostics
import Interchange
import Ledger

/// `allot check`: what is wrong with an input.
struct Check: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "检查输入，一次列出全部错误。", "Find everything that is wrong with an input, at once."),
      discussion: say(
        """
        由工作表自动识别属于哪项工作。手工改过的排班表或时间表用 --against 与结果比较，用 --output 存成可发布的结果。
        退出状态：0 无误，1 手工改动违反硬性规则或使必需的班次空缺，65 有错误，66 找不到输入。
        """,
        """
        The job is recognised from the sheets. A roster or timetable edited by hand is compared with the \
        result that it came from by --against, and saved as a result to publish by --output.
        Exit status: 0 no fault, 1 an edit breaks a hard rule or leaves required duties open, 65 faults, 66 no such input.
        """)
        + examples(
          """
          allot check 轮值
          allot check 结对.xlsx --json
          allot check 结对.xlsx --ledger 台账.db
          allot check 改后.csv --against 排班.json --output 新排班.json
          """,
          """
          allot check rotation
          allot check pairing.xlsx --json
          allot check pairing.xlsx --ledger ledger.db
          allot check edited.csv --against shifts.json --output edited.json
          """))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var speech: SpeechOptions

  @Flag(help: help("涉及尚未公布节假日安排的年份时报错。", "Refuse days of a year whose holidays are provisional."))
  var strictCalendar = false

  @Option(
    help: help(
      "台账：一并检查本轮与此前已发布的安排是否相合，如名单中已离任的人、已收费的使用记录；只读，不改动。",
      "A ledger: the input is also checked against what was published before, such as people who left and uses that "
        + "were charged. It is only read."),
    completion: .file())
  var ledger: String?

  @Option(
    help: help(
      "手工改过的表与哪个结果比较：列出违反的规则和得失（轮班、设备预约）。",
      "The result that a table edited by hand came from: names what the edit breaks and costs (shift "
        + "rosters, equipment)."),
    completion: .file(extensions: ["json"]))
  var against: String?

  @Option(
    help: help(
      "与 --against 同用：改动获准时保存为结果文件，可发布、打印、导出。",
      "With --against: save the edited arrangement as a result, to be published, printed and exported."
    ),
    completion: .file(extensions: ["json"]))
  var output: String?

  @Flag(
    help: help(
      "与 --against 同用：允许改动使必需的班次空缺。",
      "With --against: an edit may leave required duties open."))
  var allowOpen = false

  @Flag(
    help: help(
      "在标准输出打印一个 JSON 对象，列出全部错误与所作的假定。",
      "Print one JSON object with all faults and everything assumed."))
  var json = false

  func validate() throws {
    if against == nil, output != nil || allowOpen {
      throw ValidationError(
        say(
          "--output 与 --allow-open 须与 --against 同用。",
          "--output and --allow-open go with --against."))
    }
    if ledger != nil, against != nil {
      throw ValidationError(
        say("--ledger 不能与 --against 同用。", "--ledger does not go with --against."))
    }
    if json, against != nil {
      throw ValidationError(say("--json 不能与 --against 同用。", "--json does not go with --against."))
    }
  }

  func run() throws {
    guard json else { return try checkInput(speech.console.note) }
    var notes: [Bilingual] = []
    func report(_ rejected: RejectedInput?) throws {
      try speech.console.print(
        CheckReport(on: input.input, rejected: rejected, notes: notes).text())
    }
    do {
      try checkInput { notes.append($0) }
      try report(nil)
    } catch let failure as CommandFailure {
      guard let rejected = failure.rejected else { throw failure }
      try report(rejected)
      throw StatusExit(status: failure.status)
    }
  }

  private func checkInput(_ tell: (Bilingual) -> Void) throws {
    if let against { return try compare(against) }
    let loaded = try LoadedInput(input)
    try check(loaded, as: try loaded.recognisedJob(), tell)
  }

  /// Tells what an edit of a result changes, and saves the edited result.
  private func compare(_ against: String) throws {
    let edit = try handEdit(input, against: against)
    try speech.console.print(edit.text(in: Speech.language))
    guard let output else {
      guard edit.isAllowed, edit.opened <= 0 || allowOpen else {
        throw StatusExit(status: .violations)
      }
      speech.console.note(
        Bilingual(
          zh: "下一步：加 --output 新结果.json 保存，之后可发布、打印、导出",
          en: "next: --output new.json saves it, to be published, printed and exported"))
      return
    }
    try edit.approve(isOpenAllowed: allowOpen)
    try Output.write(edit.result(), to: output)
    if output != "-" {
      speech.console.note(
        Bilingual(
          zh: "已保存：\(output)；下一步：allot publish \(output) --ledger 台账.db",
          en: "saved: \(output); next: allot publish \(output) --ledger ledger.db"))
    }
  }

  private func check(
    _ loaded: LoadedInput, as job: some CommandJob, _ tell: (Bilingual) -> Void
  ) throws {
    let known: LedgerFile?
    do throws(LedgerError) {
      known = try ledger.map { (path) throws(LedgerError) in try LedgerFile(path, isMade: false) }
    } catch {
      throw CommandFailure(error)
    }
    let (_, problem) = try loaded.validated(for: job, ledger: known, tell: tell)
    let years = job.provisionalYears(problem)
    if !years.isEmpty {
      let warning = provisionalWarning(years)
      if strictCalendar { throw CommandFailure(.badData, warning) }
      tell(warning)
    }
    job.notes(on: problem).forEach(tell)
    if json { return }
    try speech.console.print(
      job.job.title[Speech.language] + say("：", ": ") + job.summary(problem)[Speech.language]
        + say("。没有错误。", ". No fault found."))
    speech.console.note(
      Bilingual(
        zh: "下一步：allot \(job.job.command) \(input.input) --output 结果.json",
        en: "next: allot \(job.job.command) \(input.input) --output result.json"))
  }
}
