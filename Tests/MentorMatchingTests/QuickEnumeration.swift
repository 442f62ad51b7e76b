import MentorMatching

/// Every matching of a tiny round on small integer tables read from the draft alone; fast enough for
/// thousands of rounds. Shares no code with the product beyond the draft.
struct QuickEnumeration {
  /// One matching that keeps lists, recusals, kept pairs and capacities.
  struct Entry {
    let mentorOfTalent: [Int?]
    /// Blocking pairs, as talent and mentor.
    let blocking: [[Int]]
    let size: Int
    let talentRanks: [Int]
    let mentorRanks: [Int]

    var isStable: Bool { blocking.isEmpty }
    /// How many people, of both sides, obtained rank `k`.
    func count(atRank k: Int) -> Int {
      talentRanks.count { $0 == k } + mentorRanks.count { $0 == k }
    }
    var imbalance: Int { abs(talentRanks.reduce(0, +) - mentorRanks.reduce(0, +)) }
    var ranks: Int { talentRanks.reduce(0, +) + mentorRanks.reduce(0, +) }
  }

  private(set) var all: [Entry] = []
  var stable: [Entry] { all.filter(\.isStable) }
  /// Longest list that counts: the worst rank of any acceptable pair.
  let worstRank: Int

  private let talentRank: [[Int]]
  private let mentorRank: [[Int]]
  private let capacity: [Int]
  private let kept: [Int?]

  init(_ draft: PairingDraft) {
    let (talents, mentors) = (draft.talents, draft.mentors)
    func rank(_ id: String, _ tiers: WishList) -> Int {
      (tiers.filter { !$0.isEmpty }.firstIndex { $0.contains(id) } ?? -1) + 1
    }
    let recused = Set(draft.recusals.flatMap { [[$0.first, $0.second], [$0.second, $0.first]] })
    kept = talents.map { talent in
      draft.kept.first { $0.talent == talent.id }.flatMap { pair in
        mentors.firstIndex { $0.id == pair.mentor }
      }
    }
    var ofTalents: [[Int]] = []
    var ofMentors: [[Int]] = []
    for talent in talents {
      var row: [Int] = []
      var column: [Int] = []
      for mentor in mentors {
        let (a, b) = (rank(mentor.id, talent.wishes), rank(talent.id, mentor.wishes))
        let isAcceptable = a > 0 && b > 0 && !recused.contains([mentor.id, talent.id])
        row.append(isAcceptable ? a : 0)
        column.append(isAcceptable ? b : 0)
      }
      ofTalents.append(row)
      ofMentors.append(column)
    }
    talentRank = ofTalents
    mentorRank = ofMentors
    capacity = mentors.map(\.capacity)
    worstRank = zip(ofTalents, kept).reduce(0) {
      $1.1 == nil ? max($0, $1.0.max() ?? 0) : $0
    }
    var assignment = kept.map { $0 ?? -1 }
    var load = [Int](repeating: 0, count: mentors.count)
    for m in assignment where m >= 0 { load[m] += 1 }
    extend(0, &assignment, &load)
  }

  private mutating func extend(_ t: Int, _ assignment: inout [Int], _ load: inout [Int]) {
    guard t < assignment.count else { return note(assignment, load) }
    extend(t + 1, &assignment, &load)
    guard kept[t] == nil else { return }
    for m in capacity.indices where talentRank[t][m] > 0 && load[m] < capacity[m] {
      assignment[t] = m
      load[m] += 1
      extend(t + 1, &assignment, &load)
      load[m] -= 1
      assignment[t] = -1
    }
  }

  private mutating func note(_ assignment: [Int], _ load: [Int]) {
    var worst = [Int](repeating: 0, count: capacity.count)
    var talentRanks: [Int] = []
    var mentorRanks: [Int] = []
    for (t, m) in assignment.enumerated() where m >= 0 && kept[t] == nil {
      worst[m] = max(worst[m], mentorRank[t][m])
      talentRanks.append(talentRank[t][m])
      mentorRanks.append(mentorRank[t][m])
    }
    var blocking: [[Int]] = []
    for t in assignment.indices where kept[t] == nil {
      let own = assignment[t] < 0 ? Int.max : talentRank[t][assignment[t]]
      for m in capacity.indices where talentRank[t][m] > 0 && talentRank[t][m] < own {
        if load[m] < capacity[m] || worst[m] > mentorRank[t][m] { blocking.append([t, m]) }
      }
    }
    all.append(
      Entry(
        mentorOfTalent: assignment.map { $0 < 0 ? nil : $0 }, blocking: blocking,
        size: talentRanks.count, talentRanks: talentRanks, mentorRanks: mentorRanks))
  }
}
