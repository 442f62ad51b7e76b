extension Fault {
  /// Two lines: place, code, statement, value and other places; then the hint.
  ///
  /// - Parameters:
  ///   - language: Language of the statement and the hint.
  ///   - provenance: Cells behind the places; a place without a cell is printed as its path.
  /// - Returns: The lines, without a newline at the end.
  public func text(in language: Language, provenance: Provenance = Provenance()) -> String {
    statement(in: language, provenance: provenance) + "\n" + rule.hintLine(in: language)
  }

  /// The line without the hint.
  func statement(in language: Language, provenance: Provenance) -> String {
    func location(_ place: Place) -> String {
      guard let cell = provenance.cell(for: place) else {
        return place.path.isEmpty ? "–" : place.path
      }
      return cell.description
    }
    var line = "\(location(place)): \(rule.code) \(rule.text[language])"
    if let value { line += language == .zh ? "：“\(value)”" : ": \"\(value)\"" }
    // A field beside the fault that has no cell would only point at the row.
    let telling = related.filter { other in
      guard let parent = other.parent, parent == place.parent,
        let cell = provenance.cell(for: other)
      else { return true }
      return cell != provenance.cell(for: parent)
    }
    if !telling.isEmpty {
      let others = telling.map(location).joined(separator: language == .zh ? "、" : ", ")
      line += language == .zh ? "（另见 \(others)）" : " (see also \(others))"
    }
    return line
  }
}

extension FaultRule {
  fileprivate func hintLine(in language: Language) -> String {
    language == .zh ? "    提示：\(hint.zh)" : "    hint: \(hint.en)"
  }
}

extension Faults {
  /// Most faults that a report prints.
  public static let reportLimit = 200
  /// Most faults of one rule that a report prints.
  public static let groupLimit = 20

  /// The faults grouped by rule, in the order in which each rule was first broken.
  ///
  /// - Complexity: O(faults).
  public var groups: [(rule: FaultRule, faults: [Fault])] {
    var groups: [(rule: FaultRule, faults: [Fault])] = []
    var index: [FaultRule: Int] = [:]
    for fault in list {
      if let group = index[fault.rule] {
        groups[group].faults.append(fault)
      } else {
        index[fault.rule] = groups.count
        groups.append((fault.rule, [fault]))
      }
    }
    return groups
  }

  /// Those of the faults that are shown if there are too many, at most ``reportLimit``: of each rule the first
  /// ``groupLimit``, so that no rule hides another one, then as many more as there is room for, rule by rule.
  ///
  /// - Returns: The faults, those of one rule together; how many were left out.
  /// - Complexity: O(faults).
  public func shown() -> (faults: [Fault], leftOut: Int) {
    let groups = groups
    var sizes = [Int](repeating: 0, count: groups.count)
    var room = Self.reportLimit
    for most in [Self.groupLimit, Self.reportLimit] {
      for (g, group) in groups.enumerated() {
        let more = min(room, min(most, group.faults.count) - sizes[g])
        sizes[g] += more
        room -= more
      }
    }
    let shown = zip(groups, sizes).flatMap { $0.faults.prefix($1) }
    return (shown, list.count - shown.count)
  }

  /// The faults rule by rule: a line for each, at most ``groupLimit`` of one rule and ``reportLimit`` in
  /// all, how many were left out, and the hint of the rule once.
  public func report(in language: Language, provenance: Provenance = Provenance()) -> String {
    var lines: [String] = []
    var printed = 0
    for group in groups {
      let shown = group.faults.prefix(min(Self.groupLimit, Self.reportLimit - printed))
      guard !shown.isEmpty else { break }
      lines += shown.map { $0.statement(in: language, provenance: provenance) }
      printed += shown.count
      let left = group.faults.count - shown.count
      if left > 0 {
        lines.append(
          language == .zh
            ? "    ……同类错误另有 \(left) 处" : "    … and \(left) more of this kind")
      }
      lines.append(group.rule.hintLine(in: language))
    }
    let rest = groups.reduce(into: (seen: 0, left: 0)) { sum, group in
      if sum.seen >= Self.reportLimit { sum.left += group.faults.count }
      sum.seen += min(Self.groupLimit, group.faults.count)
    }
    if rest.left > 0 {
      lines.append(
        language == .zh ? "……另有 \(rest.left) 处错误未列出" : "… and \(counted(rest.left, "more fault"))")
    }
    return lines.joined(separator: "\n")
  }
}
