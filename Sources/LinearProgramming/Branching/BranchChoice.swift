internal import Solving

extension TreeSearch {
  /// How far from whole a column of small priority must be to go first.
  private static let leastFraction = 0.03

  /// The column whose split promises most, of a few, those of the smallest priority first: by pseudocosts, and by
  /// trying both sides where those are not reliable yet.
  mutating func chooseBranch(
    _ point: [Double], fractional: [Int], cost: Double, _ session: inout Session
  ) throws -> Branch {
    func fraction(_ j: Int) -> Double { point[j] - point[j].rounded(.down) }
    func priority(_ j: Int) -> Int {
      if options.priorities.isEmpty { return 0 }
      return min(fraction(j), 1 - fraction(j)) < Self.leastFraction ? .max : options.priorities[j]
    }
    let estimates = fractional.map { j in
      let (down, up) = pseudocosts.estimate(j, fraction: fraction(j))
      return (
        priority: priority(j), column: j, score: Pseudocosts.score(down: down, up: up)
      )
    }
    let ranked = estimates.sorted {
      ($0.priority, $1.score, $0.column) < ($1.priority, $0.score, $1.column)
    }
    var best = ranked[0]
    var tried = 0
    var improvedScore = -Double.infinity
    let basis = try session.basis()
    for candidate in ranked {
      guard !pseudocosts.isReliable(candidate.column), tried < options.trials.columns,
        run.mustStop == nil
      else {
        if candidate.score > improvedScore, tried == 0 { best = candidate }
        if tried > 0, candidate.score > improvedScore {
          improvedScore = candidate.score
          best = candidate
        }
        break
      }
      tried += 1
      let j = candidate.column
      let down = try trial(j, point: point, isUp: false, cost: cost, basis, &session)
      let up = try trial(j, point: point, isUp: true, cost: cost, basis, &session)
      let score = Pseudocosts.score(down: down, up: up)
      if score > improvedScore {
        improvedScore = score
        best = (candidate.priority, j, score)
      }
      if down == .infinity || up == .infinity { break }
    }
    if tried > 0 { try session.restore(basis) }
    let j = best.column
    return Branch(
      Column(j), at: Int(point[j].rounded(.down)), upFirst: fraction(j) >= 0.4)
  }

  /// Gain of one side after a few iterations; infinite if the side is closed.
  private mutating func trial(
    _ j: Int, point: [Double], isUp: Bool, cost: Double, _ basis: Basis, _ session: inout Session
  ) throws -> Double {
    let range = bounds[j]
    let floor = point[j].rounded(.down)
    try session.setBounds(
      isUp
        ? LinearProgram.Bounds(lower: floor + 1, upper: range.upper)
        : LinearProgram.Bounds(lower: range.lower, upper: floor), of: Column(j))
    let limit = cutoff
    let status = try session.attempt(
      .dual, cutoff: limit.isFinite ? sign * limit + program.objectiveConstant : nil,
      iterations: options.trials.iterations)
    var gain = 0.0
    switch status {
    case .infeasible, .cutoff: gain = .infinity
    case .optimal, .stopped:
      gain = max(0, sign * (session.objective - program.objectiveConstant) - cost)
      if status == .optimal {
        pseudocosts.observe(
          gain, column: j, isUp: isUp, distance: isUp ? floor + 1 - point[j] : point[j] - floor)
      }
    default: break
    }
    try session.setBounds(range, of: Column(j))
    try session.restore(basis)
    return gain
  }
}
