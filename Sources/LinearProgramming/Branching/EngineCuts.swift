internal import CGLPK
internal import Solving

extension TreeSearch {
  /// Most cuts of one family in one round.
  private static let cutsPerRound = 60

  /// Adds cuts of GLPK's generators that the relaxed optimum breaks, at the root.
  ///
  /// - Returns: Whether any was added.
  mutating func addEngineCuts(at point: [Double], _ session: inout Session) throws -> Bool {
    guard proof == nil, !integerColumns.isEmpty, !options.cuts.isEmpty else { return false }
    guard integerColumns.contains(where: { abs(point[$0] - point[$0].rounded()) > 1e-5 }) else {
      return false
    }
    var rows: [NewRow] = []
    for family in BranchingOptions.CutFamily.allCases where options.cuts.contains(family) {
      rows += try session.cuts(family, most: Self.cutsPerRound).filter { row in
        isWorthwhile(row, at: point)
      }
    }
    guard !rows.isEmpty else { return false }
    try session.addRows(rows)
    return true
  }

  /// Whether the point breaks the row clearly, and the row's numbers are of similar size.
  private func isWorthwhile(_ row: NewRow, at point: [Double]) -> Bool {
    let sizes = row.terms.map { abs($0.coefficient) }.filter { $0 > 0 }
    guard let smallest = sizes.min(), let largest = sizes.max(), largest / smallest < 1e5 else {
      return false
    }
    let value = LinearExpression(row.terms).value(at: point)
    let norm = sizes.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return max(row.bounds.lower - value, value - row.bounds.upper) / norm > 1e-3
  }
}

extension Session {
  /// Rows that the generator of a family offers at the present optimal basis.
  mutating func cuts(
    _ family: BranchingOptions.CutFamily, most: Int
  ) throws(EngineError) -> [NewRow] {
    let code: cglpk_cut_family =
      switch family {
      case .gomory: CGLPK_GOMORY
      case .mixedIntegerRounding: CGLPK_MIR
      case .clique: CGLPK_CLIQUE
      }
    var pool: OpaquePointer?
    try accept(cglpk_generate_cuts(handle, code, Int32(most), &pool))
    defer { cglpk_close(pool) }
    guard let pool else { return [] }
    var rows: [NewRow] = []
    for i in 0..<cglpk_row_count(pool) {
      rows.append(try readRow(of: pool, i, name: "\(family)[\(i)]"))
    }
    return rows
  }

  /// Puts the slack basis in place.
  package mutating func resetBasis() throws(EngineError) { try accept(cglpk_reset_basis(handle)) }
}

/// Reads one row of a problem of the guard.
func readRow(
  of problem: OpaquePointer, _ i: Int32, name: String
) throws(EngineError) -> LinearProgram.RowDefinition {
  var count: Int32 = 0
  try accept(cglpk_read_row(problem, i, &count, nil, nil, nil, nil))
  var index = [Int32](repeating: 0, count: Int(count))
  var value = [Double](repeating: 0, count: Int(count))
  var lower = 0.0
  var upper = 0.0
  if count > 0 {
    try accept(cglpk_read_row(problem, i, &count, &index, &value, &lower, &upper))
  } else {
    // An empty row still has bounds, which the guard reads only together with entries.
    var unusedIndex: Int32 = 0
    var unusedValue = 0.0
    try accept(cglpk_read_row(problem, i, &count, &unusedIndex, &unusedValue, &lower, &upper))
  }
  let terms = zip(index, value).map { LinearExpression.Term($1, Column(Int($0))) }
  return LinearProgram.RowDefinition(
    name: name, bounds: LinearProgram.Bounds(lower: lower, upper: upper), terms: terms)
}
