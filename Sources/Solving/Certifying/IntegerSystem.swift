/// Linear inequalities over bounded integer unknowns, as a job's checker writes them from the rules.
///
/// A ``BoundCertificate`` is added up against such a system in integers. Systems are built by the
/// model targets, which cannot see a linear program, so a mistake in a formulation cannot hide in
/// the proof of its own bound.
public struct IntegerSystem: Hashable, Sendable {
  /// An unknown with its range.
  public struct Column: Hashable, Sendable {
    /// Name, the same as in `Models/`, such as `serve[3,7]`.
    public let name: String
    /// Smallest and largest value.
    public var range: ClosedRange<Int>
    /// Coefficient in the objective, which is minimised.
    public var cost: Int
  }

  /// `lower ≤ Σ coefficient · unknown ≤ upper`; an absent side does not bind.
  public struct Row: Hashable, Sendable {
    /// Name, the same as in `Models/`, such as `fill[7]`.
    public let name: String
    /// Indices of unknowns, each at most once, with their coefficients.
    public let terms: [(column: Int, coefficient: Int)]
    /// Smallest value of the sum.
    public let lower: Int?
    /// Largest value of the sum.
    public let upper: Int?

    /// Compares names, bounds and terms in order.
    public static func == (a: Row, b: Row) -> Bool {
      a.name == b.name && a.lower == b.lower && a.upper == b.upper
        && a.terms.elementsEqual(b.terms, by: ==)
    }

    /// Feeds name and bounds.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(lower)
      hasher.combine(upper)
    }
  }

  /// The unknowns, in a fixed order.
  public private(set) var columns: [Column] = []
  /// The inequalities, in a fixed order.
  public private(set) var rows: [Row] = []

  /// A system without unknowns.
  public init() {}

  /// Adds an unknown and returns its index.
  public mutating func addColumn(_ name: String, in range: ClosedRange<Int>, cost: Int = 0) -> Int {
    columns.append(Column(name: name, range: range, cost: cost))
    return columns.count - 1
  }

  /// Adds `lower ≤ Σ terms ≤ upper` and returns its index.
  @discardableResult
  public mutating func addRow(
    _ name: String, _ terms: [(column: Int, coefficient: Int)], lower: Int? = nil,
    upper: Int? = nil
  ) -> Int {
    rows.append(Row(name: name, terms: terms, lower: lower, upper: upper))
    return rows.count - 1
  }

  /// Sets the objective coefficient of a column.
  public mutating func setCost(_ cost: Int, of column: Int) { columns[column].cost = cost }

  /// Sets every objective coefficient to zero.
  public mutating func clearCosts() {
    for j in columns.indices { columns[j].cost = 0 }
  }

  /// Narrows the range of a column to its overlap with `range`.
  ///
  /// - Returns: Whether the overlap is not empty; an empty overlap leaves the range as it was.
  public mutating func narrow(_ column: Int, to range: ClosedRange<Int>) -> Bool {
    guard columns[column].range.overlaps(range) else { return false }
    columns[column].range = columns[column].range.clamped(to: range)
    return true
  }

  /// Names of the rows that `values` breaks, each with the value of its sum.
  public func violations(of values: [Int]) -> [(row: String, sum: Int)] {
    precondition(values.count == columns.count, "one value for each column")
    return rows.compactMap { row in
      let sum = row.terms.reduce(0) { $0 + $1.coefficient * values[$1.column] }
      let holds = sum >= row.lower ?? .min && sum <= row.upper ?? .max
      return holds ? nil : (row.name, sum)
    }
  }

  /// Value of the objective.
  public func objective(of values: [Int]) -> Int {
    zip(columns, values).reduce(0) { $0 + $1.0.cost * $1.1 }
  }
}
