internal import Alliance

/// What talents can be given in a round with projects or quotas, and what limits it.
///
/// A *contract* joins a talent and a mentor, on one of the mentor's projects or on none. A *class* is
/// a set of contracts with limits on how many are made: a project, a mentor, a quota. In a round
/// without projects the contracts are the pairs of the market.
public struct PairingContracts: Hashable, Sendable {
  /// A contract; its numbers take half of their usual room, as there may be a million.
  public struct Contract: Hashable, Sendable {
    private let numbers:
      (
        talent: Int32, mentor: Int32, project: Int32, talentRank: Int32, mentorRank: Int32,
        score: Int32
      )
    /// Whether the pair is one of the earlier result.
    public let stays: Bool

    /// Position of the talent.
    public var talent: Int { Int(numbers.talent) }
    /// Position of the mentor.
    public var mentor: Int { Int(numbers.mentor) }
    /// Position of the project; `nil` for the mentor himself.
    public var project: Int? { numbers.project < 0 ? nil : Int(numbers.project) }
    /// The talent's rank of the contract, from 1.
    public var talentRank: Int { Int(numbers.talentRank) }
    /// The mentor's rank of the talent, from 1.
    public var mentorRank: Int { Int(numbers.mentorRank) }
    /// What the pair is worth.
    public var score: Int { Int(numbers.score) }

    package init(
      talent: Int, mentor: Int, project: Int?, talentRank: Int, mentorRank: Int, score: Int,
      stays: Bool
    ) {
      numbers = (
        Int32(talent), Int32(mentor), Int32(project ?? -1), Int32(talentRank), Int32(mentorRank),
        Int32(score)
      )
      self.stays = stays
    }

    /// Compares all numbers.
    public static func == (a: Self, b: Self) -> Bool {
      a.numbers == b.numbers && a.stays == b.stays
    }

