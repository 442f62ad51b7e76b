import ArgumentParser

/// Ends a command with a status after everything has been said.
struct StatusExit: Error {
  let status: ExitStatus
}

/// The command.
struct Allot: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "allot",
      abstract: say(
        "分配稀缺的人和设备：导师结对、轮值、设备共享与结算；每个结果都附证明、检验与理由。",
        "Share out scarce people and machines: pairing rounds, rotation rosters, equipment "
          + "timetables and their settlement; every answer with a proof, a check and reasons."),
      discussion: say(
        """
        退出状态：0 得到结果 · 1 验证未通过 · 2 无可行安排 · 3 差距大于 --gap · 4 到时无结果 · \
        64 参数错误 · 65 数据错误 · 66 找不到输入 · 70 内部错误 · 73/74 无法写入 · 130/143 被中断，已存最好结果
        """,
        """
        Exit status: 0 answer found · 1 verify found violations · 2 infeasible · 3 gap wider than \
        --gap · 4 no answer at the limit · 64 usage · 65 bad data · 66 input missing · 70 internal · \
        73/74 cannot write · 130/143 interrupted, best answer saved
        """)
        + examples(
          """
          allot sample roster --output 轮值
          allot check 轮值
          allot roster 轮值 --output 结果.json
          allot report 结果.json --output 轮值.html
          """,
          """
          allot sample roster --output rotation
          allot check rotation
          allot roster rotation --output result.json
          allot report result.json --output roster.html
          """),
      version: programVersion,
      subcommands: [
        Init.self, Check.self, Pair.self, RosterCommand.self, Book.self, Settle.self, Explain.self,
        Verify.self, Report.self, Export.self, Sample.self, Draw.self, Publish.self, History.self,
        Diff.self, Succeed.self, LedgerCommand.self, CalendarCommand.self, Schema.self,
      ])
  }

  /// What a first argument may be.
  static var commandNames: [String] {
    configuration.subcommands.map { $0._commandName } + ["help"]
  }

  /// The command that a word with one or two slips of the finger may stand for.
  static func command(like word: String) -> String? {
    commandNames.map { (name: $0, slips: slips(from: Array(word.lowercased()), to: Array($0))) }
      .filter { $0.slips <= min(2, ($0.name.count - 1) / 2) }.min { $0.slips < $1.slips }?.name
  }

  /// Characters to put in, leave out or exchange, at least (Levenshtein 1966).
  private static func slips(from word: [Character], to name: [Character]) -> Int {
    var row = Array(0...name.count)
    for (i, character) in word.enumerated() {
      var last = row[0]
      row[0] = i + 1
      for j in name.indices {
        (last, row[j + 1]) = (
          row[j + 1],
          min(last + (character == name[j] ? 0 : 1), row[j] + 1, row[j + 1] + 1)
        )
      }
    }
    return row[name.count]
  }
}
