internal import CGLPK

/// The state of each row and column in a basis, to return to later.
public struct Basis: Hashable, Sendable {
  let statuses: [UInt8]
  let rowCount: Int
}

extension Session {
  /// Value of the objective at the present basis.
  public var objective: Double {
    var value = Double.nan
    _ = cglpk_read_objective(handle, &value)
    return sign * value + objectiveConstant
  }

  /// Value of each column.
  public func values() -> [Double] {
    [Double](unsafeUninitializedCapacity: columnCount) { buffer, count in
      _ = cglpk_read_columns(handle, buffer.baseAddress, nil)
      count = columnCount
    }
  }

  /// Reduced cost of each column: what one more unit of it would change in the objective.
  public func reducedCosts() -> [Double] {
    signed(
      [Double](unsafeUninitializedCapacity: columnCount) { buffer, count in
        _ = cglpk_read_columns(handle, nil, buffer.baseAddress)
        count = columnCount
      })
  }

  /// Dual value of each row: what one more unit of its binding side would change in the objective.
  public func duals() -> [Double] {
    signed(
      [Double](unsafeUninitializedCapacity: rowCount) { buffer, count in
        _ = cglpk_read_rows(handle, nil, buffer.baseAddress)
        count = rowCount
      })
  }

  /// Sum of each row.
  public func rowValues() -> [Double] {
    [Double](unsafeUninitializedCapacity: rowCount) { buffer, count in
      _ = cglpk_read_rows(handle, buffer.baseAddress, nil)
      count = rowCount
    }
  }

  /// After the dual method found no feasible point: weights of the rows whose weighted sum cannot
  /// be reached within the columns' bounds (Farkas 1902). Positive weights press on lower sides,
  /// negative ones on upper sides. `nil` if the last run left no such proof.
  public func farkasMultipliers() -> [Double]? {
    var weights = [Double](repeating: 0, count: rowCount)
    var found = false
    guard cglpk_read_farkas(handle, &weights, &found) == CGLPK_OK, found else { return nil }
    return weights
  }

  /// After the primal method found no bound: a direction of the columns along which the objective
  /// improves for ever. `nil` if the last run left no such proof.
  public func unboundedRay() -> [Double]? {
    var direction = [Double](repeating: 0, count: columnCount)
    var found = false
    guard cglpk_read_ray(handle, &direction, &found) == CGLPK_OK, found else { return nil }
    return direction
  }

  /// Weights of the rows whose sum has coefficient 1 on a basic column and 0 on all other basic ones: its row
  /// of the simplex table. `nil` if the column is not basic.
  package func tableRow(of column: Column) throws(EngineError) -> [Double]? {
    var weights = [Double](repeating: 0, count: rowCount)
    var found = false
    try accept(cglpk_read_table_row(handle, Int32(column.index), &weights, &found))
    return found ? weights : nil
  }

  /// Rows from `first` on that are in the basis, and so do not bind.
  package func slackRows(from first: Int) throws(EngineError) -> [Row] {
    let statuses = try basis().statuses
    return (first..<max(first, rowCount)).filter { statuses[$0] == 1 }.map { Row($0) }
  }

  /// The present basis.
  public func basis() throws(EngineError) -> Basis {
    var statuses = [UInt8](repeating: 0, count: rowCount + columnCount)
    try accept(cglpk_read_basis(handle, &statuses))
    return Basis(statuses: statuses, rowCount: rowCount)
  }

  /// Returns to a basis of this session. Rows added since then enter it.
  ///
  /// - Precondition: No row or column was deleted, and no column added, since `basis` was read.
  public mutating func restore(_ basis: Basis) throws(EngineError) {
    precondition(basis.statuses.count - basis.rowCount == columnCount, "a basis of this session")
    precondition(basis.rowCount <= rowCount, "rows were deleted since")
    let added = [UInt8](repeating: 1, count: rowCount - basis.rowCount)
    let statuses =
      basis.statuses[..<basis.rowCount] + added + basis.statuses[basis.rowCount...]
    try accept(cglpk_write_basis(handle, Array(statuses)))
  }

  /// Makes some columns basic, each in place of a row's slack; the other columns stand at their lower
  /// side, and the rows that lost their slack at their upper one.
  ///
  /// A known answer of a program of 0-1 columns is entered so: each column that is 1 in the place of a
  /// row of its own that it fills.
  ///
  /// - Precondition: Each column has a coefficient in its row, and none in the rows of later entries.
  package mutating func enterBasis(
    _ entries: [(column: Column, row: Row)]
  ) throws(EngineError) {
    let (basic, atLower, atUpper) = (UInt8(1), UInt8(2), UInt8(3))
    var statuses =
      [UInt8](repeating: basic, count: rowCount) + [UInt8](repeating: atLower, count: columnCount)
    for entry in entries {
      statuses[entry.row.index] = atUpper
      statuses[rowCount + entry.column.index] = basic
    }
    try accept(cglpk_write_basis(handle, statuses))
  }

  private func signed(_ numbers: [Double]) -> [Double] {
    sign == 1 ? numbers : numbers.map { -$0 }
  }
}
