import ArgumentParser
import Diagnostics
import Interchange
import Ledger
import Reporting

/// `allot history`.
struct History: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "查看台账：谁在何时发布了什么，各单位履职与欠班。",
        "Show the ledger: what was published when and by whom; duties by unit."),
      discussion: exampleLines(
        """
        allot history --ledger 台账.db
        allot history --ledger 台账.db --unit C03
        allot history --ledger 台账.db --person 020071 --names
        """,
        """
        allot history --ledger ledger.db
        allot history --ledger ledger.db --unit C03
        allot history --ledger ledger.db --person 020071 --names
        """))
  }

  @OptionGroup var file: LedgerOption
  @Option(help: help("只看这个单位的轮值。", "Duties of this unit."))
  var unit: String?
  @Option(help: help("只看这个人。", "What concerns this person."))
  var person: String?
  @Flag(help: help("输出 JSON。", "Print JSON."))
  var json = false
  @Flag(help: help("显示姓名。", "Show names."))
  var names = false
  @OptionGroup var speech: SpeechOptions

  func validate() throws {
    guard unit == nil || person == nil else {
      throw ValidationError(
        say("--unit 与 --person 只写一个。", "Give --unit or --person, not both."))
    }
  }

  func run() throws {
    let ledger = try LedgerFile(file.ledger, isMade: false)
    if let unit { return try show(UnitHistory(of: unit, in: ledger, names: names)) }
    if let person { return try show(PersonHistory(of: person, in: ledger, names: names)) }
    let entries = try ledger.entries()
    let owed = try ledger.reading { try $0.dutiesOwed() }.filter { $0.value > 0 }
    if json {
      return try DrawFiles.write(
        EntryList(entries: entries.map { .init($0, names: names) }, owed: owed), to: "-")
    }
    // A narrow terminal has no room for the hashes, which nobody can read out of so few digits.
    let hasHash = Terminal.output.width.map { $0 >= 100 } ?? true
    let columns: [TextTable.Column] = [
      .init(say("条", "entry"), .right), .init(say("时间", "written")), .init(say("内容", "what")),
      .init(say("工作", "job")), .init(say("标题", "title")), .init(say("期间", "days")),
      .init(say("批准", "by")), .init(say("状态", "state")),
    ]
    var table = TextTable(columns + (hasHash ? [.init(say("摘要", "hash"))] : []))
    for entry in entries {
      table.append([
        "\(entry.number)", chinaTime(entry.moment), entry.kind.title[Speech.language],
        entry.job?.title[Speech.language] ?? "", printable(entry.title),
        entry.first.map { "\($0) – \(entry.last ?? "")" } ?? "",
        entry.approver.map { printable($0.text(names: names)) } ?? "", state(of: entry),
        String(entry.hash.prefix(12)),
      ])
    }
    try speech.console.print(table.text(within: Terminal.output.width))
    if !owed.isEmpty {
      let list = owed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      try speech.console.print(
        say("欠班：", "duties owed: ") + list.joined(separator: say("、", ", ")))
    }
  }

  private func show(_ history: some ShownHistory) throws {
    if json { return try DrawFiles.write(history, to: "-") }
    try speech.console.print(history.text)
  }

  private func state(of entry: LedgerEntry) -> String {
    guard entry.kind == .published else { return "" }
    return entry.supersededBy.map { say("被第 \($0) 条取代", "superseded by \($0)") }
      ?? say("有效", "in force")
  }
}

/// All entries as `--json` prints them, which `Models/schemas/history.schema.json` describes.
private struct EntryList: Encodable {
  let schemaVersion = FileHeader.currentSchema
  let entries: [EntrySummary]
  let owed: [String: Int]
}

/// An entry as `--json` prints it.
private struct EntrySummary: Encodable {
  let number: Int
  let moment: String
  let kind: String
  let job: String?
  let title: String
  let first: String?
  let last: String?
  let result: String?
  let approver: String?
  let hash: String
  let previous: String
  let supersededBy: Int?

  init(_ entry: LedgerEntry, names: Bool) {
    number = entry.number
    moment = entry.moment
    kind = entry.kind.rawValue
    job = entry.job?.rawValue
    title = entry.title
    first = entry.first
    last = entry.last
    result = entry.result
    approver = entry.approver?.text(names: names)
    hash = entry.hash
    previous = entry.previous
    supersededBy = entry.supersededBy
  }

  private enum Key: CodingKey {
    case number, moment, kind, job, title, first, last, result, approver, hash, previous,
      supersededBy
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(number, forKey: .number)
    try container.encode(moment, forKey: .moment)
    try container.encode(kind, forKey: .kind)
    // `encode` and not `encodeIfPresent`: the keys are the same in every entry.
    try container.encode(job, forKey: .job)
    try container.encode(title, forKey: .title)
    try container.encode(first, forKey: .first)
    try container.encode(last, forKey: .last)
    try container.encode(result, forKey: .result)
    try container.encode(approver, forKey: .approver)
    try container.encode(hash, forKey: .hash)
    try container.encode(previous, forKey: .previous)
    try container.encode(supersededBy, forKey: .supersededBy)
  }
}
