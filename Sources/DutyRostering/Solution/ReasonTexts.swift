public import Diagnostics

extension RosteringProblem {
  /// One sentence on how even a tier is.
  public func sentence(on fairness: TierFairness) -> Bilingual {
    let tier = fairness.tier.units
    guard let worst = fairness.worstOffUnit else {
      return Bilingual(
        zh: "\(tier.zh)没有单位参与轮值。", en: "No unit of the \(tier.en) takes part.")
    }
    let name = units[worst].name
    return Bilingual(
      zh: "\(tier.zh)各单位轮值 \(fairness.fewest)–\(fairness.most) 次，相差 "
        + "\(fairness.most - fairness.fewest) 次；任一期末与应轮次数相差最多 "
        + "\(fairness.worstDeviation.decimalText) 次（\(name)）；均衡指数 \(fairness.jainIndex.decimalText)。",
      en: "The \(tier.en) serve \(fairness.fewest)–\(fairness.most) duties each, a spread of "
        + "\(fairness.most - fairness.fewest); after any term nobody is more than "
        + "\(fairness.worstDeviation.decimalText) from the entitlement (\(name)); Jain index "
        + "\(fairness.jainIndex.decimalText).")
  }

  /// One sentence on how often a unit serves.
  public func sentence(on reason: UnitReason) -> Bilingual {
    let unit = units[reason.unit]
    guard unit.takesPart else {
      return Bilingual(
        zh: "\(unit.name)不参与轮值。", en: "\(unit.name) does not take part in the rotation.")
    }
    return Bilingual(
      zh: "\(unit.name)轮值 \(reason.served) 次，应轮 \(reason.entitlement.decimalText) 次；"
        + "连同历史，期末偏差 \(reason.deviation.decimalText)，各期末最大偏差 \(reason.worstDeviation.decimalText)。",
      en:
        "\(unit.name) serves \(reason.served) times and is entitled to \(reason.entitlement.decimalText); "
        + "with its history it ends at a deviation of \(reason.deviation.decimalText), "
        + "never more than \(reason.worstDeviation.decimalText).")
  }

  /// One sentence on why a unit serves in a term.
  public func sentence(on duty: UnitReason.Served) -> Bilingual {
    let first = terms[duty.earliest].label
    let isDue = duty.latest < terms.count
    let windowZH = isDue ? "\(first) 至 \(terms[duty.latest].label)" : "\(first) 起"
    let windowEN = isDue ? "\(first) to \(terms[duty.latest].label)" : "from \(first) on"
    let cause: Bilingual
    switch duty.cause {
    case .pinned: cause = Bilingual(zh: "该安排事先固定", en: "the cell was pinned")
    case .published:
      cause = Bilingual(zh: "沿用已公布的安排", en: "it stays as it was published")
    case .lastTermInTime:
      cause = Bilingual(
        zh: "应在 \(windowZH)，本期为最后期限", en: "it is due \(windowEN), and this is the last term")
    case .inTurn:
      cause = Bilingual(zh: "轮到该单位（应在 \(windowZH)）", en: "it is the unit's turn (\(windowEN))")
    case .outsideWindow:
      cause = Bilingual(
        zh: "因其他单位不可用或固定安排而提前或推后（应在 \(windowZH)）",
        en: "moved because others are away or pinned (turn: \(windowEN))")
    }
    return Bilingual(
      zh: "第 \(duty.ordinal) 次（\(terms[duty.term].label)，\(duty.body.title.zh)）：\(cause.zh)；"
        + "\(duty.choice.text.zh)。",
      en: "Duty \(duty.ordinal) (\(terms[duty.term].label), \(duty.body.title.en)): \(cause.en); "
        + "\(duty.choice.text.en).")
  }
}

extension UnitReason.Choice {
  /// Why this person, for people.
  public var text: Bilingual {
    switch self {
    case .pinned: Bilingual(zh: "人员事先指定", en: "the person was named in advance")
    case .published: Bilingual(zh: "人员沿用已公布的安排", en: "the person stays too")
    case .onlyOne:
      Bilingual(zh: "单位只有此人可派", en: "nobody else of the unit may serve")
    case .colleaguesAway:
      Bilingual(zh: "同单位其他人员本期不可用", en: "the colleagues are not available")
    case .hasRole:
      Bilingual(zh: "其他可用人员需动用例外", en: "the available colleagues would need an exception")
    case .fewerDuties:
      Bilingual(zh: "此前轮值次数不多于可用的同事", en: "has served no more than available colleagues")
    case .balance:
      Bilingual(zh: "使单位内各人次数最终均衡", en: "so that counts inside the unit come out even")
    }
  }
}
