internal import Solving

/// A program within narrower ranges: without columns that are fixed at zero, and without rows that always hold there.
struct RestrictedProgram {
  private(set) var program: LinearProgram
  /// Column of the whole program for each of this one.
  private let columns: [Int]
  /// For each column of the whole program whether it is here.
  private let isHere: [Bool]

  /// The program within some ranges; `nil` if a row cannot hold there.
  ///
  /// - Parameters:
  ///   - whole: The program, all of its columns bounded.
  ///   - ranges: Bounds of its columns.
  ///   - rows: Its rows, and what follows from them, in whole numbers.
  init?(_ whole: LinearProgram, within ranges: [LinearProgram.Bounds], rows: [IntegerSystem.Row]) {
    program = LinearProgram("\(whole.name), restricted", sense: whole.sense)
    program.objectiveConstant = whole.objectiveConstant
    var place = [Int?](repeating: nil, count: ranges.count)
    var columns: [Int] = []
    for (j, column) in whole.columns.enumerated() where ranges[j] != .fixed(0) {
      place[j] = columns.count
      columns.append(j)
      _ = program.addColumn(column.name, ranges[j], kind: column.kind, cost: column.cost)
    }
    self.columns = columns
    isHere = place.map { $0 != nil }
    for (i, row) in rows.enumerated() {
      var sum = LinearExpression()
      var (least, most) = (0.0, 0.0)
      for term in row.terms {
        guard let k = place[term.column] else { continue }
        let (coefficient, range) = (Double(term.coefficient), ranges[term.column])
        sum.add(coefficient, Column(k))
        least += coefficient * (coefficient > 0 ? range.lower : range.upper)
        most += coefficient * (coefficient > 0 ? range.upper : range.lower)
      }
      let lower = row.lower.map(Double.init) ?? -.infinity
      let upper = row.upper.map(Double.init) ?? .infinity
      if least >= lower, most <= upper { continue }
      if most < lower || least > upper { return nil }
      // Names of rows that follow from others repeat.
      program.require("row[\(i)]", sum, in: .init(lower: lower, upper: upper))
    }
  }

  /// A point of this program as one of the whole.
  func whole(_ point: [Double]) -> [Double] {
    var all = [Double](repeating: 0, count: isHere.count)
    for (k, j) in columns.enumerated() { all[j] = point[k] }
    return all
  }

  /// A point of the whole program as one of this; `nil` if it uses a column that is left out.
  func part(of point: [Double]) -> [Double]? {
    for j in isHere.indices where !isHere[j] && point[j] != 0 { return nil }
    return columns.map { point[$0] }
  }
}
