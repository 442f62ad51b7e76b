import Foundation
import Testing

/// What the help of one command shows to copy.
private struct HelpExamples {
  /// Lines of a shell; one that went on behind a backslash is one line here.
  let lines: [String]

  /// Reads the block below `Example:`, which ends with an empty line.
  init(of command: [String], _ language: String) throws {
    let help = try CommandRun(command + ["--help", "--language", language])
    try #require(help.status == 0, "\(help.talk)")
    #expect(!help.output.contains("\n\n\n"), "\(command) \(language): two empty lines together")
    let head = language == "zh" ? "例：" : "Example:"
    let all = help.output.components(separatedBy: "\n")
    guard let start = all.firstIndex(of: head) else {
      lines = []
      return
    }
    let block = all[(start + 1)...].prefix { !$0.isEmpty }
    // A line that was broken to fit could not be copied.
    for line in block { try #require(line.hasPrefix("  "), "\(command) \(language): \(line)") }
    lines = block.joined(separator: "\n").replacingOccurrences(of: "\\\n", with: "")
      .components(separatedBy: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// The status that a line promises: the number at the end of its comment, else 0.
  static func status(of line: String) -> Int32 {
    guard let comment = line.range(of: " # ") else { return 0 }
    return line[comment.upperBound...].split(separator: " ").last.flatMap { Int32($0) } ?? 0
  }
}

/// The words of every command and group that the help shows.
private func commandsShown() throws -> [[String]] {
  let dump = try CommandRun(["--experimental-dump-help"])
  let root = try #require(try dump.json()["command"] as? [String: Any])
  func inner(_ command: [String: Any], _ path: [String]) -> [[String]] {
    let subcommands = command["subcommands"] as? [[String: Any]] ?? []
    return [path]
      + subcommands.flatMap { subcommand -> [[String]] in
        let name = subcommand["commandName"] as? String ?? ""
        return subcommand["shouldDisplay"] as? Bool == true && name != "help"
          ? inner(subcommand, path + [name]) : []
      }
  }
  return inner(root, [])
}

@Test func `every command's help has examples, and each ends as the help promises`() throws {
  let commands = try commandsShown()
  #expect(commands.contains(["draw", "commit"]) && commands.contains(["ledger", "purge"]))
  let files = try ExampleFiles()
  for language in ["zh", "en"] {
    for command in commands {
      let examples = try HelpExamples(of: command, language)
      let own = (["allot"] + command).joined(separator: " ") + " "
      #expect(
        examples.lines.contains { $0.hasPrefix(own) }, "\(own)has no example in \(language)")
      let folder = try TemporaryFolder()
      for line in examples.lines {
        try files.provide(for: line, in: folder)
        let run = try ShellRun(
          line, in: folder.url, locale: language == "zh" ? "zh_CN.UTF-8" : "en_US.UTF-8")
        let promised = HelpExamples.status(of: line)
        #expect(run.status == promised, "\(line)\n\(run.output.suffix(300))\(run.talk)")
      }
    }
  }
}
