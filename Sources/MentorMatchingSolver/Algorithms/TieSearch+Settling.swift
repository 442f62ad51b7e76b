internal import MentorMatching

/// Moves of single talents, and the chains of moves that make a matching stable again.
extension TieSearch {
  /// Lets everybody without a place propose and every free place be taken until nobody moves.
  ///
  /// - Returns: Whether it came to rest within `allowance` moves.
  mutating func settle(wanderers: [Int], vacancies: [Int], allowance: Int) -> Bool {
    var wanderers = wanderers
    var vacancies = vacancies
    var left = allowance
    while true {
      if left <= 0 { return false }
      left -= 1
      if let t = wanderers.popLast() {
        if let loser = propose(t) { wanderers.append(loser) }
      } else if let m = vacancies.popLast() {
        guard team[m].count < market.places[m] else { continue }
        guard let pair = bestWilling(at: m) else { continue }
        let t = market.talent(of: pair)
        let old = pairOfTalent[t]
        move(t, to: Int32(pair))
        vacancies.append(m)
        if old >= 0 { vacancies.append(market.mentor(of: Int(old))) }
      } else {
        return true
      }
    }
  }

  /// Proposes down the talent's list; returns whoever loses his place to him.
  mutating func propose(_ t: Int) -> Int? {
    for pair in market.pairs(ofTalent: t) where remains[pair] {
      let m = market.mentor(of: pair)
      if team[m].count < market.places[m] {
        move(t, to: Int32(pair))
        return nil
      }
      guard market.places[m] > 0, let loser = weakest(at: m) else { continue }
      let (theirs, ours) = (market.mentorRank[Int(loser)], market.mentorRank[pair])
      let loserTalent = market.talent(of: Int(loser))
      if theirs > ours || (theirs == ours && promoted[t] && !promoted[loserTalent]) {
        move(loserTalent, to: -1)
        move(t, to: Int32(pair))
        return loserTalent
      }
    }
    return nil
  }

  func worstRank(at m: Int) -> Int32 {
    team[m].reduce(0) { max($0, market.mentorRank[Int($1)]) }
  }

  /// The worst of a mentor's talents, one who was not promoted before one who was.
  func weakest(at m: Int) -> Int32? {
    team[m].max { a, b in
      let (rankA, rankB) = (market.mentorRank[Int(a)], market.mentorRank[Int(b)])
      if rankA != rankB { return rankA < rankB }
      return promoted[market.talent(of: Int(a))] && !promoted[market.talent(of: Int(b))]
    }
  }

  /// The best talent who would rather be with the mentor than where he is.
  func bestWilling(at m: Int) -> Int? {
    for p in market.pairs(ofMentor: m) where remains[Int(p)] {
      let held = pairOfTalent[market.talent(of: Int(p))]
      if held < 0 || market.talentRank[Int(held)] > market.talentRank[Int(p)] { return Int(p) }
    }
    return nil
  }

  mutating func move(_ t: Int, to pair: Int32) {
    journal.append((t, pairOfTalent[t]))
    place(t, pair)
  }

  mutating func place(_ t: Int, _ pair: Int32) {
    let old = pairOfTalent[t]
    if old >= 0 {
      let m = market.mentor(of: Int(old))
      if let i = team[m].firstIndex(of: old) { team[m].swapAt(i, team[m].count - 1) }
      team[m].removeLast()
      addValues(of: Int(old), times: -1)
    }
    if seat[t] >= 0, pair >= 0 {
      let last = seekers[seekers.count - 1]
      seekers[seat[t]] = last
      seat[last] = seat[t]
      seekers.removeLast()
      seat[t] = -1
    }
    pairOfTalent[t] = pair
    if pair >= 0 {
      team[market.mentor(of: Int(pair))].append(pair)
      addValues(of: Int(pair), times: 1)
    } else if seat[t] < 0 {
      seat[t] = seekers.count
      seekers.append(t)
    }
  }

  mutating func undo() {
    while let entry = journal.popLast() { place(entry.talent, entry.pair) }
  }

  mutating func addValues(of pair: Int, times sign: Int) {
    for (k, goal) in goals.enumerated() {
      values[k] += sign * market.amount(of: goal, pair: pair)
    }
  }
}
