extension LinearProgram {
  /// How this program differs from `other` as a matrix: rows and columns are matched by name, their
  /// order does not count. Empty if the programs are the same.
  ///
  /// - Complexity: O(nonzeros · log nonzeros).
  public func differences(from other: LinearProgram) -> [String] {
    var found: [String] = []
    if sense != other.sense { found.append("sense: \(sense) and \(other.sense)") }
    if objectiveConstant != other.objectiveConstant {
      found.append("constant: \(objectiveConstant) and \(other.objectiveConstant)")
    }
    let theirColumns = Dictionary(
      other.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let theirRows = Dictionary(
      other.rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(columns.map(\.name))
    for column in other.columns where !names.contains(column.name) {
      found.append("column \(column.name) is missing")
    }
    for column in columns {
      guard let theirs = theirColumns[column.name] else {
        found.append("column \(column.name) is extra")
        continue
      }
      if column != theirs { found.append("column \(column.name): \(column) and \(theirs)") }
    }
    let rowNames = Set(rows.map(\.name))
    for row in other.rows where !rowNames.contains(row.name) {
      found.append("row \(row.name) is missing")
    }
    for row in rows {
      guard let theirs = theirRows[row.name] else {
        found.append("row \(row.name) is extra")
        continue
      }
      if row.bounds != theirs.bounds {
        found.append("row \(row.name): bounds \(row.bounds) and \(theirs.bounds)")
      }
      if namedTerms(of: row) != other.namedTerms(of: theirs) {
        found.append("row \(row.name): terms differ")
      }
    }
    return found
  }

  private func namedTerms(of row: RowDefinition) -> [String] {
    row.terms.filter { $0.coefficient != 0 }
      .map { "\(columns[$0.column.index].name) \($0.coefficient)" }.sorted()
  }
}
