import Diagnostics
import DutyRostering
import Interchange
import Reporting

/// A shift roster that somebody edited by hand, beside the result that it came from.
struct EditedRoster: HandEdit {
  private let original: LoadedResult<ShiftJob>
  private let before: ShiftRoster
  private let after: ShiftRoster
  private let files: [InputRecord]

  private var problem: ShiftRosteringProblem { original.problem }

  /// Reads the grid of a folder or a CSV file, or the roster of another result.
  ///
  /// - Throws: ``CommandFailure`` 65 or 66 if something cannot be read.
  init(_ input: InputOptions, against file: InputFile) throws {
    let result = try LoadedResult(ShiftJob(), file)
    original = result
    before = try result.answer().roster
    let read = try result.edited(
      input, Bilingual(zh: "排班表", en: "roster"), answer: \.roster
    ) { ShiftWorkbook.readRoster($0, in: result.problem) }
    after = read.arrangement
    files = [file.record] + read.files
  }

  /// Whether the edited roster breaks no hard rule.
  var isAllowed: Bool { problem.violations(of: after).isEmpty }

  var opened: Int {
    guard isAllowed else { return 0 }
    return problem.values(of: after).open - problem.values(of: before).open
  }

  func result() throws -> [UInt8] {
    try ResultFile(
      editing: original.result, version: programVersion,
      outcome: problem.outcome(
        editing: original.answer(), to: after, seed: original.result.seed), files: files
    ).encoded()
  }

  /// What changed, what broke, what it cost and what it gained.
  func text(in language: Language) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let old = problem.findings(in: before)
    let new = problem.findings(in: after)
    guard after.tasks.count == before.tasks.count,
      zip(after.tasks, before.tasks).allSatisfy({ $0.count == $1.count })
    else { return new.map { problem.text(of: $0)[language] }.joined(separator: "\n") }
    var cells = 0
    var people = 0
    for (a, b) in zip(after.tasks, before.tasks) {
      let changed = zip(a, b).count { $0 != $1 }
      cells += changed
      people += changed > 0 ? 1 : 0
    }
    var lines = [
      say(
        "改动 \(cells) 格，涉及 \(people) 人。",
        "\(counted(cells, "cell")) changed, \(counted(people, "person", plural: "people")) concerned."
      )
    ]
    // A filtered or sorted copy easily loses a row.
    let emptied = after.tasks.indices.filter { p in
      after.tasks[p].allSatisfy { $0 == nil } && before.tasks[p].contains { $0 != nil }
    }.map { problem.people[$0].staffNumber }
    if !emptied.isEmpty {
      lines.append(
        say(
          "现在整行没有班次（若是漏了行，请补上再检查）：" + emptied.joined(separator: "、"),
          "without any duty now (if their rows were lost, put them back and check again): "
            + emptied.joined(separator: ", ")))
    }
    let gone = old.filter { !new.contains($0) }
    let added = new.filter { !old.contains($0) }
    func list(_ heading: String, _ findings: [ShiftFinding]) {
      guard !findings.isEmpty else { return }
      lines.append(heading)
      lines += findings.map { finding in
        let cost = finding.cost.map { finding.isRequired ? "" : "  \($0)" } ?? ""
        return "  " + printable(problem.text(of: finding)[language]) + cost
      }
    }
    list(say("违反的硬性规则：", "hard rules broken:"), added.filter { $0.cost == nil })
    list(say("新增未落实的必需班次：", "required duties newly open:"), added.filter(\.isRequired))
    list(
      say("新增的罚分：", "new costs:"), added.filter { $0.goal == .penalty || $0.goal == .change })
    list(say("不再有的问题：", "no longer so:"), gone)
    func total(_ findings: [ShiftFinding], _ goal: ShiftGoal) -> Int {
      findings.reduce(0) { $0 + ($1.goal == goal ? $1.cost ?? 0 : 0) }
    }
    lines.append(
      say(
        "合计：未落实 \(total(old, .open)) → \(total(new, .open)) 人次，罚分 \(total(old, .penalty)) → \(total(new, .penalty))。",
        "in all: open \(total(old, .open)) → \(total(new, .open)), costs \(total(old, .penalty)) → \(total(new, .penalty))."
      ))
    return lines.joined(separator: "\n")
  }
}
