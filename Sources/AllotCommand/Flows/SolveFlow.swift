import Diagnostics
import Interchange
import Ledger
import Reporting
import Solving

/// Reads, solves, checks, shows and saves one job.
struct SolveFlow<J: CommandJob> {
  let job: J
  /// Reads the input. What was read is let go once it is understood, so that its bytes take no room
  /// beside the search.
  private let load: () throws -> LoadedInput
  let options: SolveOptions
  let console: Console
  private let threads: Int
  private let begun = (clock: ContinuousClock.now, processor: processorSeconds())

  init(
    job: J, loaded: @autoclosure @escaping () throws -> LoadedInput, options: SolveOptions,
    console: Console
  ) {
    self.job = job
    load = loaded
    self.options = options
    self.console = console
    threads = options.threads ?? processorCount()
  }

  /// The seconds of the limit that are left to search: what was read has to be checked and written again at
  /// the end, which takes up to four times as long. Only work counts, and not the wait for an input that comes
  /// slowly through a pipe.
  private var searchSeconds: Double {
    let passed = (ContinuousClock.now - begun.clock) / .seconds(1)
    let read = min(passed, processorSeconds() - begun.processor)
    return max(options.timeLimit / 2, options.timeLimit - 5 * read)
  }

  private func understood(
    _ ledger: LedgerFile?
  ) throws -> (draft: J.Draft, problem: J.Problem, records: [InputRecord]) {
    let loaded = try load()
    let (draft, problem) = try loaded.validated(for: job, ledger: ledger, tell: console.note)
    return (draft, problem, loaded.files.map { $0.record })
  }

  /// Returns the exit status of the run.
  ///
  /// - Throws: ``CommandFailure`` if nothing could be solved or saved; nothing is written then.
  func run() throws -> ExitStatus {
    let ledger = try options.openedLedger()
    let input = try understood(ledger)
    var (draft, problem) = (input.draft, input.problem)
    let provisional = job.provisionalYears(problem)
    try refuseProvisional(provisional)
    if let path = options.output {
      try Output.check(path)
      if format == .csv {
        try Output.checkFolder(path)
      }
    }

    for note in job.notes(on: problem) + job.origins(problem) { console.note(note) }

    Interruption.install()
    let line = ProgressLine(isQuiet: console.isQuiet) { [job] in
      job.title(ofGoal: $0)[Speech.language]
    }
    let processorStart = processorSeconds()
    let seconds = searchSeconds
    var limits = SolveLimits(
      seconds: seconds, work: options.limits.work, gap: options.limits.gap)
    if job.replans {
      // What may be lost comes before what may be gained: three quarters of the limits to replan, the rest
      // to solve.
      let quarter = SolveLimits(
        seconds: seconds / 4, work: options.workLimit.map { $0 / 4 })
      let run = Run(
        within: SolveLimits(
          seconds: 3 * seconds / 4, work: options.workLimit.map { $0 - $0 / 4 },
          gap: options.gap ?? 0), seed: options.seed, threads: threads,
        cancellation: Interruption.cancellation, observer: { line.show($0) })
      draft = try job.replanned(draft, run: run)
      line.clear()
      limits = SolveLimits(
        seconds: quarter.seconds.map { max($0, seconds - run.elapsed) },
        work: quarter.work.map { max($0, (options.workLimit ?? 0) - run.work) },
        gap: options.gap ?? 0)
      do throws(Faults) {
        problem = try job.problem(draft)
      } catch {
        throw CommandFailure(RejectedInput(faults: error, provenance: Provenance()))
      }
    }
    let written =
      writesDraft ? Beside(threads: threads) { [draft] in try EncodedDraft(draft) } : nil
    let run = Run(
      within: limits, seed: options.seed, threads: threads,
      cancellation: Interruption.cancellation, observer: { line.show($0) })
    let outcome: Outcome<J.Answer>
    do {
      outcome = try job.solve(problem, run: run)
    } catch {
      line.clear()
      throw error
    }
    line.clear()
    let result = ResultFile(
      job: job.job, version: programVersion, draft: draft, outcome: outcome,
      limits: options.limits,
      inputs: input.records, provisionalYears: provisional,
      cpuSeconds: processorSeconds() - processorStart, seconds: run.elapsed)
    let file =
      writesDraft
      ? Beside(threads: threads) { try result.encoded(draft: written?.value()) } : nil
    let statement = Statement(job: job, result: result, problem: problem)
    // An answer that breaks a rule is a mistake of this program, and is never shown as an answer.
    if let broken = statement.violations.first {
      throw CommandFailure(
        .unforeseen,
        Bilingual(
          zh: "内部错误：求解结果违反规则：\(broken.zh)",
          en: "internal error: the answer breaks a rule: \(broken.en)"))
    }
    try save(result, file, problem, statement)
    try ledger?.note(draft: result, of: job, problem)
    let clash = outcome.termination == .infeasible ? try clash(problem) : []
    try show(result, problem, statement, clash)
    if outcome.solution == nil, outcome.termination == .limitReached {
      console.note(
        Bilingual(
          zh: "未得到结果。下一步：加大 --time-limit 或 --work-limit",
          en: "no answer yet; next: raise --time-limit or --work-limit"))
    }
    return ExitStatus(
      termination: outcome.termination, hasAnswer: outcome.solution != nil, gap: outcome.gap,
      askedGap: options.gap, signal: Interruption.signal)
  }

