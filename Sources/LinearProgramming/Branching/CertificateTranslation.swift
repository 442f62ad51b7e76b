public import Solving

extension BoundCertificate {
  /// A proof against `program` as a proof against `system`, rows and columns matched by name.
  ///
  /// The program's rows and columns must be some of the system's, with equal numbers; rows without
  /// a part in the program take none in the proof. Unknowns that the program leaves out must be
  /// fixed, or cheapest where they add nothing to the rows of the proof.
  ///
  /// - Returns: `nil` if a row or column that the proof uses has no namesake.
  /// - Complexity: O(rows + columns + size of the proof).
  public func translated(
    from program: LinearProgram, addedRows: [LinearProgram.RowDefinition] = [],
    into system: IntegerSystem
  ) -> BoundCertificate? {
    let rowOf = Dictionary(
      system.rows.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let columnOf = Dictionary(
      system.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(program.columns.map(\.name))
    let offset = system.columns.reduce(0) { sum, column in
      names.contains(column.name) || column.cost == 0
        ? sum
        : sum + min(column.cost * column.range.lowerBound, column.cost * column.range.upperBound)
    }
    return renumbered(
      rows: (program.rows + addedRows).map { rowOf[$0.name] }, rowCount: system.rows.count,
      columns: program.columns.map { columnOf[$0.name] }, offset: offset)
  }
}
