import Alliance
import Diagnostics
import DutyRostering
import Testing

/// Three terms of a hospital and a community centre, with places for both in the secretariat.
private func sound() -> RosteringDraft {
  var draft = RosteringDraft(title: "sound")
  draft.terms = (0..<3).map { TermDraft(label: "t\($0)") }
  draft.units = [
    UnitDraft(id: "a", name: "A", tier: .hospital),
    UnitDraft(id: "c", name: "C", tier: .community),
  ]
  draft.people = [
    PersonDraft(staffNumber: "01", name: "P", unit: "a", role: "科研管理负责人"),
    PersonDraft(staffNumber: "02", name: "Q", unit: "c", role: "科研管理负责人"),
    PersonDraft(staffNumber: "03", name: "R", unit: "a", role: "科研管理负责人"),
  ]
  draft.rotation.settings.fewestPlaces = 0
  for term in draft.terms {
    for seat in Seat.all {
      let places = seat.body == .secretariat ? 1 : 0
      draft.rotation.demand.append(DemandDraft(term: term.label, seat: seat, places: places))
    }
  }
  draft.rotation.posts = [
    PostDraft(staffNumber: "90", name: "post", seats: [Seat.all[0]], mostTerms: 1)
  ]
  return draft
}

private typealias Change = @Sendable (inout RosteringDraft) -> Void

private func pins(_ cells: CellDraft...) -> Change { { $0.rotation.pinned = cells } }

private func history(
  served: Int = 0, _ entitlement: ExactFraction = .zero, since: Int? = nil
) -> Change {
  {
    $0.rotation.history = [
      HistoryDraft(unit: "a", served: served, entitlement: entitlement, termsSince: since)
    ]
  }
}

private let pin = CellDraft(term: "t0", body: .secretariat, unit: "a")
private let personPin = CellDraft(term: "t0", body: .secretariat, person: "01")

