internal import MentorMatching
internal import Solving

/// Stable matchings of a round of projects: deferred acceptance, promotion of those left over, and
/// trades inside ties that each end stable again.
///
/// A talent takes the place of somebody ranked level with him, who proposes on; room that is left
/// behind goes to the best contract that would block (the local search of ``TieSearch`` over two kinds
/// of places).
struct ProjectTrades {
  let market: ProjectMarket
  /// Contract of each talent, −1 for none.
  private(set) var held: [Int]
  private var team: [[Int]]
  private var promoted: [Bool]
  private var order: [Double]
  private var seekers: [Int] = []
  private var seat: [Int]
  private var journal: [(talent: Int, contract: Int)] = []
  private var random: SeededRandom
  private let goals: [PairingGoal]
  private var values: [Int]
  private static let longestTrade = 200

  /// Nobody has a contract yet; inside ties larger numbers of `preference` come first.
  init(
    _ market: ProjectMarket, preferring preference: [Double], goals: [PairingGoal],
    random: SeededRandom
  ) {
    self.market = market
    self.goals = goals.filter(\.isSum)
    self.random = random
    order = preference
    let talents = market.contracts.ofTalent.count
    held = [Int](repeating: -1, count: talents)
    team = [[Int]](repeating: [], count: market.places.count)
    promoted = [Bool](repeating: false, count: talents)
    seat = [Int](repeating: -1, count: talents)
    values = [Int](repeating: 0, count: self.goals.count)
    for t in 0..<talents where market.contracts(ofTalent: t).contains(where: { market.remains[$0] })
    {
      seat[t] = seekers.count
      seekers.append(t)
    }
  }

  /// Everybody proposes; whoever is left over proposes again and then wins ties (Király 2011).
  mutating func propose() {
    for t in held.indices { _ = settle([t], [], allowance: .max) }
    while let t = seekers.first(where: { !promoted[$0] }) {
      promoted[t] = true
      _ = settle([t], [], allowance: .max)
    }
    promoted = [Bool](repeating: false, count: held.count)
    order = [Double](repeating: 0, count: order.count)
    journal.removeAll()
  }

  /// Begins with a stable matching instead of proposals.
  mutating func hold(_ matching: [Int]) {
    for (t, e) in matching.enumerated() { place(t, e) }
  }

  /// Tries `count` trades; keeps those that are no worse in the first `depth` goals.
  ///
  /// - Returns: The best matching seen, by all goals.
  mutating func trade(count: Int, depth: Int, run: Run) -> [Int] {
    var best = (values: values, held: held)
    for attempt in 0..<count {
      if attempt % 256 == 255, run.mustStop != nil { break }
      let before = values
      journal.removeAll(keepingCapacity: true)
      let settled = randomTrade()
      run.charge(steps: 32 + 16 * journal.count)
      if settled, isNoWorse(values, than: before, depth: depth) {
        if values != best.values, isNoWorse(values, than: best.values, depth: goals.count) {
          best = (values, held)
        }
      } else {
        while let entry = journal.popLast() { place(entry.talent, entry.contract) }
      }
    }
    return best.held
  }

  private func isNoWorse(_ a: [Int], than b: [Int], depth: Int) -> Bool {
    for k in 0..<min(depth, goals.count) where a[k] != b[k] {
      return goals[k].isMinimized ? a[k] < b[k] : a[k] > b[k]
    }
    return true
  }

  // MARK: Moves

  private mutating func randomTrade() -> Bool {
    var t = Int.random(in: held.indices, using: &random)
    if !seekers.isEmpty, Int.random(in: 0..<10, using: &random) < 7 {
      t = seekers[Int.random(in: seekers.indices, using: &random)]
    }
    let own = market.contracts(ofTalent: t)
    guard !own.isEmpty else { return false }
    let e = Int.random(in: own, using: &random)
    let old = held[t]
    guard market.remains[e], e != old,
      old < 0 || market.talentRank[e] <= market.talentRank[old]
    else { return false }
    let (c, p) = (market.outer[e], market.inner[e])
    guard market.places[c] > 0, p < 0 || market.places[p] > 0 else { return false }
    move(t, to: -1)
    var wanderers: [Int] = []
    for limit in [p, c] where limit >= 0 && team[limit].count >= market.places[limit] {
      let worst = team[limit].reduce(0) { max($0, market.mentorRank[$1]) }
      guard worst >= market.mentorRank[e] else { return false }
      let level = team[limit].filter { market.mentorRank[$0] == worst }
      let loser = market.talent[level[Int.random(in: level.indices, using: &random)]]
      move(loser, to: -1)
      wanderers.append(loser)
    }
    move(t, to: e)
    var vacancies = old >= 0 ? [market.outer[old]] : []
    if wanderers.count > 1 { vacancies.append(c) }
    return settle(wanderers, vacancies, allowance: Self.longestTrade)
  }

