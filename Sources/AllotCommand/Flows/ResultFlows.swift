import Diagnostics
import Interchange
import Reporting
import Solving
import Workbooks

/// A result file, read back, with its problem checked again.
struct LoadedResult<J: CommandJob> {
  let job: J
  let result: ResultFile<J.Draft, J.Answer>
  let problem: J.Problem

  /// - Throws: ``CommandFailure`` 65 if it is no result of the job or its problem has faults.
  init(_ job: J, _ file: InputFile) throws {
    self.job = job
    do throws(RejectedInput) {
      result = try ResultFile(reading: file, expecting: job.job)
      let reading = Reading(value: result.draft, provenance: Provenance())
      problem = try reading.validated { (draft) throws(Faults) in try job.problem(draft) }
    } catch {
      throw CommandFailure(error)
    }
    if let answer = result.answer, job.hasStrayReferences(answer, in: problem) {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "\(file.path) 中的结果与题目对不上，文件被改动过",
          en: "the answer in \(file.path) does not belong to its problem; the file was edited"),
        next: Bilingual(zh: "重新计算，或取回原文件", en: "solve again, or get the original file"))
    }
  }

  /// The answer, which keeps the rules: of one that does not, no name can be looked up safely.
  ///
  /// - Throws: ``CommandFailure`` 65 if the result has none, 1 if it breaks a rule.
  func answer() throws -> J.Answer {
    if let answer = result.answer, let broken = job.violations(of: answer, in: problem).first {
      throw CommandFailure(
        .violations,
        Bilingual(zh: "结果违反规则：\(broken.zh)", en: "the answer breaks a rule: \(broken.en)"),
        next: Bilingual(
          zh: "用 allot verify 查看全部问题", en: "allot verify lists everything that is wrong"))
    }
    guard let answer = result.answer else {
      throw CommandFailure.noAnswer(result.termination)
    }
    return answer
  }

  /// Another arrangement for the same problem: tables that somebody edited by hand, or another result.
  ///
  /// - Parameters:
  ///   - input: Where it is.
  ///   - title: What it is called.
  ///   - answer: The arrangement of an answer.
  ///   - read: Reads the tables.
  /// - Returns: The arrangement, which may break rules, and the files that it was read from.
  /// - Throws: ``CommandFailure`` 65 or 66 if something cannot be read.
  func edited<Arrangement>(
    _ input: InputOptions, _ title: Bilingual, answer: (J.Answer) -> Arrangement,
    reading read: (Reading<Workbook>) -> Reading<Arrangement>
  ) throws -> (arrangement: Arrangement, files: [InputRecord]) {
    let loaded = try LoadedInput(input)
    let files = loaded.files.map(\.record)
    switch loaded {
    case .workbook(let workbook):
      let reading = read(workbook)
      guard reading.faults.isEmpty else {
        throw CommandFailure(
          RejectedInput(faults: reading.faults, provenance: reading.provenance))
      }
      return (reading.value, files)
    case .json(let file, _): return (answer(try LoadedResult(job, file).answer()), files)
    case .contest, .foreign:
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "\(input.input) 不是\(title.zh)", en: "\(input.input) is no \(title.en)"))
    }
  }

  var statement: Statement<J> { Statement(job: job, result: result, problem: problem) }
}

/// Reads a result file and hands it, with its job, to `body`.
///
/// - Throws: ``CommandFailure`` 66 if it is not there, 65 if it is no result.
func withResult<Value>(
  _ path: String, _ body: (any ResultFlows) throws -> Value
) throws -> Value {
  try withResult(try resultFile(path), body)
}

/// The bytes of a result file.
///
/// - Throws: ``CommandFailure`` 66 if it is not there, or is a folder of input.
func resultFile(_ path: String) throws -> InputFile {
  guard path == "-" || !isExistingFolder(path) else { throw CommandFailure(noResult: path) }
  do throws(FileError) { return try InputFile(reading: path) } catch {
    throw CommandFailure(error)
  }
}

/// Hands the result in a file that was read, with its job, to `body`.
///
/// - Throws: ``CommandFailure`` 65 if it is no result.
func withResult<Value>(
  _ file: InputFile, _ body: (any ResultFlows) throws -> Value
) throws -> Value {
  let header: FileHeader
  do throws(RejectedInput) { header = try FileHeader(of: file) } catch {
    throw CommandFailure(error)
  }
  let path = file.path
  guard header.isResult else {
    throw CommandFailure(
      .badData,
      Bilingual(zh: "\(path) 是题目，不是结果", en: "\(path) is a problem, not a result"),
      next: Bilingual(
        zh: "先运行 allot \(header.job.command) \(path) --output 结果.json",
        en: "first run allot \(header.job.command) \(path) --output result.json"))
  }
  func open(_ job: some CommandJob) throws -> any ResultFlows { try LoadedResult(job, file) }
  return try body(try open(commandJob(header.job)))
}

extension CommandFailure {
  /// A result was read that holds no answer.
  static func noAnswer(_ termination: Termination) -> CommandFailure {
    CommandFailure(
      .badData,
      Bilingual(
        zh: "结果文件中没有安排（\(termination.title.zh)）",
        en: "the result holds no answer (\(termination.title.en))"),
      next: Bilingual(
        zh: "修改输入或放宽上限后重新计算", en: "change the input or raise the limits and solve again"))
  }