    /// Feeds the pair and its ranks.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(numbers.talent)
      hasher.combine(numbers.mentor)
      hasher.combine(numbers.project)
      hasher.combine(numbers.talentRank)
      hasher.combine(numbers.mentorRank)
    }
  }

  /// A set of contracts with limits.
  public struct PlaceClass: Hashable, Sendable {
    /// What limits the contracts.
    public enum Kind: Codable, Hashable, Sendable {
      /// Places of a project, by position.
      case project(Int)
      /// Places of a mentor, by position.
      case mentor(Int)
      /// A quota, by position.
      case quota(Int)
    }

    /// What limits the contracts.
    public let kind: Kind
    /// Fewest contracts, kept pairs taken off.
    public let lower: Int
    /// Most contracts, kept pairs taken off.
    public let upper: Int
    /// Positions of the contracts, increasing.
    public let members: [Int]
  }

  /// The contracts, talent by talent, each talent's in the order of his list.
  public let contracts: [Contract]
  /// Contracts of each talent.
  public let ofTalent: [Range<Int>]
  /// Projects with places, then mentors, then quotas; those without members left out unless they ask
  /// for some.
  public let classes: [PlaceClass]
  /// Classes of each contract.
  public let classesOfContract: [[Int]]
  /// For each mentor with a target the contracts with him and what the target asks beyond kept pairs.
  public let targets: [(members: [Int], target: Int)]

  /// Whether every two classes are apart or one holds the other, so that a stable matching exists.
  ///
  /// - Complexity: O(contracts · classes of one contract · log classes).
  public var isLaminar: Bool { Self.isLaminar(classes) }

  /// Compares contracts and classes.
  public static func == (a: Self, b: Self) -> Bool {
    a.contracts == b.contracts && a.classes == b.classes
      && a.targets.elementsEqual(b.targets, by: ==)
  }

  /// Feeds contracts and classes.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(contracts)
    hasher.combine(classes)
  }

  /// Collects contracts and classes of a round.
  ///
  /// - Complexity: O(contracts · classes of one contract + quotas · contracts).
  init(_ problem: PairingProblem) {
    let draft = problem.draft
    let listing = problem.listing
    var contracts: [Contract] = []
    var ofTalent: [Range<Int>] = []
    ofTalent.reserveCapacity(draft.talents.count)
    contracts.reserveCapacity(problem.talentWishes.person.count)
    func add(_ t: Int, _ m: Int, _ project: Int?, talentRank: Int) {
      let key = PairKey(mentor: m, talent: t)
      guard problem.recused.isEmpty || !problem.recused.contains(key),
        let rank = listing.rank(ofTalent: t, byMentor: m)
      else { return }
      contracts.append(
        Contract(
          talent: t, mentor: m, project: project, talentRank: talentRank, mentorRank: rank,
          score: problem.askedWish.map {
            $0 == AskedWish(talent: t, mentor: m, project: project) ? 1 : 0
          }
            ?? problem.scores.map { $0[key] ?? 0 } ?? 1,
          stays: problem.previousMentor[t] == m
            && (problem.previousProject[t] ?? project) == project))
    }
    for t in draft.talents.indices {
      let first = contracts.count
      if problem.keptMentor[t] == nil {
        if let choices = problem.projectChoices {
          for (k, tier) in choices[t].enumerated() {
            for choice in tier { add(t, choice.mentor, choice.project, talentRank: k + 1) }
          }
        } else {
          let wishes = problem.talentWishes
          for e in wishes.entries(of: t) {
            add(t, Int(wishes.person[e]), nil, talentRank: Int(wishes.rank[e]))
          }
        }
      }
      ofTalent.append(first..<contracts.count)
    }
    self.contracts = contracts
    self.ofTalent = ofTalent

    var kept = [Int](repeating: 0, count: draft.mentors.count)
    for m in problem.keptMentor { if let m { kept[m] += 1 } }
    var ofProject = [[Int]](repeating: [], count: draft.projects.count)
    var ofMentor = [[Int]](repeating: [], count: draft.mentors.count)
    for (e, contract) in contracts.enumerated() {
      if let p = contract.project { ofProject[p].append(e) }
      ofMentor[contract.mentor].append(e)
    }
    var classes: [PlaceClass] = []
    func add(
      _ kind: PlaceClass.Kind, lower: Int, upper: Int, kept: Int, members: [Int]
    ) {
      if members.isEmpty, lower - kept <= 0 { return }
      classes.append(
        PlaceClass(
          kind: kind, lower: max(0, lower - kept), upper: max(0, upper - kept), members: members))
    }
    var keptOn = [Int](repeating: 0, count: draft.projects.count)
    for p in problem.keptProject { if let p { keptOn[p] += 1 } }
    for (p, project) in draft.projects.enumerated() {
      guard project.places != nil || project.lowerPlaces > 0 else { continue }
      add(
        .project(p), lower: project.lowerPlaces,
        upper: project.places ?? max(contracts.count + keptOn[p], project.lowerPlaces),
        kept: keptOn[p],
        members: ofProject[p])
    }
    for (m, mentor) in draft.mentors.enumerated() {
      add(
        .mentor(m), lower: mentor.lowerCapacity, upper: mentor.capacity, kept: kept[m],
        members: ofMentor[m])
    }
    for (q, quota) in draft.quotas.enumerated() {
      let inScope = problem.scope(of: quota)
      let running = problem.keptMentor.enumerated().count { t, m in
        m.map { inScope.mentors[$0] && inScope.talents[t] } ?? false
      }
      add(
        .quota(q), lower: quota.lower, upper: quota.upper ?? max(draft.talents.count, quota.lower),
        kept: running,
        members: contracts.indices.filter {
          inScope.mentors[contracts[$0].mentor] && inScope.talents[contracts[$0].talent]
        })
    }
    self.classes = classes
    var classesOfContract = [[Int]](repeating: [], count: contracts.count)
    for (c, each) in classes.enumerated() {
      // Contracts with one class each share the list.
      let alone = [c]
      for e in each.members {
        if classesOfContract[e].isEmpty {
          classesOfContract[e] = alone
        } else {
          classesOfContract[e].append(c)
        }
      }
    }
    self.classesOfContract = classesOfContract
    targets = draft.mentors.enumerated().compactMap { m, mentor in
      mentor.target.map { target in
        (ofMentor[m], target - kept[m])
      }
    }
  }

  private static func isLaminar(_ classes: [PlaceClass]) -> Bool {
    // Larger classes first: each contract then goes down a chain of classes, and all contracts of a
    // class must come from the same one above it.
    let order = classes.indices.sorted {
      classes[$0].members.count == classes[$1].members.count
        ? $0 < $1 : classes[$0].members.count > classes[$1].members.count
    }
    var innermost: [Int: Int] = [:]
    for c in order {
      let parents = Set(classes[c].members.map { innermost[$0] ?? -1 })
      if parents.count > 1 { return false }
      for e in classes[c].members { innermost[e] = c }
    }
    return true
  }
}

extension PairingProblem {
  /// Contracts and classes of this round.
  ///
  /// - Complexity: O(contracts · classes of one contract + quotas · contracts).
  public var contracts: PairingContracts { PairingContracts(self) }

  /// Whether a rule is followed over contracts and classes: also one that gives up stability where limits
  /// from below must be kept.
  public func usesContracts(_ rule: PairingRule) -> Bool {
    hasClasses || rule.countsBlocking || (!rule.demandsStability && !lowerLimits.isEmpty)
  }

  /// Mentors and talents that a quota speaks of.
  func scope(of quota: PairingDraft.Quota) -> (mentors: [Bool], talents: [Bool]) {
    func isIn(_ institution: String, _ scope: PairingDraft.Quota.Scope) -> Bool {
      switch scope {
      case .everybody: true
      case .institution(let id): institution == id
      case .tier(let tier):
        draft.institutions.contains { $0.id == institution && $0.tier == tier }
      case .person: false
      }
    }
    func holds(_ id: String, _ institution: String, _ scope: PairingDraft.Quota.Scope) -> Bool {
      if case .person(let person) = scope { return id == person }
      return isIn(institution, scope)
    }
    return (
      draft.mentors.map { holds($0.id, $0.institution, quota.mentors) },
      draft.talents.map { holds($0.id, $0.institution, quota.talents) }
    )
  }
}
