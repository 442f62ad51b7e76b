public import Diagnostics
public import MentorMatching

extension PairingView {
  /// Who changes against the earlier result and is to be told, by staff numbers; `nil` without an earlier
  /// result.
  var changes: (title: Bilingual, lines: [Bilingual])? {
    let draft = problem.draft
    guard !draft.previous.isEmpty || !draft.parted.isEmpty else { return nil }
    // The place of each talent then, in words; also with a mentor who has left since.
    var before: [String: String] = [:]
    for pair in draft.previous + draft.parted {
      before[pair.talent] = [pair.mentor, pair.project].compactMap { $0 }.joined(separator: "/")
    }
    var lines: [Bilingual] = []
    var concerned: Set<String> = []
    func add(_ id: String, _ old: String?, _ new: Bilingual?) {
      let none = Bilingual(zh: "无", en: "none")
      lines.append(
        Bilingual(
          zh: "\(id)：\(old ?? none.zh) → \((new ?? none).zh)",
          en: "\(id): \(old ?? none.en) → \((new ?? none).en)"))
    }
    for (t, talent) in draft.talents.enumerated() {
      let m = answer.matching.mentorOfTalent[t]
      let project = answer.matching.projectOfTalent?[t]
      let new = m.map { m in
        [draft.mentors[m].id, project.map { draft.projects[$0].id }].compactMap { $0 }
          .joined(separator: "/")
      }
      let old = before[talent.id]
      guard old != new else { continue }
      add(talent.id, old, new.map { Bilingual(zh: $0, en: $0) })
      if let m { concerned.insert(draft.mentors[m].id) }
      if let old = (draft.previous.first { $0.talent == talent.id })?.mentor {
        concerned.insert(old)
      }
    }
    let changed = lines.count
    // A talent who has left leaves a mentor behind.
    let talents = Set(draft.talents.map(\.id))
    for pair in draft.parted where !talents.contains(pair.talent) {
      add(pair.talent, before[pair.talent], Bilingual(zh: "已退出本轮", en: "has left the round"))
      concerned.insert(pair.mentor)
    }
    let mentors = draft.mentors.map(\.id).filter(concerned.contains)
    if !mentors.isEmpty {
      lines.append(
        Bilingual(
          zh: "人选有变的导师：" + mentors.joined(separator: "、"),
          en: "mentors whose talents change: " + mentors.joined(separator: ", ")))
    }
    let title =
      changed == 0
      ? Bilingual(
        zh: "仍在本轮的人才与先前结果相比没有变动。",
        en: "no talent still in the round changes against the earlier result.")
      : Bilingual(
        zh: "仍在本轮的人才中有 \(changed) 人与先前结果不同：",
        en:
          "\(changed) of the talents still in the round \(changed == 1 ? "changes" : "change") against the earlier result:"
      )
    return (title, lines)
  }
}

extension PairingLottery {
  /// How the draw was made, in one sentence.
  var text: Bilingual {
    switch kind {
    case .stablePoint(_, isComplete: true) where tickets == 1:
      Bilingual(
        zh: "没有抽签：没有另一个同样好的稳定结对。",
        en: "Nothing was drawn: no other stable pairing is as good.")
    case .stablePoint(let matchings, let isComplete):
      Bilingual(
        zh: "抽签：\(isComplete ? "全部" : "对处境相同者一视同仁的") \(matchings) 个同样好的稳定结对取平均，种子 \(seed) 抽中第 "
          + "\(ticket + 1)/\(tickets) 号签；每张签都给出同样好的稳定结对。",
        en:
          "Draw: the average of \(isComplete ? "all " : "")\(counted(matchings, "equally good stable pairing"))"
          + "\(isComplete ? "" : ", which treat alike whoever stands alike"); seed \(seed) drew ticket \(ticket + 1) of \(tickets). Every ticket gives a "
          + "stable pairing that is as good.")
    case .listed where tickets == 1:
      Bilingual(
        zh: "没有抽签：求解查明没有另一个同样好的结对（证书不含此项）。",
        en:
          "Nothing was drawn: the exact search found that no other pairing is as good (the certificate does not "
          + "show that).")
    case .listed:
      Bilingual(
        zh: "抽签：难以靠随机排并列得到同样好的结对；沿并列调换与精确求解找到的 \(tickets) 个同样好的稳定结对（均列在结果中）"
          + "机会相等，种子 \(seed) 抽中第 \(ticket + 1) 个；"
          + (namesEveryPair == true
            ? "求解还查明：任何同样好的结对都只由这些结对中的对组成（证书不含此项）。" : "同样好的结对可能还有别的。"),
        en:
          "Draw: hardly any order of the ties gives a pairing that is as good; trades inside ties and the exact "
          + "search led to \(counted(tickets, "equally good stable pairing")), all listed in the result and equally likely, "
          + "of which seed \(seed) drew number \(ticket + 1). "
          + (namesEveryPair == true
            ? "The search also found that no pairing as good has a pair that none of these has (the certificate "
              + "does not show that)." : "There may be others that are as good."))
    case .tieOrders:
      Bilingual(
        zh: "抽签：并列名次按种子 \(seed) 随机排了许多次，其中 \(tickets) 次给出同样好的结对，抽中第 \(ticket + 1) 次；"
          + "机会是在这些次中数出来的，因而只是近似。",
        en:
          "Draw: ties were ordered at random by seed \(seed), many times; \(counted(tickets, "order")) gave a pairing that "
          + "is as good, and number \(ticket + 1) was drawn. Chances are counted over these orders, so they "
          + "are estimates.")
    }
  }
}

extension PairingLottery {
  /// A share of the tickets: as a fraction where they stand for the matchings that were averaged, in whole
  /// percents where they are a sample.
  public func chance(_ chance: Chance) -> Bilingual {
    switch kind {
    case .stablePoint, .listed:
      let exact = "\(chance.tickets)/\(tickets)"
      return Bilingual(zh: exact, en: exact)
    case .tieOrders:
      let percent = share(chance.tickets, of: tickets)
      return Bilingual(zh: "约 \(percent)", en: "about \(percent)")
    }
  }
}
