import EquipmentBooking
import EquipmentBookingSolver
import Foundation
import Solving
import Testing

@Suite struct PriceBoundTests {
  /// Prices without sense, many of them zero.
  private func randomPrices(
    of problem: BookingProblem, _ random: inout SeededRandom
  ) -> BookingPrices {
    func price() -> Int {
      Bool.random(using: &random) ? 0 : Int.random(in: 0...8 * 256, using: &random)
    }
    let slots = problem.grid.slotCount
    return BookingPrices(
      devices: problem.devices.map { _ in (0..<slots).map { _ in price() } },
      pools: problem.pools.map { _ in (0..<slots).map { _ in price() } },
      quotas: problem.quotas.map { $0.periods.map { _ in price() } },
      fairShares: problem.fairShares.map { _ in price() })
  }

  @Test(arguments: 0..<500)
  func `no prices bound below the enumerated optimum`(block: Int) throws {
    for seed in UInt64(block) * 10..<UInt64(block) * 10 + 10 {
      let draft = tinyRound(seed: 7000 + seed)
      let problem = try BookingProblem(validating: draft)
      let best = TinyOracle(draft).best()
      var random = SeededRandom(seed: seed)
      for _ in 0..<10 {
        let bound = try problem.upperBound(provenBy: randomPrices(of: problem, &random))
        #expect(bound >= best, "seed \(seed)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<60)
  func `the prices of an answer prove a bound, and a better one than none`(seed: UInt64) throws {
    let draft = tinyRound(seed: 8000 + seed, requests: 7)
    let problem = try BookingProblem(validating: draft)
    let answer = try #require(try problem.solve().solution)
    let prices = try #require(answer.prices)
    let bound = try problem.upperBound(provenBy: prices)
    let free = BookingPrices(
      devices: prices.devices.map { $0.map { _ in 0 } },
      pools: prices.pools.map { $0.map { _ in 0 } },
      quotas: prices.quotas.map { $0.map { _ in 0 } },
      fairShares: prices.fairShares.map { _ in 0 })
    #expect(bound >= TinyOracle(draft).best())
    #expect(bound <= (try problem.upperBound(provenBy: free)))
  }

  @Test(arguments: UInt64(0)..<20)
  func `a use longer than its quota is refused and lifts no bound`(seed: UInt64) throws {
    var draft = tinyRound(seed: 9000 + seed)
    (draft.series, draft.pins) = ([], [])
    draft.requests[0].weight = 1_000_000
    let length = draft.requests[0].minutes
    draft.quotas = [
      .init(institution: draft.requests[0].institution, minutes: length - draft.slotMinutes)
    ]
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve()
    let answer = try #require(outcome.solution)
    #expect(outcome.objective == TinyOracle(draft).best())
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    if !TinyOracle(draft).places(of: 0).isEmpty {
      let refusal = try #require(answer.refusals.first { $0.request == 0 })
      // Where no operator is on duty either, that is said first.
      #expect(
        refusal.reasons.contains {
          switch $0 {
          case .quota(quota: 0, _, _), .operatorShort: true
          default: false
          }
        })
    }
    let nothing = BookingPrices(
      devices: problem.devices.map { _ in [Int](repeating: 0, count: problem.grid.slotCount) },
      pools: problem.pools.map { _ in [Int](repeating: 0, count: problem.grid.slotCount) },
      quotas: problem.quotas.map { $0.periods.map { _ in 0 } },
      fairShares: problem.fairShares.map { _ in 0 })
    #expect(try problem.upperBound(provenBy: nothing) < 1_000_000)
  }

  @Test func `prices that do not fit the round are refused`() throws {
    let problem = try BookingProblem(validating: tinyRound(seed: 3))
    var random = SeededRandom(seed: 1)
    let prices = randomPrices(of: problem, &random)
    let short = BookingPrices(
      devices: Array(prices.devices.dropLast()), pools: prices.pools, quotas: prices.quotas,
      fairShares: prices.fairShares)
    #expect(throws: BookingPrices.Defect.shape) { try problem.upperBound(provenBy: short) }
    for wrong in [-1, Int.max] {
      var devices = prices.devices
      devices[0][0] = wrong
      let forged = BookingPrices(
        devices: devices, pools: prices.pools, quotas: prices.quotas,
        fairShares: prices.fairShares)
      #expect(throws: BookingPrices.Defect.outOfRange) {
        try problem.upperBound(provenBy: forged)
      }
    }
  }
}
