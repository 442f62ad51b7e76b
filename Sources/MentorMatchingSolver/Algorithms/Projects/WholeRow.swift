internal import LinearProgramming
internal import Solving

/// `Σ coefficient · column ≤ limit` in whole numbers, over columns that are whole and at least zero.
struct WholeRow {
  /// Columns, increasing.
  let columns: [Int]
  /// Their coefficients, none zero.
  let coefficients: [Int]
  let limit: Int
  /// What divides all the numbers.
  let unit: Int

  /// A row of a program with whole numbers and one side.
  init(_ row: NewRow) {
    let isUpper = row.bounds.upper.isFinite
    let sign = isUpper ? 1 : -1
    let terms = row.terms.sorted { $0.column.index < $1.column.index }
    self.init(
      columns: terms.map(\.column.index), coefficients: terms.map { sign * Int($0.coefficient) },
      limit: sign * Int(isUpper ? row.bounds.upper : row.bounds.lower))
  }

  /// A weighted sum of rows, divided and rounded down.
  init(_ parts: [(row: WholeRow, weight: Int)], dividedBy divisor: Int) {
    var terms: [(column: Int, coefficient: Int)] = []
    var total = 0
    for (row, weight) in parts {
      total += weight * row.limit
      for (j, a) in zip(row.columns, row.coefficients) { terms.append((j, weight * a)) }
    }
    terms.sort { $0.column < $1.column }
    var (columns, coefficients): ([Int], [Int]) = ([], [])
    var i = 0
    while i < terms.count {
      let j = terms[i].column
      var sum = 0
      while i < terms.count, terms[i].column == j {
        sum += terms[i].coefficient
        i += 1
      }
      let rounded = sum.dividedRoundingDown(by: divisor)
      if rounded != 0 {
        columns.append(j)
        coefficients.append(rounded)
      }
    }
    self.init(
      columns: columns, coefficients: coefficients, limit: total.dividedRoundingDown(by: divisor))
  }

  private init(columns: [Int], coefficients: [Int], limit: Int) {
    self.columns = columns
    self.coefficients = coefficients
    self.limit = limit
    unit = max(1, coefficients.reduce(abs(limit)) { greatestCommonDivisor($0, $1) })
  }

  /// Coefficients and limit, to tell rows apart.
  struct Sides: Hashable {
    fileprivate let columns: [Int]
    fileprivate let coefficients: [Int]
    fileprivate let limit: Int
  }

  var sides: Sides { Sides(columns: columns, coefficients: coefficients, limit: limit) }

  /// What the point leaves of the limit.
  func slack(at point: [Double]) -> Double {
    var slack = Double(limit)
    for (j, a) in zip(columns, coefficients) { slack -= Double(a) * point[j] }
    return slack
  }
}
