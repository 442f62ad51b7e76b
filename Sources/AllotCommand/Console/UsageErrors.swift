/// What the argument parser says about wrong arguments, in Chinese.
///
/// The parser speaks English alone; its few sentences are put over one by one, and one that is not known
/// stays as it is, with the usage below it.
enum UsageErrors {
  /// The parser's whole message for a wrong command line.
  static func inChinese(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      translated(String(line))
    }.joined(separator: "\n")
  }

  /// The parser's own words in a help text; any other text, such as a version, stays as it is.
  static func helpInChinese(_ message: String) -> String {
    guard message.hasPrefix("OVERVIEW:") || message.hasPrefix("USAGE:") else { return message }
    let words = [
      ("OVERVIEW: ", ""), ("USAGE: ", "用法："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
      ("SUBCOMMANDS:", "命令："), ("(default: ", "(默认 "), ("(default:", "(默认"),
      ("(values: ", "(可用 "), ("(values:", "(可用"), ("Show the version.", "显示版本。"),
      ("Show help information.", "显示帮助。"), ("Show subcommand help information.", "显示命令的帮助。"),
      ("  See 'allot help", "  allot help"), ("<subcommand>' for detailed help.", "<命令> 给出详细说明。"),
    ]
    return words.reduce(message) { $0.replacing($1.0, with: $1.1) }
  }

  private static func translated(_ line: String) -> String {
    if line.hasPrefix("Error: ") { return "错误：" + sentence(String(line.dropFirst(7))) }
    if line.hasPrefix("Help: ") { return "说明：" + line.dropFirst(6) }
    if line.hasPrefix("Usage: ") { return "用法：" + line.dropFirst(7) }
    if let inside = between(line, "  See '", "' for more information.") {
      return "  详见 \(inside)"
    }
    return line
  }

  private static func sentence(_ text: String) -> String {
    if let option = between(text, "Unknown option '", "'") { return "没有选项 \(option)" }
    if let parts = between(text, "Unknown option '", "?") {
      let names = parts.replacing("'. Did you mean '", with: "，是否指 ").replacing("'", with: "")
      return "没有选项 \(names)？"
    }
    if let name = between(text, "Missing expected argument '", "'") { return "缺少参数 \(name)" }
    if let name = between(text, "Missing value for '", "'") { return "选项 \(name) 缺少取值" }
    if let name = between(text, "Unexpected argument '", "'") { return "多余的参数 \(name)" }
    if let rest = after(text, " unexpected arguments: ") { return "多余的参数：\(rest)" }
    if let parts = after(text, "The value '") {
      // Ends with what is allowed, such as: Please provide one of 'zh' or 'en'.
      let isClosed = parts.hasSuffix("'")
      return "选项取值无效："
        + (isClosed ? parts.dropLast() + "）" : parts[...]).replacing(
          "' is invalid for '", with: "（"
        ).replacing("'. ", with: "）。")
        .replacing("Please provide one of the following:", with: "可用的值：")
        .replacing("Please provide one of ", with: "可用的值：").replacing(" or ", with: " 或 ")
    }
    return text
  }

  private static func between(_ text: String, _ head: String, _ tail: String) -> String? {
    guard text.hasPrefix(head), text.hasSuffix(tail), text.count >= head.count + tail.count else {
      return nil
    }
    let inside = String(text.dropFirst(head.count).dropLast(tail.count))
    // A quotation mark inside means that the sentence goes on.
    return inside.contains("'. ") && tail == "'" ? nil : inside
  }

  private static func after(_ text: String, _ mark: String) -> String? {
    text.firstRange(of: mark).map { String(text[$0.upperBound...]) }
  }
}
