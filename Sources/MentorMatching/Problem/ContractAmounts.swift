extension PairingContracts {
  /// Class of a contract's project; `nil` where only the mentor limits it.
  package func projectClass(of e: Int) -> Int? {
    classesOfContract[e].first { if case .project = classes[$0].kind { true } else { false } }
  }

  /// Class of a contract's mentor.
  package func mentorClass(of e: Int) -> Int? {
    classesOfContract[e].first { if case .mentor = classes[$0].kind { true } else { false } }
  }

  /// Whether projects and mentors alone limit the contracts, each contract within its mentor's places:
  /// then offers, applications and combs describe the stable matchings.
  package var isByProject: Bool {
    contracts.indices.allSatisfy { e in
      classesOfContract[e].count <= 2 && mentorClass(of: e) != nil
        && classesOfContract[e].allSatisfy {
          if case .quota = classes[$0].kind { false } else { true }
        }
    }
  }
}

extension PairingContracts.Contract {
  /// The worse of the two ranks.
  package var worseRank: Int { max(talentRank, mentorRank) }

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
