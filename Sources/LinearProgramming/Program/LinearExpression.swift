/// A column of a linear program: an unknown.
public struct Column: Hashable, Sendable {
  /// Zero-based position in the program.
  public let index: Int

  /// The column at a position.
  public init(_ index: Int) { self.index = index }
}

/// A row of a linear program: an inequality.
public struct Row: Hashable, Sendable {
  /// Zero-based position in the program.
  public let index: Int

  /// The row at a position.
  public init(_ index: Int) { self.index = index }
}

/// A sum of columns with coefficients, plus a constant.
///
/// Terms are kept as written; two terms of one column in a row are a fault of the program
/// (``ProgramFault/Kind/duplicateTerm(column:)``), not added up in silence.
public struct LinearExpression: Hashable, Sendable {
  /// A coefficient and its column.
  public struct Term: Hashable, Sendable {
    /// The column.
    public let column: Column
    /// Its coefficient, finite.
    public let coefficient: Double

    /// A coefficient times a column.
    public init(_ coefficient: Double, _ column: Column) {
      self.coefficient = coefficient
      self.column = column
    }
  }

  /// The terms in the order of writing.
  public var terms: [Term]
  /// The constant part.
  public var constant: Double

  /// A sum of terms and a constant.
  public init(_ terms: [Term] = [], constant: Double = 0) {
    self.terms = terms
    self.constant = constant
  }

  /// `Σ columns`.
  public init(sumOf columns: some Sequence<Column>) {
    self.init(columns.map { Term(1, $0) })
  }

  /// Adds `coefficient · column`.
  public mutating func add(_ coefficient: Double, _ column: Column) {
    terms.append(Term(coefficient, column))
  }

  /// The sum of two expressions, terms of the second after those of the first.
  public static func + (a: Self, b: Self) -> Self {
    Self(a.terms + b.terms, constant: a.constant + b.constant)
  }

  /// `a` plus the negative of `b`.
  public static func - (a: Self, b: Self) -> Self {
    Self(
      a.terms + b.terms.map { Term(-$0.coefficient, $0.column) }, constant: a.constant - b.constant)
  }

  /// Value at a point.
  public func value(at point: [Double]) -> Double {
    terms.reduce(constant) { $0 + $1.coefficient * point[$1.column.index] }
  }
}
