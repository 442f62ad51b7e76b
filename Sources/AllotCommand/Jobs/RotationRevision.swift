import Alliance
import Diagnostics
import DutyRostering
import Interchange

/// A published rotation to keep to, and who falls out.
///
/// Every seat that can stay stays, as a pin. Where a person is away the unit keeps its seat if another of
/// its people may serve; otherwise, and where a unit is away, the seat goes to whoever is in turn.
struct RotationRevision {
  private let kept: RosteringProblem
  private let roster: Roster
  private let absences: [ShiftRevision.Absence]

  /// - Throws: ``CommandFailure`` 65 or 66 if there is no result of a rotation at `path`.
  init(keeping path: String, absences: [ShiftRevision.Absence]) throws {
    let file: InputFile
    do throws(FileError) { file = try InputFile(reading: path) } catch {
      throw CommandFailure(error)
    }
    let loaded = try LoadedResult(RosterJob(), file)
    kept = loaded.problem
    roster = try loaded.answer().roster
    self.absences = absences
  }

  /// The draft with leave for whoever is away, and a pin for every seat that can stay.
  func applied(to draft: RosteringDraft) throws -> RosteringDraft {
    var draft = draft
    // A seat that only an earlier replanning pinned is free again.
    for seat in draft.rotation.published ?? [] where seat.isKept {
      draft.rotation.pinned = draft.rotation.pinned.filter { cell in
        cell.term != seat.term || cell.body != seat.seat.body
          || unit(of: cell, in: draft) != seat.unit
      }
    }
    draft.rotation.published = roster.duties.filter { !$0.isOpen }.map(published)
    for absence in absences { draft.leave += try leave(of: absence, in: draft) }
    let units = Set(draft.units.map(\.id))
    let terms = Set(draft.terms.map(\.label))
    let unitsAway = Set(draft.leave.filter { $0.unit != nil && $0.person == nil })
    let pinned = Set(draft.rotation.pinned.map { [$0.term, unit(of: $0, in: draft)] })
    for (number, duty) in roster.duties.filter({ !$0.isOpen }).enumerated() {
      guard let u = duty.unit, let p = duty.person else { continue }
      let (unit, term) = (kept.units[u].id, kept.terms[duty.term].label)
      guard units.contains(unit), terms.contains(term), !pinned.contains([term, unit]),
        !unitsAway.contains(LeaveDraft(unit: unit, term: term))
      else { continue }
      let able = draft.people.filter { person in
        person.unit == unit && mayServe(person, in: draft)
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

  private func published(_ duty: Duty) -> PublishedSeatDraft {
    PublishedSeatDraft(
      term: kept.terms[duty.term].label, seat: duty.seat, unit: duty.unit.map { kept.units[$0].id },
      person: duty.person.map { kept.holder(ofPerson: $0, term: duty.term).staffNumber }
        ?? duty.post.map { kept.posts[$0].staffNumber }, isKept: false)
  }

  private func mayServe(_ person: PersonDraft, in draft: RosteringDraft) -> Bool {
    person.role == draft.rotation.settings.requiredRole || person.exception != nil
  }

  private func unit(of cell: CellDraft, in draft: RosteringDraft) -> String? {
    cell.unit ?? draft.people.first { $0.staffNumber == cell.person }?.unit
  }

  private func leave(
    of absence: ShiftRevision.Absence, in draft: RosteringDraft
  ) throws -> [LeaveDraft] {
    let isUnit = draft.units.contains { $0.id == absence.person }
    guard
      isUnit || draft.people.contains(where: { $0.staffNumber == absence.person })
        || draft.rotation.posts.contains(where: { $0.staffNumber == absence.person })
    else {
      throw CommandFailure.unknown(absence.person, Bilingual(zh: "人员或单位", en: "person or unit"))
    }
    let terms = self.terms(from: absence.first, to: absence.last, in: draft)
    guard !terms.isEmpty else {
      throw CommandFailure(
        .usage,
        Bilingual(
          zh: "--absent 的起止不在轮值表内：\(absence.first)..\(absence.last)",
          en: "the days of --absent are not in the roster: \(absence.first)..\(absence.last)"),
        next: Bilingual(
          zh: "写期次名称或日期，起不晚于止", en: "write terms of the roster or days, the earlier first"))
    }
    return terms.map { term in
      isUnit
        ? LeaveDraft(unit: absence.person, term: term)
        : LeaveDraft(person: absence.person, term: term)
    }.filter { !draft.leave.contains($0) }
  }

  /// Terms from one to another, by labels or by days that they share.
  private func terms(from first: String, to last: String, in draft: RosteringDraft) -> [String] {
    let labels = draft.terms.map(\.label)
    if let a = labels.firstIndex(of: first), let b = labels.firstIndex(of: last) {
      return a <= b ? Array(labels[a...b]) : []
    }
    guard let a = TermDraft(label: first).days?.lowerBound ?? DayNotation.day(first),
      let b = TermDraft(label: last).days?.upperBound ?? DayNotation.day(last), a <= b
    else { return [] }
    return draft.terms.filter { $0.days?.overlaps(a...b) ?? false }.map(\.label)
  }
}
