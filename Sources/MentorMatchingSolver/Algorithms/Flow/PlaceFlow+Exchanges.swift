internal import MentorMatching

/// Exchanges that make prices exact.
extension PlaceFlow {
  /// The end of an exchange, and what it costs there.
  private struct End {
    var cost = Int.max
    /// A talent who goes without, or comes to have a place; −1 for none.
    var talent = -1
    /// The mentor whose place is taken, or not given any more; −1 for none.
    var mentor = -1
    /// The pair of a talent who comes to have a place; −1 for none.
    var pair = -1
  }

  /// Places everybody who would gain more elsewhere by the cheapest exchange, and then sees to the places
  /// that stay given up.
  mutating func exchange() {
    var waiting: [Int] = []
    for t in gain.indices {
      gain[t] = choices(of: t).best
      let p = Int(pairOfTalent[t])
      if gain[t] == (p < 0 ? 0 : gain(ofPair: p)) { continue }
      if p >= 0 { vacate(t) }
      waiting.append(t)
    }
    var ways = ExchangeWays(mentors: teams.count)
    for t in waiting { place(t, &ways) }
    for m in teams.indices {
      while teams[m].vacated > 0 { fill(m, &ways) }
    }
  }

  /// Takes a talent's place, which keeps its price.
  private mutating func vacate(_ t: Int) {
    let m = Int(wishes[Int(pairOfTalent[t])].mentor)
    teams[m].vacated += teams[m].hasRoom ? 0 : 1
    remove(t, from: m)
  }

  private mutating func remove(_ t: Int, from m: Int) {
    let end = teams[m].first + teams[m].load - 1
    for place in teams[m].first..<end where holders[place] == t { holders[place] = holders[end] }
    teams[m].load -= 1
    pairOfTalent[t] = -1
  }

  private mutating func enter(_ pair: Int) {
    let (t, m) = (market.talent(of: pair), Int(wishes[pair].mentor))
    holders[teams[m].first + teams[m].load] = Int32(t)
    teams[m].load += 1
    pairOfTalent[t] = Int32(pair)
  }

  // MARK: From a talent to a place

  /// Finds a place for a talent: one that nobody has, or that of somebody who goes without.
  private mutating func place(_ start: Int, _ ways: inout ExchangeWays) {
    var end = End(cost: gain[start], talent: start)
    ways.begin()
    look(from: start, at: 0, &ways, &end)
    while let (m, cost) = ways.next(below: end.cost) {
      for place in teams[m].first..<teams[m].first + teams[m].load {
        let t = Int(holders[place])
        if cost + gain[t] < end.cost { end = End(cost: cost + gain[t], talent: t) }
        look(from: t, at: cost, &ways, &end)
      }
    }
    gain[start] -= end.cost
    raise(ways, by: { end.cost - $0 })
    if end.talent == start { return }
    if end.talent >= 0 {
      end.mentor = Int(wishes[Int(pairOfTalent[end.talent])].mentor)
      remove(end.talent, from: end.mentor)
    } else if teams[end.mentor].vacated > 0 {
      teams[end.mentor].vacated -= 1
    }
    // From the end to the beginning: whoever takes a place has left another.
    var pair = ways.pair(at: end.mentor)
    while market.talent(of: pair) != start {
      let m = Int(wishes[Int(pairOfTalent[market.talent(of: pair)])].mentor)
      remove(market.talent(of: pair), from: m)
      enter(pair)
      pair = ways.pair(at: m)
    }
    enter(pair)
  }

  private mutating func look(
    from t: Int, at cost: Int, _ ways: inout ExchangeWays, _ end: inout End
  ) {
    let base = cost + gain[t]
    for p in firstOfTalent[t]..<firstOfTalent[t + 1] {
      let m = Int(wishes[p].mentor)
      let reached = base + teams[m].price - wishes[p].value
      if reached >= end.cost || !ways.improves(m, reached) { continue }
      ways.reach(m, by: p, reached)
      if teams[m].load < teams[m].places { end = End(cost: reached, mentor: m) }
    }
    steps += firstOfTalent[t + 1] - firstOfTalent[t]
  }

  /// Changes the prices of mentors who were looked through, and what their talents gain.
  private mutating func raise(_ ways: ExchangeWays, by rise: (_ cost: Int) -> Int) {
    for (m, cost) in ways.settled {
      teams[m].price += rise(cost)
      for place in teams[m].first..<teams[m].first + teams[m].load {
        gain[Int(holders[place])] -= rise(cost)
      }
    }
  }

  // MARK: From a place to a talent

  /// Finds who comes to a place that was given up: somebody who went without, or nobody, there or where
  /// the one who comes had his place.
  private mutating func fill(_ start: Int, _ ways: inout ExchangeWays) {
    var end = End()
    ways.begin()
    ways.reach(start, by: -1, 0)
    while let (m, cost) = ways.next(below: end.cost) {
      let base = cost + teams[m].price
      if base < end.cost { end = End(cost: base, mentor: m) }
      for p in market.pairs(ofMentor: m) {
        let (p, t) = (Int(p), market.talent(of: Int(p)))
        let own = Int(pairOfTalent[t])
        let reached = base + gain[t] - wishes[p].value
        if own == p || reached >= end.cost { continue }
        if own < 0 {
          end = End(cost: reached, mentor: m, pair: p)
        } else if ways.improves(Int(wishes[own].mentor), reached) {
          ways.reach(Int(wishes[own].mentor), by: p, reached)
        }
      }
      steps += market.pairs(ofMentor: m).count
    }
    raise(ways, by: { $0 - end.cost })
    var (m, coming) = (end.mentor, end.pair)
    while m != start {
      let leaving = ways.pair(at: m)
      remove(market.talent(of: leaving), from: m)
      if coming >= 0 { enter(coming) }
      (m, coming) = (Int(wishes[leaving].mentor), leaving)
    }
    teams[start].vacated -= 1
    if coming >= 0 { enter(coming) }
  }
}
