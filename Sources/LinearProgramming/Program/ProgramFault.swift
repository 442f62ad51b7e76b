/// A mistake in a linear program, found before any number reaches GLPK.
public struct ProgramFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A coefficient, cost or constant is NaN or infinite.
    case notFinite(Double)
    /// A bound is NaN, a lower bound is +∞ or an upper bound −∞.
    case impossibleBound(lower: Double, upper: Double)
    /// The lower bound is above the upper bound.
    case reversedBounds(lower: Double, upper: Double)
    /// Two rows, or two columns, share a name.
    case duplicateName
    /// A row names a column twice.
    case duplicateTerm(column: String)
    /// A row names a column that does not exist.
    case unknownColumn(index: Int)
    /// A name is longer than GLPK's 255 bytes.
    case nameTooLong(bytes: Int)
    /// A name is empty or has control characters.
    case unprintableName
    /// A finite number is larger than 10¹⁵, where doubles lose whole numbers.
    case tooLarge(Double)
  }

  /// What is wrong.
  public let kind: Kind
  /// Name of the row or column, or `objective`.
  public let element: String

  /// The element and what is wrong with it.
  public var description: String { "\(element.prefix(80)): \(kind)" }
}

/// Every fault of a linear program.
public struct ProgramFaults: Error, Hashable, Sendable, CustomStringConvertible {
  /// The faults, columns first.
  public let list: [ProgramFault]

  /// One fault a line.
  public var description: String { list.map(\.description).joined(separator: "\n") }
}

extension LinearProgram {
  /// Largest magnitude that a coefficient, cost or finite bound may have.
  public static let largestNumber = 1e15
  /// Most bytes in a name.
  public static let longestName = 255

  /// Finds every fault of the program.
  ///
  /// - Throws: ``ProgramFaults`` with all of them.
  /// - Complexity: O(rows + columns + nonzeros).
  public func validate() throws(ProgramFaults) {
    var faults: [ProgramFault] = []
    func note(_ kind: ProgramFault.Kind, _ element: String) {
      faults.append(ProgramFault(kind: kind, element: element))
    }
    func checkName(_ name: String, _ seen: inout Set<String>) {
      let bytes = name.utf8.count
      if bytes > Self.longestName { note(.nameTooLong(bytes: bytes), name) }
      if bytes == 0 || name.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
        note(.unprintableName, name)
      }
      if !seen.insert(name).inserted { note(.duplicateName, name) }
    }
    func checkNumber(_ number: Double, _ element: String) {
      if !number.isFinite {
        note(.notFinite(number), element)
      } else if abs(number) > Self.largestNumber {
        note(.tooLarge(number), element)
      }
    }
    func checkBounds(_ bounds: Bounds, _ element: String) {
      let (lower, upper) = (bounds.lower, bounds.upper)
      if lower.isNaN || upper.isNaN || lower == .infinity || upper == -.infinity {
        note(.impossibleBound(lower: lower, upper: upper), element)
      } else if lower > upper {
        note(.reversedBounds(lower: lower, upper: upper), element)
      } else {
        for end in [lower, upper] where end.isFinite { checkNumber(end, element) }
      }
    }

    checkNumber(objectiveConstant, "objective")
    var names = Set<String>(minimumCapacity: columns.count)
    for column in columns {
      checkName(column.name, &names)
      checkBounds(column.bounds, column.name)
      checkNumber(column.cost, column.name)
    }
    names.removeAll(keepingCapacity: true)
    var lastRow = [Int](repeating: -1, count: columns.count)
    for (i, row) in rows.enumerated() {
      checkName(row.name, &names)
      checkBounds(row.bounds, row.name)
      for term in row.terms {
        checkNumber(term.coefficient, row.name)
        let j = term.column.index
        guard columns.indices.contains(j) else {
          note(.unknownColumn(index: j), row.name)
          continue
        }
        if lastRow[j] == i { note(.duplicateTerm(column: columns[j].name), row.name) }
        lastRow[j] = i
      }
    }
    if !faults.isEmpty { throw ProgramFaults(list: faults) }
  }
}
