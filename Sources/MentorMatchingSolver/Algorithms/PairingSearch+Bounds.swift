internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Bounding goal after goal with the stable-matching program.
extension PairingSearch {
  /// Bounds every goal that is not proven yet, and improves the matching from the program's points.
  mutating func bound() throws {
    let isExact = problem.isStrict || !rule.demandsStability
    let deferred = !isExact && (keepsFirst || rule == .largest)
    let pairsLeft = remains.count { $0 }
    // Branching begins with the same relaxations.
    if beginsByBranching { return }
    if pairsLeft > 0, !(deferred && pairsLeft > Self.largestBoundingProgram) {
      // A better value of an earlier goal takes away the ground of the later bounds.
      var rounds = 3
      while try !boundOnce(searches: !isExact && rounds > 0 && !keepsFirst),
        rounds > 0
      {
        rounds -= 1
      }
    }
    boundWithoutProgram()
  }

  /// - Returns: Whether every bound speaks of the values now held.
  mutating func boundOnce(searches: Bool) throws -> Bool {
    let formulation = StableFormulation(
      market, remains: remains, demandsStability: rule.demandsStability)
    var state = self
    var holds = true
    try withSession(formulation.program, run: run) { session in
      var program = StableProgram(formulation)
      var method = Session.Method.dual
      for k in state.goals.indices {
        let goal = state.goals[k]
        if state.bounds[k] != nil, state.bounds[k] == state.bestValues[k] {
          // Proven before by a theorem that holds for every matching of the program.
          if case .sameInEveryStableMatching = state.certificates[k]?.proof { continue }
        }
        if goal == .imbalance || state.run.mustStop != nil { return }
        let pinned = Array(state.bestValues[..<k])
        if goal == .regret {
          try state.boundRegret(k, &program, &session, searches: searches)
          try program.limitRanks(to: state.bestValues[k], in: &session)
          method = .dual
        } else {
          try program.setGoal(goal, in: &session)
          try state.boundSum(k, &program, &session, method, searches: searches)
          method = .primal
          if k + 1 < state.goals.count {
            try program.pin(goal, at: state.bestValues[k], in: &session)
            method = .dual
          }
        }
        if Array(state.bestValues[..<k]) != pinned {
          holds = false
          return
        }
      }
    }
    self = state
    if !holds {
      // The later bounds were proven beside other values of the earlier goals.
      for k in goals.indices.dropFirst() {
        if case .sameInEveryStableMatching = certificates[k]?.proof { continue }
        bounds[k] = nil
        certificates[k] = nil
      }
    }
    return holds
  }

  mutating func boundSum(
    _ k: Int, _ program: inout StableProgram, _ session: inout Session,
    _ method: Session.Method, searches: Bool
  ) throws {
    let weights: [Double]
    var solved: [Double]?
    switch try program.solve(method, in: &session) {
    case .solved(let point, let duals):
      weights = duals
      solved = point
    case .stopped(let duals?): weights = duals
    case .stopped(nil), .infeasible: return
    }
    // First the bound, so that the search for a better matching knows when to stop.
    record(
      proofs().sum(
        goals[k], value: bestValues[k], earlier: earlier(k), rows: program.rows, weights: weights),
      of: k)
    if let solved { improve(from: solved, program.formulation, searches: searches) }
  }

  /// Raises the bound on the worst rank until the program finds a point, then looks for a matching.
  mutating func boundRegret(
    _ k: Int, _ program: inout StableProgram, _ session: inout Session, searches: Bool
  ) throws {
    // The smallest limit that may still have a matching lies in `low ... high`.
    var (low, high) = (1, bestValues[k])
    if problem.isStrict, high > 1, k <= 1 { low = high - 1 }
    while low < high {
      let limit = problem.isStrict ? low : (low + high) / 2
      try program.limitRanks(to: limit, in: &session)
      switch try program.solve(.dual, in: &session) {
      case .infeasible(let weights):
        low = limit + 1
        let certificate = weights.flatMap {
          proofs().empty(
            bound: low, value: bestValues[k], earlier: earlier(k), rows: program.rows, weights: $0)
        }
        guard let certificate else { return }
        record((low, certificate), of: k)
      case .solved(let point, _):
        high = limit
        if problem.isStrict {
          improve(from: point, program.formulation, searches: false)
          high = min(high, bestValues[k])
        } else if searches {
          let allowed = remains.indices.map {
            remains[$0] && Int(max(market.talentRank[$0], market.mentorRank[$0])) <= limit
          }
          improve(from: point, program.formulation, searches: false, among: allowed)
          searchTies(
            StrictOrders(market, preferring: preference(point, program.formulation)),
            among: allowed)
          high = min(high, bestValues[k])
        }
      case .stopped:
        return
      }
    }
    if low == 1 {
      // No rank is below 1, and the matching is not empty.
      record(
        proofs().empty(
          bound: 1, value: bestValues[k], earlier: earlier(k), rows: program.rows,
          weights: program.rows.map { _ in 1 }
        ).map { (1, $0) }, of: k)
    }
  }

  mutating func record(_ found: (bound: Int, certificate: GoalCertificate)?, of k: Int) {
    guard let found else { return }
    bounds[k] = found.bound
    certificates[k] = found.certificate
    run.report(best: bestValues.first, bound: bounds.first ?? nil)
  }

  func earlier(_ k: Int) -> [(goal: PairingGoal, value: Int)] {
    zip(goals, bestValues).prefix(k).map { (goal: $0, value: $1) }
  }

  func proofs() -> RoundedProof {
    RoundedProof(
      problem: problem, rule: rule, matching: problem.matching(fromPairs: best), lists: lists)
  }

  func preference(_ point: [Double], _ formulation: StableFormulation) -> [Double] {
    formulation.columnOfPair.map { $0 < 0 ? -1 : point[$0] }
  }

  /// Simple bounds for the goals that have none, for instance because a limit came first.
  mutating func boundWithoutProgram() {
    for k in goals.indices where bounds[k] == nil {
      record(
        proofs().withoutProgram(goals[k], value: bestValues[k], earlier: earlier(k)), of: k)
      if bounds[k] == nil, goals[k].isMinimized { bounds[k] = 0 }
    }
  }
}
