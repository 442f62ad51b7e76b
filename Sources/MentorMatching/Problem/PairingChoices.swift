extension PairingProblem {
  /// What a talent's wish asks for.
  public struct Choice: Hashable, Sendable {
    /// Position of the mentor.
    public let mentor: Int
    /// Position of the mentor's project; `nil` if the wish names the mentor.
    public let project: Int?
  }

  /// Each talent's tiers without gaps. A name that belongs to a mentor means the mentor.
  static func choices(_ draft: PairingDraft, mentors: [String: Int]) -> [[[Choice]]] {
    let projects = positions(of: draft.projects.map(\.id))
    let byScore = draft.listsFromScores ? scored(draft.scores, by: \.talent, of: \.mentor) : [:]
    return draft.talents.map { talent in
      let isEmpty = talent.wishes.allSatisfy(\.isEmpty)
      let tiers = isEmpty ? byScore[talent.id] ?? [] : talent.wishes
      return tiers.compactMap { tier in
        tier.isEmpty
          ? nil
          : tier.compactMap { id in
            if let m = mentors[id] { return Choice(mentor: m, project: nil) }
            return projects[id].flatMap { p in
              mentors[draft.projects[p].mentor].map { Choice(mentor: $0, project: p) }
            }
          }
      }
    }
  }

  /// The mentors of a talent's tiers, each in the first tier that leads to him.
  static func mentors(of tiers: [[Choice]]) -> [[Int]] {
    var seen: Set<Int> = []
    return tiers.map { tier in
      tier.compactMap { seen.insert($0.mentor).inserted ? $0.mentor : nil }
    }
  }

  /// Each mentor's tiers without gaps; in a tie those who waited come first.
  static func mentorWishes(_ draft: PairingDraft, talents: [String: Int]) -> [[[Int]]] {
    let byScore = draft.listsFromScores ? scored(draft.scores, by: \.mentor, of: \.talent) : [:]
    return draft.mentors.map { mentor in
      let isEmpty = mentor.wishes.allSatisfy(\.isEmpty)
      let tiers = isEmpty ? byScore[mentor.id] ?? [] : mentor.wishes
      return tiers.flatMap { tier -> [[Int]] in
        if tier.isEmpty { return [] }
        let people = tier.compactMap { talents[$0] }
        let first = people.filter { draft.talents[$0].waited }
        if first.isEmpty || first.count == people.count { return [people] }
        return [first, people.filter { !draft.talents[$0].waited }]
      }
    }
  }

  /// Lists made of scores: higher points first, equal points tied.
  private static func scored(
    _ scores: [PairingDraft.Score], by writer: (PairingDraft.Score) -> String,
    of other: (PairingDraft.Score) -> String
  ) -> [String: [[String]]] {
    var entries: [String: [(points: Int, id: String)]] = [:]
    for score in scores { entries[writer(score), default: []].append((score.points, other(score))) }
    return entries.mapValues { list in
      var tiers: [[String]] = []
      var last: Int?
      // Equal points keep the order in which they are written.
      let sorted = list.enumerated().sorted {
        $0.element.points == $1.element.points
          ? $0.offset < $1.offset : $0.element.points > $1.element.points
      }
      for (_, entry) in sorted {
        if entry.points == last {
          tiers[tiers.count - 1].append(entry.id)
        } else {
          tiers.append([entry.id])
        }
        last = entry.points
      }
      return tiers
    }
  }
}
