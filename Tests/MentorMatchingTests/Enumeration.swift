import MentorMatching

/// Every stable matching of a tiny round, found by trying all assignments and reading the lists as
/// they are written. Shares no code with the product beyond the draft.
struct Enumeration {
  /// Ranks, score and size of one matching.
  struct Entry {
    let mentorOfTalent: [Int?]
    let talentRanks: [Int]
    let mentorRanks: [Int]
    let score: Int

    var size: Int { talentRanks.count }
    var ranks: Int { talentRanks.reduce(0, +) + mentorRanks.reduce(0, +) }
    var regret: Int { (talentRanks + mentorRanks).max() ?? 0 }
  }

  /// All stable matchings.
  private(set) var stable: [Entry] = []
  /// All matchings that keep lists, recusals and capacities.
  private(set) var feasible: [Entry] = []

  private let draft: PairingDraft

  init(_ draft: PairingDraft) {
    self.draft = draft
    var assignment = [Int?](repeating: nil, count: draft.talents.count)
    extend(0, &assignment)
  }

  private mutating func extend(_ t: Int, _ assignment: inout [Int?]) {
    guard t < draft.talents.count else {
      note(assignment)
      return
    }
    if let kept = draft.kept.first(where: { $0.talent == draft.talents[t].id }) {
      assignment[t] = draft.mentors.firstIndex { $0.id == kept.mentor }
      extend(t + 1, &assignment)
      return
    }
    assignment[t] = nil
    extend(t + 1, &assignment)
    for m in draft.mentors.indices where acceptable(m, t) {
      assignment[t] = m
      extend(t + 1, &assignment)
    }
    assignment[t] = nil
  }

  private mutating func note(_ assignment: [Int?]) {
    for m in draft.mentors.indices {
      if assignment.filter({ $0 == m }).count > draft.mentors[m].capacity { return }
    }
    var talentRanks: [Int] = []
    var mentorRanks: [Int] = []
    var score = 0
    for (t, m) in assignment.enumerated() where !isKept(t) {
      guard let m else { continue }
      talentRanks.append(rank(draft.mentors[m].id, in: draft.talents[t].wishes)!)
      mentorRanks.append(rank(draft.talents[t].id, in: draft.mentors[m].wishes)!)
      let points = draft.scores.first {
        $0.mentor == draft.mentors[m].id && $0.talent == draft.talents[t].id
      }?.points
      score += draft.scores.isEmpty ? 1 : points ?? 0
    }
    let entry = Entry(
      mentorOfTalent: assignment, talentRanks: talentRanks, mentorRanks: mentorRanks, score: score)
    feasible.append(entry)
    if blockingPairs(assignment).isEmpty { stable.append(entry) }
  }

  /// Pairs [mentor, talent] that would rather have one another.
  func blockingPairs(_ assignment: [Int?]) -> [[Int]] {
    var pairs: [[Int]] = []
    for t in draft.talents.indices where !isKept(t) {
      for m in draft.mentors.indices where acceptable(m, t) && assignment[t] != m {
        let talent = draft.talents[t]
        if let own = assignment[t],
          rank(draft.mentors[own].id, in: talent.wishes)!
            <= rank(draft.mentors[m].id, in: talent.wishes)!
        {
          continue
        }
        let team = assignment.indices.filter { assignment[$0] == m }
        let mine = rank(talent.id, in: draft.mentors[m].wishes)!
        let wouldLeave = team.contains {
          !isKept($0) && rank(draft.talents[$0].id, in: draft.mentors[m].wishes)! > mine
        }
        if team.count < draft.mentors[m].capacity || wouldLeave { pairs.append([m, t]) }
      }
    }
    return pairs
  }

  private func isKept(_ t: Int) -> Bool {
    draft.kept.contains { $0.talent == draft.talents[t].id }
  }

  private func acceptable(_ m: Int, _ t: Int) -> Bool {
    let (mentor, talent) = (draft.mentors[m].id, draft.talents[t].id)
    let recused = draft.recusals.contains {
      ($0.first == mentor && $0.second == talent) || ($0.first == talent && $0.second == mentor)
    }
    return !recused && rank(mentor, in: draft.talents[t].wishes) != nil
      && rank(talent, in: draft.mentors[m].wishes) != nil
  }

  private func rank(_ id: String, in tiers: WishList) -> Int? {
    tiers.filter { !$0.isEmpty }.firstIndex { $0.contains(id) }.map { $0 + 1 }
  }
}
