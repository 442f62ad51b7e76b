import Alliance
import ArgumentParser
import Diagnostics
import Interchange
import PublicDraw
import Reporting

/// Examples of a draw's three steps.
private enum DrawExamples {
  static let commit = Bilingual(
    zh: "allot draw commit 单位.csv --places 4 --source 双色球2027002 --output 承诺.json",
    en: #"""
      allot draw commit units.csv --places 4 --source "lottery 2027002" \
        --output commitment.json
      """#)
  static let run = Bilingual(
    zh: #"""
      allot draw run 承诺.json --value "双色球2027002=03 08 11 19 26 30+07" \
        --by 秘书处 --output 记录.json --page 结果.html
      """#,
    en: #"""
      allot draw run commitment.json --value "lottery 2027002=03 08 11" \
        --by secretariat --output transcript.json --page result.html
      """#)
  static let verify = Bilingual(
    zh: "allot draw verify 记录.json", en: "allot draw verify transcript.json")
}

/// `allot draw`.
struct Draw: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      abstract: say("任何人都能复核的抽选。", "A draw that anyone can compute again."),
      discussion: say(
        "先公布名单与规则的摘要，将来的公共数公布后再抽；谁都可以重算。",
        "The hash of list and rules is published first, the numbers that decide come later, and anyone "
          + "computes the rest.")
        + examples(
          [DrawExamples.commit.zh, DrawExamples.run.zh, DrawExamples.verify.zh].joined(
            separator: "\n"),
          [DrawExamples.commit.en, DrawExamples.run.en, DrawExamples.verify.en].joined(
            separator: "\n")),
      subcommands: [CommitDraw.self, RunDraw.self, VerifyDraw.self])
  }
}

/// `allot draw commit`.
struct CommitDraw: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "commit",
      abstract: say("固定名单与规则，给出要公布的摘要。", "Fix list and rules, and give the hash to publish."),
      discussion: exampleLines(DrawExamples.commit.zh, DrawExamples.commit.en))
  }

  @Argument(
    help: help(
      "名单：.csv、.xlsx 或文件夹，含编号与名称两列。",
      "The list: .csv, .xlsx or a folder, with identifiers and names."),
    completion: .file())
  var list: String
  @Option(help: help("抽取几个；其余依次递补。", "How many to draw; the others follow as substitutes."))
  var places: Int
  @Option(
    help: help("将来公布的数的名称，可多次给出。", "Name of a number that is published later; may be repeated."))
  var source: [String]
  @Option(
    help: help(
      "提供密数的当事方：名称=密数的SHA-256，最多两次。", "A party with a secret: NAME=SHA-256 of it; at most twice."))
  var party: [String] = []
  @Option(help: help("抽选的名称。", "What is drawn."))
  var title = ""
  @Option(help: help("其他规则，一行文字。", "Further rules, one line."))
  var rules = ""
  @Option(
    help: help("上一次抽选的记录，用于前后相接。", "The transcript of the draw before, to chain to."),
    completion: .file())
  var previous: String?
  @Option(
    help: help("承诺文件；“-”为标准输出。", "The commitment; - is standard output."), completion: .file())
  var output = "-"
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let reading = try LoadedInput.table(list)
    guard
      let sheet = DrawList.names.lazy.compactMap({ reading.value.sheet(named: [$0]) }).first
        ?? reading.value.sheets.first
    else {
      throw CommandFailure(.badData, Bilingual(zh: "没有工作表", en: "there is no sheet"))
    }
    let listed = DrawList.read(reading, sheet: sheet.name ?? "")
    for note in listed.notes { speech.console.note(note) }
    let earlier = try previous.map { try DrawFiles.transcript($0).hash } ?? ""
    let parties = try party.map { text in
      let (name, hash) = try DrawFiles.pair(text, option: "--party")
      return DrawCommitment.Party(name: name, nonceHash: hash)
    }
    let commitment: DrawCommitment
    do throws(RejectedInput) {
      commitment = try listed.validated { (entries) throws(Faults) in
        try DrawCommitment(
          title: DrawFiles.plain(title.isEmpty ? sheet.name ?? "" : title), entries: entries,
          places: places, sources: source.map(DrawFiles.plain), parties: parties,
          rules: DrawFiles.plain(rules), previous: earlier)
      }
    } catch {
      throw CommandFailure(error)
    }
    try DrawFiles.write(commitment, to: output)
    speech.console.note(
      Bilingual(
        zh: "请现在公布这一摘要：\(commitment.hash)（名单 \(commitment.listHash)，规则 \(commitment.rulesHash)）",
        en: "publish this hash now: \(commitment.hash) (list \(commitment.listHash), rules "
          + "\(commitment.rulesHash))"))
  }
}

/// `allot draw run`.
struct RunDraw: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run", abstract: say("公共数公布后抽选。", "Draw once the public numbers are out."),
      discussion: exampleLines(DrawExamples.run.zh, DrawExamples.run.en))
  }

  @Argument(help: help("承诺文件。", "The commitment."), completion: .file())
  var commitment: String
  @Option(help: help("公共数：名称=值，每个来源一次。", "A public number: NAME=VALUE, once for each source."))
  var value: [String]
  @Option(help: help("当事方的密数：名称=密数。", "A party's secret: NAME=SECRET."))
  var nonce: [String] = []
  @Option(help: help("跳过的编号与理由：编号=理由（如 回避）。", "One to pass over: ID=REASON."))
  var skip: [String] = []
  @Option(help: help("主持人。", "Who runs the draw."))
  var by: String
  @Option(help: help("日期，如 2027-01-05；默认今天。", "Date such as 2027-01-05; today by default."))
  var date: String?
  @Option(
    help: help("记录文件；“-”为标准输出。", "The transcript; - is standard output."), completion: .file())
  var output = "-"
  @Option(
    help: help("可打印、可自行复核的网页。", "A page to print, which computes the draw again."),
    completion: .file())
  var page: String?
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let file = try DrawFiles.read(commitment)
    let committed: DrawCommitment = try DrawFiles.decoded(file)
    func ordered(_ texts: [String], _ names: [String], _ option: String) throws -> [String] {
      let pairs = try texts.map { try DrawFiles.pair($0, option: option) }
      if let stranger = pairs.first(where: { !names.contains($0.name) }) {
        throw CommandFailure(
          .usage,
          Bilingual(
            zh: "\(option)：承诺中没有“\(stranger.name)”",
            en: "\(option): the commitment has no \(stranger.name)"))
      }
      return names.compactMap { name in pairs.first { $0.name == name }?.value }
    }
    let values = try ordered(value, committed.sources, "--value")
    let nonces = try ordered(nonce, committed.parties.map(\.name), "--nonce")
    let skips = try skip.map { text in
      let (id, reason) = try DrawFiles.pair(text, option: "--skip")
      return DrawTranscript.Skip(id: id, reason: reason)
    }
    let held = try date.map { try day($0, option: "--date").description } ?? DrawFiles.today()
    let transcript: DrawTranscript
    do throws(Faults) {
      transcript = try DrawTranscript(
        running: committed, values: values, nonces: nonces,
        date: held,
        conductor: DrawFiles.plain(by), skips: skips)
    } catch {
      throw CommandFailure(RejectedInput(faults: error, provenance: Provenance(file: commitment)))
    }
    try DrawFiles.write(transcript, to: output)
    if let page { try Output.write(try transcript.page(in: Speech.language), to: page) }
    speech.console.note(
      Bilingual(
        zh: "入选：\(transcript.chosen.joined(separator: "、"))。记录摘要 \(transcript.hash)",
        en: "chosen: \(transcript.chosen.joined(separator: ", ")); hash of the transcript "
          + transcript.hash))
  }
}

/// `allot draw verify`.
struct VerifyDraw: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "verify",
      abstract: say(
        "重新计算一次抽选。退出状态：0 一致，1 不一致。", "Compute a draw again. Exit status: 0 it agrees, 1 it differs."
      ),
      discussion: exampleLines(DrawExamples.verify.zh, DrawExamples.verify.en))
  }

  @Argument(
    help: help("记录文件；“-”为标准输入。", "The transcript; - is standard input."), completion: .file())
  var transcript: String
  @Option(help: help("事先公布的摘要。", "The hash that was published before."))
  var published: String?
  @Option(help: help("同时写出网页。", "Also write the page."), completion: .file())
  var page: String?
  @OptionGroup var speech: SpeechOptions

  func run() throws {
    let drawn = try DrawFiles.transcript(transcript)
    let defects = drawn.defects(published: published.map(DrawFiles.plain))
    guard defects.isEmpty else {
      try speech.console.print(
        defects.map { "✗ " + printable($0[Speech.language]) }.joined(separator: "\n"))
      throw StatusExit(status: .violations)
    }
    try speech.console.print(
      say(
        "一致。公布的摘要 \(drawn.commitmentHash)，记录摘要 \(drawn.hash)",
        "It agrees. Published hash \(drawn.commitmentHash), hash of the transcript \(drawn.hash)"))
    if let page { try Output.write(try drawn.page(in: Speech.language), to: page) }
  }
}
