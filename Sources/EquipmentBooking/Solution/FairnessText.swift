public import Diagnostics
import Solving

/// How fair shares are met, in words.
extension BookingProblem {
  /// How many institutions reach how much of their fair share, and what is proven about it, in one or two
  /// sentences.
  ///
  /// - Returns: The text; `nil` unless the rule is ``BookingDraft/FairShareRule/maxMin``.
  /// - Complexity: That of the bounds of the proof.
  public func summary(ofSharesIn answer: BookingAnswer) -> Bilingual? {
    guard draft.fairShareRule == .maxMin, !fairShares.isEmpty else { return nil }
    let satisfactions = satisfactions(in: answer.timetable)
    let parts = (0...10).reversed().compactMap { tenth -> Bilingual? in
      let count = satisfactions.count { $0 == tenth }
      guard count > 0 else { return nil }
      return Bilingual(
        zh: "\(count) 家达到 \(10 * tenth)%",
        en: "\(counted(count, "institution")) at \(10 * tenth) %")
    }
    let proven = proofText(ofSharesIn: answer)
    return Bilingual(
      zh: "公平份额：" + parts.map(\.zh).joined(separator: "，") + proven.zh,
      en: "Fair shares: " + parts.map(\.en).joined(separator: ", ") + proven.en)
  }

  private func proofText(ofSharesIn answer: BookingAnswer) -> Bilingual {
    guard isMaxMin else {
      return Bilingual(
        zh: "。已公布的预约优先保持，份额只作统计。",
        en: ". Published bookings are kept first; shares are only counted.")
    }
    let terms = try? fairnessTerms(of: answer.timetable, provenBy: answer.fairness)
    let floors = Bilingual(
      zh: "总分的界以各单位保住已达到的份额为前提。",
      en:
        " The bound of the value holds for timetables in which all keep what they have of their shares."
    )
    guard let terms, let open = terms.firstIndex(where: { !$0.isProven }) else {
      let claim =
        terms == nil
        ? Bilingual(zh: "。", en: ".")
        : Bilingual(zh: "；已证明不能更均衡。", en: "; proven: no timetable is fairer.")
      return Bilingual(zh: claim.zh + floors.zh, en: claim.en + floors.en)
    }
    let (percent, count, least) = (10 * (open + 1), terms[open].value, terms[open].bound ?? 0)
    return Bilingual(
      zh: "；低于 \(percent)% 的有 \(count) 家，已证明至少 \(least) 家。" + floors.zh,
      en: "; \(count) below \(percent) %: proven, at least \(least) must be." + floors.en)
  }
}
