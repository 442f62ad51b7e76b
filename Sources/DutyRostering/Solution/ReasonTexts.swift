public import Diagnostics

extension RosteringProblem {
  /// One sentence on how even a tier is.
  public func text(of fairness: TierFairness) -> Bilingual {
    let tier = fairness.tier.units
    guard let worst = fairness.worstOffUnit else {
      return Bilingual(
        zh: "\(tier.zh)没有单位参与轮值。", en: "No unit of the \(tier.en) takes part.")
    }
    let name = units[worst].name
    let (fewest, most) = (fairness.fewest, fairness.most)
    let counts =
      fewest == most
      ? Bilingual(
        zh: "各单位都轮值 \(most) 次", en: "serve \(counted(most, "duty", plural: "duties")) each")
      : Bilingual(
        zh: "各单位轮值 \(fewest)–\(most) 次，相差 \(most - fewest) 次",
        en:
          "serve \(fewest)–\(counted(most, "duty", plural: "duties")) each, a spread of \(most - fewest)"
      )
    let deviation = fairness.worstDeviation.decimalText
    let worstOff =
      fairness.worstDeviation.numerator == 0
      ? Bilingual(
        zh: "各期末都与应轮次数一致", en: "after every term all have what they are entitled to")
      : Bilingual(
        zh: "任一期末与应轮次数相差最多 \(deviation) 次（\(name)）",
        en: "after any term nobody is more than \(deviation) from the entitlement (\(name))")
    let index = fairness.jainIndex.decimalText
    return Bilingual(
      zh: "\(tier.zh)\(counts.zh)；\(worstOff.zh)；均衡指数 \(index)。",
      en: "The \(tier.en) \(counts.en); \(worstOff.en); Jain index \(index).")
  }

  /// One sentence on how often a unit serves.
  public func text(of reason: UnitReason) -> Bilingual {
    let unit = units[reason.unit]
    guard unit.takesPart else {
      return Bilingual(
        zh: "\(unit.name)不参与轮值。", en: "\(unit.name) does not take part in the rotation.")
    }
    return Bilingual(
      zh: "\(unit.name)轮值 \(reason.served) 次，应轮 \(reason.entitlement.decimalText) 次；"
        + "连同历史，期末偏差 \(reason.deviation.decimalText)，各期末最大偏差 \(reason.worstDeviation.decimalText)。",
      en:
        "\(unit.name) serves \(counted(reason.served, "time")) and is entitled to \(reason.entitlement.decimalText); "
        + "with its history it ends at a deviation of \(reason.deviation.decimalText), "
        + "never more than \(reason.worstDeviation.decimalText).")
  }

  /// One sentence on why a unit serves in a term.
  public func text(of duty: UnitReason.Served) -> Bilingual {
    let latest = duty.latest < terms.count ? terms[duty.latest].label : nil
    let cause = duty.cause.text(from: terms[duty.earliest].label, to: latest)
    let choice = duty.choice.text
    let head = Bilingual(
      zh: "第 \(duty.ordinal) 次（\(terms[duty.term].label)，\(duty.body.title.zh)）：\(cause.zh)；"
        + "\(choice.zh)",
      en: "Duty \(duty.ordinal) (\(terms[duty.term].label), \(duty.body.title.en)): \(cause.en); "
        + choice.en)
    guard duty.cause == .published || duty.choice == .published,
      let first = publishedSeat(of: duty)?.reason
    else { return Bilingual(zh: head.zh + "。", en: head.en + ".") }
    let then = [
      duty.cause == .published ? first.cause.text(from: first.earliest, to: first.latest) : nil,
      duty.choice == .published ? first.choice.text : nil,
    ].compactMap(\.self)
    return Bilingual(
      zh: "\(head.zh)。公布时的依据：\(then.map(\.zh).joined(separator: "；"))。",
      en: "\(head.en). As it was published: \(then.map(\.en).joined(separator: "; ")).")
  }

  /// The seat of a published roster in which the unit of a duty serves.
  func publishedSeat(of duty: UnitReason.Served) -> PublishedSeatDraft? {
    let unit = units[people[duty.person].unit].id
    return draft.rotation.published?.first {
      $0.term == terms[duty.term].label && $0.seat.body == duty.body && $0.unit == unit
    }
  }
}

extension UnitReason.Cause {
  /// Why in this term, for people.
  ///
  /// - Parameters:
  ///   - first: Label of the first term in which the duty is in time.
  ///   - last: Label of the last such term; `nil` if it need not fall due.
  /// - Returns: Half a sentence.
  func text(from first: String, to last: String?) -> Bilingual {
    let zh = last.map { $0 == first ? first : "\(first) 至 \($0)" } ?? "\(first) 起"
    let en = last.map { $0 == first ? "in \(first)" : "\(first) to \($0)" } ?? "from \(first) on"
    return switch self {
    case .pinned: Bilingual(zh: "该安排事先固定", en: "the cell was pinned")
    case .published: Bilingual(zh: "沿用已公布的安排", en: "it stays as it was published")
    case .lastTermInTime:
      Bilingual(zh: "应在 \(zh)，本期为最后期限", en: "it is due \(en), and this is the last term")
    case .inTurn: Bilingual(zh: "轮到该单位（应在 \(zh)）", en: "it is the unit's turn (\(en))")
    case .outsideWindow:
      Bilingual(
        zh: "因其他单位不可用或固定安排而提前或推后（应在 \(zh)）",
        en: "moved because others are away or pinned (turn: \(en))")
    }
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
