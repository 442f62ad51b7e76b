import Diagnostics
import Interchange
import MentorMatching
import Reporting

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
      return text(ofTalent: t, answer, problem, language, names: names)
    case .mentor(let id):
      guard let m = problem.mentorIndex(of: id) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "导师", en: "mentor"))
      }
      return text(ofMentor: m, answer, problem, language, names: names)
    default:
      throw CommandFailure.wrongSubject(job.title, options: "--talent, --mentor")
    }
  }

  private func text(
    ofTalent t: Int, _ answer: PairingAnswer, _ problem: PairingProblem, _ language: Language,
    names: Bool
  ) -> String {
    let report = answer.reports[t]
    let outcome = report.outcomeText(in: problem, matching: answer.matching, names: names)
    var lines = ["\(problem.draft.talents[t].id)  \(outcome[language])"]
    lines += report.missed.map { "  " + $0.text(in: problem, names: names)[language] }
    return lines.map(printable).joined(separator: "\n")
  }

  private func text(
    ofMentor m: Int, _ answer: PairingAnswer, _ problem: PairingProblem, _ language: Language,
    names: Bool
  ) -> String {
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
