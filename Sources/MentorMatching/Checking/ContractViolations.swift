extension PairingProblem {
  /// The rules that a matching breaks in a round with projects or quotas.
  ///
  /// Limits from below count only where the rule does not demand stability, which may leave no way to
  /// keep them.
  ///
  /// - Complexity: O(contracts · members of a class).
  func contractViolations(of matching: Matching, demandsStability: Bool) -> [PairingViolation] {
    let projects = matching.projectOfTalent
    guard matching.mentorOfTalent.count == talentCount,
      matching.mentorOfTalent.allSatisfy({ $0.map(draft.mentors.indices.contains) ?? true }),
      projects.map({ $0.count == talentCount }) ?? true,
      projects?.allSatisfy({ $0.map(draft.projects.indices.contains) ?? true }) ?? true
    else { return [PairingViolation(.malformed, in: self)] }
    let contracts = contracts
    var found: [PairingViolation.Kind] = []
    var isMade = [Bool](repeating: false, count: contracts.contracts.count)
    for (t, m) in matching.mentorOfTalent.enumerated() {
      let project = projects?[t]
      if let kept = keptMentor[t] {
        let stays = m == kept && (projects == nil || project == keptProject[t])
        if !stays { found.append(.notKept(mentor: kept, talent: t)) }
        continue
      }
      if let project, m.map({ draft.mentors[$0].id }) != draft.projects[project].mentor {
        found.append(.wrongProject(talent: t))
      }
      guard let m else { continue }
      if recused.contains(PairKey(mentor: m, talent: t)) {
        found.append(.recused(mentor: m, talent: t))
      }
      let own = contracts.ofTalent[t].first {
        contracts.contracts[$0].mentor == m && contracts.contracts[$0].project == project
      }
      if let own { isMade[own] = true } else { found.append(.unacceptable(mentor: m, talent: t)) }
    }
    for limit in contracts.classes {
      let load = limit.members.count { isMade[$0] }
      let lower = demandsStability ? 0 : min(limit.lower, limit.upper)
      if !(lower...limit.upper).contains(load) {
        found.append(.outsideLimits(limit.kind, load: load, limits: lower...limit.upper))
      }
    }
    if demandsStability { found += contracts.blocking(isMade).map { .blocking($0) } }
    return found.map { PairingViolation($0, in: self) }
  }

  /// Contracts of a matching of a round with projects or quotas.
  ///
  /// - Precondition: The matching breaks no rule but stability.
  package func madeContracts(of matching: Matching) -> [Bool] {
    let contracts = contracts
    var isMade = [Bool](repeating: false, count: contracts.contracts.count)
    for (t, m) in matching.mentorOfTalent.enumerated() where keptMentor[t] == nil {
      let own = contracts.ofTalent[t].first {
        contracts.contracts[$0].mentor == m
          && contracts.contracts[$0].project == matching.projectOfTalent?[t]
      }
      if let own { isMade[own] = true }
    }
    return isMade
  }
}

extension PairingContracts {
  /// Contracts that their talents like better than what they have, and for which no class is full
  /// with contracts ranked at least as high.
  package func blocking(_ isMade: [Bool]) -> [BlockingPair] {
    blockingContracts(isMade).map { e in
      BlockingPair(
        mentor: contracts[e].mentor, talent: contracts[e].talent,
        talentRank: contracts[e].talentRank, mentorRank: contracts[e].mentorRank)
    }
  }

  /// Positions of the blocking contracts.
  package func blockingContracts(_ isMade: [Bool]) -> [Int] {
    contracts.indices.filter { e in
      let hasAsGood = ofTalent[contracts[e].talent].contains {
        isMade[$0] && contracts[$0].talentRank <= contracts[e].talentRank
      }
      return !hasAsGood && !classesOfContract[e].contains { isFull($0, for: e, isMade) }
    }
  }

  /// Whether two contracts join the same two people.
  package func isSamePair(_ e: Int, _ g: Int) -> Bool {
    contracts[e].talent == contracts[g].talent && contracts[e].mentor == contracts[g].mentor
  }

  /// Whether contracts ranked at least as high fill a class, what the talent has with the same mentor
  /// left out.
  package func isFull(_ c: Int, for e: Int, _ isMade: [Bool]) -> Bool {
    classes[c].members.count {
      isMade[$0] && contracts[$0].mentorRank <= contracts[e].mentorRank
        && !isSamePair($0, e)
    } >= classes[c].upper
  }
}

extension PairingProblem {
  /// Contracts that would block a matching but for a place of a quota that the talent's own contract takes.
  ///
  /// They do not count as blocking: what a talent has counts among those who fill a class, as in the choice
  /// of a matroid (Fleiner 2003, doi:10.1287/moor.28.1.103.14256), and so a stable matching exists where the
  /// classes lie inside one another. The stronger demand, that a talent may always move within a full region,
  /// can leave none (Kamada & Kojima 2015, doi:10.1257/aer.20101552).
  ///
  /// - Precondition: The matching breaks no rule.
  /// - Complexity: O(contracts · members of a class).
  public func pairsHeldByOwnPlace(in matching: Matching) -> [PairKey] {
    let contracts = contracts
    let isMade = madeContracts(of: matching)
    return contracts.contracts.enumerated().compactMap { e, contract in
      let own = contracts.ofTalent[contract.talent].first { isMade[$0] }
      guard let own, contracts.contracts[own].talentRank > contract.talentRank else { return nil }
      let full = contracts.classesOfContract[e].filter { contracts.isFull($0, for: e, isMade) }
      let isOnlyOwn = full.allSatisfy { c in
        contracts.classes[c].upper > 0
          && contracts.classes[c].members.count {
            $0 != own && isMade[$0] && contracts.contracts[$0].mentorRank <= contract.mentorRank
          } < contracts.classes[c].upper
      }
      return !full.isEmpty && isOnlyOwn
        ? PairKey(mentor: contract.mentor, talent: contract.talent) : nil
    }
  }
}
