extension PairingProblem {
  /// Mentors, projects and quotas below their lower limits, in this order, and whether no stable matching
  /// gives them more.
  ///
  /// With ties, projects or quotas the answer is "every stable matching" only where mutual wishes and
  /// places are too few.
  ///
  /// - Parameters:
  ///   - matching: A matching that keeps every limit from above.
  ///   - isStable: Whether the matching is stable.
  /// - Returns: What is missed.
  /// - Complexity: O(talents · quotas), and O(size of the lists · classes of one contract) if a limit is
  ///   missed.
  public func shortfalls(of matching: Matching, isStable: Bool) -> [LimitShortfall] {
    var missed: [(limit: PairingContracts.PlaceClass.Kind, load: Int, lower: Int)] = []
    let loads = matching.loads(mentorCount: mentorCount)
    for (m, mentor) in draft.mentors.enumerated() where loads[m] < mentor.lowerCapacity {
      missed.append((.mentor(m), loads[m], mentor.lowerCapacity))
    }
    let onProject = Self.counts(matching.projectOfTalent ?? [], upTo: draft.projects.count)
    for (p, project) in draft.projects.enumerated() where onProject[p] < project.lowerPlaces {
      missed.append((.project(p), onProject[p], project.lowerPlaces))
    }
    for (q, quota) in draft.quotas.enumerated() where quota.lower > 0 {
      let inScope = scope(of: quota)
      let load = matching.mentorOfTalent.enumerated().count { t, m in
        m.map { inScope.mentors[$0] && inScope.talents[t] } ?? false
      }
      if load < quota.lower { missed.append((.quota(q), load, quota.lower)) }
    }
    if missed.isEmpty { return [] }
    let most = mostPlaces
    return missed.map { limit, load, lower in
      var isSettled = most(limit) < lower
      if case .mentor = limit, isStrict, isStable, !hasClasses { isSettled = true }
      return LimitShortfall(
        limit: limit, load: load, lower: lower, inEveryStableMatching: isSettled)
    }
  }

  /// Mentors, projects and quotas that ask for some talents, in this order, with how many.
  public var lowerLimits: [(limit: PairingContracts.PlaceClass.Kind, lower: Int)] {
    let limits =
      draft.mentors.enumerated().map {
        (PairingContracts.PlaceClass.Kind.mentor($0), $1.lowerCapacity)
      }
      + draft.projects.enumerated().map { (.project($0), $1.lowerPlaces) }
      + draft.quotas.enumerated().map { (.quota($0), $1.lower) }
    return limits.filter { $0.1 > 0 }
  }

  /// Lower limits that mutual wishes and places are too few for, whatever the rule.
  ///
  /// - Complexity: O(size of the lists · classes of one contract).
  public var hopelessLimits: [LimitShortfall] {
    let asked = lowerLimits
    if asked.isEmpty { return [] }
    let most = mostPlaces
    return asked.compactMap { limit, lower in
      let most = most(limit)
      return most < lower
        ? LimitShortfall(limit: limit, load: most, lower: lower, inEveryStableMatching: true) : nil
    }
  }

  /// For each limit the most talents that mutual wishes and mentors' places allow, kept pairs included.
  private var mostPlaces: (PairingContracts.PlaceClass.Kind) -> Int {
    let contracts = contracts
    var places = [Int](repeating: 0, count: mentorCount)
    var classes: [PairingContracts.PlaceClass.Kind: Int] = [:]
    for (c, each) in contracts.classes.enumerated() {
      if case .mentor(let m) = each.kind { places[m] = each.upper }
      classes[each.kind] = c
    }
    let keptWith = Self.counts(keptMentor, upTo: mentorCount)
    let keptOn = Self.counts(keptProject, upTo: draft.projects.count)
    return { limit in
      let kept =
        switch limit {
        case .project(let p): keptOn[p]
        case .mentor(let m): keptWith[m]
        case .quota(let q): kept(in: draft.quotas[q])
        }
      guard let members = classes[limit].map({ contracts.classes[$0].members }) else {
        return kept
      }
      let wished = members.map { contracts.contracts[$0] }
      var talents: [Int: Set<Int>] = [:]
      for contract in wished { talents[contract.mentor, default: []].insert(contract.talent) }
      let served = talents.reduce(0) { $0 + min(places[$1.key], $1.value.count) }
      return kept + min(served, Set(wished.map(\.talent)).count)
    }
  }

  /// Kept pairs that count in a quota.
  private func kept(in quota: PairingDraft.Quota) -> Int {
    let inScope = scope(of: quota)
    return keptMentor.enumerated().count { t, m in
      m.map { inScope.mentors[$0] && inScope.talents[t] } ?? false
    }
  }

  /// How often each number below `count` occurs.
  private static func counts(_ numbers: [Int?], upTo count: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for case let number? in numbers { counts[number] += 1 }
    return counts
  }
}
