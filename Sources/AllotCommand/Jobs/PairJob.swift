import Diagnostics
import Interchange
import MentorMatching
import MentorMatchingSolver
import MentorMatchingVerifier
import PublicDraw
import Reporting
import Solving

/// `allot pair`.
struct PairJob: CommandJob {
  /// The rule asked for; `nil` for the round's own default.
  var rule: PairingRule?
  /// The earlier result that is changed least; `nil` if there is none.
  var earlier: EarlierPairs?
  /// Whether a draw decides among equally good stable pairings.
  var draws = false
  /// A draw that orders whoever is tied on a list; `nil` for none.
  var draw: DrawTranscript?

  var job: Interchange.Job { .pair }
  var tellingSheets: [String] { ["导师", "Mentors"] }

  func read(_ workbook: Reading<Workbook>) -> Reading<PairingDraft> {
    PairingWorkbook.read(workbook)
  }

  func read(_ file: InputFile, _ format: InputFormat) throws -> Reading<PairingDraft>? {
    func text() -> String { String(decoding: file.bytes, as: UTF8.self) }
    switch format {
    case .glasgow, .glasgowOneToOne:
      return GlasgowFile.read(file.bytes, name: file.path, hasCapacities: format == .glasgow)
    case .spa: return ProjectFile.read(text(), name: file.path)
    case .preflib:
      let stem = file.path.hasSuffix(".bids") ? String(file.path.dropLast(5)) : file.path
      let supervisors: InputFile?
      do {
        supervisors = try InputFile(reading: stem + ".dat")
      } catch {
        // A year without supervisors has no such file.
        supervisors = nil
      }
      return ProjectFile.readBids(
        text(), supervisors: supervisors.map { String(decoding: $0.bytes, as: UTF8.self) },
        name: file.path)
    case .workbook, .json, .booking1, .satnet, .afscn, .curtois, .inrc1, .inrc2: return nil
    }
  }

  func prepared(_ draft: PairingDraft) -> PairingDraft {
    earlier?.applied(to: draft) ?? draft
  }

  func isDrawn(_ draft: PairingDraft) -> Bool { draw != nil }

  func drawn(_ draft: PairingDraft) throws -> PairingDraft {
    guard let draw else { return draft }
    try DrawFiles.requireCommon(
      draw, with: Self.identifiers(draft), Bilingual(zh: "本轮的人员与项目", en: "the round"))
    return draft.withTies(inOrderOf: draw.order, draw: draw.hash)
  }

  /// Everybody and everything that can be tied on a list.
  private static func identifiers(_ draft: PairingDraft) -> [String] {
    draft.talents.map(\.id) + draft.mentors.map(\.id) + draft.projects.map(\.id)
  }

  func problem(_ draft: PairingDraft) throws(Faults) -> PairingProblem {
    try PairingProblem(validating: draft)
  }

  func provisionalYears(_ problem: PairingProblem) -> [Int] { [] }

  func draw(of problem: PairingProblem) -> String? { problem.draft.draw }

  func notes(on problem: PairingProblem) -> [Bilingual] {
    notesOnRule(problem) + notesOnKeeping(problem) + notesOnWishes(problem)
      + problem.hopelessLimits.map { limit in
        let subject = problem.name(of: limit.limit, names: false)
        return Bilingual(
          zh: "\(subject.zh)的下限 \(limit.lower) 人无法达到：互选与名额至多允许 \(limit.load) 人",
          en:
            "the lower limit \(limit.lower) of \(subject.en) cannot be reached: mutual wishes and "
            + "places allow \(limit.load)")
      }
      + (draw.map {
        DrawFiles.notes(on: $0, known: Self.identifiers(problem.draft), needed: [])
      } ?? [])
  }

  func origins(_ problem: PairingProblem) -> [Bilingual] {
    guard let draw = problem.draft.draw else { return [] }
    return [
      Bilingual(
        zh: "并列的志愿按抽签顺序，记录摘要 \(draw)",
        en: "whoever is tied stands in the order of the draw \(draw)")
    ]
  }

  func remarks(
    on answer: PairingAnswer, in problem: PairingProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    answer.shortfalls.map { $0.text(in: problem, names: false) }
      + (answer.shortfalls.isEmpty ? [] : [LimitShortfall.advice])
      + reservations(on: answer, in: problem)
  }

  func askedGoal(of answer: PairingAnswer, in problem: PairingProblem) -> String? {
    problem.askedGoal(of: answer.rule).rawValue
  }

  /// Who handed in nothing: often a sheet or a column that was not read.
  private func notesOnWishes(_ problem: PairingProblem) -> [Bilingual] {
    let silent = problem.draft.talents.indices.count {
      problem.talentWishes.entries(of: $0).isEmpty && problem.keptMentor[$0] == nil
    }
    guard silent > 0 else { return [] }
    let all = silent == problem.talentCount
    return [
      Bilingual(
        zh: all ? "没有读到任何人才的志愿；请核对“人才志愿”表" : "\(silent) 位人才没有志愿",
        en: all
          ? "no talent has any wish; check the sheet of the talents' wishes"
          : "\(counted(silent, "talent")) handed in no wishes")
    ]
  }

