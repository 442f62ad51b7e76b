public import Diagnostics

extension PairingProblem {
  /// What the certificate of a middle shows and what it does not; `nil` for another rule.
  ///
  /// That a pairing is the middle is a statement about all stable pairings, of which there may be more than
  /// anyone can go through: the certificate shows stability, and the second verifier under Tests enumerates.
  /// With ties everybody's medians over all stable pairings need not be a stable pairing at all, so the middle
  /// is that of the lists with ties broken as written.
  public func noteOnMiddle(of answer: PairingAnswer) -> Bilingual? {
    guard answer.rule.namesMiddle, !hasClasses else { return nil }
    let ties =
      isStrict
      ? Bilingual(zh: "", en: "")
      : Bilingual(
        zh: "有并列时，各人的中位合起来未必稳定，故并列按填写先后排定；",
        en:
          "with ties everybody's medians together need not be stable, so ties are broken as written; "
      )
    let change: Bilingual
    if answer.medians != nil {
      change = Bilingual(
        zh: "；有两个中位的人任取其一，其间变动最少，证书以所列中位为准",
        en:
          "; whoever has two medians may have either, and among these changes are fewest, which the certificate "
          + "proves for the medians named")
    } else if !isStrict, answer.rule.asksForLeastChange, !draft.previous.isEmpty {
      change = Bilingual(
        zh: "；有两个中位的人取变动较少的，旁附的界则以全部稳定结对计",
        en:
          "; whoever has two medians takes that with fewer changes, and the bound beside it speaks of all stable "
          + "pairings")
    } else {
      change = Bilingual(zh: "", en: "")
    }
    return Bilingual(
      zh: "居中：\(ties.zh)逐个互不相干的部分取全部稳定结对的中位，某部分超过十万种时取其次序的中段\(change.zh)；"
        + "证书证明结对稳定，并不证明它居中（Tests 中的第二验证器逐一列举，每部分至多两万种）",
      en:
        "the middle: \(ties.en)part by part the median of all stable pairings, or, of a part with more than a "
        + "hundred thousand, the middle of their order\(change.en); the certificate proves that the pairing is stable, "
        + "not that it is the middle (the second verifier under Tests enumerates up to 20,000 of each part)"
    )
  }
}
