/// A linear or mixed-integer program as a value: named rows and columns, bounds, kinds, costs.
///
/// Building checks nothing; ``validate()`` finds every fault at once, and every solve calls it
/// before GLPK sees a number.
public struct LinearProgram: Hashable, Sendable {
  /// Which way the objective goes.
  public enum Sense: String, Hashable, Sendable {
    /// Smaller is better.
    case minimize
    /// Larger is better.
    case maximize
  }

  /// Values that a column may take within its bounds.
  public enum Kind: Hashable, Sendable {
    /// Any real number.
    case continuous
    /// Whole numbers.
    case integer
  }

  /// A closed range whose ends may be infinite.
  public struct Bounds: Hashable, Sendable {
    /// Smallest value; −∞ for none.
    public var lower: Double
    /// Largest value; +∞ for none.
    public var upper: Double

    /// A range; ends in reverse order are a fault of the program, not of the call.
    public init(lower: Double, upper: Double) {
      self.lower = lower
      self.upper = upper
    }

    /// Any number.
    public static let free = Bounds(lower: -.infinity, upper: .infinity)
    /// Zero and more.
    public static let nonnegative = Bounds(lower: 0, upper: .infinity)
    /// Zero to one.
    public static let unit = Bounds(lower: 0, upper: 1)
    /// Exactly `value`.
    public static func fixed(_ value: Double) -> Bounds { Bounds(lower: value, upper: value) }
    /// `value` and more.
    public static func atLeast(_ value: Double) -> Bounds {
      Bounds(lower: value, upper: .infinity)
    }
    /// `value` and less.
    public static func atMost(_ value: Double) -> Bounds {
      Bounds(lower: -.infinity, upper: value)
    }
  }

  /// What a column is.
  public struct ColumnDefinition: Hashable, Sendable {
    /// Unique name, as in `Models/`, such as `assign[2,5]`.
    public var name: String
    /// Range of values.
    public var bounds: Bounds
    /// Whole numbers only, or any.
    public var kind: Kind
    /// Coefficient in the objective.
    public var cost: Double
  }

  /// What a row is.
  public struct RowDefinition: Hashable, Sendable {
    /// Unique name, as in `Models/`, such as `seats[2]`. The part before `[` is the rule's family.
    public var name: String
    /// Range of the row's sum.
    public var bounds: Bounds
    /// The sum.
    public var terms: [LinearExpression.Term]

    /// The rule's family: the name up to the first bracket.
    public var family: Substring { name.prefix { $0 != "[" } }
  }

  /// Name of the program, for messages and files.
  public let name: String
  /// Which way the objective goes.
  public var sense: Sense
  /// Constant part of the objective.
  public var objectiveConstant = 0.0
  /// The columns, in order of addition.
  public private(set) var columns: [ColumnDefinition] = []
  /// The rows, in order of addition.
  public private(set) var rows: [RowDefinition] = []

  /// A program without rows and columns.
  public init(_ name: String, sense: Sense = .minimize) {
    self.name = name
    self.sense = sense
  }

  /// Number of coefficients in the rows.
  public var nonzeroCount: Int { rows.reduce(0) { $0 + $1.terms.count } }
  /// Whether some column takes whole numbers only.
  public var isMixedInteger: Bool { columns.contains { $0.kind == .integer } }

  /// Adds a column.
  public mutating func addColumn(
    _ name: String, _ bounds: Bounds = .nonnegative, kind: Kind = .continuous, cost: Double = 0
  ) -> Column {
    columns.append(ColumnDefinition(name: name, bounds: bounds, kind: kind, cost: cost))
    return Column(columns.count - 1)
  }

  /// Adds a column that is zero or one.
  public mutating func addBinary(_ name: String, cost: Double = 0) -> Column {
    addColumn(name, .unit, kind: .integer, cost: cost)
  }

  /// Adds `bounds.lower ≤ expression ≤ bounds.upper`; the expression's constant moves to the bounds.
  @discardableResult
  public mutating func require(
    _ name: String, _ expression: LinearExpression, in bounds: Bounds
  ) -> Row {
    let shifted = Bounds(
      lower: bounds.lower - expression.constant, upper: bounds.upper - expression.constant)
    rows.append(RowDefinition(name: name, bounds: shifted, terms: expression.terms))
    return Row(rows.count - 1)
  }

  /// Adds `expression ≤ limit`.
  @discardableResult
  public mutating func require(
    _ name: String, _ expression: LinearExpression, atMost limit: Double
  ) -> Row {
    require(name, expression, in: .atMost(limit))
  }

  /// Adds `expression ≥ limit`.
  @discardableResult
  public mutating func require(
    _ name: String, _ expression: LinearExpression, atLeast limit: Double
  ) -> Row {
    require(name, expression, in: .atLeast(limit))
  }

  /// Adds `expression = value`.
  @discardableResult
  public mutating func require(
    _ name: String, _ expression: LinearExpression, equals value: Double
  ) -> Row {
    require(name, expression, in: .fixed(value))
  }

  /// Replaces the objective.
  public mutating func setObjective(_ sense: Sense, _ expression: LinearExpression) {
    self.sense = sense
    objectiveConstant = expression.constant
    for j in columns.indices { columns[j].cost = 0 }
    for term in expression.terms { columns[term.column.index].cost += term.coefficient }
  }

  /// Replaces the bounds of a column.
  public mutating func setBounds(_ bounds: Bounds, of column: Column) {
    columns[column.index].bounds = bounds
  }

  /// Replaces the cost of a column.
  public mutating func setCost(_ cost: Double, of column: Column) {
    columns[column.index].cost = cost
  }

  /// Lets a column take whole numbers only.
  public mutating func makeInteger(_ column: Column) { columns[column.index].kind = .integer }

  /// Replaces the bounds of a row.
  public mutating func setBounds(_ bounds: Bounds, of row: Row) {
    rows[row.index].bounds = bounds
  }

  /// The same program with every column continuous.
  public var relaxed: LinearProgram {
    var copy = self
    for j in copy.columns.indices { copy.columns[j].kind = .continuous }
    return copy
  }

  /// The objective as an expression.
  public var objective: LinearExpression {
    LinearExpression(
      columns.enumerated().compactMap { j, column in
        column.cost == 0 ? nil : LinearExpression.Term(column.cost, Column(j))
      }, constant: objectiveConstant)
  }

  /// Largest violation of a bound of a row or column at `point`; zero or less when all hold.
  public func largestViolation(at point: [Double]) -> Double {
    func excess(_ value: Double, _ bounds: Bounds) -> Double {
      max(bounds.lower - value, value - bounds.upper)
    }
    let ofColumns = zip(columns, point).map { excess($1, $0.bounds) }.max() ?? 0
    let ofRows = rows.map { excess(LinearExpression($0.terms).value(at: point), $0.bounds) }
    return max(ofColumns, ofRows.max() ?? 0)
  }
}
