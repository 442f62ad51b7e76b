extension PairingContracts {
  /// Differences between loads and targets.
  package func gaps(_ isMade: [Bool]) -> [Int] {
    targets.map { members, target in abs(members.count { isMade[$0] } - target) }
  }

  /// Value of a goal, counted contract by contract.
  package func value(of goal: PairingGoal, _ isMade: [Bool]) -> Int {
    let made = contracts.indices.filter { isMade[$0] }.map { contracts[$0] }
    func sum(_ amount: (Contract) -> Int) -> Int { made.reduce(0) { $0 + amount($1) } }
    switch goal {
    case .size: return made.count
    case .talentRanks: return sum(\.talentRank)
    case .mentorRanks: return sum(\.mentorRank)
    case .egalitarian: return sum { $0.talentRank + $0.mentorRank }
    case .weight: return sum(\.score)
    case .most(let rank), .fewest(let rank): return made.count { $0.talentRank == rank }
    case .mostOfBoth(let rank), .fewestOfBoth(let rank):
      return made.count { $0.talentRank == rank } + made.count { $0.mentorRank == rank }
    case .stays: return made.count { $0.stays }
    case .regret: return made.reduce(0) { max($0, $1.talentRank, $1.mentorRank) }
    case .imbalance: return abs(sum { $0.talentRank - $0.mentorRank })
    case .blocking: return blockingContracts(isMade).count
    case .worstLoadGap: return gaps(isMade).max() ?? 0
    case .totalLoadGap: return gaps(isMade).reduce(0, +)
    }
  }
}
