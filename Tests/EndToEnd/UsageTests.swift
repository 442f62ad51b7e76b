import Testing

@Test(
  arguments: [
    (["roster", "x", "--gap", "abc"], "选项取值无效：abc（--gap <gap>）"),
    (["rooster"], "没有命令 rooster，是否指 roster？"), (["Chekc"], "没有命令 Chekc，是否指 check？"),
    (["frobnicate"], "没有命令 frobnicate；可用：init、check"),
    (["init", "foo", "--output", "a"], "选项取值无效：foo（<job>）。可用的值："),
    (["roster"], "缺少参数 <input>"), (["check", "a", "b"], "多余的参数 b"),
    (["book", "x", "--nothing"], "没有选项 --nothing"),
  ])
func `a usage error is Chinese where Chinese is asked for, wherever the language is named`(
  arguments: [String], words: String
) throws {
  for line in [arguments + ["--language", "zh"], ["--language=zh"] + arguments] {
    let run = try CommandRun(line)
    #expect(run.status == 64)
    #expect(run.output == "")
    #expect(run.talk.contains(words), "\(run.talk)")
    #expect(!run.talk.contains("Error") && !run.talk.contains("Usage"), "\(run.talk)")
  }
}

@Test(arguments: [[], ["draw"], ["ledger"]])
func `without a command the help is shown in the language asked for`(group: [String]) throws {
  let help = try CommandRun(group + ["--language", "zh"])
  #expect((help.output + help.talk).contains("allot"))
  #expect(!(help.output + help.talk).contains("Unknown option"))
  #expect(!(help.output + help.talk).contains("See 'allot"))
}

@Test func `a wrong argument shows the usage of its own command`() throws {
  let arguments = ["ledger", "leave", "l.db", "--person", "1", "--on", "2026-13-01"]
  let english = try CommandRun(arguments)
  #expect(english.status == 64)
  #expect(english.talk.contains("Usage: allot ledger leave <ledger>"), "\(english.talk)")
  let chinese = try CommandRun(arguments, locale: "zh_CN.UTF-8")
  #expect(chinese.talk.contains("错误：") && chinese.talk.contains("用法：allot ledger leave"))
}
