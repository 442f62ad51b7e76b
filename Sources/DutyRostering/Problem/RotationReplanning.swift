internal import Alliance

extension RosteringDraft {
  /// The draft that keeps to a published rotation: leave for whoever is away, and a pin for every seat that
  /// can stay.
  ///
  /// Where a person is away the unit keeps its seat if another of its people may serve; otherwise, and where
  /// a unit is away, the seat goes to whoever is in turn. Seats that only an earlier replanning pinned are
  /// free again. Each kept seat remembers why it lay there at first.
  ///
  /// - Parameters:
  ///   - answer: The published answer.
  ///   - kept: Its problem, which may have other terms, units and people than this draft.
  ///   - away: Leave beside that of the draft; of units too.
  /// - Returns: A draft whose ``RotationDraft/published`` names every published seat, to be checked and solved.
  /// - Complexity: O(published seats · (people + leave)).
  public func replanned(
    keeping answer: RosteringAnswer, of kept: RosteringProblem, away: [LeaveDraft] = []
  ) -> RosteringDraft {
    var draft = self
    for seat in draft.rotation.published ?? [] where seat.isKept {
      draft.rotation.pinned = draft.rotation.pinned.filter { cell in
        cell.term != seat.term || cell.body != seat.seat.body || draft.unit(of: cell) != seat.unit
      }
    }
    let duties = answer.roster.duties.filter { !$0.isOpen }
    draft.rotation.published = duties.map { kept.published($0, answer) }
    draft.leave += away.filter { !draft.leave.contains($0) }
    let units = Set(draft.units.map(\.id))
    let terms = Set(draft.terms.map(\.label))
    let leave = Set(draft.leave)
    let pinned = Set(draft.rotation.pinned.map { [$0.term, draft.unit(of: $0)] })
    for (number, duty) in duties.enumerated() {
      guard let u = duty.unit, let p = duty.person else { continue }
      let (unit, term) = (kept.units[u].id, kept.terms[duty.term].label)
      guard units.contains(unit), terms.contains(term), !pinned.contains([term, unit]),
        !leave.contains(LeaveDraft(unit: unit, term: term))
      else { continue }
      let able = draft.people.filter { person in
        person.unit == unit && draft.mayServe(person)
          && !draft.leave.contains { $0.person == person.staffNumber && $0.term == term }
      }
      guard !able.isEmpty else { continue }
      let holder = kept.holder(ofPerson: p, term: duty.term).staffNumber
      let stays = able.first {
        $0.staffNumber == holder || $0.staffNumber == kept.people[p].staffNumber
      }
      draft.rotation.pinned.append(
        CellDraft(
          term: term, body: duty.seat.body, unit: stays == nil ? unit : nil,
          person: stays?.staffNumber))
      draft.rotation.published?[number].isKept = true
    }
    return draft
  }

  /// The terms from one to another, by their labels or by days that they share.
  ///
  /// - Parameters:
  ///   - first: Label of a term, a term such as `2026-07`, or a day as people write it.
  ///   - last: The same; not before `first`.
  /// - Returns: Labels; empty if the texts are neither or lie outside the roster.
  public func terms(from first: String, to last: String) -> [String] {
    let labels = terms.map(\.label)
    if let a = labels.firstIndex(of: first), let b = labels.firstIndex(of: last) {
      return a <= b ? Array(labels[a...b]) : []
    }
    guard let a = TermDraft(label: first).days?.lowerBound ?? DayNotation.day(first),
      let b = TermDraft(label: last).days?.upperBound ?? DayNotation.day(last), a <= b
    else { return [] }
    return terms.filter { $0.days?.overlaps(a...b) ?? false }.map(\.label)
  }

  private func mayServe(_ person: PersonDraft) -> Bool {
    person.role == rotation.settings.requiredRole || person.exception != nil
  }

  private func unit(of cell: CellDraft) -> String? {
    cell.unit ?? people.first { $0.staffNumber == cell.person }?.unit
  }
}

extension RosteringProblem {
  /// A duty of an answer as a published seat, with the reason that it had at first.
  fileprivate func published(_ duty: Duty, _ answer: RosteringAnswer) -> PublishedSeatDraft {
    let told = answer.reasons.first { $0.unit == duty.unit }?.duties.first {
      $0.term == duty.term && $0.body == duty.seat.body
    }
    return PublishedSeatDraft(
      term: terms[duty.term].label, seat: duty.seat, unit: duty.unit.map { units[$0].id },
      person: duty.person.map { holder(ofPerson: $0, term: duty.term).staffNumber }
        ?? duty.post.map { posts[$0].staffNumber }, isKept: false,
      reason: told.flatMap(firstReason(of:)))
  }

  /// Why a duty lay where it does when it was first published: what the answer says, or, of what it kept
  /// itself, what the one before said.
  private func firstReason(of duty: UnitReason.Served) -> PublishedSeatDraft.FirstReason? {
    guard terms.indices.contains(duty.earliest), people.indices.contains(duty.person) else {
      return nil
    }
    var reason = PublishedSeatDraft.FirstReason(
      cause: duty.cause, choice: duty.choice, earliest: terms[duty.earliest].label,
      latest: terms.indices.contains(duty.latest) ? terms[duty.latest].label : nil)
    guard let earlier = publishedSeat(of: duty)?.reason else { return reason }
    if reason.cause == .published {
      reason.cause = earlier.cause
      reason.earliest = earlier.earliest
      reason.latest = earlier.latest
    }
    if reason.choice == .published { reason.choice = earlier.choice }
    return reason
  }
}
