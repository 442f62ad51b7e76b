import Diagnostics

extension DraftValidation {
  /// Pinned and forbidden cells name something, and pins do not contradict the rest of the input.
  mutating func checkCells() {
    let forbidden = rotation.appending("forbidden")
    for (i, cell) in draft.rotation.forbidden.enumerated() {
      checkWho(unit: cell.unit, person: cell.person, mayBePost: false, at: forbidden[i])
      if let term = cell.term {
        checkReference(term, in: index.term, at: forbidden[i].appending("term"))
      }
    }
    let pinned = rotation.appending("pinned")
    let firstNewFault = faults.list.count
    for (i, cell) in draft.rotation.pinned.enumerated() {
      checkWho(unit: cell.unit, person: cell.person, mayBePost: false, at: pinned[i])
      if let term = cell.term {
        checkReference(term, in: index.term, at: pinned[i].appending("term"))
      }
      if cell.term == nil || cell.body == nil { faults.append(.rosterPinIncomplete, at: pinned[i]) }
    }
    // Contradictions are looked for only among pins that can be read.
    if faults.list.count == firstNewFault, draft.people.allSatisfy({ index.unit[$0.unit] != nil }) {
      checkPinContradictions()
    }
  }

  private mutating func checkPinContradictions() {
    let list = rotation.appending("pinned")
    let blocked = Set(index.cells(draft.rotation.forbidden, of: draft))
    let leave = Set(draft.leave)
    let settings = draft.rotation.settings
    var firstPin: [Int: Int] = [:]
    var filled: [Int: Set<Int>] = [:]
    for (i, entry) in draft.rotation.pinned.enumerated() {
      guard let cell = index.cells([entry], of: draft).first else { continue }
      let unit = draft.units[cell.unit]
      let label = draft.terms[cell.term].label
      let wholeUnit = RosteringProblem.Cell(
        unit: cell.unit, person: nil, body: cell.body, term: cell.term)
      var impossible =
        !unit.takesPart(under: settings) || blocked.contains(wholeUnit) || blocked.contains(cell)
        || leave.contains(LeaveDraft(unit: unit.id, term: label))
      if let person = cell.person.map({ draft.people[$0] }) {
        impossible =
          impossible || person.standing(under: settings) == .none
          || leave.contains(LeaveDraft(person: person.staffNumber, term: label))
      }
      if impossible {
        faults.append(
          .rosterPinImpossible, at: list[i], value: "\(label) \(entry.person ?? unit.id)")
      }
      let slot = cell.unit * draft.terms.count + cell.term
      if let earlier = firstPin[slot] {
        if !agree(draft.rotation.pinned[earlier], entry) {
          faults.append(
            .rosterPinsClash, at: list[i], value: "\(label) \(unit.id)", related: [list[earlier]])
        }
      } else {
        firstPin[slot] = i
      }
      let seat = Seat(body: cell.body, tier: unit.tier)
      let place = cell.term * Seat.all.count + seat.index
      let isNew = filled[place, default: []].insert(cell.unit).inserted
      let places =
        draft.rotation.demand.first { $0.term == label && $0.seat == seat }?.places ?? .max
      if isNew, filled[place, default: []].count == places + 1 {
        faults.append(.rosterPinsExceed, at: list[i], value: "\(label) \(seat.title.zh)")
      }
    }
  }

  /// Whether two pins of one unit in one term can both hold: same body, not two different people.
  private func agree(_ a: CellDraft, _ b: CellDraft) -> Bool {
    a.body == b.body && (a.person == nil || b.person == nil || a.person == b.person)
  }
}
