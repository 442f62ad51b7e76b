import Alliance
import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Interchange
import PublicDraw
import Reporting
import Solving

/// `allot roster`.
struct RosterJob: CommandJob {
  /// A published roster to keep to, and who falls out; `nil` for a fresh roster.
  var revision: RotationRevision?
  /// A draw and what it decides; `nil` for none.
  var draw: DrawTranscript?
  var drawUse = DrawUse.order
  /// Holidays, which say whether the terms' dates are final.
  var calendar = WorkCalendar.standard

  var job: Interchange.Job { .roster }
  var tellingSheets: [String] { ["席位", "Seats"] }

  func read(_ workbook: Reading<Workbook>) -> Reading<RosteringDraft> {
    RosteringWorkbook.read(workbook)
  }

  func problem(_ draft: RosteringDraft) throws(Faults) -> RosteringProblem {
    try RosteringProblem(validating: draft)
  }

  func prepared(_ draft: RosteringDraft) throws -> RosteringDraft {
    try revision?.applied(to: draft) ?? draft
  }

  func isDrawn(_ draft: RosteringDraft) -> Bool { draw != nil }

  func drawn(_ draft: RosteringDraft) throws -> RosteringDraft {
    guard let draw else { return draft }
    let problem: RosteringProblem
    do throws(Faults) {
      problem = try RosteringProblem(validating: draft)
    } catch {
      throw CommandFailure(RejectedInput(faults: error, provenance: Provenance()))
    }
    try DrawFiles.requireCommon(
      draw, with: problem.units.map(\.id), Bilingual(zh: "轮值的单位", en: "the units of the rotation"))
    return switch drawUse {
    case .order: problem.draft(inOrderOf: draw.order, draw: draw.hash)
    case .ties: problem.draft(withTiesInOrderOf: draw.order, draw: draw.hash)
    }
  }

  func notes(on problem: RosteringProblem) -> [Bilingual] {
    guard let draw else { return [] }
    return DrawFiles.notes(
      on: draw, known: problem.units.map(\.id),
      needed: problem.activeUnits.map { problem.units[$0].id })
  }

  func origins(_ problem: RosteringProblem) -> [Bilingual] {
    guard let draw = problem.draft.draw else { return [] }
    guard problem.draft.tieOrder == nil else {
      return [
        Bilingual(
          zh: "其余目标都相同的轮值表之间按抽签顺序取定，记录摘要 \(draw)",
          en: "the draw \(draw) decides between rosters that are equal in every other goal")
      ]
    }
    return [
      Bilingual(
        zh: "同样轮到的单位按抽签顺序，记录摘要 \(draw)",
        en: "units that are equally in turn serve in the order of the draw \(draw)")
    ]
  }

  func draw(of problem: RosteringProblem) -> String? { problem.draft.draw }

  func provisionalYears(_ problem: RosteringProblem) -> [Int] {
    provisionalYears(problem, in: calendar)
  }

  func provisionalYears(_ problem: RosteringProblem, in calendar: WorkCalendar) -> [Int] {
    var years: [Int] = []
    for term in problem.terms {
      guard let days = term.days else { continue }
      for year in calendar.provisionalYears(in: days.lowerBound..<days.upperBound + 1)
      where !years.contains(year) { years.append(year) }
    }
    return years.sorted()
  }

  func solve(_ problem: RosteringProblem, run: Run) throws -> Outcome<RosteringAnswer> {
    try problem.solve(run: run)
  }

  func clash(_ problem: RosteringProblem, run: Run) throws -> [Bilingual] {
    let found = try problem.clash(run: run)
    guard found.isEmpty else { return found }
    return [
      Bilingual(
        zh: "席位、请假、固定与间隔的要求互相冲突；请逐项放宽后重试",
        en: "seats, leave, pinned cells and gaps clash; relax them one at a time and try again")
    ]
  }

  func violations(of answer: RosteringAnswer, in problem: RosteringProblem) -> [Bilingual] {
    let broken = problem.violations(of: answer.roster).map(\.text)
    return broken.isEmpty ? problem.misstatements(in: answer) : broken
  }

  func hasStrayReferences(_ answer: RosteringAnswer, in problem: RosteringProblem) -> Bool {
    problem.hasStrayReferences(answer)
  }

  func certificateDefects(
    of answer: RosteringAnswer, in problem: RosteringProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    problem.certificateDefects(of: answer, terms: terms)
  }

  func provenClaim(_ problem: RosteringProblem) -> Bilingual {
    let kept = problem.keptSeats
    guard kept > 0 else { return ProofStatement.optimalClaim }
    return Bilingual(
      zh: "已证明：在 \(kept) 个已公布的席位不动的前提下，没有更好的安排",
      en:
        "Proven with \(counted(kept, "published seat as it is", plural: "published seats as they are")): no arrangement of the others is better"
    )
  }

  func keptPromises(_ problem: RosteringProblem) -> Int { problem.keptSeats }

  func title(ofGoal name: String) -> Bilingual {
    RosteringGoal(rawValue: name)?.title ?? Bilingual(zh: name, en: name)
  }

  func summary(_ problem: RosteringProblem) -> Bilingual {
    let places = problem.demand.reduce(0) { $0 + $1.reduce(0, +) }
    return Bilingual(
      zh: "\(problem.terms.count) 期、\(places) 个席位，\(problem.activeUnits.count) 个单位参与，"
        + "\(problem.people.count) 人可派",
      en: "\(counted(problem.terms.count, "term")) with \(counted(places, "place")), "
        + "\(counted(problem.activeUnits.count, "unit")), \(counted(problem.people.count, "person", plural: "people"))"
    )
  }

