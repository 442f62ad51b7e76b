internal import Alliance

/// What people write into a cell to say that there is nothing, and forms for a question without an answer.
enum BlankMark {
  private static let marks: Set<String> = [
    "无", "暂无", "没有", "空", "(空)", "跳过", "(跳过)", "/", "\\", "-", "--", "—", "——", "–", "−", "n/a",
    "none",
  ]

  /// Whether a text is such a mark and nothing else.
  static func matches(_ text: String) -> Bool {
    // The longest has four characters, each of at most three bytes.
    text.utf8.count <= 24 && marks.contains(NormalizedText.key(text).lowercased())
  }
}

extension CellFormat where Value == String {
  /// Words whose absence means something, so that 无 and `/` are no words.
  static let remark = CellFormat { text throws(CellFault) in
    if BlankMark.matches(text) { throw CellFault(.cellBlank) }
    return NormalizedText.name(text)
  }
}
