import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// Stages that are real proofs of something else than is claimed.
@Suite struct FairnessForgeryTests {
  private let problem: BookingProblem
  private let outcome: Outcome<BookingAnswer>
  private let answer: BookingAnswer

  init() throws {
    // Both get half of what they ask for: five tenths, and nobody the sixth.
    problem = try BookingProblem(validating: shareHalves())
    outcome = try problem.solve()
    answer = try #require(outcome.solution)
    #expect(outcome.terms.prefix(10).map(\.value) == [0, 0, 0, 0, 0, 2, 2, 2, 2, 2])
  }

  /// What the checker says of the answer with one stage more and another bound.
  private func defects(
    with stage: FairnessProof.Stage, claiming bound: Int? = nil
  ) throws -> Int {
    let proof = try #require(answer.fairness)
    let forged = BookingAnswer(
      timetable: answer.timetable, certificate: answer.certificate, prices: answer.prices,
      schedules: answer.schedules,
      fairness: FairnessProof(
        floors: proof.floors, floorPoints: proof.floorPoints, stages: proof.stages + [stage]),
      refusals: answer.refusals)
    var terms = outcome.terms
    if let bound {
      let term = terms[stage.level - 1]
      terms[stage.level - 1] = ObjectiveTerm(
        name: term.name, value: term.value, bound: bound, isMinimized: true)
    }
    return problem.certificateDefects(of: forged, terms: terms).count
  }

  @Test func `a bound above floors that not all reach is no bound`() throws {
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    // Above six tenths each, four slots are lacking of seven: one for each of four shares that there are not.
    let floors = [6, 6]
    let stage = try problem.fairnessStage(reaching: 7, above: floors, problem.shareLevels)
    let solved = try stage.round.solve()
    let count = stage.sharesBelow(bound: try #require(solved.bound))
    #expect(count == 4)
    let proof = try #require(solved.solution)
    let forged = FairnessProof.Stage(
      level: 7, floors: floors, prices: proof.prices, schedules: proof.schedules,
      certificate: proof.certificate)
    #expect(try defects(with: forged) == 0)
    #expect(try defects(with: forged, claiming: count) == 1)
  }

  @Test(arguments: [
    (5, [5, 5]), (5, [4, 5]), (4, [5, 0]), (5, [-1, 0]), (5, [12, 0]), (5, [0]), (5, [0, 0, 0]),
    (5, [Int.max, Int.min]), (11, [0, 0]), (0, [0, 0]), (-1, [0, 0]), (Int.min, [0, 0]),
  ])
  func `floors are below the level, and levels are tenths`(level: Int, floors: [Int]) throws {
    let stage = FairnessProof.Stage(
      level: level, floors: floors, prices: answer.prices, schedules: nil, certificate: nil)
    #expect(try defects(with: stage) == 1)
    let sound = FairnessProof.Stage(
      level: 5, floors: [4, 4], prices: answer.prices, schedules: nil, certificate: nil)
    #expect(try defects(with: sound) == 0)
  }

  @Test func `prices of devices and shares that do not exist, and no proof at all, prove nothing`()
    throws
  {
    let prices = try #require(answer.prices)
    let stray = [
      BookingPrices(
        devices: prices.devices + [prices.devices[0]], pools: prices.pools, quotas: prices.quotas,
        fairShares: prices.fairShares),
      BookingPrices(
        devices: prices.devices, pools: prices.pools, quotas: prices.quotas,
        fairShares: prices.fairShares + [0]),
      nil,
    ]
    for prices in stray {
      let stage = FairnessProof.Stage(
        level: 5, floors: [4, 4], prices: prices, schedules: nil, certificate: nil)
      #expect(try defects(with: stage) == 1)
    }
  }

  @Test(arguments: [-1, 1_000_001, Int.max, Int.min])
  func `a slot costs what a share may cost`(points: Int) throws {
    let proof = try #require(answer.fairness)
    let forged = BookingAnswer(
      timetable: answer.timetable, certificate: nil, prices: answer.prices,
      fairness: FairnessProof(floors: proof.floors, floorPoints: points, stages: proof.stages),
      refusals: answer.refusals)
    var terms = outcome.terms
    // Whatever the bound is that is claimed.
    terms[10] = ObjectiveTerm(
      name: terms[10].name, value: terms[10].value, bound: 1_000_000, isMinimized: false)
    #expect(problem.certificateDefects(of: forged, terms: terms).count == 1)
  }
}
