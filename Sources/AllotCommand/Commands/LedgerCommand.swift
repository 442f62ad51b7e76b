import Alliance
import ArgumentParser
import Diagnostics
import Ledger
import Reporting

/// `allot ledger`.
struct LedgerCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "ledger",
      abstract: say("校验、备份、清除台账，记录离任。", "Verify, back up and purge a ledger; note who leaves."),
      discussion: exampleLines(
        """
        allot ledger verify 台账.db
        allot ledger backup 台账.db --output 备份.db
        allot ledger purge 台账.db --before 2025-01-01
        allot ledger leave 台账.db --person 010041 --on 2027-03-01
        """,
        """
        allot ledger verify ledger.db
        allot ledger backup ledger.db --output backup.db
        allot ledger purge ledger.db --before 2025-01-01
        allot ledger leave ledger.db --person 010041 --on 2027-03-01
        """),
      subcommands: [
        VerifyLedger.self, BackupLedger.self, PurgeLedger.self, LeaveLedger.self,
      ])
  }
}

/// The file of the commands on ledgers.
struct LedgerArgument: ParsableArguments {
  @Argument(help: help("台账文件。", "The ledger."), completion: .file())
  var ledger: String

  /// The ledger, which must be there.
  func opened() throws(LedgerError) -> LedgerFile { try LedgerFile(ledger, isMade: false) }
}

/// A day of an option.
func day(_ text: String, option: String) throws -> Day {
  guard let day = DayNotation.day(text) else {
    throw ValidationError(
      say("\(option) \(text) 不是日期，如 2027-01-05。", "\(option) \(text) is no day such as 2027-01-05.")
    )
  }
  return day
}

/// `allot ledger verify`.
struct VerifyLedger: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: say(
        "重新计算整条链。退出状态：0 未被改动，1 有改动。",
        "Compute the whole chain again. Exit status: 0 nothing was altered, 1 something was."),
      discussion: exampleLines("allot ledger verify 台账.db", "allot ledger verify ledger.db"))
  }

  @OptionGroup var file: LedgerArgument
  @Option(
    name: [.customLong("expect"), .customLong("head")],
    help: help(
      "必须在链中的摘要，如印在通知上的：末尾被截去的台账，只有这样才看得出来。",
      "A hash that must be in the chain, such as one printed on a notice: only so is a ledger found out whose "
        + "last entries were cut off."))
  var expect: String?
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let ledger: LedgerFile
    do throws(LedgerError) { ledger = try file.opened() } catch {
      guard case .damaged = error.reason else { throw CommandFailure(error) }
      try speech.console.print("✗ " + printable(error.text[Speech.language]))
      throw StatusExit(status: .violations)
    }
    let defects = ledger.defects(expecting: expect.map(DrawFiles.plain))
    guard defects.isEmpty else {
      try speech.console.print(
        defects.map { "✗ " + printable($0[Speech.language]) }.joined(separator: "\n"))
      throw StatusExit(status: .violations)
    }
    let entries = try ledger.entries()
    try speech.console.print(
      say(
        "\(entries.count) 条，前后相接，未被改动。末条摘要 \(entries.last?.hash ?? "–")",
        "\(counted(entries.count, "entry", plural: "entries")) in an unbroken chain. Hash of the last \(entries.last?.hash ?? "–")"
      ))
  }
}

/// `allot ledger backup`.
struct BackupLedger: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: say("复制成一个新文件并校验。", "Copy into one new file, and verify the copy."),
      discussion: exampleLines(
        "allot ledger backup 台账.db --output 备份.db",
        "allot ledger backup ledger.db --output backup.db"))
  }

  @OptionGroup var file: LedgerArgument
  @Option(
    help: help("新文件；已存在则不写。", "The new file; one that is there is not written over."),
    completion: .file())
  var output: String
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    try file.opened().backUp(to: output)
    let copy = try LedgerFile(output, isMade: false)
    if let defect = copy.defects().first {
      throw CommandFailure(.badData, defect)
    }
    try speech.console.print(say("已备份：\(output)", "saved: \(output)"))
  }
}

/// `allot ledger purge`.
struct PurgeLedger: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "purge",
      abstract: say(
        "清除旧条目中的工号与姓名，链仍可校验。", "Forget the people of old entries; the chain still verifies."),
      discussion: say(
        "记录于该日之前、且期间在该日之前结束的条目；仍在带的结对除外。不可恢复，备份文件请另行销毁。",
        "Of entries that were written, and whose days end, before the day; pairs that still run are left. It "
          + "cannot be undone; destroy old backups too.")
        + examples(
          "allot ledger purge 台账.db --before 2025-01-01",
          "allot ledger purge ledger.db --before 2025-01-01"))
  }

  @OptionGroup var file: LedgerArgument
  @Option(help: help("日期，如 2025-01-01。", "The day, such as 2025-01-01."))
  var before: String
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let limit = try day(before, option: "--before").description
    guard limit <= DrawFiles.today() else {
      throw ValidationError(
        say(
          "--before \(limit) 在将来；清除不可恢复，只清除已经过去的。",
          "--before \(limit) lies in the future; what is purged is gone, so only the past can be."))
    }
    let count = try file.opened().purge(before: limit, at: ledgerMoment())
    try speech.console.print(
      say(
        "已清除 \(count) 人次。",
        "\(counted(count, "person of an entry was", plural: "people of entries were")) forgotten."))
  }
}

/// `allot ledger leave`.
struct LeaveLedger: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "leave",
      abstract: say(
        "记下某人离任：其结对到此为止。", "Note that somebody left: the person's pairs end."),
      discussion: exampleLines(
        "allot ledger leave 台账.db --person 010041 --on 2027-03-01",
        "allot ledger leave ledger.db --person 010041 --on 2027-03-01"))
  }

  @OptionGroup var file: LedgerArgument
  @Option(help: help("工号。", "Staff number."))
  var person: String
  @Option(help: help("最后一天。", "The last day."))
  var on: String
  @Flag(
    help: help(
      "台账不认识此人，或已记其离任，也记下。",
      "Note it even if the ledger does not know the person, or says already that the person left."))
  var force = false
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let last = try day(on, option: "--on").description
    let number = DrawFiles.plain(person)
    let ledger = try file.opened()
    guard try force || ledger.reading({ try $0.knows(number) }) else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "台账中没有 \(printable(number))；条目写下后不能撤销",
          en: "the ledger does not know \(printable(number)), and an entry cannot be undone"),
        next: Bilingual(zh: "核对工号，或加 --force", en: "check the number, or add --force"))
    }
    let hasLeft = try ledger.reading { try $0.lastDays(of: [number], before: nil) != [nil] }
    guard force || !hasLeft else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "台账已记下 \(printable(number)) 离任",
          en: "the ledger says already that \(printable(number)) left"),
        next: Bilingual(
          zh: "不必再记；确要另记一次，请加 --force",
          en: "nothing is to be done; --force notes it once more"))
    }
    let running = try ledger.reading { try $0.runningPairs() }
    let entry = try ledger.append(
      LedgerDraft(
        .departure, first: last, last: last,
        facts: [
          Fact(.departure, ["person": .person(LedgerPerson(number: number)), "last": .text(last)])
        ]), at: ledgerMoment())
    let ended = running.count { $0.mentor == number || $0.talent == number }
    try speech.console.print(
      say(
        "第 \(entry.number) 条：\(number) 离任，\(ended) 对结束。",
        "entry \(entry.number): \(number) leaves, \(counted(ended, "pair ends", plural: "pairs end"))."
      ))
  }
}
