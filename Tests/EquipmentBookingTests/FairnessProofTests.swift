import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// What is proven about fair shares, and what is not believed.
@Suite struct FairnessProofTests {
  /// A round in which a stage proves more than the requests alone show.
  private func staged() throws -> (BookingProblem, Outcome<BookingAnswer>, BookingAnswer) {
    for seed in UInt64(0)..<400 {
      let problem = try BookingProblem(validating: fairRound(seed: seed))
      let outcome = try problem.solve()
      let answer = try #require(outcome.solution)
      if answer.fairness?.stages.isEmpty == false { return (problem, outcome, answer) }
    }
    throw NoSuchRound()
  }

  private struct NoSuchRound: Error {}

  @Test func `claims about shares that are not true or not proven are refused`() throws {
    let (problem, outcome, answer) = try staged()
    let proof = try #require(answer.fairness)
    func defects(
      _ fairness: FairnessProof?, _ change: (inout [ObjectiveTerm]) -> Void = { _ in }
    ) -> Int {
      let forged = BookingAnswer(
        timetable: answer.timetable, certificate: answer.certificate, prices: answer.prices,
        schedules: answer.schedules, fairness: fairness, refusals: answer.refusals)
      var terms = outcome.terms
      change(&terms)
      return problem.certificateDefects(of: forged, terms: terms).count
    }
    #expect(defects(proof) == 0)
    // A bound whose stage is gone is claimed without a proof.
    #expect(
      defects(FairnessProof(floors: proof.floors, floorPoints: proof.floorPoints, stages: [])) > 0)
    let i = try #require(proof.stages.first).level - 1
    let term = outcome.terms[i]
    func claim(value: Int, bound: Int) -> Int {
      defects(proof) {
        $0[i] = ObjectiveTerm(name: term.name, value: value, bound: bound, isMinimized: true)
      }
    }
    #expect(claim(value: term.value, bound: (term.bound ?? 0) + 1) == 1)
    #expect(claim(value: term.value - 1, bound: term.bound ?? 0) == 1)
    #expect(defects(proof) { $0.removeFirst() } == 1)
    // Floors that the timetable does not have would make the value's bound too low.
    let higher = proof.floors.map { min(10, $0 + 1) }
    #expect(
      defects(FairnessProof(floors: higher, floorPoints: proof.floorPoints, stages: proof.stages))
        == 1)
    #expect(
      defects(FairnessProof(floors: [], floorPoints: proof.floorPoints, stages: proof.stages)) == 1)
  }

  @Test func `a reason that names nobody's share or tenth is refused`() throws {
    let problem = try BookingProblem(validating: shareHalves())
    func isStray(_ institution: Int, _ tenths: Int, _ winner: Int, worth value: Int = 1) -> Bool {
      let reason = Refusal.Reason.shareFloor(
        institution: institution, tenths: tenths, winners: [winner], value: value)
      return problem.hasStrayReferences(
        BookingAnswer(
          timetable: Timetable(bookings: []), certificate: nil,
          refusals: [Refusal(request: 0, reasons: [reason], waysIn: nil)]))
    }
    #expect(!isStray(1, 10, 3))
    #expect(isStray(2, 10, 3))
    #expect(isStray(-1, 10, 3))
    #expect(isStray(1, 11, 3))
    #expect(isStray(1, -1, 3))
    #expect(isStray(1, 10, 20))
    #expect(isStray(1, 10, -1))
    #expect(!isStray(1, 0, 3))
    #expect(isStray(1, 10, 3, worth: 1_000_000_000_001))
  }
}