/// One change with the faults of its rule, and where they are.
private let changes: [(Change, String, [String])] = [
  ({ $0.terms = [] }, "R104", ["terms"]),
  (
    { draft in
      draft.terms = (0..<521).map { TermDraft(label: "t\($0)") }
    }, "R105", ["terms"]
  ),
  ({ $0.terms[1].label = "t0" }, "R102", ["terms[1].label"]),
  (
    {
      ($0.terms[0].start, $0.terms[0].end) = ("2026-01-01", "2026-01-31")
      ($0.terms[1].start, $0.terms[1].end) = ("2026-02-01", "2026-02-28")
    }, "R126", []
  ),
  (
    {
      $0.units += (0..<1999).map {
        UnitDraft(id: "u\($0)", name: "", tier: .hospital, takesPart: false)
      }
    }, "R105", ["units"]
  ),
  ({ for u in $0.units.indices { $0.units[u].takesPart = false } }, "R104", ["units"]),
  ({ for u in $0.units.indices { $0.units[u].isHost = true } }, "R107", ["units[1].isHost"]),
  ({ $0.units[1].id = "a" }, "R102", ["units[1].id"]),
  ({ $0.units[0].weight = 1000 }, "R106", []),
  ({ $0.units[0].weight = 0 }, "R106", ["units[0].weight"]),
  ({ $0.units[0].weight = 1001 }, "R106", ["units[0].weight"]),
  ({ $0.people[1].role = "other" }, "R108", ["units[1]"]),
  (
    {
      $0.people += (0..<19_998).map {
        PersonDraft(staffNumber: "p\($0)", name: "", unit: "a", role: "")
      }
    }, "R105", ["people"]
  ),
  ({ $0.people[2].staffNumber = "01" }, "R102", ["people[2].staffNumber"]),
  ({ $0.people[2].unit = "?" }, "R103", ["people[2].unit"]),
  ({ $0.people[2].exception = " " }, "R110", ["people[2].exception"]),
  ({ $0.people[2].served = -1 }, "R109", ["people[2].served"]),
  ({ $0.people[2].served = 100_000 }, "R109", []),
  ({ $0.people[2].served = 100_001 }, "R109", ["people[2].served"]),
  (
    { $0.people[0].successors = [SuccessorDraft(term: "?", staffNumber: "04", name: "")] },
    "R103", ["people[0].successors[0].term"]
  ),
  (
    { $0.people[0].successors = [SuccessorDraft(term: "t1", staffNumber: "01", name: "")] },
    "R102", ["people[0].successors[0].staffNumber"]
  ),
  ({ $0.leave = [LeaveDraft(unit: "a", term: "?")] }, "R103", ["leave[0].term"]),
  ({ $0.leave = [LeaveDraft(unit: "?", term: "t0")] }, "R103", ["leave[0].unit"]),
  ({ $0.leave = [LeaveDraft(person: "?", term: "t0")] }, "R103", ["leave[0].person"]),
  ({ $0.leave = [LeaveDraft(person: "90", term: "t0")] }, "R103", []),
  ({ $0.leave = [LeaveDraft(term: "t0")] }, "R114", ["leave[0]"]),
  ({ $0.leave = [LeaveDraft(unit: "a", person: "01", term: "t0")] }, "R114", ["leave[0]"]),
  ({ $0.rotation.settings.leastGap = -1 }, "R123", ["rotation.settings.leastGap"]),
  ({ $0.rotation.settings.leastGap = 2 }, "R123", []),
  ({ $0.rotation.settings.leastGap = 3 }, "R123", ["rotation.settings.leastGap"]),
  ({ $0.rotation.settings.fewestPlaces = -1 }, "R124", ["rotation.settings.mostPlaces"]),
  ({ $0.rotation.settings.mostPlaces = -1 }, "R124", ["rotation.settings.mostPlaces"]),
  ({ $0.rotation.settings.mostPlaces = 20 }, "R124", []),
  ({ $0.rotation.settings.mostPlaces = 21 }, "R124", ["rotation.settings.mostPlaces"]),
  ({ $0.rotation.demand[0].places = -1 }, "R111", ["rotation.demand[0].places"]),
  ({ $0.rotation.demand[0].places = 3 }, "R111", ["rotation.demand[0].places"]),
  ({ $0.rotation.demand[0].term = "?" }, "R103", ["rotation.demand[0].term"]),
  ({ $0.rotation.demand.append($0.rotation.demand[1]) }, "R112", ["rotation.demand[12]"]),
  ({ $0.rotation.demand.removeLast() }, "R113", ["terms[2]"]),
  (
    { draft in
      draft.rotation.posts = (0..<101).map {
        PostDraft(staffNumber: "f\($0)", name: "", seats: [Seat.all[0]], mostTerms: 1)
      }
    }, "R105", ["rotation.posts"]
  ),
  ({ $0.rotation.posts[0].staffNumber = "01" }, "R102", ["rotation.posts[0].staffNumber"]),
  ({ $0.rotation.posts[0].mostTerms = -1 }, "R109", ["rotation.posts[0].mostTerms"]),
  ({ $0.rotation.posts[0].seats = [] }, "R122", ["rotation.posts[0].seats"]),
  (
    { $0.rotation.history = [HistoryDraft(unit: "?", served: 0, entitlement: .zero)] }, "R103",
    ["rotation.history[0].unit"]
  ),
  (
    {
      history()(&$0)
      $0.rotation.history.append($0.rotation.history[0])
    }, "R119", ["rotation.history[1].unit"]
  ),
  (history(served: -1), "R109", ["rotation.history[0].served"]),
  (history(ExactFraction(-1)), "R109", ["rotation.history[0].entitlement"]),
  (history(ExactFraction(100_001)), "R109", ["rotation.history[0].entitlement"]),
  (history(since: 1), "R120", []),
  (history(since: 0), "R120", ["rotation.history[0].termsSince"]),
  (history(ExactFraction(1, over: 1_000_000)), "R121", []),
  (history(ExactFraction(1, over: 1_000_001)), "R121", ["rotation.history"]),
  ({ $0.rotation.forbidden = [CellDraft(unit: "?")] }, "R103", ["rotation.forbidden[0].unit"]),
  (
    { $0.rotation.forbidden = [CellDraft(term: "?", unit: "a")] }, "R103",
    ["rotation.forbidden[0].term"]
  ),
  (pins(CellDraft(body: .secretariat, unit: "a")), "R115", ["rotation.pinned[0]"]),
  (pins(CellDraft(term: "t0", unit: "a")), "R115", ["rotation.pinned[0]"]),
  (
    {
      $0.units[0].takesPart = false
      $0.rotation.pinned = [pin]
    }, "R116", ["rotation.pinned[0]"]
  ),
  (
    {
      $0.rotation.forbidden = [CellDraft(unit: "a")]
      $0.rotation.pinned = [personPin]
    }, "R116", ["rotation.pinned[0]"]
  ),
  (
    {
      $0.rotation.forbidden = [CellDraft(person: "01")]
      $0.rotation.pinned = [personPin]
    }, "R116", ["rotation.pinned[0]"]
  ),
  (
    {
      $0.leave = [LeaveDraft(unit: "a", term: "t0")]
      $0.rotation.pinned = [personPin]
    }, "R116", ["rotation.pinned[0]"]
  ),
  (
    {
      $0.leave = [LeaveDraft(person: "01", term: "t0")]
      $0.rotation.pinned = [personPin]
    }, "R116", ["rotation.pinned[0]"]
  ),
  (
    {
      $0.people[0].role = "other"
      $0.rotation.pinned = [personPin]
    }, "R116", ["rotation.pinned[0]"]
  ),
  (
    {
      $0.leave = [LeaveDraft(person: "03", term: "t0")]
      $0.rotation.forbidden = [CellDraft(person: "03")]
      $0.rotation.pinned = [personPin]
    }, "R116", []
  ),
  (
    pins(pin, CellDraft(term: "t0", body: .office, unit: "a")), "R117", ["rotation.pinned[1]"]
  ),
  (
    pins(personPin, CellDraft(term: "t0", body: .secretariat, person: "03")), "R117",
    ["rotation.pinned[1]"]
  ),
  (pins(pin, personPin), "R117", []),
  (pins(pin, personPin), "R118", []),
  (
    {
      $0.units.append(UnitDraft(id: "b", name: "B", tier: .hospital))
      $0.rotation.pinned = [pin, CellDraft(term: "t0", body: .secretariat, unit: "b")]
    }, "R118", ["rotation.pinned[1]"]
  ),
  (
    {
      $0.units.append(UnitDraft(id: "b", name: "B", tier: .hospital))
      $0.rotation.pinned = [
        pin, CellDraft(term: "t0", body: .secretariat, unit: "b"), personPin,
      ]
    }, "R118", ["rotation.pinned[1]"]
  ),
  ({ $0.units[0].id = "" }, "A101", ["units[0].id"]),
  ({ $0.people[2].staffNumber = "1.23E+17" }, "A103", ["people[2].staffNumber"]),
]

@Suite struct RotationFaults {
  @Test(arguments: changes.indices)
  func `each mistake is a fault of its rule at its place, and what just fits is none`(i: Int) {
    var draft = sound()
    #expect(RosteringProblem.faults(in: draft).isEmpty)
    changes[i].0(&draft)
    let found = RosteringProblem.faults(in: draft).list.filter { $0.rule.code == changes[i].1 }
    #expect(found.map(\.place.path) == changes[i].2)
  }
}
