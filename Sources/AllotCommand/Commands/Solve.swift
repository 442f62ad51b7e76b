import ArgumentParser
import Diagnostics
import Interchange
import MentorMatching

/// `allot pair`.
struct Pair: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "导师与人才双向选择结对。", "Pair talents with mentors so that nobody can do better together."),
      discussion: exitStatusNote
        + examples(
          """
          allot pair 结对.xlsx --output 结对.json
          allot pair 结对.xlsx --rule largest,generous --draw 记录.json --names
          """,
          """
          allot pair pairing.xlsx --output pairs.json
          allot pair pairing.xlsx --rule largest,generous --draw transcript.json
          """))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SolveOptions
  @OptionGroup var speech: SpeechOptions

  @Option(
    help: help(
      "结对规则：\(Self.ruleList)。可用逗号连接，重要的在前，如 largest,generous。"
        + "不写则志愿无并列时用 talent，否则用 largest。",
      "What the round asks for: \(Self.ruleList). Rules joined by commas are followed in order, "
        + "such as largest,generous. By default talent with strict lists, otherwise largest."))
  var rule: RuleName?

  @Option(
    help: help(
      "先前的结果文件：在规则允许的范围内，使变动的结对最少，并列出变动。",
      "An earlier result: among what the rule allows, change fewest of its pairs, and list who "
        + "changes."),
    completion: .file(extensions: ["json"]))
  var keep: String?

  @Flag(
    help: help(
      "在同样好的稳定结对中抽签（种子为 --seed），并给出每个人的机会。",
      "Draw among equally good stable pairings with --seed, and show everybody's chances."))
  var lottery = false

  @Option(
    help: help(
      "抽签记录：志愿中并列的人按抽出的顺序。", "Transcript of a draw: whoever is tied on a list stands in its order."),
    completion: .file(extensions: ["json"]))
  var draw: String?

  func validate() throws {
    if let refusal = rule?.refusal { throw ValidationError(say(refusal.zh, refusal.en)) }
  }

  private static let ruleList = PairingRule.allCases.map(\.rawValue).joined(separator: ", ")

  func run() throws {
    let earlier = try keep.map { try EarlierPairs(reading: $0) }
    let job = PairJob(
      rule: rule?.rule, earlier: earlier, draws: lottery,
      draw: try draw.map(DrawFiles.soundTranscript))
    throw StatusExit(
      status: try SolveFlow(
        job: job, loaded: try LoadedInput(input), options: options, console: speech.console
      ).run())
  }
}

/// A value of `--rule`: one rule, or several joined by commas.
struct RuleName: ExpressibleByArgument {
  /// The rule; `nil` if known names do not go together.
  let rule: PairingRule?
  /// Why they do not.
  let refusal: Bilingual?

  init?(argument: String) {
    rule = PairingRule(rawValue: argument)
    refusal = PairingRule.refusal(of: argument)
    if rule == nil, refusal == nil { return nil }
  }

  static var allValueStrings: [String] { PairingRule.allCases.map(\.rawValue) }
}

/// `allot book`.
struct Book: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say("排定设备共享时间表。", "Say which request gets which instrument when."),
      discussion: exitStatusNote
        + examples(
          #"""
          allot book 设备 --output 时间表.json
          allot book 设备 --keep 时间表.json \
            --down "D04:2026-12-02 08:30..2026-12-04 17:30" --output 改期.json
          """#,
          #"""
          allot book devices --output timetable.json
          allot book devices --keep timetable.json \
            --down "D04:2026-12-02 08:30..2026-12-04 17:30" --output moved.json
          """#))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SolveOptions
  @OptionGroup var speech: SpeechOptions

  @Option(
    help: help(
      "已公布的结果文件：先使已安排的申请损失最少，再使改动最少，最后使总分最大，并列出须通知的人。",
      "A published result: lose least of what it accepted, then move fewest, then gain most; lists "
        + "who is to be told."),
    completion: .file(extensions: ["json"]))
  var keep: String?

  @Option(
    help: help(
      "设备停用，如 D05:2026-12-02 08:30..2026-12-03 17:30；可重复，须与 --keep 同用。",
      "A device out of use, such as D05:2026-12-02 08:30..2026-12-03 17:30; repeatable, with --keep."
    ))
  var down: [String] = []

  @Option(
    help: help(
      "satnet 的目标：requests 满足最多申请，hours 最多小时，fairness 各任务最均衡。",
      "satnet: satisfy most requests, track most hours, or treat missions alike (requests, hours, "
        + "fairness)."))
  var goal: WeekGoal = .requests

  func validate() throws {
    if keep == nil && !down.isEmpty {
      throw ValidationError(say("--down 须与 --keep 同用。", "--down needs --keep."))
    }
    for text in down where EarlierTimetable.Outage(text) == nil {
      throw ValidationError(
        say(
          "--down \(text) 应写成 设备:起..止，如 D05:2026-12-02 08:30..17:30。",
          "--down \(text) is not DEVICE:FROM..TO, such as D05:2026-12-02 08:30..17:30."))
    }
  }

  func run() throws {
    let outages = down.compactMap { EarlierTimetable.Outage($0) }
    let earlier = try keep.map {
      try EarlierTimetable(
        reading: $0, outages: outages, threads: options.threads ?? processorCount())
    }
    throw StatusExit(
      status: try SolveFlow(
        job: BookJob(earlier: earlier, goal: goal.goal), loaded: try LoadedInput(input),
        options: options,
        console: speech.console
      ).run())
  }
}

/// A value of `--goal`.
enum WeekGoal: String, ExpressibleByArgument, CaseIterable {
  case requests, hours, fairness

  var goal: SatNetFile.Goal {
    switch self {
    case .requests: .requests
    case .hours: .hours
    case .fairness: .fairness
    }
  }
}

/// `allot settle`.
struct Settle: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "按实际使用记录结算设备共享费用。", "Say who owes whom for the logged use of shared equipment."),
      discussion: say(
        "每条明细四舍五入到分一次；没有协议价的明细印作“待协商”，不计为 0。默认两两对账，只有列明轧差协议的单位按最少笔数付款。\n",
        "Each line is rounded once, half up, to the 分; a line without an agreed price says so and is "
          + "never 0. Institutions settle in pairs; only the members of a netting agreement pay "
          + "with the fewest transfers.\n") + exitStatusNote
        + examples(
          "allot settle 用机 --output 结算.json", "allot settle uses --output bill.json"))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SolveOptions
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    throw StatusExit(
      status: try SolveFlow(
        job: SettleJob(), loaded: try LoadedInput(input), options: options, console: speech.console
      ).run())
  }
}

var exitStatusNote: String {
  say(
    "Ctrl-C 一次：返回并保存已有的最好结果；两次：立即停止。\n"
      + "退出状态：0 得到结果，2 无可行安排，3 差距大于 --gap，4 到时无结果，65 数据错误，130 被中断。",
    "The first Ctrl-C returns and saves the best answer held, the second stops at once.\n"
      + "Exit status: 0 answer found, 2 infeasible, 3 gap wider than asked, 4 none, 65 bad data, "
      + "130 interrupted.")
}
