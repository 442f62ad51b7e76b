public import Diagnostics
public import Solving

extension PairingProblem {
  /// What an answer's proofs show, goal by goal, with their steps counted: a page that can be read out.
  ///
  /// It says what the proofs claim; the module `MentorMatchingVerifier` adds them up.
  ///
  /// - Parameters:
  ///   - answer: The answer with its certificates.
  ///   - terms: The goals with values and bounds as they were published.
  /// - Returns: One paragraph for the reductions, if there are any, and one for each goal with a bound.
  /// - Complexity: O(size of the proofs).
  public func proofAccount(of answer: PairingAnswer, terms: [ObjectiveTerm]) -> [Bilingual] {
    var paragraphs: [Bilingual] = []
    if !answer.reductions.isEmpty {
      let steps = StepCount(answer.reductions)
      paragraphs.append(
        Bilingual(
          zh: "先删减志愿：分 \(answer.reductions.count) 步删去任何稳定结对都没有的互选（\(steps.text.zh)）。",
          en: "The lists first: wishes that no stable pairing grants leave in "
            + "\(counted(answer.reductions.count, "step")) (\(steps.text.en))."))
    }
    for (k, term) in terms.enumerated() {
      guard let goal = PairingGoal(rawValue: term.name), let bound = term.bound else { continue }
      let claim = claim(
        goal, bound, isFirst: k == 0, isStable: answer.rule.demandsStability)
      let reason: Bilingual
      if goal.isMinimized, bound <= 0 {
        reason = Bilingual(zh: "这类数不会小于零。", en: "Such a number is never below zero.")
      } else if let proof = answer.certificates.first(where: { $0.goal == goal })?.proof {
        reason = proof.account
      } else {
        continue
      }
      paragraphs.append(
        Bilingual(zh: "\(claim.zh)\(reason.zh)", en: "\(claim.en) \(reason.en)"))
    }
    return paragraphs
  }

  /// What a proof shows that there is no answer, with its steps counted.
  ///
  /// - Complexity: O(size of the proof).
  public func emptinessAccount(of proof: PairingAnswer.EmptinessProof) -> Bilingual {
    let kept = draft.kept.count
    let beside = Bilingual(
      zh: kept > 0 ? "（另有延续的 \(kept) 对）" : "",
      en: kept > 0 ? ", with \(counted(kept, "kept pair")) standing" : "")
    let claim =
      proof.rule.demandsStability
      ? Bilingual(
        zh: "没有任何守住全部配额的结对是稳定的\(beside.zh)。",
        en: "No stable pairing keeps every quota\(beside.en).")
      : Bilingual(
        zh: "没有任何结对能守住全部下限\(beside.zh)。",
        en: "No pairing keeps every lower limit\(beside.en).")
    let count = ProofCount(proof.cases).account
    return Bilingual(zh: claim.zh + count.zh, en: "\(claim.en) \(count.en)")
  }

  private func claim(
    _ goal: PairingGoal, _ bound: Int, isFirst: Bool, isStable: Bool
  ) -> Bilingual {
    let who =
      isStable
      ? Bilingual(zh: "任何稳定结对", en: "No stable pairing")
      : Bilingual(zh: "任何守规则的结对", en: "No pairing that keeps the rules")
    if goal == .size, isFirst {
      let kept = draft.kept.count
      return Bilingual(
        zh: "\(who.zh)都不会结成多于 \(bound) 对\(kept > 0 ? "（另有延续的 \(kept) 对）" : "")。",
        en:
          "\(who.en) places more than \(counted(bound, "talent"))\(kept > 0 ? " besides the \(kept) kept" : "")."
      )
    }
    let among =
      isFirst
      ? Bilingual(zh: "", en: "") : Bilingual(zh: "在以上目标不变时，", en: ", equal in the goals above,")
    let side =
      goal.isMinimized
      ? Bilingual(zh: "小于", en: "below") : Bilingual(zh: "大于", en: "above")
    return Bilingual(
      zh: "\(among.zh)\(who.zh)的“\(goal.title.zh)”都不会\(side.zh) \(bound)。",
      en: "\(who.en)\(among.en) has a \"\(goal.title.en)\" \(side.en) \(bound).")
  }
}

/// Reductions by their kind.
private struct StepCount {
  private(set) var offers = 0
  private(set) var applications = 0

  init(_ steps: [ProofStep]) { add(steps) }

  mutating func add(_ steps: [ProofStep]) {
    for step in steps {
      switch step {
      case .offer: offers += 1
      case .applications: applications += 1
      }
    }
  }

  var text: Bilingual {
    Bilingual(
      zh: "\(offers) 步因导师必有名额，\(applications) 步因导师必被占满",
      en: "\(offers) because a mentor is sure to have room, "
        + "\(applications) because a mentor is sure to be full")
  }
}

