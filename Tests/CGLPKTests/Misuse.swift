import CGLPK
import Testing

/// A deliberate misuse of GLPK, and the code that must come back.
struct Misuse: CustomTestStringConvertible, Sendable {
  let name: String
  let expected: cglpk_code
  let commit: @Sendable (_ problem: OpaquePointer) -> cglpk_code

  var testDescription: String { name }

  init(
    _ name: String, gives expected: cglpk_code,
    _ commit: @escaping @Sendable (_ problem: OpaquePointer) -> cglpk_code
  ) {
    self.name = name
    self.expected = expected
    self.commit = commit
  }
}

/// A column `0 ≤ x ≤ 4` with cost 1 and a row `x ≥ 3`: the optimum is 3.
func openSmallProblem() -> OpaquePointer? {
  var problem: OpaquePointer?
  guard cglpk_open("small", nil, nil, &problem) == CGLPK_OK, let problem else { return nil }
  guard cglpk_add_rows(problem, 1, [3], [.infinity]) == CGLPK_OK,
    cglpk_add_columns(problem, 1, [0], [4], [1], [false], [0, 1], [0], [1]) == CGLPK_OK
  else { return nil }
  return problem
}

/// Solves a small problem from scratch on this thread; NaN if anything fails.
func solveSmallProblem() -> Double {
  guard let problem = openSmallProblem() else { return .nan }
  defer { cglpk_close(problem) }
  var status = CGLPK_UNKNOWN
  var objective = Double.nan
  guard cglpk_simplex(problem, CGLPK_DUAL, .max, .max, .infinity, &status) == CGLPK_OK,
    status == CGLPK_OPTIMAL, cglpk_read_objective(problem, &objective) == CGLPK_OK
  else { return .nan }
  return objective
}

/// A handle that may be shown to another thread, to see it refused there.
struct Smuggled: @unchecked Sendable {
  let problem: OpaquePointer
}
