internal import Alliance
public import Diagnostics
public import DutyRostering

// Rosters whose lists still name somebody who, by the ledger, left.

extension LedgerReader {
  /// People of a rotation who left and could be given a seat in a term that begins after their last day: they are not
  /// away in it, and nobody has taken over from them.
  ///
  /// - Returns: A fault for each, at the staff number.
  /// - Throws: An error of the database.
  /// - Complexity: O(people × terms + leave), beside reading the ledger.
  public func departures(in draft: RosteringDraft) throws -> Faults {
    var faults = Faults()
    let starts = draft.terms.map { $0.days?.lowerBound.description }
    guard let latest = starts.compactMap(\.self).max() else { return faults }
    let away = Set(draft.leave)
    let excused = Set(draft.units.filter { !$0.takesPart }.map(\.id))
    let left = try departures(before: latest)
    func note(_ number: String, at place: Place, isAway: (Int, String) -> Bool) {
      guard let (last, heir) = left[number] else { return }
      let isFree = draft.terms.enumerated().contains { t, term in
        starts[t].map { $0 > last } ?? false && !isAway(t, term.label)
      }
      if isFree {
        faults.append(left: number, last, heir, at: place)
      }
    }
    for (p, person) in draft.people.enumerated() where !excused.contains(person.unit) {
      let taken = (person.successors ?? []).compactMap { successor in
        draft.terms.firstIndex { $0.label == successor.term }
      }.min()
      note(person.staffNumber, at: Place("people")[p]) { t, label in
        taken.map { t >= $0 } ?? false
          || away.contains(LeaveDraft(person: person.staffNumber, term: label))
          || away.contains(LeaveDraft(unit: person.unit, term: label))
      }
    }
    for (f, post) in draft.rotation.posts.enumerated() {
      note(post.staffNumber, at: Place("rotation.posts")[f]) { _, label in
        away.contains(LeaveDraft(person: post.staffNumber, term: label))
      }
    }
    return faults
  }

  /// People of a shift roster who left and could be given a duty on a day after their last one.
  ///
  /// - Returns: A fault for each, at the staff number; none for a roster without dates.
  /// - Throws: An error of the database.
  /// - Complexity: O(people × days of leave), beside reading the ledger.
  public func departures(in draft: ShiftDraft) throws -> Faults {
    var faults = Faults()
    guard let first = draft.firstDay.flatMap(Day.init(iso:)), draft.days > 0 else { return faults }
    let end = (first + (draft.days - 1)).description
    let left = try departures(before: end)
    for (p, person) in draft.staff.enumerated() {
      guard let (last, heir) = left[person.staffNumber], let day = Day(iso: last) else { continue }
      var free = Set(max(1, day - first + 2)...draft.days)
      for leave in draft.forbidden
      where leave.person == person.staffNumber && leave.cells == .work && leave.first <= leave.last
      {
        free.subtract(leave.first...leave.last)
      }
      guard !free.isEmpty else { continue }
      faults.append(left: person.staffNumber, last, heir, at: Place("staff")[p])
    }
    return faults
  }
}

extension Faults {
  fileprivate mutating func append(
    left number: String, _ last: String, _ successor: LedgerPerson?, at place: Place
  ) {
    let heir = successor?.number.map { " → \($0)" } ?? ""
    append(
      .rosterPersonLeft, at: place.appending("staffNumber"), value: "\(number) \(last)\(heir)")
  }
}
