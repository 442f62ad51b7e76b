import EquipmentBooking
import Solving

extension BookingProblem {
  /// Finds the fairest timetable, and of those that keep everybody's tenths the one worth most.
  func solveFairly(
    run: Run, from known: Timetable?, at earlier: BookingPrices?
  ) throws -> Outcome<BookingAnswer> {
    var search = try FairnessSearch(self, run: run, from: known, at: earlier)
    try search.search()
    let floors = satisfactions(in: search.timetable)
    func keepsFloors(_ timetable: Timetable) -> Bool {
      zip(floors, satisfactions(in: timetable)).allSatisfy(<=)
    }
    func solved(costing points: Int) throws -> (BookingProblem, Outcome<BookingAnswer>) {
      let round = try self.round(keeping: floors, costing: points, search.levels)
      return (
        round,
        try round.solveByPoints(
          run: run, from: search.timetable, at: earlier, isGood: false,
          leaving: search.secondsToVerify)
      )
    }
    var points = floorPoints.usual
    var (round, outcome) = try solved(costing: points)
    if let found = outcome.solution, !keepsFloors(found.timetable), points < floorPoints.most {
      // Many requests together bring more than a slot costs: now it costs more than all of them bring.
      points = floorPoints.most
      (round, outcome) = try solved(costing: points)
    }
    guard var answer = outcome.solution else { return outcome }
    if !keepsFloors(answer.timetable) {
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
        floors: floors, floorPoints: points, stages: search.stages.map(\.stage)),
      refusals: answer.refusals.map { $0.told(of: floors, in: self) })
    let terms =
      fairnessTerms(of: timetable, search.levels, search.stages) + [
        ObjectiveTerm(
          name: BookingGoal.value.rawValue, value: value(of: timetable),
          bound: outcome.terms.last?.bound, isMinimized: false)
      ]
    // Stages and trials may all have ended with a bound that is too low.
    let stopped = run.mustStop ?? (search.isCutShort ? .limitReached : .unproven)
    return Outcome(
      termination: termination(of: terms, stopped, run), solution: answer, terms: terms,
      work: run.work, seed: run.seed)
  }
}