  func tables(
    _ answer: RosteringAnswer, _ problem: RosteringProblem, terms: [ObjectiveTerm],
    language: Language, names: Bool, width: Int?
  ) -> String {
    problem.tables(of: answer, in: language, names: names, width: width)
  }

  func explanation(
    of subject: Subject, _ answer: RosteringAnswer, _ problem: RosteringProblem,
    language: Language, names: Bool,
    patience: Patience
  ) throws -> String {
    switch subject {
    case .unit(let word):
      let id = try problem.units.map { Named.thing($0.id, $0.name) }
        .identifier(word, Bilingual(zh: "单位", en: "unit"))
      guard let unit = problem.units.firstIndex(where: { $0.id == id }) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "单位", en: "unit"))
      }
      return text(ofUnit: unit, number: nil, answer, problem, language)
    case .person(let word):
      let id = try problem.draft.namedPeople.identifier(word, Bilingual(zh: "人员", en: "person"))
      if let post = problem.posts.firstIndex(where: { $0.staffNumber == id }) {
        return text(ofPost: post, answer, problem, language)
      }
      guard let person = problem.person(numbered: id) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "人员", en: "person"))
      }
      return text(
        ofUnit: problem.people[person].unit, number: id, answer, problem, language)
    default:
      throw CommandFailure.wrongSubject(job.title, options: "--unit, --person")
    }
  }

  private func text(
    ofPost post: Int, _ answer: RosteringAnswer, _ problem: RosteringProblem, _ language: Language
  ) -> String {
    let duties = answer.roster.duties.filter { $0.post == post }
    let (number, most) = (problem.posts[post].staffNumber, problem.posts[post].mostTerms)
    let head =
      language == .zh
      ? "\(number)  专项管理人员：顶岗 \(duties.count) 期，最多 \(most) 期"
      : "\(number)  full-time post: fills \(counted(duties.count, "term")), at most \(most)"
    return
      ([head]
      + duties.map { "  \(problem.terms[$0.term].label) \($0.seat.title[language])" })
      .map(printable).joined(separator: "\n")
  }

  private func text(
    ofUnit unit: Int, number: String?, _ answer: RosteringAnswer, _ problem: RosteringProblem,
    _ language: Language
  ) -> String {
    guard let reason = answer.reasons.first(where: { $0.unit == unit }) else {
      return problem.units[unit].name
    }
    var lines: [String] = []
    // A seat that was handed over belongs to whoever holds it in the term.
    let duties = reason.duties.filter { duty in
      number == nil
        || problem.holder(ofPerson: duty.person, term: duty.term).staffNumber == number
    }
    if let number {
      lines.append(
        language == .zh
          ? "\(number)  本表轮值 \(duties.count) 次"
          : "\(number)  \(counted(duties.count, "duty", plural: "duties")) in this roster"
      )
    }
    lines.append(problem.text(of: reason)[language])
    lines += duties.map { "  " + problem.text(of: $0)[language] }
    let id = problem.units[unit].id
    for change in problem.changes(of: answer.roster)
    where [change.old, change.new].contains(where: { holder in
      holder.map { $0.unit == id && (number == nil || $0.person == number) } ?? false
    }) {
      let text = problem.text(of: change)[language]
      lines.append("  " + (language == .zh ? "改动：" : "Changed: ") + text)
    }
    return lines.map(printable).joined(separator: "\n")
  }

  func page(
    _ answer: RosteringAnswer, _ problem: RosteringProblem, proof: ProofStatement,
    language: Language
  ) -> String {
    problem.page(of: answer, proof: proof, in: language)
  }

  func workbook(_ draft: RosteringDraft, language: Language) throws -> Workbook {
    Template.translated(RosteringWorkbook.workbook(of: draft), of: job, to: language)
  }

  func sheets(
    _ answer: RosteringAnswer, _ problem: RosteringProblem, language: Language
  ) -> [Sheet] {
    // Terms that are only named, such as the first of four, have no days.
    let hasDays = problem.terms.contains { $0.start != nil }
    let days = hasDays ? language == .zh ? ["开始", "结束"] : ["Start", "End"] : []
    var rows = [
      language == .zh
        ? ["期次"] + days + ["机构", "类别", "单位编号", "单位名称", "工号", "姓名"]
        : ["Term"] + days + ["Body", "Tier", "Unit", "Unit name", "Staff number", "Name"]
    ]
    for duty in answer.roster.duties {
      let term = problem.terms[duty.term]
      let head =
        [term.label] + (hasDays ? [term.start ?? "", term.end ?? ""] : [])
        + [duty.seat.body.title[language], duty.seat.tier.title[language]]
      if let unit = duty.unit {
        let person = duty.person.map { problem.holder(ofPerson: $0, term: duty.term) }
        rows.append(
          head + [
            problem.units[unit].id, problem.units[unit].name, person?.staffNumber ?? "",
            person?.name ?? "",
          ])
      } else {
        let post = duty.post.map { problem.posts[$0] }
        rows.append(head + ["", "", post?.staffNumber ?? "", post?.name ?? ""])
      }
    }
    let name = language == .zh ? "轮值表" : "Roster"
    return [Sheet(file: job.title[language], name: name, rows: rows)]
  }

  func noticeText(_ answer: RosteringAnswer, _ problem: RosteringProblem, language: Language)
    -> String
  {
    NoticeText(
      answer, of: problem, title: noticeTitle(problem, language: language), in: language
    ).text
  }

  func feeds(
    _ answer: RosteringAnswer, _ problem: RosteringProblem, language: Language
  ) -> [CalendarFeed] {
    RosteringWorkbook.feeds(of: answer.roster, in: problem, language: language)
  }

  func subject(_ problem: RosteringProblem) -> String { problem.draft.title }

  func mathProgData(_ problem: RosteringProblem) throws -> String { problem.mathProgData() }
}
