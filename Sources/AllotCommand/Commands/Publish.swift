import ArgumentParser
import Diagnostics
import Interchange
import Ledger
import PublicDraw
import Reporting

/// The ledger that a command works on.
struct LedgerOption: ParsableArguments {
  @Option(help: help("台账文件。", "The ledger."), completion: .file())
  var ledger: String
}

/// `allot publish`.
struct Publish: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say(
        "批准并发布一个结果：再次检验后记入台账。", "Approve a result: it is checked again and put into the ledger."),
      discussion: say(
        """
        违反规则或证明不成立的结果不发布（退出状态 1）。同名且日期相交的旧版记为“已被取代”，并列出改动。
        """,
        """
        A result that breaks a rule, or whose proof does not hold, is not published (exit status 1). An older \
        version of the same title and days is superseded, and what changed is listed.
        """)
        + examples(
          "allot publish 结果.json --ledger 台账.db --approver \"010001 计以宁\"",
          "allot publish result.json --ledger ledger.db --approver \"010001 Ji\""))
  }

  @OptionGroup var result: ResultArgument
  @OptionGroup var file: LedgerOption
  @Option(
    help: help(
      "批准人：“工号 姓名”或姓名；在终端上不写则会询问。",
      "Who approves: \"NUMBER NAME\" or a name; asked for on a terminal if left out."))
  var approver: String?
  @Option(
    help: help(
      "轮次名称，代替结果中的标题。", "Title of the round, instead of the one in the result."))
  var round: String?
  @Option(
    help: help(
      "结果依据的抽签记录；用了 --draw 的结果必须给出。",
      "The transcript of the draw that decided; needed for a result made with --draw."),
    completion: .file(extensions: ["json"]))
  var draw: String?
  @Flag(
    help: help(
      "与另一标题下已发布的安排占用同样的席位、人员或设备时，仍发布。",
      "Publish beside another title that gives the same seats, people or devices."))
  var beside = false
  @Flag(help: help("显示姓名。", "Show names."))
  var names = false
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let input = try resultFile(result.result)
    let (findings, publication) = try withResult(input) { result in
      let findings = result.findings
      return (findings, findings.isEmpty ? try result.publication() : nil)
    }
    guard let publication else {
      try speech.console.print(
        findings.map { "✗ " + printable($0[Speech.language]) }.joined(separator: "\n"))
      Console.report(
        CommandFailure(
          .violations,
          Bilingual(zh: "结果未通过检验，不发布", en: "the result does not pass its checks; not published")))
      throw StatusExit(status: .violations)
    }
    try checkDraw(of: publication)
    let who = approver.map(DrawFiles.plain) ?? ask(Bilingual(zh: "批准人：", en: "approved by: "))
    guard let who, !who.isEmpty else {
      throw CommandFailure(
        .usage, Bilingual(zh: "没有写明批准人", en: "nobody is named who approves it"),
        next: Bilingual(
          zh: "加上 --approver \"工号 姓名\"", en: "add --approver \"NUMBER NAME\""))
    }
    var draft = publication.draft
    draft.approver = ledgerPerson(who)
    draft.result = Digest.hex(input.bytes)
    if let round { draft.title = DrawFiles.plain(round) }
    let ledger = try LedgerFile(file.ledger)
    let entry: LedgerEntry
    var earlier: LedgerEntry?
    do {
      entry = try ledger.append(at: ledgerMoment()) { reader in
        earlier = try reader.entries().last {
          $0.kind == .published && $0.result == draft.result && $0.supersededBy != nil
        }
        try publication.refusal(reader)
        try checkYears(of: publication, in: reader)
        if !beside, let other = try reader.doublePublication(of: draft) {
          throw CommandFailure(
            .badData,
            Bilingual(
              zh: "第 \(other.number) 条“\(printable(other.title))”已发布同样的席位、人员或设备",
              en:
                "entry \(other.number), \(printable(other.title)), gives the same seats, people or devices"
            ),
            next: Bilingual(
              zh: "用同一标题（--round）取代它，或加 --beside 并存",
              en: "give the same title (--round) to supersede it, or keep both with --beside"))
        }
        return try reader.completed(
          draft, replaces: publication.replaces, isNamed: round != nil)
      }
    } catch let error as AlreadyPublished {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "这个结果已作为第 \(error.entry) 条发布",
          en: "this result stands published as entry \(error.entry)"),
        next: Bilingual(
          zh: "查看：allot history --ledger \(file.ledger)",
          en: "look: allot history --ledger \(file.ledger)"))
    }
    if let earlier, let later = earlier.supersededBy {
      speech.console.note(
        Bilingual(
          zh: "注意：这个结果曾作为第 \(earlier.number) 条发布，被第 \(later) 条取代；现在重新生效",
          en:
            "note: this result was published as entry \(earlier.number) and superseded by entry \(later); "
            + "now it stands again"))
    }
    try report(entry, in: ledger)
  }

  /// Refuses a draw that was not made: the transcript is computed again and must be the one that the result
  /// names.
  private func checkDraw(of publication: Publication) throws {
    guard let hash = publication.draw else { return }
    guard let draw else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "结果依据抽签 \(hash.prefix(12))…，须给出抽签记录",
          en: "the result rests on the draw \(hash.prefix(12))…"),
        next: Bilingual(zh: "加 --draw 抽签记录.json", en: "give its transcript with --draw"))
    }
    guard try DrawFiles.soundTranscript(draw).hash == hash else {
      throw CommandFailure(
        .violations,
        Bilingual(
          zh: "\(draw) 不是结果所依据的抽签（\(hash.prefix(12))…）",
          en: "\(draw) is not the draw that the result names (\(hash.prefix(12))…)"))
    }
  }

  /// Refuses a result that is silent about years whose holidays the ledger does not know to be final.
  private func checkYears(of publication: Publication, in reader: LedgerReader) throws {
    let silent = publication.provisionalYears(try reader.calendar()).filter {
      !publication.toldYears.contains($0)
    }
    guard !silent.isEmpty else { return }
    let years = silent.map(String.init)
    throw CommandFailure(
      .violations,
      Bilingual(
        zh: "结果没有注明 \(years.joined(separator: "、")) 年的节假日为暂定",
        en:
          "the result does not say that the holidays of \(years.joined(separator: ", ")) are provisional"
      ),
      next: Bilingual(
        zh: "先把公布的名单导入这个台账（allot calendar --import），或重新计算",
        en: "import the published list into this ledger (allot calendar --import), or solve again"))
  }

  private func report(_ entry: LedgerEntry, in ledger: LedgerFile) throws {
    try speech.console.print(
      say(
        "已发布：第 \(entry.number) 条，\(chinaTime(entry.moment))，摘要 \(entry.hash)",
        "published: entry \(entry.number), \(chinaTime(entry.moment)), hash \(entry.hash)"))
    let (earlier, debts, facts) = try ledger.reading { reader in
      let earlier = try reader.facts(of: entry.number, .supersession).compactMap {
        $0.number("earlier")
      }
      return (
        try earlier.map { ($0, try reader.facts(of: $0)) },
        try reader.facts(of: entry.number, .debt), try reader.facts(of: entry.number)
      )
    }
    for (number, old) in earlier {
      let difference = VersionDifference(from: old, to: facts)
      try speech.console.print(
        say("取代第 \(number) 条：", "supersedes entry \(number): ")
          + difference.summary[Speech.language])
    }
    for debt in debts {
      try speech.console.print(
        "  \(debt.text("unit") ?? "") \(debt.text("term") ?? "") \(debt.debtTitle)")
    }
    speech.console.note(
      Bilingual(
        zh: "下一步：把摘要写进通知；allot ledger backup \(file.ledger) --output 备份.db",
        en:
          "next: print the hash on the notice; allot ledger backup \(file.ledger) --output backup.db"
      ))
  }
}
