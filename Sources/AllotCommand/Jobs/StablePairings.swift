import Diagnostics
import MentorMatching
import MentorMatchingSolver
import Reporting

extension PairJob {
  /// Most stable pairings to list.
  private static let most = 1000

  /// All stable pairings of strict lists: what they have in common, and a line for each with those who differ.
  func text(ofStable problem: PairingProblem, _ language: Language) -> String {
    guard let lattice = StableLattice(problem) else {
      return Bilingual(
        zh: "名单有并列，或本轮有项目、配额：稳定结对不能一一列出；某一对是否可能，请用 --talent 或 --mentor 查询",
        en:
          "lists have ties, or the round has projects or quotas: stable pairings cannot be listed; ask "
          + "with --talent or --mentor whether a pair is possible")[language]
    }
    let (pairings, isComplete) = lattice.matchings(atMost: Self.most)
    let differing = (0..<problem.talentCount).filter { t in
      pairings.contains { $0.mentorOfTalent[t] != pairings[0].mentorOfTalent[t] }
    }
    let head = head(pairings, isComplete, differing.count, kept: problem.draft.kept.count)[language]
    guard pairings.count > 1 else { return head }
    var table = TextTable(
      [
        .init(Bilingual(zh: "编号", en: "number")[language], .right),
        .init(Bilingual(zh: "人才名次和", en: "talents' ranks")[language], .right),
        .init(Bilingual(zh: "导师名次和", en: "mentors' ranks")[language], .right),
      ] + differing.map { .init(problem.draft.talents[$0].id) })
    for (k, pairing) in pairings.enumerated() {
      let ranks = problem.values(of: [.talentRanks, .mentorRanks], for: pairing)
      table.append(
        [String(k + 1)] + ranks.map(String.init)
          + differing.map { t in
            pairing.mentorOfTalent[t].map { problem.draft.mentors[$0].id } ?? "–"
          })
    }
    return [head, table.text()].joined(separator: "\n")
  }

  private func head(
    _ pairings: [Matching], _ isComplete: Bool, _ differing: Int, kept: Int
  ) -> Bilingual {
    let pairs = pairings[0].pairCount - kept
    let count = pairings.count
    let beside = Bilingual(
      zh: kept > 0 ? "（另有延续的 \(kept) 对）" : "", en: kept > 0 ? " besides the \(kept) kept" : "")
    if count == 1, isComplete {
      return Bilingual(
        zh: "稳定结对只有一种，\(pairs) 对\(beside.zh)：就是结果中的这一种",
        en: "there is one stable pairing, of \(counted(pairs, "pair"))\(beside.en): the one in the "
          + "result")
    }
    let some = isComplete ? Bilingual(zh: "共", en: "") : Bilingual(zh: "多于", en: "more than ")
    return Bilingual(
      zh: "稳定结对\(some.zh) \(count) 种，各 \(pairs) 对\(beside.zh)；其中 \(differing) 位人才的导师因结对而异：",
      en:
        "\(some.en)\(counted(count, "stable pairing")) of \(counted(pairs, "pair")) each\(beside.en); "
        + "\(counted(differing, "talent has", plural: "talents have")) another mentor in some of them:"
    )
  }
}
