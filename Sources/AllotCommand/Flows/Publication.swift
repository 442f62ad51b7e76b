import Alliance
import Diagnostics
import Interchange
import Ledger
import PublicDraw

/// A checked result on its way into a ledger.
struct Publication {
  /// What is recorded.
  let draft: LedgerDraft
  /// Whether it takes the place of the last one of its job.
  let replaces: Bool
  /// What the ledger has against it, thrown as a ``CommandFailure``.
  let refusal: (LedgerReader) throws -> Void
  /// Hash of the draw that the result rests on; `nil` for none.
  let draw: String?
  /// Years that the result says are provisional.
  let toldYears: [Int]
  /// Years of the problem's days that are provisional by a calendar.
  let provisionalYears: (WorkCalendar) -> [Int]
}

extension LoadedResult {
  /// What publishing this result would record.
  ///
  /// - Throws: ``CommandFailure`` 65 if the result holds no answer, 1 if the answer breaks a rule.
  func publication() throws -> Publication {
    let answer = try answer()
    var draft = job.record(answer, problem)
    draft.facts = result.inputs.map(\.fact) + draft.facts
    return Publication(
      draft: draft, replaces: job.replaces(problem),
      refusal: { try job.refusal(problem, in: $0) }, draw: job.draw(of: problem),
      toldYears: result.provisionalYears,
      provisionalYears: { job.provisionalYears(problem, in: $0) })
  }
}

extension InputRecord {
  /// The file's name without its folders, which may say whose machine it was, and its hash.
  var fact: Fact {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Fact(.input, ["name": .text(name), "sha256": .text(sha256)])
  }
}

extension LedgerFile {
  /// Notes that a job was solved: its inputs and its result by their hashes, and no people.
  func note<J: CommandJob>(
    draft result: ResultFile<J.Draft, J.Answer>, of job: J, _ problem: J.Problem
  ) throws {
    guard let answer = result.answer else { return }
    let published = job.record(answer, problem)
    do throws(LedgerError) {
      try append(
        LedgerDraft(
          .draft, job: job.job, title: published.title, first: published.first,
          last: published.last, result: try? Digest.hex(result.encoded()),
          facts: result.inputs.map(\.fact)), at: ledgerMoment())
    } catch {
      throw CommandFailure(error)
    }
  }
}