  private func refuseProvisional(_ years: [Int]) throws {
    guard !years.isEmpty else { return }
    let note = provisionalWarning(years)
    guard options.strictCalendar else { return console.note(note) }
    throw CommandFailure(
      .badData, note,
      next: Bilingual(
        zh: "去掉 --strict-calendar 可先按暂定日历计算",
        en: "without --strict-calendar the provisional days are used"))
  }

  /// Why there is no answer, looked for with time of its own.
  private func clash(_ problem: J.Problem) throws -> [String] {
    let run = Run(
      within: SolveLimits(seconds: max(10, options.timeLimit)), seed: options.seed,
      cancellation: Interruption.cancellation)
    return try job.clash(problem, run: run).map { $0[Speech.language] }
  }

  /// Format of the output; `nil` for none.
  private var format: OutputFormat? {
    options.output.map { options.to ?? OutputFormat(suggestedBy: $0) }
  }

  /// Whether the output is a result file.
  private var writesDraft: Bool { format == .json || format == .mathprog }

  private func save(
    _ result: ResultFile<J.Draft, J.Answer>, _ file: Beside<[UInt8]>?,
    _ problem: J.Problem, _ statement: Statement<J>
  ) throws {
    guard let path = options.output, let format else { return }
    guard let answer = result.answer else {
      // Why there is no answer is worth keeping too, but only a result file can say it.
      if format == .json, let file { try Output.write(file.value(), to: path) }
      return
    }
    switch format {
    case .json, .mathprog:
      if let file { try Output.write(file.value(), to: path) }
    case .html:
      let page = job.page(
        answer, problem, proof: statement.proof, language: Speech.language)
      try Output.write(page, to: path)
    case .curtois, .inrc1, .inrc2, .satnet, .afscn, .catalogue:
      try Output.write(try job.foreign(answer, problem, format), to: path)
    case .csv:
      let sheets = job.sheets(answer, problem, language: Speech.language)
      try Output.write(Workbook(name: path, sheets: sheets), to: path)
    case .text:
      try Output.write(
        job.noticeText(answer, problem, language: Speech.language) + "\n", to: path)
    case .ics:
      do throws(FileError) {
        let feeds = job.feeds(answer, problem, language: Speech.language)
        try writeCalendars(feeds, to: path, issued: timestamp())
      } catch {
        throw CommandFailure(error)
      }
    case .xlsx:
      try Output.write(job.notice(answer, problem, language: Speech.language), to: path)
    }
  }

  private func show(
    _ result: ResultFile<J.Draft, J.Answer>, _ problem: J.Problem, _ statement: Statement<J>,
    _ clash: [String]
  ) throws {
    if options.json {
      return try console.print(statement.json(output: options.output, clash: clash))
    }
    if options.output == "-" { return }
    if let answer = result.answer {
      try console.print(
        job.tables(
          answer, problem, terms: statement.shownTerms, language: Speech.language,
          names: options.names, width: Terminal.output.width))
    }
    try console.print(statement.resultLine)
    if !clash.isEmpty {
      let head = say("全部规则无法同时满足：", "The rules cannot all be kept:")
      try console.print(([head] + clash.map { "  " + printable($0) }).joined(separator: "\n"))
    }
    for paragraph in statement.emptiness { try console.print(paragraph[Speech.language]) }
    if let path = options.output, result.answer != nil {
      try console.print(say("已保存：\(path)", "saved: \(path)"))
      if format == .json {
        console.note(
          Bilingual(
            zh: "下一步：allot report \(path) --output 页面.html，或 allot verify \(path)",
            en: "next: allot report \(path) --output page.html, or allot verify \(path)"))
      }
    }
  }
}

extension InputFile {
  /// The path with the hash of the bytes.
  var record: InputRecord { InputRecord(path: path, sha256: proofInput.sha256) }
}

/// The warning that every output with provisional days carries.
func provisionalWarning(_ years: [Int]) -> Bilingual {
  Bilingual(
    zh: "\(years.map { "\($0)年" }.joined(separator: "、"))的节假日安排为暂定，正式通知发布后请更新日历并重新计算。",
    en: "The holidays of \(years.map(String.init).joined(separator: ", ")) are provisional; "
      + "update the calendar and run again when they are published.")
}
