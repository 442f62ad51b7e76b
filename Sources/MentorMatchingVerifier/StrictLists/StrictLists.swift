internal import MentorMatching

/// Lists of pairs without ties, written from the people's own lists. A pair is known by the position of the
/// talent's wish.
struct StrictLists {
  let problem: PairingProblem
  /// Places of each mentor that kept pairs leave.
  let places: [Int]
  /// The mentor's rank of each wish; 0 for a pair that cannot be made.
  private let ranks: [Int32]

  /// - Returns: `nil` if somebody has two pairs of one rank, or the round has projects or quotas.
  init?(_ problem: PairingProblem) {
    if problem.hasClasses { return nil }
    let (wishes, answers) = (problem.talentWishes, problem.mentorWishes)
    var ranks = [Int32](repeating: 0, count: wishes.person.count)
    var isTaken = [Bool](repeating: false, count: answers.person.count)
    for t in wishes.indices where problem.keptMentor[t] == nil {
      var last = Int32(0)
      for e in wishes.entries(of: t) {
        let m = Int(wishes.person[e])
        guard let rank = problem.listing.rank(ofTalent: t, byMentor: m),
          problem.recused.isEmpty || !problem.recused.contains(PairKey(mentor: m, talent: t))
        else { continue }
        let slot = Int(answers.first[m]) + rank - 1
        if wishes.rank[e] == last || isTaken[slot] { return nil }
        (ranks[e], isTaken[slot], last) = (Int32(rank), true, wishes.rank[e])
      }
    }
    var places = problem.draft.mentors.map(\.capacity)
    for m in problem.keptMentor { if let m { places[m] -= 1 } }
    (self.problem, self.places, self.ranks) = (problem, places, ranks)
  }

  func mentor(_ e: Int) -> Int { Int(problem.talentWishes.person[e]) }

  /// The mentor's rank of a pair; 0 if it cannot be made.
  func rank(_ e: Int) -> Int { Int(ranks[e]) }

  /// - Complexity: O(log talents).
  func talent(_ e: Int) -> Int {
    var (low, high) = (0, problem.talentCount)
    while low + 1 < high {
      let middle = (low + high) / 2
      if problem.talentWishes.first[middle] <= e { low = middle } else { high = middle }
    }
    return low
  }

  /// A pair as a contract.
  func contract(_ e: Int) -> PairingContracts.Contract {
    let (t, m) = (talent(e), mentor(e))
    return PairingContracts.Contract(
      talent: t, mentor: m, project: nil, talentRank: Int(problem.talentWishes.rank[e]),
      mentorRank: rank(e),
      score: problem.scores.map { $0[PairKey(mentor: m, talent: t)] ?? 0 } ?? 1,
      stays: problem.previousMentor[t] == m)
  }

  /// Deferred acceptance (Gale & Shapley 1962); each talent's pair, −1 for none.
  ///
  /// - Complexity: O(pairs · (places of one person + log talents)).
  func proposals(byTalents: Bool) -> [Int] {
    // Pairs at the places of the lists of those who ask, −1 where there is none.
    let lists = byTalents ? nil : pairsOfMentors
    let first = byTalents ? problem.talentWishes.first : problem.mentorWishes.first
    let one = [Int](repeating: 1, count: problem.talentCount)
    var (seats, room) = byTalents ? (one, places) : (places, one)
    var next = first
    var held = room.map { _ in [Int]() }
    var waiting = Array(seats.indices)
    while let i = waiting.popLast() {
      while seats[i] > 0, next[i] < first[i + 1] {
        let e = Int(lists?[Int(next[i])] ?? next[i])
        next[i] += 1
        if e < 0 || ranks[e] == 0 { continue }
        let j = byTalents ? mentor(e) : talent(e)
        held[j].append(e)
        (seats[i], room[j]) = (seats[i] - 1, room[j] - 1)
        if room[j] >= 0 { continue }
        // Of one talent's pairs the last is the worst.
        var worst = 0
        for (k, other) in held[j].enumerated()
        where byTalents ? ranks[other] > ranks[held[j][worst]] : other > held[j][worst] {
          worst = k
        }
        let refused = held[j].remove(at: worst)
        let loser = byTalents ? talent(refused) : mentor(refused)
        (seats[loser], room[j]) = (seats[loser] + 1, 0)
        waiting.append(loser)
      }
    }
    var pairs = [Int](repeating: -1, count: problem.talentCount)
    for e in held.joined() { pairs[talent(e)] = e }
    return pairs
  }

  /// The pair at each place of the mentors' lists, best first; −1 for none.
  private var pairsOfMentors: [Int32] {
    let first = problem.mentorWishes.first
    var pairs = [Int32](repeating: -1, count: problem.mentorWishes.person.count)
    for (e, rank) in ranks.enumerated() where rank > 0 {
      pairs[Int(first[mentor(e)] + rank) - 1] = Int32(e)
    }
    return pairs
  }
}
