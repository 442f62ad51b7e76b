import EquipmentBooking
import EquipmentBookingSolver
import Foundation
import Solving
import TestSupport
import Testing

@Suite struct ScheduleProofTests {
  /// Prices without sense, many of them zero.
  private func randomPrices(
    of problem: BookingProblem, once: Bool, _ random: inout SeededRandom
  ) -> ScheduleProof.Prices {
    func price(_ range: ClosedRange<Int>) -> Int {
      Int.random(in: 0...2, using: &random) == 0
        ? 0 : Int.random(in: range.lowerBound * 256...range.upperBound * 256, using: &random)
    }
    let slots = problem.grid.slotCount
    return ScheduleProof.Prices(
      requests: problem.requests.map { price(-$0.weight...2 * $0.weight) },
      pools: problem.pools.map { _ in (0..<slots).map { _ in price(0...4) } },
      devices: problem.devices.map { _ in
        Bool.random(using: &random) ? [] : (0..<slots).map { _ in price(0...4) }
      },
      quotas: problem.quotas.map { $0.periods.map { _ in price(0...4) } },
      once: once
        ? problem.devices.indices.map {
          .init(
            device: $0, span: 0,
            requests: problem.requests.indices.filter { _ in Bool.random(using: &random) })
        } : [])
  }

  /// A certificate without sense over some rows, which adds up all the same: each row is taken at a side that
  /// it has, and rounded rows are rounded by something.
  private func randomCertificate(
    _ rules: IntegerSystem, _ random: inout SeededRandom
  ) -> BoundCertificate {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    func parts(_ count: Int, below end: Int) -> [BoundCertificate.Multiplier] {
      (0..<count).map { _ in .init(row: number(0...end - 1), weight: number(-3...3)) }
    }
    var system = rules
    var rounded: [RoundedRow] = []
    for _ in 0..<number(0...6) {
      let row = RoundedRow(
        divisor: number(2...4), parts: parts(number(1...4), below: system.rows.count),
        ends: parts(number(0...2), below: rules.columns.count))
      if (try? system.add(row)) != nil { rounded.append(row) }
    }
    let multipliers = parts(12, below: system.rows.count).map { part in
      let row = system.rows[part.row]
      let size = abs(part.weight)
      let weight = row.lower == nil ? -size : row.upper == nil ? size : part.weight
      return BoundCertificate.Multiplier(row: part.row, weight: weight)
    }
    return BoundCertificate(
      denominator: 2, nodes: [.bounded(multipliers: multipliers)], rounded: rounded)
  }

  /// Steps without sense: what prices leave is dropped as it happens.
  private func randomProof(
    of problem: BookingProblem, near value: Int, once: Bool, keeps: Bool,
    _ random: inout SeededRandom
  ) -> ScheduleProof {
    let keepsQuota = problem.quotas.map { $0.periods.map { _ in keeps } }
    var nodes: [ScheduleProof.Node] = []
    let steps = Bool.random(using: &random) ? 0 : Int.random(in: 1...4, using: &random)
    for _ in 0..<steps {
      let prices = randomPrices(of: problem, once: once, &random)
      nodes.append(.narrowed(prices, reach: value + Int.random(in: -5...20, using: &random)))
    }
    let prices = randomPrices(of: problem, once: once, &random)
    let bounded = ScheduleProof(keepsQuota: keepsQuota, nodes: nodes + [.bounded(prices)])
    // The rows of a certificate are those that prices leave, which takes prices that fit.
    guard Int.random(in: 0...3, using: &random) > 0,
      (try? problem.upperBound(provenBy: bounded)) != nil,
      let left = try? problem.inequalities(behind: nodes, prices, keeping: keepsQuota)
    else { return bounded }
    nodes.append(.program(randomCertificate(left, &random), prices))
    return ScheduleProof(keepsQuota: keepsQuota, nodes: nodes)
  }

