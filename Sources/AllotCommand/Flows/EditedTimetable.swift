import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import Reporting
import Solving

/// A timetable that somebody edited by hand, beside the result that it came from.
struct EditedTimetable: HandEdit {
  private let original: LoadedResult<BookJob>
  private let edit: TimetableEdit
  private let after: Timetable
  private let files: [InputRecord]

  private var problem: BookingProblem { original.problem }

  /// Reads a folder, a CSV file or a workbook of bookings, or the timetable of another result.
  ///
  /// - Throws: ``CommandFailure`` 65 or 66 if something cannot be read.
  init(_ input: InputOptions, against file: InputFile) throws {
    let result = try LoadedResult(BookJob(), file)
    original = result
    let read = try result.edited(
      input, Bilingual(zh: "时间表", en: "timetable"), answer: \.timetable
    ) { TimetableSheets.read($0, in: result.problem) }
    after = read.arrangement
    files = [file.record] + read.files
    edit = result.problem.edit(from: try result.answer().timetable, to: after)
  }

  var opened: Int { 0 }

  func result() throws -> [UInt8] {
    let outcome = try problem.outcome(
      editing: original.answer(), to: after, terms: original.result.terms,
      run: Run(within: SolveLimits(seconds: 30), seed: original.result.seed))
    return try ResultFile(
      editing: original.result, version: programVersion, outcome: outcome, files: files
    ).encoded()
  }

  /// Whether the edited timetable breaks no rule.
  var isAllowed: Bool { problem.violations(of: after).isEmpty }

  /// What changed, what broke, what it cost and whose share it moved.
  func text(in language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    var lines = [
      say("改动 \(edit.changes.count) 份预约。", "\(counted(edit.changes.count, "booking")) changed.")
    ]
    func list(_ heading: String, _ texts: [Bilingual]) {
      guard !texts.isEmpty else { return }
      lines.append(heading)
      lines += texts.map { "  " + printable($0[language]) }
    }
    list(say("改动：", "changes:"), edit.changes.map { problem.text(of: $0) })
    list(say("违反的规则：", "rules broken:"), edit.broken.map(\.text))
    list(say("不再违反：", "no longer broken:"), edit.mended.map(\.text))
    list(say("各单位：", "institutions:"), edit.shares.map { problem.text(of: $0) })
    let difference = edit.value.after - edit.value.before
    let sign = difference > 0 ? "+" : difference < 0 ? "−" : "±"
    lines.append(
      say(
        "总分 \(edit.value.before) → \(edit.value.after)（\(sign)\(abs(difference))）。",
        "value \(edit.value.before) → \(edit.value.after) (\(sign)\(abs(difference)))."))
    return lines.joined(separator: "\n")
  }
}
