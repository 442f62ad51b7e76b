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
}

extension PairingProblem {
  /// Size against blocking pairs: from the largest matching without a blocking pair to the largest of
  /// all, in steps of one pair.
  ///
  /// Exact for small rounds; where a limit comes first the bound stays below the value found.
  ///
  /// - Parameters:
  ///   - limits: Limits of each step.
  ///   - seed: Seed of every step.
  /// - Returns: Increasing sizes; empty if not even one matching was found.
  /// - Throws: An error of the engine.
  public func sizeAgainstBlocking(limits: SolveLimits, seed: UInt64 = 1) throws -> [SizeCurvePoint]
  {
    let rule = PairingRule.ordered([.largest, .fewestBlocking])
    let stable = try solve(.fewestBlocking, run: Run(within: limits, seed: seed))
    let most = try solve(.ordered([.any, .largest]), run: Run(within: limits, seed: seed))
    guard let first = stable.solution, let largest = most.terms.first?.value else { return [] }
    let contracts = contracts
    var isMade = madeContracts(of: first.matching)
    var points = [
      SizeCurvePoint(
        size: isMade.count { $0 }, blocking: stable.terms[0].value,
        bound: max(0, stable.terms[0].bound ?? 0))
    ]
    while let last = points.last, last.size < largest {
      var rows = ContractSystem(self, rule: rule)
      rows.minimize(.blocking)
      rows.pin(.size, at: last.size + 1)
      let run = Run(within: limits, seed: seed)
      let outcome = try LinearProgram(rows.system).solve(
        run: run,
        options: BranchingOptions(certifies: true, start: rows.point(isMade).map { Double($0) }))
      guard let values = outcome.values else { break }
      isMade = rows.made(values)
      let bound = outcome.certificate.flatMap { try? $0.verifiedBound(for: rows.system) } ?? 0
      points.append(
        SizeCurvePoint(
          size: isMade.count { $0 }, blocking: contracts.value(of: .blocking, isMade),
          bound: max(0, bound)))
    }
    return points
  }
}
