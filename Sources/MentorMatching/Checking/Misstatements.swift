public import Diagnostics

extension PairingProblem {
  /// Ranks that the reports of an answer tell and that its matching does not give. With projects a rank is
  /// that of a project, and nothing is said of it here.
  ///
  /// - Precondition: The matching keeps the rules and the answer has no stray references.
  /// - Returns: One line for each talent; nothing for an answer as it was made.
  /// - Complexity: O(size of the lists).
  public func misstatements(in answer: PairingAnswer) -> [Bilingual] {
    guard draft.projects.isEmpty else { return [] }
    return answer.reports.compactMap { report in
      let t = report.talent
      let mentor = keptMentor[t] == nil ? answer.matching.mentorOfTalent[t] : nil
      let rank = mentor.flatMap { talentWishes.rank(of: $0, by: t) }
      guard report.rank != rank else { return nil }
      let (told, got) = (report.rank.map(String.init) ?? "–", rank.map(String.init) ?? "–")
      let id = draft.talents[t].id
      return Bilingual(
        zh: "\(id) 写作获得第 \(told) 志愿，实为第 \(got) 志愿",
        en: "\(id) is said to have got wish \(told) and got \(got)")
    }
  }
}
