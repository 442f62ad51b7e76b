import ArgumentParser
import Diagnostics

/// The result file of a command.
struct ResultArgument: ParsableArguments {
  @Argument(
    help: help("结果文件（JSON）；“-”为标准输入。", "A result file (JSON); - is standard input."),
    completion: .file(extensions: ["json"]))
  var result: String
}

/// `allot verify`.
struct Verify: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "重新检验结果：规则与证明，不用求解器。", "Check a result again: rules and proof, without a solver."),
      discussion: say(
        "退出状态：0 全部成立，1 有一项不成立，65/66 无法读取。",
        "Exit status: 0 everything holds, 1 something does not, 65 or 66 cannot be read.")
        + examples("allot verify 结果.json", "allot verify result.json"))
  }

  @OptionGroup var result: ResultArgument
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let (text, holds) = try withResult(result.result) { $0.verification() }
    try speech.console.print(text)
    if !holds { throw StatusExit(status: .violations) }
  }
}

/// `allot explain`.
struct Explain: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "回答“为什么是我”“为什么不是我”。", "Answer \"why me?\" and \"why not me?\"."),
      discussion: say(
        "只给一个编号。他人姓名只在 --names 时出现。",
        "Give one identifier. Other people's names appear with --names only.")
        + examples(
          """
          allot explain 结果.json --unit C03
          allot explain 结对.json --talent 020143
          allot explain 排班.json --open 2026-03-20/夜
          allot explain 时间表.json --device D04
          """,
          """
          allot explain result.json --unit C03
          allot explain pairs.json --talent 020143
          allot explain shifts.json --open 2026-03-20/N
          allot explain timetable.json --device D04
          """))
  }

  @OptionGroup var result: ResultArgument
  @OptionGroup var speech: SpeechOptions

  @Option(help: help("人才工号（结对）。", "Staff number of a talent (pair)."))
  var talent: String?
  @Option(help: help("导师工号（结对）。", "Staff number of a mentor (pair)."))
  var mentor: String?
  @Option(help: help("人员工号（轮值、轮班）。", "Staff number of a person (roster)."))
  var person: String?
  @Option(
    help: help(
      "与 --person 一起：和这位同事逐日互换的后果（轮班）。",
      "With --person: what swapping each day with this colleague would do (shift roster)."))
  var swap: String?
  @Option(
    help: help(
      "日期/班次，如 2026-03-20/夜：谁可以顶替（轮班）。",
      "DATE/DUTY, such as 2026-03-20/N: who could stand in (shift roster)."))
  var open: String?
  @Option(help: help("单位编号（轮值）。", "Identifier of a unit (roster)."))
  var unit: String?
  @Option(help: help("申请号（设备）。", "Identifier of a request (book)."))
  var request: String?
  @Option(help: help("设备编号（设备）。", "Identifier of a device (book)."))
  var device: String?
  @Flag(
    help: help("每位导师多一个名额的价值（结对）。", "What one more place of each mentor is worth (pair)."))
  var places = false
  @Flag(
    help: help(
      "每类设备、操作员组、限额再多一些的价值（设备）。",
      "What more of each class, operator pool and quota would be worth (book)."))
  var prices = false
  @Flag(
    help: help(
      "结对数与“双方更愿改配”对数的取舍（结对）。", "Number of pairs against blocking pairs (pair)."))
  var curve = false
  @Flag(
    help: help("列出所有稳定结对（结对；双方名单严格）。", "List all stable pairings (pair; strict lists)."))
  var stable = false
  @Flag(help: help("显示他人姓名。", "Show other people's names."))
  var names = false
  @Option(
    help: help(
      "需要求解的问题最多共用时（秒）；默认 60 秒，且每问有工作量上限。",
      "Seconds for all questions that need a search; by default 60, and a work limit for each."))
  var timeLimit: Double?

  private var subjects: [Subject] {
    [
      talent.map(Subject.talent), mentor.map(Subject.mentor),
      person.map { person in swap.map { .swap(person, with: $0) } ?? .person(person) },
      open.map(Subject.open),
      unit.map(Subject.unit), request.map(Subject.request), device.map(Subject.device),
      places ? Subject.places : nil, prices ? Subject.prices : nil,
      curve ? Subject.curve : nil, stable ? Subject.stable : nil,
    ].compactMap { $0 }
  }

  func validate() throws {
    guard subjects.count == 1, swap == nil || person != nil else {
      throw ValidationError(
        say(
          "请给出且只给出一项：--talent、--mentor、--person（可加 --swap）、--unit、--open、--request、--device、--places、--prices、--curve 或 --stable。",
          "Give exactly one of --talent, --mentor, --person (with --swap if you like), --unit, "
            + "--open, --request, --device, --places, --prices, --curve, --stable."))
    }
    guard timeLimit ?? 0 >= 0, (timeLimit ?? 0).isFinite else {
      throw ValidationError(
        say("--time-limit 应为不小于 0 的秒数。", "--time-limit is a number of seconds, 0 or more."))
    }
  }

  func run() throws {
    Interruption.install()
    let console = speech.console
    let patience = Patience(seconds: timeLimit) { try console.print($0) }
    let text = try withResult(result.result) {
      try $0.explanation(of: subjects[0], names: names, patience: patience)
    }
    if !text.isEmpty { try console.print(text) }
  }
}

/// `allot report`.
struct Report: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "把结果做成可打印、不联网的网页。", "Make a page of a result, to print and to send; it needs no network."),
      discussion: exampleLines(
        "allot report 结果.json --output 轮值.html",
        "allot report result.json --output roster.html"))
  }

  @OptionGroup var result: ResultArgument
  @OptionGroup var speech: SpeechOptions

  @Option(help: help("网页文件；“-”为标准输出。", "The page; - is standard output."), completion: .file())
  var output = "-"

  func run() throws {
    try Output.requireFile(output, such: Bilingual(zh: "页面.html", en: "page.html"))
    let page = try withResult(result.result) { try $0.page(Speech.language) }
    try Output.write(page, to: output)
    if output != "-" {
      speech.console.note(Bilingual(zh: "已保存：\(output)", en: "saved: \(output)"))
    }
  }
}
