import DutyRostering
import DutyRosteringSolver
import SampleData
import Solving
import Testing

/// What searches side by side tell each other.
@Suite struct HandedOverTests {
  @Test func `rosters, their rows, prices and the end arrive on the other side`() throws {
    let problem = try ShiftRosteringProblem(
      validating: WardSample(people: 8, days: 14).draft(seed: 3))
    let rosters = try [0, 300].map { work in
      try #require(problem.solve(run: Run(within: SolveLimits(work: work))).solution).roster
    }
    let handed = try #require(
      problem.handedOver(from: rosters[0], to: rosters[1], seconds: 4))
    let differing = zip(rosters[0].tasks, rosters[1].tasks).count { $0 != $1 }
    #expect(differing > 0)
    #expect(handed.rows == [0, problem.people.count])
    #expect(handed.hasRoster)
    #expect(handed.hasRoot == [false, true])
    #expect(handed.chargesItself)
    #expect(handed.isOver == [false, true])
  }
}