extension PairingProof {
  /// How the goal is proven, with the steps counted.
  fileprivate var account: Bilingual {
    switch self {
    case .sameInEveryStableMatching:
      Bilingual(
        zh: "志愿无并列时，每个稳定结对的人才都相同（Roth 1986）。",
        en: "With strict lists every stable pairing places the same talents (Roth 1986).")
    case .bestForTalents:
      Bilingual(
        zh: "志愿无并列，而且这就是人才先申请的延迟接受结果，没有稳定结对让任何人才更好（Gale、Shapley 1962）。",
        en:
          "The lists are strict, and this is what deferred acceptance gives when talents propose: no "
          + "stable pairing serves any talent better (Gale & Shapley 1962).")
    case .rows(let proof): ProofCount(proof).account
    }
  }
}

/// The parts of a proof by rows.
private struct ProofCount {
  private var steps = StepCount([])
  private var (splits, cutoffs, bounded, empty, weights) = (0, 0, 0, 0, 0)
  private let combs: Int
  private let rounded: Int

  init(_ proof: RowProof) {
    combs = proof.rows.count { if case .comb = $0 { true } else { false } }
    rounded = proof.rows.count { if case .rounded = $0 { true } else { false } }
    for node in proof.nodes {
      switch node {
      case .steps(let new, _): steps.add(new)
      case .cutoff: cutoffs += 1
      case .split: splits += 1
      case .narrowed(let row, _, _): weights += row.multipliers.count
      case .bounded(let row):
        bounded += 1
        weights += row.multipliers.count
      case .empty(let row):
        empty += 1
        weights += row.multipliers.count
      }
    }
  }

  var account: Bilingual {
    let kinds = [
      (combs, Bilingual(zh: "梳形不等式 \(combs) 条", en: counted(combs, "comb"))),
      (rounded, Bilingual(zh: "各行相加、相除、舍入所得 \(rounded) 行", en: counted(rounded, "rounded sum"))),
    ].filter { $0.0 > 0 }.map(\.1)
    let among = Bilingual(
      zh: kinds.isEmpty ? "" : "，其中" + kinds.map(\.zh).joined(separator: "、"),
      en: kinds.isEmpty ? "" : ", " + kinds.map(\.en).joined(separator: " and ") + " among them")
    let further = steps.offers + steps.applications
    let inside = Bilingual(
      zh: further == 0 ? "" : "再删减 \(further) 步，",
      en: further == 0 ? "" : "\(counted(further, "further reduction")); ")
    if splits + cutoffs == 0 {
      let end = Bilingual(
        zh: empty > 0 ? "，自相矛盾" : "", en: empty > 0 ? ", contradict one another" : "")
      return Bilingual(
        zh: "证明：\(inside.zh)\(weights) 条规则各乘一个整数后相加\(end.zh)\(among.zh)。",
        en:
          "Proof: \(inside.en)\(counted(weights, "rule")), each times a whole number, added up\(end.en)\(among.en)."
      )
    }
    var ways: [Bilingual] = []
    if cutoffs > 0 {
      ways.append(
        Bilingual(
          zh: "按导师的分数线（是否已由某名次以上的人占满）分 \(cutoffs) 次",
          en:
            "\(counted(cutoffs, "split")) on whether a mentor is full with people of some rank or better"
        ))
    }
    if splits > 0 {
      ways.append(
        Bilingual(
          zh: "按是否结对等分 \(splits) 次",
          en:
            "\(cutoffs > 0 ? "\(splits)" : counted(splits, "split")) on whether a pair is made, or a number is small"
        ))
    }
    let leaves =
      bounded == 0
      ? Bilingual(
        zh: "每种情形都自相矛盾", en: "each contradicts itself by rules times whole numbers")
      : Bilingual(
        zh: "\(bounded) 种情形把规则乘以整数后相加得界，\(empty) 种自相矛盾",
        en:
          "\(bounded) of them \(bounded == 1 ? "is" : "are") bounded by rules times whole numbers, "
          + counted(empty, "contradicts itself", plural: "contradict themselves")
      )
    return Bilingual(
      zh: "证明：" + ways.map(\.zh).joined(separator: "、") + "，得 \(bounded + empty) 种情形；\(inside.zh)"
        + "\(leaves.zh)；共用权重 \(weights) 个\(among.zh)。",
      en: "Proof: " + ways.map(\.en).joined(separator: " and ")
        + " leave \(counted(bounded + empty, "case")); \(inside.en)\(leaves.en); "
        + "\(counted(weights, "weight")) in all\(among.en).")
  }
}
