import Diagnostics
import DutyRostering
import DutyRosteringSolver
import Solving
import Testing

/// What people must do against what needs may have at most.
@Suite struct ShiftCeilingTests {
  /// Three people who must each work `least` days of four, at most `most` of them on any day.
  private func problem(least: Int, most: Int) throws -> ShiftRosteringProblem {
    let floor = CellRuleDraft.count(
      CountRuleDraft(name: "floor", cells: .work, minimum: LimitDraft(least)))
    // A wish costs what it may, so that no roster costs nothing.
    return try ShiftRosteringProblem(
      validating: ShiftDraft(
        days: 4, duties: [DutyDraft(id: "D", name: "day", start: 480, minutes: 480)],
        contracts: [ContractDraft(id: "c", rules: [floor])],
        staff: ["1", "2", "3"].map { StaffDraft(staffNumber: $0, name: "", contract: "c") },
        cover: (1...4).map { CoverDraft(days: [$0], duties: ["D"], maximum: LimitDraft(most)) },
        wishes: (1...4).map { WishDraft(person: "1", day: $0, cells: .off, weight: 2, isFor: true) }
      ))
  }

  @Test
  func `floors above the maxima of needs are proven infeasible long before a limit, and told`()
    throws
  {
    // Three times two days are two more than one on each of four.
    let problem = try problem(least: 2, most: 1)
    let run = Run(within: SolveLimits(work: 20_000))
    let outcome = try problem.solve(run: run)
    #expect(outcome.termination == .infeasible)
    #expect(outcome.solution == nil)
    #expect(run.work < 10_000)
    let clash = try problem.clash(run: Run(within: SolveLimits(work: 20_000)))
    #expect(clash.first?.en.contains("at least 2 in all") == true)
    let told = clash.dropFirst().map(\.en)
    #expect(!told.isEmpty && told.allSatisfy { $0.contains("above the maximum") })
  }

  @Test func `floors that just fit leave a roster`() throws {
    let problem = try problem(least: 2, most: 2)
    let outcome = try problem.solve(run: Run(within: SolveLimits(work: 20_000)))
    #expect(outcome.termination == .optimal)
    // Two of the first person's four free days are worked.
    #expect(outcome.objective == 4)
    let clash = try problem.clash(run: Run(within: SolveLimits(work: 20_000)))
    #expect(clash == [])
  }
}
