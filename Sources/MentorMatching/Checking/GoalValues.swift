extension PairingProblem {
  /// Values of `goals`, counted from the lists; kept pairs count in none.
  ///
  /// - Precondition: Every pair of the market in `matching` is acceptable.
  /// - Complexity: O(size of the lists).
  public func values(of goals: [PairingGoal], for matching: Matching) -> [Int] {
    if hasClasses || goals.contains(where: \.countsContracts) {
      let isMade = madeContracts(of: matching)
      return goals.map { contracts.value(of: $0, isMade) }
    }
    var pairs: [(key: PairKey, talentRank: Int, mentorRank: Int)] = []
    pairs.reserveCapacity(matching.mentorOfTalent.count)
    for (t, m) in matching.mentorOfTalent.enumerated() where keptMentor[t] == nil {
      guard let m, let mentorRank = listing.rank(ofTalent: t, byMentor: m),
        let talentRank = talentWishes.rank(of: m, by: t)
      else { continue }
      pairs.append((PairKey(mentor: m, talent: t), talentRank, mentorRank))
    }
    return goals.map { goal in
      switch goal {
      case .most(let rank), .fewest(let rank): pairs.count { $0.talentRank == rank }
      case .mostOfBoth(let rank), .fewestOfBoth(let rank):
        pairs.count { $0.talentRank == rank } + pairs.count { $0.mentorRank == rank }
      case .imbalance: abs(pairs.reduce(0) { $0 + $1.talentRank - $1.mentorRank })
      case .blocking, .worstLoadGap, .totalLoadGap: 0
      case .stays: pairs.count { previousMentor[$0.key.talent] == $0.key.mentor }
      case .size: pairs.count
      case .talentRanks: pairs.reduce(0) { $0 + $1.talentRank }
      case .mentorRanks: pairs.reduce(0) { $0 + $1.mentorRank }
      case .egalitarian: pairs.reduce(0) { $0 + $1.talentRank + $1.mentorRank }
      case .regret: pairs.reduce(0) { max($0, $1.talentRank, $1.mentorRank) }
      case .weight: pairs.reduce(0) { $0 + points(of: $1.key) }
      }
    }
  }

  private func points(of pair: PairKey) -> Int {
    guard let scores else { return 1 }
    return scores[pair] ?? 0
  }
}
