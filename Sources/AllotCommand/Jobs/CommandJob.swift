import Alliance
import Diagnostics
import Interchange
import Ledger
import Reporting
import Solving
import Workbooks

/// Whom or what `explain` is asked about.
enum Subject: Sendable {
  case talent(String), mentor(String), person(String), unit(String), request(String)
  case device(String)
  /// The value of one more place for each mentor.
  case places
  /// What more of each device, operator pool and quota would be worth.
  case prices
  /// Size against blocking pairs.
  case curve
  /// All stable pairings.
  case stable
  /// Two people who would exchange their duties.
  case swap(String, with: String)
  /// A duty on a day, as `DATE/DUTY`.
  case open(String)
}

/// One of the jobs as the command sees it: how to read it, solve it, check it and show it.
///
/// Every flow of the command is written once against this protocol (`Jobs/Flows`), so the jobs
/// cannot differ in exit statuses, files or messages.
protocol CommandJob: Sendable {
  associatedtype Draft: Codable & Sendable
  associatedtype Problem: Sendable
  associatedtype Answer: JobAnswer

  /// Which job.
  var job: Interchange.Job { get }

  /// Sheets of which a workbook of this job has at least one, Chinese and English names.
  var tellingSheets: [String] { get }
  /// Reads a workbook.
  func read(_ workbook: Reading<Workbook>) -> Reading<Draft>
  /// Reads a file of another program; `nil` if the format is not one of this job.
  func read(_ file: InputFile, _ format: InputFormat) throws -> Reading<Draft>?
  /// Reads the files of a contest's folder; `nil` if this job has no such format.
  func read(contest files: [InputFile]) -> Reading<Draft>?
  /// The answer in the format of another program: files with their names, or one text without a name.
  ///
  /// - Throws: ``CommandFailure`` if the job has no such format.
  func foreign(
    _ answer: Answer, _ problem: Problem, _ format: OutputFormat
  ) throws -> [(name: String?, text: String)]
  /// What a round shares, to publish.
  ///
  /// - Throws: ``CommandFailure`` if the job has nothing of the kind.
  func catalogue(_ problem: Problem, language: Language) throws -> Catalogue
  /// The draft as it is to be solved, such as one that stays close to a published roster.
  ///
  /// - Throws: ``CommandFailure`` if what was asked for does not fit the draft.
  func prepared(_ draft: Draft) throws -> Draft
  /// Checks a draft.
  func problem(_ draft: Draft) throws(Faults) -> Problem
  /// Years of the problem's days that have no final calendar.
  func provisionalYears(_ problem: Problem) -> [Int]
  /// The same by another calendar.
  func provisionalYears(_ problem: Problem, in calendar: WorkCalendar) -> [Int]
  /// Hash of the draw that a problem was put in order by; `nil` for none.
  func draw(of problem: Problem) -> String?

  /// The draft as it goes on from a ledger: fairness, running pairs, credits.
  ///
  /// - Returns: The draft, and what was taken over.
  /// - Throws: ``CommandFailure`` if the ledger forbids it.
  func continued(
    _ draft: Draft, from ledger: LedgerReader
  ) throws -> (draft: Draft, notes: [Bilingual])
  /// Who is listed although the ledger says that they left, where the job cannot do with a note.
  func departures(_ draft: Draft, from ledger: LedgerReader) throws -> Faults
  /// The draft as it is solved: what is tied in the order of a draw, ways to split a request written out.
  func drawn(_ draft: Draft) throws -> Draft
  /// Whether ``drawn(_:)`` changes a draft.
  func isDrawn(_ draft: Draft) -> Bool
  /// What publishing an answer records.
  func record(_ answer: Answer, _ problem: Problem) -> LedgerDraft
  /// Whether an answer was made from the last published one and takes its place.
  func replaces(_ problem: Problem) -> Bool
  /// Refuses an answer that the ledger forbids to publish.
  ///
  /// - Throws: ``CommandFailure``.
  func refusal(_ problem: Problem, in ledger: LedgerReader) throws

