import Diagnostics
import MentorMatching
import MentorMatchingSolver
import Reporting
import Solving

/// `explain RESULT --mentor`: how far down the list one had to be, and why whoever stands above did not
/// come.
extension PairJob {
  func text(
    ofMentor m: Int, _ answer: PairingAnswer, _ problem: PairingProblem, _ language: Language,
    names: Bool, _ patience: Patience
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
        "\(mentor.id)  \(counted(team.count, "talent")), \(counted(mentor.capacity, "place"))"),
      "  " + cutoff(ofMentor: m, team, answer, problem)[language],
      "  " + (try worth(ofPlaceAt: m, answer, problem, patience.run(ofNext: 1)))[language],
    ]
    if answer.rule.demandsStability {
      lines.append("  " + range(ofMentor: m, problem)[language])
    }
    for short in answer.shortfalls where short.limit == .mentor(m) {
      lines.append(
        "  " + say("未达下限：", "below the lower limit: ")
          + short.text(in: problem, names: false)[language])
    }
    for t in team where answer.reports[t].isKept {
      lines.append("  " + say("延续：\(who(t))", "kept: \(who(t))"))
    }
    // Neighbours on the list with the same fate share a line, unless each is named.
    var fates: [(first: Int, last: Int, count: Int, text: String, mayJoin: Bool)] = []
    for (k, tier) in problem.mentorWishes[m].enumerated() {
      for t in tier {
        let isTeam = team.contains(t)
        if isTeam && answer.reports[t].isKept { continue }
        let fate =
          isTeam
          ? Bilingual(zh: "\(who(t))，已结对", en: "\(who(t)), paired")
          : fate(ofTalent: t, missedBy: m, answer, problem)
        // Who was not obtained is named only on request.
        let text = (names && !isTeam ? who(t) + say("，", ": ") : "") + fate[language]
        if let last = fates.last, last.mayJoin, !isTeam, !names, last.text == text {
          fates[fates.count - 1].last = k + 1
          fates[fates.count - 1].count += 1
        } else {
          fates.append((k + 1, k + 1, 1, text, !isTeam))
        }
      }
    }
    for fate in fates {
      let ranks = fate.first == fate.last ? "\(fate.first)" : "\(fate.first)–\(fate.last)"
      let people =
        fate.count == 1
        ? "" : say("（\(fate.count) 人）", " (\(counted(fate.count, "person", plural: "people")))")
      lines.append(
        say("  第 \(ranks) 位人选\(people)：", "  rank \(ranks)\(people): ") + fate.text)
    }
    return lines.map(printable).joined(separator: "\n")
  }

  /// The best and the worst that stable pairings give the mentor.
  private func range(ofMentor m: Int, _ problem: PairingProblem) -> Bilingual {
    guard let lattice = StableLattice(problem) else {
      return Bilingual(
        zh: "最好与最差的稳定人选：志愿有并列，或有项目、配额时不列出；explain --talent 逐对查明",
        en:
          "best and worst stable talents: not listed with ties, projects or quotas; explain --talent asks pair "
          + "by pair")
    }
    // What is best for every talent is worst for every mentor (Knuth 1976).
    func ranks(_ mentors: [Int?]) -> [Int] {
      mentors.enumerated().compactMap { t, own in
        own == m && problem.keptMentor[t] == nil ? problem.mentorWishes.rank(of: t, by: m) : nil
      }.sorted()
    }
    let (best, worst) = (ranks(lattice.worstMentors), ranks(lattice.bestMentors))
    if best.isEmpty {
      return Bilingual(
        zh: "任何稳定结对都不会给您新的人选", en: "no stable pairing gives you a new talent")
    }
    func list(_ ranks: [Int], _ separator: String) -> String {
      ranks.map(String.init).joined(separator: separator)
    }
    return Bilingual(
      zh: "在各种稳定结对中，您最好得到第 \(list(best, "、")) 位人选，最差第 \(list(worst, "、")) 位人选",
      en: "over all stable pairings your best are ranks \(list(best, ", ")) and your worst ranks "
        + list(worst, ", "))
  }

  /// What changes in the goals with one more place.
  private func worth(
    ofPlaceAt m: Int, _ answer: PairingAnswer, _ problem: PairingProblem, _ run: Run
  ) throws -> Bilingual {
    let extra = try problem.solve(withOneMorePlaceIn: [.mentor(m)], answer.rule, run: run)
    let goals = problem.goals(of: answer.rule)
    let before = problem.values(of: goals, for: answer.matching)
    let changes = zip(zip(goals, before), extra.terms).filter { $0.0.1 != $0.1.value }.prefix(2)
    // What a search that was cut short missed is not known.
    if extra.terms.isEmpty || extra.termination == .limitReached {
      return Bilingual(
        zh: "若多一个名额会怎样，未能在限度内查明",
        en: "what one more place would bring was not settled in time")
    }
    let isProven = extra.terms.allSatisfy(\.isProven)
    if changes.isEmpty {
      return isProven
        ? Bilingual(zh: "若多一个名额：各目标不变", en: "with one more place: no goal changes")
        : Bilingual(
          zh: "若多一个名额：所得结果各目标不变（未证明）",
          en: "with one more place: no goal changes in the pairing found (not proven)")
    }
    return Bilingual(
      zh: "若多一个名额："
        + changes.map {
          "\($0.0.0.title.zh)由 \($0.0.1) 变为 \($0.1.value)\($0.1.isProven ? "" : "？")"
        }
        .joined(separator: "，"),
      en: "with one more place: "
        + changes.map { "\($0.0.0.title.en) \($0.0.1) → \($0.1.value)\($0.1.isProven ? "" : "?")" }
        .joined(separator: ", "))
  }

  /// How far down the list one had to be.
  private func cutoff(
    ofMentor m: Int, _ team: [Int], _ answer: PairingAnswer, _ problem: PairingProblem
  ) -> Bilingual {
    let worst = problem.mentorWishes[m].lastIndex { tier in
      tier.contains { team.contains($0) && !answer.reports[$0].isKept }
    }
    let capacity = problem.draft.mentors[m].capacity
    if capacity == 0 {
      return Bilingual(zh: "分数线：无（本轮没有名额）", en: "cut-off: none (no places in this round)")
    }
    guard team.count < capacity || worst != nil else {
      return Bilingual(
        zh: "分数线：无（名额均已由在带或指定的人选占用）",
        en: "cut-off: none (running and forced pairs take every place)")
    }
    guard team.count >= capacity, let worst else {
      // A project or a quota may be full, or the rule may not ask for stability.
      let left = problem.mentorWishes[m].joined().count { t in
        !team.contains(t) && answer.reports[t].missed.contains { $0.isReturned(by: m) }
      }
      return left == 0
        ? Bilingual(
          zh: "分数线：无（尚有名额，凡互选且更想来的都已在内）",
          en: "cut-off: none (a place is free; whoever is on the list and wanted to come is in)")
        : Bilingual(
          zh: "分数线：无（尚有名额，但有 \(left) 位互选且更想来的人未能来，原因见下）",
          en:
            "cut-off: none (a place is free, and yet \(left) on the list who wanted to come did not, "
            + "reasons below)")
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
    if answer.reports[t].isKept, problem.isForced(t) {
      return Bilingual(zh: "事先指定给另一位导师", en: "was given to another mentor beforehand")
    }
    if answer.reports[t].isKept {
      return Bilingual(zh: "与另一位导师的在带关系延续", en: "stays with another mentor in a running pair")
    }
    guard let rank = problem.talentWishes.rank(of: m, by: t) else {
      return Bilingual(zh: "对方志愿中没有您", en: "did not list you")
    }
    if let missed = answer.reports[t].missed.first(where: { $0.mentor == m }) {
      switch missed.reason {
      case .recused: return Bilingual(zh: "双方须回避", en: "you are recused")
      case .filled(_, let lastRank, let standing):
        return lastRank == standing
          ? Bilingual(
            zh: "您的名额已由更靠前或并列的人选占满", en: "your places went to others you rank as high")
          : Bilingual(zh: "您的名额已由更靠前的人选占满", en: "your places went to others you rank higher")
      case .projectFilled:
        return Bilingual(
          zh: "所填项目的名额已由您排得不更低的人选占满",
          en: "the places of the project wished for went to others you rank as high")
      case .quotaFilled:
        return Bilingual(zh: "配额已满", en: "a quota is full")
      case .noPlaces: return Bilingual(zh: "您本轮没有空余名额", en: "you have no free place")
      case .notListed: return Bilingual(zh: "不在您的名单中", en: "not on your list")
      case .blocked: return Bilingual(zh: "所用规则不求稳定", en: "the rule does not ask for stability")
      }
    }
    return Bilingual(
      zh: "对方得到了同样或更想去的导师（您是其第 \(rank) 志愿）",
      en: "got a mentor wanted at least as much (you are wish \(rank))")
  }
}

extension WishReport.Wish {
  /// Whether the wish is one of a mentor's, who would take the talent but for what was full.
  fileprivate func isReturned(by m: Int) -> Bool {
    switch reason {
    case .notListed, .recused: false
    case .noPlaces, .filled, .projectFilled, .quotaFilled, .blocked: mentor == m
    }
  }
}
