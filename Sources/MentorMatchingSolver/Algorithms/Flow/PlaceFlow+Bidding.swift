/// Bidding for places.
extension PlaceFlow {
  /// Places talents by bids with ever smaller rises, until few would gain more elsewhere.
  mutating func bid() {
    var offers = [Int](repeating: 0, count: holders.count)
    var rise = max(1, (wishes.lazy.map(\.value).max() ?? 0) / 16)
    // The first bids go up from nothing, so that a place that nobody has costs nothing.
    bid(Array((0..<gain.count).reversed()), rise, &offers)
    while rise > 1 {
      rise = max(1, rise / 8)
      let waiting = leave(beyond: rise, &offers)
      bid(waiting, rise, &offers)
      if waiting.count < gain.count / 8 { break }
    }
  }

  /// Takes the places of all who would gain more than `rise` elsewhere, and lets the others offer anew.
  ///
  /// - Returns: Those who leave.
  private mutating func leave(beyond rise: Int, _ offers: inout [Int]) -> [Int] {
    var waiting: [Int] = []
    for m in teams.indices {
      let team = teams[m]
      teams[m].load = 0
      for place in team.first..<team.first + team.load {
        let t = Int(holders[place])
        let own = gain(ofPair: Int(pairOfTalent[t]))
        // He is one of the two, or both are better.
        let (_, best, second) = choices(of: t)
        if own < best - rise {
          waiting.append(t)
          pairOfTalent[t] = -1
          teams[m].vacated += team.hasRoom ? 0 : 1
        } else {
          let other = own == best ? second : best
          add(t, max(team.price, own + team.price - other + rise), to: m, &offers)
        }
      }
    }
    return waiting
  }

  /// Lets talents bid, and whoever loses his place after them.
  private mutating func bid(_ talents: [Int], _ rise: Int, _ offers: inout [Int]) {
    var waiting = talents
    // Bids beyond a few for each talent fight over scraps, which exchanges settle faster.
    var bids = 16 * gain.count
    while let t = waiting.popLast() {
      let (pair, best, second) = choices(of: t)
      steps += firstOfTalent[t + 1] - firstOfTalent[t]
      bids -= 1
      if pair < 0 || bids < 0 { continue }
      let m = Int(wishes[pair].mentor)
      pairOfTalent[t] = Int32(pair)
      let offer = teams[m].price + best - second + rise
      if teams[m].hasRoom || teams[m].vacated > 0 {
        if teams[m].vacated > 0 { teams[m].vacated -= 1 }
        add(t, offer, to: m, &offers)
      } else {
        let loser = replaceLowest(of: m, by: t, offer, &offers)
        pairOfTalent[loser] = -1
        waiting.append(loser)
      }
      if teams[m].load == teams[m].places {
        teams[m].price = max(teams[m].price, offers[teams[m].first])
      }
    }
  }

  /// Enters an offer into a mentor's heap, the lowest offer first.
  private mutating func add(_ t: Int, _ offer: Int, to m: Int, _ offers: inout [Int]) {
    let base = teams[m].first
    var i = teams[m].load
    teams[m].load += 1
    while i > 0, offers[base + (i - 1) / 2] > offer {
      offers[base + i] = offers[base + (i - 1) / 2]
      holders[base + i] = holders[base + (i - 1) / 2]
      i = (i - 1) / 2
    }
    offers[base + i] = offer
    holders[base + i] = Int32(t)
  }

  /// - Returns: Whose offer was the lowest.
  private mutating func replaceLowest(
    of m: Int, by t: Int, _ offer: Int, _ offers: inout [Int]
  ) -> Int {
    let (base, count) = (teams[m].first, teams[m].load)
    let loser = Int(holders[base])
    var i = 0
    while true {
      var child = 2 * i + 1
      if child >= count { break }
      if child + 1 < count, offers[base + child + 1] < offers[base + child] { child += 1 }
      if offers[base + child] >= offer { break }
      offers[base + i] = offers[base + child]
      holders[base + i] = holders[base + child]
      i = child
    }
    offers[base + i] = offer
    holders[base + i] = Int32(t)
    return loser
  }
}
