import Alliance
import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import SampleData
import Solving
import Testing

@Suite struct EarlierPricesTests {
  private func bound(
    _ problem: BookingProblem, work: Int, at prices: BookingPrices? = nil
  ) throws -> Int {
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: work)), at: prices)
    let answer = try #require(outcome.solution)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    return try #require(outcome.bound)
  }

  @Test func `a result is read with its prices`() throws {
    let draft = BookingSample(deviceCount: 6, requestCount: 40, seed: 5).draft()
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 50)))
    let result = ResultFile(
      job: .book, version: "0", draft: draft, outcome: outcome, limits: SolveLimits(), inputs: [],
      cpuSeconds: 0, seconds: 0)
    let file = InputFile(path: "r.json", bytes: try result.encoded().map { $0 })
    let published = try PublishedPlaces(reading: file)
    let prices = try #require(outcome.solution?.prices)
    #expect(prices.devices.contains { $0.contains { $0 > 0 } })
    #expect(published.prices == prices)
    #expect(published.firstDay.description == draft.firstDay)
  }

  @Test func `a round that begins at earlier prices has their bound at once`() throws {
    var draft = BookingSample(deviceCount: 20, requestCount: 200, pinCount: 0, seed: 5).draft()
    let problem = try BookingProblem(validating: draft)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 300)))
    let prices = try #require(outcome.solution?.prices)
    let known = try problem.upperBound(provenBy: prices)
    let cold = try bound(problem, work: 0)
    let warm = try bound(problem, work: 0, at: prices)
    #expect(warm == known && known < cold)

    // A device that is out of use for a day costs nothing there.
    draft.maintenance.append(.init(device: draft.devices[0].id, span: .init(from: 0, to: 1440)))
    let less = try BookingProblem(validating: draft)
    let shut = try bound(less, work: 0, at: prices)
    #expect(try shut <= less.upperBound(provenBy: prices))
    #expect(try shut < bound(less, work: 0))
  }

  @Test func `prices of another round are passed over`() throws {
    let problem = try BookingProblem(
      validating: BookingSample(deviceCount: 6, requestCount: 40, seed: 5).draft())
    let prices = try #require(
      try problem.solve(run: Run(within: SolveLimits(work: 50))).solution?.prices)
    let strange = [
      BookingPrices(
        devices: Array(prices.devices.dropLast()), pools: prices.pools, quotas: prices.quotas,
        fairShares: prices.fairShares),
      BookingPrices(
        devices: prices.devices.map { $0.map { -$0 - 1 } }, pools: prices.pools,
        quotas: prices.quotas, fairShares: prices.fairShares),
      BookingPrices(
        devices: prices.devices, pools: prices.pools, quotas: prices.quotas,
        fairShares: prices.fairShares + [3]),
    ]
    let cold = try problem.solve(run: Run(within: SolveLimits(work: 20)))
    for other in strange {
      let warm = try problem.solve(run: Run(within: SolveLimits(work: 20)), at: other)
      #expect(warm.solution == cold.solution)
    }
  }
}
