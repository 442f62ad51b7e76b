internal import CGLPK

/// A column to add to a session, with its entries in rows that are there.
public struct NewColumn: Hashable, Sendable {
  /// A coefficient in a row.
  public struct Entry: Hashable, Sendable {
    /// The row.
    public let row: Row
    /// The coefficient, finite.
    public let coefficient: Double

    /// A coefficient in a row.
    public init(_ coefficient: Double, _ row: Row) {
      self.row = row
      self.coefficient = coefficient
    }
  }

  /// Range of values.
  public let bounds: LinearProgram.Bounds
  /// Coefficient in the objective.
  public let cost: Double
  /// Coefficients in the rows, each row at most once.
  public let entries: [Entry]

  /// A column with its entries.
  public init(_ bounds: LinearProgram.Bounds = .nonnegative, cost: Double, entries: [Entry]) {
    self.bounds = bounds
    self.cost = cost
    self.entries = entries
  }
}

/// A row to add to a session over columns that are there.
public typealias NewRow = LinearProgram.RowDefinition

extension LinearProgram.RowDefinition {
  /// `bounds.lower ≤ expression ≤ bounds.upper`; the expression's constant moves to the bounds.
  public init(
    _ name: String, _ expression: LinearExpression, in bounds: LinearProgram.Bounds
  ) {
    self.init(
      name: name,
      bounds: LinearProgram.Bounds(
        lower: bounds.lower - expression.constant, upper: bounds.upper - expression.constant),
      terms: expression.terms)
  }
}

extension Session {
  mutating func load(_ program: LinearProgram) throws(EngineError) {
    objectiveConstant = program.objectiveConstant
    try accept(
      cglpk_add_rows(
        handle, Int32(program.rows.count), program.rows.map(\.bounds.lower),
        program.rows.map(\.bounds.upper)))
    let matrix = CompressedVectors(columnsOf: program)
    try accept(
      cglpk_add_columns(
        handle, Int32(program.columns.count), program.columns.map(\.bounds.lower),
        program.columns.map(\.bounds.upper), program.columns.map { sign * $0.cost },
        program.columns.map { $0.kind == .integer }, matrix.start, matrix.index, matrix.value))
    rowCount = program.rows.count
    columnCount = program.columns.count
    nonzeroCount = matrix.value.count
  }

  /// Adds columns behind the present ones; they start outside the basis.
  ///
  /// - Returns: Their indices.
  /// - Complexity: O(new entries).
  @discardableResult
  public mutating func addColumns(_ new: [NewColumn]) throws(EngineError) -> Range<Int> {
    let first = columnCount
    guard !new.isEmpty else { return first..<first }
    var matrix = CompressedVectors()
    for column in new {
      matrix.append(column.entries.map { (index: $0.row.index, value: $0.coefficient) })
    }
    try accept(
      cglpk_add_columns(
        handle, Int32(new.count), new.map(\.bounds.lower), new.map(\.bounds.upper),
        new.map { sign * $0.cost }, [Bool](repeating: false, count: new.count), matrix.start,
        matrix.index, matrix.value))
    columnCount += new.count
    nonzeroCount += matrix.value.count
    return first..<columnCount
  }

  /// Adds rows behind the present ones; they start in the basis.
  ///
  /// - Returns: Their indices.
  /// - Complexity: O(new entries).
  @discardableResult
  public mutating func addRows(_ new: [NewRow]) throws(EngineError) -> Range<Int> {
    let first = rowCount
    guard !new.isEmpty else { return first..<first }
    var matrix = CompressedVectors()
    for row in new {
      matrix.append(row.terms.map { (index: $0.column.index, value: $0.coefficient) })
    }
    try accept(
      cglpk_add_filled_rows(
        handle, Int32(new.count), new.map(\.bounds.lower), new.map(\.bounds.upper), matrix.start,
        matrix.index, matrix.value))
    rowCount += new.count
    nonzeroCount += matrix.value.count
    return first..<rowCount
  }

  /// Replaces the bounds of a row.
  public mutating func setBounds(
    _ bounds: LinearProgram.Bounds, of row: Row
  ) throws(EngineError) {
    try accept(cglpk_set_row_bounds(handle, Int32(row.index), bounds.lower, bounds.upper))
  }

  /// Replaces the bounds of a column.
  public mutating func setBounds(
    _ bounds: LinearProgram.Bounds, of column: Column
  ) throws(EngineError) {
    try accept(cglpk_set_column_bounds(handle, Int32(column.index), bounds.lower, bounds.upper))
  }

  /// Replaces the cost of a column.
  public mutating func setCost(_ cost: Double, of column: Column) throws(EngineError) {
    try accept(cglpk_set_cost(handle, Int32(column.index), sign * cost))
  }

  /// Deletes rows; those behind them move up.
  public mutating func deleteRows(_ rows: [Row]) throws(EngineError) {
    try accept(cglpk_delete_rows(handle, Int32(rows.count), rows.map { Int32($0.index) }))
    rowCount -= rows.count
  }

  /// Deletes columns; those behind them move up.
  public mutating func deleteColumns(_ columns: [Column]) throws(EngineError) {
    try accept(cglpk_delete_columns(handle, Int32(columns.count), columns.map { Int32($0.index) }))
    columnCount -= columns.count
  }
}
