import Diagnostics
import Reporting

/// Results go to standard output, talk to standard error.
struct Console: Sendable {
  /// Whether only results and errors are printed.
  let isQuiet: Bool

  /// Prints a result; on a terminal, in lines that fit.
  func print(_ text: String) throws {
    try Terminal.output.write(Terminal.output.fitting(text) + "\n")
  }

  /// Says something beside the results, unless asked to be quiet.
  func note(_ text: Bilingual) {
    if !isQuiet { try? Terminal.talk.write(text[Speech.language] + "\n") }
  }

  /// Reports what went wrong and what to do next.
  static func report(_ failure: CommandFailure) {
    var text = failure.message[Speech.language]
    let head = say("错误：", "error: ")
    text = Terminal.talk.hasColour ? "\u{1B}[1;31m\(head)\u{1B}[0m\(text)" : head + text
    let next = failure.next ?? failure.status.usualNext
    text += "\n" + say("下一步：", "next: ") + next[Speech.language]
    try? Terminal.talk.write(text + "\n")
  }
}

extension Terminal {
  /// The text in lines that fit; as it is where no terminal would break them.
  func fitting(_ text: String) -> String { width.map { fitted(text, to: $0) } ?? text }
}