  private func notesOnRule(_ problem: PairingProblem) -> [Bilingual] {
    if let rule, rule.namesMiddle, problem.hasClasses {
      return [
        Bilingual(
          zh: "有项目或配额的轮次没有居中的稳定结对，只求结对最多",
          en: "a round with projects or quotas has no middle pairing; most pairs are looked for")
      ]
    }
    if let rule, rule.asksForTargets, problem.draft.mentors.allSatisfy({ $0.target == nil }) {
      return [
        Bilingual(
          zh: "没有一位导师填写目标人数，规则 balanced 不起作用",
          en: "no mentor has a target, so the rule balanced asks for nothing")
      ]
    }
    guard !problem.isStrict, rule == .talent || rule == .mentor else { return [] }
    return [
      Bilingual(
        zh: "志愿有并列：按一方最优的延迟接受只给出一个稳定结果，旁附上界；要证明最优请用 --rule largest",
        en: "lists have ties: deferred acceptance gives one stable answer, with a bound beside it; "
          + "for a proven optimum use --rule largest")
    ]
  }

  /// What becomes of an earlier result that is not followed, or not there.
  private func notesOnKeeping(_ problem: PairingProblem) -> [Bilingual] {
    let asked = rule ?? problem.defaultRule
    if asked.asksForLeastChange, problem.draft.previous.isEmpty {
      return [
        Bilingual(
          zh: "没有可保持的先前结果，规则 least-change 不起作用；请用 --keep 给出先前的结果",
          en:
            "there is no earlier result to stay close to, so the rule least-change asks for nothing; name one "
            + "by --keep")
      ]
    }
    return []
  }

  func solve(_ problem: PairingProblem, run: Run) throws -> Outcome<PairingAnswer> {
    let asked = rule ?? problem.defaultRule
    let rule = earlier == nil ? asked : asked.changingLeast
    return try problem.solve(rule, draws: draws, run: run)
  }

  func violations(of answer: PairingAnswer, in problem: PairingProblem) -> [Bilingual] {
    let broken = problem.violations(of: answer).map(\.text)
    return broken.isEmpty ? problem.misstatements(in: answer) : broken
  }

  func hasStrayReferences(_ answer: PairingAnswer, in problem: PairingProblem) -> Bool {
    problem.hasStrayReferences(answer)
  }

  func certificateDefects(
    of answer: PairingAnswer, in problem: PairingProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    problem.certificateDefects(of: answer, terms: terms)
  }

  func proofAccount(
    of answer: PairingAnswer, in problem: PairingProblem, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    problem.proofAccount(of: answer, terms: terms)
  }

  func emptinessDefects(
    of proof: PairingAnswer.EmptinessProof, in problem: PairingProblem
  ) -> [Bilingual] {
    problem.emptinessDefects(of: proof)
  }

  func emptinessAccount(
    of proof: PairingAnswer.EmptinessProof?, in problem: PairingProblem
  ) -> [Bilingual] {
    [
      proof.map(problem.emptinessAccount)
        ?? Bilingual(
          zh: "这一结论没有证书，verify 无法复核",
          en: "this conclusion has no certificate: verify cannot check it")
    ]
  }

  func title(ofGoal name: String) -> Bilingual {
    PairingGoal(rawValue: name)?.title ?? Bilingual(zh: name, en: name)
  }

  func summary(_ problem: PairingProblem) -> Bilingual {
    let places = problem.draft.mentors.reduce(0) { $0 + $1.capacity }
    return Bilingual(
      zh: "\(problem.mentorCount) 位导师、\(places) 个名额，\(problem.talentCount) 位人才，"
        + "\(problem.draft.kept.count) 对延续，\(problem.isStrict ? "志愿无并列" : "志愿有并列")",
      en: "\(counted(problem.mentorCount, "mentor")) with \(counted(places, "place")), "
        + "\(counted(problem.talentCount, "talent")), \(counted(problem.draft.kept.count, "kept pair")), "
        + (problem.isStrict ? "strict lists" : "lists with ties"))
  }

  func tables(
    _ answer: PairingAnswer, _ problem: PairingProblem, terms: [ObjectiveTerm], language: Language,
    names: Bool, width: Int?
  ) -> String {
    ([problem.tables(of: answer, in: language, names: names, width: width)]
      + reservations(on: answer, in: problem).map { $0[language] })
      .joined(separator: "\n\n")
  }

  func page(
    _ answer: PairingAnswer, _ problem: PairingProblem, proof: ProofStatement, language: Language
  ) -> String {
    problem.page(of: answer, proof: proof, in: language)
  }

  func workbook(_ draft: PairingDraft, language: Language) throws -> Workbook {
    Template.translated(PairingWorkbook.workbook(of: draft), of: job, to: language)
  }

  func sheets(
    _ answer: PairingAnswer, _ problem: PairingProblem, language: Language
  ) -> [Sheet] {
    PairingSheets(problem, answer, language).sheets
  }

  func noticeText(_ answer: PairingAnswer, _ problem: PairingProblem, language: Language) -> String
  {
    NoticeText(
      answer, of: problem, title: noticeTitle(problem, language: language), in: language
    ).text
  }

  func subject(_ problem: PairingProblem) -> String { problem.draft.title }

  func mathProgData(_ problem: PairingProblem) throws -> String {
    problem.hasClasses
      ? PairingMathProg.projectData(of: problem, countsBlocking: false)
      : PairingMathProg.data(of: problem)
  }
}
