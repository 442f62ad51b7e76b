import Alliance
import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Interchange
import Reporting
import Solving

/// `allot roster` on shift rosters.
struct ShiftJob: CommandJob {
  /// A published roster to stay close to, and who falls out; `nil` for a fresh roster.
  var revision: ShiftRevision?
  /// Holidays, which say whether the dates are final.
  var calendar = WorkCalendar.standard
  /// Threads that checking may use at once.
  var threads = processorCount()

  var job: Interchange.Job { .shifts }
  var tellingSheets: [String] { ShiftWorkbook.tellingSheets }

  func read(_ workbook: Reading<Workbook>) -> Reading<ShiftDraft> { ShiftWorkbook.read(workbook) }

  func read(_ file: InputFile, _ format: InputFormat) throws -> Reading<ShiftDraft>? {
    switch format {
    case .curtois: CurtoisFile.read(file.bytes, name: file.path)
    case .inrc1: Inrc1File.read(file.bytes, name: file.path)
    default: nil
    }
  }

  func read(contest files: [InputFile]) -> Reading<ShiftDraft>? {
    guard files.count >= 3 else { return nil }
    return Inrc2Files.read(scenario: files[0], history: files[1], weeks: Array(files[2...]))
  }

  func foreign(
    _ answer: ShiftAnswer, _ problem: ShiftRosteringProblem, _ format: OutputFormat
  ) throws -> [(name: String?, text: String)] {
    switch format {
    case .inrc1: [(nil, Inrc1File.solutionText(of: answer.roster, in: problem))]
    case .inrc2:
      Inrc2Files.solutionTexts(of: answer.roster, in: problem).enumerated().map {
        ("Sol-\(problem.draft.title)-\($0).txt", $1)
      }
    case .satnet, .afscn, .catalogue: throw CommandFailure.noSuchFormat(format, of: job.title)
    default: [(nil, CurtoisFile.rosterText(of: answer.roster, in: problem))]
    }
  }

  func prepared(_ draft: ShiftDraft) throws -> ShiftDraft {
    try revision?.applied(to: draft) ?? draft
  }

  func problem(_ draft: ShiftDraft) throws(Faults) -> ShiftRosteringProblem {
    try ShiftRosteringProblem(validating: draft)
  }

  /// Holidays are marked and counted where the roster has a calendar.
  func provisionalYears(_ problem: ShiftRosteringProblem) -> [Int] {
    provisionalYears(problem, in: calendar)
  }

  func provisionalYears(_ problem: ShiftRosteringProblem, in calendar: WorkCalendar) -> [Int] {
    guard let first = problem.firstDay else { return [] }
    return calendar.provisionalYears(in: first..<first + problem.days)
  }

  func solve(_ problem: ShiftRosteringProblem, run: Run) throws -> Outcome<ShiftAnswer> {
    try problem.solve(run: run, from: revision == nil ? nil : problem.publishedRoster)
  }

  func clash(_ problem: ShiftRosteringProblem, run: Run) throws -> [Bilingual] {
    try problem.clash(run: run)
  }

  func violations(of answer: ShiftAnswer, in problem: ShiftRosteringProblem) -> [Bilingual] {
    problem.violations(of: answer.roster).map { problem.text(of: $0) }
  }

  func certificateDefects(
    of answer: ShiftAnswer, in problem: ShiftRosteringProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    problem.certificateDefects(of: answer, terms: terms, threads: threads)
  }

  func title(ofGoal name: String) -> Bilingual {
    switch ShiftGoal(rawValue: name) {
    case .open: Bilingual(zh: "必需班次未落实（人次）", en: "required duties left open")
    case .change: Bilingual(zh: "对已发布排班的改动", en: "changes to the published roster")
    case .penalty: Bilingual(zh: "软性要求罚分", en: "costs of limits and wishes not kept")
    case nil: Bilingual(zh: name, en: name)
    }
  }

  func summary(_ problem: ShiftRosteringProblem) -> Bilingual {
    let isDays = problem.draft.labels.isEmpty
    return Bilingual(
      zh: "\(problem.people.count) 人，\(problem.days) \(isDays ? "天" : "期")，"
        + "\(problem.duties.count) 种班次，\(problem.cover.count) 项需求，"
        + "\(problem.draft.wishes.count) 个愿望",
      en:
        "\(counted(problem.people.count, "person", plural: "people")), \(counted(problem.days, isDays ? "day" : "period")), "
        + "\(counted(problem.duties.count, "kind")) of duty, \(counted(problem.cover.count, "need")), "
        + counted(problem.draft.wishes.count, "wish", plural: "wishes"))
  }

  func tables(
    _ answer: ShiftAnswer, _ problem: ShiftRosteringProblem, terms: [ObjectiveTerm],
    language: Language, names: Bool, width: Int?
  ) -> String {
    problem.tables(of: answer, in: language, names: names, width: width)
  }

  func explanation(
    of subject: Subject, _ answer: ShiftAnswer, _ problem: ShiftRosteringProblem,
    language: Language, names: Bool,
    patience: Patience
  ) throws -> String {
    let text = ShiftExplanation(
      problem: problem, roster: answer.roster, language: language, names: names)
    switch subject {
    case .person(let id): return try text.person(id)
    case .swap(let id, let colleague): return try text.swap(id, with: colleague)
    case .open(let place): return try text.substitutes(at: place)
    default:
      throw CommandFailure.wrongSubject(job.title, options: "--person, --person --swap, --open")
    }
  }

  func page(
    _ answer: ShiftAnswer, _ problem: ShiftRosteringProblem, proof: ProofStatement,
    language: Language
  ) -> String {
    problem.page(of: answer, proof: proof, in: language)
  }

  func noticeText(_ answer: ShiftAnswer, _ problem: ShiftRosteringProblem, language: Language)
    -> String
  {
    NoticeText(answer, of: problem, title: noticeTitle(problem, language: language), in: language)
      .text
  }

  func workbook(_ draft: ShiftDraft, language: Language) throws -> Workbook {
    ShiftWorkbook.workbook(of: draft, in: language)
  }

  func sheets(
    _ answer: ShiftAnswer, _ problem: ShiftRosteringProblem, language: Language
  ) -> [Sheet] {
    ShiftWorkbook.sheets(of: answer.roster, in: problem, language: language)
  }

  func feeds(
    _ answer: ShiftAnswer, _ problem: ShiftRosteringProblem, language: Language
  ) -> [CalendarFeed] {
    ShiftWorkbook.feeds(of: answer.roster, in: problem, language: language)
  }

  func subject(_ problem: ShiftRosteringProblem) -> String { problem.draft.title }

  func mathProgData(_ problem: ShiftRosteringProblem) throws -> String {
    problem.mathProgData(
      weights: ShiftBoundCertificate.Weights(open: 1_000_000, change: 1_000, penalty: 1))
  }
}
