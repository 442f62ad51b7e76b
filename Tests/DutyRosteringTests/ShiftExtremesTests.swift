import DutyRostering
import DutyRosteringSolver
import Solving
import Testing

/// Rosters of one person whose optimum is counted by hand, at the edges of what is valid.
@Suite struct ShiftExtremesTests {
  private func problem(
    days: Int, minutes rules: [LimitDraft] = [], leave: ClosedRange<Int>? = nil
  ) throws -> ShiftRosteringProblem {
    var draft = ShiftDraft(
      days: days, duties: [DutyDraft(id: "D", name: "day", start: 480, minutes: 480)],
      contracts: [ContractDraft(id: "c")],
      staff: [StaffDraft(staffNumber: "1", name: "", contract: "c")])
    draft.staff[0].rules = rules.map {
      .count(CountRuleDraft(name: "minutes", cells: .work, unit: .minutes, minimum: $0))
    }
    if let leave {
      draft.forbidden = [
        ForbiddenCellDraft(person: "1", first: leave.lowerBound, last: leave.upperBound)
      ]
    }
    return try ShiftRosteringProblem(validating: draft)
  }

  @Test func `a squared cost of billions is no trap`() throws {
    let problem = try problem(
      days: 28, minutes: [LimitDraft(9600, penalty: 30, isSquared: true)], leave: 1...10)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 500)))
    // 18 days of 480 minutes leave 960 minutes open.
    #expect(outcome.objective == 27_648_000)
    #expect(outcome.termination == .optimal)
  }

  @Test func `what somebody on leave throughout misses is counted and proven`() throws {
    let problem = try problem(days: 7, minutes: [LimitDraft(480, penalty: 1)], leave: 1...7)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 100)))
    #expect(outcome.objective == 480)
    #expect(outcome.bound == 480)
    let answer = try #require(outcome.solution)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
  }

  @Test func `a roster that costs nothing is optimal at once and needs no proof`() throws {
    let problem = try problem(days: 7)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 100_000)))
    #expect(outcome.termination == .optimal)
    #expect(outcome.bound == 0)
    #expect(outcome.work < 100)
    let answer = try #require(outcome.solution)
    #expect(answer.certificate == nil)
    #expect(problem.certificateDefects(of: answer, terms: outcome.terms) == [])
  }

  @Test func `a roster to begin with that lacks days is not used`() throws {
    let problem = try problem(days: 7, minutes: [LimitDraft(480, penalty: 1)])
    for start in [[[]], [[0, 0]], []] as [[[Int?]]] {
      let outcome = try problem.solve(
        run: Run(within: SolveLimits(work: 100)), from: ShiftRoster(tasks: start))
      #expect(outcome.objective == 0)
    }
  }
}
