import Alliance
import Diagnostics
import Interchange
import MentorMatching

/// A pairing answer as sheets.
struct PairingSheets {
  private let problem: PairingProblem
  private let answer: PairingAnswer
  private let language: Language

  /// Names of institutions by their identifiers.
  private let institutions: [String: String]

  init(_ problem: PairingProblem, _ answer: PairingAnswer, _ language: Language) {
    self.problem = problem
    self.answer = answer
    self.language = language
    institutions = Dictionary(
      problem.draft.institutions.map { ($0.id, $0.name.isEmpty ? $0.id : $0.name) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What people call an institution.
  private func name(ofInstitution id: String) -> String { institutions[id] ?? id }

  var sheets: [Sheet] { [pairs, unmatched] }

  private var pairs: Sheet {
    var rows = [
      language == .zh
        ? ["人才工号", "人才姓名", "人才单位", "导师工号", "导师姓名", "导师单位", "人才志愿", "导师人选", "延续", "项目编号"]
        : [
          "Talent", "Talent name", "Talent institution", "Mentor", "Mentor name",
          "Mentor institution", "Talent's rank", "Mentor's rank", "Kept",
          "Project",
        ]
    ]
    for (t, mentor) in answer.matching.mentorOfTalent.enumerated() {
      guard let m = mentor else { continue }
      let (talent, mentor) = (problem.draft.talents[t], problem.draft.mentors[m])
      let report = answer.reports[t]
      let mentorRank = problem.mentorWishes.rank(of: t, by: m)
      rows.append([
        talent.id, talent.name, name(ofInstitution: talent.institution), mentor.id, mentor.name,
        name(ofInstitution: mentor.institution),
        report.rank.map(String.init) ?? "", report.isKept ? "" : mentorRank.map(String.init) ?? "",
        report.isKept ? (language == .zh ? "是" : "yes") : "",
        answer.matching.projectOfTalent?[t].map { problem.draft.projects[$0].id } ?? "",
      ])
    }
    return sheet("结对", "Pairs", rows)
  }

  private var unmatched: Sheet {
    var rows = [
      language == .zh ? ["人才工号", "志愿", "原因"] : ["Talent", "Wish", "Why not"]
    ]
    for report in answer.reports {
      for wish in report.missed {
        rows.append([
          problem.draft.talents[report.talent].id, String(wish.rank),
          wish.reason.text(in: problem)[language],
        ])
      }
    }
    return sheet("未获志愿", "Missed wishes", rows)
  }

  private func sheet(_ zh: String, _ en: String, _ rows: [[String]]) -> Sheet {
    Sheet(
      file: Interchange.Job.pair.title[language], name: language == .zh ? zh : en, rows: rows)
  }
}
