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
  /// - Complexity: O(talents · quotas), and O(size of the lists) if a limit is missed.
  public func shortfalls(of matching: Matching, isStable: Bool) -> [LimitShortfall] {
    var missed: [(limit: PairingContracts.PlaceClass.Kind, load: Int, lower: Int)] = []
    let loads = matching.loads(mentorCount: mentorCount)
    for (m, mentor) in draft.mentors.enumerated() where loads[m] < mentor.lowerCapacity {
      missed.append((.mentor(m), loads[m], mentor.lowerCapacity))
    }
    for (p, project) in draft.projects.enumerated() where project.lowerPlaces > 0 {
      let load = (matching.projectOfTalent ?? []).count { $0 == p }
      if load < project.lowerPlaces { missed.append((.project(p), load, project.lowerPlaces)) }
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
    for each in contracts.classes {
      if case .mentor(let m) = each.kind { places[m] = each.upper }
    }
    return { limit in
      let kept = kept(in: limit)
      guard let members = contracts.classes.first(where: { $0.kind == limit })?.members else {
        return kept
      }
      let wished = members.map { contracts.contracts[$0] }
      var talents: [Int: Set<Int>] = [:]
      for contract in wished { talents[contract.mentor, default: []].insert(contract.talent) }
      let served = talents.reduce(0) { $0 + min(places[$1.key], $1.value.count) }
      return kept + min(served, Set(wished.map(\.talent)).count)
    }
  }

  /// Kept pairs that count in a limit.
  private func kept(in limit: PairingContracts.PlaceClass.Kind) -> Int {
    switch limit {
    case .project(let p): return keptProject.count { $0 == p }
    case .mentor(let m): return keptMentor.count { $0 == m }
    case .quota(let q):
      let inScope = scope(of: draft.quotas[q])
      return keptMentor.enumerated().count { t, m in
        m.map { inScope.mentors[$0] && inScope.talents[t] } ?? false
      }
    }
  }
}
