import ArgumentParser
import Diagnostics
import Interchange

/// `allot roster`: rotations and shift rosters, told apart by their sheets.
struct RosterCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "roster",
      abstract: say(
        "编排轮值表或轮班表。", "Say who serves which seat or which duty when, in turn and fairly."),
      discussion: say(
        """
        有“席位”表的是轮值，有“班次”表的是轮班（护理排班、轮转培养、双聘、巡讲）。
        有人缺勤时，用 --keep 与 --absent 改动最少地重排。

        """,
        """
        A workbook with seats is a rotation, one with duties a shift roster. When somebody falls out, \
        --keep and --absent roster again with the fewest changes.

        """) + exitStatusNote
        + examples(
          #"""
          allot roster 轮值 --output 结果.json
          allot roster 结果.json --keep 结果.json --absent 010041:2026-07..2026-09 \
            --output 新.json
          """#,
          #"""
          allot roster rotation --output result.json
          allot roster result.json --keep result.json \
            --absent 010041:2026-07..2026-09 --output new.json
          """#))
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SolveOptions
  @OptionGroup var speech: SpeechOptions

  @Option(
    help: help(
      "已发布的结果文件。轮班：先少留必需班次，再少改格、少动人。轮值：其余席位不动，单位内先替补。",
      "A published result. Shift rosters stay close to it: fewest required duties open, then fewest cells "
        + "and people changed. Rotations keep every other seat, and a unit's own people stand in first."
    ),
    completion: .file(extensions: ["json"]))
  var keep: String?

  @Option(
    help: help(
      "缺勤：工号:起..止，可重复；与 --keep 一起使用。轮值也可写单位编号，起止可写期次。",
      "Who is away: NUMBER:FROM..TO, may be repeated; with --keep. Rotations also take the identifier of a "
        + "unit, and terms instead of days."))
  var absent: [String] = []

  @Option(
    help: help(
      "抽签记录：同样轮到的单位按抽出的顺序（轮值）。",
      "Transcript of a draw: units that are equally in turn serve in its order (rotation)."),
    completion: .file(extensions: ["json"]))
  var draw: String?

  @Option(
    help: help(
      "抽签决定什么：order 为轮值的顺序；ties 为最后一项目标，只在其余目标都相同的轮值表之间取定。",
      "What the draw decides: order, who is in turn; or ties, as the last goal, between rosters that are "
        + "equal in every other one."))
  var drawAs = DrawUse.order

  func validate() throws {
    if !absent.isEmpty, keep == nil {
      throw ValidationError(
        say("--absent 要与 --keep 一起使用。", "--absent needs --keep."))
    }
    for absence in absent where Absence(absence) == nil {
      throw ValidationError(
        say(
          "看不懂 --absent \(absence)；写成 工号:2026-03-20..2026-03-24。",
          "Cannot read --absent \(absence); write NUMBER:2026-03-20..2026-03-24."))
    }
  }

  func run() throws {
    let loaded = try LoadedInput(input)
    throw StatusExit(status: try loaded.holdsShifts ? solveShifts(loaded) : solveRotation(loaded))
  }

  private func solveShifts(_ loaded: LoadedInput) throws -> ExitStatus {
    guard draw == nil else {
      throw CommandFailure(
        .usage,
        Bilingual(zh: "--draw 用于轮值与结对", en: "--draw is for rotations and pairing rounds"))
    }
    var job = ShiftJob()
    job.threads = options.threads ?? processorCount()
    job.calendar = try options.calendar()
    if let keep {
      job.revision = try ShiftRevision(
        keeping: keep, absences: absent.compactMap(Absence.init))
    }
    return try SolveFlow(
      job: job, loaded: loaded, options: options, console: speech.console
    ).run()
  }

  private func solveRotation(_ loaded: LoadedInput) throws -> ExitStatus {
    var job = RosterJob()
    job.calendar = try options.calendar()
    job.draw = try draw.map(DrawFiles.soundTranscript)
    job.drawUse = drawAs
    if let keep {
      job.revision = try RotationRevision(
        keeping: keep, absences: absent.compactMap(Absence.init))
    }
    return try SolveFlow(
      job: job, loaded: loaded, options: options, console: speech.console
    ).run()
  }
}

/// What the order of a draw decides in a rotation.
enum DrawUse: String, ExpressibleByArgument, CaseIterable {
  /// The order in which units that are equally in turn serve: a shuffled bag.
  case order
  /// Which of several rosters is taken that are equal in every other goal.
  case ties
}

extension LoadedInput {
  /// Whether the input is a shift roster rather than a rotation.
  fileprivate var holdsShifts: Bool {
    switch self {
    case .workbook(let reading):
      reading.value.sheet(named: ShiftWorkbook.tellingSheets) != nil
        && reading.value.sheet(named: RosterJob().tellingSheets) == nil
    case .json(_, let header): header.job == .shifts
    case .foreign(_, _, let job): job == .shifts
    case .contest: true
    }
  }
}
