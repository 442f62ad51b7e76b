internal import MentorMatching

extension PairingContracts {
  /// Deferred acceptance over strict lists (Gale & Shapley 1962); the contracts held, by position.
  func proposals(byTalents: Bool) -> [Int] {
    func rank(_ e: Int) -> Int { contracts[e].mentorRank }
    // Last first.
    var lists =
      byTalents
      ? ofTalent.map { Array($0.reversed()) }
      : classes.map { $0.members.sorted { rank($0) > rank($1) } }
    let (one, places) = ([Int](repeating: 1, count: ofTalent.count), classes.map(\.upper))
    var (seats, room) = byTalents ? (one, places) : (places, one)
    var held = [[Int]](repeating: [], count: room.count)
    func side(_ e: Int, _ isTalent: Bool) -> Int {
      isTalent ? contracts[e].talent : classesOfContract[e][0]
    }
    var waiting = Array(lists.indices)
    while let i = waiting.popLast() {
      while seats[i] > 0, let e = lists[i].popLast() {
        let j = side(e, !byTalents)
        held[j].append(e)
        (seats[i], room[j]) = (seats[i] - 1, room[j] - 1)
        let ranks = held[j].map { byTalents ? contracts[$0].mentorRank : contracts[$0].talentRank }
        guard room[j] < 0, let worst = ranks.max(), let k = ranks.firstIndex(of: worst) else {
          continue
        }
        let refused = side(held[j].remove(at: k), byTalents)
        (seats[refused], room[j]) = (seats[refused] + 1, 0)
        waiting.append(refused)
      }
    }
    return held.flatMap { $0 }.sorted()
  }
}