  @Test(arguments: seedBlocks(50))
  func `no proof by schedules bounds below the enumerated optimum`(block: Int) throws {
    var (counted, programs) = (0, 0)
    for seed in UInt64(block) * 10..<UInt64(block) * 10 + 10 {
      let draft = tinyRound(seed: 7000 + seed)
      let problem = try BookingProblem(validating: draft)
      let best = TinyOracle(draft).best()
      var random = SeededRandom(seed: seed)
      for k in 0..<12 {
        let proof = randomProof(
          of: problem, near: best, once: k % 2 == 0, keeps: k % 4 < 2, &random)
        // A quota that cannot be kept, or a device without a span, is refused, which is no bound.
        guard let bound = try? problem.upperBound(provenBy: proof) else { continue }
        counted += 1
        programs +=
          proof.nodes.contains {
            if case .program = $0 { true } else { false }
          } ? 1 : 0
        #expect(bound >= best, "seed \(seed), proof \(k)")
      }
    }
    #expect(counted > 10)
    #expect(programs > 0)
  }

  /// A round that takes schedules, with its answer.
  private func example() throws -> (BookingProblem, Outcome<BookingAnswer>, ScheduleProof) {
    for seed in UInt64(12)..<300 {
      let problem = try BookingProblem(validating: tinyRound(seed: seed, requests: 9))
      let outcome = try problem.solve()
      if let answer = outcome.solution, let proof = answer.schedules, proof.nodes.count > 1 {
        return (problem, outcome, proof)
      }
    }
    throw CocoaError(.coderValueNotFound)
  }

  @Test
  func `an honest proof holds, and one without its last step, or with more behind it, is refused`()
    throws
  {
    let (problem, outcome, proof) = try example()
    let answer = try #require(outcome.solution)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
    let cut = ScheduleProof(keepsQuota: proof.keepsQuota, nodes: Array(proof.nodes.dropLast()))
    #expect(throws: ScheduleProof.Defect.self) { try problem.upperBound(provenBy: cut) }
    let long = ScheduleProof(keepsQuota: proof.keepsQuota, nodes: proof.nodes + proof.nodes)
    #expect(throws: ScheduleProof.Defect.self) { try problem.upperBound(provenBy: long) }
  }

  @Test func `no forged price makes a proof deny the timetable that exists`() throws {
    let (problem, outcome, proof) = try example()
    let value = try #require(outcome.objective)
    var random = SeededRandom(seed: 5)
    var changed = 0
    for n in proof.nodes.indices {
      for _ in 0..<10 {
        var nodes = proof.nodes
        let prices = randomPrices(of: problem, once: false, &random)
        switch nodes[n] {
        case .bounded: nodes[n] = .bounded(prices)
        case .narrowed(_, let reach): nodes[n] = .narrowed(prices, reach: reach)
        case .program(let certificate, _): nodes[n] = .program(certificate, prices)
        }
        let forged = ScheduleProof(keepsQuota: proof.keepsQuota, nodes: nodes)
        // What no longer adds up is refused, which denies nothing.
        let bound = try? problem.upperBound(provenBy: forged)
        #expect(bound ?? value >= value)
        changed += bound == value ? 0 : 1
      }
    }
    #expect(changed > 0)
  }

  @Test func `prices that do not fit the round are refused`() throws {
    let problem = try BookingProblem(validating: tinyRound(seed: 3))
    var random = SeededRandom(seed: 1)
    let prices = randomPrices(of: problem, once: false, &random)
    func bound(requests: [Int], pools: [[Int]]? = nil) throws -> Int {
      let forged = ScheduleProof.Prices(
        requests: requests, pools: pools ?? prices.pools, devices: prices.devices,
        quotas: prices.quotas, once: [])
      return try problem.upperBound(
        provenBy: ScheduleProof(
          keepsQuota: problem.quotas.map { $0.periods.map { _ in false } },
          nodes: [.bounded(forged)]))
    }
    #expect(throws: ScheduleProof.Defect.shape(node: 0)) { try bound(requests: []) }
    var huge = prices.requests
    huge[0] = .min
    #expect(throws: ScheduleProof.Defect.outOfRange(node: 0)) { try bound(requests: huge) }
    let negative = prices.pools.map { $0.map { _ in -1 } }
    if !negative.isEmpty {
      #expect(throws: ScheduleProof.Defect.outOfRange(node: 0)) {
        try bound(requests: prices.requests, pools: negative)
      }
    }
  }
}