  /// Whether ``replanned(_:run:)`` needs time of its own.
  var replans: Bool { get }
  /// The draft that is solved around a published answer, made from the one that was read.
  ///
  /// - Throws: ``CommandFailure``, also if what is to be kept does not belong to the draft.
  func replanned(_ draft: Draft, run: Run) throws -> Draft
  /// What the user should know before solving; not faults.
  func notes(on problem: Problem) -> [Bilingual]
  /// What decides beside the rules and can be looked up, such as the hash of a draw.
  func origins(_ problem: Problem) -> [Bilingual]
  /// What whoever uses an answer should know beside its rules and goals, such as missed lower limits. `terms` are
  /// those of its outcome if their proof holds, and none otherwise.
  func remarks(on answer: Answer, in problem: Problem, terms: [ObjectiveTerm]) -> [Bilingual]
  /// Solves.
  func solve(_ problem: Problem, run: Run) throws -> Outcome<Answer>
  /// Why there is no answer and what would help, for a proven infeasible problem.
  func clash(_ problem: Problem, run: Run) throws -> [Bilingual]
  /// Rules that an answer breaks.
  func violations(of answer: Answer, in problem: Problem) -> [Bilingual]
  /// Whether an answer names what the problem does not have, so that it cannot even be printed.
  func hasStrayReferences(_ answer: Answer, in problem: Problem) -> Bool
  /// What the certificates fail to prove.
  func certificateDefects(
    of answer: Answer, in problem: Problem, terms: [ObjectiveTerm]
  ) -> [Bilingual]
  /// What the proofs show, with their steps counted: one paragraph each.
  func proofAccount(
    of answer: Answer, in problem: Problem, terms: [ObjectiveTerm]
  ) -> [Bilingual]
  /// What the proof that there is no answer fails to show.
  func emptinessDefects(of proof: Answer.EmptinessProof, in problem: Problem) -> [Bilingual]
  /// What is shown of a problem that has no answer: one paragraph each; `nil` stands for no proof.
  func emptinessAccount(of proof: Answer.EmptinessProof?, in problem: Problem) -> [Bilingual]
  /// What is claimed when every goal is proven.
  func provenClaim(_ problem: Problem) -> Bilingual
  /// What is claimed when one is not.
  func openClaim(_ problem: Problem) -> Bilingual
  /// What a bound supposes, in a few words beside the reason for stopping; `nil` for nothing.
  func proviso(_ problem: Problem, terms: [ObjectiveTerm]) -> Bilingual?
  /// How many promises an earlier answer made that this one keeps: what is proven holds only with them.
  func keptPromises(_ problem: Problem) -> Int
  /// What became of the promises that are kept, in words.
  func keptWords(_ problem: Problem) -> Bilingual
  /// Name of the goal that an answer was asked for; `nil` for the last one.
  func askedGoal(of answer: Answer, in problem: Problem) -> String?
  /// A goal in words.
  func title(ofGoal name: String) -> Bilingual

  /// The problem in one line, for `check`.
  func summary(_ problem: Problem) -> Bilingual
  /// The answer as tables for a terminal. `terms` are those of its outcome if their proof holds, and none otherwise.
  func tables(
    _ answer: Answer, _ problem: Problem, terms: [ObjectiveTerm], language: Language, names: Bool,
    width: Int?
  ) -> String
  /// What one person, unit, request or device got, and why not more.
  ///
  /// Questions that need a search take no longer than `patience` has; what is known early is shown early.
  ///
  /// - Throws: ``CommandFailure`` if there is no such thing or the subject fits another job.
  func explanation(
    of subject: Subject, _ answer: Answer, _ problem: Problem, language: Language, names: Bool,
    patience: Patience
  ) throws -> String
  /// The page.
  func page(
    _ answer: Answer, _ problem: Problem, proof: ProofStatement, language: Language
  ) -> String

  /// The problem as a workbook.
  func workbook(_ draft: Draft, language: Language) throws -> Workbook
  /// The answer as sheets.
  func sheets(_ answer: Answer, _ problem: Problem, language: Language) -> [Sheet]
  /// The answer as calendars; none for a job without dates.
  func feeds(_ answer: Answer, _ problem: Problem, language: Language) -> [CalendarFeed]
  /// The answer as a block of text for a chat.
  func noticeText(_ answer: Answer, _ problem: Problem, language: Language) -> String
  /// What a notice of the answer is about, as in 关于…的安排表.
  func subject(_ problem: Problem) -> String
  /// The title of a notice.
  func noticeTitle(_ problem: Problem, language: Language) -> String
  /// The problem as data of its GNU MathProg model.
  func mathProgData(_ problem: Problem) throws -> String
  /// The same of the problem behind an answer; `nil` for a result without one.
  func mathProgData(_ problem: Problem, of answer: Answer?) throws -> String
}

extension CommandJob {
  func mathProgData(_ problem: Problem, of answer: Answer?) throws -> String {
    try mathProgData(problem)
  }

