public import Diagnostics

/// Lines of a contest's text file, cut into fields by bytes: these files hold tens of thousands of short
/// lines, for which strings are too slow.
struct ContestLines {
  /// Name of the file, for the places of faults.
  let name: String
  /// Non-empty lines, trimmed, with their numbers from 1.
  let lines: [(number: Int, text: ArraySlice<UInt8>)]

  /// The lines of a file, without those that are empty or start with `comment`.
  init(_ bytes: [UInt8], name: String, comment: UInt8? = nil) {
    self.name = name
    var lines: [(number: Int, text: ArraySlice<UInt8>)] = []
    var number = 0
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var start = isMarked ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      number += 1
      let text = bytes[start..<end].trimmed
      if let first = text.first, first != comment { lines.append((number, text)) }
      start = end + 1
    }
    self.lines = lines
  }

  /// The place of a line, and the cell behind it.
  func place(_ line: Int) -> (Place, SourceCell) {
    (Place("lines")[line], SourceCell(file: name, cell: "\(line)"))
  }
}

extension ArraySlice<UInt8> {
  /// Without blanks at either end.
  var trimmed: ArraySlice<UInt8> {
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }
    guard let first = firstIndex(where: { !isBlank($0) }),
      let last = lastIndex(where: { !isBlank($0) })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }

  /// The parts between separators, trimmed; empty parts count.
  func fields(_ separator: UInt8) -> [ArraySlice<UInt8>] {
    split(separator: separator, omittingEmptySubsequences: false).map(\.trimmed)
  }

  /// The parts between blanks.
  var words: [ArraySlice<UInt8>] {
    split(whereSeparator: { $0 == 32 || $0 == 9 || $0 == 13 })
  }

  /// The text.
  var text: String { String(decoding: self, as: UTF8.self) }

  /// The whole number of at most nine digits that this is; `nil` otherwise.
  var number: Int? {
    let isNegative = first == 45
    let digits = isNegative ? dropFirst() : self
    guard (1...9).contains(digits.count) else { return nil }
    var value = 0
    for byte in digits {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    return isNegative ? -value : value
  }

  /// Whether these are the bytes of `text`.
  func matches(_ text: StaticString) -> Bool {
    elementsEqual(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension FaultRule {
  /// A line of a contest file does not follow its format.
  public static let contestLine = FaultRule(
    "R281", text: Bilingual(zh: "该行不符合格式", en: "a line does not follow the format"),
    hint: Bilingual(
      zh: "请与该格式的说明逐项核对。", en: "compare its fields with the description of the format."))
  /// A contest file lacks a section.
  public static let contestSection = FaultRule(
    "R282", text: Bilingual(zh: "缺少必需的部分", en: "a section is missing"),
    hint: Bilingual(zh: "文件可能不完整。", en: "the file may be cut off."))
  /// Files of a contest do not belong together.
  public static let contestFiles = FaultRule(
    "R283", text: Bilingual(zh: "文件缺失或不属于同一场景", en: "a file is missing or of another scenario"),
    hint: Bilingual(
      zh: "需要场景、历史和各周文件。", en: "give scenario, history and week files of one scenario."))
}
