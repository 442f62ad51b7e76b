import DutyRostering
import DutyRosteringSolver
import Solving
import Testing

@Suite struct ShiftAnnealingTests {
  private let weights = ShiftBoundCertificate.Weights(open: 500, change: 11, penalty: 1)

  /// A roster to begin with, from a search that is stopped at once.
  private func start(_ problem: ShiftRosteringProblem) throws -> ShiftRoster? {
    try problem.solve(run: Run(within: SolveLimits(work: 1))).solution?.roster
  }

  private func value(_ roster: ShiftRoster, _ problem: ShiftRosteringProblem) -> Int {
    let values = problem.values(of: roster)
    return weights.open * values.open + weights.change * values.change
      + weights.penalty * values.penalty
  }

  @Test func `values kept from change to change are those that the checker counts, every rule on`()
    throws
  {
    var random = SeededRandom(seed: 51)
    var (walks, moved) = (0, 0)
    while walks < 60 {
      let size = (people: Int.random(in: 1...5, using: &random), days: [5, 14, 23][walks % 3])
      guard
        let problem = RandomShifts.problem(
          people: size.people, days: size.days, using: &random), let start = try start(problem)
      else { continue }
      let met = problem.walkedRosters(
        weights: weights, from: start, temperature: Double(1 + walks % 4 * 10), count: 12,
        changes: 50, seed: UInt64(walks))
      #expect(met.count == 12)
      for (roster, value) in met {
        #expect(problem.violations(of: roster) == [])
        #expect(value == self.value(roster, problem))
        if roster != start { moved += 1 }
      }
      walks += 1
    }
    // Most walks leave where they began; where hard rules leave one row, they cannot.
    #expect(moved > 400)
  }

  @Test func `the same seed walks the same way, another one another`() throws {
    var random = SeededRandom(seed: 52)
    var found: (ShiftRosteringProblem, ShiftRoster)?
    while found == nil {
      guard let problem = RandomShifts.problem(people: 5, days: 21, using: &random),
        let start = try start(problem)
      else { continue }
      found = (problem, start)
    }
    let (problem, start) = try #require(found)
    let walks = [3, 3, 4].map { seed in
      problem.walkedRosters(
        weights: weights, from: start, temperature: 20, count: 5, changes: 200, seed: seed
      ).map(\.roster)
    }
    #expect(walks[0] == walks[1])
    #expect(walks[0] != walks[2])
  }

  @Test func `a cold walk never gets dearer, a warm one does`() throws {
    var random = SeededRandom(seed: 53)
    var (cold, warm, problems) = (0, 0, 0)
    while problems < 10 {
      guard let problem = RandomShifts.problem(people: 4, days: 14, using: &random),
        let start = try start(problem)
      else { continue }
      func rises(_ temperature: Double) -> Int {
        var last = value(start, problem)
        var rises = 0
        for (_, value) in problem.walkedRosters(
          weights: weights, from: start, temperature: temperature, count: 30, changes: 20, seed: 1)
        {
          if value > last { rises += 1 }
          last = value
        }
        return rises
      }
      cold += rises(0)
      warm += rises(40)
      problems += 1
    }
    #expect(cold == 0)
    #expect(warm > 20)
  }
}
