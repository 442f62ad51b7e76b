extension Fault {
  /// One or two lines: place, code, statement, value, other places, hint.
  ///
  /// - Parameters:
  ///   - language: Language of the statement and the hint.
  ///   - provenance: Cells behind the places; a place without a cell is printed as its path.
  /// - Returns: The lines without a line break at the end.
  /// - Returns: The lines, without a newline at the end.
  public func text(in language: Language, provenance: Provenance = Provenance()) -> String {
    func location(_ place: Place) -> String {
      guard let cell = provenance.cell(for: place) else {
        return place.path.isEmpty ? "–" : place.path
      }
      return cell.description
    }
    var line = "\(location(place)): \(rule.code) \(rule.text[language])"
    if let value { line += language == .zh ? "：“\(value)”" : ": \"\(value)\"" }
    if !related.isEmpty {
      let others = related.map(location).joined(separator: language == .zh ? "、" : ", ")
      line += language == .zh ? "（另见 \(others)）" : " (see also \(others))"
    }
    line += language == .zh ? "\n    提示：\(rule.hint.zh)" : "\n    hint: \(rule.hint.en)"
    return line
  }
}

extension Faults {
  /// Most faults that a report prints.
  public static let reportLimit = 200

  /// All faults, one or two lines each, at most ``reportLimit``, then how many were left out.
  public func report(in language: Language, provenance: Provenance = Provenance()) -> String {
    var lines = list.prefix(Self.reportLimit).map { $0.text(in: language, provenance: provenance) }
    let left = list.count - lines.count
    if left > 0 {
      lines.append(language == .zh ? "……另有 \(left) 处错误未列出" : "… and \(left) more faults")
    }
    return lines.joined(separator: "\n")
  }
}
