import Diagnostics
import MentorMatching

extension PairingView {
  /// Who changes against the earlier result, by staff numbers; `nil` without an earlier result.
  var changes: (title: Bilingual, lines: [Bilingual])? {
    guard !problem.draft.previous.isEmpty else { return nil }
    var lines: [Bilingual] = []
    for t in 0..<problem.talentCount {
      let (old, new) = (problem.previousMentor[t], answer.matching.mentorOfTalent[t])
      guard old != new else { continue }
      func name(_ m: Int?) -> Bilingual {
        m.map { Bilingual(zh: problem.draft.mentors[$0].id, en: problem.draft.mentors[$0].id) }
          ?? Bilingual(zh: "无", en: "none")
      }
      let id = problem.draft.talents[t].id
      lines.append(
        Bilingual(
          zh: "\(id)：\(name(old).zh) → \(name(new).zh)",
          en: "\(id): \(name(old).en) → \(name(new).en)"
        ))
    }
    // Whoever left has no line: what they had is in the earlier result.
    let title =
      lines.isEmpty
      ? Bilingual(
        zh: "仍在本轮的人才与先前结果相比没有变动。",
        en: "no talent still in the round changes against the earlier result.")
      : Bilingual(
        zh: "仍在本轮的人才中有 \(lines.count) 人与先前结果不同：",
        en: "\(lines.count) of the talents still in the round change against the earlier result:")
    return (title, lines)
  }
}

extension PairingLottery {
  /// How the draw was made, in one sentence.
  var text: Bilingual {
    switch kind {
    case .stablePoint(let matchings, let isComplete):
      Bilingual(
        zh: "抽签：\(isComplete ? "全部" : "前") \(matchings) 个同样好的稳定结对取平均，种子 \(seed) 抽中第 "
          + "\(ticket + 1)/\(tickets) 号签；每张签都给出同样好的稳定结对。",
        en:
          "Draw: the average of \(isComplete ? "all" : "the first") \(matchings) equally good stable "
          + "pairings; seed \(seed) drew ticket \(ticket + 1) of \(tickets). Every ticket gives a "
          + "stable pairing that is as good.")
    case .tieOrders:
      Bilingual(
        zh: "抽签：并列名次按种子 \(seed) 随机排定，共 \(tickets) 种同样好的排法，抽中第 \(ticket + 1) 种；机会按这些排法计算。",
        en:
          "Draw: ties were ordered at random by seed \(seed); of \(tickets) orders that are as good, "
          + "number \(ticket + 1) was drawn. Chances are counted over these orders.")
    }
  }
}
