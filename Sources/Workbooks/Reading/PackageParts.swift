/// The relationships of a part: from identifier to target and type.
struct RelationshipReader: PartReader {
  private(set) var targets: [String: (path: String, type: String)] = [:]
  /// Folder of the part, to which targets are relative.
  let folder: String

  mutating func start(_ name: String, _ attributes: [String: String]) throws(BrokenPackage) {
    guard name == "Relationship", attributes["TargetMode"] != "External",
      let id = attributes["Id"], let target = attributes["Target"]
    else { return }
    targets[id] = (path(target), attributes["Type"].map(lastPart) ?? "")
  }

  mutating func end(_ name: String, text: String) throws(BrokenPackage) {}

  /// The target of the first relationship whose type ends so.
  func target(ofType type: String) -> String? {
    targets.filter { $0.value.type == type }.min { $0.key < $1.key }?.value.path
  }

  private func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? ""
  }

  /// The target as a path from the root, with `.` and `..` resolved.
  private func path(_ target: String) -> String {
    let full = target.hasPrefix("/") || folder.isEmpty ? target : "\(folder)/\(target)"
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

/// The list of sheets in `workbook.xml`.
struct SheetListReader: PartReader {
  struct Entry {
    let name: String
    let relationship: String
    let isHidden: Bool
  }

  private(set) var sheets: [Entry] = []
  /// Whether serials count from 1904, as old files from a Mac have it.
  private(set) var countsFrom1904 = false

  mutating func start(_ name: String, _ attributes: [String: String]) throws(BrokenPackage) {
    switch name {
    case "workbookPr":
      countsFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    case "sheet":
      guard let title = attributes["name"] else { return }
      // The prefix is the writer's choice, nearly always `r`.
      let id = attributes.keys.sorted().first { $0.hasSuffix(":id") }
      sheets.append(
        Entry(
          name: title, relationship: id.flatMap { attributes[$0] } ?? "",
          isHidden: (attributes["state"] ?? "visible") != "visible"))
    default: break
    }
  }

  mutating func end(_ name: String, text: String) throws(BrokenPackage) {}
}

/// The strings of `sharedStrings.xml`; formatting and phonetic hints are left out.
struct SharedStringReader: PartReader {
  private(set) var strings: [String] = []
  private var parts = ""
  private var phoneticDepth = 0

  mutating func start(_ name: String, _ attributes: [String: String]) throws(BrokenPackage) {
    if name == "si" { parts = "" }
    if name == "rPh" { phoneticDepth += 1 }
  }

  mutating func end(_ name: String, text: String) throws(BrokenPackage) {
    switch name {
    case "t" where phoneticDepth == 0: parts += text
    case "rPh": phoneticDepth -= 1
    case "si": strings.append(unescaped(parts))
    default: break
    }
  }
}

/// The text with `_x000D_` and the like as the characters they stand for; control characters become
/// spaces.
func unescaped(_ text: String) -> String {
  guard text.contains("_x") else { return text }
  var result = ""
  var rest = text[...]
  while let range = rest.firstRange(of: "_x") {
    result += rest[..<range.lowerBound]
    let tail = rest[range.upperBound...]
    let hex = tail.prefix(4)
    if hex.utf8.count == 4, tail.dropFirst(4).hasPrefix("_"), let code = UInt32(hex, radix: 16),
      let scalar = Unicode.Scalar(code)
    {
      result.unicodeScalars.append(code < 32 && ![9, 10, 13].contains(code) ? " " : scalar)
      rest = tail.dropFirst(5)
    } else {
      result += "_x"
      rest = tail
    }
  }
  return result + rest
}
