import Alliance
import ArgumentParser
import Diagnostics
import Interchange
import Ledger

/// `allot calendar`.
struct CalendarCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "calendar",
      abstract: say(
        "查看一年的节假日与调休，导入已公布的名单。",
        "Show a year with holidays and make-up workdays; import a published list."),
      discussion: say(
        "名单为 holiday-cn 格式的 JSON。存入台账后，带 --ledger 的轮值与轮班都用这份日历。",
        "The list is JSON in the shape of holiday-cn. Rosters with --ledger use it once it is in the "
          + "ledger.")
        + examples(
          """
          allot calendar 2026
          allot calendar 2027 --import 2027.json --ledger 台账.db
          """,
          """
          allot calendar 2026
          allot calendar 2027 --import 2027.json --ledger ledger.db
          """))
  }

  @Argument(help: help("年份。", "The year."))
  var year: Int
  @Option(
    name: .customLong("import"), help: help("已公布的名单（JSON）。", "The published list (JSON)."),
    completion: .file())
  var list: String?
  @Option(
    help: help("台账：读取或存入日历。", "A ledger to read the calendar from or to put it into."),
    completion: .file())
  var ledger: String?
  @OptionGroup var speech: SpeechOptions

  func validate() throws {
    guard (1900...2200).contains(year) else {
      throw ValidationError(say("年份应在 1900 到 2200 之间。", "The year is 1900 to 2200."))
    }
  }

  func run() throws {
    var calendar = WorkCalendar.standard
    if let list {
      let entered = try CalendarFile.read(try DrawFiles.read(list))
      guard entered.year == year else {
        throw CommandFailure(
          .badData,
          Bilingual(
            zh: "\(list) 是 \(entered.year) 年的名单", en: "\(list) is the list of \(entered.year)"),
          next: Bilingual(
            zh: "allot calendar \(entered.year) --import \(list)",
            en: "allot calendar \(entered.year) --import \(list)"))
      }
      guard !entered.isProvisional else {
        throw CommandFailure(
          .badData,
          Bilingual(zh: "\(list) 中还没有公布的日期", en: "\(list) holds no published days yet"))
      }
      calendar = calendar.replacing(entered)
      if let ledger {
        let entry = try LedgerFile(ledger).append(
          LedgerDraft(entering: entered), at: ledgerMoment())
        speech.console.note(
          Bilingual(
            zh: "已存入台账第 \(entry.number) 条", en: "put into the ledger as entry \(entry.number)"))
      }
    } else if let ledger {
      calendar = try LedgerFile(ledger, isMade: false).reading { try $0.calendar() }
    }
    try speech.console.print(YearText(year, calendar).text(in: Speech.language))
  }
}
