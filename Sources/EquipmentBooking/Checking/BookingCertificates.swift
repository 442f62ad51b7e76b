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
    let earlier: [ObjectiveTerm]
    do {
      earlier =
        try revisionTerms(of: answer.timetable)
        + fairnessTerms(of: answer.timetable, provenBy: answer.fairness)
    } catch let defect as FairnessDefect {
      return [
        Bilingual(
          zh: "公平份额的证明无法重算：\(defect)",
          en: "the proof about fair shares does not add up: \(defect)")
      ]
    } catch {
      return [
        Bilingual(
          zh: "前几项目标的证明无法重算：\(error)",
          en: "the proof of the goals before the value does not add up: \(error)")
      ]
    }
    guard let term = terms.last, terms.dropLast().map(\.name) == earlier.map(\.name),
      terms.dropLast().allSatisfy(\.isMinimized), term.name == BookingGoal.value.rawValue,
      !term.isMinimized
    else {
      return [Bilingual(zh: "目标项与预约问题不符", en: "the terms are not those of a booking round")]
    }
    var defects: [Bilingual] = []
    for (claimed, counted) in zip(terms, earlier) {
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
    return defects + boundDefects(of: answer, claimed: term.bound)
  }

  /// What is wrong with the claimed bound of the value.
  private func boundDefects(of answer: BookingAnswer, claimed: Int?) -> [Bilingual] {
    guard let claimed else { return [] }
    var defects: [Bilingual] = []
    if isMaxMin {
      let floors = answer.fairness?.floors ?? []
      let kept = satisfactions(in: answer.timetable)
      guard isSound(floors, shareLevels), zip(floors, kept).allSatisfy(<=),
        (0...BookingValidation.mostPoints).contains(answer.fairness?.floorPoints ?? 0)
      else {
        return [
          Bilingual(
            zh: "总分的上界所依据的份额与排程不符",
            en: "the bound of the value supposes shares that the timetable does not have")
        ]
      }
    }
    do {
      let proven = try round(behind: answer, costing: answer.fairness?.floorPoints).upperBound(
        provenBy: answer.prices, answer.schedules, answer.certificate)
      if let proven, proven > claimed {
        defects.append(
          Bilingual(
            zh: "声称上界 \(claimed)，证明只到 \(proven)",
            en: "the claimed bound is \(claimed), the proof shows \(proven) only"))
      } else if proven == nil {
        defects.append(Bilingual(zh: "声称了上界但没有证明", en: "a bound is claimed without a proof"))
      }
    } catch is DeniedTimetable {
      defects.append(
        Bilingual(zh: "证明称无解，但已有排程", en: "the proof denies that any timetable exists"))
    } catch {
      defects.append(
        Bilingual(zh: "证明无法重算：\(error)", en: "the proof does not add up: \(error)"))
    }
    return defects
  }

  /// The most points that any timetable can have, according to the best of several proofs; `nil` without any.
  ///
  /// - Throws: What is wrong with one of them, ``DeniedTimetable`` among it.
  func upperBound(
    provenBy prices: BookingPrices?, _ schedules: ScheduleProof?, _ certificate: BoundCertificate?
  ) throws -> Int? {
    var bounds: [Int] = []
    if let prices { bounds.append(try upperBound(provenBy: prices)) }
    if let schedules { bounds.append(try upperBound(provenBy: schedules)) }
    if let certificate {
      guard let bound = try upperBound(provenBy: certificate) else { throw DeniedTimetable() }
      bounds.append(bound)
    }
    return bounds.min()
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

/// A certificate proves that a round has no timetable, which every round has.
struct DeniedTimetable: Error, Hashable, Sendable {}
