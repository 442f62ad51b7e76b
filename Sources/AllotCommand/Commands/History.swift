import ArgumentParser
import Diagnostics
import DutyRostering
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
      discussion: examples(
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
    guard !json || (unit == nil && person == nil) else {
      throw ValidationError(
        say(
          "--json 输出全部条目，不与 --unit、--person 同用。",
          "--json prints every entry and goes with neither --unit nor --person."))
    }
  }

  func run() throws {
    let ledger = try LedgerFile(file.ledger, isMade: false)
    if let unit { return try speech.console.print(try duties(of: unit, in: ledger)) }
    if let person { return try speech.console.print(try life(of: person, in: ledger)) }
    let entries = try ledger.entries()
    if json {
      return try DrawFiles.write(entries.map { EntrySummary($0, names: names) }, to: "-")
    }
    var table = TextTable([
      .init(say("条", "entry"), .right), .init(say("时间", "written")), .init(say("内容", "what")),
      .init(say("工作", "job")), .init(say("标题", "title")), .init(say("期间", "days")),
      .init(say("批准", "approved by")), .init(say("状态", "state")), .init(say("摘要", "hash")),
    ])
    for entry in entries {
      table.append([
        "\(entry.number)", chinaTime(entry.moment), entry.kind.title[Speech.language],
        entry.job?.title[Speech.language] ?? "", printable(entry.title),
        entry.first.map { "\($0)…\(entry.last ?? "")" } ?? "",
        entry.approver.map { printable($0.text(names: names)) } ?? "", state(of: entry),
        String(entry.hash.prefix(12)),
      ])
    }
    try speech.console.print(table.text(within: Terminal.output.width))
    let owed = try ledger.reading { try $0.dutiesOwed() }
    if !owed.isEmpty {
      let list = owed.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      try speech.console.print(
        say("欠班：", "duties owed: ") + list.joined(separator: say("、", ", ")))
    }
  }

  private func state(of entry: LedgerEntry) -> String {
    guard entry.kind == .published else { return "" }
    return entry.supersededBy.map { say("被第 \($0) 条取代", "superseded by \($0)") }
      ?? say("有效", "in force")
  }

  private func duties(of unit: String, in ledger: LedgerFile) throws -> String {
    var table = TextTable([
      .init(say("条", "entry"), .right), .init(say("期次", "term")), .init(say("机构", "body")),
      .init(say("人员", "person")), .init(say("状态", "state")),
    ])
    try ledger.reading { reader in
      for entry in try reader.entries() where entry.kind == .published && entry.job == .roster {
        for debt in try reader.facts(of: entry.number, .debt) where debt.text("unit") == unit {
          table.append([
            "\(entry.number)", debt.text("term") ?? "", debt.bodyTitle, "",
            debt.debtTitle,
          ])
        }
        guard entry.supersededBy == nil else { continue }
        for duty in try reader.facts(of: entry.number, .duty) where duty.text("unit") == unit {
          table.append([
            "\(entry.number)", duty.text("term") ?? "", duty.bodyTitle,
            duty.person("person")?.text(names: names) ?? "", say("已排", "serves"),
          ])
        }
      }
    }
    let posts = try posts(of: unit, in: ledger)
    guard !table.isEmpty || !posts.isEmpty else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "台账中没有单位 \(printable(unit)) 的轮值",
          en: "the ledger knows no duty of a unit \(printable(unit))"),
        next: Bilingual(zh: "核对单位编号", en: "check the identifier of the unit"))
    }
    return table.text(within: Terminal.output.width) + posts
  }

  /// Who held a post of the unit from when to when.
  private func posts(of unit: String, in ledger: LedgerFile) throws -> String {
    let posts = try ledger.reading { try $0.heldPosts() }.filter { $0.unit == unit }
    guard !posts.isEmpty else { return "" }
    var table = TextTable([
      .init(say("任职人员", "post held by")), .init(say("角色", "role")), .init(say("自", "from")),
      .init(say("至", "to")),
    ])
    for post in posts {
      table.append([
        printable(post.person.text(names: names)), printable(post.role), post.first ?? "",
        post.last ?? "",
      ])
    }
    return "\n" + table.text(within: Terminal.output.width)
  }

  private func life(of number: String, in ledger: LedgerFile) throws -> String {
    var lines: [String] = []
    try ledger.reading { reader in
      for entry in try reader.entries() {
        let facts = try reader.facts(of: entry.number).filter { fact in
          fact.values.values.contains {
            if case .person(let person) = $0 { person.number == number } else { false }
          }
        }
        let state = entry.supersededBy == nil ? "" : say("（已被取代）", " (superseded)")
        lines += facts.map { "\(entry.number)\(state)  \(printable($0.sentence(names: names)))" }
      }
    }
    guard !lines.isEmpty else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "台账中没有 \(printable(number))", en: "the ledger does not know \(printable(number))"))
    }
    return lines.joined(separator: "\n")
  }
}

extension Fact {
  /// 秘书处 or 办公室.
  fileprivate var bodyTitle: String {
    let body = text("body") ?? ""
    return Body(rawValue: body)?.title[Speech.language] ?? body
  }

  /// What became of a duty: 欠班, 补班 or 替班.
  var debtTitle: String {
    switch text("status") {
    case "owed": say("欠班", "owed")
    case "repaid": say("补班", "repaid")
    default: say("替班", "stood in")
    }
  }
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
}
