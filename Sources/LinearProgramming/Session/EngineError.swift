/// What went wrong inside GLPK or at its door. The next session works in every case.
public enum EngineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// GLPK met an argument or a state that it answers with an abort; its last words.
  case aborted(String)
  /// A problem was touched on a thread that did not open it.
  case wrongThread
  /// An earlier fatal error on this thread took the problem with it.
  case lost
  /// A number reached the guard as NaN or infinite.
  case notANumber
  /// Memory ran out in the guard.
  case outOfMemory
  /// Primal and dual simplex both failed, also from the slack basis.
  case numericalFailure
  /// MathProg text that GLPK's translator refuses; its message.
  case badModel(String)

  /// One sentence.
  public var description: String {
    switch self {
    case .aborted(let message): "GLPK refused: \(message)"
    case .wrongThread: "a linear program was used on a thread that did not open it"
    case .lost: "a linear program was lost with an earlier error on its thread"
    case .notANumber: "a number in a linear program is NaN or infinite"
    case .outOfMemory: "memory ran out"
    case .numericalFailure: "the simplex method failed numerically"
    case .badModel(let message): "the MathProg model is not accepted: \(message)"
    }
  }
}
