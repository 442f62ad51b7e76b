import DutyRostering
import DutyRosteringSolver
import Solving
import Testing

@Suite struct ShiftPricingTests {
  @Test func `pricing finds the cheapest of all rows, every kind of rule on`() {
    var random = SeededRandom(seed: 31)
    var (priced, withoutRow) = (0, 0)
    while priced < 1000 {
      guard
        let problem = RandomShifts.problem(
          people: 1, days: Int.random(in: 5...6, using: &random), using: &random)
      else { continue }
      let width = problem.tasks.count + 1
      let prices = (0..<problem.days * width).map { _ in Int.random(in: -9...9, using: &random) }
      let best = RandomShifts.rows(problem, person: 0).map { row, cost in
        row.enumerated().reduce(cost) { $0 + prices[$1.offset * width + $1.element] }
      }.min()
      let found = problem.cheapestRow(of: 0, prices: prices)
      #expect(found?.bound == best)
      #expect(found?.cost == best)
      if let row = found?.row, let own = ShiftRowOracle(problem, person: 0).cost(row) {
        #expect(
          row.enumerated().reduce(own) { $0 + prices[$1.offset * width + $1.element] } == best)
      } else {
        #expect(best == nil)
        withoutRow += 1
      }
      let cramped = problem.cheapestRow(of: 0, prices: prices, roomLimit: 60)
      if let cramped, let best {
        #expect(cramped.bound <= best)
        if let cost = cramped.cost { #expect(cost >= best) }
      }
      priced += 1
    }
    #expect(withoutRow > 10 && withoutRow < 500)
  }

  @Test func `a row that keeps all rules is found in too little room wherever there is one`() throws
  {
    var random = SeededRandom(seed: 33)
    var (found, withoutPatience, mended) = (0, 0, 0)
    for _ in 0..<600 {
      guard let problem = RandomShifts.problem(people: 1, days: 6, using: &random) else { continue }
      let width = problem.tasks.count + 1
      let prices = (0..<problem.days * width).map { _ in Int.random(in: -9...9, using: &random) }
      guard !RandomShifts.rows(problem, person: 0).isEmpty else { continue }
      let hasty = problem.cheapestRow(of: 0, prices: prices, roomLimit: 8, patience: 0)
      let patient = problem.cheapestRow(of: 0, prices: prices, roomLimit: 8, patience: 10)
      let row = try #require(patient?.row)
      let own = try #require(ShiftRowOracle(problem, person: 0).cost(row))
      #expect(
        row.enumerated().reduce(own) { $0 + prices[$1.offset * width + $1.element] }
          == patient?.cost)
      found += 1
      guard hasty?.row == nil else { continue }
      withoutPatience += 1
      // Without a larger table to fall back on, what is found now was mended.
      let alone = problem.cheapestRow(
        of: 0, prices: prices, roomLimit: 8, mostRoom: 8, patience: 10)
      if let row = alone?.row {
        #expect(ShiftRowOracle(problem, person: 0).cost(row) != nil)
        mended += 1
      }
    }
    #expect(found > 300 && withoutPatience > 10)
    #expect(mended > 0)
  }

  @Test func `pricing a stretch of days counts what the held days before and behind it cost`()
    throws
  {
    var random = SeededRandom(seed: 32)
    var priced = 0
    while priced < 400 {
      guard let problem = RandomShifts.problem(people: 1, days: 6, using: &random) else { continue }
      let rows = RandomShifts.rows(problem, person: 0)
      guard let held = rows.randomElement(using: &random)?.0 else { continue }
      let first = Int.random(in: 0...3, using: &random)
      let days = first..<Int.random(in: first + 1...5, using: &random)
      let width = problem.tasks.count + 1
      let prices = (0..<problem.days * width).map { _ in Int.random(in: -9...9, using: &random) }
      func value(_ row: [Int], _ cost: Int) -> Int {
        days.reduce(cost) { $0 + prices[$1 * width + row[$1]] }
      }
      let best = rows.filter { row, _ in
        row.indices.allSatisfy { days.contains($0) || row[$0] == held[$0] }
      }.map { value($0.0, $0.1) }.min()
      let found = problem.cheapestRow(of: 0, prices: prices, changing: (held, days))
      #expect(found?.bound == best)
      #expect(found?.cost == best)
      let row = try #require(found?.row)
      let own = try #require(ShiftRowOracle(problem, person: 0).cost(row))
      #expect(value(row, own) == best)
      priced += 1
    }
  }
}
