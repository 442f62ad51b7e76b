/// Command lines that a reader can copy from the help of a command, one for each line; a line that ends
/// with a backslash goes on in the next.
///
/// A test runs every one of them, in order, in a folder with the files that they name. What is not said
/// to end otherwise behind a `#` ends with status 0. Lines are short enough to stand unbroken on 80
/// columns.
func exampleLines(_ zh: String, _ en: String) -> String {
  let lines = say(zh, en).split(separator: "\n").map { "  " + $0 }
  return say("例：", "Example:") + "\n" + lines.joined(separator: "\n")
}

/// The lines below a text, as ``exampleLines(_:_:)`` has them.
func examples(_ zh: String, _ en: String) -> String { "\n\n" + exampleLines(zh, en) }
