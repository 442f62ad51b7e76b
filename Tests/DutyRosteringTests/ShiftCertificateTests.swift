import DutyRostering
import Solving
import Testing

private let weights = ShiftBoundCertificate.Weights(open: 100, change: 7, penalty: 3)

/// Random prices for every need, in units of 1/256.
private func prices(_ problem: ShiftRosteringProblem, seed: UInt64) -> [Int] {
  var random = SeededRandom(seed: seed &+ 77)
  return problem.cover.map { _ in Int.random(in: -3000...6000, using: &random) }
}

private func certificate(
  _ nodes: [ShiftBoundCertificate.Node], denominator: Int = 256
) -> ShiftBoundCertificate {
  ShiftBoundCertificate(weights: weights, denominator: denominator, nodes: nodes, bound: 0)
}

@Suite struct ShiftCertificates {
  @Test(arguments: 0..<UInt64(250))
  func `the bound is what trying every row gives, and bounds the best roster`(seed: UInt64) throws {
    let problem = TinyShifts.problem(seed: seed)
    let prices = prices(problem, seed: seed)
    let all = ShiftEnumeration(problem)
    var sum: Int? = 0
    for (need, price) in zip(problem.cover, prices) {
      let options = (0...need.days.count * need.people.count).compactMap { number -> Int? in
        func short(_ limit: Int?) -> Int { max(0, (limit ?? 0) - number) }
        let above = max(0, number - (need.maximum?.limit ?? number))
        if above > 0, need.maximum?.penalty == nil { return nil }
        let missing = short(need.minimum?.limit)
        let penalties =
          missing * (need.minimum?.penalty ?? 0)
          + short(need.preferred?.limit) * (need.preferred?.penalty ?? 0)
          + above * (need.maximum?.penalty ?? 0)
        let open = need.minimum?.penalty == nil ? missing : 0
        return 256 * (weights.penalty * penalties + weights.open * open) + price * number
      }
      sum = sum.map { $0 + (options.min() ?? 0) }
    }
    for rows in all.rows {
      let costs = rows.map { row in
        256 * (weights.penalty * row.penalty + weights.change * row.change)
          - zip(prices, row.counts).reduce(0) { $0 + $1.0 * $1.1 }
      }
      if let least = costs.min(), let held = sum { sum = held + least } else { sum = nil }
    }
    let bound = try problem.verifiedBound(of: certificate([.init(prices: prices)]))
    #expect(bound == sum.map { $0.dividedRoundingUp(by: 256) }, "seed \(seed)")
    if let least = all.least(weights), let bound { #expect(bound <= least) }
  }

  @Test(arguments: 0..<UInt64(60))
  func `counts that a proof leaves out only lower its bound`(seed: UInt64) throws {
    let problem = TinyShifts.problem(seed: seed)
    let nodes = [ShiftBoundCertificate.Node(prices: prices(problem, seed: seed))]
    func bound(counting counts: [[Int]]?) throws -> Int? {
      try problem.verifiedBound(
        of: ShiftBoundCertificate(
          weights: weights, denominator: 256, nodes: nodes, counts: counts, bound: 0))
    }
    let numbers = problem.people.map { person in
      Array(
        0..<person.rules.count { rule in
          if case .count = rule { true } else { false }
        })
    }
    let whole = try bound(counting: nil)
    let kept = try bound(counting: numbers)
    let without = try bound(counting: numbers.map { _ in [] })
    let some = try bound(counting: numbers.map { Array($0.prefix(1)) })
    #expect(kept == whole)
    if let whole {
      let (without, some) = (try #require(without), try #require(some))
      #expect(without <= some && some <= whole)
    }
    #expect(throws: ShiftCertificateDefect.counts) { _ = try bound(counting: []) }
  }

  @Test func `a priced count relaxes its limits, and some price is better than none`() throws {
    var (helped, tried) = (0, 0)
    for seed in UInt64(0)..<80 {
      let problem = TinyShifts.problem(seed: seed)
      var random = SeededRandom(seed: seed &+ 5)
      let prices = prices(problem, seed: seed)
      guard let least = ShiftEnumeration(problem).least(weights),
        let kept = try problem.verifiedBound(of: certificate([.init(prices: prices)]))
      else { continue }
      let all = TinyShifts.tolls(on: problem) { _ in 0 }
      guard !all.isEmpty else { continue }
      tried += 1
      let free = try #require(
        try problem.verifiedBound(of: certificate([.init(prices: prices, tolls: all)])))
      #expect(free <= kept)
      var best = free
      for _ in 0..<12 {
        let tolls = TinyShifts.tolls(on: problem) { _ in
          Int.random(in: -3000...3000, using: &random)
        }
        let bound = try problem.verifiedBound(
          of: certificate([.init(prices: prices, tolls: tolls)]))
        best = max(best, try #require(bound))
      }
      #expect(best <= kept && best <= least)
      if best > free { helped += 1 }
    }
    #expect(tried > 20 && helped > 5)
  }

  @Test func `a toll on one of two equal limits is paid once`() throws {
    // One person works one Saturday and may work none, said twice: 20 in all. What the rows pay for the toll
    // on the first limit comes back with it.
    var draft = ShiftDraft(title: "tiny", days: 7, firstWeekday: 1)
    draft.duties = [DutyDraft(id: "E", name: "early", start: 420, minutes: 480)]
    let limit = CellRuleDraft.count(
      CountRuleDraft(
        name: "weekends", cells: .work, unit: .weekends, maximum: LimitDraft(0, penalty: 10)))
    draft.contracts = [ContractDraft(id: "c", weekend: [6, 7], rules: [limit])]
    draft.staff = [StaffDraft(staffNumber: "00", name: "one", contract: "c", rules: [limit])]
    draft.pinned = [PinnedCellDraft(person: "00", day: 6, cells: .work)]
    let problem = try ShiftRosteringProblem(validating: draft)
    func bound(_ tolls: [ShiftBoundCertificate.Toll]) throws -> Int? {
      try problem.verifiedBound(
        of: ShiftBoundCertificate(
          weights: .init(open: 0, change: 0, penalty: 1), denominator: 1,
          nodes: [.init(prices: [], tolls: tolls)], bound: 0))
    }
    #expect(try bound([]) == 20)
    for price in [-3, 0, 4, 10, 1000] {
      let tolls = [ShiftBoundCertificate.Toll(person: 0, limits: [0], price: price, per: 1)]
      // The second limit is kept; of the first the least of 0 and 10 less the toll, with the toll on top.
      #expect(try bound(tolls) == 10 + price + min(0, 10 - price))
    }
  }

  @Test func `defective prices of counts are named`() throws {
    let problem = try #require(
      (0..<UInt64(50)).lazy.map { TinyShifts.problem(seed: $0) }
        .first { !TinyShifts.tolls(on: $0) { _ in 9 }.isEmpty })
    let good = try #require(TinyShifts.tolls(on: problem) { _ in 9 }.first)
    let prices = prices(problem, seed: 3)
    func defect(_ tolls: [ShiftBoundCertificate.Toll]) -> ShiftCertificateDefect? {
      do {
        _ = try problem.verifiedBound(of: certificate([.init(prices: prices, tolls: tolls)]))
        return nil
      } catch { return error }
    }
    #expect(defect([good]) == nil)
    #expect(defect([good, good]) == .tolls(node: 0))
    for (person, limits, per) in [
      (99, good.limits, good.per), (good.person, [99], good.per), (good.person, [], good.per),
      (good.person, good.limits + good.limits, good.per), (good.person, good.limits, 0),
      (good.person, good.limits, 11),
    ] {
      let toll = ShiftBoundCertificate.Toll(person: person, limits: limits, price: 9, per: per)
      #expect(defect([toll]) == .tolls(node: 0))
    }
    let steep = ShiftBoundCertificate.Toll(
      person: good.person, limits: good.limits, price: .max / 2, per: good.per)
    #expect(defect([steep]) == .overflow)
  }

  @Test(arguments: 0..<UInt64(60))
  func `a tree bounds by its worst leaf, and splits lose no roster`(seed: UInt64) throws {
    let problem = TinyShifts.problem(seed: seed)
    let prices = prices(problem, seed: seed)
    let width = problem.tasks.count + 1
    let split = ShiftBoundCertificate.Split(
      person: 0, day: Int(seed) % problem.days, cells: [0], inside: 1, outside: 2)
    let root = try problem.verifiedBound(of: certificate([.init(prices: prices)]))
    let tree = try problem.verifiedBound(
      of: certificate([
        .init(prices: prices, split: split), .init(prices: prices), .init(prices: prices),
      ]))
    // A split can only raise the bound, and with one price for all leaves nothing is lost.
    #expect(tree ?? .max >= root ?? .max)
    if let least = ShiftEnumeration(problem).least(weights) {
      #expect(try #require(tree) <= least)
    }
    let open = try problem.verifiedBound(
      of: certificate([
        .init(prices: prices, split: split), .init(prices: nil), .init(prices: prices),
      ]))
    #expect(open == root, "an open leaf proves what the node above it proves")
    // The parts of a full division by cells cover the node.
    let person = problem.people[0]
    let allowed = (0..<width).filter { person.isAllowed[split.day * width + $0] }
    let parts = try allowed.map { cell in
      let only = ShiftBoundCertificate.Split(
        person: 0, day: split.day, cells: [cell], inside: 1, outside: 2)
      return try problem.verifiedBound(
        of: certificate([
          .init(prices: prices, split: only), .init(prices: prices), .init(prices: prices),
        ]))
    }
    #expect(parts.allSatisfy { $0 == root || $0 ?? .max > root ?? .max })
  }

  @Test func `defective proofs are named`() throws {
    let problem = TinyShifts.problem(seed: 1)
    let good = prices(problem, seed: 1)
    func defect(_ certificate: ShiftBoundCertificate) -> ShiftCertificateDefect? {
      do {
        _ = try problem.verifiedBound(of: certificate)
        return nil
      } catch { return error }
    }
    #expect(defect(certificate([.init(prices: good)])) == nil)
    #expect(defect(certificate([.init(prices: good)], denominator: 0)) == .scale)
    #expect(defect(certificate([.init(prices: good)], denominator: 96)) == .scale)
    #expect(defect(certificate([.init(prices: good)], denominator: 512)) == .scale)
    #expect(defect(certificate([])) == .malformed(node: 0))
    #expect(defect(certificate([.init(prices: nil)])) == .malformed(node: 0))
    #expect(defect(certificate([.init(prices: good + [1])])) == .prices(node: 0))
    #expect(
      defect(certificate([.init(prices: good.map { _ in .max / 8 })])) == .overflow)
    func split(_ person: Int, _ day: Int, _ cells: [Int], _ inside: Int, _ outside: Int)
      -> ShiftCertificateDefect?
    {
      defect(
        certificate([
          .init(
            prices: good,
            split: .init(person: person, day: day, cells: cells, inside: inside, outside: outside)),
          .init(prices: nil), .init(prices: nil),
        ]))
    }
    #expect(split(0, 0, [0], 1, 2) == nil)
    #expect(split(9, 0, [0], 1, 2) == .malformed(node: 0))
    #expect(split(0, 9, [0], 1, 2) == .malformed(node: 0))
    #expect(split(0, 0, [9], 1, 2) == .malformed(node: 0))
    #expect(split(0, 0, [0], 1, 1) == .malformed(node: 0))
    #expect(split(0, 0, [0], 0, 2) == .malformed(node: 0))
    #expect(split(0, 0, [0], 1, 3) == .malformed(node: 0))
    let orphan = certificate([.init(prices: good), .init(prices: nil)])
    #expect(defect(orphan) == .malformed(node: 1))
  }
}
