public import Diagnostics
public import MentorMatching

extension PairingProblem {
  /// The pairs as a table for a terminal, then everybody without a mentor with the reasons.
  ///
  /// - Parameters:
  ///   - answer: A checked answer of this problem.
  ///   - language: Language of headings and reasons.
  ///   - names: Whether names stand beside staff numbers.
  ///   - width: Terminal columns to fit into; `nil` for no limit.
  /// - Returns: Lines without a final line break.
  public func tables(
    of answer: PairingAnswer, in language: Language, names: Bool, width: Int? = nil
  ) -> String {
    let view = PairingView(self, answer, language)
    func person(_ id: String, _ name: String) -> String {
      names && !name.isEmpty ? "\(id) \(name)" : id
    }
    var table = TextTable([
      .init(language.say("导师", "mentor")), .init(language.say("单位", "institution")),
      .init(language.say("人才", "talent")), .init(language.say("单位", "institution")),
      .init(language.say("人才志愿", "talent's rank"), .right),
      .init(language.say("导师人选", "mentor's rank"), .right),
    ])
    let teams = answer.matching.talentsOfMentors(mentorCount: mentorCount)
    for (m, team) in teams.enumerated() {
      let mentor = draft.mentors[m]
      for (k, t) in team.enumerated() {
        let talent = draft.talents[t]
        let report = answer.reports[t]
        table.append([
          k == 0 ? person(mentor.id, mentor.name) : "",
          k == 0 ? view.institution(mentor.institution) : "",
          person(talent.id, talent.name)
            + (answer.matching.projectOfTalent?[t].map { " → \(draft.projects[$0].id)" } ?? ""),
          view.institution(talent.institution),
          view.sign(report),
          report.isKept ? "–" : view.mentorRank(m, of: t).map(String.init) ?? "–",
        ])
      }
    }
    var parts = [table.text(within: width)]
    if !view.unmatched.isEmpty {
      var lines = [language.say("本轮未结对：", "without a mentor:")]
      for t in view.unmatched {
        lines.append("  " + printable(person(draft.talents[t].id, draft.talents[t].name)))
        for wish in answer.reports[t].missed {
          lines.append("    " + printable(wish.text(in: self, names: false, of: t)[language]))
        }
      }
      parts.append(lines.joined(separator: "\n"))
    }
    if !answer.shortfalls.isEmpty {
      parts.append(
        ([language.say("未达下限：", "below a lower limit:")]
          + answer.shortfalls.map { "  " + printable($0.text(in: self, names: names)[language]) }
          + ["  " + LimitShortfall.advice[language]])
          .joined(separator: "\n"))
    }
    if let changes = view.changes {
      parts.append(
        ([changes.title[language]] + changes.lines.map { "  " + printable($0[language]) })
          .joined(separator: "\n"))
    }
    if let lottery = answer.lottery { parts.append(lottery.text[language]) }
    return parts.joined(separator: "\n\n")
  }
}
