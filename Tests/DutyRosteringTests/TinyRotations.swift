import Alliance
import Diagnostics
import DutyRostering
import Solving

/// Small rotations with everything that a rotation can have, drawn from a seed.
enum TinyRotation {
  /// A draft without faults: two to four units, three to five terms, few places.
  /// In every other one a draw of all units but the last decides at the end.
  static func draft(seed: UInt64) -> RosteringDraft {
    var draft = undrawn(seed: seed)
    if seed % 2 == 1 {
      var random = SeededRandom(seed: seed)
      draft.tieOrder = draft.units.map(\.id).dropLast().shuffled(using: &random)
    }
    return draft
  }

  private static func undrawn(seed: UInt64) -> RosteringDraft {
    var random = SeededRandom(seed: seed)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    var draft = RosteringDraft(title: "tiny")
    let terms = draw(3...5)
    draft.terms = (1...terms).map { TermDraft(label: "t\($0)") }
    let hasTwoTiers = draw(0...2) == 0
    let units = hasTwoTiers ? 4 : draw(2...4)
    for u in 0..<units {
      let tier: Tier = hasTwoTiers && u >= 2 ? .community : .hospital
      draft.units.append(
        UnitDraft(
          id: "u\(u)", name: "unit \(u)", tier: tier, weight: draw(0...2) == 0 ? draw(1...3) : 1,
          isHost: u == 0 && draw(0...3) == 0))
      for p in 0..<(draw(0...2) == 0 ? 2 : 1) {
        let kind = draw(0...5)
        let mustServe = p == 0
        draft.people.append(
          PersonDraft(
            staffNumber: "0\(u)\(p)", name: "person \(u) \(p)", unit: "u\(u)",
            role: kind >= 2 ? "科研管理负责人" : "other",
            exception: kind == 1 || (kind == 0 && mustServe) ? "approved" : nil,
            served: draw(0...3) == 0 ? draw(1...2) : 0))
      }
    }
    var settings = RotationSettings()
    settings.fewestPlaces = 0
    settings.hostTakesPart = draw(0...1) == 0
    settings.leastGap = draw(0...3) == 0 ? 1 : 0
    settings.mayLeaveOpen = draw(0...2) == 0
    draft.rotation.settings = settings
    for term in draft.terms {
      var left = draw(1...2)
      for seat in Seat.all.shuffled(using: &random) {
        let canHave = seat.tier == .hospital || hasTwoTiers
        let places = canHave && left > 0 ? draw(0...min(2, left)) : 0
        left -= places
        draft.rotation.demand.append(DemandDraft(term: term.label, seat: seat, places: places))
      }
    }
    if draw(0...1) == 0 {
      draft.rotation.posts = [
        PostDraft(
          staffNumber: "900", name: "post",
          seats: draw(0...1) == 0 ? Seat.all : [Seat.all[draw(0...3)]], mostTerms: draw(1...2))
      ]
    }
    for unit in draft.units where draw(0...1) == 0 {
      draft.rotation.history.append(
        HistoryDraft(
          unit: unit.id, served: draw(0...2),
          entitlement: ExactFraction(draw(0...4), over: draw(1...3)),
          termsSince: draw(0...2) == 0 ? nil : draw(1...3),
          lastBody: draw(0...2) == 0 ? nil : draw(0...1) == 0 ? .secretariat : .office))
    }
    for term in draft.terms {
      if draw(0...4) == 0 {
        draft.leave.append(LeaveDraft(unit: "u\(draw(0...units - 1))", term: term.label))
      }
      if draw(0...3) == 0, let person = draft.people.randomElement(using: &random) {
        draft.leave.append(LeaveDraft(person: person.staffNumber, term: term.label))
      }
      if draw(0...9) == 0, !draft.rotation.posts.isEmpty {
        draft.leave.append(LeaveDraft(person: "900", term: term.label))
      }
    }
    func cell(isPin: Bool) -> CellDraft {
      let person = draft.people[draw(0...draft.people.count - 1)]
      let namesPerson = draw(0...1) == 0
      return CellDraft(
        term: isPin || draw(0...1) == 0 ? draft.terms[draw(0...terms - 1)].label : nil,
        body: isPin || draw(0...1) == 0 ? (draw(0...1) == 0 ? .secretariat : .office) : nil,
        unit: namesPerson ? nil : person.unit, person: namesPerson ? person.staffNumber : nil)
    }
    for isPin in [false, true] where draw(0...2) == 0 {
      var candidate = draft
      if isPin {
        candidate.rotation.pinned.append(cell(isPin: true))
      } else {
        candidate.rotation.forbidden.append(cell(isPin: false))
      }
      if RosteringProblem.faults(in: candidate).isEmpty { draft = candidate }
    }
    return draft
  }
}
