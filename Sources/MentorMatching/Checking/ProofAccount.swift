public import Diagnostics
public import Solving

extension PairingProblem {
  /// What an answer's proofs show, goal by goal, with their steps counted: a page that can be read out.
  ///
  /// It says what the proofs claim; ``certificateDefects(of:terms:)`` adds them up.
  ///
  /// - Parameters:
  ///   - answer: The answer with its certificates.
  ///   - terms: The goals with values and bounds as they were published.
  /// - Returns: One paragraph for the reductions, if there are any, and one for each goal with a bound.
  /// - Complexity: O(size of the proofs).
  public func proofAccount(of answer: PairingAnswer, terms: [ObjectiveTerm]) -> [Bilingual] {
    var paragraphs: [Bilingual] = []
    if !answer.reductions.isEmpty {
      var lists = ShortenedLists(market)
      for step in answer.reductions { _ = lists.apply(step) }
      let gone = lists.remains.count { !$0 }
      let steps = StepCount(answer.reductions)
      paragraphs.append(
        Bilingual(
          zh: "先删减志愿：\(market.pairCount) 个互选对中有 \(gone) 个不在任何稳定结对之中，"
            + "分 \(answer.reductions.count) 步删去（\(steps.text.zh)）。",
          en:
            "The lists first: of \(market.pairCount) mutual wishes \(gone) are in no stable pairing; "
            + "they leave in \(answer.reductions.count) steps (\(steps.text.en))."))
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
          "\(who.en) places more than \(bound) talents\(kept > 0 ? " besides the \(kept) kept" : "")."
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

  init(_ steps: [ListReduction]) { add(steps) }

  mutating func add(_ steps: [ListReduction]) {
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

extension GoalProof {
  /// How the goal is proven, with the steps counted.
  fileprivate var account: Bilingual {
    switch self {
    case .sameInEveryStableMatching:
      return Bilingual(
        zh: "志愿无并列时，每个稳定结对的人才都相同（Roth 1986）。",
        en: "With strict lists every stable pairing places the same talents (Roth 1986).")
    case .bestForTalents, .bestForMentors:
      return Bilingual(
        zh: "志愿无并列，而且没有任何一串互换能使这一方更好。",
        en: "The lists are strict, and no exchange along a cycle makes this side better off.")
    case .rotations(let prices):
      return Bilingual(
        zh: "证明：从人才最优到导师最优逐个走完全部轮换，对“某轮换之前必有另一轮换”的 \(prices.count) 处标价，相加即得。",
        en: "Proof: a walk through all rotations from the talents' best to the mentors' best, with "
          + "\(prices.count) prices on which rotation needs which, added up.")
    case .contracts(let proof):
      return proof.account(combs: 0)
    case .stableContracts(let steps, let rows, let proof):
      let combs = rows.count {
        switch $0 {
        case .comb, .projectComb: true
        default: false
        }
      }
      let sum = proof.account(combs: combs)
      let rounded = rows.count { if case .rounded = $0 { true } else { false } }
      return Bilingual(
        zh: "先删去任何稳定结对都没有的志愿（\(steps.count) 步）。"
          + (rounded == 0 ? "" : "再由各行相加、取半、舍去零头得 \(rounded) 行。") + sum.zh,
        en: "Wishes that no stable pairing grants leave first (\(steps.count) steps). "
          + (rounded == 0 ? "" : "Rows added up, halved and rounded down give \(rounded) more. ")
          + sum.en)
    case .sum(let rows, let proof):
      return proof.account(combs: rows.combs)
    case .empty(let rows, let bound, let proof):
      let sum = proof.account(combs: rows.combs)
      return Bilingual(
        zh: "去掉名次达到 \(bound) 的对后已无稳定结对：\(sum.zh)",
        en: "Without the pairs of rank \(bound) or worse nothing stable is left: \(sum.en)")
    case .cases(let rows, let proof):
      return proof.account(rows: rows)
    case .emptyCases(let rows, let bound, let proof):
      let sum = proof.account(rows: rows)
      return Bilingual(
        zh: "去掉名次达到 \(bound) 的对后已无稳定结对：\(sum.zh)",
        en: "Without the pairs of rank \(bound) or worse nothing stable is left: \(sum.en)")
    }
  }
}

extension [StableRow] {
  /// Number of combs.
  fileprivate var combs: Int { count { if case .comb = $0 { true } else { false } } }
}

extension BoundCertificate {
  fileprivate func account(combs count: Int) -> Bilingual {
    var (leaves, weights) = (0, 0)
    for node in nodes {
      switch node {
      case .bounded(let multipliers), .empty(let multipliers):
        leaves += 1
        weights += multipliers.count
      case .narrowed(let multipliers, _, _): weights += multipliers.count
      case .open: leaves += 1
      case .split: break
      }
    }
    let combs =
      count == 0
      ? Bilingual(zh: "", en: "")
      : Bilingual(zh: "，其中梳形不等式 \(count) 条", en: ", \(count) combs among them")
    if nodes.count == 1 {
      return Bilingual(
        zh: "证明：\(weights) 条规则各乘一个整数后相加\(combs.zh)。",
        en: "Proof: \(weights) rules, each times a whole number, added up\(combs.en).")
    }
    return Bilingual(
      zh: "证明：分 \(leaves) 种情形，共 \(weights) 次把规则乘以整数后相加\(combs.zh)。",
      en: "Proof: \(leaves) cases, with \(weights) rules times whole numbers added up\(combs.en).")
  }
}

extension CutoffProof {
  fileprivate func account(rows: [StableRow]) -> Bilingual {
    var steps = StepCount([])
    var (cutoffs, pairs, bounded, empty, weights) = (0, 0, 0, 0, 0)
    for node in nodes {
      switch node {
      case .shortened(let new, _): steps.add(new)
      case .cutoff: cutoffs += 1
      case .pair: pairs += 1
      case .bounded(let row):
        bounded += 1
        weights += row.multipliers.count
      case .empty(let row):
        empty += 1
        weights += row.multipliers.count
      }
    }
    let inside = steps.offers + steps.applications
    if cutoffs + pairs == 0 {
      return Bilingual(
        zh: "证明：不分情形；\(inside > 0 ? "再删减 \(inside) 步，" : "")\(weights) 条规则各乘一个整数后相加"
          + (rows.combs > 0 ? "，其中梳形不等式 \(rows.combs) 条。" : "。"),
        en: "Proof, without cases: \(inside > 0 ? "\(inside) further reductions; " : "")"
          + "\(weights) rules, each times a whole number, added up, \(rows.combs) combs among them."
      )
    }
    return Bilingual(
      zh: "证明：按导师的分数线（是否已由某名次以上的人占满）分 \(cutoffs) 次"
        + "\(pairs > 0 ? "、按是否结对分 \(pairs) 次" : "")，得 \(bounded + empty) 种情形；"
        + "其间再删减 \(inside) 步；\(bounded) 种情形把规则乘以整数后相加得界，\(empty) 种自相矛盾；"
        + "共用权重 \(weights) 个、梳形不等式 \(rows.combs) 条。",
      en: "Proof: \(cutoffs) splits on whether a mentor is full with people of some rank or better"
        + "\(pairs > 0 ? " and \(pairs) on whether two are a pair" : "") leave \(bounded + empty) "
        + "cases, the lists shortened in \(inside) further steps; \(bounded) cases are bounded by "
        + "rules times whole numbers, \(empty) contradict themselves; \(weights) weights on "
        + "\(rows.combs) combs and on the rules of the round.")
  }
}
