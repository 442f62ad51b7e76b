/// How a cell shows its number, as far as it changes what the number means.
enum NumberFormat: Hashable {
  /// A plain number.
  case number
  /// A share of a hundred: 1 is shown as 100%.
  case percent
  /// A number with leading zeros, as many digits as given: how people keep `007`.
  case zeros(Int)
  /// A year with a month and no day.
  case month
  /// A date.
  case date
  /// A time of day or a length of time.
  case time
  /// A date with a time.
  case dateTime

  /// The format with a built-in number (ECMA-376, 18.8.30, with those of Chinese Excel); `nil` for a
  /// number that the file must define.
  static func builtIn(_ id: Int) -> NumberFormat? {
    switch id {
    case 9, 10: .percent
    case 0...13, 37...44, 48, 49: .number
    case 14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58: .date
    case 17, 27, 36, 50, 52, 57: .month
    case 18...21, 32...35, 45...47, 55, 56: .time
    case 22: .dateTime
    default: nil
    }
  }

  /// The format of a code such as `yyyy"年"m"月"d"日"`.
  init(code: String) {
    var plain = ""
    var isQuoted = false
    var bracket: String?
    var skipsNext = false
    for character in code.lowercased() {
      if skipsNext {
        skipsNext = false
      } else if isQuoted {
        isQuoted = character != "\""
      } else if let inside = bracket {
        // [h]:mm counts hours beyond a day; colours, conditions and locales mean nothing here.
        if character == "]" {
          if let first = inside.first, "hms".contains(first) { plain += inside }
          bracket = nil
        } else {
          bracket = inside + String(character)
        }
      } else {
        switch character {
        case "\"": isQuoted = true
        case "[": bracket = ""
        case "\\", "_", "*": skipsNext = true
        case ";": self = NumberFormat(plain: plain); return
        default: plain.append(character)
        }
      }
    }
    self = NumberFormat(plain: plain)
  }

  private init(plain code: String) {
    if code.contains("general") {
      self = .number
      return
    }
    if code.count >= 2, code.allSatisfy({ $0 == "0" }) {
      self = .zeros(code.count)
      return
    }
    if code.hasSuffix("%"), code.contains("0") || code.contains("#") {
      self = .percent
      return
    }
    let code = code.replacing("am/pm", with: "h").replacing("上午/下午", with: "h")
    let hasDigits = code.contains { "0#?".contains($0) }
    let hasTime = code.contains("h") || code.contains("s")
    let hasYear = code.contains("y")
    let hasDay = code.contains("d") || code.contains("aaa")
    let hasMonth = code.contains("m") && !hasTime && !hasDigits
    switch (hasYear || hasDay || hasMonth, hasTime) {
    case (true, true): self = .dateTime
    case (false, true): self = .time
    case (true, false): self = hasYear && hasMonth && !hasDay ? .month : .date
    case (false, false): self = .number
    }
  }
}

/// The formats of cells by style, from `styles.xml`.
struct StyleReader: PartReader {
  private(set) var formats: [NumberFormat] = []
  private var codes: [Int: NumberFormat] = [:]
  private var isInCellFormats = false

  mutating func start(_ name: String, _ attributes: [String: String]) throws(BrokenPackage) {
    switch name {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }),
        let code = attributes["formatCode"]
      else { return }
      codes[id] = NumberFormat(code: code)
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      formats.append(codes[id] ?? NumberFormat.builtIn(id) ?? .number)
    default: break
    }
  }

  mutating func end(_ name: String, text: String) throws(BrokenPackage) {
    if name == "cellXfs" { isInCellFormats = false }
  }
}
