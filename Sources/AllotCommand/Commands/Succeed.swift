import Alliance
import ArgumentParser
import Diagnostics
import DutyRostering
import Interchange
import Ledger
import Solving

/// `allot succeed`.
struct Succeed: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "自然替补：接任者接下离任者在轮值表中的席位，其余不动。",
        "Let a successor take a person's seats over: the rotation is re-labelled, not solved again."
      ),
      discussion: say(
        "席位属于单位，次数留在单位；原有证明依然成立。",
        "A seat belongs to the unit, and its counts stay there; every proof still holds.")
        + examples(
          #"""
          allot succeed 旧.json --leaver 010001 --successor 010003 --from 2026-06 \
            --output 新.json
          """#,
          #"""
          allot succeed old.json --leaver 010001 --successor 010003 --from 2026-06 \
            --output new.json
          """#))
  }

  @OptionGroup var result: ResultArgument
  @Option(help: help("离任者工号。", "Staff number of the one who leaves."))
  var leaver: String
  @Option(help: help("接任者工号。", "Staff number of the successor."))
  var successor: String
  @Option(help: help("接任者姓名。", "Name of the successor."))
  var name = ""
  @Option(help: help("从哪一天（或哪一期）起。", "First day, or first term, of the successor."))
  var from: String
  @Option(
    help: help("新的结果文件；“-”为标准输出。", "The new result; - is standard output."), completion: .file())
  var output = "-"
  @Option(help: help("记下这次接任的台账。", "A ledger in which to note it."), completion: .file())
  var ledger: String?
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let file = try resultFile(result.result)
    let old: ResultFile<RosteringDraft, RosteringAnswer>
    do throws(RejectedInput) {
      old = try ResultFile(reading: file, expecting: .roster)
    } catch {
      throw CommandFailure(error)
    }
    let heir = DrawFiles.plain(successor)
    let number = try old.draft.namedPeople
      .identifier(DrawFiles.plain(leaver), Bilingual(zh: "人员", en: "person"))
    let (draft, term, unit) = try relabelled(old.draft, number, heir)
    let problem: RosteringProblem
    do throws(Faults) { problem = try RosteringProblem(validating: draft) } catch {
      throw CommandFailure(RejectedInput(faults: error, provenance: Provenance(file: file.path)))
    }
    let new = ResultFile(
      job: .roster, version: old.version, draft: draft, outcome: old.outcome, limits: old.limits,
      inputs: old.inputs, provisionalYears: old.provisionalYears, cpuSeconds: old.cpuSeconds,
      seconds: old.seconds)
    try requireFree(heir, new.answer?.roster, in: problem)
    if let ledger { try requireNew(number, heir, in: ledger) }
    let statement = Statement(job: RosterJob(), result: new, problem: problem)
    guard statement.holds else {
      throw CommandFailure(
        .badData,
        statement.violations.first ?? statement.defects.first
          ?? Bilingual(zh: "结果不成立", en: "the result does not hold"))
    }
    try Output.write(String(decoding: new.encoded(), as: UTF8.self), to: output)
    let seats =
      old.answer?.roster.duties.count {
        $0.term >= term && $0.person.map { problem.person(numbered: number) == $0 } ?? false
      } ?? 0
    speech.console.note(
      Bilingual(
        zh: "\(unit) 的 \(seats) 个席位自 \(draft.terms[term].label) 起由 \(heir) 接任，其余不变",
        en:
          "\(counted(seats, "seat")) of \(unit) \(seats == 1 ? "goes" : "go") from \(number) to \(heir) from \(draft.terms[term].label) on; "
          + "nothing else changes"))
    if output != "-" {
      speech.console.note(Bilingual(zh: "已保存：\(output)", en: "saved: \(output)"))
      speech.console.note(
        Bilingual(
          zh: "下一步：allot diff \(result.result) \(output)，再用 allot publish 发布",
          en: "next: allot diff \(result.result) \(output), then allot publish"))
    }
    if let ledger { try note(number, heir, unit, draft.terms[term], in: LedgerFile(ledger)) }
  }

  /// Refuses a succession that the ledger has already: an entry cannot be undone.
  private func requireNew(_ number: String, _ heir: String, in path: String) throws {
    guard exists(path) else { return }
    let noted = try LedgerFile(path, isMade: false).reading { reader in
      try reader.entries().first { entry in
        try reader.facts(of: entry.number, .departure).contains {
          $0.person("person")?.number == number && $0.person("successor")?.number == heir
        }
      }
    }
    guard let noted else { return }
    throw CommandFailure(
      .badData,
      Bilingual(
        zh: "台账第 \(noted.number) 条已记下 \(heir) 接任 \(number)",
        en: "entry \(noted.number) of the ledger says already that \(heir) succeeds \(number)"),
      next: Bilingual(
        zh: "不带 --ledger 再运行，只写结果文件", en: "without --ledger only the result is written"))
  }

  /// Refuses a colleague who would then serve twice in one term.
  private func requireFree(_ heir: String, _ roster: Roster?, in problem: RosteringProblem) throws {
    var seats = [Int](repeating: 0, count: problem.terms.count)
    for duty in roster?.duties ?? [] {
      guard let p = duty.person else { continue }
      if problem.holder(ofPerson: p, term: duty.term).staffNumber == heir {
        seats[duty.term] += 1
      }
    }
    guard let term = seats.firstIndex(where: { $0 > 1 }) else { return }
    let label = problem.terms[term].label
    throw CommandFailure(
      .badData,
      Bilingual(
        zh: "\(heir) 在 \(label) 已有席位，不能同时接任",
        en: "\(heir) has a seat in \(label) already and cannot take over another one"),
      next: Bilingual(
        zh: "另选接任人，或用 allot roster --keep 结果 --absent 重新安排",
        en: "name somebody else, or replan with allot roster --keep RESULT --absent"))
  }

  private func relabelled(
    _ draft: RosteringDraft, _ number: String, _ heir: String
  ) throws -> (draft: RosteringDraft, term: Int, unit: String) {
    var draft = draft
    let holds = { (person: PersonDraft) in
      person.staffNumber == number
        || person.successors?.contains { $0.staffNumber == number } ?? false
    }
    guard let p = draft.people.firstIndex(where: holds) else {
      throw CommandFailure.unknown(number, Bilingual(zh: "人员", en: "person"))
    }
    let day = DayNotation.day(from) ?? TermDraft(label: from).days?.lowerBound
    guard day != nil || draft.terms.contains(where: { $0.label == from }) else {
      throw CommandFailure(
        .usage,
        Bilingual(
          zh: "--from \(from) 不是期次，也不是日期", en: "--from \(from) is neither a term nor a day"),
        next: Bilingual(
          zh: "写成 \(draft.terms.first?.label ?? "2027-04") 或 2027-04-01",
          en: "write \(draft.terms.first?.label ?? "2027-04") or 2027-04-01"))
    }
    guard
      let term = draft.terms.firstIndex(where: { $0.label == from })
        ?? draft.terms.firstIndex(where: { term in
          if let day, let days = term.days { days.upperBound >= day } else { false }
        })
    else {
      throw CommandFailure(
        .usage,
        Bilingual(zh: "--from \(from) 在轮值表之后", en: "--from \(from) lies after the roster"))
    }
    let entry = SuccessorDraft(
      term: draft.terms[term].label, staffNumber: heir, name: DrawFiles.plain(name))
    draft.people[p].successors = (draft.people[p].successors ?? []) + [entry]
    return (draft, term, draft.people[p].unit)
  }

  private func note(
    _ number: String, _ heir: String, _ unit: String, _ term: TermDraft, in ledger: LedgerFile
  ) throws {
    // The leaver's last day is the one before the successor's first.
    let last = term.start.flatMap(Day.init(iso:)).map { ($0 - 1).description }
    try ledger.append(
      LedgerDraft(
        .departure, job: .roster, first: last, last: last,
        facts: [
          Fact(
            .departure,
            [
              "person": .person(LedgerPerson(number: number)), "unit": .text(unit),
              "last": last.map(FactValue.text),
              "successor": .person(LedgerPerson(number: heir, name: DrawFiles.plain(name))),
            ])
        ]), at: ledgerMoment())
  }
}
