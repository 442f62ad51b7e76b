import Diagnostics

/// Results go to standard output, talk to standard error.
struct Console: Sendable {
  /// Whether only results and errors are printed.
  let isQuiet: Bool

  /// Prints a result.
  func print(_ text: String) throws { try Terminal.output.write(text + "\n") }

  /// Says something beside the results, unless asked to be quiet.
  func note(_ text: Bilingual) {
    if !isQuiet { try? Terminal.talk.write(text[Speech.language] + "\n") }
  }

  /// Reports what went wrong and what to do next.
  static func report(_ failure: CommandFailure) {
    var text = failure.message[Speech.language]
    let head = say("错误：", "error: ")
    text = Terminal.talk.hasColour ? "\u{1B}[1;31m\(head)\u{1B}[0m\(text)" : head + text
    if let next = failure.next {
      text += "\n" + say("下一步：", "next: ") + next[Speech.language]
    }
    try? Terminal.talk.write(text + "\n")
  }
}
