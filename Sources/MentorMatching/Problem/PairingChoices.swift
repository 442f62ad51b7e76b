extension PairingProblem {
  /// What a talent's wish asks for.
  public struct Choice: Hashable, Sendable {
    /// Position of the mentor.
    public let mentor: Int
    /// Position of the mentor's project; `nil` if the wish names the mentor.
    public let project: Int?
  }

  /// Each talent's tiers of mentors and projects without gaps. ``talentWishes`` has the same tiers with
  /// each mentor in the first tier that names him or one of his projects.
  ///
  /// - Complexity: O(wishes) in a round whose wishes name no project, O(1) otherwise.
  public var talentChoices: [[[Choice]]] {
    projectChoices
      ?? talentWishes.map { tiers in
        tiers.map { $0.map { Choice(mentor: $0, project: nil) } }
      }
  }

  /// Each talent's tiers without gaps. A name that belongs to a mentor means the mentor.
  static func choices(_ draft: PairingDraft, mentors: [String: Int]) -> [[[Choice]]] {
    let projects = positions(of: draft.projects.map(\.id))
    let byScore = draft.listsFromScores ? scored(draft.scores, by: \.talent, of: \.mentor) : [:]
    return draft.talents.map { talent in
      let tiers = talent.wishes.namesNobody ? byScore[talent.id] ?? [] : talent.wishes
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

  /// The mentors of everybody's tiers, each in the first tier that leads to him.
  static func mentors(of choices: [[[Choice]]]) -> RankedLists {
    var lists = RankedLists(people: choices.count, wishes: choices.count)
    for tiers in choices {
      var seen: Set<Int> = []
      for (k, tier) in tiers.enumerated() {
        for choice in tier where seen.insert(choice.mentor).inserted {
          lists.append(choice.mentor, rank: k + 1)
        }
      }
      lists.endList()
    }
    return lists
  }

  /// Each talent's tiers of mentors without gaps, in a round without projects.
  static func talentWishes(_ draft: PairingDraft, mentors: [String: Int]) -> RankedLists {
    let byScore = draft.listsFromScores ? scored(draft.scores, by: \.talent, of: \.mentor) : [:]
    let lists = draft.talents.map { talent in
      talent.wishes.namesNobody ? byScore[talent.id] ?? [] : talent.wishes
    }
    return ranked(lists, among: draft.mentors.map(\.id), mentors, waited: [])
  }

  /// Each mentor's tiers without gaps; in a tie those who waited come first.
  static func mentorWishes(_ draft: PairingDraft, talents: [String: Int]) -> RankedLists {
    let byScore = draft.listsFromScores ? scored(draft.scores, by: \.mentor, of: \.talent) : [:]
    let lists = draft.mentors.map { mentor in
      mentor.wishes.namesNobody ? byScore[mentor.id] ?? [] : mentor.wishes
    }
    let waited = draft.talents.map(\.waited)
    return ranked(
      lists, among: draft.talents.map(\.id), talents, waited: waited.contains(true) ? waited : [])
  }

  /// Names as positions. Of a tier with people who waited and others, the others get a rank of their own.
  private static func ranked(
    _ lists: [WishList], among ids: [String], _ index: [String: Int], waited: [Bool]
  ) -> RankedLists {
    var positions = WishPositions(ids, index)
    if waited.isEmpty { return RankedLists(lists, &positions) }
    var ranked = RankedLists(
      people: lists.count, wishes: lists.reduce(0) { $0 + $1.entries.count })
    var tier: [Int] = []
    for list in lists {
      let position = positions.of(list)
      var rank = 0
      for e in list.entries {
        let entry = list.table.entries[e]
        if entry == WishList.gap { continue }
        if entry >= 0 { close(&tier) }
        let place = position[Int(entry < 0 ? ~entry : entry)]
        if place >= 0 { tier.append(Int(place)) }
      }
      close(&tier)
      ranked.endList()

      func close(_ tier: inout [Int]) {
        for part in [tier.filter { waited[$0] }, tier.filter { !waited[$0] }]
        where !part.isEmpty {
          rank += 1
          for person in part { ranked.append(person, rank: rank) }
        }
        tier.removeAll(keepingCapacity: true)
      }
    }
    return ranked
  }

  /// Lists made of scores: higher points first, equal points tied.
  private static func scored(
    _ scores: [PairingDraft.Score], by writer: (PairingDraft.Score) -> String,
    of other: (PairingDraft.Score) -> String
  ) -> [String: WishList] {
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
      return WishList(tiers)
    }
  }
}
