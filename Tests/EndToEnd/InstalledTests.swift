import Foundation
import TestSupport
import Testing

private let repository = CommandRun.datasets.deletingLastPathComponent().deletingLastPathComponent()

private let commands = [
  "init", "check", "pair", "roster", "book", "settle", "explain", "verify", "report", "export",
  "sample", "draw",
]

@Test func `bash completes commands, options and values`() throws {
  let folder = try TemporaryFolder()
  let script = folder.path("allot.bash")
  let generated = try CommandRun(["--generate-completion-script", "bash"])
  try generated.output.write(toFile: script, atomically: true, encoding: .utf8)
  func completed(_ words: [String]) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let line = words.joined(separator: " ")
    let bash = try #require(
      InstalledProgram("bash", otherwiseLeavingOut: "completion is not tested"),
      "bash is part of every system that builds this")
    let run = try bash.run([
      "-c",
      """
      PATH=\(CommandRun.executable.deletingLastPathComponent().path):$PATH
      source '\(script)'
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      COMP_LINE='\(line)'; COMP_POINT=\(line.utf8.count)
      _allot allot '\(words[words.count - 1])' '\(words[words.count - 2])'
      printf '%s\\n' "${COMPREPLY[@]}"
      """,
    ])
    return run.output.split(separator: "\n").map { String($0.trimmingPrefix(" ")) }
  }
  let all = try completed(["allot", ""])
  #expect(Set(commands).isSubset(of: all), "\(all)")
  #expect(try completed(["allot", "ver"]) == ["verify"])
  #expect(try completed(["allot", "roster", "--lang"]) == ["--language"])
  #expect(try completed(["allot", "roster", "--language", ""]) == ["zh", "en"])
}

@Test(arguments: ["zsh", "fish"])
func `the completions of other shells name every command, and such a shell accepts them`(
  shell: String
) throws {
  let generated = try CommandRun(["--generate-completion-script", shell])
  #expect(generated.status == 0)
  for command in commands { #expect(generated.output.contains(command)) }
  let folder = try TemporaryFolder()
  let script = folder.path("script")
  try generated.output.write(toFile: script, atomically: true, encoding: .utf8)
  let left = "whether it accepts its completions is not tested"
  guard let program = InstalledProgram(shell, otherwiseLeavingOut: left) else { return }
  let run = try program.run(["-n", script])
  #expect(run.status == 0, "\(run.talk)")
}

@Test(arguments: ["en", "zh"])
func `the manual describes every command and option, and groff prints it`(language: String) throws {
  let generator = repository.appendingPathComponent(".ci/manual").path
  guard let python = InstalledProgram("python3", otherwiseLeavingOut: "the manual is not tested")
  else { return }
  let made = try python.run([generator, CommandRun.executable.path, language])
  #expect(made.status == 0, "\(made.talk)")
  for command in commands {
    #expect(made.output.contains(".SS \"allot \(command)\""), "\(command)")
  }
  for option in ["\\-\\-work\\-limit", "\\-\\-strict\\-calendar", "\\-\\-against"] {
    #expect(made.output.contains(option))
  }
  let folder = try TemporaryFolder()
  let page = folder.path("allot.1")
  try made.output.write(toFile: page, atomically: true, encoding: .utf8)
  // A Chinese line has few places to break, of which groff warns.
  let warnings = language == "en" ? ["-ww"] : []
  let left = "whether it prints the manual is not tested"
  guard let groff = InstalledProgram("groff", otherwiseLeavingOut: left) else { return }
  let printed = try groff.run(["-K", "utf8", "-man", "-T", "utf8"] + warnings + [page])
  #expect(printed.status == 0)
  #expect(printed.talk == "" || language == "zh", "\(printed.talk)")
  #expect(printed.output.contains(language == "zh" ? "退出状态" : "Exit"))
}
