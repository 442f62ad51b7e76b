public import LinearProgramming
import Solving

extension LinearProgram {
  /// A small integer program with whole numbers, drawn from a seed: up to `columns` unknowns between
  /// 0 and 3, rows of every kind of bound. It may be infeasible.
  public static func randomInteger(columns: Int, rows: Int, seed: UInt64) -> LinearProgram {
    var random = SeededRandom(seed: seed)
    var program = LinearProgram(
      "random[\(seed)]", sense: Bool.random(using: &random) ? .minimize : .maximize)
    let unknowns = (0..<columns).map { j in
      program.addColumn(
        "x[\(j)]", Bounds(lower: 0, upper: Double(Int.random(in: 1...3, using: &random))),
        kind: .integer, cost: Double(Int.random(in: -5...9, using: &random)))
    }
    for i in 0..<rows {
      var expression = LinearExpression()
      for column in unknowns where Int.random(in: 0..<3, using: &random) > 0 {
        expression.add(Double(Int.random(in: -3...5, using: &random)), column)
      }
      let side = Double(Int.random(in: 0...8, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: program.require("low[\(i)]", expression, atLeast: side)
      case 1: program.require("equal[\(i)]", expression, equals: side)
      default: program.require("high[\(i)]", expression, atMost: side)
      }
    }
    return program
  }

  /// Choices of which some exclude one another in pairs, around odd cycles too, under one limit of weights that
  /// have no small common measure.
  public static func randomExclusions(columns: Int, seed: UInt64) -> LinearProgram {
    var random = SeededRandom(seed: seed)
    var program = LinearProgram("exclusions[\(seed)]", sense: .maximize)
    let choices = (0..<columns).map { j in
      program.addBinary("x[\(j)]", cost: Double(Int.random(in: 8...10, using: &random)))
    }
    for i in choices.indices {
      for k in choices.indices where k > i && Int.random(in: 0..<4, using: &random) == 0 {
        program.require(
          "one[\(i),\(k)]", LinearExpression(sumOf: [choices[i], choices[k]]), atMost: 1)
      }
    }
    var weight = LinearExpression()
    for choice in choices { weight.add(Double(Int.random(in: 41...97, using: &random)), choice) }
    program.require("limit", weight, atMost: Double(30 * columns))
    return program
  }

  /// The best whole point by trying all of them; `nil` if none keeps every row.
  ///
  /// - Complexity: The product of the columns' ranges.
  public func bestByEnumeration(
    better: ((_ a: [Double], _ b: [Double]) -> Bool)? = nil
  ) -> [Double]? {
    var best: [Double]?
    var point = columns.map(\.bounds.lower)
    let isBetter =
      better ?? { a, b in
        let (x, y) = (self.objective.value(at: a), self.objective.value(at: b))
        return self.sense == .minimize ? x < y : x > y
      }
    while true {
      let keeps = rows.allSatisfy { row in
        let value = row.terms.reduce(0) { $0 + $1.coefficient * point[$1.column.index] }
        return value >= row.bounds.lower && value <= row.bounds.upper
      }
      if keeps, best.map({ isBetter(point, $0) }) ?? true { best = point }
      var j = 0
      while j < point.count, point[j] == columns[j].bounds.upper {
        point[j] = columns[j].bounds.lower
        j += 1
      }
      if j == point.count { return best }
      point[j] += 1
    }
  }
}
