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
    #expect(defects(FairnessProof(floors: proof.floors, stages: [])) > 0)
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
    #expect(defects(FairnessProof(floors: higher, stages: proof.stages)) == 1)
    #expect(defects(FairnessProof(floors: [], stages: proof.stages)) == 1)
    let strange = FairnessProof.Stage(
      level: 11, floors: [], prices: nil, schedules: nil, certificate: nil)
    #expect(defects(FairnessProof(floors: proof.floors, stages: [strange])) == 1)
  }

  /// Two institutions that want ten slots each of the ten that there are.
  private func halves() throws -> BookingProblem {
    var draft = BookingDraft(name: "halves", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = ["A", "B"].map { .init(id: $0, name: $0) }
    draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "X")]
    draft.openings = [.init(device: "D", weekday: 1, from: 480, to: 780)]
    draft.requests = ["A", "B"].flatMap { owner in
      (0..<10).map { r in
        .init(
          id: "\(owner)\(r)", institution: owner, minutes: 30,
          windows: [.init(from: 480, to: 780)], choices: [.init(target: "D")], weight: 1)
      }
    }
    draft.fairShares = ["A", "B"].map { .init(institution: $0, minutes: 300) }
    draft.fairShareRule = .maxMin
    return try BookingProblem(validating: draft)
  }

  /// The defects of a timetable in which A gets everything, with one stage and a claim about the whole share.
  private func defects(
    ofStageWith floors: [Int], level: Int = 10, claimed: Int
  ) throws -> [Bilingual] {
    let problem = try halves()
    let isShape =
      (1...10).contains(level) && floors.count == 2 && floors.allSatisfy((0..<level).contains)
    let stage = try problem.fairnessStage(
      reaching: isShape ? level : 10, above: isShape ? floors : [0, 0], problem.shareLevels)
    let solved = try #require(try stage.round.solve().solution)
    let answer = BookingAnswer(
      timetable: Timetable(
        bookings: (0..<10).map { Booking(request: $0, device: 0, start: 16 + $0) }),
      certificate: nil,
      fairness: FairnessProof(
        floors: [10, 0],
        stages: [
          .init(
            level: level, floors: floors, prices: solved.prices, schedules: solved.schedules,
            certificate: solved.certificate)
        ]), refusals: [])
    let shares = BookingGoal.fairness.map {
      ObjectiveTerm(
        name: $0.rawValue, value: 1, bound: $0 == .sharesBelow100 ? claimed : 0, isMinimized: true)
    }
    let value = ObjectiveTerm(name: "value", value: 10, bound: nil, isMinimized: false)
    return problem.certificateDefects(of: answer, terms: shares + [value])
  }

  @Test func `a stage whose floors others may lack proves nothing`() throws {
    // From nothing on, twenty slots of which ten are there: one institution at least lacks some.
    #expect(try defects(ofStageWith: [0, 0], claimed: 1) == [])
    #expect(try defects(ofStageWith: [0, 0], claimed: 2).count == 1)
    // B has no nine tenths here: the stage speaks of other timetables.
    #expect(try defects(ofStageWith: [9, 9], claimed: 0) == [])
    #expect(try defects(ofStageWith: [9, 9], claimed: 1).count == 1)
  }

  @Test(arguments: [[12, 0], [-1, 0], [10, 0], [0], [0, 0, 0], [Int.max, Int.min]])
  func `floors of no such tenth or share are refused`(floors: [Int]) throws {
    #expect(try defects(ofStageWith: floors, claimed: 0).count == 1)
  }

  @Test(arguments: [0, -1, 11, Int.min])
  func `a stage of no such tenth is refused`(level: Int) throws {
    #expect(try defects(ofStageWith: [0, 0], level: level, claimed: 0).count == 1)
  }

  @Test func `a reason that names nobody's share or tenth is refused`() throws {
    let problem = try halves()
    func isStray(_ institution: Int, _ tenths: Int, _ winner: Int) -> Bool {
      let reason = Refusal.Reason.shareFloor(
        institution: institution, tenths: tenths, winners: [winner], value: 1)
      return problem.hasStrayReferences(
        BookingAnswer(
          timetable: Timetable(bookings: []), certificate: nil,
          refusals: [Refusal(request: 0, reasons: [reason], waysIn: nil)]))
    }
    #expect(!isStray(1, 10, 3))
    #expect(isStray(2, 10, 3))
    #expect(isStray(1, 11, 3))
    #expect(isStray(1, 10, 20))
  }
}