  func provenClaim(_ problem: Problem) -> Bilingual { ProofStatement.optimalClaim }

  func openClaim(_ problem: Problem) -> Bilingual { ProofStatement.feasibleClaim }

  func proviso(_ problem: Problem, terms: [ObjectiveTerm]) -> Bilingual? {
    keptPromises(problem) > 0 ? keptWords(problem) : nil
  }

  func keptPromises(_ problem: Problem) -> Int { 0 }

  func keptWords(_ problem: Problem) -> Bilingual {
    let kept = keptPromises(problem)
    return Bilingual(zh: "保持 \(kept) 份已公布的安排", en: "with \(kept) published kept")
  }

  func askedGoal(of answer: Answer, in problem: Problem) -> String? { nil }

  /// The title of a notice: 关于…的安排表.
  func noticeTitle(_ problem: Problem, language: Language) -> String {
    let subject = subject(problem)
    let about = subject.isEmpty ? job.title[language] : subject
    return language == .zh ? "关于\(about)的安排表" : "Arrangement: \(about)"
  }

  /// The answer as sheets to print and to sign.
  func notice(_ answer: Answer, _ problem: Problem, language: Language) -> [FormattedSheet] {
    let title = noticeTitle(problem, language: language)
    return sheets(answer, problem, language: language).map {
      FormattedSheet(result: $0, title: title, language: language)
    }
  }

  func departures(_ draft: Draft, from ledger: LedgerReader) throws -> Faults { Faults() }

  func drawn(_ draft: Draft) throws -> Draft { draft }
  func isDrawn(_ draft: Draft) -> Bool { false }

  func replaces(_ problem: Problem) -> Bool { false }

  func refusal(_ problem: Problem, in ledger: LedgerReader) throws {}
  func hasStrayReferences(_ answer: Answer, in problem: Problem) -> Bool { false }

  func provisionalYears(_ problem: Problem, in calendar: WorkCalendar) -> [Int] { [] }

  func draw(of problem: Problem) -> String? { nil }

  var replans: Bool { false }

  func replanned(_ draft: Draft, run: Run) throws -> Draft { draft }

  func proofAccount(
    of answer: Answer, in problem: Problem, terms: [ObjectiveTerm]
  ) -> [Bilingual] { [] }

  func emptinessDefects(
    of proof: Answer.EmptinessProof, in problem: Problem
  ) -> [Bilingual] { [] }

  func emptinessAccount(
    of proof: Answer.EmptinessProof?, in problem: Problem
  ) -> [Bilingual] { [] }

  func notes(on problem: Problem) -> [Bilingual] { [] }
  func origins(_ problem: Problem) -> [Bilingual] { [] }

  func remarks(
    on answer: Answer, in problem: Problem, terms: [ObjectiveTerm]
  ) -> [Bilingual] { [] }

  func prepared(_ draft: Draft) throws -> Draft { draft }

  func read(_ file: InputFile, _ format: InputFormat) throws -> Reading<Draft>? { nil }

  func feeds(_ answer: Answer, _ problem: Problem, language: Language) -> [CalendarFeed] { [] }

  func subject(_ problem: Problem) -> String { "" }

  func noticeText(_ answer: Answer, _ problem: Problem, language: Language) -> String {
    "【\(noticeTitle(problem, language: language))】\n"
      + tables(answer, problem, terms: [], language: language, names: true, width: nil)
  }

  func read(contest files: [InputFile]) -> Reading<Draft>? { nil }

  func foreign(
    _ answer: Answer, _ problem: Problem, _ format: OutputFormat
  ) throws -> [(name: String?, text: String)] {
    throw CommandFailure.noSuchFormat(format, of: job.title)
  }
}

/// What is shared, as a page and as a sheet.
struct Catalogue {
  let page: String
  let workbook: Workbook
}

extension CommandJob {
  func catalogue(_ problem: Problem, language: Language) throws -> Catalogue {
    throw CommandFailure.noSuchFormat(.catalogue, of: job.title)
  }
}

extension CommandFailure {
  /// A job has no writer for a format.
  static func noSuchFormat(_ format: OutputFormat, of title: Bilingual) -> CommandFailure {
    CommandFailure(
      .usage,
      Bilingual(
        zh: "\(title.zh)不能写成 \(format.rawValue)",
        en: "a \(title.en) cannot be written as \(format.rawValue)"),
      next: Bilingual(zh: "可用 json、csv 或 html", en: "use json, csv or html"))
  }
}
