extension PairingProblem {
  /// The rules that `matching` breaks, every blocking pair listed; a stable matching breaks none.
  ///
  /// Written from the lists as they stand, without the market's arrays and without any linear
  /// program, so that a mistake there cannot hide here.
  ///
  /// - Parameters:
  ///   - matching: What to check.
  ///   - demandsStability: Whether blocking pairs count as violations.
  /// - Returns: The broken rules, in the order of the talents and mentors.
  /// - Complexity: O(size of the lists).
  public func violations(
    of matching: Matching, demandsStability: Bool = true
  ) -> [PairingViolation] {
    if hasClasses {
      return contractViolations(of: matching, demandsStability: demandsStability)
    }
    let mentors = draft.mentors
    guard matching.mentorOfTalent.count == talentCount,
      matching.mentorOfTalent.allSatisfy({ $0.map(mentors.indices.contains) ?? true })
    else { return [PairingViolation(.malformed, in: self)] }

    var found: [PairingViolation.Kind] = []
    for (t, m) in matching.mentorOfTalent.enumerated() {
      if let kept = keptMentor[t] {
        if m != kept { found.append(.notKept(mentor: kept, talent: t)) }
      } else if let m {
        if recused.contains(PairKey(mentor: m, talent: t)) {
          found.append(.recused(mentor: m, talent: t))
        }
        if talentWishes.rank(of: m, by: t) == nil || listing.rank(ofTalent: t, byMentor: m) == nil {
          found.append(.unacceptable(mentor: m, talent: t))
        }
      }
    }
    for (m, load) in matching.loads(mentorCount: mentorCount).enumerated()
    where load > mentors[m].capacity {
      found.append(.overloaded(mentor: m, load: load, capacity: mentors[m].capacity))
    }
    if demandsStability { found += blockingPairs(of: matching).map { .blocking($0) } }
    return found.map { PairingViolation($0, in: self) }
  }

  /// The rules that an answer breaks under its own rule.
  public func violations(of answer: PairingAnswer) -> [PairingViolation] {
    let demandsStability = answer.rule.demandsStability
    return usesContracts(answer.rule)
      ? contractViolations(of: answer.matching, demandsStability: demandsStability)
      : violations(of: answer.matching, demandsStability: demandsStability)
  }

  /// Every acceptable pair of the market whose talent likes the mentor better than what he has, and
  /// whose mentor has a free place or somebody he likes less (a kept talent never gives way).
  ///
  /// - Precondition: The matching has one entry for each talent and names existing mentors.
  /// - Complexity: O(size of the lists).
  public func blockingPairs(of matching: Matching) -> [BlockingPair] {
    let load = matching.loads(mentorCount: mentorCount)
    let capacity = draft.mentors.map(\.capacity)
    // The worst rank among each mentor's talents of the market; 0 if he has none. A talent whom he
    // did not list is worse than any he did.
    var worst = [Int](repeating: 0, count: mentorCount)
    for (t, m) in matching.mentorOfTalent.enumerated() where keptMentor[t] == nil {
      if let m { worst[m] = max(worst[m], listing.rank(ofTalent: t, byMentor: m) ?? .max) }
    }
    var pairs: [BlockingPair] = []
    for t in 0..<talentCount where keptMentor[t] == nil {
      let obtained = matching.mentorOfTalent[t].flatMap { talentWishes.rank(of: $0, by: t) }
      for e in talentWishes.entries(of: t) {
        if let obtained, talentWishes.rank[e] >= obtained { break }
        let m = Int(talentWishes.person[e])
        if !recused.isEmpty, recused.contains(PairKey(mentor: m, talent: t)) { continue }
        guard let rank = listing.rank(ofTalent: t, byMentor: m) else { continue }
        let hasPlace = load[m] < capacity[m]
        if hasPlace || worst[m] > rank {
          pairs.append(
            BlockingPair(
              mentor: m, talent: t, talentRank: Int(talentWishes.rank[e]), mentorRank: rank))
        }
      }
    }
    return pairs
  }
}
