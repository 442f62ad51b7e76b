import Diagnostics
import DutyRostering
import Interchange

/// A published rotation to keep to, and who falls out.
struct RotationRevision {
  private let kept: RosteringProblem
  private let answer: RosteringAnswer
  private let absences: [Absence]

  /// - Throws: ``CommandFailure`` 65 or 66 if there is no result of a rotation at `path`.
  init(keeping path: String, absences: [Absence]) throws {
    let file: InputFile
    do throws(FileError) { file = try InputFile(reading: path) } catch {
      throw CommandFailure(error)
    }
    let loaded = try LoadedResult(RosterJob(), file)
    kept = loaded.problem
    answer = try loaded.answer()
    self.absences = absences
  }

  /// The draft with leave for whoever is away, and a pin for every seat that can stay.
  func applied(to draft: RosteringDraft) throws -> RosteringDraft {
    draft.replanned(
      keeping: answer, of: kept, away: try absences.flatMap { try leave(of: $0, in: draft) })
  }

  private func leave(of absence: Absence, in draft: RosteringDraft) throws -> [LeaveDraft] {
    let units = draft.units.map { Named.thing($0.id, $0.name) }
    let away = try (units + draft.namedPeople)
      .identifier(absence.person, Bilingual(zh: "人员或单位", en: "person or unit"))
    let isUnit = draft.units.contains { $0.id == away }
    let terms = draft.terms(from: absence.first, to: absence.last)
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
        ? LeaveDraft(unit: away, term: term)
        : LeaveDraft(person: away, term: term)
    }
  }
}

extension RosteringDraft {
  /// Everybody who may serve, successors included.
  var namedPeople: [Named] {
    let heirs = people.flatMap { $0.successors ?? [] }
    return people.map { Named.person($0.staffNumber, $0.name) }
      + heirs.map { Named.person($0.staffNumber, $0.name) }
      + rotation.posts.map { Named.person($0.staffNumber, $0.name) }
  }
}
