import Diagnostics
import DutyRostering
import Interchange

/// A published shift roster to stay close to, and who falls out.
struct ShiftRevision {
  private let kept: ShiftRosteringProblem
  private let roster: ShiftRoster
  private let absences: [Absence]

  /// - Throws: ``CommandFailure`` 65 or 66 if there is no result of a shift roster at `path`.
  init(keeping path: String, absences: [Absence]) throws {
    let file: InputFile
    do throws(FileError) { file = try InputFile(reading: path) } catch {
      throw CommandFailure(error)
    }
    let loaded = try LoadedResult(ShiftJob(), file)
    guard let answer = loaded.result.answer else {
      throw CommandFailure(
        .badData, Bilingual(zh: "\(path) 中没有排班表", en: "\(path) holds no roster"))
    }
    kept = loaded.problem
    roster = answer.roster
    self.absences = absences
  }

  /// The draft that stays close to the published roster, with leave for whoever is away.
  func applied(to draft: ShiftDraft) throws -> ShiftDraft {
    let away = try absences.map { absence in
      let person = try draft.staff.map { Named.person($0.staffNumber, $0.name) }
        .identifier(absence.person, Bilingual(zh: "人员", en: "person"))
      guard let first = ShiftWorkbook.day(absence.first, in: draft),
        let last = ShiftWorkbook.day(absence.last, in: draft), first <= last
      else {
        throw CommandFailure(
          .usage,
          Bilingual(
            zh: "--absent 的日期不在排班范围内：\(absence.first)..\(absence.last)",
            en: "the days of --absent are not in the roster: \(absence.first)..\(absence.last)"),
          next: Bilingual(
            zh: "写排班表中的日期或期次名称，起不晚于止", en: "write days of the roster, the earlier first"))
      }
      return ForbiddenCellDraft(person: person, first: first, last: last)
    }
    return draft.replanned(keeping: roster, of: kept, away: away)
  }
}
