import Alliance
import DutyRostering
import Testing

/// Who may serve when a draw decides between units that are equally in turn, term by term.
@Suite struct DrawnOrder {
  private let seat = Seat(body: .secretariat, tier: .hospital)
  private let office = Seat(body: .office, tier: .hospital)

  /// Hospitals a, b and c with one person each; `places` of each term at the secretariat, the rest at the office.
  private func draft(
    terms: Int, places: Int = 1, _ change: (inout RosteringDraft) -> Void = { _ in }
  ) -> RosteringDraft {
    var draft = RosteringDraft(title: "t")
    draft.terms = (0..<terms).map { TermDraft(label: "t\($0)") }
    draft.units = ["a", "b", "c"].map { UnitDraft(id: $0, name: $0, tier: .hospital) }
    draft.people = draft.units.map {
      PersonDraft(staffNumber: "\($0.id)1", name: "", unit: $0.id, role: "科研管理负责人")
    }
    draft.rotation.settings.fewestPlaces = 0
    draft.rotation.settings.mayLeaveOpen = true
    for term in draft.terms {
      for other in Seat.all {
        let count = other == seat ? 1 : other == office ? places - 1 : 0
        draft.rotation.demand.append(DemandDraft(term: term.label, seat: other, places: count))
      }
    }
    change(&draft)
    return draft
  }

  /// The units that may serve in each term once the draw has ordered them c, a, b.
  private func serving(_ draft: RosteringDraft, order: [String] = ["c", "a", "b"]) throws
    -> [String]
  {
    let drawn = try RosteringProblem(validating: draft).draft(inOrderOf: order, draw: "h")
    #expect(drawn.draw == "h")
    return drawn.terms.map { term in
      drawn.units.map(\.id).filter { unit in
        !drawn.rotation.forbidden.contains {
          $0.unit == unit && ($0.term ?? term.label) == term.label
        }
      }.joined()
    }
  }

  @Test func `every unit serves once in each cycle, in the order drawn`() throws {
    #expect(try serving(draft(terms: 7)) == ["c", "a", "b", "c", "a", "b", "c"])
    #expect(try serving(draft(terms: 3, places: 2)) == ["ac", "bc", "ab"])
    // Units that were not drawn come last, in their order.
    #expect(try serving(draft(terms: 3), order: ["b"]) == ["b", "a", "c"])
  }

  @Test func `who is away is passed over and keeps the turn`() throws {
    let isAway: [(inout RosteringDraft) -> Void] = [
      { $0.leave = [LeaveDraft(unit: "c", term: "t0")] },
      { $0.leave = [LeaveDraft(person: "c1", term: "t0")] },
      { $0.rotation.forbidden = [CellDraft(term: "t0", unit: "c")] },
      // Who is left has not the role.
      {
        $0.leave = [LeaveDraft(person: "c1", term: "t0")]
        $0.people.append(PersonDraft(staffNumber: "c2", name: "", unit: "c", role: "其他"))
      },
    ]
    for change in isAway {
      #expect(try serving(draft(terms: 4, change)) == ["a", "c", "b", "c"])
    }
    // One body alone is no absence, nor is a colleague's.
    for change: (inout RosteringDraft) -> Void in [
      { $0.rotation.forbidden = [CellDraft(term: "t0", body: .office, unit: "b")] },
      {
        $0.people.append(
          PersonDraft(staffNumber: "c2", name: "", unit: "c", role: "科研管理负责人"))
        $0.leave = [LeaveDraft(person: "c2", term: "t0")]
      },
    ] {
      #expect(try serving(draft(terms: 3, change))[0].contains("c"))
    }
  }

  @Test func `the gap between two duties is kept, and that to the history`() throws {
    // By its share a would serve twice in a row, in the third term and the fourth.
    let weighted: (inout RosteringDraft) -> Void = {
      $0.units[0].weight = 2
      $0.units[2].takesPart = false
    }
    #expect(try serving(draft(terms: 4, weighted)) == ["ac", "bc", "ac", "ac"])
    let gap = draft(terms: 4) {
      weighted(&$0)
      $0.rotation.settings.leastGap = 1
    }
    #expect(try serving(gap) == ["ac", "bc", "ac", "bc"])
  }

  @Test func `pinned units take their places and are not drawn again`() throws {
    let pin = CellDraft(term: "t0", body: .secretariat, unit: "b")
    #expect(try serving(draft(terms: 3) { $0.rotation.pinned = [pin] }) == ["b", "c", "a"])
    let two = { (pins: [CellDraft]) in
      try serving(draft(terms: 2, places: 2) { $0.rotation.pinned = pins }, order: ["b", "c", "a"])
    }
    #expect(try two([pin]) == ["bc", "ab"])
    // Named twice, by the unit and by its person, it still takes one place.
    #expect(try two([pin, pin]) == ["bc", "ab"])
    #expect(
      try two([pin, CellDraft(term: "t0", body: .secretariat, person: "b1")]) == ["bc", "ab"])
  }

  @Test func `a term that too few can fill is left to the solver`() throws {
    let draft = draft(terms: 2, places: 2) {
      $0.leave = ["a", "b"].map { LeaveDraft(unit: $0, term: "t0") }
    }
    // All are let in; whoever was free has served.
    #expect(try serving(draft) == ["abc", "ab"])
  }

  @Test func `cells that are named twice are one`() throws {
    let cell = CellDraft(term: "t0", body: .office, unit: "b")
    let problem = try RosteringProblem(
      validating: draft(terms: 2, places: 2) {
        $0.rotation.pinned = [cell, cell]
        $0.rotation.forbidden = [
          CellDraft(body: .office, unit: "c"), CellDraft(term: "t1", unit: "c"),
        ]
      })
    #expect(problem.pinned.count == 1)
    #expect(problem.forbidden.map { [$0.term, $0.body.index] } == [[0, 1], [1, 0], [1, 1]])
  }

  @Test func `an order for ties is named with its draw, and is then the last goal of each tier`()
    throws
  {
    let problem = try RosteringProblem(validating: draft(terms: 2))
    let drawn = problem.draft(withTiesInOrderOf: ["c", "a"], draw: "h")
    #expect(drawn.draw == "h" && drawn.tieOrder == ["c", "a"])
    #expect(drawn.rotation == problem.draft.rotation)
    let goals = try RosteringProblem(validating: drawn).goals
    #expect(goals.suffix(2).map(\.measure) == [.drawnOrder, .drawnOrder])
    #expect(!problem.goals.contains { $0.measure == .drawnOrder })
  }
}
