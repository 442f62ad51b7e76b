import ArgumentParser
import Diagnostics
import Interchange
import Reporting
import SampleData
import Workbooks

/// `allot sample`.
struct Sample: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "生成任意规模的样例：真实单位，虚构人员。",
        "Write an example of any size: real institutions, fictional people."),
      discussion: say(
        "ward 护理排班，block 轮转培养，clinic 双聘，tour 巡讲。--output 以 .xlsx 结尾写成工作簿，无扩展名写成 CSV 文件夹，可作填表模板；.json 写成一个文件。同一种子得到同一样例。",
        "ward is a shift roster; block, clinic and tour are its presets. An --output named .xlsx is a "
          + "workbook, one without extension a folder of CSV files, a template to fill in; .json is one "
          + "file. The same seed gives the same example.")
        + examples(
          """
          allot sample roster --output 轮值样例
          allot sample ward --people 24 --output 轮班样例.xlsx
          """,
          """
          allot sample roster --output a-rotation
          allot sample ward --people 24 --output a-ward.xlsx
          """))
  }

  /// A job's name.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case pair, roster, book, settle
    /// A ward, and the presets of shift rosters.
    case ward, block, clinic, tour
  }

  @Argument(help: help("哪项工作。", "Which job."))
  var job: Kind

  @OptionGroup var speech: SpeechOptions

  @Option(
    help: help("CSV 文件夹或 .json 文件；“-”为标准输出。", "A folder or a .json file; - is standard output."))
  var output: String

  @Option(help: help("种子。", "Seed."))
  var seed: UInt64 = 2026

  @Option(help: help("导师数（pair）。", "Mentors (pair)."))
  var mentors = 30
  @Option(help: help("人才数（pair）。", "Talents (pair)."))
  var talents = 90
  @Flag(
    help: help(
      "人才填报导师带的项目，双方志愿各半并列（pair）。",
      "Talents wish for projects led by mentors, half of all wishes tied (pair)."))
  var projects = false
  @Option(help: help("医院数（roster）。", "Hospitals (roster)."))
  var hospitals = 5
  @Option(help: help("社区中心数（roster）。", "Community health centres (roster)."))
  var communities = 10
  @Option(help: help("月数（roster）。", "Months (roster)."))
  var months = 12
  @Option(help: help("设备数（book、settle）。", "Devices (book, settle)."))
  var devices = 20
  @Option(help: help("申请数（book）。", "Requests (book)."))
  var requests = 150
  @Option(help: help("使用记录数（settle）。", "Entries of the log (settle)."))
  var uses = 160
  @Option(help: help("天数（book、settle 默认 14，ward 默认 28）。", "Days (book, settle: 14; ward: 28)."))
  var days: Int?
  @Option(
    help: help(
      "人数（ward 默认 60，block 20，clinic 16，tour 12）。",
      "People (ward: 60, block: 20, clinic: 16, tour: 12)."))
  var people: Int?

  func validate() throws {
    let sizes = [
      mentors, talents, hospitals, communities, months, devices, requests, uses, days ?? 1,
      people ?? 1,
    ]
    guard sizes.allSatisfy({ (1...1_000_000).contains($0) }) else {
      throw ValidationError(say("数量应为 1 到 1000000。", "Sizes are 1 to 1,000,000."))
    }
  }

  func run() throws {
    switch job {
    case .pair where projects:
      try write(ProjectRoundSample(talents: talents).draft(seed: seed), of: PairJob())
    case .pair:
      var sample = PairingSample()
      sample.mentors = mentors
      sample.talents = talents
      try write(sample.draft(seed: seed), of: PairJob())
    case .roster:
      let sample = RotationSample(
        hospitals: hospitals, communities: communities, terms: RotationSample.months(months))
      try write(sample.draft(seed: seed), of: RosterJob())
    case .book:
      let sample = BookingSample(
        deviceCount: devices, requestCount: requests, dayCount: days ?? 14, seed: seed)
      try write(sample.draft(), of: BookJob())
    case .settle:
      guard days ?? 14 <= 400 else {
        throw ValidationError(say("结算期至多 400 天。", "A settlement has at most 400 days."))
      }
      let sample = SettlementSample(
        deviceCount: devices, useCount: uses, dayCount: days ?? 14, seed: seed)
      try write(sample.draft(), of: SettleJob())
    case .ward:
      let sample = WardSample(people: max(8, people ?? 60), days: min(366, days ?? 28))
      try write(sample.draft(seed: seed), of: ShiftJob())
    case .block:
      try write(BlockRotationSample(trainees: people ?? 20).draft(seed: seed), of: ShiftJob())
    case .clinic:
      try write(JointClinicSample(specialists: people ?? 16).draft(seed: seed), of: ShiftJob())
    case .tour:
      try write(LectureTourSample(lecturers: people ?? 12).draft(seed: seed), of: ShiftJob())
    }
  }

  private var alreadyThere: CommandFailure {
    CommandFailure(
      .cannotCreate,
      Bilingual(zh: "\(output) 已存在", en: "\(output) is there already"),
      next: Bilingual(zh: "请换一个名称，或先删除它", en: "choose another name, or remove it first"))
  }

  private func write<J: CommandJob>(_ draft: J.Draft, of job: J) throws {
    let written: [OutputFormat] = [.csv, .xlsx, .json]
    guard
      written.contains(OutputFormat(suggestedBy: output)), !OutputFormat.isForeign(output)
    else {
      throw ValidationError(
        say(
          "样例写成 .xlsx、.json，或无扩展名的 CSV 文件夹：\(printable(output))",
          "an example is .xlsx, .json, or a folder of CSV without extension: \(printable(output))"
        ))
    }
    if OutputFormat(suggestedBy: output) == .csv {
      // A template that somebody began to fill in is not to be lost.
      guard !isExistingFolder(output) else { throw alreadyThere }
      try Output.write(try job.workbook(draft, language: Speech.language), to: output)
    } else if OutputFormat(suggestedBy: output) == .xlsx {
      guard !exists(output) else { throw alreadyThere }
      let workbook = try job.workbook(draft, language: Speech.language)
      try Output.write(workbook.formatted(as: job.job, in: Speech.language), to: output)
    } else {
      let file = DraftFile(job: job.job, draft: draft)
      try Output.write(String(decoding: try file.encoded(), as: UTF8.self), to: output)
    }
    if output != "-" {
      speech.console.note(
        Bilingual(
          zh: "已保存：\(output)。下一步：allot check \(output)",
          en: "saved: \(output); next: allot check \(output)"))
    }
  }
}
