import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

@Suite struct CertificateTests {
  /// A round whose proof takes schedules: slot prices do not prove its optimum.
  private let problem: BookingProblem
  private let outcome: Outcome<BookingAnswer>
  private let answer: BookingAnswer

  init() throws {
    // Prices alone prove most tiny rounds; this one takes schedules.
    var found: (BookingProblem, Outcome<BookingAnswer>, BookingAnswer)?
    for seed in UInt64(12)..<200 where found == nil {
      let problem = try BookingProblem(validating: tinyRound(seed: seed, requests: 9))
      let outcome = try problem.solve()
      let answer = try #require(outcome.solution)
      let bound = try answer.schedules.map { try problem.upperBound(provenBy: $0) }
      if bound == outcome.objective, !answer.refusals.isEmpty { found = (problem, outcome, answer) }
    }
    (problem, outcome, answer) = try #require(found)
    #expect(!answer.refusals.isEmpty)
  }

  private func defects(
    _ timetable: Timetable? = nil, schedules: ScheduleProof? = nil, value: Int? = nil,
    bound: Int? = nil
  ) -> Int {
    let forged = BookingAnswer(
      timetable: timetable ?? answer.timetable, certificate: nil,
      schedules: schedules ?? answer.schedules, refusals: answer.refusals)
    let term = ObjectiveTerm(
      name: "value", value: value ?? outcome.terms[0].value,
      bound: bound ?? outcome.terms[0].bound, isMinimized: false)
    return problem.certificateDefects(of: forged, terms: [term]).count
  }

  @Test func `an honest answer has no defect`() { #expect(defects() == 0) }

  @Test func `a claimed value that is not the timetable's is found`() {
    #expect(defects(value: outcome.terms[0].value + 1) == 1)
  }

  @Test func `a bound that the proof does not show is found`() {
    #expect(defects(bound: outcome.terms[0].value - 1) == 1)
  }

  @Test func `a booking less is found`() {
    #expect(defects(Timetable(bookings: Array(answer.timetable.bookings.dropLast()))) == 1)
  }

  @Test func `a proof without its tree is found`() {
    #expect(defects(schedules: ScheduleProof(keepsQuota: [], nodes: [])) == 1)
  }
}
