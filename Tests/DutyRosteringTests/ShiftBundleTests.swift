import DutyRostering
import DutyRosteringSolver
import LinearProgramming
import Solving
import Testing

private let weights = ShiftBoundCertificate.Weights(open: 100_000, change: 7, penalty: 3)

/// The best mix of all rows there are, by the simplex method; `nil` if there is none.
private func bestMix(_ problem: ShiftRosteringProblem, _ all: ShiftEnumeration) throws -> Double? {
  var program = LinearProgram("all rows")
  var sums = problem.cover.map { _ in LinearExpression() }
  for (person, rows) in all.rows.enumerated() {
    var one = LinearExpression()
    for (number, row) in rows.enumerated() {
      let cost = weights.change * row.change + weights.penalty * row.penalty
      let column = program.addColumn("row[\(person),\(number)]", cost: Double(cost))
      one.add(1, column)
      for (need, count) in row.counts.enumerated() where count > 0 {
        sums[need].add(Double(count), column)
      }
    }
    program.require("one[\(person)]", one, equals: 1)
  }
  for (need, cover) in problem.cover.enumerated() {
    for (name, limit) in [("minimum", cover.minimum), ("preferred", cover.preferred)] {
      guard let limit else { continue }
      let price = limit.penalty.map { weights.penalty * $0 } ?? weights.open
      let short = program.addColumn("short of \(name)[\(need)]", cost: Double(price))
      var sum = sums[need]
      sum.add(1, short)
      program.require("\(name)[\(need)]", sum, atLeast: Double(limit.limit))
    }
    guard let maximum = cover.maximum else { continue }
    var sum = sums[need]
    if let penalty = maximum.penalty {
      sum.add(
        -1, program.addColumn("over[\(need)]", cost: Double(weights.penalty * penalty)))
    }
    program.require("maximum[\(need)]", sum, atMost: Double(maximum.limit))
  }
  return try withSession(program) { session in
    try session.solve(.primal) == .optimal ? session.objective : nil
  }
}

@Suite struct ShiftBundleTests {
  @Test func `a bundle settles at the price of the best mix, however dear an open duty is`() throws
  {
    var (settled, exact) = (0, 0)
    for seed in UInt64(0)..<150 {
      let problem = TinyShifts.problem(seed: seed)
      let all = ShiftEnumeration(problem)
      guard let mix = try bestMix(problem, all),
        let found = problem.pricedBound(weights: weights, rounds: 300)
      else { continue }
      let bound = found.certificate.bound
      let granted = try problem.verifiedBound(of: found.certificate)
      #expect(granted ?? .max >= bound)
      // The next whole number may be claimed.
      #expect(Double(bound) < mix + 1, "seed \(seed)")
      if found.isSettled { settled += 1 }
      if Double(bound) > mix - 0.01 { exact += 1 }
    }
    // A line search without fine steps gives half of these up far below.
    #expect(settled > 100)
    #expect(exact >= settled - 3)
  }

  @Test func `counts without room are priced, and kept apart again where there is room`() throws {
    var random = SeededRandom(seed: 35)
    var (priced, higher, exact, compared) = (0, 0, 0, 0)
    while compared < 200 {
      guard
        let problem = RandomShifts.problem(
          people: 2, days: Int.random(in: 4...5, using: &random), using: &random)
      else { continue }
      let all = ShiftEnumeration(problem)
      guard let least = all.least(weights), let mix = try bestMix(problem, all) else { continue }
      compared += 1
      let narrow = try #require(problem.pricedBound(weights: weights, rounds: 300, roomLimit: 1))
      let wide = try #require(
        problem.pricedBound(weights: weights, rounds: 600, roomLimit: 1, wider: 1 << 20))
      for found in [narrow, wide] {
        let granted = try problem.verifiedBound(of: found.certificate)
        #expect(granted ?? .max >= found.certificate.bound)
        #expect(found.certificate.bound <= least)
      }
      if narrow.certificate.nodes[0].tolls != nil { priced += 1 }
      if wide.certificate.bound > narrow.certificate.bound { higher += 1 }
      if Double(wide.certificate.bound) > mix - 0.01 { exact += 1 }
    }
    #expect(priced > 20)
    #expect(higher > 5)
    // A few end where the mix gains nothing for twenty rounds.
    #expect(exact >= 190)
  }

  @Test func `a dive gives everybody a row, with no room for counts too`() throws {
    var random = SeededRandom(seed: 36)
    var dived = 0
    while dived < 300 {
      guard let problem = RandomShifts.problem(people: 3, days: 6, using: &random) else { continue }
      let rows = problem.people.indices.map { person in
        RandomShifts.rows(problem, person: person).randomElement(using: &random)?.0
      }
      let held = rows.compactMap { row in row?.map { $0 == 0 ? nil : $0 - 1 } }
      guard held.count == rows.count else { continue }
      let roster = try #require(
        problem.divedRoster(
          from: ShiftRoster(tasks: held), weights: weights, rounds: 20, roomLimit: 1))
      for (person, row) in roster.tasks.enumerated() {
        let cells = row.map { ($0 ?? -1) + 1 }
        #expect(ShiftRowOracle(problem, person: person).cost(cells) != nil)
      }
      dived += 1
    }
  }
}
