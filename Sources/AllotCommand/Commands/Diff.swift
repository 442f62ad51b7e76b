import Alliance
import ArgumentParser
import Diagnostics
import DutyRostering
import EquipmentSettlement
import Interchange
import Ledger
import Reporting

/// `allot diff`.
struct Diff: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "比较两个版本：哪些格变了，涉及谁。", "Compare two versions: which cells changed, and whom it concerns."),
      discussion: say(
        "每个版本是结果文件，或（加 --ledger）台账中的条目号。",
        "A version is a result file or, with --ledger, the number of an entry.")
        + examples(
          """
          allot diff 旧.json 新.json
          allot diff 1 2 --ledger 台账.db
          """,
          """
          allot diff old.json new.json
          allot diff 1 2 --ledger ledger.db
          """))
  }

  @Argument(
    help: help("旧版：结果文件或条目号。", "The older version: a result file or an entry."), completion: .file()
  )
  var old: String
  @Argument(
    help: help("新版：结果文件或条目号。", "The newer version: a result file or an entry."), completion: .file()
  )
  var new: String
  @Option(help: help("条目号所在的台账。", "The ledger of the entries."), completion: .file())
  var ledger: String?
  @Flag(help: help("输出 JSON。", "Print JSON."))
  var json = false
  @Flag(help: help("显示姓名。", "Show names."))
  var names = false
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    if let ledger, try isSameResult(in: ledger) {
      if json {
        return try DrawFiles.write(
          DifferenceSummary(VersionDifference(from: [], to: []), names: names), to: "-")
      }
      return try speech.console.print(
        say("同一个结果，没有改动。", "The same result: nothing changed."))
    }
    let (before, after) = (try version(old), try version(new))
    guard before.job == after.job else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "两个版本不是同一项工作：\(before.job?.title.zh ?? "–")、\(after.job?.title.zh ?? "–")",
          en: "the versions are of different jobs: \(before.job?.title.en ?? "–"), "
            + "\(after.job?.title.en ?? "–")"))
    }
    let difference = VersionDifference(from: before.facts, to: after.facts)
    if json {
      return try DrawFiles.write(DifferenceSummary(difference, names: names), to: "-")
    }
    if !difference.changes.isEmpty {
      var table = TextTable([
        .init(say("位置", "cell")), .init(say("原为", "was")), .init(say("现为", "is")),
      ])
      for change in difference.changes {
        func text(_ holders: [CellHolder]) -> String {
          holders.isEmpty
            ? "–"
            : holders.map { printable(spoken($0)) }.joined(separator: say("、", ", "))
        }
        table.append([
          printable(change.words(in: Speech.language)), text(change.old), text(change.new),
        ])
      }
      try speech.console.print(table.text(within: Terminal.output.width) + "\n")
    }
    try speech.console.print(difference.summary[Speech.language])
    if !difference.people.isEmpty {
      try speech.console.print(
        say("涉及：", "concerned: ")
          + difference.people.map { printable($0.text(names: names)) }
          .joined(separator: say("、", ", ")))
    }
  }

  /// Whether both are entries made from one result, such as a draft and its publication.
  private func isSameResult(in path: String) throws -> Bool {
    guard let a = Int(old), let b = Int(new) else { return false }
    let file = try LedgerFile(path, isMade: false)
    let results = try file.reading { reader in
      try [a, b].map { try reader.entry($0)?.result }
    }
    return results[0] != nil && results[0] == results[1]
  }

  /// A holder with the state of a bill's line in words.
  private func spoken(_ holder: CellHolder) -> String {
    let text = holder.text(names: names)
    let state = text.prefix { $0 != " " }
    guard let status = Settlement.Line.Status(rawValue: String(state)) else { return text }
    return status.title[Speech.language] + text.dropFirst(state.count)
  }

  private func version(_ text: String) throws -> (job: Interchange.Job?, facts: [Fact]) {
    guard let ledger, let number = Int(text) else {
      let draft = try withResult(text) { try $0.publication().draft }
      return (draft.job, draft.facts)
    }
    let file = try LedgerFile(ledger, isMade: false)
    let (entry, facts) = try file.reading { reader in
      (try reader.entry(number), try reader.facts(of: number))
    }
    guard let entry else {
      throw CommandFailure(
        .badData,
        Bilingual(zh: "台账中没有第 \(number) 条", en: "the ledger has no entry \(number)"),
        next: Bilingual(
          zh: "查看：allot history --ledger \(ledger)", en: "look: allot history --ledger \(ledger)"))
    }
    guard entry.kind == .published else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "第 \(number) 条是\(entry.kind.title.zh)，台账不存其中的安排",
          en:
            "entry \(number) is a \(entry.kind.title.en), of which the ledger holds no arrangement"),
        next: Bilingual(
          zh: "比较已发布的条目，或直接比较结果文件", en: "compare publications, or the result files"))
    }
    return (entry.job, facts)
  }
}

extension VersionDifference {
  /// Cells and people in one sentence.
  var summary: Bilingual {
    Bilingual(
      zh: "改动 \(changes.count) 处，涉及 \(people.count) 人。",
      en:
        "\(counted(changes.count, "cell")) changed, \(counted(people.count, "person", plural: "people")) concerned."
    )
  }
}

extension CellChange {
  /// The cell's name; bodies and tiers in words.
  fileprivate func words(in language: Language) -> String {
    cell.map {
      Body(rawValue: $0)?.title[language] ?? Tier(rawValue: $0)?.title[language] ?? $0
    }.joined(separator: " ")
  }
}

/// A difference as `--json` prints it, which `Models/schemas/diff.schema.json` describes.
private struct DifferenceSummary: Encodable {
  struct Change: Encodable {
    let cell: [String]
    let old: [String]
    let new: [String]
  }

  let schemaVersion = FileHeader.currentSchema
  let changes: [Change]
  let people: [String]

  init(_ difference: VersionDifference, names: Bool) {
    changes = difference.changes.map { change in
      Change(
        cell: change.cell, old: change.old.map { $0.text(names: names) },
        new: change.new.map { $0.text(names: names) })
    }
    people = difference.people.map { $0.text(names: names) }
  }
}
