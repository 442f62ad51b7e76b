internal import LinearProgramming
public import MentorMatching
public import Solving

/// What one more pair costs in blocking pairs.
public struct SizeCurvePoint: Hashable, Sendable {
  /// Fewest pairs asked for.
  public let size: Int
  /// Fewest blocking pairs found among matchings of that many pairs or more.
  public let blocking: Int
  /// Proven lower bound on the blocking pairs.
  public let bound: Int
  /// Size of the largest matching of all, where the curve ends unless a limit comes first.
  public let largest: Int
}

extension PairingProblem {
  /// Size against blocking pairs: from the largest matching without a blocking pair to the largest of
  /// all, in steps of one pair.
  ///
  /// Exact for small rounds; where a limit comes first the bound stays below the value found, and where
  /// it comes before the first matching of some size, the curve ends there.
  ///
  /// - Parameters:
  ///   - run: Limits of the whole curve; each step may take an equal share of what is left. Its seed is
  ///     that of every step.
  ///   - show: Called with each point as soon as it is known.
  /// - Returns: Increasing sizes; empty if not even one matching was found.
  /// - Throws: An error of the engine, or what `show` throws.
  public func sizeAgainstBlocking(
    run: Run, show: (SizeCurvePoint) throws -> Void = { _ in }
  ) throws -> [SizeCurvePoint] {
    let contracts = contracts
    let hasLowerLimits = contracts.classes.contains { $0.lower > 0 }
    let most = try solve(.ordered([.any, .largest]), part: 4, of: run)
    guard let largest = most.terms.first?.value else { return [] }
    // Without limits from below some matching blocks nothing, and the engine of stable rounds is quick.
    let isStable = contracts.isLaminar && !hasLowerLimits
    let first = try solve(isStable ? .largest : .fewestBlocking, part: 3, of: run)
    guard let matching = first.solution?.matching else { return [] }
    var isMade = madeContracts(of: matching)
    var points = [
      SizeCurvePoint(
        size: isMade.count { $0 }, blocking: contracts.value(of: .blocking, isMade),
        bound: isStable ? 0 : max(0, first.terms.first?.bound ?? 0), largest: largest)
    ]
    try show(points[0])
    // Nothing larger than the largest of those that block least blocks as little.
    let isLargest = first.terms.prefix(isStable ? 1 : 2).allSatisfy(\.isProven)
    let least = isLargest ? points[0].blocking + 1 : 0
    var climb = SizeClimb(contracts, seed: run.seed)
    while let last = points.last, last.size < largest {
      let start = climb.larger(than: isMade)
      // More pairs never need fewer blocking ones.
      var bound = max(last.bound, least)
      if let start, contracts.value(of: .blocking, start) == bound {
        isMade = start
      } else {
        var rows = ContractSystem(self, rule: .ordered([.largest, .fewestBlocking]))
        rows.minimize(.blocking)
        rows.pin(.size, at: last.size + 1)
        let step = run.part(largest - last.size)
        let outcome = try LinearProgram(rows.system).solve(
          run: step,
          options: BranchingOptions(
            certifies: true, start: start.map { rows.point($0).map { Double($0) } }))
        run.charge(steps: step.work * Run.stepsPerWorkUnit)
        guard let made = outcome.values.map(rows.made) ?? start else { break }
        isMade = made
        let proven = outcome.certificate.flatMap { try? $0.verifiedBound(for: rows.system) }
        bound = max(bound, proven ?? 0)
      }
      points.append(
        SizeCurvePoint(
          size: isMade.count { $0 }, blocking: contracts.value(of: .blocking, isMade),
          bound: bound, largest: largest))
      try show(points[points.count - 1])
    }
    return points
  }

  /// Follows another rule with a part of what the run may still take.
  func solve(
    _ rule: PairingRule, part parts: Int, of run: Run
  ) throws -> Outcome<PairingAnswer> {
    let step = run.part(parts)
    defer { run.charge(steps: step.work * Run.stepsPerWorkUnit) }
    return try solve(rule, run: step)
  }
}
