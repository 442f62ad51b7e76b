import Diagnostics
import Interchange
import MentorMatching
import MentorMatchingSolver
import Reporting
import Solving

extension PairJob {
  func explanation(
    of subject: Subject, _ answer: PairingAnswer, _ problem: PairingProblem, language: Language,
    names: Bool,
    patience: Patience
  ) throws -> String {
    switch subject {
    case .talent(let word):
      let id = try problem.draft.talents.map { Named.person($0.id, $0.name) }
        .identifier(word, Bilingual(zh: "人才", en: "talent"))
      guard let t = problem.talentIndex(of: id) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "人才", en: "talent"))
      }
      return try text(
        ofTalent: t, answer, problem, language, names: names, patience)
    case .mentor(let word):
      let id = try problem.draft.mentors.map { Named.person($0.id, $0.name) }
        .identifier(word, Bilingual(zh: "导师", en: "mentor"))
      guard let m = problem.mentorIndex(of: id) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "导师", en: "mentor"))
      }
      return try text(
        ofMentor: m, answer, problem, language, names: names, patience)
    case .places:
      return try text(ofPlaces: answer, problem, language, patience)
    case .curve:
      return try text(ofCurve: problem, language, patience)
    case .stable: return text(ofStable: problem, language)
    default:
      throw CommandFailure.wrongSubject(
        job.title, options: "--talent, --mentor, --places, --curve, --stable")
    }
  }

  private func text(
    ofTalent t: Int, _ answer: PairingAnswer, _ problem: PairingProblem, _ language: Language,
    names: Bool, _ patience: Patience
  ) throws -> String {
    let report = answer.reports[t]
    let outcome = report.outcomeText(
      in: problem, matching: answer.matching, names: names, numbers: true)
    var lines = ["\(problem.draft.talents[t].id)  \(outcome[language])"]
    let partners = StablePartners(problem)
    let asked = report.missed.map { WishQuestion($0, of: t, answer, problem) }
    var questions = zip(report.missed, asked).reduce(0) {
      $0 + WishChange.questions(about: $1.0, $1.1)
    }
    for (wish, question) in zip(report.missed, asked) {
      lines.append("  " + wish.text(in: problem, names: names, numbers: true, of: t)[language])
      if question.full.isEmpty { continue }
      let possibility = try partners.possibility(
        mentor: wish.mentor, project: wish.project, talent: t,
        run: patience.run(ofNext: questions))
      lines.append("    " + sentence(possibility, answer.rule)[language])
      questions -= 1
      let change = try WishChange(wish, question) {
        defer { questions -= 1 }
        return patience.run(ofNext: questions)
      }
      lines += change.texts(in: problem).map { "    " + $0[language] }
    }
    if let lattice = partners.lattice, answer.rule.demandsStability, !report.isKept {
      lines.append("  " + range(of: t, lattice, problem)[language])
    }
    if let chances = chances(of: t, answer, problem) { lines.append("  " + chances[language]) }
    return lines.map(printable).joined(separator: "\n")
  }

  private func sentence(_ possibility: PairPossibility, _ rule: PairingRule) -> Bilingual {
    switch possibility {
    case .never:
      Bilingual(zh: "任何稳定结对都不会给您此志愿。", en: "No stable pairing grants this wish.")
    case .some, .always:
      Bilingual(
        zh: "有的稳定结对会给您此志愿，但按规则“\(rule.title.zh)”选了另一个。",
        en:
          "Some stable pairing grants this wish; the rule (\(rule.title.en)) chose another pairing."
      )
    case .open:
      Bilingual(
        zh: "是否有稳定结对会给您此志愿，未能在限度内查明。",
        en: "Whether some stable pairing grants this wish was not settled in time.")
    }
  }

  private func range(
    of t: Int, _ lattice: StableLattice, _ problem: PairingProblem
  ) -> Bilingual {
    func rank(_ m: Int?) -> Int? {
      m.flatMap { problem.talentWishes.rank(of: $0, by: t) }
    }
    guard let best = rank(lattice.bestMentors[t]), let worst = rank(lattice.worstMentors[t]) else {
      if problem.talentWishes[t].isEmpty {
        return Bilingual(zh: "您没有填报志愿。", en: "You handed in no wishes.")
      }
      return Bilingual(
        zh: "在任何稳定结对中您都没有导师。", en: "No stable pairing gives you a mentor.")
    }
    return Bilingual(
      zh: "在各种稳定结对中，您最好得到第 \(best) 志愿，最差第 \(worst) 志愿。",
      en: "Over all stable pairings your best is wish \(best) and your worst wish \(worst).")
  }

  private func chances(
    of t: Int, _ answer: PairingAnswer, _ problem: PairingProblem
  ) -> Bilingual? {
    guard let lottery = answer.lottery, !lottery.chances[t].isEmpty else { return nil }
    let parts = lottery.chances[t].map { chance in
      let rank = problem.talentWishes.rank(of: chance.mentor, by: t) ?? 1
      return (rank, lottery.chance(chance))
    }
    return Bilingual(
      zh: "抽签机会：" + parts.map { "第 \($0.0) 志愿 \($0.1.zh)" }.joined(separator: "，") + "。",
      en: "Chances in the draw: "
        + parts.map { "wish \($0.0) \($0.1.en)" }.joined(separator: ", ") + ".")
  }

  /// What one more place of each mentor is worth in the goals of the rule.
  private func text(
    ofPlaces answer: PairingAnswer, _ problem: PairingProblem, _ language: Language,
    _ patience: Patience
  ) throws -> String {
    let goals = problem.goals(of: answer.rule)
    let before = problem.values(of: goals, for: answer.matching)
    var table = TextTable(
      [.init(Bilingual(zh: "导师多一个名额", en: "one more place for")[language])]
        + goals.prefix(4).map { .init($0.title[language], .right) })
    for m in 0..<problem.mentorCount {
      let run = patience.run(ofNext: problem.mentorCount - m)
      let after = try problem.solve(withOneMorePlaceIn: [.mentor(m)], answer.rule, run: run)
      table.append(
        [problem.draft.mentors[m].id]
          + zip(before, after.terms).prefix(4).map { old, term in
            let change = term.value - old
            return (change > 0 ? "+" : "") + String(change) + (term.isProven ? "" : " ?")
          })
    }
    return table.text(within: Terminal.output.width)
  }

  /// What more pairs cost in pairs who would rather switch: a line for each size as soon as it is known.
  private func text(
    ofCurve problem: PairingProblem, _ language: Language, _ patience: Patience
  ) throws -> String {
    let columns = [
      Bilingual(zh: "结对数", en: "pairs"),
      Bilingual(zh: "双方更愿改配的对数", en: "pairs who would rather switch"),
      Bilingual(zh: "界", en: "bound"),
    ].map { $0[language] }
    func show(_ cells: [String]) throws {
      try patience.show(
        zip(cells, columns).map { cell, column in
          String(repeating: " ", count: max(0, displayWidth(column) - displayWidth(cell))) + cell
        }.joined(separator: "  "))
    }
    try show(columns)
    let points = try problem.sizeAgainstBlocking(run: patience.wholeRun) { point in
      try show([String(point.size), String(point.blocking), String(point.bound)])
    }
    if let last = points.last, last.size < last.largest {
      return Bilingual(
        zh: "最多可结 \(last.largest) 对；其余各点未能在限度内查明，可加大 --time-limit",
        en:
          "\(counted(last.largest, "pair is", plural: "pairs are")) possible; the rest was not settled in time, a larger --time-limit "
          + "may settle it"
      )[language]
    }
    if points.allSatisfy({ $0.bound == $0.blocking }) { return "" }
    return Bilingual(
      zh: "界小于所得之处，更少的对数未被排除；可加大 --time-limit",
      en: "where the bound is smaller, fewer are not ruled out; a larger --time-limit may settle it"
    )[language]
  }
}

extension CommandFailure {
  /// An identifier that the result does not know.
  static func unknown(_ id: String, _ kind: Bilingual) -> CommandFailure {
    CommandFailure(
      .badData,
      Bilingual(
        zh: "结果中没有编号为“\(printable(id))”的\(kind.zh)",
        en: "the result has no \(kind.en) \"\(printable(id))\""),
      next: Bilingual(
        zh: "编号须与输入完全一致，包括前导零",
        en: "write the identifier exactly as in the input, leading zeros included"))
  }

  /// A subject of another job.
  static func wrongSubject(_ job: Bilingual, options: String) -> CommandFailure {
    CommandFailure(
      .usage,
      Bilingual(zh: "这是\(job.zh)的结果", en: "this is the result of a \(job.en)"),
      next: Bilingual(zh: "请用 \(options)", en: "use \(options)"))
  }
}