  /// Lets wanderers propose and mentors with room take whom they can until nobody moves.
  private mutating func settle(
    _ wanderers: [Int], _ vacancies: [Int], allowance: Int
  ) -> Bool {
    var (wanderers, vacancies, left) = (wanderers, vacancies, allowance)
    while true {
      if left <= 0 { return false }
      left -= 1
      if let t = wanderers.popLast() {
        proposeOn(t, &wanderers, &vacancies)
      } else if let c = vacancies.popLast() {
        guard let e = market.listOfMentor[c].first(where: { market.remains[$0] && blocks($0) })
        else { continue }
        vacancies.append(c)
        let old = held[market.talent[e]]
        if old >= 0 { move(market.talent[e], to: -1) }
        accept(e, &wanderers)
        if old >= 0, market.outer[old] != c { vacancies.append(market.outer[old]) }
      } else {
        return true
      }
    }
  }

  private mutating func proposeOn(_ t: Int, _ wanderers: inout [Int], _ vacancies: inout [Int]) {
    guard held[t] < 0 else { return }
    let run = market.contracts(ofTalent: t)
    var start = run.lowerBound
    while start < run.upperBound {
      var end = start + 1
      while end < run.upperBound, market.talentRank[end] == market.talentRank[start] { end += 1 }
      let tier = (start..<end).filter { market.remains[$0] }
        .sorted { (-order[$0], $0) < (-order[$1], $1) }
      for e in tier where canTake(e) {
        accept(e, &wanderers)
        return
      }
      start = end
    }
  }

  /// Whether the contract's talent is wanted more than somebody, or there is room.
  private func canTake(_ e: Int) -> Bool {
    let (c, p) = (market.outer[e], market.inner[e])
    if market.places[c] == 0 || (p >= 0 && market.places[p] == 0) { return false }
    if p >= 0, team[p].count >= market.places[p] {
      guard let w = weakest(p) else { return false }
      return isWanted(e, before: w)
    }
    if team[c].count >= market.places[c] {
      guard let w = weakest(c) else { return false }
      return isWanted(e, before: w)
    }
    return true
  }

  private func isWanted(_ e: Int, before w: Int) -> Bool {
    if market.mentorRank[e] != market.mentorRank[w] {
      return market.mentorRank[e] < market.mentorRank[w]
    }
    let (mine, theirs) = (promoted[market.talent[e]], promoted[market.talent[w]])
    return mine != theirs ? mine : order[e] > order[w]
  }

  /// The contract that a class gives up first.
  private func weakest(_ c: Int) -> Int? {
    team[c].max { isWanted($0, before: $1) || (!isWanted($1, before: $0) && $0 < $1) }
  }

  /// Makes a contract of a talent who has none; whoever has no place now wanders.
  private mutating func accept(_ e: Int, _ wanderers: inout [Int]) {
    let (c, p) = (market.outer[e], market.inner[e])
    if p >= 0, team[p].count >= market.places[p], let w = weakest(p) {
      move(market.talent[w], to: -1)
      wanderers.append(market.talent[w])
    } else if team[c].count >= market.places[c], let w = weakest(c) {
      move(market.talent[w], to: -1)
      wanderers.append(market.talent[w])
      // The place was another project's: room there may be wanted.
    }
    move(market.talent[e], to: e)
  }

  /// Whether talent and mentor would both rather make the contract.
  func blocks(_ e: Int) -> Bool {
    let (t, c, p) = (market.talent[e], market.outer[e], market.inner[e])
    let old = held[t]
    if old == e || (old >= 0 && market.talentRank[old] <= market.talentRank[e]) { return false }
    func isFull(_ limit: Int) -> Bool {
      team[limit].count {
        market.mentorRank[$0] <= market.mentorRank[e]
          && (market.talent[$0] != t || market.person[$0] != market.person[e])
      } >= market.places[limit]
    }
    return !isFull(c) && (p < 0 || !isFull(p))
  }

  private mutating func move(_ t: Int, to e: Int) {
    journal.append((t, held[t]))
    place(t, e)
  }

  private mutating func place(_ t: Int, _ e: Int) {
    let old = held[t]
    if old >= 0 {
      for c in [market.outer[old], market.inner[old]] where c >= 0 {
        if let i = team[c].firstIndex(of: old) { team[c].swapAt(i, team[c].count - 1) }
        team[c].removeLast()
      }
      add(old, -1)
    }
    if e >= 0 {
      for c in [market.outer[e], market.inner[e]] where c >= 0 { team[c].append(e) }
      add(e, 1)
      if seat[t] >= 0 {
        let last = seekers[seekers.count - 1]
        seekers[seat[t]] = last
        seat[last] = seat[t]
        seekers.removeLast()
        seat[t] = -1
      }
    } else if seat[t] < 0 {
      seat[t] = seekers.count
      seekers.append(t)
    }
    held[t] = e
  }

  private mutating func add(_ e: Int, _ sign: Int) {
    for (k, goal) in goals.enumerated() {
      values[k] += sign * market.contracts.contracts[e].amount(of: goal)
    }
  }
}
