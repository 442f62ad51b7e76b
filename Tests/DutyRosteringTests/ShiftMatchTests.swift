import DutyRostering
import Testing

/// Which cells each kind of match means, in the roster and in the days before it.
@Suite struct ShiftMatches {
  private func problem(
    _ rules: [CellRuleDraft], history: [HistoryCellDraft] = [],
    change: (inout ShiftDraft) -> Void = { _ in }
  ) throws -> ShiftRosteringProblem {
    var draft = ShiftDraft(
      days: 2,
      duties: [
        DutyDraft(id: "D", name: "", minutes: 480), DutyDraft(id: "N", name: "", minutes: 600),
      ], contracts: [ContractDraft(id: "c", rules: rules)],
      staff: [StaffDraft(staffNumber: "1", name: "", contract: "c", history: history)])
    draft.groups = [DutyGroupDraft(id: "nights", duties: ["N"])]
    change(&draft)
    return try ShiftRosteringProblem(validating: draft)
  }

  /// The cell of the day before the first that is known only as work is every duty or none by name.
  @Test(arguments: [
    (CellMatchDraft.anything, true), (.off, false), (.work, true), (.oneOf(["D", "N"]), false),
    (.workExcept(["D"]), false), (.noneOf(["D"]), false),
  ])
  func `work of an unknown duty matches work and anything alone`(
    match: CellMatchDraft, isMatched: Bool
  ) throws {
    let rule = CellRuleDraft.pattern(
      PatternRuleDraft(name: "", steps: [match, .oneOf(["D"])], penalty: 5))
    let problem = try problem([rule], history: [.work])
    let findings = problem.findings(in: ShiftRoster(tasks: [[0, nil]]))
    #expect(findings.map(\.cost) == (isMatched ? [5] : []))
  }

  @Test func `a ban holds on each of its days`() throws {
    let problem = try problem([]) {
      $0.forbidden = [ForbiddenCellDraft(person: "1", first: 1, last: 2, cells: .work)]
    }
    for (row, count) in [([0, 0], 2), ([0, nil], 1), ([nil, 1], 1), ([nil, nil], 0)] {
      #expect(problem.violations(of: ShiftRoster(tasks: [row])).count == count)
    }
    #expect(problem.people[0].isAllowed == [true, false, false, true, false, false])
  }

  @Test(arguments: [
    (CellMatchDraft.anything, [true, true, true]), (.off, [true, false, false]),
    (.work, [false, true, true]), (.oneOf(["nights"]), [false, false, true]),
    (.workExcept(["nights"]), [false, true, false]), (.noneOf(["nights"]), [true, true, false]),
  ])
  func `a wish, a ban and a rule mean the same cells`(
    match: CellMatchDraft, isMatched: [Bool]
  ) throws {
    let rule = CellRuleDraft.pattern(
      PatternRuleDraft(name: "", steps: [match], weekday: 1, penalty: 7))
    for (cell, isMatched) in isMatched.enumerated() {
      let roster = ShiftRoster(tasks: [[cell == 0 ? nil : cell - 1, nil]])
      let ruled = try problem([rule])
      #expect(ruled.findings(in: roster).map(\.cost) == (isMatched ? [7] : []))
      let wished = try problem([]) {
        $0.wishes = [WishDraft(person: "1", day: 1, cells: match, weight: 3, isFor: true)]
      }
      #expect(wished.findings(in: roster).map(\.cost) == (isMatched ? [] : [3]))
      #expect(wished.people[0].cost[cell] == (isMatched ? 0 : 3))
      guard match != .anything else { continue }
      let barred = try problem([]) {
        $0.forbidden = [ForbiddenCellDraft(person: "1", first: 1, last: 1, cells: match)]
      }
      #expect(barred.violations(of: roster).isEmpty != isMatched)
      #expect(barred.people[0].isAllowed[cell] != isMatched)
    }
  }
}
