public import Diagnostics

/// Whether what an answer tells people beside its pairs is so: reasons, blocking pairs, missed limits.
struct ToldReasons {
  private let problem: PairingProblem
  private let answer: PairingAnswer
  /// For each mentor his talents and, of those of the market, the worst rank.
  private var load: [Int]
  private var worst: [Int]
  private let places: [Int]
  /// Contracts, and which are made, where they describe the round.
  private let contracts: PairingContracts?
  private let isMade: [Bool]

  /// - Complexity: O(size of the lists).
  init(_ problem: PairingProblem, _ answer: PairingAnswer) {
    (self.problem, self.answer) = (problem, answer)
    load = answer.matching.loads(mentorCount: problem.mentorCount)
    worst = [Int](repeating: 0, count: problem.mentorCount)
    for (t, m) in answer.matching.mentorOfTalent.enumerated() where problem.keptMentor[t] == nil {
      if let m { worst[m] = max(worst[m], problem.listing.rank(ofTalent: t, byMentor: m) ?? 0) }
    }
    var places = problem.draft.mentors.map(\.capacity)
    for m in problem.keptMentor { if let m { places[m] -= 1 } }
    self.places = places
    let uses = problem.usesContracts(answer.rule)
    contracts = uses ? problem.contracts : nil
    isMade = uses ? problem.madeContracts(of: answer.matching) : []
  }

  /// Whether the report of a talent is what his list and the matching make of it.
  func holds(_ report: WishReport) -> Bool {
    let t = report.talent
    let isKept = problem.keptMentor[t] != nil
    guard report.isKept == isKept else { return false }
    if isKept { return report.rank == nil && report.missed.isEmpty }
    let (m, project) = (
      answer.matching.mentorOfTalent[t], answer.matching.projectOfTalent?[t]
    )
    if problem.hasClasses {
      let tiers = problem.talentChoices[t]
      let own = tiers.firstIndex { $0.contains { $0.mentor == m && $0.project == project } }
      let above = tiers.prefix(own ?? tiers.count).enumerated().flatMap { k, tier in
        tier.map { (mentor: $0.mentor, project: $0.project, rank: k + 1) }
      }
      return report.rank == own.map { $0 + 1 }
        && report.missed.elementsEqual(above) {
          $0.mentor == $1.mentor && $0.project == $1.project && $0.rank == $1.rank
        } && report.missed.allSatisfy { holds($0, of: t) }
    }
    let own = m.flatMap { problem.talentWishes.rank(of: $0, by: t) }
    let wishes = problem.talentWishes
    let above = wishes.entries(of: t).prefix { e in own.map { wishes.rank[e] < $0 } ?? true }
    return report.rank == own
      && report.missed.elementsEqual(above) {
        $0.mentor == Int(wishes.person[$1]) && $0.project == nil && $0.rank == Int(wishes.rank[$1])
      } && report.missed.allSatisfy { holds($0, of: t) }
  }

  /// Whether the reason of a missed wish is one.
  private func holds(_ wish: WishReport.Wish, of t: Int) -> Bool {
    let m = wish.mentor
    let isRecused = problem.recused.contains(PairKey(mentor: m, talent: t))
    let rank = problem.listing.rank(ofTalent: t, byMentor: m)
    switch wish.reason {
    case .recused: return isRecused
    case .notListed: return !isRecused && rank == nil
    case .noPlaces: return !isRecused && rank != nil && places[m] <= 0
    case .filled(_, _, let standing), .projectFilled(_, _, _, let standing),
      .quotaFilled(_, _, let standing, _), .blocked(let standing):
      guard !isRecused, rank == standing, places[m] > 0 else { return false }
    }
    if let contracts { return holds(wish, of: t, standing: rank ?? 0, contracts) }
    let isFull = load[m] >= problem.draft.mentors[m].capacity && worst[m] <= rank ?? 0
    switch wish.reason {
    case .filled(let told, let lastRank, _):
      return isFull && told == places[m] && lastRank == worst[m]
    case .blocked: return !isFull
    default: return false
    }
  }

  /// The same of a contract's classes.
  private func holds(
    _ wish: WishReport.Wish, of t: Int, standing: Int, _ contracts: PairingContracts
  ) -> Bool {
    /// Ranks of the pairs that count in a class against the wish, and the talents' own among them.
    func against(_ c: Int) -> (ranks: [Int], own: Int) {
      var (ranks, own) = ([Int](), 0)
      for e in contracts.classes[c].members where isMade[e] {
        let other = contracts.contracts[e]
        if other.mentorRank > standing || (other.talent == t && other.mentor == wish.mentor) {
          continue
        }
        ranks.append(other.mentorRank)
        if other.talent == t { own += 1 }
      }
      return (ranks, own)
    }
    let wished = contracts.ofTalent[t].first {
      contracts.contracts[$0].mentor == wish.mentor
        && contracts.contracts[$0].project == wish.project
    }
    guard let wished else { return false }
    let full = contracts.classesOfContract[wished].filter {
      against($0).ranks.count >= contracts.classes[$0].upper
    }
    func told(_ kind: PairingContracts.PlaceClass.Kind, _ places: Int) -> [Int] {
      full.filter { contracts.classes[$0].kind == kind && contracts.classes[$0].upper == places }
    }
    switch wish.reason {
    case .filled(let places, let lastRank, _):
      return told(.mentor(wish.mentor), places).contains { against($0).ranks.max() == lastRank }
    case .projectFilled(let p, let places, let lastRank, _):
      return told(.project(p), places).contains { against($0).ranks.max() ?? 0 == lastRank }
    case .quotaFilled(let q, let places, _, let own):
      return told(.quota(q), places).contains {
        let found = against($0)
        return (own == true) == (places > 0 && found.ranks.count - found.own < places)
      }
    case .blocked: return full.isEmpty
    case .notListed, .recused, .noPlaces: return false
    }
  }
}

extension PairingProblem {
  /// What the reports of an answer, its blocking pairs and its missed limits tell that its matching does not
  /// give.
  ///
  /// - Precondition: The matching keeps the rules and the answer has no stray references.
  /// - Returns: One line for each talent and each list; nothing for an answer as it was made.
  /// - Complexity: O(size of the lists), with projects or quotas times the members of a class.
  public func misstatements(in answer: PairingAnswer) -> [Bilingual] {
    let told = ToldReasons(self, answer)
    var found = answer.reports.filter { !told.holds($0) }.map { report in
      let id = draft.talents[report.talent].id
      return Bilingual(
        zh: "\(id) 的志愿结果或原因与结对不符", en: "what \(id) is told of wishes and reasons is not so")
    }
    let usesContracts = usesContracts(answer.rule)
    let demandsStability = answer.rule.demandsStability
    let blocking =
      demandsStability
      ? []
      : usesContracts
        ? contracts.blocking(madeContracts(of: answer.matching))
        : blockingPairs(of: answer.matching)
    if answer.blockingPairs != blocking {
      found.append(
        Bilingual(
          zh: "所列更愿改配的对不符", en: "the blocking pairs are not those of the matching"))
    }
    let short = shortfalls(of: answer.matching, isStable: demandsStability && !usesContracts)
    if answer.shortfalls != short {
      found.append(
        Bilingual(zh: "所列未达的下限不符", en: "the missed lower limits are not those of the matching"))
    }
    return found
  }
}
