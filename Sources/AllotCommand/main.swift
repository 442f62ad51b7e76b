import ArgumentParser
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

if let word = Speech.otherArguments.first, !word.hasPrefix("-"), !Allot.commandNames.contains(word)
{
  Console.report(
    CommandFailure(
      .usage,
      .init(
        zh: "没有命令 \(word)"
          + (Allot.command(like: word).map { "，是否指 \($0)？" }
            ?? "；可用：\(Allot.commandNames.joined(separator: "、"))"),
        en: "there is no command \(word); "
          + (Allot.command(like: word).map { "did you mean \($0)?" }
            ?? "use one of \(Allot.commandNames.joined(separator: ", "))")),
      next: .init(zh: "allot --help", en: "allot --help")))
  exit(ExitStatus.usage.rawValue)
}

/// Ends the process with what the argument parser says: help, the version, or what is wrong.
func leave(_ error: any Error) -> Never {
  let code = Allot.exitCode(for: error)
  if code == .success, Terminal.output.isTerminal || Speech.language == .zh {
    let message = Allot.fullMessage(for: error)
    let text = Speech.language == .zh ? UsageErrors.helpInChinese(message) : message
    // The parser counts a Chinese character as one column.
    try? Terminal.output.write(Terminal.output.fitting(text) + "\n")
    exit(code.rawValue)
  }
  if code == .validationFailure, Speech.language == .zh {
    try? Terminal.talk.write(UsageErrors.inChinese(Allot.fullMessage(for: error)) + "\n")
    exit(code.rawValue)
  }
  Allot.exit(withError: error)
}

do {
  var command = try Allot.parseAsRoot(Speech.otherArguments)
  do {
    try command.run()
  } catch let status as StatusExit {
    exit(status.status.rawValue)
  } catch {
    // Help that was asked for, and what a command finds wrong with its arguments.
    let code = Allot.exitCode(for: error)
    if code == .validationFailure {
      // The parser would show how the whole program is used.
      let text =
        "Error: \(Allot.message(for: error))\nUsage: \(Allot.usageString(for: type(of: command)))\n"
      try? Terminal.talk.write(Speech.language == .zh ? UsageErrors.inChinese(text) : text)
      exit(code.rawValue)
    }
    if code == .success { leave(error) }
    let failure = CommandFailure(unforeseen: error)
    Console.report(failure)
    exit(failure.status.rawValue)
  }
} catch {
  // Wrong arguments (64) and requests for help (0).
  leave(error)
}
