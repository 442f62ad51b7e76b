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
        有人缺勤时，改动最少地重排：allot roster 结果.json --keep 结果.json --absent 工号:2026-03-20..2026-03-24

        """,
        """
        A workbook with seats is a rotation, one with duties a shift roster. When somebody falls out,
        roster again with the fewest changes: allot roster result.json --keep result.json \
        --absent NUMBER:2026-03-20..2026-03-24

        """) + exitStatusNote)
  }

  @OptionGroup var input: InputOptions
  @OptionGroup var options: SolveOptions
  @OptionGroup var speech: SpeechOptions

  @Option(
    help: help(
      "已发布的结果文件：先少留必需班次，再少改格、少动人（轮班）。",
      "A published result to stay close to: fewest required duties open, then fewest cells and people "
        + "changed (shift roster)."),
    completion: .file(extensions: ["json"]))
  var keep: String?

  @Option(
    help: help(
      "缺勤：工号:起..止，可重复；与 --keep 一起使用。",
      "Who is away: NUMBER:FROM..TO, may be repeated; with --keep."))
  var absent: [String] = []

  func validate() throws {
    if !absent.isEmpty, keep == nil {
      throw ValidationError(
        say("--absent 要与 --keep 一起使用。", "--absent needs --keep."))
    }
    for absence in absent where ShiftRevision.Absence(absence) == nil {
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
    var job = ShiftJob()
    if let keep {
      job.revision = try ShiftRevision(
        keeping: keep, absences: absent.compactMap(ShiftRevision.Absence.init))
    }
    return try SolveFlow(
      job: job, loaded: loaded, options: options, console: speech.console
    ).run()
  }

  private func solveRotation(_ loaded: LoadedInput) throws -> ExitStatus {
    guard keep == nil else {
      throw CommandFailure(
        .usage,
        Bilingual(zh: "--keep 目前只用于轮班", en: "--keep is for shift rosters only"),
        next: Bilingual(
          zh: "轮值请在“固定”表写明已定的席位", en: "pin the cells of a rotation in its sheet 固定 (Pinned)"))
    }
    return try SolveFlow(
      job: RosterJob(), loaded: loaded, options: options, console: speech.console
    ).run()
  }
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