  /// A folder of sheets stands where a result is wanted.
  fileprivate init(noResult path: String) {
    let job = try? LoadedInput.workbook(LoadedInput.table(path)).recognisedJob().job
    let command = (job ?? .roster).command
    self.init(
      .inputMissing,
      Bilingual(
        zh: "\(path) 是输入的文件夹，不是结果文件", en: "\(path) is a folder of input and no result"),
      next: Bilingual(
        zh: "先运行 allot \(command) \(path) --output 结果.json",
        en: "first run allot \(command) \(path) --output result.json"))
  }
}

/// What the commands on results need of a result, whatever its job.
protocol ResultFlows {
  /// The verdict of checker and certificate on one page of text.
  func verification() -> (text: String, holds: Bool)
  func page(_ language: Language) throws -> String
  func explanation(of subject: Subject, names: Bool, patience: Patience) throws -> String
  func exported(_ format: OutputFormat) throws -> Exported
  /// Rules broken and proofs that do not hold; published is only what has none.
  var findings: [Bilingual] { get }
  func publication() throws -> Publication
}

/// What `export` makes: one text or several sheets.
enum Exported {
  case text(String)
  case workbook(Workbook)
  case formatted([FormattedSheet])
  case calendars([CalendarFeed])
  case files([(name: String?, text: String)])
  case catalogue(Catalogue)
}

extension LoadedResult: ResultFlows {
  var findings: [Bilingual] {
    let statement = statement
    return statement.violations + statement.defects
  }

  func page(_ language: Language) throws -> String {
    job.page(try answer(), problem, proof: statement.proof, language: language)
  }

  func explanation(of subject: Subject, names: Bool, patience: Patience) throws -> String {
    try job.explanation(
      of: subject, try answer(), problem, language: Speech.language, names: names,
      patience: patience)
  }

  func exported(_ format: OutputFormat) throws -> Exported {
    switch format {
    case .json: .text(String(decoding: try result.encoded(), as: UTF8.self))
    case .html: .text(try page(Speech.language))
    case .mathprog: .text(try job.mathProgData(problem, of: result.answer))
    case .xlsx: .formatted(job.notice(try answer(), problem, language: Speech.language))
    case .text:
      .text(job.noticeText(try answer(), problem, language: Speech.language) + "\n")
    case .ics: .calendars(job.feeds(try answer(), problem, language: Speech.language))
    case .curtois, .inrc1, .inrc2, .satnet, .afscn:
      .files(try job.foreign(try answer(), problem, format))
    case .catalogue: .catalogue(try job.catalogue(problem, language: Speech.language))
    case .csv:
      .workbook(
        Workbook(
          name: job.job.rawValue,
          sheets: job.sheets(try answer(), problem, language: Speech.language)))
    }
  }

  func verification() -> (text: String, holds: Bool) {
    // Made once: a proof may take long to add up.
    let statement = statement
    let proof = statement.proof
    var lines = [
      result.version + " · " + job.job.title[Speech.language],
      say("结论：", "verdict: ")
        + (result.answer == nil
          ? result.termination.title[Speech.language] : proof.verdict[Speech.language]),
    ]
    if !proof.terms.isEmpty {
      var table = TextTable([
        .init(say("目标", "goal")), .init(say("结果", "value"), .right),
        .init(say("界", "bound"), .right), .init(say("差距", "gap"), .right),
      ])
      for goal in proof.terms {
        table.append([
          goal.title[Speech.language], String(goal.term.value),
          goal.term.bound.map(String.init) ?? "–", percentage(goal.term.gap),
        ])
      }
      lines += ["", table.text(within: Terminal.output.width), ""]
    }
    let none = say("没有安排可供检验", "there is no arrangement to check")
    let passed = say("通过", "passed")
    let good = result.answer == nil ? none : passed
    lines.append(
      say("独立检验：", "independent check: ")
        + (statement.violations.isEmpty ? good : say("违反规则", "rules broken")))
    lines += statement.violations.map { "  ✗ " + printable($0[Speech.language]) }
    lines.append(
      say("证书（整数重新加总）：", "certificate, added up again in integers: ")
        + (statement.violations.isEmpty
          ? statement.defects.isEmpty
            ? result.emptiness == nil ? good : passed : say("不成立", "does not hold")
          : say("未检验", "not examined")))
    lines += statement.defects.map { "  ✗ " + printable($0[Speech.language]) }
    if statement.holds, let answer = result.answer {
      let account = job.proofAccount(of: answer, in: problem, terms: result.terms)
      if !account.isEmpty { lines.append("") }
      for (number, paragraph) in account.enumerated() {
        lines += wrapped(
          "\(number + 1). \(paragraph[Speech.language])", to: Terminal.output.width ?? 100)
      }
      if !account.isEmpty { lines.append("") }
    }
    for paragraph in statement.emptiness {
      lines += wrapped(paragraph[Speech.language], to: Terminal.output.width ?? 100)
    }
    for remark in statement.remarks { lines.append("! " + printable(remark[Speech.language])) }
    for warning in proof.warnings { lines.append("! " + warning[Speech.language]) }
    lines += proof.origins.map { printable($0[Speech.language]) }
    lines.append(
      say("种子", "seed") + " \(result.seed) · " + say("工作量", "work") + " \(result.work)")
    for input in result.inputs { lines.append("\(input.sha256)  \(printable(input.path))") }
    return (lines.joined(separator: "\n"), statement.isShown)
  }
}
