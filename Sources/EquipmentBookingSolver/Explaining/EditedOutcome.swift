public import EquipmentBooking
public import Solving

extension BookingProblem {
  /// A timetable that somebody changed by hand as an outcome: its value counted again, each refused request
  /// tried anew, and the proof that came with the answer before, which bounds every timetable of this round.
  ///
  /// - Parameters:
  ///   - answer: The answer before.
  ///   - timetable: The edited timetable, which breaks no rule.
  ///   - terms: The terms of the answer before, for the bound of the value; there is none if the edit takes tenths of
  ///     a fair share away on which that bound rests.
  ///   - run: Limits for finding reasons, seed and cancellation.
  /// - Returns: The outcome; its termination is `Termination.edited`.
  /// - Throws: ``TimetableBreaksRule`` if the timetable breaks a rule.
  public func outcome(
    editing answer: BookingAnswer, to timetable: Timetable, terms: [ObjectiveTerm], run: Run
  ) throws(TimetableBreaksRule) -> Outcome<BookingAnswer> {
    if let violation = violations(of: timetable).first {
      throw TimetableBreaksRule(violation: violation)
    }
    let name = BookingGoal.value.rawValue
    let kept = satisfactions(in: timetable)
    let (floors, round) = isMaxMin ? (kept, keeping(kept)) : ([], self)
    // The bound of the value is one for timetables with the floors behind it.
    let isBounded =
      !isMaxMin || (answer.fairness.map { zip($0.floors, kept).allSatisfy(<=) } ?? false)
    let term = ObjectiveTerm(
      name: name, value: value(of: timetable),
      bound: isBounded ? terms.first { $0.name == name }?.bound : nil, isMinimized: false)
    let refusals = RefusalFinder(round, answer, timetable: timetable, run: run).refusals()
    return Outcome(
      termination: .edited,
      solution: BookingAnswer(
        timetable: timetable, certificate: answer.certificate, prices: answer.prices,
        schedules: answer.schedules, fairness: answer.fairness.map { $0.lowered(to: kept) },
        refusals: isMaxMin ? refusals.map { $0.told(of: floors, in: self) } : refusals),
      terms: ((try? revisionTerms(of: timetable)) ?? [])
        + fairnessTerms(of: timetable, bounding: answer.fairness) + [term],
      work: 0, seed: run.seed)
  }

  /// The goals of fair shares, without bounds of a proof that does not add up.
  private func fairnessTerms(
    of timetable: Timetable, bounding proof: FairnessProof?
  ) -> [ObjectiveTerm] {
    (try? fairnessTerms(of: timetable, provenBy: proof))
      ?? (isMaxMin ? fairnessTerms(of: timetable, shareLevels, []) : [])
  }

  /// The round in which shares keep so many tenths.
  private func keeping(_ floors: [Int]) -> BookingProblem {
    (try? round(keeping: floors, costing: floorPoints.most, shareLevels)) ?? self
  }
}

extension FairnessProof {
  /// The same of a timetable in which shares have so many tenths: nobody is said to keep more.
  fileprivate func lowered(to kept: [Int]) -> FairnessProof {
    FairnessProof(
      floors: floors.count == kept.count ? zip(floors, kept).map(min) : kept,
      floorPoints: floorPoints, stages: stages)
  }
}
