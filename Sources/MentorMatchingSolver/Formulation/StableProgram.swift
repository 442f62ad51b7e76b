internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// The stable-matching program in a session: solves goal after goal, adding combs as they are needed.
struct StableProgram {
  /// What one solve found.
  enum Result {
    /// Value of each column and weight of each row.
    case solved(point: [Double], duals: [Double])
    /// No matching is left; weights of rows that show it, if the simplex method gave them.
    case infeasible(weights: [Double]?)
    /// A limit was reached. If an intermediate program was solved, its weights prove a weaker bound.
    case stopped(duals: [Double]?)
  }

  let formulation: StableFormulation
  /// Meaning of each row of the session.
  private(set) var rows: [StableRow]

  /// Combs are violated beyond this; far above the simplex method's own tolerance of 1e-7.
  private static let tolerance = 1e-6
  /// Combs added for each mentor in one round.
  private static let combsPerMentor = 4

  init(_ formulation: StableFormulation) {
    self.formulation = formulation
    rows = formulation.rows
  }

  /// Makes `goal` the objective.
  func setGoal(_ goal: PairingGoal, in session: inout Session) throws {
    for j in formulation.pairOfColumn.indices {
      try session.setCost(Double(formulation.cost(goal, column: j)), of: Column(j))
    }
  }

  /// Keeps an earlier goal at `value`.
  mutating func pin(_ goal: PairingGoal, at value: Int, in session: inout Session) throws {
    try session.addRows([formulation.pinningRow(goal, at: value)])
    rows.append(.pinned(goal))
  }

  /// Leaves out the pairs with a rank above `worstRank`.
  func limitRanks(to worstRank: Int, in session: inout Session) throws {
    for j in formulation.pairOfColumn.indices {
      let isOpen = formulation.worstRank(ofColumn: j) <= worstRank
      try session.setBounds(isOpen ? .unit : .fixed(0), of: Column(j))
    }
  }

  /// Solves to the optimum over all combs.
  mutating func solve(_ method: Session.Method, in session: inout Session) throws -> Result {
    var next = method
    var duals: [Double]?
    while true {
      switch try session.solve(next) {
      case .optimal: break
      case .infeasible:
        if next == .primal {
          // Only the dual method leaves the weights behind.
          next = .dual
          if case .infeasible = try session.solve(.dual) {}
        }
        return .infeasible(weights: session.farkasMultipliers())
      case .unbounded, .cutoff, .stopped:
        return .stopped(duals: duals)
      }
      let point = session.values()
      let found = session.duals()
      duals = found
      session.run.charge(steps: formulation.pairOfColumn.count)
      let combs = formulation.violatedCombs(
        at: point, tolerance: Self.tolerance, limit: Self.combsPerMentor)
      if combs.isEmpty { return .solved(point: point, duals: found) }
      try session.addRows(combs.compactMap { formulation.row(for: $0) })
      rows += combs
      next = .dual
    }
  }
}
