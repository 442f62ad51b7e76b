import Foundation
import Testing

/// Runs a program of the system; `nil` if this machine does not have it.
private func system(
  _ program: String, _ arguments: [String]
) throws -> (status: Int32, output: String, talk: String)? {
  let places = ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + program }
  guard let path = places.first(where: FileManager.default.isExecutableFile) else { return nil }
  let folder = try TemporaryFolder()
  let (output, talk) = (try folder.emptyFile("output"), try folder.emptyFile("talk"))
  let process = Process()
  process.executableURL = URL(fileURLWithPath: path)
  process.arguments = arguments
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: talk)
  process.standardInput = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return (
    process.terminationStatus, try String(contentsOf: output, encoding: .utf8),
    try String(contentsOf: talk, encoding: .utf8)
  )
}

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
    let run = try #require(
      try system(
        "bash",
        [
          "-c",
          """
          PATH=\(CommandRun.executable.deletingLastPathComponent().path):$PATH
          source '\(script)'
          COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
          COMP_LINE='\(line)'; COMP_POINT=\(line.utf8.count)
          _allot allot '\(words[words.count - 1])' '\(words[words.count - 2])'
          printf '%s\\n' "${COMPREPLY[@]}"
          """,
        ]), "bash is part of every system that builds this")
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
  guard let run = try system(shell, ["-n", script]) else {
    print("\(shell) is not installed: whether it accepts its completions is not tested")
    return
  }
  #expect(run.status == 0, "\(run.talk)")
}

@Test(arguments: ["en", "zh"])
func `the manual describes every command and option, and groff prints it`(language: String) throws {
  let generator = repository.appendingPathComponent(".ci/manual").path
  guard let made = try system("python3", [generator, CommandRun.executable.path, language]) else {
    print("python3 is not installed: the manual is not tested")
    return
  }
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
  guard let printed = try system("groff", ["-K", "utf8", "-man", "-T", "utf8"] + warnings + [page])
  else {
    print("groff is not installed: whether it prints the manual is not tested")
    return
  }
  #expect(printed.status == 0)
  #expect(printed.talk == "" || language == "zh", "\(printed.talk)")
  #expect(printed.output.contains(language == "zh" ? "退出状态" : "Exit"))
}
