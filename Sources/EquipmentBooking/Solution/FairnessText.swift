public import Diagnostics
public import Solving

/// How fair shares are met, in words.
extension BookingProblem {
  /// How many institutions reach how much of their fair share, and what is proven about it, in one or two
  /// sentences.
  ///
  /// - Parameters:
  ///   - timetable: A timetable of this round.
  ///   - terms: The terms of its outcome if their proof holds, see ``certificateDefects(of:terms:)``; none if it
  ///     does not, and nothing is said to be proven.
  /// - Returns: The text; `nil` unless the rule is ``BookingDraft/FairShareRule/maxMin``.
  /// - Complexity: O(bookings + shares).
  public func summary(ofSharesIn timetable: Timetable, terms: [ObjectiveTerm]) -> Bilingual? {
    guard draft.fairShareRule == .maxMin, !fairShares.isEmpty else { return nil }
    let parts = partsOfSummary(timetable)
    let proven = proofText(terms)
    return Bilingual(
      zh: "公平份额：" + parts.map(\.zh).joined(separator: "，") + proven.zh,
      en: "Fair shares: " + parts.map(\.en).joined(separator: ", ") + proven.en)
  }

  /// What the bound of the value supposes, in one sentence.
  ///
  /// - Parameter terms: The terms of an outcome.
  /// - Returns: The text; `nil` unless shares come before points and the value has a bound.
  public func conditionOfValue(_ terms: [ObjectiveTerm]) -> Bilingual? {
    guard isMaxMin, terms.last?.bound != nil else { return nil }
    return Bilingual(
      zh: "总分的界以各单位保住已达到的份额为前提。",
      en:
        "The bound of the value holds for timetables in which all keep what they have of their shares."
    )
  }

  /// How many have how much, the best off first.
  private func partsOfSummary(_ timetable: Timetable) -> [Bilingual] {
    let served = Set(timetable.bookings.map { requests[$0.request].institution })
    let satisfactions = satisfactions(in: timetable)
    var parts = (1...10).reversed().map { tenth in
      (satisfactions.count { $0 == tenth }, "达到 \(10 * tenth)%", "at \(10 * tenth) %")
    }
    let worst = zip(fairShares, satisfactions).filter { $1 == 0 }.map(\.0.institution)
    let unserved = worst.count { !served.contains($0) }
    parts += [(worst.count - unserved, "不足 10%", "below 10 %"), (unserved, "未获机时", "with nothing")]
    return parts.filter { $0.0 > 0 }.map { count, zh, en in
      Bilingual(zh: "\(count) 家\(zh)", en: "\(counted(count, "institution")) \(en)")
    }
  }

  private func proofText(_ terms: [ObjectiveTerm]) -> Bilingual {
    guard isMaxMin else {
      return Bilingual(
        zh: "。已公布的预约优先保持，份额只作统计。",
        en: ". Published bookings are kept first; shares are only counted.")
    }
    let condition = conditionOfValue(terms).map { Bilingual(zh: $0.zh, en: " " + $0.en) }
    let shares = zip(BookingGoal.fairness, terms).filter { $0.rawValue == $1.name }.map(\.1)
    func said(_ zh: String, _ en: String) -> Bilingual {
      Bilingual(zh: zh + (condition?.zh ?? ""), en: en + (condition?.en ?? ""))
    }
    guard shares.count == BookingGoal.fairness.count else { return said("。", ".") }
    guard let open = shares.firstIndex(where: { !$0.isProven }) else {
      return said("；已证明不能更均衡。", "; proven: no timetable is fairer.")
    }
    let (percent, count, least) = (10 * (open + 1), shares[open].value, shares[open].bound ?? 0)
    return least > 0
      ? said(
        "；低于 \(percent)% 的有 \(count) 家，已证明至少 \(least) 家。",
        "; \(count) below \(percent) %: proven, at least \(least) must be.")
      : said(
        "；低于 \(percent)% 的有 \(count) 家，能否更少尚无证明。",
        "; \(count) below \(percent) %, and it is not proven that there must be any.")
  }
}
