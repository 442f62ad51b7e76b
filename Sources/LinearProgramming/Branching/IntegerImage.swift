internal import Solving

extension IntegerSystem {
  /// The program in whole numbers, minimised; `nil` if a number is not whole, a column has no finite
  /// range, or a column with a cost may take fractions.
  init?(_ program: LinearProgram) {
    self.init()
    let sign = program.sense == .minimize ? 1.0 : -1.0
    for column in program.columns {
      guard let lower = Int(exactly: column.bounds.lower),
        let upper = Int(exactly: column.bounds.upper),
        let cost = Int(exactly: sign * column.cost),
        column.kind == .integer || cost == 0
      else { return nil }
      _ = addColumn(column.name, in: lower...upper, cost: cost)
    }
    for row in program.rows {
      guard add(row) else { return nil }
    }
  }

  /// Adds a row if all of its numbers are whole.
  mutating func add(_ row: LinearProgram.RowDefinition) -> Bool {
    var terms: [(column: Int, coefficient: Int)] = []
    for term in row.terms {
      guard let coefficient = Int(exactly: term.coefficient) else { return false }
      terms.append((term.column.index, coefficient))
    }
    let (lower, upper) = (row.bounds.lower, row.bounds.upper)
    guard lower == -.infinity || Int(exactly: lower) != nil,
      upper == .infinity || Int(exactly: upper) != nil
    else { return false }
    addRow(row.name, terms, lower: Int(exactly: lower), upper: Int(exactly: upper))
    return true
  }
}
