public import Diagnostics
public import Solving

extension BookingProblem {
  /// What is wrong with an answer and its proof; empty if both hold.
  ///
  /// The timetable is checked against the rules, its value is counted again, and the certificate is
  /// added up in integers; no linear program takes part.
  ///
  /// - Parameters:
  ///   - answer: What a solver returned.
  ///   - terms: The goals that it claims, with values and bounds.
  /// - Returns: One sentence for each defect.
  public func certificateDefects(
    of answer: BookingAnswer, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    let broken = violations(of: answer.timetable).map(\.text)
    if !broken.isEmpty { return broken }
    let revision: [ObjectiveTerm]
    do {
      revision = try revisionTerms(of: answer.timetable)
    } catch {
      return [
        Bilingual(
          zh: "改动的证明无法重算：\(error)", en: "the proof about changes does not add up: \(error)")
      ]
    }
    guard let term = terms.last, terms.dropLast().map(\.name) == revision.map(\.name),
      terms.dropLast().allSatisfy(\.isMinimized), term.name == BookingGoal.value.rawValue,
      !term.isMinimized
    else {
      return [Bilingual(zh: "目标项与预约问题不符", en: "the terms are not those of a booking round")]
    }
    var defects: [Bilingual] = []
    for (claimed, counted) in zip(terms, revision) {
      if claimed.value != counted.value {
        defects.append(
          Bilingual(
            zh: "声称 \(claimed.name) \(claimed.value)，重算为 \(counted.value)",
            en: "the claimed \(claimed.name) is \(claimed.value), counted \(counted.value)"))
      }
      if let bound = claimed.bound, bound > counted.bound ?? 0 {
        defects.append(
          Bilingual(
            zh: "声称 \(claimed.name) 至少 \(bound)，证明只到 \(counted.bound ?? 0)",
            en: "the claimed bound on \(claimed.name) is \(bound), the proof shows "
              + "\(counted.bound ?? 0) only"))
      }
    }
    let counted = value(of: answer.timetable)
    if counted != term.value {
      defects.append(
        Bilingual(
          zh: "声称总分 \(term.value)，重算为 \(counted)",
          en: "the claimed value is \(term.value), the timetable's is \(counted)"))
    }
    guard let claimed = term.bound else { return defects }
    if answer.certificate == nil && answer.prices == nil && answer.schedules == nil {
      defects.append(Bilingual(zh: "声称了上界但没有证明", en: "a bound is claimed without a proof"))
      return defects
    }
    do {
      var proven = try answer.prices.map { try upperBound(provenBy: $0) }
      if let schedules = answer.schedules {
        let bound = try upperBound(provenBy: schedules)
        proven = min(proven ?? bound, bound)
      }
      if let certificate = answer.certificate {
        guard let bound = try upperBound(provenBy: certificate) else {
          defects.append(
            Bilingual(zh: "证明称无解，但已有排程", en: "the proof denies that any timetable exists"))
          return defects
        }
        proven = min(proven ?? bound, bound)
      }
      if let proven, proven > claimed {
        defects.append(
          Bilingual(
            zh: "声称上界 \(claimed)，证明只到 \(proven)",
            en: "the claimed bound is \(claimed), the proof shows \(proven) only"))
      }
    } catch {
      defects.append(
        Bilingual(zh: "证明无法重算：\(error)", en: "the proof does not add up: \(error)"))
    }
    return defects
  }

  /// The most points that any timetable can have, according to a certificate; `nil` if it proves that
  /// there is no timetable.
  ///
  /// - Parameter certificate: A proof against ``certifiedSystem()``.
  /// - Returns: The bound, in points.
  /// - Throws: What is wrong with the certificate.
  public func upperBound(
    provenBy certificate: BoundCertificate
  ) throws(BoundCertificate.Defect) -> Int? {
    try certificate.verifiedBound(for: certifiedSystem().system).map { wholeSteps(in: -$0) }
  }
}
