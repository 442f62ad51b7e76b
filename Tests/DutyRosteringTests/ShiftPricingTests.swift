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
}
