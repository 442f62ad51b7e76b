internal import CGLPK

extension LinearProgram {
  /// The optimum by GLPK's own branch and bound; `nil` if it proves none. An oracle for tests.
  package func objectiveByGLPK() throws -> Double? {
    try withSession(self) { session in
      var (objective, solved) = (0.0, false)
      var values = [Double](repeating: 0, count: session.columnCount)
      try accept(
        cglpk_oracle_solve_integer(session.handle, &objective, &values, &solved))
      return solved ? session.sign * objective + objectiveConstant : nil
    }
  }
}
