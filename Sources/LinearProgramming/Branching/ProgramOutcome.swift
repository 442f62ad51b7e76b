public import Solving

/// What solving a linear or mixed-integer program gave.
public struct ProgramOutcome: Sendable {
  /// Why it stopped.
  public let termination: Termination
  /// Value of each column in the best answer; `nil` if none is held. Integer columns are whole.
  public let values: [Double]?
  /// Objective of that answer.
  public let objective: Double?
  /// Proven bound on the objective; infinite if nothing is proven.
  public let bound: Double
  /// Nodes looked at.
  public let nodes: Int
  /// Simplex iterations.
  public let iterations: Int
  /// Rows that hooks added, behind the program's own.
  public let addedRows: [LinearProgram.RowDefinition]
  /// The proof of `bound` in whole numbers, if one was asked for: against the program's rows and
  /// the added ones, as a minimisation without the objective's constant.
  public let certificate: BoundCertificate?
}

/// The objective of a program has no bound: some column or row is missing.
public struct UnboundedProgram: Error, Hashable, Sendable {
  /// Name of the program.
  public let name: String
}

/// A certificate was asked for, but the program has numbers that are not whole, a column without a
/// finite range, or a cost on a column that may take fractions.
public struct NotCertifiable: Error, Hashable, Sendable {
  /// Name of the program or of the row at fault.
  public let name: String
}
