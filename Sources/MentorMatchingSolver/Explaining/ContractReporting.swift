internal import MentorMatching

extension PairingProblem {
  /// For every talent what he obtained in a round of contracts and classes and, for each wish above it,
  /// why not.
  func wishReports(over contracts: PairingContracts, _ isMade: [Bool]) -> [WishReport] {
    let all = contracts.contracts
    let choices = talentChoices
    return (0..<talentCount).map { t in
      if keptMentor[t] != nil { return WishReport(talent: t, rank: nil, isKept: true, missed: []) }
      let own = contracts.ofTalent[t].first { isMade[$0] }
      let obtained = own.map { all[$0].talentRank }
      var missed: [WishReport.Wish] = []
      for (k, tier) in choices[t].enumerated() where k + 1 < obtained ?? .max {
        for choice in tier {
          let contract = contracts.ofTalent[t].first {
            all[$0].mentor == choice.mentor && all[$0].project == choice.project
          }
          missed.append(
            WishReport.Wish(
              mentor: choice.mentor, project: choice.project, rank: k + 1,
              reason: contract.map { reason($0, contracts, isMade) }
                ?? (recused.contains(PairKey(mentor: choice.mentor, talent: t))
                  ? .recused : .notListed)))
        }
      }
      return WishReport(talent: t, rank: obtained, isKept: false, missed: missed)
    }
  }

  private func reason(
    _ e: Int, _ contracts: PairingContracts, _ isMade: [Bool]
  ) -> WishReport.Reason {
    let contract = contracts.contracts[e]
    let classes = contracts.classesOfContract[e]
    let full = classes.filter { contracts.isFull($0, for: e, isMade) }
    // The mentor's own places say most, then a project's; a quota speaks of several lists.
    let standing = contract.mentorRank
    /// Whether a class would have room but for the talent's own contract with another mentor.
    func isFullByOwn(_ c: Int) -> Bool {
      contracts.classes[c].upper > 0
        && contracts.classes[c].members.count {
          isMade[$0] && contracts.contracts[$0].mentorRank <= standing
            && contracts.contracts[$0].talent != contract.talent
        } < contracts.classes[c].upper
    }
    func lastRank(_ c: Int) -> Int {
      contracts.classes[c].members.filter {
        isMade[$0] && contracts.contracts[$0].mentorRank <= standing
      }.reduce(0) { max($0, contracts.contracts[$1].mentorRank) }
    }
    var told: WishReport.Reason = .blocked(standing: standing)
    for c in full.reversed() {
      let places = contracts.classes[c].upper
      switch contracts.classes[c].kind {
      case .mentor where places == 0: return .noPlaces
      case .mentor: return .filled(places: places, lastRank: lastRank(c), standing: standing)
      case .project(let p):
        told = .projectFilled(
          project: p, places: places, lastRank: lastRank(c), standing: standing)
      case .quota(let q):
        told = .quotaFilled(
          quota: q, places: places, standing: standing, own: isFullByOwn(c) ? true : nil)
      }
    }
    return told
  }
}
