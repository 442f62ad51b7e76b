extension PairingContracts {
  /// The smaller of a contract's two classes, such as a project's within its mentor's or a mentor's within
  /// a quota; `nil` where one class alone limits it.
  package func innerClass(of e: Int) -> Int? {
    let own = classesOfContract[e]
    guard own.count == 2 else { return nil }
    return classes[own[1]].members.count < classes[own[0]].members.count ? own[1] : own[0]
  }

  /// The larger of a contract's classes.
  ///
  /// - Precondition: A contract has one at least, its mentor's.
  package func outerClass(of e: Int) -> Int {
    let own = classesOfContract[e]
    return own.count == 2 && innerClass(of: e) == own[0] ? own[1] : own[0]
  }

  /// Whether classes lie one inside another at most two deep: projects within mentors, or, where nobody
  /// names a project, mentors within quotas. Then offers, applications and combs describe the stable
  /// matchings.
  ///
  /// - Complexity: O(contracts).
  package var isNested: Bool {
    let hasProjects = contracts.contains { $0.project != nil }
    // For each class the class around its contracts: itself, if it is an outer one.
    var around = [Int?](repeating: nil, count: classes.count)
    for e in contracts.indices {
      guard 1...2 ~= classesOfContract[e].count else { return false }
      for c in classesOfContract[e] {
        if hasProjects, case .quota = classes[c].kind { return false }
        if around[c] ?? outerClass(of: e) != outerClass(of: e) { return false }
        around[c] = outerClass(of: e)
      }
    }
    return true
  }
}

extension PairingContracts.Contract {
  /// The worse of the two ranks.
  package var worseRank: Int { max(talentRank, mentorRank) }

  /// The talent's rank less the mentor's.
  package var rankDifference: Int { talentRank - mentorRank }

  /// What the contract adds to a goal that is a sum.
  package func amount(of goal: PairingGoal) -> Int {
    switch goal {
    case .size: 1
    case .talentRanks: talentRank
    case .mentorRanks: mentorRank
    case .egalitarian: talentRank + mentorRank
    case .weight: score
    case .most(let rank), .fewest(let rank): talentRank == rank ? 1 : 0
    case .mostOfBoth(let rank), .fewestOfBoth(let rank):
      (talentRank == rank ? 1 : 0) + (mentorRank == rank ? 1 : 0)
    case .stays: stays ? 1 : 0
    case .regret, .imbalance, .blocking, .worstLoadGap, .totalLoadGap: 0
    }
  }
}
