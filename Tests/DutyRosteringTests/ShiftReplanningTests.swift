import DutyRostering
import Testing

/// What a published roster, absences and sites make of a draft.
@Suite struct ShiftReplanning {
  private func draft() -> ShiftDraft {
    var draft = ShiftDraft(
      days: 4,
      duties: [
        DutyDraft(id: "N", name: "north", minutes: 480, site: "north"),
        DutyDraft(id: "S", name: "south", minutes: 480, site: "south"),
        DutyDraft(id: "H", name: "at home", minutes: 480),
      ], contracts: [ContractDraft(id: "c")])
    draft.staff = ["1", "2"].map { StaffDraft(staffNumber: $0, name: "", contract: "c") }
    return draft
  }

  private let roster = ShiftRoster(tasks: [[0, 1, 2, nil], [1, nil, nil, 0]])

  @Test func `weights are those of the roster published before, else one each`() throws {
    var draft = draft()
    let problem = try ShiftRosteringProblem(validating: draft)
    let fresh = try #require(draft.replanned(keeping: roster, of: problem).published)
    #expect(fresh.cellWeight == 1 && fresh.personWeight == 1 && fresh.cells.count == 5)
    draft.published = PublishedDraft(cells: [], cellWeight: 3, personWeight: 7)
    let again = try #require(draft.replanned(keeping: roster, of: problem).published)
    #expect(again.cellWeight == 3 && again.personWeight == 7 && again.cells == fresh.cells)
  }

  @Test func `an absence frees the pins of that person on those days and is leave`() throws {
    var draft = draft()
    let problem = try ShiftRosteringProblem(validating: draft)
    draft.pinned = [("1", 1), ("1", 2), ("1", 3), ("1", 4), ("2", 2)].map {
      PinnedCellDraft(person: $0.0, day: $0.1, cells: .anything)
    }
    let absence = ForbiddenCellDraft(person: "1", first: 2, last: 3)
    let replanned = draft.replanned(keeping: roster, of: problem, away: [absence])
    #expect(replanned.pinned == [draft.pinned[0], draft.pinned[3], draft.pinned[4]])
    #expect(replanned.forbidden == [absence])
    // What is no longer allowed is left out of the roster that a search begins with.
    let start = try ShiftRosteringProblem(validating: replanned).publishedRoster
    #expect(start.tasks == [[0, nil, nil, nil], [1, nil, nil, 0]])
  }

  @Test func `what lies outside its problem is left out of a published roster`() throws {
    let draft = draft()
    let problem = try ShiftRosteringProblem(validating: draft)
    let wider = ShiftRoster(tasks: [[0, 3, -1, nil], [1, nil, nil, 0], [2, 2, 2, 2]])
    let published = try #require(draft.replanned(keeping: wider, of: problem).published)
    #expect(
      published.cells == [
        PublishedCellDraft(person: "1", day: 1, duty: "N"),
        PublishedCellDraft(person: "2", day: 1, duty: "S"),
        PublishedCellDraft(person: "2", day: 4, duty: "N"),
      ])
  }

  @Test func `every site of a list is allowed, and a duty without a site anywhere`() throws {
    var draft = draft()
    draft.staff[0].sites = ["north", "south"]
    draft.staff[1].sites = ["north"]
    let problem = try ShiftRosteringProblem(validating: draft)
    #expect(problem.violations(of: roster).map(\.subject) == [.site(person: 1, day: 0)])
  }

  @Test func `travel is between two sites, and a duty without a site is none`() throws {
    var draft = draft()
    draft.contracts[0].rules = [.travel(penalty: 2)]
    let problem = try ShiftRosteringProblem(validating: draft)
    #expect(
      problem.findings(in: roster).map(\.subject) == [.pattern(person: 0, rule: 0, day: 1)])
  }

  @Test func `open duties outweigh changes, and changes penalties`() {
    let ascending = [
      ShiftValues(open: 0, change: 0, penalty: 9), ShiftValues(open: 0, change: 1, penalty: 0),
      ShiftValues(open: 0, change: 9, penalty: 9), ShiftValues(open: 1, change: 0, penalty: 0),
    ]
    #expect(ascending.reversed().sorted() == ascending)
  }
}
