import Alliance
import Diagnostics
import DutyRostering
import Interchange

/// A published roster to stay close to, and who falls out.
struct ShiftRevision {
  /// Who is away when, as written.
  struct Absence {
    let person: String
    let first: String
    let last: String

    /// Reads `NUMBER:FROM..TO` or `NUMBER:DAY`.
    init?(_ text: String) {
      guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
      person = NormalizedText.key(String(text[..<colon]))
      let span = NormalizedText.key(String(text[text.index(after: colon)...]))
      let parts = span.split(separator: "..", omittingEmptySubsequences: false)
      guard !person.isEmpty, (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
        let first = parts.first, let last = parts.last
      else { return nil }
      self.first = String(first)
      self.last = String(last)
    }
  }

  private let path: String
  private let kept: ResultFile<ShiftDraft, ShiftAnswer>
  private let absences: [Absence]

  /// - Throws: ``CommandFailure`` 65 or 66 if there is no result of a shift roster at `path`.
  init(keeping path: String, absences: [Absence]) throws {
    self.path = path
    self.absences = absences
    do {
      kept = try ResultFile(reading: InputFile(reading: path), expecting: .shifts)
    } catch let error as FileError {
      throw CommandFailure(error)
    } catch let error as RejectedInput {
      throw CommandFailure(error)
    }
    guard kept.answer != nil else {
      throw CommandFailure(
        .badData, Bilingual(zh: "\(path) 中没有排班表", en: "\(path) holds no roster"))
    }
  }

  /// The draft that stays close to the published roster: leave for whoever is away, and no pin or wish of
  /// theirs in the way.
  ///
  /// Its weights are those of the draft's own published roster, else one for each cell and one for each
  /// person.
  func applied(to draft: ShiftDraft) throws -> ShiftDraft {
    var draft = draft
    draft.published = PublishedDraft(
      cells: try cells(), cellWeight: draft.published?.cellWeight ?? 1,
      personWeight: draft.published?.personWeight ?? 1)
    for absence in absences {
      guard draft.staff.contains(where: { $0.staffNumber == absence.person }) else {
        throw CommandFailure.unknown(absence.person, Bilingual(zh: "人员", en: "person"))
      }
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
      let away = first...last
      draft.pinned.removeAll { $0.person == absence.person && away.contains($0.day) }
      draft.forbidden.append(
        ForbiddenCellDraft(person: absence.person, first: first, last: last))
    }
    return draft
  }

  /// The published roster with the absent people's duties taken out, for the search to begin with.
  func start(in problem: ShiftRosteringProblem) -> ShiftRoster {
    let width = problem.tasks.count + 1
    return ShiftRoster(
      tasks: problem.people.map { person in
        person.published.enumerated().map { day, task in
          task.flatMap { person.isAllowed[day * width + 1 + $0] ? $0 : nil }
        }
      })
  }

  private func cells() throws -> [PublishedCellDraft] {
    let problem: ShiftRosteringProblem
    do throws(Faults) {
      problem = try ShiftRosteringProblem(validating: kept.draft)
    } catch {
      throw CommandFailure(RejectedInput(faults: error, provenance: Provenance(file: path)))
    }
    guard let roster = kept.answer?.roster else { return [] }
    var cells: [PublishedCellDraft] = []
    for (p, row) in roster.tasks.enumerated() {
      for (day, task) in row.enumerated() {
        guard let task, problem.people.indices.contains(p), problem.tasks.indices.contains(task)
        else { continue }
        cells.append(
          PublishedCellDraft(
            person: problem.people[p].staffNumber, day: day + 1,
            duty: problem.duties[problem.tasks[task].duty].id,
            skill: problem.tasks[task].skill.map { problem.draft.skills[$0] }))
      }
    }
    return cells
  }
}
