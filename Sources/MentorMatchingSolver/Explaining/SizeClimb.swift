internal import MentorMatching
internal import Solving

/// Finds a matching of one more pair with few blocking pairs, by chains of talents who make room for one
/// another.
struct SizeClimb {
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

extension PairingProblem {
  /// A matching of some size with few blocking pairs: up from a largest stable one, or where that misses
  /// limits from below from one that blocks least, one pair more each time.
  ///
  /// - Returns: For each contract whether it is made; `nil` where there is no such beginning, and where no chain
  ///   leads on.
  func climbed(to size: Int, _ contracts: PairingContracts, run: Run) throws -> [Bool]? {
    func keepsLimits(_ isMade: [Bool]) -> Bool {
      contracts.classes.allSatisfy { limit in
        limit.members.count { isMade[$0] } >= min(limit.lower, limit.upper)
      }
    }
    var start = contracts.isLaminar ? try solve(.largest, part: 4, of: run).solution : nil
    if start.map({ !keepsLimits(madeContracts(of: $0.matching)) }) ?? true {
      start = try solve(.fewestBlocking, part: 4, of: run).solution
    }
    guard let start else { return nil }
    var isMade = madeContracts(of: start.matching)
    var climb = SizeClimb(contracts, seed: run.seed)
    while isMade.count(where: { $0 }) < size, run.mustStop == nil {
      run.charge(steps: 64 * contracts.contracts.count)
      guard let larger = climb.larger(than: isMade) else { return nil }
      isMade = larger
    }
    return isMade.count { $0 } == size ? isMade : nil
  }
}
