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

  private func solve(
    _ rule: PairingRule, part parts: Int, of run: Run
  ) throws -> Outcome<PairingAnswer> {
    let step = run.part(parts)
    defer { run.charge(steps: step.work * Run.stepsPerWorkUnit) }
    return try solve(rule, run: step)
  }
}

/// Finds a matching of one more pair with few blocking pairs, by chains of talents who make room for one
/// another.
private struct SizeClimb {
  /// Chains tried for each size.
  private static let attempts = 60

  private let contracts: PairingContracts
  private var random: SeededRandom

  init(_ contracts: PairingContracts, seed: UInt64) {
    self.contracts = contracts
    random = SeededRandom(seed: seed)
  }

  /// The best of several; `nil` if there is no chain.
  ///
  /// - Complexity: O(attempts · contracts · members of a class).
  mutating func larger(than isMade: [Bool]) -> [Bool]? {
    var best: (blocking: Int, isMade: [Bool])?
    for _ in 0..<Self.attempts {
      guard let found = chain(from: isMade) else { continue }
      let blocking = contracts.value(of: .blocking, found)
      if blocking < best?.blocking ?? .max { best = (blocking, found) }
    }
    return best?.isMade
  }

  /// A shortest chain from the talents who have nothing, looked through in random order: each takes a
  /// contract, and where that overfills classes, somebody in all of these goes on to another contract
  /// (a shortest way in the exchange graph of Edmonds' matroid intersection).
  private mutating func chain(from isMade: [Bool]) -> [Bool]? {
    let load = contracts.classes.map { limit in limit.members.count { isMade[$0] } }
    // What a talent gave up before he took a contract, −1 for nothing; and what made him give it up.
    var givenUp: [Int: Int] = [:]
    var pushedBy: [Int: Int] = [:]
    let free = contracts.ofTalent.indices.filter { t in
      !contracts.ofTalent[t].contains { isMade[$0] }
    }
    var queue = free.shuffled(using: &random).map { (talent: $0, gaveUp: -1) }
    var next = 0
    while next < queue.count {
      let (t, gaveUp) = queue[next]
      next += 1
      for e in contracts.ofTalent[t].shuffled(using: &random)
      where !isMade[e] && givenUp[e] == nil {
        givenUp[e] = gaveUp
        let crowded = contracts.classesOfContract[e].filter {
          load[$0] >= contracts.classes[$0].upper
        }
        guard let one = crowded.first else {
          var result = isMade
          var taken = e
          while true {
            result[taken] = true
            guard let left = givenUp[taken], left >= 0 else { return kept(result) }
            result[left] = false
            taken = pushedBy[left] ?? taken
          }
        }
        for g in contracts.classes[one].members.shuffled(using: &random)
        where isMade[g] && pushedBy[g] == nil && contracts.contracts[g].talent != t
          && crowded.allSatisfy({ contracts.classesOfContract[g].contains($0) })
        {
          pushedBy[g] = e
          queue.append((contracts.contracts[g].talent, g))
        }
      }
    }
    return nil
  }

  /// The contracts, if they are within all limits.
  private func kept(_ isMade: [Bool]) -> [Bool]? {
    contracts.classes.allSatisfy { limit in
      (min(limit.lower, limit.upper)...limit.upper).contains(
        limit.members.count { isMade[$0] })
    } ? isMade : nil
  }
}
