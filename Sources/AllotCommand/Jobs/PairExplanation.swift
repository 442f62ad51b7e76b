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
    case .talent(let id):
      guard let t = problem.talentIndex(of: id) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "人才", en: "talent"))
      }
      return try text(
        ofTalent: t, answer, problem, language, names: names, patience)
    case .mentor(let id):
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
    var questions = 2 * report.missed.count { $0.reason.fullLimit(ofMentor: $0.mentor) != nil }
    for wish in report.missed {
      lines.append("  " + wish.text(in: problem, names: names, numbers: true)[language])
      guard let full = wish.reason.fullLimit(ofMentor: wish.mentor) else { continue }
      let possibility = try partners.possibility(
        mentor: wish.mentor, talent: t, run: patience.run(ofNext: questions))
      lines.append("    " + sentence(possibility, answer.rule)[language])
      let run = patience.run(ofNext: questions - 1)
      lines.append("    " + (try change(full, wish, t, answer, problem, run))[language])
      questions -= 2
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
    _ full: PairingContracts.PlaceClass.Kind, _ wish: WishReport.Wish, _ t: Int,
    _ answer: PairingAnswer, _ problem: PairingProblem, _ run: Run
  ) throws -> Bilingual {
    let m = wish.mentor
    let outcome = try problem.solve(withOneMorePlaceIn: full, answer.rule, run: run)
    let gets = outcome.solution.map { $0.matching.mentorOfTalent[t] == m }
    // What another optimum would bring is not known, nor what a search that was cut short missed.
    let isSettled = gets == true || outcome.termination == .optimal
    let there = full.place(in: problem)
    let place: Bilingual =
      switch gets {
      case true? where isSettled:
        Bilingual(
          zh: "\(there.zh)若多一个名额，同样的规则会给您此志愿。",
          en: "with one more place \(there.en) the same rule would give you this wish.")
      case false? where isSettled:
        Bilingual(
          zh: "\(there.zh)即使多一个名额，同样的规则也会先给他人。",
          en: "one more place \(there.en) would go to somebody else by the same rule.")
      default:
        Bilingual(
          zh: "\(there.zh)多一个名额会怎样，未能在限度内查明。",
          en: "what one more place \(there.en) would bring was not settled in time.")
      }
    guard let lastRank = wish.reason.lastRank, lastRank > 1 else { return place }
    return Bilingual(
      zh: "您若排在第 \(lastRank) 位之前，该导师就会先选您；\(place.zh)",
      en: "Standing before rank \(lastRank) you would have been taken first; \(place.en)")
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
      return (rank, percentage(Double(chance.tickets) / Double(lottery.tickets)))
    }
    return Bilingual(
      zh: "抽签机会：" + parts.map { "第 \($0.0) 志愿 \($0.1)" }.joined(separator: "，") + "。",
      en: "Chances in the draw: "
        + parts.map { "wish \($0.0) \($0.1)" }.joined(separator: ", ") + ".")
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
      let after = try problem.solve(withOneMorePlaceIn: .mentor(m), answer.rule, run: run)
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
          "\(last.largest) pairs are possible; the rest was not settled in time, a larger --time-limit "
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

extension WishReport.Reason {
  /// What was full, for a wish of a mentor that was refused because of it; `nil` for another reason.
  fileprivate func fullLimit(ofMentor m: Int) -> PairingContracts.PlaceClass.Kind? {
    switch self {
    case .filled: .mentor(m)
    case .projectFilled(let p, _, _, _): .project(p)
    case .quotaFilled(let q, _, _): .quota(q)
    case .notListed, .recused, .noPlaces, .blocked: nil
    }
  }

  /// Rank of whoever obtained the last place; `nil` where places are no single mentor's.
  fileprivate var lastRank: Int? {
    switch self {
    case .filled(_, let lastRank, _), .projectFilled(_, _, let lastRank, _): lastRank
    default: nil
    }
  }
}

extension PairingContracts.PlaceClass.Kind {
  /// Where one more place would be.
  fileprivate func place(in problem: PairingProblem) -> Bilingual {
    if case .mentor = self { return Bilingual(zh: "该导师", en: "there") }
    let name = problem.name(of: self, names: false)
    return Bilingual(zh: name.zh, en: "of \(name.en)")
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
