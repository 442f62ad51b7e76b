import EquipmentBooking
import Solving

extension BookingProblem {
  /// The timetable worth most of those that keep everybody's tenths, with what bounds them.
  private struct KeptShares {
    let floors: [Int]
    /// What a slot short of a floor costs in ``round``.
    let points: Int
    let round: BookingProblem
    let found: FoundTimetable
    let areFloorsKept: Bool
  }

  /// Finds the fairest timetable, and of those that keep everybody's tenths the one worth most.
  func solveFairly(
    run: Run, from known: Timetable?, at earlier: BookingPrices?
  ) throws -> Outcome<BookingAnswer> {
    var search = try FairnessSearch(self, run: run, from: known, at: earlier)
    try search.search()
    var kept = try worthMost(search, run: run, at: earlier)
    if kept.areFloorsKept { search.take(kept.found.timetable) }
    while search.canGoOn {
      guard try search.searchOn() else { continue }
      kept = try worthMost(search, run: run, at: kept.found.prices)
      if kept.areFloorsKept { search.take(kept.found.timetable) }
    }
    let (floors, round) = (kept.floors, kept.round)
    let outcome = try round.outcome(of: kept.found, run: run)
    guard var answer = outcome.solution else { return outcome }
    if !kept.areFloorsKept {
      // A slot costs all that it may, and that is not enough: what was found first stays.
      answer = BookingAnswer(
        timetable: search.timetable, certificate: answer.certificate, prices: answer.prices,
        schedules: answer.schedules,
        refusals: RefusalFinder(round, answer, timetable: search.timetable, run: run).refusals())
    }
    let timetable = answer.timetable
    if let violation = violations(of: timetable).first {
      throw TimetableBreaksRule(violation: violation)
    }
    answer = BookingAnswer(
      timetable: timetable, certificate: answer.certificate, prices: answer.prices,
      schedules: answer.schedules,
      fairness: FairnessProof(
        floors: floors, floorPoints: kept.points, stages: search.stages.map(\.stage)),
      refusals: answer.refusals.map { $0.told(of: floors, in: self) })
    let terms =
      fairnessTerms(of: timetable, search.levels, search.stages) + [
        ObjectiveTerm(
          name: BookingGoal.value.rawValue, value: value(of: timetable),
          bound: outcome.terms.last?.bound, isMinimized: false)
      ]
    // Stages and trials may all have ended with a bound that is too low.
    let stopped =
      run.mustStop ?? (search.isOver && kept.found.isOver ? .unproven : .limitReached)
    return Outcome(
      termination: termination(of: terms, stopped, run), solution: answer, terms: terms,
      work: run.work, seed: run.seed)
  }

  /// The timetable worth most of those that keep the tenths of the fairest one.
  private func worthMost(
    _ search: FairnessSearch, run: Run, at prices: BookingPrices?
  ) throws -> KeptShares {
    let floors = satisfactions(in: search.timetable)
    func solved(costing points: Int) throws -> KeptShares {
      let round = try self.round(keeping: floors, costing: points, search.levels)
      let found = try round.findTimetable(
        run: run, from: Beginning(timetable: search.timetable, prices: prices), isGood: false,
        leaving: search.secondsToVerify)
      return KeptShares(
        floors: floors, points: points, round: round, found: found,
        areFloorsKept: zip(floors, satisfactions(in: found.timetable)).allSatisfy(<=))
    }
    let kept = try solved(costing: floorPoints.usual)
    guard !kept.areFloorsKept, kept.points < floorPoints.most else { return kept }
    // Many requests together bring more than a slot costs: now it costs more than all of them bring.
    return try solved(costing: floorPoints.most)
  }
}
