import Diagnostics
import Interchange
import MentorMatching
import MentorMatchingSolver
import Reporting
import Solving

extension PairJob {
  func explanation(
    of subject: Subject, _ answer: PairingAnswer, _ problem: PairingProblem, language: Language,
    names: Bool
  ) throws -> String {
    switch subject {
    case .talent(let id):
      guard let t = problem.talentIndex(of: id) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "人才", en: "talent"))
      }
      return try text(ofTalent: t, answer, problem, language, names: names)
    case .mentor(let id):
      guard let m = problem.mentorIndex(of: id) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "导师", en: "mentor"))
      }
      return try text(ofMentor: m, answer, problem, language, names: names)
    case .places:
      return try text(ofPlaces: answer, problem, language)
    case .curve:
      return try text(ofCurve: problem, language)
    default:
      throw CommandFailure.wrongSubject(job.title, options: "--talent, --mentor, --places, --curve")
    }
  }

  /// Limits of each question that an explanation asks the solver; in work units, so that the same
  /// result is explained in the same words everywhere.
  private var questionLimits: SolveLimits { SolveLimits(work: 3_000) }

  private func text(
    ofTalent t: Int, _ answer: PairingAnswer, _ problem: PairingProblem, _ language: Language,
    names: Bool
  ) throws -> String {
    let report = answer.reports[t]
    let outcome = report.outcomeText(in: problem, matching: answer.matching, names: names)
    var lines = ["\(problem.draft.talents[t].id)  \(outcome[language])"]
    let partners = StablePartners(problem)
    for wish in report.missed {
      lines.append("  " + wish.text(in: problem, names: names)[language])
      guard case .filled(_, let lastRank, _) = wish.reason else { continue }
      let possibility = try partners.possibility(
        mentor: wish.mentor, talent: t, run: Run(within: questionLimits, seed: 1))
      lines.append("    " + sentence(possibility, answer.rule)[language])
      lines.append(
        "    " + (try change(wish.mentor, t, lastRank, answer, problem))[language])
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
      Bilingual(
        zh: "任何稳定结对都不会把二位结成一对。", en: "No stable pairing puts the two of you together.")
    case .some, .always:
      Bilingual(
        zh: "有的稳定结对会把二位结成一对，但按规则“\(rule.title.zh)”选了另一个。",
        en: "Some stable pairing does put the two of you together; the rule (\(rule.title.en)) "
          + "chose another.")
    case .open:
      Bilingual(
        zh: "是否有稳定结对把二位结成一对，未能在限度内查明。",
        en: "Whether some stable pairing puts the two of you together was not settled in time.")
    }
  }

  /// What would have changed a missed wish: whom to be ranked before, and whether a place more was
  /// enough.
  private func change(
    _ m: Int, _ t: Int, _ lastRank: Int, _ answer: PairingAnswer, _ problem: PairingProblem
  ) throws -> Bilingual {
    let outcome = try problem.solve(
      withOneMorePlaceFor: m, answer.rule, run: Run(within: questionLimits, seed: 1))
    let gets = outcome.solution?.matching.mentorOfTalent[t] == m
    return Bilingual(
      zh: "若您在其志愿表中排在最后一个名额的获得者（第 \(lastRank) 位）之前，本结果就不成立；"
        + (gets ? "若该导师多一个名额，您可得到此志愿。" : "该导师多一个名额也不会给您。"),
      en:
        "Ranked before whoever got the last place (rank \(lastRank)) you would have overturned this "
        + "pairing; "
        + (gets
          ? "with one more place there you would have had this wish."
          : "one more place there would not have come to you."))
  }

  private func range(
    of t: Int, _ lattice: StableLattice, _ problem: PairingProblem
  ) -> Bilingual {
    func rank(_ m: Int?) -> Int? {
      m.flatMap { m in problem.talentWishes[t].firstIndex { $0.contains(m) } }.map { $0 + 1 }
    }
    guard let best = rank(lattice.bestMentors[t]), let worst = rank(lattice.worstMentors[t]) else {
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
      let rank = (problem.talentWishes[t].firstIndex { $0.contains(chance.mentor) } ?? 0) + 1
      return (rank, percentage(Double(chance.tickets) / Double(lottery.tickets)))
    }
    return Bilingual(
      zh: "抽签机会：" + parts.map { "第 \($0.0) 志愿 \($0.1)" }.joined(separator: "，") + "。",
      en: "Chances in the draw: "
        + parts.map { "wish \($0.0) \($0.1)" }.joined(separator: ", ") + ".")
  }

  /// What one more place of each mentor is worth in the goals of the rule.
  private func text(
    ofPlaces answer: PairingAnswer, _ problem: PairingProblem, _ language: Language
  ) throws -> String {
    let goals = problem.goals(of: answer.rule)
    let before = problem.values(of: goals, for: answer.matching)
    var table = TextTable(
      [.init(Bilingual(zh: "导师多一个名额", en: "one more place for")[language])]
        + goals.prefix(4).map { .init($0.title[language], .right) })
    for m in 0..<problem.mentorCount {
      let after = try placeValue(m, answer, problem)
      table.append(
        [problem.draft.mentors[m].id]
          + zip(before, after.terms).prefix(4).map { old, term in
            let change = term.value - old
            return (change > 0 ? "+" : "") + String(change) + (term.isProven ? "" : " ?")
          })
    }
    return table.text(within: Terminal.output.width)
  }

  /// What more pairs cost in pairs who would rather switch.
  private func text(ofCurve problem: PairingProblem, _ language: Language) throws -> String {
    var table = TextTable([
      .init(Bilingual(zh: "结对数", en: "pairs")[language], .right),
      .init(Bilingual(zh: "双方更愿改配的对数", en: "pairs who would rather switch")[language], .right),
      .init(Bilingual(zh: "界", en: "bound")[language], .right),
    ])
    for point in try problem.sizeAgainstBlocking(limits: SolveLimits(work: 20_000)) {
      table.append([String(point.size), String(point.blocking), String(point.bound)])
    }
    return table.text(within: Terminal.output.width)
  }

  private func placeValue(
    _ m: Int, _ answer: PairingAnswer, _ problem: PairingProblem
  ) throws -> Outcome<PairingAnswer> {
    try problem.solve(
      withOneMorePlaceFor: m, answer.rule, run: Run(within: questionLimits, seed: 1))
  }

  private func text(
    ofMentor m: Int, _ answer: PairingAnswer, _ problem: PairingProblem, _ language: Language,
    names: Bool
  ) throws -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    func who(_ t: Int) -> String {
      let talent = problem.draft.talents[t]
      return names ? "\(talent.id) \(talent.name)" : talent.id
    }
    let mentor = problem.draft.mentors[m]
    let team = answer.matching.talentsOfMentors(mentorCount: problem.mentorCount)[m]
    var lines = [
      say(
        "\(mentor.id)  带 \(team.count) 人，名额 \(mentor.capacity)",
        "\(mentor.id)  \(team.count) talents, \(mentor.capacity) places")
    ]
    lines.append("  " + cutoff(ofMentor: m, team, answer, problem)[language])
    let extra = try placeValue(m, answer, problem)
    if let term = extra.terms.first, let goal = PairingGoal(rawValue: term.name) {
      let old = problem.values(of: [goal], for: answer.matching)[0]
      lines.append(
        "  "
          + say(
            "若多一个名额：\(goal.title.zh)由 \(old) 变为 \(term.value)",
            "with one more place: \(goal.title.en) \(old) → \(term.value)"))
    }
    for t in team where answer.reports[t].isKept {
      lines.append("  " + say("延续：\(who(t))", "kept: \(who(t))"))
    }
    for (k, tier) in problem.mentorWishes[m].enumerated() {
      for t in tier where !answer.reports[t].isKept {
        let head = say("  第 \(k + 1) 位人选", "  rank \(k + 1)")
        if team.contains(t) {
          lines.append(head + say("：\(who(t))，已结对", ": \(who(t)), paired"))
        } else {
          let fate = fate(ofTalent: t, missedBy: m, answer, problem)[language]
          // Who was not obtained is named only on request.
          let name = names ? say("（\(who(t))）", " (\(who(t)))") : ""
          lines.append(head + name + say("：", ": ") + fate)
        }
      }
    }
    return lines.map(printable).joined(separator: "\n")
  }

  /// How far down the list one had to be.
  private func cutoff(
    ofMentor m: Int, _ team: [Int], _ answer: PairingAnswer, _ problem: PairingProblem
  ) -> Bilingual {
    let worst = problem.mentorWishes[m].lastIndex { tier in
      tier.contains { team.contains($0) && !answer.reports[$0].isKept }
    }
    guard team.count >= problem.draft.mentors[m].capacity, let worst else {
      return Bilingual(
        zh: "分数线：无（尚有名额，凡互选且更想来的都已在内）",
        en: "cut-off: none (a place is free; whoever is on the list and wanted to come is in)")
    }
    let passed = problem.mentorWishes[m].prefix(worst).joined().count { !team.contains($0) }
    return Bilingual(
      zh: "分数线：第 \(worst + 1) 位；其前有 \(passed) 人未来，原因见下",
      en: "cut-off: rank \(worst + 1); \(passed) above it did not come, reasons below")
  }

  /// Why a talent on the mentor's list did not come.
  private func fate(
    ofTalent t: Int, missedBy m: Int, _ answer: PairingAnswer, _ problem: PairingProblem
  ) -> Bilingual {
    guard let rank = problem.talentWishes[t].firstIndex(where: { $0.contains(m) }) else {
      return Bilingual(zh: "对方志愿中没有您", en: "did not list you")
    }
    if let missed = answer.reports[t].missed.first(where: { $0.mentor == m }) {
      switch missed.reason {
      case .recused: return Bilingual(zh: "双方须回避", en: "you are recused")
      case .filled:
        return Bilingual(zh: "您的名额已由更靠前的人选占满", en: "your places went to others you rank higher")
      case .noPlaces: return Bilingual(zh: "您本轮没有空余名额", en: "you have no free place")
      case .notListed: return Bilingual(zh: "不在您的名单中", en: "not on your list")
      case .blocked: return Bilingual(zh: "所用规则不求稳定", en: "the rule does not ask for stability")
      }
    }
    return Bilingual(
      zh: "对方得到了同样或更想去的导师（您是其第 \(rank + 1) 志愿）",
      en: "got a mentor wanted at least as much (you are wish \(rank + 1))")
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
