import Diagnostics

/// The language of the command.
enum Speech {
  /// The language of `--language` or, without it, of the environment. Read before the arguments are
  /// parsed, so that help and usage errors speak it too.
  static let language: Language = {
    let arguments = CommandLine.arguments
    for (i, argument) in arguments.enumerated() {
      if argument == "--language", i + 1 < arguments.count,
        let asked = Language(rawValue: arguments[i + 1])
      {
        return asked
      }
      if argument.hasPrefix("--language="),
        let asked = Language(rawValue: String(argument.dropFirst("--language=".count)))
      {
        return asked
      }
    }
    return ofEnvironment
  }()

  /// The arguments without `--language` and its value, which every command and group understands.
  static let otherArguments: [String] = {
    var rest: [String] = []
    var words = CommandLine.arguments.dropFirst()
    while let word = words.popFirst() {
      if word == "--language", words.first.flatMap(Language.init(rawValue:)) != nil {
        words.removeFirst()
      } else if !word.hasPrefix("--language=")
        || Language(rawValue: String(word.dropFirst("--language=".count))) == nil
      {
        rest.append(word)
      }
    }
    return rest
  }()

  /// Chinese where the environment says so (`LC_ALL`, else `LC_MESSAGES`, else `LANG`, each if not
  /// empty), English otherwise.
  static var ofEnvironment: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment(name), !value.isEmpty {
        return value.lowercased().hasPrefix("zh") ? .zh : .en
      }
    }
    return .en
  }
}

/// The text in the language of the command.
func say(_ zh: String, _ en: String) -> String { Speech.language == .zh ? zh : en }
